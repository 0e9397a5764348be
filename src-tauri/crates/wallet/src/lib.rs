//! The app without a screen: [`Wallet`], one file per use case.
//!
//! A wallet is one profile on one computer. It knows where it stands ([`State`]) from its folder alone, so
//! that a kill at any instant loses nothing that was acknowledged; time, randomness, the keystore and the
//! authority are handed in.

mod activation;
mod check;
mod code;
mod error;
mod folder;
mod glance;
mod lock;
mod papers;
mod records;
mod recovery;
mod refresh;
mod session;
mod state;
mod wallet;

pub use activation::{ActivationOutcome, ActivationStep, Binding};
pub use check::{Foreign, Frame, NotReady, Readiness, ShownVerdict};
pub use code::LiveCode;
pub use dinhdanh_qr::{Hint, MAX_FILE_BYTES};
pub use error::{Detail, ErrorCode, WalletError};
pub use glance::{Glance, glance};
pub use papers::{Expiry, PaperCard};
pub use state::{Locked, Person, State, Trouble};
pub use wallet::{SecretStores, Wallet, WalletParts};
