//! A computer whose keystore is there and does not answer: nothing is weakened, nothing is lost.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, Scope};
use std::time::Duration;

use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::AuthorityApi;
use dinhdanh_vault::{DeviceSecret, DeviceSecrets, KeystoreError, MemorySecrets, Protection};
use dinhdanh_wallet::{ActivationOutcome, State, Trouble, Wallet, WalletError};

use crate::stage::newcomer::{OLD_PASSWORD, register};
use crate::stage::wires::Wire;
use crate::stage::{
    OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, answers, parts, person, refusal, standing, step,
};

#[test]
fn a_keystore_that_does_not_answer_is_waited_for_and_never_replaced() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let keystore = Arc::new(MemorySecrets::new());
    keystore.set_reachable(false);
    let wallet = stage.wallet_with_keystore("an", &keystore);
    assert_eq!(wallet.protection(), Protection::Keystore);
    let request = || wallet.request_activation(citizen.number.as_str(), citizen.phone.as_str());
    assert_eq!(refusal(request()), "keystore_unreachable");
    assert_eq!(standing(&wallet), "welcome");
    assert!(!stage.folder().join("secrets").exists(), "no file in its stead");

    keystore.set_reachable(true);
    while standing(&wallet) != "passcode" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    keystore.set_reachable(false);
    assert_eq!(
        refusal(wallet.choose_passcode(PASSCODE, PASSCODE)),
        "keystore_unreachable"
    );
    assert_eq!(standing(&wallet), "passcode");
    keystore.set_reachable(true);
    stage.activate(&wallet, citizen);
    assert_eq!(wallet.protection(), Protection::Keystore);
    assert!(!stage.folder().join("secrets").exists());
}

/// What a profile remembers of its own is sealed under the keystore, too: nothing begins that could not be kept.
#[test]
fn who_registers_or_signs_in_waits_for_it() {
    let stage = Stage::new();
    let (newcomer, app_only) = (person(Branch::NoAccount), person(Branch::AppOnly));
    let keystore = Arc::new(MemorySecrets::new());
    keystore.set_reachable(false);
    let wallet = stage.wallet_with_keystore("an", &keystore);
    let begin = || wallet.begin_registration(newcomer.number.as_str(), newcomer.phone.as_str());
    assert_eq!(refusal(begin()), "keystore_unreachable");
    let sign_in = || wallet.sign_in(Some(app_only.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(refusal(sign_in()), "keystore_unreachable");
    assert_eq!(standing(&wallet), "welcome");
    assert!(!stage.folder().join("secrets").exists(), "no file in its stead");

    keystore.set_reachable(true);
    begin().unwrap();
    drop(wallet);
    // A registration that a stop interrupted, met before the keystore was unlocked.
    keystore.set_reachable(false);
    let wallet = stage.wallet_with_keystore("an", &keystore);
    assert_unreachable(&wallet);
    keystore.set_reachable(true);
    assert_eq!(standing(&wallet), "registering: card");
    register(&wallet, &stage.authority, newcomer);
    drop(wallet);
    // Lost for good, it costs the memory of who signed in, and nothing else.
    keystore.forget_all();
    let wallet = stage.wallet_with_keystore("an", &keystore);
    assert_eq!(standing(&wallet), "welcome");
    wallet
        .sign_in(Some(newcomer.number.as_str()), PASSWORD.to_owned())
        .unwrap();
    assert!(!stage.folder().join("secrets").exists());
}

#[test]
fn what_stands_behind_it_is_there_again_when_it_answers() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let keystore = Arc::new(MemorySecrets::new());
    let wallet = stage.wallet_with_keystore("an", &keystore);
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    drop(wallet);

    // An activation that a stop interrupted, met before the keystore was unlocked.
    keystore.set_reachable(false);
    let wallet = stage.wallet_with_keystore("an", &keystore);
    for _ in 0..2 {
        assert_unreachable(&wallet);
        let request = wallet.request_activation(citizen.number.as_str(), citizen.phone.as_str());
        assert_eq!(refusal(request), "keystore_unreachable", "it would be lost");
        assert_eq!(refusal(wallet.cancel_activation()), "keystore_unreachable");
        assert_eq!(refusal(wallet.unlock(PASSCODE)), "keystore_unreachable");
    }
    keystore.set_reachable(true);
    assert_eq!(standing(&wallet), "locked, activating");
    stage.activate(&wallet, citizen);

    // An account.
    wallet.lock();
    keystore.set_reachable(false);
    for _ in 0..2 {
        assert_unreachable(&wallet);
        assert_eq!(refusal(wallet.unlock(PASSCODE)), "keystore_unreachable");
    }
    keystore.set_reachable(true);
    assert_eq!(standing(&wallet), "locked");
    wallet.unlock(PASSCODE).unwrap();
}

#[test]
fn a_keystore_that_fails_midway_loses_no_binding() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let keystore = Arc::new(MemorySecrets::new());
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let open = || {
        let mut parts = parts(stage.folder(), "an", wire.clone(), stage.clock.clone());
        parts.secrets.keystore = keystore.clone();
        parts.secrets.for_new = Protection::Keystore;
        Wallet::open(parts).unwrap()
    };
    let wallet = open();
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    wire.lose_next_answer();
    wallet.answer_questions(answers()).unwrap_err();
    drop(wallet);

    keystore.fail_with(KeystoreError::Failed);
    let wallet = open();
    assert_unreachable(&wallet);
    assert_eq!(refusal(wallet.cancel_activation()), "keystore_unreachable");
    keystore.set_reachable(true);
    assert_eq!(standing(&wallet), "locked, activating");
    // Nor where it fails once more, when the activation is known to this run already.
    keystore.fail_with(KeystoreError::Failed);
    assert_eq!(refusal(wallet.cancel_activation()), "keystore_unreachable");
    let another = person(Branch::Officer);
    let request = wallet.request_activation(another.number.as_str(), another.phone.as_str());
    assert_eq!(refusal(request), "keystore_unreachable");
    keystore.set_reachable(true);
    assert_eq!(refusal(wallet.cancel_activation()), "activation_unfinished");
    stage.activate(&wallet, citizen);
}

