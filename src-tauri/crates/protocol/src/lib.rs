//! What wallet and authority say to each other: the domain's values, the messages, the trait [`AuthorityApi`].
//!
//! Numbers, phones and names are parsed once, here, and are their own types from then on; what they print in
//! a log is masked.

mod account;
mod activation;
mod api;
mod card;
mod card_form;
mod change;
mod citizen_number;
mod client;
mod clock;
mod device;
mod device_name;
mod device_proof;
mod email;
mod level_one;
mod new_device;
mod notice;
mod otp;
pub mod papers;
mod password;
mod phone;
mod portrait;
mod province;
mod recovery;
mod registration;
mod reset;
mod security_question;
mod sign_in;
pub mod text;
mod typed_card_form;

pub use account::{AccountLevel, AccountSnapshot, AccountStatus, Sex};
pub use activation::{
    AccountHolder, Activated, ActivationAnswer, ActivationCompletion, ActivationRequest, ActivationSession,
    IdempotencyKey, SessionToken,
};
pub use api::{ApiError, AuthorityApi, AuthorityInfo, Refusal};
pub use card::IdentityCard;
pub use card_form::{CardForm, CardQrFault};
pub use change::{EmailChange, PasscodeChange, PasswordChange, PhoneChangeRequest, PhoneChangeSession};
pub use citizen_number::{CitizenNumber, NotACitizenNumber};
pub use client::ClientId;
pub use clock::{Clock, SystemClock};
pub use device::{
    CredentialView, DeviceId, IssuedCredential, KeyProof, ReleaseToken, Renewal, RenewalRequest,
    key_proof_message,
};
pub use device_name::{is_device_name, plain_device_name};
pub use device_proof::DeviceProof;
pub use email::{Email, NotAnEmail};
pub use level_one::FileSubmission;
pub use new_device::{
    CodeWay, DeviceEntry, LostDeviceRequest, LostDeviceSession, TakeOver, TakeOverRequest, TakeOverSession,
};
pub use notice::{HolderProof, Notice, NoticeKind};
pub use otp::{OtpCode, OtpSent};
pub use password::{PASSWORD_MARKS, PASSWORD_MAX, PASSWORD_MIN, Password, PasswordFault, password_faults};
pub use phone::{NotAPhoneNumber, PhoneNumber};
pub use portrait::{Portrait, PortraitFault};
pub use province::{PROVINCES, province_name};
pub use recovery::{
    QuestionsChange, RecoveryCompletion, RecoveryRequest, RecoverySession, RecoveryShare, ShareName,
};
pub use registration::{RegisterCheck, Registered, RegistrationRequest, RegistrationSession};
pub use reset::{ResetRequest, ResetSession};
pub use security_question::{FoldedAnswer, SecurityAnswer, SecurityQuestion};
pub use sign_in::{
    AccessToken, Binding, FileState, SignInRequest, SignedIn, TYPED_PASSWORD_MAX, TypedPassword,
};
pub use typed_card_form::{CardFormFault, TypedCardForm};
