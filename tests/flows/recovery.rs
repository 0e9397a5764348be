//! Khôi phục: the way back in without the passcode, and what it leaves as it was.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person, SAMPLE_PASSWORD};
use dinhdanh_protocol::{
    AccountStatus, AuthorityApi as _, Binding, ClientId, CredentialView, SignInRequest, TypedPassword,
};
use dinhdanh_vault::{Account, FileSecrets, MemorySecrets, VaultPlace};
use dinhdanh_wallet::{Detail, RecoveryStep, State, Wallet};

use crate::stage::wires::Wire;
use crate::stage::{OTHER_PASSCODE, PASSCODE, Stage, WHY, person, refusal, standing};

const TOWN: &str = "Hội An";
const DISH: &str = "Cao lầu";

#[test]
fn a_forgotten_passcode_is_set_anew_and_nothing_is_lost() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let before = account(&wallet);
    wallet.lock();
    assert!(wallet.has_recovery().unwrap());
    recover(&wallet, &stage, citizen);
    assert_eq!(standing(&wallet), "unlocked");
    is_as_before(&wallet, &before);
    wallet.lock();
    assert_eq!(refusal(wallet.unlock(PASSCODE)), "passcode_wrong");
    wallet.unlock(OTHER_PASSCODE).unwrap();
    assert_eq!(slots(&stage), 1, "the old share went with the old passcode");

    // And once more, with the share that took its place.
    wallet.lock();
    recover(&wallet, &stage, citizen);
    is_as_before(&wallet, &before);
}

#[test]
fn so_is_what_a_lost_keystore_held() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::Officer));
    let keystore = Arc::new(MemorySecrets::new());
    let wallet = stage.wallet_with_keystore("an", &keystore);
    stage.activate(&wallet, citizen);
    wallet.set_code_switch(true).unwrap();
    let before = account(&wallet);
    drop(wallet);
    keystore.forget_all();
    let wallet = stage.wallet_with_keystore("an", &keystore);
    assert_eq!(standing(&wallet), "trouble");
    recover(&wallet, &stage, citizen);
    is_as_before(&wallet, &before);

    // Who is there is told on the lock screen again.
    drop(wallet);
    let wallet = stage.wallet_with_keystore("an", &keystore);
    let State::Locked(locked) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(locked.name, citizen.full_name);
    // Its right to unbind this device is a new one, and the authority knows it.
    stage.activate(&wallet, other);
    let signed_in = stage.authority.sign_in(&SignInRequest {
        number: citizen.number.clone(),
        password: TypedPassword::new(SAMPLE_PASSWORD.to_owned()).unwrap(),
        client: ClientId([9; 16]),
    });
    assert_eq!(signed_in.unwrap().binding, Binding::None);
}

#[test]
fn so_is_one_that_ten_wrong_passcodes_deleted() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let before = account(&wallet);
    wallet.lock();
    for _ in 0..10 {
        assert!(wallet.unlock("730164").is_err());
        stage.clock.pass(Duration::from_secs(3_600));
    }
    assert_eq!(standing(&wallet), "trouble");
    recover(&wallet, &stage, citizen);
    is_as_before(&wallet, &before);
    drop(wallet);
    stage.wallet("an").unlock(OTHER_PASSCODE).unwrap();
}

#[test]
fn a_person_signs_out_and_recovers_all_the_same() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.sign_out().unwrap();
    // The number is remembered.
    wallet.begin_recovery().unwrap();
    wallet.recovery_sign_in(None, SAMPLE_PASSWORD.to_owned()).unwrap();
    finish(&wallet, &stage, citizen);
    wallet.lock();
    assert_eq!(standing(&wallet), "locked", "the password has been given");
}

