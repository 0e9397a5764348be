//! The app without a screen: [`Wallet`], one file per use case.
//!
//! A wallet is one profile on one computer. It knows where it stands ([`State`]) from its folder alone, so
//! that a kill at any instant loses nothing that was acknowledged; time, randomness, the keystore and the
//! authority are handed in.

mod activation;
mod card_form;
mod change;
mod check;
mod code;
mod error;
mod folder;
mod glance;
mod journey;
mod level_one;
mod lock;
mod new_device;
mod notices;
mod otp;
mod own;
mod papers;
mod pictures;
mod records;
mod recovery;
mod refresh;
mod session;
mod sign_in;
mod state;
mod wallet;

pub use activation::{ActivationOutcome, ActivationStep, Binding};
pub use card_form::{CardFrame, card_form_of_text};
pub use change::{PhoneChange, PhoneCode, Which};
pub use check::{Foreign, Frame, NotReady, Readiness, ShownVerdict};
pub use code::{LiveCode, printed_qr_svg};
pub use dinhdanh_qr::{Hint, MAX_FILE_BYTES};
pub use error::{Detail, ErrorCode, WalletError};
pub use glance::{Glance, glance};
pub use journey::{CardChecked, RegistrationStep, ResetStep};
pub use level_one::{PortraitHint, TakenPortrait};
pub use new_device::{AskedFor, ClaimStep, Device};
pub use notices::AccountNotice;
pub use otp::{OtpStep, OtpWay};
pub use papers::{Expiry, PaperCard};
pub use recovery::RecoveryStep;
pub use sign_in::{AppAccount, Next, SignInOutcome};
pub use state::{Locked, Person, SignedOut, State, Trouble};
pub use wallet::{SecretStores, Wallet, WalletParts};
