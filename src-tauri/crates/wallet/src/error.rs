mod code;

use std::time::Duration;

use chrono::{DateTime, Utc};
use dinhdanh_credential::TrustError;
use dinhdanh_credential::office::OfficeError;
use dinhdanh_crypto::CryptoError;
use dinhdanh_print::PrintError;
use dinhdanh_protocol::{ApiError, CardFormFault, CardQrFault, PasswordFault, Refusal};
use dinhdanh_qr::{EncodeError, PictureError};
use dinhdanh_vault::VaultError;
use dinhdanh_vault::passcode_rule::PasscodeFault;

pub use code::ErrorCode;

/// Why something was not done. The words are the interface's; here is the code, and what it needs to say them.
/// Nothing in it is personal.
#[derive(Debug, thiserror::Error)]
pub enum WalletError {
    /// The number is not 12 digits.
    #[error("citizen number is malformed")]
    NumberMalformed,
    /// The phone number is none.
    #[error("phone number is malformed")]
    PhoneMalformed,
    /// It is the account's phone number already.
    #[error("phone number is the account's already")]
    PhoneSame,
    /// The one-time code is not six digits.
    #[error("one-time code is malformed")]
    OtpMalformed,
    /// The password lacks something.
    #[error("password is weak")]
    PasswordWeak(Vec<PasswordFault>),
    /// What was typed is longer than any password.
    #[error("password is too long")]
    PasswordTooLong,
    /// Sign-in with this number is locked for a while.
    #[error("sign-in is locked")]
    SignInLocked(Duration),
    /// Too many requests of this kind.
    #[error("too many requests")]
    TooMany(Duration),
    /// Security answers are not taken for a while.
    #[error("security answers are locked")]
    AnswersLocked(Duration),
    /// Access of who had signed in is over.
    #[error("access is over")]
    SessionOver,
    /// The authority has forgotten the registration or the reset.
    #[error("the request has expired")]
    RequestExpired,
    /// What was scanned gives no card's form.
    #[error(transparent)]
    CardQr(CardQrFault),
    /// A typed form is not as it must be.
    #[error("the card's form is faulty")]
    CardFormFaulty(Vec<CardFormFault>),
    /// The text is no e-mail address.
    #[error("e-mail address is malformed")]
    EmailMalformed,
    /// What was taken has not the shape of a portrait.
    #[error("not the shape of a portrait")]
    PortraitUnfit,
    /// No portrait has been taken, or it was dropped.
    #[error("no portrait has been taken")]
    PortraitMissing,
    /// The passcode is not six digits.
    #[error("passcode is malformed")]
    PasscodeMalformed,
    /// The passcode is too easy to guess.
    #[error("passcode is refused")]
    PasscodeRefused(PasscodeFault),
    /// The two entries of a new passcode differ.
    #[error("passcodes differ")]
    PasscodesDiffer,
    /// One question was chosen twice.
    #[error("security questions are the same")]
    QuestionsSame,
    /// There is no security question of that number.
    #[error("no such security question")]
    QuestionUnknown,
    /// Nothing is left of an answer when it is folded.
    #[error("an answer is empty")]
    AnswerEmpty,
    /// The step is not the one at which the wallet stands.
    #[error("not the step at which the wallet stands")]
    WrongStep,
    /// The authority may have bound this device already: the same step must be repeated until it answers.
    #[error("the activation must be finished first")]
    ActivationUnfinished,
    /// The wallet is locked.
    #[error("the wallet is locked")]
    Locked,
    /// While a code is presented across a counter, nothing else is reachable without the passcode.
    #[error("presentation mode is on")]
    Presenting,
    /// The switch "Xác minh ứng dụng qua QR code" is off.
    #[error("the code switch is off")]
    SwitchOff,
    /// Only for level 2.
    #[error("the account's level is too low")]
    LevelTooLow,
    /// The credentials have run out and could not be renewed yet.
    #[error("credentials have expired")]
    CredentialsExpired,
    /// The account has no credential with a portrait in it.
    #[error("no credential with a portrait")]
    NoPortrait,
    /// The paper is not in the wallet, or no more.
    #[error("no such paper")]
    PaperMissing,
    /// All copies of the paper have ended, and no others could be fetched yet.
    #[error("the paper's copies have expired")]
    PaperOutdated,
    /// Nothing was chosen that the paper has.
    #[error("nothing was chosen to be shown")]
    NothingChosen,
    /// What was brought as trust data is none, or not to be taken.
    #[error(transparent)]
    TrustFile(TrustError),
    /// There are no trust data yet.
    #[error("no trust data yet")]
    NoTrustYet,
    /// What another desk made was not taken.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// This desk is of no office.
    #[error("of no office")]
    NoOffice,
    /// This desk is of an office already.
    #[error("of an office already")]
    InOffice,
    /// The code of what was chosen would fill too many pages.
    #[error("too long to be printed")]
    TooLongToPrint,
    /// What stands in the paper is no longer what was chosen from.
    #[error("the paper has changed since it was looked at")]
    PaperChanged,
    /// What was given for a paper is none.
    #[error("not a paper")]
    NotAPaper,
    /// What must be written down is empty.
    #[error("nothing was written")]
    NothingWritten,
    /// What an officer wrote does not fit a receipt.
    #[error("a note is too long for a receipt")]
    NoteTooLong,
    /// What an officer wrote has invisible letters in it, or such as turn the direction of writing.
    #[error("a note has letters in it that nobody sees")]
    NoteNotPlain,
    /// With what stands in the papers' fields a receipt is longer than a code.
    #[error("the receipt is too long")]
    ReceiptTooLong,
    /// A receipt that is not kept here, or no longer.
    #[error("no such receipt")]
    ReceiptMissing,
    /// What was given for a receipt is none, or not signed by whom it names.
    #[error("not a receipt")]
    NotAReceipt,
    /// What was given for an officer's challenge is none.
    #[error("not a challenge")]
    NotAChallenge,
    /// The account is locked by the authority.
    #[error("the account is suspended")]
    AccountSuspended,
    /// The account was withdrawn by the authority.
    #[error("the account is revoked")]
    AccountRevoked,
    /// This device no longer speaks for the account, which may be active on another.
    #[error("this device is not bound to the account")]
    DeviceUnbound,
    /// Another wallet has this profile open.
    #[error("the profile is in use")]
    ProfileInUse,
    /// The authority refused, failed or gave no answer; where it said "too soon", see [`Self::OtpTooSoon`].
    #[error(transparent)]
    Authority(ApiError),
    /// One-time codes may be asked for only later.
    #[error("too soon for another one-time code")]
    OtpTooSoon(Duration),
    /// The vault did not do it.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file of the profile could not be read or written.
    #[error("a file of the profile could not be read or written")]
    Storage(#[from] std::io::Error),
    /// A record that this program wrote does not read back.
    #[error("a record is damaged")]
    RecordDamaged,
    /// A picture could not be taken in.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A picture bears no code that could be read.
    #[error("no code in the picture")]
    NoCodeInPicture,
    /// A text is none that a code could bear.
    #[error("no code's text")]
    NoCodeInText,
    /// A scanner typed what would be called made up, had nothing been lost on the way.
    #[error("typed unsurely")]
    TypedUnsurely,
    /// A text does not fit a QR.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A sheet could not be made.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// A cryptographic operation gave nothing.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

/// What an error's words need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// Tries left, and how long until the next.
    TriesAndWait {
        /// Tries left.
        tries_left: u32,
        /// The delay that begins now.
        wait: Duration,
    },
    /// How long to wait.
    Wait(Duration),
    /// Tries left.
    TriesLeft(u32),
    /// All that a password lacks.
    Faults(Vec<PasswordFault>),
    /// All that is wrong with a typed form.
    FormFaults(Vec<CardFormFault>),
    /// What is wrong with a passcode.
    Fault(PasscodeFault),
}

impl WalletError {
    /// What the authority answered at `now`. A moment that it names becomes what is left until then.
    pub(crate) fn from_authority(error: ApiError, now: DateTime<Utc>) -> Self {
        match error {
            ApiError::Refused(Refusal::OtpTooSoon { resend_at }) => {
                Self::OtpTooSoon((resend_at - now).to_std().unwrap_or_default())
            }
            ApiError::Refused(Refusal::SignInLocked { until }) => {
                Self::SignInLocked((until - now).to_std().unwrap_or_default())
            }
            ApiError::Refused(Refusal::TooMany { until }) => {
                Self::TooMany((until - now).to_std().unwrap_or_default())
            }
            ApiError::Refused(Refusal::AnswersLocked { until }) => {
                Self::AnswersLocked((until - now).to_std().unwrap_or_default())
            }
            ApiError::Refused(Refusal::DeviceUnbound) => Self::DeviceUnbound,
            error => Self::Authority(error),
        }
    }

