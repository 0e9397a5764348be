use dinhdanh_authority::AuthorityError;
use dinhdanh_protocol::{ApiError, Refusal};
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

/// What a command of the desk answers.
pub(super) type DeskAnswer<T> = Result<T, DeskError>;

/// What a command of the desk rejects with; in the shape of the wallet's.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub(super) struct DeskError {
    code: DeskErrorCode,
    /// Nothing yet needs more than its code.
    #[ts(type = "Record<string, unknown>")]
    data: Map<String, Value>,
}

/// The codes by which the desk's window finds its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(super) enum DeskErrorCode {
    /// A citizen number is 12 digits.
    NumberMalformed,
    /// No phone number.
    PhoneMalformed,
    /// No reason, or more than one line of 300 characters.
    NoReason,
    /// The number has no account.
    NoAccount,
    /// The register does not know the number.
    NotRegistered,
    /// The file went with its account.
    NoFile,
    /// Somebody else decided on the file otherwise.
    DecidedAlready,
    /// No file of the account was approved.
    NotIdentified,
    /// An account that was withdrawn stays so.
    WithdrawnForGood,
    /// Not the picture of a card.
    NoPicture,
    /// The disk could not be written.
    StorageFailed,
    /// Another window held the authority's database for too long.
    Busy,
    /// The program failed; its log says more.
    Failed,
}

impl DeskError {
    pub(super) fn of(code: DeskErrorCode) -> Self {
        Self {
            code,
            data: Map::new(),
        }
    }
}

impl From<AuthorityError> for DeskError {
    fn from(error: AuthorityError) -> Self {
        let kind = error.kind();
        let code = match error {
            AuthorityError::NoReason => DeskErrorCode::NoReason,
            AuthorityError::UnknownAccount => DeskErrorCode::NoAccount,
            AuthorityError::UnknownFile => DeskErrorCode::NoFile,
            AuthorityError::DecidedAlready => DeskErrorCode::DecidedAlready,
            AuthorityError::NotIdentified => DeskErrorCode::NotIdentified,
            AuthorityError::NotRegistered => DeskErrorCode::NotRegistered,
            AuthorityError::Refused(Refusal::AccountRevoked) => DeskErrorCode::WithdrawnForGood,
            other => match ApiError::from(other) {
                ApiError::Unreachable => DeskErrorCode::Busy,
                ApiError::Failed | ApiError::Refused(_) => {
                    tracing::error!(kind, "an act of the desk failed");
                    DeskErrorCode::Failed
                }
            },
        };
        Self::of(code)
    }
}
