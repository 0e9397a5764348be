//! A practice authority in a folder of its own, with a clock that is set by hand.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_authority::FileId;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD, portrait, printed_qr};
use dinhdanh_authority::practice::{self, Persona, PracticeAuthority};
use dinhdanh_credential::status::{Status, StatusPlace};
use dinhdanh_credential::token::Claims;
use dinhdanh_credential::trust::TrustBundle;
use dinhdanh_crypto::cose::{Sign1, strict};
use dinhdanh_crypto::random::{self, SystemRandom};
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{
    AccessToken, Activated, ActivationAnswer, ActivationCompletion, ActivationRequest, ActivationSession,
    ApiError, AuthorityApi as _, CardForm, CitizenNumber, ClientId, Clock, CredentialView, DeviceId,
    DeviceProof, FileSubmission, FoldedAnswer, IdempotencyKey, IssuedCredential, KeyProof, OtpCode, Password,
    PhoneNumber, Portrait, RecoveryRequest, RecoveryShare, RegistrationRequest, RegistrationSession,
    ReleaseToken, RenewalRequest, ResetRequest, SecurityAnswer, SecurityQuestion, SessionToken,
    SignInRequest, SignedIn, TypedPassword, key_proof_message,
};

/// 1 December 2026, 09:00 in Hà Nội.
pub(crate) const BEGINNING: i64 = 1_796_090_400_000;

/// Why something is done at the desk.
pub(crate) const WHY: &str = "Theo yêu cầu của công dân.";

pub(crate) struct FakeClock(AtomicI64);

impl FakeClock {
    pub(crate) fn forward(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst).unsigned_abs())
    }
}

