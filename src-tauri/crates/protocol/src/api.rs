use chrono::{DateTime, Utc};

use crate::papers::{
    CredentialRequest, CredentialResponse, IssuerMetadata, NonceResponse, NotificationRequest, PaperAnswer,
    PaperRequest, TokenRequest, TokenResponse,
};
use crate::{
    AccessToken, AccountHolder, Activated, ActivationAnswer, ActivationCompletion, ActivationRequest,
    CardForm, DeviceEntry, DeviceId, DeviceProof, EmailChange, FileState, FileSubmission, HolderProof,
    LostDeviceRequest, LostDeviceSession, Notice, OtpCode, OtpSent, PasscodeChange, Password, PasswordChange,
    PasswordFault, PhoneChangeRequest, PhoneChangeSession, QuestionsChange, RecoveryCompletion,
    RecoveryRequest, RecoverySession, RecoveryShare, RegisterCheck, Registered, RegistrationRequest,
    RegistrationSession, Renewal, RenewalRequest, ResetRequest, ResetSession, SecurityAnswer, SessionToken,
    ShareName, SignInRequest, SignedIn, TakeOver, TakeOverRequest, TakeOverSession, TypedPassword,
};

/// The authority as a wallet sees it, in process or far away. Calls block; every write bears what makes it
/// idempotent, so that a call whose answer was lost is simply made again.
pub trait AuthorityApi: Send + Sync {
    /// Who this authority is.
    fn info(&self) -> AuthorityInfo;

    /// "Gửi yêu cầu": begins an activation, or says why not.
    ///
    /// Refused with [`Refusal::TooMany`] after too many pairs of this number, this phone or this copy of the app that did
    /// not belong together; with [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`] for one that does.
    fn request_activation(&self, request: &ActivationRequest) -> Result<ActivationAnswer, ApiError>;

    /// "Đăng ký": begins a registration, whether or not the number has an account; the answer does not tell.
    ///
    /// Refused with [`Refusal::TooMany`].
    fn begin_registration(&self, request: &RegistrationRequest) -> Result<RegistrationSession, ApiError>;

    /// Asks the population register about the card's form. The same form again costs no check; after
    /// [`RegisterCheck::Passed`] another one is [`Refusal::OutOfOrder`], after the last check it is
    /// [`Refusal::SessionOver`].
    fn check_register(&self, session: &SessionToken, form: &CardForm) -> Result<RegisterCheck, ApiError>;

    /// The last step of a registration, after the one-time code: makes the app account. The same password again
    /// gives the same account. [`Refusal::SessionOver`] where another registration of the number was quicker.
    fn complete_registration(
        &self,
        session: &SessionToken,
        password: &Password,
    ) -> Result<Registered, ApiError>;

    /// Sends a one-time code of a running journey, whichever it is; the one before is worth nothing from then on.
    /// Where nobody is to get a code, the answer is the same.
    ///
    /// Refused with [`Refusal::OtpTooSoon`] or [`Refusal::OtpLimit`]; [`Refusal::OutOfOrder`] for a registration
    /// that the register has not passed.
    fn send_otp(&self, session: &SessionToken) -> Result<OtpSent, ApiError>;

    /// Takes the one-time code and tells whose account it is. Each wrong one costs a try.
    fn confirm_otp(&self, session: &SessionToken, code: &OtpCode) -> Result<AccountHolder, ApiError>;

    /// Sets the password of who had no account before. The same one again is fine.
    fn set_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError>;

    /// Binds the device, unbinds the one before, and issues the credentials. When this returns, all of it is
    /// durable; the same request again gives the same device, however late.
    ///
    /// A refusal says that these keys are bound to nothing, not by an earlier sending either; but for one that
    /// [says nothing of it](Refusal::says_nothing_of_binding).
    fn complete_activation(
        &self,
        session: &SessionToken,
        completion: &ActivationCompletion,
    ) -> Result<Activated, ApiError>;