    /// The code by which the interface finds its words.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NumberMalformed => ErrorCode::NumberMalformed,
            Self::PhoneMalformed => ErrorCode::PhoneMalformed,
            Self::PhoneSame => ErrorCode::PhoneSame,
            Self::OtpMalformed => ErrorCode::OtpWrong,
            Self::PasswordWeak(_) => ErrorCode::PasswordWeak,
            Self::PasswordTooLong => ErrorCode::PasswordTooLong,
            Self::SignInLocked(_) => ErrorCode::SignInLocked,
            Self::TooMany(_) => ErrorCode::TooMany,
            Self::AnswersLocked(_) => ErrorCode::AnswersLocked,
            Self::SessionOver => ErrorCode::SessionOver,
            Self::RequestExpired => ErrorCode::RequestExpired,
            Self::CardQr(fault) => fault.into(),
            Self::CardFormFaulty(_) => ErrorCode::CardFormFaulty,
            Self::EmailMalformed => ErrorCode::EmailMalformed,
            Self::PortraitUnfit => ErrorCode::PortraitUnfit,
            Self::PortraitMissing => ErrorCode::PortraitMissing,
            Self::PasscodeMalformed => ErrorCode::PasscodeMalformed,
            Self::PasscodeRefused(_) => ErrorCode::PasscodeRefused,
            Self::PasscodesDiffer => ErrorCode::PasscodesDiffer,
            Self::QuestionsSame => ErrorCode::QuestionsSame,
            Self::AnswerEmpty => ErrorCode::AnswerEmpty,
            Self::WrongStep => ErrorCode::WrongStep,
            Self::ActivationUnfinished => ErrorCode::ActivationUnfinished,
            Self::Locked => ErrorCode::Locked,
            Self::Presenting => ErrorCode::Presenting,
            Self::SwitchOff => ErrorCode::SwitchOff,
            Self::LevelTooLow => ErrorCode::LevelTooLow,
            Self::CredentialsExpired => ErrorCode::CredentialsExpired,
            Self::NoPortrait => ErrorCode::NoPortrait,
            Self::PaperMissing => ErrorCode::PaperMissing,
            Self::PaperOutdated => ErrorCode::PaperOutdated,
            Self::NothingChosen => ErrorCode::NothingChosen,
            Self::TrustFile(error) => error.into(),
            Self::NoTrustYet => ErrorCode::NoTrustYet,
            Self::Office(error) => error.into(),
            Self::NoOffice => ErrorCode::NoOffice,
            Self::InOffice => ErrorCode::InOffice,
            Self::TooLongToPrint => ErrorCode::TooLongToPrint,
            Self::PaperChanged => ErrorCode::PaperChanged,
            Self::NotAPaper => ErrorCode::NotAPaper,
            Self::NothingWritten => ErrorCode::NothingWritten,
            Self::NoteTooLong => ErrorCode::NoteTooLong,
            Self::NoteNotPlain => ErrorCode::NoteNotPlain,
            Self::ReceiptTooLong => ErrorCode::ReceiptTooLong,
            Self::ReceiptMissing => ErrorCode::ReceiptMissing,
            Self::NotAReceipt => ErrorCode::NotAReceipt,
            Self::NotAChallenge => ErrorCode::NotAChallenge,
            Self::AccountSuspended => ErrorCode::AccountSuspended,
            Self::AccountRevoked => ErrorCode::AccountRevoked,
            Self::DeviceUnbound => ErrorCode::DeviceUnbound,
            Self::ProfileInUse => ErrorCode::ProfileInUse,
            Self::OtpTooSoon(_) => ErrorCode::OtpResendTooSoon,
            Self::Authority(error) => error.into(),
            Self::Vault(error) => error.into(),
            Self::Storage(_) => ErrorCode::StorageFailed,
            Self::RecordDamaged => ErrorCode::VaultDamaged,
            Self::Picture(error) => error.into(),
            Self::NoCodeInPicture => ErrorCode::NoCodeInImage,
            Self::NoCodeInText => ErrorCode::NoCodeInText,
            Self::TypedUnsurely => ErrorCode::TypedUnsurely,
            // The interface offers the ten questions and no other.
            Self::QuestionUnknown | Self::Encode(_) | Self::Print(_) | Self::Crypto(_) => ErrorCode::Failed,
        }
    }

    /// What the words need.
    pub fn detail(&self) -> Detail {
        match self {
            Self::PasswordWeak(faults)
            | Self::Authority(ApiError::Refused(Refusal::PasswordWeak(faults))) => {
                Detail::Faults(faults.clone())
            }
            Self::PasscodeRefused(fault) => Detail::Fault(*fault),
            Self::CardFormFaulty(faults) => Detail::FormFaults(faults.clone()),
            Self::OtpTooSoon(wait)
            | Self::SignInLocked(wait)
            | Self::TooMany(wait)
            | Self::AnswersLocked(wait)
            | Self::Vault(VaultError::MustWait { wait }) => Detail::Wait(*wait),
            Self::Authority(ApiError::Refused(
                Refusal::OtpWrong { tries_left }
                | Refusal::SignInWrong { tries_left }
                | Refusal::AnswersWrong { tries_left },
            )) => Detail::TriesLeft(u32::from(*tries_left)),
            Self::Vault(VaultError::WrongPasscode { tries_left, wait }) => Detail::TriesAndWait {
                tries_left: *tries_left,
                wait: *wait,
            },
            _ => Detail::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_wait_that_the_authority_names_by_the_hour_is_told_as_what_is_left() {
        let now = DateTime::UNIX_EPOCH;
        let too_soon = |resend_at| {
            WalletError::from_authority(ApiError::Refused(Refusal::OtpTooSoon { resend_at }), now)
        };
        let error = too_soon(now + TimeDelta::seconds(42));
        assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
        assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(42)));
        assert_eq!(
            too_soon(now - TimeDelta::seconds(1)).detail(),
            Detail::Wait(Duration::ZERO)
        );
    }
}
