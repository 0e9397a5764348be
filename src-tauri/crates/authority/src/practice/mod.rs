//! The practice authority: in process, on made-up people, with public keys. Nothing that it says has legal value.

mod accounts;
mod cards;
mod drawer;
mod keys;
mod personas;
mod register;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::random::Random;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::papers::{
    CredentialRequest, CredentialResponse, IssuerMetadata, NonceResponse, NotificationRequest, PaperAnswer,
    PaperRequest, TokenRequest, TokenResponse,
};
use dinhdanh_protocol::{
    AccessToken, AccountHolder, Activated, ActivationAnswer, ActivationCompletion, ActivationRequest,
    ApiError, AuthorityApi, AuthorityInfo, CardForm, Clock, DeviceEntry, DeviceId, DeviceProof, EmailChange,
    FileState, FileSubmission, HolderProof, LostDeviceRequest, LostDeviceSession, Notice, OtpCode, OtpSent,
    PasscodeChange, Password, PasswordChange, PhoneChangeRequest, PhoneChangeSession, QuestionsChange,
    RecoveryCompletion, RecoveryRequest, RecoverySession, RecoveryShare, RegisterCheck, Registered,
    RegistrationRequest, RegistrationSession, Renewal, RenewalRequest, ResetRequest, ResetSession,
    SecurityAnswer, SessionToken, ShareName, SignInRequest, SignedIn, TakeOver, TakeOverRequest,
    TakeOverSession, TypedPassword,
};

pub use self::cards::Holder;
pub use self::drawer::PracticeMessage;
pub use self::personas::{Persona, PersonaState};
use self::register::PracticeRegister;
use crate::population::{Person, SAMPLE_PASSWORD};
use crate::{Authority, AuthorityError, AuthorityParts, Desk};

/// Its name, as people see it: no real authority's.
pub const AUTHORITY_NAME: &str = "Cơ quan định danh thực hành";

/// Who is at its desk, as the log has it.
pub const OFFICER: &str = "Cán bộ thực hành";

/// The practice authority, with what a real one would not have: a picker and a drawer of messages.
pub struct PracticeAuthority {
    authority: Authority,
    register: Arc<PracticeRegister>,
}

/// The root key that practice mode pins; the same on every computer.
pub fn root() -> Result<PublicKey, AuthorityError> {
    Ok(keys::root()?.public().clone())
}

/// Everybody in practice mode; the same people on every computer.
pub fn people() -> Result<Vec<Person>, AuthorityError> {
    register::people()
}

/// Opens the practice authority in `folder`, which all profiles of an OS user share; makes it where it is not.
pub fn open(
    folder: &Path,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<PracticeAuthority, AuthorityError> {
    let register = Arc::new(PracticeRegister::new()?);
    let parts = AuthorityParts {
        name: AUTHORITY_NAME.to_owned(),
        practice: true,
        root: keys::root()?,
        issuer: keys::issuer()?,
        paper_issuer: keys::paper_issuer()?,
        register: register.clone(),
        clock,
        random,
        sample_password: Some(
            Password::parse(SAMPLE_PASSWORD.to_owned())
                .map_err(|_| AuthorityError::PracticeRegister("the sample password breaks the rule"))?,
        ),
    };
    let authority = Authority::open(folder, parts)?;
    accounts::add(&authority, register.people())?;
    Ok(PracticeAuthority { authority, register })
}

impl PracticeAuthority {
    /// Its desk, with a made-up officer at it.
    pub const fn desk(&self) -> Desk<'_> {
        self.authority.desk(OFFICER)
    }
}

impl AuthorityApi for PracticeAuthority {
    fn info(&self) -> AuthorityInfo {
        self.authority.info()
    }

    fn request_activation(&self, request: &ActivationRequest) -> Result<ActivationAnswer, ApiError> {
        self.authority.request_activation(request)
    }

    fn begin_registration(&self, request: &RegistrationRequest) -> Result<RegistrationSession, ApiError> {
        self.authority.begin_registration(request)
    }

    fn check_register(&self, session: &SessionToken, form: &CardForm) -> Result<RegisterCheck, ApiError> {
        self.authority.check_register(session, form)
    }

    fn complete_registration(
        &self,
        session: &SessionToken,
        password: &Password,
    ) -> Result<Registered, ApiError> {
        self.authority.complete_registration(session, password)
    }

    fn send_otp(&self, session: &SessionToken) -> Result<OtpSent, ApiError> {
        self.authority.send_otp(session)
    }

    fn confirm_otp(&self, session: &SessionToken, code: &OtpCode) -> Result<AccountHolder, ApiError> {
        self.authority.confirm_otp(session, code)
    }