    /// "Quên mật khẩu": begins a reset, whether or not number and phone are an account's; the answer does not tell.
    ///
    /// Refused with [`Refusal::TooMany`].
    fn begin_reset(&self, request: &ResetRequest) -> Result<ResetSession, ApiError>;

    /// The last step of a reset, after the one-time code: the password is the account's, all access to it that was
    /// open ends, and so does a lock after wrong passwords. The same password again is fine.
    /// [`Refusal::SessionOver`] where another reset of the account was quicker, or its phone is another by now;
    /// [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`].
    fn reset_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError>;

    /// "Đăng nhập": number and password. Each call counts; a lost answer's access expires unused.
    ///
    /// Refused with [`Refusal::SignInWrong`], [`Refusal::SignInLocked`] or [`Refusal::TooMany`], whether or not the
    /// number has an account; after the right password, with [`Refusal::AccountSuspended`] or
    /// [`Refusal::AccountRevoked`].
    fn sign_in(&self, request: &SignInRequest) -> Result<SignedIn, ApiError>;

    /// "Đăng xuất". Fine for access that is over, too.
    fn sign_out(&self, token: &AccessToken) -> Result<(), ApiError>;

    /// How the account of who has signed in stands now; access lives on. [`Refusal::SessionOver`] once it is over.
    fn account(&self, token: &AccessToken) -> Result<SignedIn, ApiError>;

    /// "Đăng ký tài khoản mức 1": sends the file, which then waits for approval; the account's deletion is put off. A
    /// file that was returned may be sent again. The same file again is answered with how it stands now.
    ///
    /// Refused with [`Refusal::SessionOver`]; [`Refusal::OutOfOrder`] for an account that is identified, or whose file
    /// waits already; [`Refusal::CardNotPassed`], which costs a try like a file that is sent, and [`Refusal::TooMany`].
    fn submit_file(&self, token: &AccessToken, file: &FileSubmission) -> Result<FileState, ApiError>;

    /// What the account's holder is told: the notices after this number, oldest first, a hundred at most. Those of a
    /// year. A device that was unbound is told what there was until then, that included: its proof is for
    /// [`Notice::PURPOSE`], bound to [`Notice::content`].
    ///
    /// Refused with [`Refusal::SessionOver`], [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`] for who has
    /// signed in; with [`Refusal::DeviceUnbound`] for a device that is unknown, [`Refusal::BadRequest`] for a proof
    /// that does not hold.
    fn notices(&self, holder: &HolderProof, after: u64) -> Result<Vec<Notice>, ApiError>;

    /// Khôi phục: begins a recovery for who has signed in, on the device that the account is bound to.
    ///
    /// Refused with [`Refusal::NoRecovery`] where the authority has none of the shares; with
    /// [`Refusal::AnswersLocked`], [`Refusal::TooMany`], [`Refusal::AccountSuspended`] or
    /// [`Refusal::AccountRevoked`]; with [`Refusal::SessionOver`] once access is over.
    fn begin_recovery(
        &self,
        access: &AccessToken,
        request: &RecoveryRequest,
    ) -> Result<RecoverySession, ApiError>;

