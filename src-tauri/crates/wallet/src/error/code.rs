use std::fmt;

use dinhdanh_credential::TrustError;
use dinhdanh_credential::office::OfficeError;
use dinhdanh_protocol::{ApiError, CardQrFault, Refusal};
use dinhdanh_qr::PictureError;
use dinhdanh_vault::{KeystoreError, VaultError};
use serde::Serialize;

/// The codes by which the interface finds its words; each written in one way only, as it is serialised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A citizen number is 12 digits.
    NumberMalformed,
    /// No phone number.
    PhoneMalformed,
    /// The account's phone number already.
    PhoneSame,
    /// With `triesLeft`, unless it was not even six digits.
    OtpWrong,
    /// The one-time code is too old.
    OtpExpired,
    /// The one-time code has no tries left.
    OtpExhausted,
    /// With `waitMs`.
    OtpResendTooSoon,
    /// No more one-time codes in this journey.
    OtpResendLimit,
    /// With `faults`.
    PasswordWeak,
    /// What was typed is longer than any password; no try was spent.
    PasswordTooLong,
    /// With `triesLeft`.
    SignInWrong,
    /// With `waitMs`.
    SignInLocked,
    /// Too many requests of this kind; with `waitMs`.
    TooMany,
    /// Access of who had signed in is over.
    SessionOver,
    /// The authority has forgotten the registration or the reset.
    RequestExpired,
    /// The letters of a card's QR were read in a wrong character set.
    CardQrMangled,
    /// A field of a card's QR cannot be read.
    CardQrUnreadable,
    /// What was scanned is no card's QR.
    NotCardQr,
    /// With `faults`.
    CardFormFaulty,
    /// The population register did not pass the card.
    CardNotPassed,
    /// No e-mail address.
    EmailMalformed,
    /// What was taken has not the shape of a portrait.
    PortraitUnfit,
    /// No portrait has been taken, or it was dropped.
    PortraitMissing,
    /// A passcode is six digits.
    PasscodeMalformed,
    /// Too easy to guess; with `fault`.
    PasscodeRefused,
    /// The two entries of a new passcode differ.
    PasscodesDiffer,
    /// One security question twice.
    QuestionsSame,
    /// Nothing is left of an answer when it is folded.
    AnswerEmpty,
    /// The vault has no recovery slot that opens, or the authority nothing for it.
    NoRecovery,
    /// One of the two security answers is wrong, or both; with `triesLeft`.
    AnswersWrong,
    /// Too many wrong security answers; with `waitMs`.
    AnswersLocked,
    /// The account has no security answers.
    NoAnswers,
    /// With `triesLeft` and `waitMs`.
    PasscodeWrong,
    /// With `waitMs`.
    PasscodeWait,
    /// Ten wrong passcodes.
    PasscodeGone,
    /// Not the step at which the wallet stands.
    WrongStep,
    /// The authority has forgotten the activation.
    ActivationExpired,
    /// The device may be bound already: the activation cannot be dropped.
    ActivationUnfinished,
    /// The wallet is locked.
    Locked,
    /// Presentation mode is on.
    Presenting,
    /// The switch "Xác minh ứng dụng qua QR code" is off.
    SwitchOff,
    /// Only for level 2.
    LevelTooLow,
    /// The credentials have run out.
    CredentialsExpired,
    /// There is no credential with a portrait.
    NoPortrait,
    /// The paper is not in the wallet, or no more.
    PaperMissing,
    /// All copies of the paper have ended.
    PaperOutdated,
    /// Nothing was chosen that the paper has.
    NothingChosen,
    /// The code of what was chosen would fill too many pages.
    TooLongToPrint,
    /// What stands in the paper is no longer what was chosen from.
    PaperChanged,
    /// What was given for a paper is none.
    NotAPaper,
    /// What must be written down is empty.
    NothingWritten,
    /// What was written does not fit a receipt.
    NoteTooLong,
    /// What was written has letters in it that nobody sees.
    NoteNotPlain,
    /// With what stands in the papers' fields a receipt is longer than a code.
    ReceiptTooLong,
    /// A receipt that is not kept here, or no longer.
    ReceiptMissing,
    /// No receipt, or one that is not signed by whom it names.
    NotAReceipt,
    /// What was given for an officer's challenge is none.
    NotAChallenge,
    /// No trust data, or torn ones.
    TrustUnreadable,
    /// Trust data that the pinned root did not sign.
    TrustOfAnother,
    /// Trust data older than those that are there.
    TrustOlder,
    /// There are no trust data yet.
    NoTrustYet,
    /// Nothing that a desk made for another, or torn.
    OfficeUnreadable,
    /// What a desk of another office made.
    OfficeOfAnother,
    /// What another desk made more than a day ago.
    OfficeOld,
    /// What another desk made later than this clock says.
    OfficeAhead,
    /// Not the digits that were told beside an invitation.
    OfficeDigitsWrong,
    /// This desk is of no office.
    NoOffice,
    /// This desk is of an office already.
    InOffice,
    /// The account is locked by the authority.
    AccountSuspended,
    /// The account was withdrawn by the authority.
    AccountRevoked,
    /// This device no longer speaks for the account.
    DeviceUnbound,
    /// The authority gave no answer.
    AuthorityUnreachable,
    /// The authority failed inside, or found the program's question malformed.
    AuthorityFailed,
    /// Not a picture that can be read.
    ImageUnreadable,
    /// Too many pixels or bytes.
    ImageTooLarge,
    /// A picture without a code that could be read.
    NoCodeInImage,
    /// A text that no code could bear.
    NoCodeInText,
    /// A scanner's keys gave what would be called made up: only the same again is.
    TypedUnsurely,
    /// What was dropped is no file of this computer's.
    NoFileDropped,
    /// The clipboard holds no picture.
    NoImageCopied,
    /// The desktop has no picker for a part of the screen, or did not hand one over.
    NoScreenPart,
    /// The keystore answers and has not the secret of this vault.
    KeystoreLost,
    /// The keystore does not answer, is locked, or failed.
    KeystoreUnreachable,
    /// A file is torn or altered.
    VaultDamaged,
    /// A later version of the program made the vault.
    VaultNewer,
    /// Another wallet has this profile open.
    ProfileInUse,
    /// The disk could not be read or written.
    StorageFailed,
    /// The program failed.
    Failed,
}

