use std::time::Duration;

use dinhdanh_crypto::CryptoError;
use dinhdanh_protocol::{ApiError, PasswordFault, Refusal};
use dinhdanh_qr::{EncodeError, PictureError};
use dinhdanh_vault::passcode_rule::PasscodeFault;
use dinhdanh_vault::{KeystoreError, VaultError};

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
    /// The one-time code is not six digits.
    #[error("one-time code is malformed")]
    OtpMalformed,
    /// The password lacks something.
    #[error("password is weak")]
    PasswordWeak(Vec<PasswordFault>),
    /// The passcode is not six digits.
    #[error("passcode is malformed")]
    PasscodeMalformed,
    /// The passcode is too easy to guess.
    #[error("passcode is refused")]
    PasscodeRefused(PasscodeFault),
    /// The two entries of a new passcode differ.
    #[error("passcodes differ")]
    PasscodesDiffer,
    /// One question was chosen twice, or is none of the ten.
    #[error("security questions are the same")]
    QuestionsSame,
    /// Nothing is left of an answer when it is folded.
    #[error("an answer is empty")]
    AnswerEmpty,
    /// The step is not the one at which the activation stands.
    #[error("not the step at which the activation stands")]
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
    /// The account is locked by the authority.
    #[error("the account is suspended")]
    AccountSuspended,
    /// The account was withdrawn by the authority.
    #[error("the account is revoked")]
    AccountRevoked,
    /// Another wallet has this profile open.
    #[error("the profile is in use")]
    ProfileInUse,
    /// The authority refused.
    #[error(transparent)]
    Authority(#[from] ApiError),
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
    /// A text does not fit a QR.
    #[error(transparent)]
    Encode(#[from] EncodeError),
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
    Faults(Vec<&'static str>),
    /// What is wrong with a passcode.
    Fault(&'static str),
}

impl WalletError {
    /// The code by which the interface finds its words.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NumberMalformed => "number_malformed",
            Self::PhoneMalformed => "phone_malformed",
            Self::OtpMalformed => "otp_wrong",
            Self::PasswordWeak(_) | Self::Authority(ApiError::Refused(Refusal::PasswordWeak(_))) => {
                "password_weak"
            }
            Self::PasscodeMalformed => "passcode_malformed",
            Self::PasscodeRefused(_) => "passcode_refused",
            Self::PasscodesDiffer => "passcodes_differ",
            Self::QuestionsSame => "questions_same",
            Self::AnswerEmpty => "answer_empty",
            Self::WrongStep => "wrong_step",
            Self::ActivationUnfinished => "activation_unfinished",
            Self::Locked => "locked",
            Self::Presenting => "presenting",
            Self::SwitchOff => "switch_off",
            Self::LevelTooLow => "level_too_low",
            Self::CredentialsExpired => "credentials_expired",
            Self::NoPortrait => "no_portrait",
            Self::AccountSuspended => "account_suspended",
            Self::AccountRevoked => "account_revoked",
            Self::ProfileInUse => "profile_in_use",
            Self::OtpTooSoon(_) => "otp_resend_too_soon",
            Self::Authority(error) => authority_code(error),
            Self::Vault(error) => vault_code(error),
            Self::Storage(_) => "storage_failed",
            Self::RecordDamaged => "vault_damaged",
            Self::Picture(error) => picture_code(error),
            Self::NoCodeInPicture => "no_code_in_image",
            Self::Encode(_) | Self::Crypto(_) => "failed",
        }
    }

    /// What the words need.
    pub fn detail(&self) -> Detail {
        match self {
            Self::PasswordWeak(faults)
            | Self::Authority(ApiError::Refused(Refusal::PasswordWeak(faults))) => {
                Detail::Faults(faults.iter().map(|fault| fault.code()).collect())
            }
            Self::PasscodeRefused(fault) => Detail::Fault(fault.code()),
            Self::OtpTooSoon(wait) | Self::Vault(VaultError::MustWait { wait }) => Detail::Wait(*wait),
            Self::Authority(ApiError::Refused(Refusal::OtpWrong { tries_left })) => {
                Detail::TriesLeft(u32::from(*tries_left))
            }
            Self::Vault(VaultError::WrongPasscode { tries_left, wait }) => Detail::TriesAndWait {
                tries_left: *tries_left,
                wait: *wait,
            },
            _ => Detail::None,
        }
    }
}

const fn authority_code(error: &ApiError) -> &'static str {
    match error {
        ApiError::Unreachable => "authority_unreachable",
        ApiError::Failed => "authority_failed",
        ApiError::Refused(refusal) => match refusal {
            Refusal::SessionOver => "activation_expired",
            Refusal::OutOfOrder => "wrong_step",
            Refusal::OtpWrong { .. } => "otp_wrong",
            Refusal::OtpExpired => "otp_expired",
            Refusal::OtpExhausted => "otp_exhausted",
            Refusal::OtpTooSoon { .. } => "otp_resend_too_soon",
            Refusal::OtpLimit => "otp_resend_limit",
            Refusal::PasswordWeak(_) => "password_weak",
            Refusal::BadRequest => "authority_failed",
            Refusal::AccountSuspended => "account_suspended",
            Refusal::AccountRevoked => "account_revoked",
            Refusal::DeviceUnbound => "device_unbound",
        },
    }
}

const fn vault_code(error: &VaultError) -> &'static str {
    match error {
        VaultError::WrongPasscode { .. } => "passcode_wrong",
        VaultError::MustWait { .. } => "passcode_wait",
        VaultError::PasscodeGone => "passcode_gone",
        VaultError::KeystoreLost => "keystore_lost",
        VaultError::Keystore(KeystoreError::Unreachable | KeystoreError::Refused)
        | VaultError::OtherProtection { .. } => "keystore_unreachable",
        VaultError::Keystore(_) => "keystore_lost",
        VaultError::Damaged(_) | VaultError::WeakParameters | VaultError::NoAccount => "vault_damaged",
        VaultError::Newer => "vault_newer",
        VaultError::Io(_) | VaultError::Database(_) | VaultError::Migration(_) => "storage_failed",
        _ => "failed",
    }
}

const fn picture_code(error: &PictureError) -> &'static str {
    match error {
        PictureError::TooLarge => "image_too_large",
        _ => "image_unreadable",
    }
}