pub(crate) struct Place {
    pub(crate) authority: PracticeAuthority,
    pub(crate) clock: Arc<FakeClock>,
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock(AtomicI64::new(BEGINNING)));
        let authority = open(folder.path(), clock.clone());
        Self {
            authority,
            clock,
            folder,
        }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Another program's view of the same folder.
    pub(crate) fn another(&self) -> PracticeAuthority {
        open(self.folder.path(), self.clock.clone())
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn persona(&self, branch: Branch) -> Persona {
        let personas = self.authority.personas().unwrap();
        personas
            .into_iter()
            .find(|persona| persona.branch == branch)
            .unwrap()
    }

    /// A session of the person; the code not yet sent.
    pub(crate) fn session(&self, person: &Persona) -> ActivationSession {
        let answer = self.authority.request_activation(&request(person)).unwrap();
        match answer {
            ActivationAnswer::Open(session) => session,
            other => panic!("{other:?}"),
        }
    }

    /// The newest code in the person's drawer.
    pub(crate) fn code(&self, phone: &PhoneNumber) -> OtpCode {
        let messages = self.authority.messages(phone).unwrap();
        messages.into_iter().find_map(|message| message.code).unwrap()
    }

    /// A session whose code has been confirmed, and its password set where one is needed.
    pub(crate) fn confirmed(&self, person: &Persona) -> SessionToken {
        let session = self.session(person);
        self.authority.send_otp(&session.token).unwrap();
        self.authority
            .confirm_otp(&session.token, &self.code(&person.phone))
            .unwrap();
        if session.needs_password {
            self.authority
                .set_password(&session.token, &password("Matkhau_2026"))
                .unwrap();
        }
        session.token.clone()
    }

    /// The person's account, active on a new device.
    pub(crate) fn activated(&self, person: &Persona) -> (Device, Activated) {
        let token = self.confirmed(person);
        let device = Device::new();
        let activated = self
            .authority
            .complete_activation(&token, &device.completion(&token))
            .unwrap();
        (device, activated)
    }

    /// A registration of the person by the phone of the picker; nothing checked yet.
    pub(crate) fn registration(&self, person: &Persona) -> RegistrationSession {
        let request = registration_of(&person.number, &person.phone);
        self.authority.begin_registration(&request).unwrap()
    }

    /// A registration whose form has passed and whose code has been confirmed.
    pub(crate) fn registration_confirmed(&self, person: &Persona) -> SessionToken {
        let token = self.registration(person).token.clone();
        self.authority
            .check_register(&token, &form(&person.number))
            .unwrap();
        self.authority.send_otp(&token).unwrap();
        self.authority
            .confirm_otp(&token, &self.code(&person.phone))
            .unwrap();
        token
    }

    /// A reset of the person's password; the code not yet sent.
    pub(crate) fn reset(&self, person: &Persona) -> SessionToken {
        let request = reset_of(&person.number, &person.phone);
        self.authority.begin_reset(&request).unwrap().token.clone()
    }

    /// A reset whose code has been confirmed.
    pub(crate) fn reset_confirmed(&self, person: &Persona) -> SessionToken {
        let token = self.reset(person);
        self.authority.send_otp(&token).unwrap();
        self.authority
            .confirm_otp(&token, &self.code(&person.phone))
            .unwrap();
        token
    }

    /// A recovery of the device's vault, begun by who has signed in with the sample password; no code sent yet.
    pub(crate) fn recovery(&self, person: &Persona, device: &Device) -> SessionToken {
        let access = self.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
        let request = recovery_of(&device.share);
        self.authority.begin_recovery(&access, &request).unwrap().token
    }

    /// A recovery whose code has been confirmed.
    pub(crate) fn recovery_confirmed(&self, person: &Persona, device: &Device) -> SessionToken {
        let token = self.recovery(person, device);
        self.authority.send_otp(&token).unwrap();
        self.authority
            .confirm_otp(&token, &self.code(&person.phone))
            .unwrap();
        token
    }

    /// Signs in with this as the password.
    pub(crate) fn sign_in(&self, number: &CitizenNumber, typed: &str) -> Result<SignedIn, ApiError> {
        self.authority.sign_in(&sign_in_of(number, typed))
    }

    /// The token of a new app account's holder, who has just registered and signed in.
    pub(crate) fn newcomer(&self, person: &Persona) -> AccessToken {
        let registration = self.registration_confirmed(person);
        self.authority
            .complete_registration(&registration, &password("Matkhau_2026"))
            .unwrap();
        self.sign_in(&person.number, "Matkhau_2026")
            .unwrap()
            .token
            .clone()
    }

    /// The file of a number that waits at the desk.
    pub(crate) fn waiting(&self, number: &CitizenNumber) -> FileId {
        FileId(self.asked(&format!(
            "SELECT id FROM file WHERE state = 0 AND account = '{}'",
            number.as_str()
        )))
    }

    /// The token of who signs in with the sample password.
    pub(crate) fn access(&self, person: &Persona) -> AccessToken {
        self.sign_in(&person.number, SAMPLE_PASSWORD)
            .unwrap()
            .token
            .clone()
    }

    /// What a number in the database is.
    pub(crate) fn asked(&self, sql: &str) -> i64 {
        let connection = rusqlite::Connection::open(self.folder().join("authority.db")).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    pub(crate) fn bundle(&self) -> TrustBundle {
        TrustBundle::open(
            &self.authority.trust_bundle().unwrap(),
            &practice::root().unwrap(),
        )
        .unwrap()
    }

    /// What the newest bundle says of these credentials.
    pub(crate) fn statuses(&self, credentials: &[IssuedCredential]) -> Vec<Status> {
        let bundle = self.bundle();
        credentials
            .iter()
            .map(|credential| bundle.status(place_of(credential)).unwrap())
            .collect()
    }
}

pub(crate) fn open(folder: &Path, clock: Arc<dyn Clock>) -> PracticeAuthority {
    practice::open(folder, clock, Arc::new(SystemRandom)).unwrap()
}

pub(crate) fn idempotency() -> IdempotencyKey {
    IdempotencyKey(random::array(&SystemRandom).unwrap())
}

pub(crate) fn request(person: &Persona) -> ActivationRequest {
    request_for(&person.number, &person.phone)
}

pub(crate) fn request_for(number: &CitizenNumber, phone: &PhoneNumber) -> ActivationRequest {
    ActivationRequest {
        number: number.clone(),
        phone: phone.clone(),
        client: ClientId([7; 16]),
        idempotency: idempotency(),
    }
}

pub(crate) fn registration_of(number: &CitizenNumber, phone: &PhoneNumber) -> RegistrationRequest {
    RegistrationRequest {
        number: number.clone(),
        phone: phone.clone(),
        client: ClientId([7; 16]),
        idempotency: idempotency(),
    }
}

pub(crate) fn reset_of(number: &CitizenNumber, phone: &PhoneNumber) -> ResetRequest {
    ResetRequest {
        number: number.clone(),
        phone: phone.clone(),
        client: ClientId([7; 16]),
        idempotency: idempotency(),
    }
}

pub(crate) fn recovery_of(share: &RecoveryShare) -> RecoveryRequest {
    RecoveryRequest {
        shares: vec![share.name()],
        idempotency: idempotency(),
    }
}

/// A sign-in by a copy of the app that nobody else has.
pub(crate) fn sign_in_of(number: &CitizenNumber, typed: &str) -> SignInRequest {
    SignInRequest {
        number: number.clone(),
        password: TypedPassword::new(typed.to_owned()).unwrap(),
        client: ClientId(random::array(&SystemRandom).unwrap()),
    }
}

/// The form that the person's card fills in.
pub(crate) fn form(number: &CitizenNumber) -> CardForm {
    let people = practice::people().unwrap();
    let person = people.iter().find(|person| person.number == *number).unwrap();
    CardForm::from_printed_qr(&printed_qr(person)).unwrap()
}

/// The person's file for level 1, with the register's own portrait for the one that is taken.
pub(crate) fn file(number: &CitizenNumber) -> FileSubmission {
    let people = practice::people().unwrap();
    let person = people.iter().find(|person| person.number == *number).unwrap();
    FileSubmission {
        card: form(number),
        portrait: Portrait::new(portrait::large(person).unwrap()).unwrap(),
        email: None,
        idempotency: idempotency(),
    }
}

pub(crate) fn password(text: &str) -> Password {
    Password::parse(text.to_owned()).unwrap()
}

/// A code that is surely another one.
pub(crate) fn wrong(code: &OtpCode, by: u32) -> OtpCode {
    let number: u32 = code.expose().parse().unwrap();
    OtpCode::parse(&format!("{:06}", (number + by) % 1_000_000)).unwrap()
}

pub(crate) fn answer(question: SecurityQuestion, typed: &str) -> SecurityAnswer {
    SecurityAnswer {
        question,
        answer: FoldedAnswer::fold(typed).unwrap(),
    }
}

/// The keys of one profile of the app.
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) views: Vec<(CredentialView, SigningKey)>,
    pub(crate) idempotency: IdempotencyKey,
    pub(crate) release: ReleaseToken,
    pub(crate) share: RecoveryShare,
}