#[test]
fn who_signed_out_before_the_keystore_was_lost_signs_in_and_recovers() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let keystore = Arc::new(MemorySecrets::new());
    let wallet = stage.wallet_with_keystore("an", &keystore);
    stage.activate(&wallet, citizen);
    let before = account(&wallet);
    wallet.sign_out().unwrap();
    drop(wallet);
    keystore.forget_all();
    let wallet = stage.wallet_with_keystore("an", &keystore);
    assert_eq!(standing(&wallet), "signed out");
    let number = Some(citizen.number.as_str());
    wallet.sign_in(number, SAMPLE_PASSWORD.to_owned()).unwrap();
    assert_eq!(standing(&wallet), "trouble");
    recover(&wallet, &stage, citizen);
    assert!(account(&wallet) == before);
}

#[test]
fn answers_are_taken_as_people_mean_them() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet
        .change_questions(PASSCODE, [(9, "Hòa".to_owned()), (2, "Đất rừng".to_owned())])
        .unwrap();
    for song in ["hoà", "HOA", " Ho\u{300}a! "] {
        wallet.lock();
        to_the_questions(&wallet, &stage, citizen);
        // Asked in the order of their numbers.
        assert_eq!(asked(&wallet), (2, false));
        assert_eq!(refusal(wallet.answer_recovery(" … ".to_owned())), "answer_empty");
        wallet.answer_recovery("dat  RUNG".to_owned()).unwrap();
        assert_eq!(asked(&wallet), (9, true));
        wallet.answer_recovery(song.to_owned()).unwrap();
        wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
        stage.clock.pass(Duration::from_secs(3_600));
    }
}

#[test]
fn wrong_answers_are_counted_by_the_authority_up_to_the_limit() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    for left in [4, 3, 2, 1] {
        wallet.answer_recovery("Huế".to_owned()).unwrap();
        let wrong = wallet.answer_recovery(DISH.to_owned()).unwrap_err();
        assert_eq!(wrong.code().to_string(), "answers_wrong");
        assert_eq!(wrong.detail(), Detail::TriesLeft(left));
        assert_eq!(asked(&wallet), (1, false));
    }
    // A restart of the program gives none back.
    drop(wallet);
    let wallet = stage.wallet("an");
    stage.clock.pass(Duration::from_secs(120));
    to_the_questions(&wallet, &stage, citizen);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    let locked = wallet.answer_recovery("Phở".to_owned()).unwrap_err();
    assert_eq!(locked.code().to_string(), "answers_locked");
    assert_eq!(locked.detail(), Detail::Wait(Duration::from_secs(86_400)));
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    assert_eq!(refusal(wallet.answer_recovery(DISH.to_owned())), "answers_locked");
    // The old passcode is as good as ever, and the desk lets the answers be tried again.
    stage
        .authority
        .desk()
        .unlock_answers(&citizen.number, WHY)
        .unwrap();
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

#[test]
fn a_stop_at_any_step_leaves_all_as_it_was() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let mut wallet = stage.active("an", citizen);
    let before = account(&wallet);
    for stop_after in 0..5 {
        drop(wallet);
        wallet = stage.wallet("an");
        stage.clock.pass(Duration::from_secs(3_600));
        let steps: [&dyn Fn(); 5] = [
            &|| wallet.begin_recovery().unwrap(),
            &|| {
                let number = Some(citizen.number.as_str());
                wallet
                    .recovery_sign_in(number, SAMPLE_PASSWORD.to_owned())
                    .unwrap();
            },
            &|| wallet.confirm_recovery_otp(&stage.otp(citizen)).unwrap(),
            &|| wallet.answer_recovery(TOWN.to_owned()).unwrap(),
            &|| wallet.answer_recovery(DISH.to_owned()).unwrap(),
        ];
        for step in steps.iter().take(stop_after + 1) {
            step();
        }
        // A lock that comes by itself lets nobody go on from an answer.
        assert_eq!(wallet.is_open(), stop_after > 2);
        let stands = standing(&wallet);
        wallet.lock();
        assert!(!wallet.is_open());
        if stop_after > 2 {
            assert_eq!(asked(&wallet), (1, false));
        } else {
            assert_eq!(standing(&wallet), stands);
        }
        drop(wallet);
        wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), "locked");
        wallet.unlock(PASSCODE).unwrap();
        is_as_before(&wallet, &before);
    }
}

