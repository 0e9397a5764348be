//! Where the stories are played: a folder with the practice authority and the profiles in it.

pub(crate) mod child;
mod clock;
pub(crate) mod codes;
pub(crate) mod forger;
pub(crate) mod newcomer;
pub(crate) mod sheet;
pub(crate) mod wires;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dinhdanh_authority::population::{self, Branch, Person};
use dinhdanh_authority::practice::{self, PracticeAuthority};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_protocol::{AuthorityApi, Clock};
use dinhdanh_vault::{FileSecrets, MemorySecrets, Protection};
use dinhdanh_wallet::{
    ActivationOutcome, ActivationStep, ClaimStep, RecoveryStep, RegistrationStep, ResetStep, SecretStores,
    State, Wallet, WalletError, WalletParts,
};

pub(crate) use clock::{FakeClock, MORNING};

/// A passcode that nobody of the population is refused.
pub(crate) const PASSCODE: &str = "281604";
pub(crate) const OTHER_PASSCODE: &str = "739204";
/// Why something is done at the authority's desk.
pub(crate) const WHY: &str = "Theo yêu cầu của công dân.";
pub(crate) const PASSWORD: &str = "Tinhyeu_1975";

/// A folder, a clock and the authority that all wallets here share.
pub(crate) struct Stage {
    folder: tempfile::TempDir,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) authority: Arc<PracticeAuthority>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::at(MORNING));
        let authority = Arc::new(authority_in(folder.path(), clock.clone()));
        Self {
            folder,
            clock,
            authority,
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn profile_folder(&self, profile: &str) -> PathBuf {
        self.folder.path().join("profiles").join(profile)
    }

    /// The profile's wallet; opened again it is as after a restart.
    pub(crate) fn wallet(&self, profile: &str) -> Wallet {
        self.wallet_of(profile, self.authority.clone())
    }

    pub(crate) fn wallet_of(&self, profile: &str, authority: Arc<dyn AuthorityApi>) -> Wallet {
        Wallet::open(parts(self.folder(), profile, authority, self.clock.clone())).unwrap()
    }

    /// The profile's wallet on a computer with that keystore.
    pub(crate) fn wallet_with_keystore(&self, profile: &str, keystore: &Arc<MemorySecrets>) -> Wallet {
        let mut parts = parts(self.folder(), profile, self.authority.clone(), self.clock.clone());
        parts.secrets.keystore = keystore.clone();
        parts.secrets.for_new = Protection::Keystore;
        Wallet::open(parts).unwrap()
    }

    /// What the newest SMS to a person says.
    pub(crate) fn otp(&self, person: &Person) -> String {
        newest_otp(&self.authority, person)
    }

    /// From "Gửi yêu cầu" to an open account.
    pub(crate) fn activate(&self, wallet: &Wallet, person: &Person) {
        all_steps(wallet, &self.authority, person, || ());
    }

    /// A wallet with the person's account, open, the code switch on where it may be.
    pub(crate) fn active(&self, profile: &str, person: &Person) -> Wallet {
        let wallet = self.wallet(profile);
        self.activate(&wallet, person);
        if person.standing.level().number() == 2 {
            wallet.set_code_switch(true).unwrap();
        }
        wallet
    }
}

pub(crate) fn authority_in(folder: &Path, clock: Arc<dyn Clock>) -> PracticeAuthority {
    practice::open(&folder.join("authority"), clock, Arc::new(SystemRandom)).unwrap()
}

pub(crate) fn parts(
    folder: &Path,
    profile: &str,
    authority: Arc<dyn AuthorityApi>,
    clock: Arc<dyn Clock>,
) -> WalletParts {
    WalletParts {
        folder: folder.join("profiles").join(profile),
        secrets: SecretStores {
            keystore: Arc::new(MemorySecrets::new()),
            software: Arc::new(FileSecrets::new(folder.join("secrets"))),
            for_new: Protection::Software,
        },
        secret_prefix: profile.to_owned(),
        authority,
        clock,
        random: Arc::new(SystemRandom),
        device_name: "Máy tính bàn".to_owned(),
        quick_kdf: true,
    }
}

/// Everybody, made once a process.
pub(crate) fn people() -> &'static [Person] {
    static PEOPLE: OnceLock<Vec<Person>> = OnceLock::new();
    PEOPLE.get_or_init(|| practice::people().unwrap())
}

