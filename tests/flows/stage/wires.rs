//! Ways to the authority that a real network has: none, one on which answers are lost, one that is cut.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use dinhdanh_authority::practice;
use dinhdanh_protocol::papers::{
    CredentialRequest, CredentialResponse, IssuerMetadata, NonceResponse, NotificationRequest, PaperAnswer,
    PaperRequest, TokenRequest, TokenResponse,
};
use dinhdanh_protocol::{
    AccessToken, AccountHolder, Activated, ActivationAnswer, ActivationCompletion, ActivationRequest,
    ApiError, AuthorityApi, AuthorityInfo, CardForm, DeviceEntry, DeviceId, DeviceProof, EmailChange,
    FileState, FileSubmission, HolderProof, LostDeviceRequest, LostDeviceSession, Notice, OtpCode, OtpSent,
    PasscodeChange, Password, PasswordChange, PhoneChangeRequest, PhoneChangeSession, QuestionsChange,
    RecoveryCompletion, RecoveryRequest, RecoverySession, RecoveryShare, RegisterCheck, Registered,
    RegistrationRequest, RegistrationSession, Renewal, RenewalRequest, ResetRequest, ResetSession,
    SecurityAnswer, SessionToken, ShareName, SignInRequest, SignedIn, TakeOver, TakeOverRequest,
    TakeOverSession, TypedPassword,
};

/// A wire to an authority.
pub(crate) struct Wire {
    to: Arc<dyn AuthorityApi>,
    /// Nothing gets through.
    cut: AtomicBool,
    /// How many questions get through before it is cut; negative where none is counted.
    left: AtomicI64,
    /// Only what is signed for everybody gets through.
    renews_nothing: AtomicBool,
    /// The next question arrives, and its answer is lost.
    loses_next: AtomicBool,
    /// How many answers come before one is lost; negative where none is counted.
    answers_left: AtomicI64,
    /// What is handed out in place of the authority's trust bundle.
    bundle: Mutex<Option<Vec<u8>>>,
    /// What happens before the next answer arrives.
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    /// Called when the authority has bound the device, before the wallet hears of it.
    on_binding: fn(),
}

impl Wire {
    pub(crate) fn to(authority: Arc<dyn AuthorityApi>) -> Self {
        Self {
            to: authority,
            cut: AtomicBool::new(false),
            left: AtomicI64::new(-1),
            renews_nothing: AtomicBool::new(false),
            loses_next: AtomicBool::new(false),
            answers_left: AtomicI64::new(-1),
            bundle: Mutex::new(None),
            meanwhile: Mutex::new(None),
            on_binding: || {},
        }
    }

    pub(crate) fn announcing(self, on_binding: fn()) -> Self {
        Self { on_binding, ..self }
    }

    pub(crate) fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::SeqCst);
    }

    /// So many questions get through from now on, and none after them.
    pub(crate) fn cut_after(&self, questions: i64) {
        self.left.store(questions, Ordering::SeqCst);
    }

    pub(crate) fn refuse_renewals(&self, refuse: bool) {
        self.renews_nothing.store(refuse, Ordering::SeqCst);
    }

    pub(crate) fn lose_next_answer(&self) {
        self.loses_next.store(true, Ordering::SeqCst);
    }

    /// The answer to the question after so many is lost.
    pub(crate) fn lose_answer_after(&self, questions: i64) {
        self.answers_left.store(questions, Ordering::SeqCst);
    }

    /// Happens while the next question is being answered.
    pub(crate) fn meanwhile(&self, happens: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::new(happens));
    }

    pub(crate) fn put_bundle(&self, bundle: Vec<u8>) {
        *self.bundle.lock().unwrap() = Some(bundle);
    }

    fn loses_this(&self) -> bool {
        let counted = self.answers_left.load(Ordering::SeqCst) >= 0;
        let lost = counted && self.answers_left.fetch_sub(1, Ordering::SeqCst) == 0;
        self.loses_next.swap(false, Ordering::SeqCst) || lost
    }

    fn ask<T>(&self, ask: impl FnOnce(&dyn AuthorityApi) -> Result<T, ApiError>) -> Result<T, ApiError> {
        if self.left.load(Ordering::SeqCst) >= 0 && self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            self.cut(true);
        }
        if self.cut.load(Ordering::SeqCst) {
            return Err(ApiError::Unreachable);
        }
        let answer = ask(&*self.to);
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens();
        }
        if self.loses_this() {
            return Err(ApiError::Unreachable);
        }
        answer
    }
}

impl AuthorityApi for Wire {
    fn info(&self) -> AuthorityInfo {
        self.to.info()
    }

    fn request_activation(&self, request: &ActivationRequest) -> Result<ActivationAnswer, ApiError> {
        self.ask(|to| to.request_activation(request))
    }

    fn begin_registration(&self, request: &RegistrationRequest) -> Result<RegistrationSession, ApiError> {
        self.ask(|to| to.begin_registration(request))
    }

