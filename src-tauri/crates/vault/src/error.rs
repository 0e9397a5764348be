//! What can go wrong in a vault. No message holds personal data.

use std::time::Duration;

use dinhdanh_crypto::CryptoError;

use crate::Protection;

/// Why the computer's keystore gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeystoreError {
    /// No keystore runs here, or it cannot be spoken to.
    #[error("no keystore can be reached")]
    Unreachable,
    /// The keystore is locked, or the person declined to open it.
    #[error("the keystore is locked or access was declined")]
    Refused,
    /// What lies under the name is not one device secret of 32 bytes.
    #[error("the keystore holds something else under this name")]
    Malformed,
    /// The keystore failed at the operation.
    #[error("the keystore failed")]
    Failed,
}

/// The part of what lies on disk that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The slots file: torn, altered, or gone while the database is there.
    Slots,
    /// The database.
    Database,
    /// A sealed file.
    Sealed,
}

/// Why the vault did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault in this folder.
    #[error("no vault here")]
    NoVault,
    /// There is a vault in this folder already; nothing was touched.
    #[error("a vault is here already")]
    AlreadyHere,
    /// The passcode is wrong, and the try was counted.
    #[error("wrong passcode, {tries_left} tries left")]
    WrongPasscode {
        /// Wrong tries that remain before the passcode is deleted, 1 to 9.
        tries_left: u32,
        /// The delay that starts now; zero when another try may follow at once.
        wait: Duration,
    },
    /// A delay is running. The try was neither made nor counted.
    #[error("passcode tries are delayed")]
    MustWait {
        /// What is left of the delay.
        wait: Duration,
    },
    /// Ten wrong passcodes: the passcode slot and the device secret are deleted.
    #[error("the passcode was deleted after too many wrong tries")]
    PasscodeGone,
    /// The vault has no recovery slot for the share that was given.
    #[error("no recovery slot for this share")]
    NoRecovery,
    /// The recovery slot does not open with these answers and this share. Nothing was changed.
    #[error("the recovery slot does not open")]
    NotRecovered,
    /// A vault is here, but the keystore no longer holds its device secret.
    #[error("the device secret of this vault is not in the keystore")]
    KeystoreLost,
    /// The keystore did not answer.
    #[error(transparent)]
    Keystore(#[from] KeystoreError),
    /// The vault was made under another kind of keystore than the one at hand; it is never opened with less.
    #[error("the vault belongs to a device secret kept elsewhere")]
    OtherProtection {
        /// What the vault's header says.
        recorded: Protection,
    },
    /// What lies on disk is torn or altered. Nothing was deleted.
    #[error("the vault is damaged ({0:?})")]
    Damaged(Part),
    /// A later version of the program wrote this.
    #[error("the vault was written by a later version")]
    Newer,
    /// The key derivation recorded in the slots file is cheaper than ever written by this program.
    #[error("the recorded key derivation is too weak")]
    WeakParameters,
    /// A change to the account where no account is kept.
    #[error("no account is kept in the vault")]
    NoAccount,
    /// A value does not fit its column.
    #[error("value out of range: {0}")]
    OutOfRange(&'static str),
    /// A trust bundle older than the one kept.
    #[error("trust bundle is older than number {kept_seq}, which is kept")]
    OlderBundle {
        /// The sequence number of the bundle that stays.
        kept_seq: u64,
    },
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[from] std::io::Error),
    /// A cryptographic operation failed for another reason than a wrong key.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The database failed.
    #[error("the vault's database failed")]
    Database(#[source] rusqlite::Error),
    /// The database could not be brought to the schema of this version; it is as it was.
    #[error("the vault's schema could not be brought up to date")]
    Migration(#[source] Box<refinery::Error>),
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let damaged = match &error {
            // A value that no column of ours holds.
            FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..) => true,
            other => matches!(other.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
        };
        if damaged {
            Self::Damaged(Part::Database)
        } else {
            Self::Database(error)
        }
    }
}