/// As it is serialised.
impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl From<&ApiError> for ErrorCode {
    fn from(error: &ApiError) -> Self {
        match error {
            ApiError::Unreachable => Self::AuthorityUnreachable,
            ApiError::Failed => Self::AuthorityFailed,
            ApiError::Refused(refusal) => match refusal {
                Refusal::SessionOver => Self::ActivationExpired,
                Refusal::OutOfOrder => Self::WrongStep,
                Refusal::OtpWrong { .. } => Self::OtpWrong,
                Refusal::OtpExpired => Self::OtpExpired,
                Refusal::OtpExhausted => Self::OtpExhausted,
                Refusal::OtpTooSoon { .. } => Self::OtpResendTooSoon,
                Refusal::OtpLimit => Self::OtpResendLimit,
                Refusal::PasswordWeak(_) => Self::PasswordWeak,
                Refusal::LevelTooLow => Self::LevelTooLow,
                Refusal::BadRequest => Self::AuthorityFailed,
                Refusal::CardNotPassed => Self::CardNotPassed,
                Refusal::SignInWrong { .. } => Self::SignInWrong,
                Refusal::SignInLocked { .. } => Self::SignInLocked,
                Refusal::TooMany { .. } => Self::TooMany,
                Refusal::NoRecovery => Self::NoRecovery,
                Refusal::AnswersWrong { .. } => Self::AnswersWrong,
                Refusal::AnswersLocked { .. } => Self::AnswersLocked,
                Refusal::NoAnswers => Self::NoAnswers,
                Refusal::AccountSuspended => Self::AccountSuspended,
                Refusal::AccountRevoked => Self::AccountRevoked,
                Refusal::DeviceUnbound => Self::DeviceUnbound,
            },
        }
    }
}

impl From<&CardQrFault> for ErrorCode {
    fn from(fault: &CardQrFault) -> Self {
        match fault {
            CardQrFault::NotACard => Self::NotCardQr,
            CardQrFault::Mangled => Self::CardQrMangled,
            CardQrFault::Unreadable => Self::CardQrUnreadable,
        }
    }
}

impl From<&OfficeError> for ErrorCode {
    fn from(error: &OfficeError) -> Self {
        match error {
            OfficeError::Malformed => Self::OfficeUnreadable,
            OfficeError::OtherOffice => Self::OfficeOfAnother,
            OfficeError::Old => Self::OfficeOld,
            OfficeError::Ahead => Self::OfficeAhead,
            OfficeError::WrongDigits => Self::OfficeDigitsWrong,
            OfficeError::OutOfRange => Self::Failed,
        }
    }
}

impl From<&TrustError> for ErrorCode {
    fn from(error: &TrustError) -> Self {
        match error {
            TrustError::WrongRoot => Self::TrustOfAnother,
            TrustError::Older => Self::TrustOlder,
            TrustError::Malformed | TrustError::BrokenList | TrustError::OutOfRange => Self::TrustUnreadable,
        }
    }
}

impl From<&VaultError> for ErrorCode {
    fn from(error: &VaultError) -> Self {
        match error {
            VaultError::WrongPasscode { .. } => Self::PasscodeWrong,
            VaultError::MustWait { .. } => Self::PasscodeWait,
            VaultError::PasscodeGone => Self::PasscodeGone,
            VaultError::NoRecovery | VaultError::NotRecovered => Self::NoRecovery,
            VaultError::KeystoreLost | VaultError::Keystore(KeystoreError::Malformed) => Self::KeystoreLost,
            // What failed once may answer the next time: nothing is lost by it.
            VaultError::Keystore(_) | VaultError::OtherProtection { .. } => Self::KeystoreUnreachable,
            VaultError::Damaged(_) | VaultError::WeakParameters | VaultError::NoAccount => Self::VaultDamaged,
            VaultError::Newer => Self::VaultNewer,
            VaultError::Io(_) | VaultError::Database(_) | VaultError::Migration(_) => Self::StorageFailed,
            _ => Self::Failed,
        }
    }
}

impl From<&PictureError> for ErrorCode {
    fn from(error: &PictureError) -> Self {
        match error {
            PictureError::TooLarge => Self::ImageTooLarge,
            _ => Self::ImageUnreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_in_snake_case() {
        assert_eq!(ErrorCode::PasscodesDiffer.to_string(), "passcodes_differ");
    }

    #[test]
    fn only_a_keystore_that_answers_has_lost_the_secret() {
        for fault in [
            KeystoreError::Unreachable,
            KeystoreError::Refused,
            KeystoreError::Failed,
        ] {
            let code = ErrorCode::from(&VaultError::Keystore(fault));
            assert_eq!(code.to_string(), "keystore_unreachable", "{fault}");
        }
        let malformed = VaultError::Keystore(KeystoreError::Malformed);
        assert_eq!(ErrorCode::from(&malformed).to_string(), "keystore_lost");
    }
}