#[test]
fn answers_that_were_lost_are_asked_for_again() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    wallet.lock();
    wallet.begin_recovery().unwrap();
    let lost = |ask: &dyn Fn() -> Result<(), dinhdanh_wallet::WalletError>| {
        let stands = standing(&wallet);
        wire.lose_next_answer();
        assert_eq!(refusal(ask()), "authority_unreachable");
        assert_eq!(standing(&wallet), stands);
        ask().unwrap();
    };
    let number = Some(citizen.number.as_str());
    lost(&|| wallet.recovery_sign_in(number, SAMPLE_PASSWORD.to_owned()));
    lost(&|| wallet.confirm_recovery_otp(&stage.otp(citizen)));
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    lost(&|| wallet.answer_recovery(DISH.to_owned()));
    // The vault is open by then, and has a slot for either share until it is known which one counts.
    wire.lose_next_answer();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
    assert_eq!((standing(&wallet), slots(&stage)), ("unlocked", 2));
    wallet.refresh().unwrap();
    assert_eq!(slots(&stage), 1);
    wallet.lock();
    recover(&wallet, &stage, citizen);
}

#[test]
fn a_network_that_goes_at_the_last_step_costs_nothing_either() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    wire.cut(true);
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
    drop(wallet);
    wire.cut(false);
    // The old share counts still: forgotten again, it recovers again.
    let wallet = stage.wallet_of("an", wire.clone());
    stage.clock.pass(Duration::from_secs(120));
    recover(&wallet, &stage, citizen);
    wallet.refresh().unwrap();
    assert_eq!(slots(&stage), 1);
}

#[test]
fn a_new_passcode_is_judged_as_any_other() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    assert_eq!(refusal(wallet.recover(PASSCODE, PASSCODE)), "wrong_step");
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.recovery_back().unwrap();
    assert_eq!(asked(&wallet), (1, false));
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    assert_eq!(
        refusal(wallet.recover(PASSCODE, OTHER_PASSCODE)),
        "passcodes_differ"
    );
    let birthday = citizen.birth_date.format("%d%m%y").to_string();
    assert_eq!(refusal(wallet.recover(&birthday, &birthday)), "passcode_refused");
    assert!(wallet.passcode_fault(&birthday).unwrap().is_some());
    assert_eq!(wallet.passcode_fault(PASSCODE).unwrap(), None);
    wallet.recover(PASSCODE, PASSCODE).unwrap();
}

#[test]
fn who_may_not_recover_is_told_before_anything_is_asked() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::Officer));
    let wallet = stage.wallet("an");
    assert!(!wallet.has_recovery().unwrap());
    stage.activate(&wallet, citizen);
    assert_eq!(refusal(wallet.begin_recovery()), "wrong_step");
    wallet.lock();

    // Somebody else's account is not in this vault.
    wallet.begin_recovery().unwrap();
    let sign_in =
        |of: &Person, password: &str| wallet.recovery_sign_in(Some(of.number.as_str()), password.to_owned());
    assert_eq!(refusal(sign_in(other, SAMPLE_PASSWORD)), "no_recovery");
    assert_eq!(refusal(sign_in(citizen, "Khongphai_1")), "sign_in_wrong");
    let desk = stage.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(refusal(sign_in(citizen, SAMPLE_PASSWORD)), "account_suspended");
    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    // Bound to another device, or to none.
    desk.unbind(&citizen.number, WHY).unwrap();
    assert_eq!(refusal(sign_in(citizen, SAMPLE_PASSWORD)), "no_recovery");
    wallet.cancel_recovery();
    assert_eq!(standing(&wallet), "locked");
}

