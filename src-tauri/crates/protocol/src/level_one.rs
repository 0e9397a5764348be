use crate::{CardForm, Email, IdempotencyKey, Portrait};

/// "Xác nhận thông tin đăng ký": a file for level 1, as its holder sends it.
#[derive(Debug, Clone)]
pub struct FileSubmission {
    /// What the card says; the number must be the account's own.
    pub card: CardForm,
    /// The portrait that was taken now.
    pub portrait: Portrait,
    /// E-mail, where the citizen gives one; none leaves the account's as it is.
    pub email: Option<Email>,
    /// Makes a file that is sent again, its answer lost, the same file.
    pub idempotency: IdempotencyKey,
}