#[test]
fn locking_waits_for_no_prompt_and_nothing_is_shown_after_it() {
    let stage = Stage::new();
    let (keystore, wallet) = prompting(&stage);
    let citizen = person(Branch::Citizen);
    let wallet = &wallet;
    while standing(wallet) != "passcode" {
        step(wallet, &stage.authority, citizen).unwrap();
    }
    {
        // An activation that nobody guards is dropped without asking it.
        let _prompt = keystore.turn.lock().unwrap();
        wallet.lock();
        assert!(!wallet.is_open());
    }
    assert!(!keystore.asked.load(Ordering::SeqCst));
    stage.clock.pass(Duration::from_secs(61));
    stage.activate(wallet, citizen);
    // It is asked so many times before the prompt comes up.
    let while_it_asks = |before: u32, ask: &(dyn Fn() -> Result<(), WalletError> + Sync)| {
        thread::scope(|threads| {
            let prompt = keystore.comes_up_after(before);
            let asker = threads.spawn(|| refusal(ask()));
            keystore.wait_until_asked();
            let open = locked_in_time(threads, wallet);
            drop(prompt);
            assert_eq!(open, Ok(false), "locked while the prompt was still open");
            assert_eq!(asker.join().unwrap(), "locked");
        });
    };
    while_it_asks(0, &|| wallet.identity_card(Some(PASSCODE)).map(drop));
    assert_eq!(standing(wallet), "locked");
    while_it_asks(0, &|| wallet.unlock(PASSCODE));
    assert_eq!(standing(wallet), "locked");
    // Whichever time it is: which slot counts, the others let go, a new one sealed, the old one let go.
    for before in 0..4 {
        wallet.unlock(PASSCODE).unwrap();
        while_it_asks(before, &|| wallet.change_questions(PASSCODE, answers()));
        assert_eq!(standing(wallet), "locked");
        assert!(wallet.has_recovery().unwrap());
    }
    wallet.unlock(PASSCODE).unwrap();
    wallet.change_questions(PASSCODE, answers()).unwrap();
    wallet.identity_card(Some(PASSCODE)).unwrap();
}