#[test]
fn other_questions_recover_and_the_old_ones_do_not() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let new = || [(7, "Tí".to_owned()), (4, "Đà Lạt".to_owned())];
    let unlocked = |wallet: &Wallet| account(wallet).security_questions;
    assert_eq!(
        refusal(wallet.change_questions(OTHER_PASSCODE, new())),
        "passcode_wrong"
    );
    let twice = [(7, "Tí".to_owned()), (7, "Tèo".to_owned())];
    assert_eq!(
        refusal(wallet.change_questions(PASSCODE, twice)),
        "questions_same"
    );
    assert_eq!(unlocked(&wallet), [1, 8]);
    wallet.change_questions(PASSCODE, new()).unwrap();
    assert_eq!((unlocked(&wallet), slots(&stage)), ([7, 4], 1));
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    assert_eq!(asked(&wallet), (4, false));
    wallet.answer_recovery("đà lạt".to_owned()).unwrap();
    wallet.answer_recovery("tí".to_owned()).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

#[test]
fn a_change_of_questions_is_whole_or_undone() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    let new = || [(7, "Tí".to_owned()), (4, "Đà Lạt".to_owned())];
    // Nobody answers: nothing is another.
    wire.cut(true);
    assert_eq!(
        refusal(wallet.change_questions(PASSCODE, new())),
        "authority_unreachable"
    );
    assert_eq!(slots(&stage), 1);
    wire.cut(false);
    // It is done and its answer lost: asked at once, the authority says so.
    wire.lose_answer_after(1);
    wallet.change_questions(PASSCODE, new()).unwrap();
    assert_eq!(slots(&stage), 1);
    assert_eq!(account(&wallet).security_questions, [7, 4]);
    // And where it cannot be asked: both stay until it can, here after a restart.
    wire.lose_answer_after(1);
    wire.cut_after(2);
    let newer = || [(1, TOWN.to_owned()), (8, DISH.to_owned())];
    assert_eq!(
        refusal(wallet.change_questions(PASSCODE, newer())),
        "authority_unreachable"
    );
    assert_eq!(slots(&stage), 2);
    drop(wallet);
    wire.cut(false);
    let wallet = stage.wallet_of("an", wire.clone());
    wallet.unlock(PASSCODE).unwrap();
    wallet.refresh().unwrap();
    assert_eq!(slots(&stage), 1);
    wallet.change_questions(PASSCODE, newer()).unwrap();
    wallet.lock();
    recover(&wallet, &stage, citizen);

    // Refused: the new slot goes again.
    let desk = stage.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(
        refusal(wallet.change_questions(OTHER_PASSCODE, new())),
        "account_suspended"
    );
    assert_eq!(slots(&stage), 1);
}

#[test]
fn a_vault_of_before_has_its_recovery_set_up_once_it_is_open() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    place(&stage)
        .keep_recovery(None, dinhdanh_protocol::Clock::now(&*stage.clock))
        .unwrap();
    wallet.lock();
    assert!(!wallet.has_recovery().unwrap());
    assert_eq!(refusal(wallet.begin_recovery()), "no_recovery");
    wallet.unlock(PASSCODE).unwrap();
    let recoverable = || match wallet.state() {
        State::Unlocked(person) => person.recoverable,
        _ => panic!("{}", standing(&wallet)),
    };
    assert!(!recoverable());
    wallet
        .change_questions(PASSCODE, [(1, TOWN.to_owned()), (8, DISH.to_owned())])
        .unwrap();
    assert!(recoverable());
    wallet.lock();
    recover(&wallet, &stage, citizen);
}

#[test]
fn a_right_answer_that_comes_after_the_lock_lets_nobody_choose_a_passcode() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = Arc::new(stage.wallet_of("an", wire.clone()));
    stage.activate(&wallet, citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    let locking = wallet.clone();
    wire.meanwhile(move || locking.lock());
    assert_eq!(refusal(wallet.answer_recovery(DISH.to_owned())), "locked");
    assert_eq!(asked(&wallet), (1, false));
    assert_eq!(
        refusal(wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE)),
        "wrong_step"
    );
    // Asked again, the same answers are right again.
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

