use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
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
use dinhdanh_wallet::ErrorCode;

use crate::error::CommandError;

/// It has no name.
pub(crate) const NAME: &str = "";
/// What nobody says has no need of a warning.
pub(crate) const PRACTICE: bool = false;

/// No authority: a build without the practice one, before there is another to turn to. All that is kept works;
/// what needs an authority finds it unreachable.
pub(crate) struct Authority(Arc<Nobody>);

struct Nobody {
    root: Vec<u8>,
}

/// A key that was thrown away when it was made: no trust bundle will ever hold under it.
pub(crate) fn root() -> Result<PublicKey, CommandError> {
    let key = SigningKey::generate_p256().map_err(|_| CommandError::of(ErrorCode::Failed))?;
    Ok(key.public().clone())
}

impl Authority {
    /// Takes the practice authority's place.
    pub(crate) fn open(_folder: &Path, _clock: Arc<dyn Clock>) -> Result<Self, CommandError> {
        Ok(Self(Arc::new(Nobody {
            root: root()?.to_cose(),
        })))
    }

    /// As a wallet sees it.
    pub(crate) fn api(&self) -> Arc<dyn AuthorityApi> {
        self.0.clone()
    }
}

impl AuthorityApi for Nobody {
    fn info(&self) -> AuthorityInfo {
        AuthorityInfo {
            name: NAME.to_owned(),
            practice: PRACTICE,
            root: self.root.clone(),
        }
    }

    fn request_activation(&self, _request: &ActivationRequest) -> Result<ActivationAnswer, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_registration(&self, _request: &RegistrationRequest) -> Result<RegistrationSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn check_register(&self, _session: &SessionToken, _form: &CardForm) -> Result<RegisterCheck, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_registration(
        &self,
        _session: &SessionToken,
        _password: &Password,
    ) -> Result<Registered, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn send_otp(&self, _session: &SessionToken) -> Result<OtpSent, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn confirm_otp(&self, _session: &SessionToken, _code: &OtpCode) -> Result<AccountHolder, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn set_password(&self, _session: &SessionToken, _password: &Password) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_activation(
        &self,
        _session: &SessionToken,
        _completion: &ActivationCompletion,
    ) -> Result<Activated, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_reset(&self, _request: &ResetRequest) -> Result<ResetSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn reset_password(&self, _session: &SessionToken, _password: &Password) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn sign_in(&self, _request: &SignInRequest) -> Result<SignedIn, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn sign_out(&self, _token: &AccessToken) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn account(&self, _token: &AccessToken) -> Result<SignedIn, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn submit_file(&self, _token: &AccessToken, _file: &FileSubmission) -> Result<FileState, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn notices(&self, _holder: &HolderProof, _after: u64) -> Result<Vec<Notice>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_recovery(
        &self,
        _access: &AccessToken,
        _request: &RecoveryRequest,
    ) -> Result<RecoverySession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn recover(
        &self,
        _session: &SessionToken,
        _answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_recovery(
        &self,
        _session: &SessionToken,
        _completion: &RecoveryCompletion,
    ) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn settle_recovery(
        &self,
        _proof: &DeviceProof,
        _release: &[u8; 32],
    ) -> Result<Option<ShareName>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_questions(&self, _proof: &DeviceProof, _change: &QuestionsChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_take_over(
        &self,
        _token: &AccessToken,
        _request: &TakeOverRequest,
    ) -> Result<TakeOverSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn take_over_code(&self, _proof: &DeviceProof) -> Result<Option<TakeOver>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_lost_device(
        &self,
        _token: &AccessToken,
        _request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn prove_answers(
        &self,
        _session: &SessionToken,
        _answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn dispute(&self, _proof: &DeviceProof) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn devices(&self, _holder: &HolderProof) -> Result<Vec<DeviceEntry>, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn unbind(
        &self,
        _token: &AccessToken,
        _device: DeviceId,
        _password: &TypedPassword,
        _here: Option<&DeviceProof>,
    ) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_password(&self, _token: &AccessToken, _change: &PasswordChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn tell_passcode_change(&self, _proof: &DeviceProof, _change: PasscodeChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn change_email(&self, _token: &AccessToken, _change: &EmailChange) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn begin_phone_change(
        &self,
        _token: &AccessToken,
        _request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn complete_phone_change(&self, _session: &SessionToken) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn renew(&self, _request: &RenewalRequest) -> Result<Renewal, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn offer_papers(&self, _proof: &DeviceProof, _request: &PaperRequest) -> Result<PaperAnswer, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_issuer(&self) -> Result<IssuerMetadata, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_token(&self, _request: &TokenRequest) -> Result<TokenResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_nonce(&self) -> Result<NonceResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn paper_credentials(
        &self,
        _access_token: &str,
        _request: &CredentialRequest,
    ) -> Result<CredentialResponse, ApiError> {
        Err(ApiError::Unreachable)
    }

    fn notify_papers(
        &self,
        _access_token: &str,
        _notification: &NotificationRequest,
    ) -> Result<(), ApiError> {
        Err(ApiError::Unreachable)
    }

    fn trust_bundle(&self) -> Result<Vec<u8>, ApiError> {
        Err(ApiError::Unreachable)
    }
}