/// A round needs the vault's folder, which whoever is asked for their keystore's password has.
#[test]
fn nor_does_it_wait_for_a_round_that_waits_behind_a_prompt() {
    let stage = Stage::new();
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let (keystore, wallet) = prompting_on(&stage, wire.clone());
    let wallet = &wallet;
    stage.activate(wallet, person(Branch::Citizen));
    thread::scope(|threads| {
        let prompt = keystore.comes_up_after(0);
        let asker = threads.spawn(|| refusal(wallet.identity_card(Some(PASSCODE))));
        keystore.wait_until_asked();
        let (tell, told) = mpsc::channel();
        wire.meanwhile(move || tell.send(()).unwrap());
        let round = threads.spawn(|| refusal(wallet.refresh()));
        // The trust data have come. Next is the folder, before the authority is asked again.
        told.recv().unwrap();
        let (tell, told) = mpsc::channel();
        wire.meanwhile(move || tell.send(()).unwrap_or_default());
        assert_eq!(
            told.recv_timeout(Duration::from_millis(300)),
            Err(RecvTimeoutError::Timeout),
            "it waits"
        );
        let open = locked_in_time(threads, wallet);
        drop(prompt);
        assert_eq!(open, Ok(false), "locked while the prompt was still open");
        assert_eq!(asker.join().unwrap(), "locked");
        assert_eq!(round.join().unwrap(), "locked");
    });
}

/// Every step of an activation asks the keystore; whoever locks while it does waits for none of them.
#[test]
fn nor_for_an_activation_and_what_was_chosen_is_not_lost() {
    let stage = Stage::new();
    let (keystore, wallet) = prompting(&stage);
    let (wallet, citizen) = (&wallet, person(Branch::Citizen));
    let go_to = |last: &str| {
        stage.clock.pass(Duration::from_secs(61));
        while standing(wallet) != last {
            step(wallet, &stage.authority, citizen).unwrap();
        }
    };
    type Ask<'a> = &'a (dyn Fn() -> Result<(), WalletError> + Sync);
    // Whether it asked at all, so many times before the prompt.
    let asks = |before: u32, ask: Ask<'_>| {
        thread::scope(|threads| {
            let prompt = keystore.comes_up_after(before);
            let asker = threads.spawn(ask);
            while !asker.is_finished() && !keystore.asked.load(Ordering::SeqCst) {
                thread::yield_now();
            }
            let asked = keystore.asked.swap(false, Ordering::SeqCst);
            let open = asked.then(|| locked_in_time(threads, wallet));
            drop(prompt);
            let said = asker.join().unwrap();
            if asked {
                assert_eq!(open, Some(Ok(false)), "locked while the prompt was still open");
                assert_eq!(refusal(said), "locked");
            } else {
                said.unwrap();
            }
            asked
        })
    };
    let (number, phone) = (citizen.number.as_str(), citizen.phone.as_str());
    let steps: [(&str, &str, Ask<'_>); 5] = [
        ("welcome", "welcome", &|| {
            wallet.request_activation(number, phone).map(drop)
        }),
        ("otp", "welcome", &|| wallet.confirm_otp(&stage.otp(citizen))),
        ("passcode", "welcome", &|| {
            wallet.choose_passcode(PASSCODE, PASSCODE)
        }),
        ("locked, activating", "locked, activating", &|| {
            wallet.unlock(PASSCODE)
        }),
        ("questions", "locked, activating", &|| {
            wallet.answer_questions(answers())
        }),
    ];
    for (from, back_to, ask) in steps {
        let mut before = 0;
        loop {
            if from == "locked, activating" {
                go_to("questions");
                wallet.lock();
            } else if from != "welcome" {
                go_to(from);
            }
            assert_eq!(standing(wallet), from);
            if !asks(before, ask) {
                break;
            }
            before += 1;
            let stands = standing(wallet);
            if stands == "locked" && from == "questions" && before > 1 {
                // The authority has answered: it is bound, and stands behind its passcode.
                break;
            }
            assert_eq!(stands, back_to, "{from}, {before}");
        }
        assert!(before > 0, "{from}");
        if from == "welcome" {
            wallet.cancel_activation().unwrap();
        }
    }
    assert_eq!(standing(wallet), "locked");
    wallet.unlock(PASSCODE).unwrap();
}