    fn set_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        self.authority.set_password(session, password)
    }

    fn complete_activation(
        &self,
        session: &SessionToken,
        completion: &ActivationCompletion,
    ) -> Result<Activated, ApiError> {
        self.authority.complete_activation(session, completion)
    }

    fn begin_reset(&self, request: &ResetRequest) -> Result<ResetSession, ApiError> {
        self.authority.begin_reset(request)
    }

    fn reset_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        self.authority.reset_password(session, password)
    }

    fn sign_in(&self, request: &SignInRequest) -> Result<SignedIn, ApiError> {
        self.authority.sign_in(request)
    }

    fn sign_out(&self, token: &AccessToken) -> Result<(), ApiError> {
        self.authority.sign_out(token)
    }

    fn account(&self, token: &AccessToken) -> Result<SignedIn, ApiError> {
        self.authority.account(token)
    }

    fn submit_file(&self, token: &AccessToken, file: &FileSubmission) -> Result<FileState, ApiError> {
        self.authority.submit_file(token, file)
    }

    fn notices(&self, holder: &HolderProof, after: u64) -> Result<Vec<Notice>, ApiError> {
        self.authority.notices(holder, after)
    }

    fn begin_recovery(
        &self,
        access: &AccessToken,
        request: &RecoveryRequest,
    ) -> Result<RecoverySession, ApiError> {
        self.authority.begin_recovery(access, request)
    }

    fn recover(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, ApiError> {
        self.authority.recover(session, answers)
    }

    fn complete_recovery(
        &self,
        session: &SessionToken,
        completion: &RecoveryCompletion,
    ) -> Result<(), ApiError> {
        self.authority.complete_recovery(session, completion)
    }

    fn settle_recovery(
        &self,
        proof: &DeviceProof,
        release: &[u8; 32],
    ) -> Result<Option<ShareName>, ApiError> {
        self.authority.settle_recovery(proof, release)
    }

    fn change_questions(&self, proof: &DeviceProof, change: &QuestionsChange) -> Result<(), ApiError> {
        self.authority.change_questions(proof, change)
    }

    fn begin_take_over(
        &self,
        token: &AccessToken,
        request: &TakeOverRequest,
    ) -> Result<TakeOverSession, ApiError> {
        self.authority.begin_take_over(token, request)
    }

    fn take_over_code(&self, proof: &DeviceProof) -> Result<Option<TakeOver>, ApiError> {
        self.authority.take_over_code(proof)
    }

    fn begin_lost_device(
        &self,
        token: &AccessToken,
        request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError> {
        self.authority.begin_lost_device(token, request)
    }

    fn prove_answers(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, ApiError> {
        self.authority.prove_answers(session, answers)
    }

    fn dispute(&self, proof: &DeviceProof) -> Result<(), ApiError> {
        self.authority.dispute(proof)
    }

    fn devices(&self, holder: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError> {
        self.authority.devices(holder)
    }

    fn unbind(
        &self,
        token: &AccessToken,
        device: DeviceId,
        password: &TypedPassword,
        here: Option<&DeviceProof>,
    ) -> Result<(), ApiError> {
        self.authority.unbind(token, device, password, here)
    }

    fn change_password(&self, token: &AccessToken, change: &PasswordChange) -> Result<(), ApiError> {
        self.authority.change_password(token, change)
    }

    fn tell_passcode_change(&self, proof: &DeviceProof, change: PasscodeChange) -> Result<(), ApiError> {
        self.authority.tell_passcode_change(proof, change)
    }

    fn change_email(&self, token: &AccessToken, change: &EmailChange) -> Result<(), ApiError> {
        self.authority.change_email(token, change)
    }

    fn begin_phone_change(
        &self,
        token: &AccessToken,
        request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError> {
        self.authority.begin_phone_change(token, request)
    }

    fn complete_phone_change(&self, session: &SessionToken) -> Result<(), ApiError> {
        self.authority.complete_phone_change(session)
    }

    fn renew(&self, request: &RenewalRequest) -> Result<Renewal, ApiError> {
        self.authority.renew(request)
    }

    fn offer_papers(&self, proof: &DeviceProof, request: &PaperRequest) -> Result<PaperAnswer, ApiError> {
        self.authority.offer_papers(proof, request)
    }

    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError> {
        self.authority.paper_issuer()
    }

    fn paper_token(&self, request: &TokenRequest) -> Result<TokenResponse, ApiError> {
        self.authority.paper_token(request)
    }

    fn paper_nonce(&self) -> Result<NonceResponse, ApiError> {
        self.authority.paper_nonce()
    }

    fn paper_credentials(
        &self,
        access_token: &str,
        request: &CredentialRequest,
    ) -> Result<CredentialResponse, ApiError> {
        self.authority.paper_credentials(access_token, request)
    }

    fn notify_papers(&self, access_token: &str, notification: &NotificationRequest) -> Result<(), ApiError> {
        self.authority.notify_papers(access_token, notification)
    }

    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError> {
        self.authority.trust_bundle()
    }
}