    /// Gives the share to who answers both questions, after the one-time code; as often as it is asked. Each wrong
    /// pair costs a try of the account's, in whichever session.
    ///
    /// Refused with [`Refusal::AnswersWrong`] or [`Refusal::AnswersLocked`]; [`Refusal::NoRecovery`] where another
    /// device or another share has taken this one's place.
    fn recover(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, ApiError>;

    /// The vault is open again: a new share takes the place of the one that was given out, and the device has a new
    /// release token. The same again is fine.
    fn complete_recovery(
        &self,
        session: &SessionToken,
        completion: &RecoveryCompletion,
    ) -> Result<(), ApiError>;

    /// Which share the authority has for this device, none where it has none; and the digest of the device's release
    /// token, should another stand there. For a wallet that missed the answer to a change. The proof is for
    /// `recovery`, bound to the digest.
    fn settle_recovery(&self, proof: &DeviceProof, release: &[u8; 32])
    -> Result<Option<ShareName>, ApiError>;

    /// "Đổi câu hỏi bảo mật": answers and share from now on. The same again is fine. The proof is for
    /// [`QuestionsChange::PURPOSE`], bound to [`QuestionsChange::digest`].
    ///
    /// Refused with [`Refusal::BadRequest`] for the same question twice, too; else like
    /// [`AuthorityApi::tell_passcode_change`].
    fn change_questions(&self, proof: &DeviceProof, change: &QuestionsChange) -> Result<(), ApiError>;

    /// A new device: begins an activation for who has signed in, in the place of the device that is bound now. Its code
    /// ([`AuthorityApi::send_otp`]) shows on that device; by SMS where it is lost and the wait is over. Completing it
    /// unbinds that device at the same instant.
    ///
    /// Refused with [`Refusal::OutOfOrder`] where no device is bound: that is an activation; with
    /// [`Refusal::BadRequest`] for a name that is none, [`Refusal::TooMany`], and like [`AuthorityApi::account`].
    fn begin_take_over(
        &self,
        token: &AccessToken,
        request: &TakeOverRequest,
    ) -> Result<TakeOverSession, ApiError>;

    /// The code that the bound device is to show, while somebody wants its place. The proof is for
    /// [`TakeOver::PURPOSE`]. Refused with [`Refusal::DeviceUnbound`] or [`Refusal::BadRequest`].
    fn take_over_code(&self, proof: &DeviceProof) -> Result<Option<TakeOver>, ApiError>;

    /// A lost device: begins a claim for who has signed in. Goes on with a code by SMS and
    /// [`AuthorityApi::prove_answers`].
    ///
    /// Refused with [`Refusal::NoAnswers`]; with [`Refusal::OutOfOrder`] where no device is bound or one is claimed
    /// lost already; with [`Refusal::TooMany`], and like [`AuthorityApi::account`].
    fn begin_lost_device(
        &self,
        token: &AccessToken,
        request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError>;

    /// Both security answers, after the one-time code: claims the device lost, and tells from when on the account may
    /// move, a day later. The device is told, too. Once claimed, it is told again.
    ///
    /// Refused with [`Refusal::AnswersWrong`] or [`Refusal::AnswersLocked`]; with [`Refusal::SessionOver`] where the
    /// device was unbound meanwhile.
    fn prove_answers(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, ApiError>;

    /// "Không phải tôi đăng nhập", said on a device that somebody else is after, or that lost its place less than 7
    /// days ago; or on the bound one, where the password was reset or the phone changed less than 7 days ago: the
    /// account is locked, and all that runs for it ends. Only the desk unlocks it. The proof is for
    /// [`TakeOver::DISPUTE`]. The same again is fine.
    ///
    /// Refused with [`Refusal::OutOfOrder`] where there is nothing to dispute; with [`Refusal::AccountRevoked`].
    fn dispute(&self, proof: &DeviceProof) -> Result<(), ApiError>;

    /// "Quản lý thiết bị": the account's devices, newest first, twenty at most. A device's proof is for
    /// [`DeviceEntry::PURPOSE`].
    fn devices(&self, holder: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError>;

    /// "Hủy liên kết": unbinds the account's device, for who has signed in and gives the password again. That device
    /// itself proves to be it, for [`DeviceEntry::UNBIND`]; from afar it must be claimed lost, and the wait over. Where it
    /// is not bound any more, it is well.
    ///
    /// Refused with [`Refusal::OutOfOrder`] from afar before that, with [`Refusal::BadRequest`] for another's proof, and
    /// with [`Refusal::SignInWrong`] or [`Refusal::SignInLocked`], counted like a sign-in.
    fn unbind(
        &self,
        token: &AccessToken,
        device: DeviceId,
        password: &TypedPassword,
        here: Option<&DeviceProof>,
    ) -> Result<(), ApiError>;

    /// "Đổi mật khẩu": all other access ends, and the take-overs and recoveries that were begun by it. The same change
    /// again is fine.
    ///
    /// Refused with [`Refusal::SignInWrong`] or [`Refusal::SignInLocked`], counted like a sign-in; with
    /// [`Refusal::TooMany`], and like [`AuthorityApi::account`].
    fn change_password(&self, token: &AccessToken, change: &PasswordChange) -> Result<(), ApiError>;

    /// "Đổi passcode": the bound device says that its wallet has another passcode, so that the account's holder is told.
    /// The same change again is fine. The proof is for [`PasscodeChange::PURPOSE`], bound to the change.
    ///
    /// Refused with [`Refusal::DeviceUnbound`], [`Refusal::BadRequest`], [`Refusal::TooMany`],
    /// [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`].
    fn tell_passcode_change(&self, proof: &DeviceProof, change: PasscodeChange) -> Result<(), ApiError>;

    /// "Đổi e-mail". The same change again is fine. Refused like [`AuthorityApi::change_password`].
    fn change_email(&self, token: &AccessToken, change: &EmailChange) -> Result<(), ApiError>;

    /// "Đổi số điện thoại": begins a change. A code goes to each number ([`AuthorityApi::send_otp`],
    /// [`AuthorityApi::confirm_otp`] with the token of each).
    ///
    /// Refused with [`Refusal::OutOfOrder`] for an app account, [`Refusal::BadRequest`] for the number that the account
    /// has; else like [`AuthorityApi::change_password`].
    fn begin_phone_change(
        &self,
        token: &AccessToken,
        request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError>;

    /// The last step of a change of the phone number, with the token at the old number: only now is the new number the
    /// account's. The same again is fine.
    ///
    /// Refused with [`Refusal::OutOfOrder`] until both codes were given; with [`Refusal::SessionOver`],
    /// [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`].
    fn complete_phone_change(&self, session: &SessionToken) -> Result<(), ApiError>;

    /// Fresh credentials for a bound device, and the account's state. The same request again gets the same credentials.
    ///
    /// Refused with [`Refusal::DeviceUnbound`], [`Refusal::BadRequest`] or [`Refusal::TooMany`]; an account that is locked
    /// or withdrawn gets its state and no credentials.
    fn renew(&self, request: &RenewalRequest) -> Result<Renewal, ApiError>;

    /// "Tích hợp giấy tờ": asks the register for the papers of one kind that the device's holder has, and offers each that
    /// bears the number typed, where one was. The proof is for [`PaperRequest::PURPOSE`], bound to
    /// [`PaperRequest::digest`]. The same request again is answered the same.
    ///
    /// Refused with [`Refusal::LevelTooLow`], [`Refusal::TooMany`], [`Refusal::DeviceUnbound`], [`Refusal::BadRequest`],
    /// [`Refusal::AccountSuspended`] or [`Refusal::AccountRevoked`].
    fn offer_papers(&self, proof: &DeviceProof, request: &PaperRequest) -> Result<PaperAnswer, ApiError>;

    /// What is issued, in which formats, and how many copies at a time (OpenID4VCI §12.2).
    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError>;

    /// The token for the code of an offer (OpenID4VCI §6). The same again, as long as the code lives; then
    /// [`Refusal::SessionOver`].
    fn paper_token(&self, request: &TokenRequest) -> Result<TokenResponse, ApiError>;

    /// A nonce for proofs of keys (OpenID4VCI §7), good for 5 minutes at least.
    fn paper_nonce(&self) -> Result<NonceResponse, ApiError>;

    /// A copy of the offered paper, in one of the formats offered, for each key that is proven (OpenID4VCI §8). The same
    /// request again is answered the same.
    ///
    /// Refused with [`Refusal::SessionOver`] once the token is over, with [`Refusal::BadRequest`] for a proof that does
    /// not hold or a key that stands twice, and like [`AuthorityApi::offer_papers`].
    fn paper_credentials(
        &self,
        access_token: &str,
        request: &CredentialRequest,
    ) -> Result<CredentialResponse, ApiError>;

    /// What became of copies (OpenID4VCI §11): those that could not be kept are withdrawn; those that were removed, with
    /// every copy of the same paper that the device was given before them. The same again is fine. Refused with [`Refusal::SessionOver`].
    fn notify_papers(&self, access_token: &str, notification: &NotificationRequest) -> Result<(), ApiError>;

    /// The newest trust bundle (a tagged COSE_Sign1).
    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError>;
}

/// Who an authority is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityInfo {
    /// Its name, as people see it.
    pub name: String,
    /// Whether it is a practice authority: nothing that it says has legal value.
    pub practice: bool,
    /// The pinned root key, as a COSE_Key; its trust bundles are signed by it.
    pub root: Vec<u8>,
}

/// Why the authority gave no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// It said no, and why.
    #[error("the authority refused: {0:?}")]
    Refused(Refusal),
    /// It could not be reached, or is busy: nothing was changed that a repetition would not find; try again.
    #[error("the authority cannot be reached")]
    Unreachable,
    /// It failed inside; its log says more.
    #[error("the authority failed")]
    Failed,
}

/// A refusal that the citizen can do something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The session is unknown or over: begin anew.
    SessionOver,
    /// This step is not the session's next one.
    OutOfOrder,
    /// The code was wrong.
    OtpWrong {
        /// Tries left for this code.
        tries_left: u8,
    },
    /// The code is older than 3 minutes, or none was sent.
    OtpExpired,
    /// All five tries were used: ask for a new code.
    OtpExhausted,
    /// A new code may be asked for only later.
    OtpTooSoon {
        /// From then on.
        resend_at: DateTime<Utc>,
    },
    /// No more codes in this session.
    OtpLimit,
    /// The password lacks something.
    PasswordWeak(Vec<PasswordFault>),
    /// The account's level is below what is asked for.
    LevelTooLow,
    /// A key proof, a device name or the two questions are not as they must be.
    BadRequest,
    /// The account is locked.
    AccountSuspended,
    /// The account was withdrawn.
    AccountRevoked,
    /// This device is no longer bound to the account.
    DeviceUnbound,
    /// Number and password do not belong together, or the number is unknown: one answer for both.
    SignInWrong {
        /// Tries left until sign-in with this number is locked; never none, since the last one locks.
        tries_left: u8,
    },
    /// Sign-in with this number is locked for a while after too many wrong passwords.
    SignInLocked {
        /// From then on it may be tried again.
        until: DateTime<Utc>,
    },
    /// Không đạt: what the card says is not what the register has of the account's holder. Nothing was sent.
    CardNotPassed,
    /// The authority keeps nothing that would recover this vault.
    NoRecovery,
    /// One of the two answers is wrong, or both.
    AnswersWrong {
        /// Tries left until recovery is locked; never none, since the last one locks.
        tries_left: u8,
    },
    /// Recovery of the account is locked for a while after too many wrong answers; the desk may end it.
    AnswersLocked {
        /// From then on it may be tried again.
        until: DateTime<Utc>,
    },
    /// The account has no security answers: only the desk helps.
    NoAnswers,
    /// Too many requests of this kind for this number, this phone or this copy of the app.
    TooMany {
        /// From then on another may be made.
        until: DateTime<Utc>,
    },
}

impl Refusal {
    /// Whether, refused so, a completion leaves open what an earlier sending of it has bound: [`Self::BadRequest`] speaks
    /// of this sending alone, and a locked or withdrawn account is answered nothing more, bound or not.
    pub const fn says_nothing_of_binding(&self) -> bool {
        matches!(
            self,
            Self::BadRequest | Self::AccountSuspended | Self::AccountRevoked
        )
    }
}