    fn check_register(&self, session: &SessionToken, form: &CardForm) -> Result<RegisterCheck, ApiError> {
        self.ask(|to| to.check_register(session, form))
    }

    fn complete_registration(
        &self,
        session: &SessionToken,
        password: &Password,
    ) -> Result<Registered, ApiError> {
        self.ask(|to| to.complete_registration(session, password))
    }

    fn send_otp(&self, session: &SessionToken) -> Result<OtpSent, ApiError> {
        self.ask(|to| to.send_otp(session))
    }

    fn confirm_otp(&self, session: &SessionToken, code: &OtpCode) -> Result<AccountHolder, ApiError> {
        self.ask(|to| to.confirm_otp(session, code))
    }

    fn set_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        self.ask(|to| to.set_password(session, password))
    }

    fn complete_activation(
        &self,
        session: &SessionToken,
        completion: &ActivationCompletion,
    ) -> Result<Activated, ApiError> {
        self.ask(|to| {
            let answer = to.complete_activation(session, completion);
            (self.on_binding)();
            answer
        })
    }

    fn begin_reset(&self, request: &ResetRequest) -> Result<ResetSession, ApiError> {
        self.ask(|to| to.begin_reset(request))
    }

    fn reset_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        self.ask(|to| to.reset_password(session, password))
    }

    fn sign_in(&self, request: &SignInRequest) -> Result<SignedIn, ApiError> {
        self.ask(|to| to.sign_in(request))
    }

    fn sign_out(&self, token: &AccessToken) -> Result<(), ApiError> {
        self.ask(|to| to.sign_out(token))
    }

    fn account(&self, token: &AccessToken) -> Result<SignedIn, ApiError> {
        self.ask(|to| to.account(token))
    }

    fn submit_file(&self, token: &AccessToken, file: &FileSubmission) -> Result<FileState, ApiError> {
        self.ask(|to| to.submit_file(token, file))
    }

    fn notices(&self, holder: &HolderProof, after: u64) -> Result<Vec<Notice>, ApiError> {
        self.ask(|to| to.notices(holder, after))
    }

    fn begin_recovery(
        &self,
        access: &AccessToken,
        request: &RecoveryRequest,
    ) -> Result<RecoverySession, ApiError> {
        self.ask(|to| to.begin_recovery(access, request))
    }

    fn recover(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, ApiError> {
        self.ask(|to| to.recover(session, answers))
    }

    fn complete_recovery(
        &self,
        session: &SessionToken,
        completion: &RecoveryCompletion,
    ) -> Result<(), ApiError> {
        self.ask(|to| to.complete_recovery(session, completion))
    }

    fn settle_recovery(
        &self,
        proof: &DeviceProof,
        release: &[u8; 32],
    ) -> Result<Option<ShareName>, ApiError> {
        self.ask(|to| to.settle_recovery(proof, release))
    }

    fn change_questions(&self, proof: &DeviceProof, change: &QuestionsChange) -> Result<(), ApiError> {
        self.ask(|to| to.change_questions(proof, change))
    }

    fn begin_take_over(
        &self,
        token: &AccessToken,
        request: &TakeOverRequest,
    ) -> Result<TakeOverSession, ApiError> {
        self.ask(|to| to.begin_take_over(token, request))
    }

    fn take_over_code(&self, proof: &DeviceProof) -> Result<Option<TakeOver>, ApiError> {
        self.ask(|to| to.take_over_code(proof))
    }

    fn begin_lost_device(
        &self,
        token: &AccessToken,
        request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError> {
        self.ask(|to| to.begin_lost_device(token, request))
    }

    fn prove_answers(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, ApiError> {
        self.ask(|to| to.prove_answers(session, answers))
    }

    fn dispute(&self, proof: &DeviceProof) -> Result<(), ApiError> {
        self.ask(|to| to.dispute(proof))
    }

    fn devices(&self, holder: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError> {
        self.ask(|to| to.devices(holder))
    }

    fn unbind(
        &self,
        token: &AccessToken,
        device: DeviceId,
        password: &TypedPassword,
        here: Option<&DeviceProof>,
    ) -> Result<(), ApiError> {
        self.ask(|to| to.unbind(token, device, password, here))
    }

    fn change_password(&self, token: &AccessToken, change: &PasswordChange) -> Result<(), ApiError> {
        self.ask(|to| to.change_password(token, change))
    }

    fn tell_passcode_change(&self, proof: &DeviceProof, change: PasscodeChange) -> Result<(), ApiError> {
        self.ask(|to| to.tell_passcode_change(proof, change))
    }

    fn change_email(&self, token: &AccessToken, change: &EmailChange) -> Result<(), ApiError> {
        self.ask(|to| to.change_email(token, change))
    }

    fn begin_phone_change(
        &self,
        token: &AccessToken,
        request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError> {
        self.ask(|to| to.begin_phone_change(token, request))
    }

    fn complete_phone_change(&self, session: &SessionToken) -> Result<(), ApiError> {
        self.ask(|to| to.complete_phone_change(session))
    }

    fn renew(&self, request: &RenewalRequest) -> Result<Renewal, ApiError> {
        if self.renews_nothing.load(Ordering::SeqCst) {
            return Err(ApiError::Unreachable);
        }
        self.ask(|to| to.renew(request))
    }

    fn offer_papers(&self, proof: &DeviceProof, request: &PaperRequest) -> Result<PaperAnswer, ApiError> {
        self.ask(|to| to.offer_papers(proof, request))
    }

    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError> {
        self.ask(|to| to.paper_issuer())
    }

    fn paper_token(&self, request: &TokenRequest) -> Result<TokenResponse, ApiError> {
        self.ask(|to| to.paper_token(request))
    }

    fn paper_nonce(&self) -> Result<NonceResponse, ApiError> {
        self.ask(|to| to.paper_nonce())
    }

    fn paper_credentials(
        &self,
        access_token: &str,
        request: &CredentialRequest,
    ) -> Result<CredentialResponse, ApiError> {
        self.ask(|to| to.paper_credentials(access_token, request))
    }

    fn notify_papers(&self, access_token: &str, notification: &NotificationRequest) -> Result<(), ApiError> {
        self.ask(|to| to.notify_papers(access_token, notification))
    }

    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError> {
        let put = self.bundle.lock().unwrap().clone();
        self.ask(|to| put.map_or_else(|| to.trust_bundle(), Ok))
    }
}

/// The practice authority, on a computer that never reaches it.
pub(crate) struct OutOfReach;

impl AuthorityApi for OutOfReach {
    fn info(&self) -> AuthorityInfo {
        AuthorityInfo {
            name: practice::AUTHORITY_NAME.to_owned(),
            practice: true,
            root: practice::root().unwrap().to_cose(),
        }
    }

    fn request_activation(&self, _: &ActivationRequest) -> Result<ActivationAnswer, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_registration(&self, _: &RegistrationRequest) -> Result<RegistrationSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn check_register(&self, _: &SessionToken, _: &CardForm) -> Result<RegisterCheck, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_registration(&self, _: &SessionToken, _: &Password) -> Result<Registered, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn send_otp(&self, _: &SessionToken) -> Result<OtpSent, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn confirm_otp(&self, _: &SessionToken, _: &OtpCode) -> Result<AccountHolder, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn set_password(&self, _: &SessionToken, _: &Password) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_activation(&self, _: &SessionToken, _: &ActivationCompletion) -> Result<Activated, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_reset(&self, _: &ResetRequest) -> Result<ResetSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn reset_password(&self, _: &SessionToken, _: &Password) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn sign_in(&self, _: &SignInRequest) -> Result<SignedIn, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn sign_out(&self, _: &AccessToken) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn account(&self, _: &AccessToken) -> Result<SignedIn, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn submit_file(&self, _: &AccessToken, _: &FileSubmission) -> Result<FileState, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn notices(&self, _: &HolderProof, _: u64) -> Result<Vec<Notice>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_recovery(&self, _: &AccessToken, _: &RecoveryRequest) -> Result<RecoverySession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn recover(&self, _: &SessionToken, _: &[SecurityAnswer; 2]) -> Result<RecoveryShare, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_recovery(&self, _: &SessionToken, _: &RecoveryCompletion) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn settle_recovery(&self, _: &DeviceProof, _: &[u8; 32]) -> Result<Option<ShareName>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_questions(&self, _: &DeviceProof, _: &QuestionsChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_take_over(&self, _: &AccessToken, _: &TakeOverRequest) -> Result<TakeOverSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn take_over_code(&self, _: &DeviceProof) -> Result<Option<TakeOver>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_lost_device(
        &self,
        _: &AccessToken,
        _: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn prove_answers(&self, _: &SessionToken, _: &[SecurityAnswer; 2]) -> Result<DateTime<Utc>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn dispute(&self, _: &DeviceProof) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn devices(&self, _: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn unbind(
        &self,
        _: &AccessToken,
        _: DeviceId,
        _: &TypedPassword,
        _: Option<&DeviceProof>,
    ) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_password(&self, _: &AccessToken, _: &PasswordChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn tell_passcode_change(&self, _: &DeviceProof, _: PasscodeChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_email(&self, _: &AccessToken, _: &EmailChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_phone_change(
        &self,
        _: &AccessToken,
        _: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_phone_change(&self, _: &SessionToken) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn renew(&self, _: &RenewalRequest) -> Result<Renewal, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn offer_papers(&self, _: &DeviceProof, _: &PaperRequest) -> Result<PaperAnswer, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_token(&self, _: &TokenRequest) -> Result<TokenResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_nonce(&self) -> Result<NonceResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_credentials(&self, _: &str, _: &CredentialRequest) -> Result<CredentialResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn notify_papers(&self, _: &str, _: &NotificationRequest) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError> {
        Err(ApiError::Unreachable)
    }
}
