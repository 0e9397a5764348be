use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;
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

use crate::store::Store;
use crate::tables::setting::Setting;
use crate::{AuthorityError, Register};

/// Who an authority is, and what it works with.
pub struct AuthorityParts {
    /// Its name, as people see it.
    pub name: String,
    /// Whether nothing that it says has legal value.
    pub practice: bool,
    /// Signs trust bundles; wallets pin its public half.
    pub root: SigningKey,
    /// Signs credentials.
    pub issuer: SigningKey,
    /// Signs papers; a P-256 key, as SD-JWT VCs have them.
    pub paper_issuer: SigningKey,
    /// The population register that it asks.
    pub register: Arc<dyn Register>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness for codes, salts, tokens, names of devices and places in lists.
    pub random: Arc<dyn Random>,
    /// The password of the accounts with which practice mode begins; none anywhere else.
    pub sample_password: Option<Password>,
}

/// An identity authority on its database. Any number of threads and processes may share one folder.
pub struct Authority {
    pub(crate) parts: AuthorityParts,
    pub(crate) store: Store,
    /// Gives journeys their tokens; see [`Authority::journey_token`].
    pub(crate) token_key: Secret32,
    /// Keys the MACs of one-time codes.
    pub(crate) otp_key: Secret32,
    /// Keys the MACs under which numbers, phones and forms are counted.
    pub(crate) limit_key: Secret32,
}

impl Authority {
    /// Opens the authority in `folder`, which is made where it is not.
    pub fn open(folder: &Path, parts: AuthorityParts) -> Result<Self, AuthorityError> {
        let store = Store::open(folder)?;
        let secret = database_secret(&store, parts.random.as_ref())?;
        // The secret is exposed to derive from it, which is all it is for.
        let derived = |purpose: &[u8]| hkdf_sha256(b"dinhdanh authority v1", &[secret.expose()], purpose);
        Ok(Self {
            token_key: derived(b"session tokens"),
            otp_key: derived(b"one-time codes"),
            limit_key: derived(b"limits"),
            parts,
            store,
        })
    }

    /// Tells a wallet what happened. What goes into the log is the operation and the error, neither of which
    /// names a person.
    fn answer<T>(operation: &'static str, result: Result<T, AuthorityError>) -> Result<T, ApiError> {
        result.map_err(|error| {
            match &error {
                AuthorityError::Refused(refusal) => tracing::debug!(operation, ?refusal, "refused"),
                error => tracing::error!(operation, %error, "failed"),
            }
            error.into()
        })
    }
}

impl AuthorityApi for Authority {
    fn info(&self) -> AuthorityInfo {
        AuthorityInfo {
            name: self.parts.name.clone(),
            practice: self.parts.practice,
            root: self.parts.root.public().to_cose(),
        }
    }

    fn request_activation(&self, request: &ActivationRequest) -> Result<ActivationAnswer, ApiError> {
        Self::answer("request_activation", self.begin_activation(request))
    }

    fn begin_registration(&self, request: &RegistrationRequest) -> Result<RegistrationSession, ApiError> {
        Self::answer("begin_registration", self.open_registration(request))
    }

    fn check_register(&self, session: &SessionToken, form: &CardForm) -> Result<RegisterCheck, ApiError> {
        Self::answer("check_register", self.check_form(session, form))
    }

    fn complete_registration(
        &self,
        session: &SessionToken,
        password: &Password,
    ) -> Result<Registered, ApiError> {
        Self::answer("complete_registration", self.register(session, password))
    }

    fn send_otp(&self, session: &SessionToken) -> Result<OtpSent, ApiError> {
        Self::answer("send_otp", self.send_code(session))
    }

    fn confirm_otp(&self, session: &SessionToken, code: &OtpCode) -> Result<AccountHolder, ApiError> {
        Self::answer("confirm_otp", self.take_code(session, code))
    }