#[test]
fn nor_for_where_an_activation_stands() {
    let stage = Stage::new();
    let (keystore, wallet) = prompting(&stage);
    let wallet = &wallet;
    while standing(wallet) != "questions" {
        step(wallet, &stage.authority, person(Branch::Citizen)).unwrap();
    }
    wallet.lock();
    thread::scope(|threads| {
        let prompt = keystore.comes_up_after(0);
        let asker = threads.spawn(|| standing(wallet));
        keystore.wait_until_asked();
        let open = locked_in_time(threads, wallet);
        drop(prompt);
        assert_eq!(open, Ok(false), "locked while the prompt was still open");
        assert_eq!(asker.join().unwrap(), "locked, activating");
    });
}

#[test]
fn of_two_who_take_the_same_step_at_once_one_does() {
    let stage = Stage::new();
    let (keystore, wallet) = prompting(&stage);
    let (wallet, citizen) = (&wallet, person(Branch::Citizen));
    type Ask<'a> = &'a (dyn Fn() -> Result<(), WalletError> + Sync);
    // The second comes while the first is asked for the keystore's password.
    let at_once = |one: Ask<'_>, other: Ask<'_>| {
        thread::scope(|threads| {
            let prompt = keystore.comes_up_after(0);
            let one = threads.spawn(one);
            keystore.wait_until_asked();
            let (tell, told) = mpsc::channel();
            let other = threads.spawn(move || {
                tell.send(()).unwrap();
                other()
            });
            // It has begun, and waits for its turn a moment later.
            told.recv().unwrap();
            thread::sleep(Duration::from_millis(50));
            assert!(!other.is_finished());
            drop(prompt);
            one.join().unwrap().unwrap();
            refusal(other.join().unwrap())
        })
    };
    while standing(wallet) != "passcode" {
        step(wallet, &stage.authority, citizen).unwrap();
    }
    let late = at_once(&|| wallet.choose_passcode(PASSCODE, PASSCODE), &|| {
        wallet.choose_passcode(OTHER_PASSCODE, OTHER_PASSCODE)
    });
    assert_eq!((&*late, standing(wallet)), ("wrong_step", "questions"));
    let other = || [(7, "Tí".to_owned()), (4, "Đà Lạt".to_owned())];
    let late = at_once(&|| wallet.answer_questions(answers()), &|| {
        wallet.answer_questions(other())
    });
    assert_eq!((&*late, standing(wallet)), ("wrong_step", "unlocked"));
    wallet.lock();
    assert_eq!(refusal(wallet.unlock(OTHER_PASSCODE)), "passcode_wrong");
    // The answers that the authority has open the slot that is in the vault.
    stage.clock.pass(Duration::from_secs(120));
    let [(_, first), (_, second)] = answers();
    wallet.begin_recovery().unwrap();
    wallet
        .recovery_sign_in(Some(citizen.number.as_str()), SAMPLE_PASSWORD.to_owned())
        .unwrap();
    wallet.confirm_recovery_otp(&stage.otp(citizen)).unwrap();
    wallet.answer_recovery(first).unwrap();
    wallet.answer_recovery(second).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

#[test]
fn a_keystore_that_seems_to_be_gone_is_not_replaced_where_an_account_was_in_it() {
    let stage = Stage::new();
    let keystore = Arc::new(MemorySecrets::new());
    let wallet = stage.wallet_with_keystore("an", &keystore);
    stage.activate(&wallet, person(Branch::Citizen));
    drop(wallet);

    keystore.set_reachable(false);
    let mut parts = parts(stage.folder(), "an", stage.authority.clone(), stage.clock.clone());
    parts.secrets.keystore = keystore.clone();
    assert_eq!(parts.secrets.for_new, Protection::Software);
    let wallet = Wallet::open(parts).unwrap();
    assert_eq!(wallet.protection(), Protection::Keystore);
    let other = person(Branch::Officer);
    let request = wallet.request_activation(other.number.as_str(), other.phone.as_str());
    assert_eq!(refusal(request), "keystore_unreachable");
    assert!(!stage.folder().join("secrets").exists());
    keystore.set_reachable(true);
    wallet.unlock(PASSCODE).unwrap();
}

#[test]
fn what_takes_the_place_of_an_account_that_cannot_be_read_is_kept_no_less_well() {
    let stage = Stage::new();
    let keystore = Arc::new(MemorySecrets::new());
    let wallet = stage.wallet_with_keystore("an", &keystore);
    stage.activate(&wallet, person(Branch::Citizen));
    drop(wallet);
    let profile = stage.profile_folder("an");
    let account = std::fs::read_to_string(profile.join("head")).unwrap();
    std::fs::write(profile.join(account).join("slots"), b"torn").unwrap();

    // From here on the session's bus is not there when the app starts.
    let open = || {
        let mut parts = parts(stage.folder(), "an", stage.authority.clone(), stage.clock.clone());
        parts.secrets.keystore = keystore.clone();
        Wallet::open(parts).unwrap()
    };
    let wallet = open();
    let officer = person(Branch::Officer);
    let outcome = wallet.request_activation(officer.number.as_str(), officer.phone.as_str());
    assert_eq!(outcome.unwrap(), ActivationOutcome::Open);
    while standing(&wallet) != "passcode" {
        step(&wallet, &stage.authority, officer).unwrap();
    }
    drop(wallet);
    let wallet = open();
    assert_eq!(standing(&wallet), "passcode");
    stage.activate(&wallet, officer);
    assert_eq!(wallet.protection(), Protection::Keystore);
    let names = keystore.names();
    let of_accounts = names.iter().filter(|name| !name.ends_with("-profile"));
    assert_eq!(of_accounts.count(), 1, "the old secret is forgotten: {names:?}");
}

/// A keystore that answers once the prompt before it is gone.
#[derive(Default)]
struct Prompting {
    kept: MemorySecrets,
    turn: Mutex<()>,
    /// So many questions are answered before the prompt comes up.
    before: AtomicU32,
    /// Somebody waits for it.
    asked: AtomicBool,
}

impl Prompting {
    /// The prompt comes up after so many questions, and is there until what is handed out is dropped.
    fn comes_up_after(&self, questions: u32) -> MutexGuard<'_, ()> {
        self.before.store(questions, Ordering::SeqCst);
        self.asked.store(false, Ordering::SeqCst);
        self.turn.lock().unwrap()
    }

    fn wait_until_asked(&self) {
        while !self.asked.swap(false, Ordering::SeqCst) {
            thread::yield_now();
        }
    }
}

