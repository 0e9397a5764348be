//! The encrypted local store of one account on one device.
//!
//! ```text
//! device secret  32 random bytes in the computer's keystore (or a 0600 file, and then it says so)
//! DEK            32 random bytes, the raw key of vault.db (SQLCipher)
//! KEK            HKDF-SHA256(salt, Argon2id(passcode, salt) ‖ device secret, "passcode/v1")
//! recovery KEK   HKDF-SHA256(salt, Argon2id(both answers, salt) ‖ the authority's share, "recovery/v1")
//! slots          the DEK under each KEK, the cost parameters and the failure counter, authenticated
//!                under the device secret
//! ```
//!
//! A copy of the folder without this computer's keystore is useless: six digits alone guard nothing.
//! [`VaultPlace`] says where a vault lies, [`Vault`] is an open one; what is kept in it is read and written
//! in transactions through [`Reading`] and [`Writing`]. What must be readable before the passcode is typed
//! is in [`sealed`] files. Everything read from disk is taken for hostile: it gives a typed error, and
//! nothing is deleted because of it.

mod attempts;
mod device_secret;
mod error;
pub mod files;
mod key_slot;
mod passcode;
pub mod passcode_rule;
mod place;
mod recovery;
mod recovery_slot;
pub mod sealed;
pub mod slots;
mod steady;
mod store;
mod tables;
mod vault;

pub use attempts::LockState;
#[cfg(feature = "testing")]
pub use device_secret::MemorySecrets;
pub use device_secret::{DeviceSecret, DeviceSecrets, FileSecrets, KeyringSecrets, Protection};
pub use error::{KeystoreError, Part, VaultError};
pub use passcode::{NotAPasscode, Passcode};
pub use place::{Presence, VaultPlace};
pub use recovery_slot::{RecoveryFactors, RecoveryName};
pub use tables::{
    Account, AccountStatus, CopyStanding, Credential, IdentityCard, NewScan, Notice, Office, OfficeCount,
    OfficeSighting, Paper, PaperCopy, Reading, Receipt, Refusal, Remembered, RemovedPaper, Scan, ScanCount,
    SeenTwice, Sex, Sharing, TrustBundle, View, Writing,
};
pub use vault::Vault;