#[test]
fn nobody_else_signs_in_or_begins_while_an_account_is_recovered() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::AppOnly));
    let wallet = stage.active("an", citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    let (number, phone) = (other.number.as_str(), other.phone.as_str());
    let refused = [
        refusal(wallet.sign_in(Some(number), SAMPLE_PASSWORD.to_owned())),
        refusal(wallet.begin_registration(number, phone)),
        refusal(wallet.begin_reset(number, phone)),
        refusal(wallet.request_activation(number, phone)),
    ];
    assert_eq!(refused, ["wrong_step"; 4]);
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
    assert_eq!(refusal(wallet.refresh_account()), "wrong_step");
    wallet
        .change_email(SAMPLE_PASSWORD.to_owned(), Some("an@thu.vn"))
        .unwrap();
    assert_eq!(account(&wallet).number, citizen.number.as_str());
}

#[test]
fn a_passcode_that_comes_to_mind_ends_the_recovery() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.lock();
    to_the_questions(&wallet, &stage, citizen);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    assert_eq!(refusal(wallet.unlock(OTHER_PASSCODE)), "passcode_wrong");
    assert_eq!(standing(&wallet), "recovering: passcode");
    wallet.unlock(PASSCODE).unwrap();
    let choose = || wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE);
    assert_eq!(refusal(choose()), "wrong_step");
    wallet.sign_out().unwrap();
    assert_eq!(refusal(choose()), "wrong_step");
    assert_eq!(standing(&wallet), "signed out");
}

/// From the lock to a new passcode, [`OTHER_PASSCODE`].
fn recover(wallet: &Wallet, stage: &Stage, person: &Person) {
    stage.clock.pass(Duration::from_secs(120));
    to_the_questions(wallet, stage, person);
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

fn to_the_questions(wallet: &Wallet, stage: &Stage, person: &Person) {
    wallet.begin_recovery().unwrap();
    assert_eq!(standing(wallet), "recovering: sign-in");
    let number = Some(person.number.as_str());
    wallet
        .recovery_sign_in(number, SAMPLE_PASSWORD.to_owned())
        .unwrap();
    assert_eq!(standing(wallet), "recovering: otp");
    wallet.confirm_recovery_otp(&stage.otp(person)).unwrap();
}

fn finish(wallet: &Wallet, stage: &Stage, person: &Person) {
    wallet.confirm_recovery_otp(&stage.otp(person)).unwrap();
    wallet.answer_recovery(TOWN.to_owned()).unwrap();
    wallet.answer_recovery(DISH.to_owned()).unwrap();
    wallet.recover(OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
}

fn asked(wallet: &Wallet) -> (u8, bool) {
    match wallet.state() {
        State::Recovering(RecoveryStep::Question { question, second, .. }) => (question, second),
        _ => panic!("{}", standing(wallet)),
    }
}

fn account(wallet: &Wallet) -> Account {
    match wallet.state() {
        State::Unlocked(person) => person.account,
        _ => panic!("{}", standing(wallet)),
    }
}

/// All that the vault held is there, and the authority knows the device.
fn is_as_before(wallet: &Wallet, before: &Account) {
    assert!(account(wallet) == *before);
    wallet.refresh().unwrap();
    wallet.make_code(CredentialView::B).unwrap();
    assert!(account(wallet) == *before);
}

/// How many recovery slots the vault in the profile has.
fn slots(stage: &Stage) -> usize {
    place(stage).recovery_names().unwrap().len()
}

fn place(stage: &Stage) -> VaultPlace {
    let profile = stage.profile_folder("an");
    let head = std::fs::read_to_string(profile.join("head")).unwrap();
    let secrets = Arc::new(FileSecrets::new(stage.folder().join("secrets")));
    VaultPlace::new(profile.join(&head), secrets, format!("an-{head}")).with_quick_kdf()
}