    fn set_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        Self::answer("set_password", self.keep_password(session, password))
    }

    fn complete_activation(
        &self,
        session: &SessionToken,
        completion: &ActivationCompletion,
    ) -> Result<Activated, ApiError> {
        Self::answer("complete_activation", self.complete(session, completion))
    }

    fn begin_reset(&self, request: &ResetRequest) -> Result<ResetSession, ApiError> {
        Self::answer("begin_reset", self.open_reset(request))
    }

    fn reset_password(&self, session: &SessionToken, password: &Password) -> Result<(), ApiError> {
        Self::answer("reset_password", self.reset(session, password))
    }

    fn sign_in(&self, request: &SignInRequest) -> Result<SignedIn, ApiError> {
        Self::answer("sign_in", self.admit(request))
    }

    fn sign_out(&self, token: &AccessToken) -> Result<(), ApiError> {
        Self::answer("sign_out", self.end_access(token))
    }

    fn account(&self, token: &AccessToken) -> Result<SignedIn, ApiError> {
        Self::answer("account", self.use_access(token))
    }

    fn submit_file(&self, token: &AccessToken, file: &FileSubmission) -> Result<FileState, ApiError> {
        Self::answer("submit_file", self.take_file(token, file))
    }

    fn notices(&self, holder: &HolderProof, after: u64) -> Result<Vec<Notice>, ApiError> {
        Self::answer("notices", self.notices_after(holder, after))
    }

    fn begin_recovery(
        &self,
        access: &AccessToken,
        request: &RecoveryRequest,
    ) -> Result<RecoverySession, ApiError> {
        Self::answer("begin_recovery", self.open_recovery(access, request))
    }

    fn recover(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, ApiError> {
        Self::answer("recover", self.give_share(session, answers))
    }

    fn complete_recovery(
        &self,
        session: &SessionToken,
        completion: &RecoveryCompletion,
    ) -> Result<(), ApiError> {
        Self::answer("complete_recovery", self.finish_recovery(session, completion))
    }

    fn settle_recovery(
        &self,
        proof: &DeviceProof,
        release: &[u8; 32],
    ) -> Result<Option<ShareName>, ApiError> {
        Self::answer("settle_recovery", self.settle_share(proof, release))
    }

    fn change_questions(&self, proof: &DeviceProof, change: &QuestionsChange) -> Result<(), ApiError> {
        Self::answer("change_questions", self.put_questions(proof, change))
    }

    fn begin_take_over(
        &self,
        token: &AccessToken,
        request: &TakeOverRequest,
    ) -> Result<TakeOverSession, ApiError> {
        Self::answer("begin_take_over", self.open_take_over(token, request))
    }

    fn take_over_code(&self, proof: &DeviceProof) -> Result<Option<TakeOver>, ApiError> {
        Self::answer("take_over_code", self.shown_code(proof))
    }

    fn begin_lost_device(
        &self,
        token: &AccessToken,
        request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError> {
        Self::answer("begin_lost_device", self.open_lost_device(token, request))
    }

    fn prove_answers(
        &self,
        session: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, ApiError> {
        Self::answer("prove_answers", self.claim_lost(session, answers))
    }

    fn dispute(&self, proof: &DeviceProof) -> Result<(), ApiError> {
        Self::answer("dispute", self.lock_disputed(proof))
    }

    fn devices(&self, holder: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError> {
        Self::answer("devices", self.devices_of_holder(holder))
    }

    fn unbind(
        &self,
        token: &AccessToken,
        device: DeviceId,
        password: &TypedPassword,
        here: Option<&DeviceProof>,
    ) -> Result<(), ApiError> {
        Self::answer("unbind", self.unbind_for_holder(token, device, password, here))
    }

    fn change_password(&self, token: &AccessToken, change: &PasswordChange) -> Result<(), ApiError> {
        Self::answer("change_password", self.put_password(token, change))
    }

    fn tell_passcode_change(&self, proof: &DeviceProof, change: PasscodeChange) -> Result<(), ApiError> {
        Self::answer("tell_passcode_change", self.note_passcode_change(proof, change))
    }

    fn change_email(&self, token: &AccessToken, change: &EmailChange) -> Result<(), ApiError> {
        Self::answer("change_email", self.put_email(token, change))
    }

    fn begin_phone_change(
        &self,
        token: &AccessToken,
        request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError> {
        Self::answer("begin_phone_change", self.open_phone_change(token, request))
    }

    fn complete_phone_change(&self, session: &SessionToken) -> Result<(), ApiError> {
        Self::answer("complete_phone_change", self.finish_phone_change(session))
    }

    fn renew(&self, request: &RenewalRequest) -> Result<Renewal, ApiError> {
        Self::answer("renew", self.renew_credentials(request))
    }

    fn offer_papers(&self, proof: &DeviceProof, request: &PaperRequest) -> Result<PaperAnswer, ApiError> {
        Self::answer("offer_papers", self.offer(proof, request))
    }

    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError> {
        Ok(self.metadata())
    }

    fn paper_token(&self, request: &TokenRequest) -> Result<TokenResponse, ApiError> {
        Self::answer("paper_token", self.token_for(request))
    }

    fn paper_nonce(&self) -> Result<NonceResponse, ApiError> {
        Ok(self.nonce())
    }

    fn paper_credentials(
        &self,
        access_token: &str,
        request: &CredentialRequest,
    ) -> Result<CredentialResponse, ApiError> {
        Self::answer("paper_credentials", self.issue_papers(access_token, request))
    }

    fn notify_papers(&self, access_token: &str, notification: &NotificationRequest) -> Result<(), ApiError> {
        Self::answer("notify_papers", self.note_papers(access_token, notification))
    }

    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError> {
        Self::answer("trust_bundle", self.newest_bundle())
    }
}

/// The secret of this database; drawn at its first open, by whoever comes first.
fn database_secret(store: &Store, random: &dyn Random) -> Result<Secret32, AuthorityError> {
    let known = store.read(|read| read.setting(Setting::Secret))?;
    let secret = match known {
        Some(secret) => secret,
        None => store.write(|write| {
            if let Some(secret) = write.setting(Setting::Secret)? {
                return Ok(secret);
            }
            let secret = random::array::<32>(random)?;
            write.put_setting(Setting::Secret, &secret)?;
            Ok(secret.to_vec())
        })?,
    };
    let secret = secret
        .try_into()
        .map_err(|_| AuthorityError::Damaged("the secret"))?;
    Ok(Secret32::new(secret))
}