impl Device {
    pub(crate) fn new() -> Self {
        Self {
            key: SigningKey::generate_p256().unwrap(),
            views: CredentialView::ALL
                .map(|view| (view, SigningKey::generate_p256().unwrap()))
                .into(),
            idempotency: idempotency(),
            release: ReleaseToken::new(random::array(&SystemRandom).unwrap()),
            share: RecoveryShare::new(random::array(&SystemRandom).unwrap()),
        }
    }

    /// The completion that binds this device; made twice, its signatures differ.
    pub(crate) fn completion(&self, token: &SessionToken) -> ActivationCompletion {
        let prove = |key: &SigningKey, purpose: &str| KeyProof {
            key: key.public().clone(),
            signature: key.sign(&key_proof_message(&token.digest(), purpose)).unwrap(),
        };
        ActivationCompletion {
            idempotency: self.idempotency,
            device_name: "Máy tính bàn".to_owned(),
            device_key: prove(&self.key, "device"),
            view_keys: self
                .views
                .iter()
                .map(|(view, key)| (*view, prove(key, view.letter())))
                .collect(),
            answers: [
                answer(SecurityQuestion::BirthTown, "Hội An"),
                answer(SecurityQuestion::FavouriteDish, "Cao lầu"),
            ],
            share: self.share.clone(),
            release: self.release.digest(),
            replaces: None,
        }
    }

    /// Proves that this device asks.
    pub(crate) fn proof(
        &self,
        device: DeviceId,
        at: DateTime<Utc>,
        purpose: &str,
        content: &[u8; 32],
    ) -> DeviceProof {
        let nonce = random::array(&SystemRandom).unwrap();
        let message = DeviceProof::message(device, at, &nonce, purpose, content);
        DeviceProof {
            device,
            at,
            nonce,
            signature: self.key.sign(&message).unwrap(),
        }
    }

    pub(crate) fn renewal(&self, device: DeviceId, at: DateTime<Utc>) -> RenewalRequest {
        let nonce = random::array(&SystemRandom).unwrap();
        let signature = self
            .key
            .sign(&RenewalRequest::message(device, at, &nonce))
            .unwrap();
        RenewalRequest {
            device,
            at,
            nonce,
            signature,
        }
    }
}

/// What a credential says, its signature by the practice authority checked.
pub(crate) fn claims<T>(
    bundle: &TrustBundle,
    credential: &IssuedCredential,
    told: impl FnOnce(&Claims<'_>) -> T,
) -> T {
    let signed = Sign1::parse(&credential.token).unwrap();
    let header: dinhdanh_credential::token::CredentialHeader = strict(signed.protected).unwrap();
    let issuer = bundle
        .key(&header.key_id, credential.issued_at)
        .expect("an issuer of the bundle");
    assert!(issuer.practice);
    signed.verify(&issuer.key).unwrap();
    told(&strict(signed.payload).unwrap())
}

pub(crate) fn place_of(credential: &IssuedCredential) -> StatusPlace {
    let signed = Sign1::parse(&credential.token).unwrap();
    strict::<Claims<'_>>(signed.payload).unwrap().identity.status
}

pub(crate) fn tokens(credentials: &[IssuedCredential]) -> Vec<&[u8]> {
    credentials
        .iter()
        .map(|credential| credential.token.as_slice())
        .collect()
}

#[track_caller]
pub(crate) fn assert_refused<T: std::fmt::Debug>(
    result: Result<T, ApiError>,
    refusal: dinhdanh_protocol::Refusal,
) {
    assert_eq!(result.map(|_| ()), Err(ApiError::Refused(refusal)));
}