fn prompting(stage: &Stage) -> (Arc<Prompting>, Wallet) {
    prompting_on(stage, stage.authority.clone())
}

fn prompting_on(stage: &Stage, authority: Arc<dyn AuthorityApi>) -> (Arc<Prompting>, Wallet) {
    let keystore = Arc::new(Prompting::default());
    let mut parts = parts(stage.folder(), "an", authority, stage.clock.clone());
    parts.secrets.keystore = keystore.clone();
    parts.secrets.for_new = Protection::Keystore;
    (keystore, Wallet::open(parts).unwrap())
}

/// Locks; whether it is open then, unless that took too long.
fn locked_in_time<'s>(threads: &'s Scope<'s, '_>, wallet: &'s Wallet) -> Result<bool, RecvTimeoutError> {
    let (tell, told) = mpsc::channel();
    threads.spawn(move || {
        wallet.keeps_awake();
        wallet.lock();
        tell.send(wallet.is_open())
    });
    told.recv_timeout(Duration::from_secs(5))
}

impl DeviceSecrets for Prompting {
    fn load(&self, name: &str) -> Result<Option<DeviceSecret>, KeystoreError> {
        let is_before = |left: u32| left.checked_sub(1);
        let comes_up = self
            .before
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, is_before)
            .is_err();
        if comes_up && self.turn.try_lock().is_err() {
            self.asked.store(true, Ordering::SeqCst);
            drop(self.turn.lock());
        }
        self.kept.load(name)
    }

    fn store(&self, name: &str, secret: &DeviceSecret) -> Result<(), KeystoreError> {
        self.kept.store(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), KeystoreError> {
        self.kept.delete(name)
    }

    fn protection(&self) -> Protection {
        self.kept.protection()
    }
}

#[track_caller]
fn assert_unreachable(wallet: &Wallet) {
    assert!(matches!(
        wallet.state(),
        State::Trouble(Trouble::KeystoreUnreachable)
    ));
}