/// The person whom the picker offers for a branch.
pub(crate) fn person(branch: Branch) -> &'static Person {
    population::personas(people())
        .into_iter()
        .find(|persona| persona.branch == branch)
        .unwrap()
        .person
}

pub(crate) fn newest_otp(authority: &PracticeAuthority, person: &Person) -> String {
    let messages = authority.messages(&person.phone).unwrap();
    let code = messages.into_iter().find_map(|message| message.code).unwrap();
    code.expose().to_owned()
}

/// One act of a citizen towards an open account; false when it is open.
pub(crate) fn step(
    wallet: &Wallet,
    authority: &PracticeAuthority,
    person: &Person,
) -> Result<bool, WalletError> {
    match wallet.state() {
        State::Unlocked(_) => return Ok(false),
        State::Locked(locked) if locked.activation_pending => wallet.unlock(PASSCODE)?,
        State::Welcome | State::Locked(_) | State::SignedOut(_) => {
            let outcome = wallet.request_activation(person.number.as_str(), person.phone.as_str())?;
            assert_eq!(outcome, ActivationOutcome::Open);
        }
        State::Activating { step, .. } => match step {
            ActivationStep::DeviceNotice { .. } => wallet.accept_device_notice()?,
            ActivationStep::Otp(_) => wallet.confirm_otp(&newest_otp(authority, person))?,
            ActivationStep::Password => wallet.set_password(PASSWORD.to_owned())?,
            ActivationStep::Passcode => wallet.choose_passcode(PASSCODE, PASSCODE)?,
            ActivationStep::Questions => wallet.answer_questions(answers())?,
        },
        State::Trouble(trouble) => panic!("{trouble:?}"),
        _ => panic!("no activation: {}", standing(wallet)),
    }
    Ok(true)
}

/// Every step to an open account, with a look after each.
#[track_caller]
pub(crate) fn all_steps(
    wallet: &Wallet,
    authority: &PracticeAuthority,
    person: &Person,
    mut after_each: impl FnMut(),
) {
    /// More than an activation has.
    const MOST: usize = 20;

    for _ in 0..MOST {
        if !step(wallet, authority, person).unwrap() {
            return;
        }
        after_each();
    }
    panic!("no end of the activation: {}", standing(wallet));
}

pub(crate) fn answers() -> [(u8, String); 2] {
    [(1, "Hội An".to_owned()), (8, "Cao lầu".to_owned())]
}

/// The state in a word, for assertions.
pub(crate) fn standing(wallet: &Wallet) -> &'static str {
    match wallet.state() {
        State::Welcome => "welcome",
        State::Activating { step, .. } => match step {
            ActivationStep::DeviceNotice { .. } => "device notice",
            ActivationStep::Otp(_) => "otp",
            ActivationStep::Password => "password",
            ActivationStep::Passcode => "passcode",
            ActivationStep::Questions => "questions",
        },
        State::Registering(step) => match step {
            RegistrationStep::Card { .. } => "registering: card",
            RegistrationStep::Otp(_) => "registering: otp",
            RegistrationStep::Password => "registering: password",
        },
        State::Resetting(step) => match step {
            ResetStep::Otp(_) => "resetting: otp",
            ResetStep::Password => "resetting: password",
        },
        State::Recovering(step) => match step {
            RecoveryStep::SignIn => "recovering: sign-in",
            RecoveryStep::Otp(_) => "recovering: otp",
            RecoveryStep::Question { second: false, .. } => "recovering: first question",
            RecoveryStep::Question { second: true, .. } => "recovering: second question",
            RecoveryStep::Passcode => "recovering: passcode",
        },
        State::ClaimingLost(step) => match step {
            ClaimStep::Otp(_) => "claiming lost: otp",
            ClaimStep::Answers(_) => "claiming lost: answers",
        },
        State::SignedIn(_) => "signed in",
        State::SignedOut(_) => "signed out",
        State::Locked(locked) if locked.activation_pending => "locked, activating",
        State::Locked(_) => "locked",
        State::Unlocked(_) => "unlocked",
        State::Trouble(_) => "trouble",
    }
}

/// The code of the error with which something was refused.
#[track_caller]
pub(crate) fn refusal<T>(result: Result<T, WalletError>) -> String {
    match result {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error.code().to_string(),
    }
}
