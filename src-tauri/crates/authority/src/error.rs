use dinhdanh_credential::issue::IssueError;
use dinhdanh_credential::trust::TrustError;
use dinhdanh_crypto::CryptoError;
use dinhdanh_paper::mdoc::MdocError;
use dinhdanh_paper::sd_jwt::SdJwtError;
use dinhdanh_protocol::{ApiError, Refusal};

/// Why the authority gave no result. No message names a person or a value.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// The request was understood and refused.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The desk named an account that does not exist.
    #[error("no such account")]
    UnknownAccount,
    /// The desk named a file that does not exist.
    #[error("no such file")]
    UnknownFile,
    /// Somebody else at the desk has decided on this file otherwise.
    #[error("the file was decided on already")]
    DecidedAlready,
    /// An account is identified by its file alone: without one approved, the desk raises it to no level.
    #[error("the account was not identified")]
    NotIdentified,
    /// No device of the account is claimed lost.
    #[error("no device is claimed lost")]
    NothingClaimed,
    /// An act of the desk wants a reason: one line of 1 to 300 characters.
    #[error("no reason, or none that can be kept")]
    NoReason,
    /// The folder or the lock file could not be used.
    #[error("the authority's folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The database could not be read or written.
    #[error("the authority's database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The tables could not be brought up to date, or are those of a later version.
    #[error("the authority's tables: {0}")]
    Tables(#[from] Box<refinery::Error>),
    /// A row holds what this program never writes.
    #[error("the authority's database is damaged: {0}")]
    Damaged(&'static str),
    /// The population register does not know a person who has an account.
    #[error("the register does not know the holder of an account")]
    NotRegistered,
    /// No randomness, or a key that does not work.
    #[error("cryptography: {0}")]
    Crypto(#[from] CryptoError),
    /// A credential could not be made.
    #[error("a credential: {0}")]
    Issue(#[from] IssueError),
    /// A paper could not be made.
    #[error("a paper: {0}")]
    Paper(#[from] SdJwtError),
    /// A licence could not be made an mdoc.
    #[error("an mdoc: {0}")]
    Mdoc(#[from] MdocError),
    /// Every place of every status list is taken.
    #[error("the status lists are full")]
    ListsFull,
    /// The trust bundle could not be made.
    #[error("the trust bundle: {0}")]
    Bundle(#[from] TrustError),
    /// The made-up register of practice mode could not be made.
    #[error("the practice register: {0}")]
    PracticeRegister(&'static str),
}

impl AuthorityError {
    /// What went wrong, in a word for the log. The message may hold a path, and with it who uses the computer.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::UnknownAccount => "unknown_account",
            Self::UnknownFile => "unknown_file",
            Self::DecidedAlready => "decided_already",
            Self::NotIdentified => "not_identified",
            Self::NothingClaimed => "nothing_claimed",
            Self::NoReason => "no_reason",
            Self::Folder(_) => "folder",
            Self::Database(_) => "database",
            Self::Tables(_) => "tables",
            Self::Damaged(_) => "damaged",
            Self::NotRegistered => "not_registered",
            Self::Crypto(_) => "crypto",
            Self::Issue(_) => "issue",
            Self::Paper(_) => "paper",
            Self::Mdoc(_) => "mdoc",
            Self::ListsFull => "lists_full",
            Self::Bundle(_) => "bundle",
            Self::PracticeRegister(_) => "practice_register",
        }
    }

    /// Whether another process held the database for longer than one waits: nothing is wrong, try again.
    fn is_busy(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        matches!(
            self,
            Self::Database(rusqlite::Error::SqliteFailure(failure, _))
                if matches!(failure.code, DatabaseBusy | DatabaseLocked)
        )
    }
}

impl From<Refusal> for AuthorityError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<AuthorityError> for ApiError {
    /// What a wallet is told: refusals as they are, everything else without detail.
    fn from(error: AuthorityError) -> Self {
        match error {
            AuthorityError::Refused(refusal) => Self::Refused(refusal),
            busy if busy.is_busy() => Self::Unreachable,
            _ => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn who_waited_in_vain_may_try_again_and_no_other_failure_says_so() {
        let sqlite = |code| AuthorityError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert_eq!(ApiError::from(sqlite(ffi::SQLITE_BUSY)), ApiError::Unreachable);
        assert_eq!(ApiError::from(sqlite(ffi::SQLITE_FULL)), ApiError::Failed);
        assert_eq!(ApiError::from(sqlite(ffi::SQLITE_CORRUPT)), ApiError::Failed);
        let refused = AuthorityError::from(Refusal::OtpLimit);
        assert_eq!(ApiError::from(refused), ApiError::Refused(Refusal::OtpLimit));
    }
}
