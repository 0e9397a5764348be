//! The lock: delays, the tenth failure, the clock, the passcode asked again and changed.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::CredentialView;
use dinhdanh_vault::LockState;
use dinhdanh_wallet::{Detail, ErrorCode, State, Trouble, Wallet, WalletError};

use crate::stage::newcomer::{OLD_PASSWORD, card_form, register_step, reset_step};
use crate::stage::wires::Wire;
use crate::stage::{OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, person, refusal, standing, step};

/// The delays after the fifth failure to the ninth.
const DELAYS: [u64; 5] = [30, 60, 300, 900, 3_600];

#[test]
fn wrong_passcodes_cost_more_and_more_time_and_the_tenth_ends_it() {
    let (stage, wallet) = locked();
    for failure in 1..=9 {
        let error = wallet.unlock(OTHER_PASSCODE).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PasscodeWrong);
        let delay = match failure {
            1..=4 => 0,
            _ => DELAYS[failure as usize - 5],
        };
        let expected = Detail::TriesAndWait {
            tries_left: 10 - failure,
            wait: Duration::from_secs(delay),
        };
        assert_eq!(error.detail(), expected);
        if delay > 0 {
            stage.clock.pass(Duration::from_secs(delay - 1));
            let error = wallet.unlock(PASSCODE).unwrap_err();
            assert_eq!(
                error.code(),
                ErrorCode::PasscodeWait,
                "the right one has to wait too"
            );
            assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(1)));
            assert_eq!(
                lock_state(&wallet).tries_left,
                10 - failure,
                "and that costs no try"
            );
            stage.clock.pass(Duration::from_secs(1));
        }
    }
    assert_eq!(refusal(wallet.unlock(OTHER_PASSCODE)), "passcode_gone");
    assert_passcode_gone(&wallet);
    assert_eq!(refusal(wallet.unlock(PASSCODE)), "passcode_gone");
    drop(wallet);
    assert_passcode_gone(&stage.wallet("an"));
}

#[test]
fn a_restart_forgets_no_failure_and_the_right_passcode_all() {
    let (stage, wallet) = locked();
    for _ in 0..5 {
        wallet.unlock(OTHER_PASSCODE).unwrap_err();
    }
    drop(wallet);
    let wallet = stage.wallet("an");
    let lock = lock_state(&wallet);
    assert_eq!((lock.tries_left, lock.wait), (5, Duration::from_secs(30)));
    stage.clock.pass(Duration::from_secs(30));
    wallet.unlock(PASSCODE).unwrap();
    wallet.lock();
    assert_eq!(lock_state(&wallet).tries_left, 10);
}

#[test]
fn setting_the_clock_gains_no_time_and_locks_nobody_out() {
    let (stage, wallet) = locked();
    for _ in 0..5 {
        wallet.unlock(OTHER_PASSCODE).unwrap_err();
    }
    stage.clock.set(-365 * 86_400_000);
    assert_eq!(lock_state(&wallet).wait, Duration::from_secs(30));
    stage.clock.pass(Duration::from_secs(29));
    assert_eq!(refusal(wallet.unlock(PASSCODE)), "passcode_wait");
    stage.clock.pass(Duration::from_secs(1));
    wallet.unlock(PASSCODE).unwrap();
}

#[test]
fn only_six_digits_are_a_try() {
    let (_stage, wallet) = locked();
    for typed in ["", "28160", "2816044", "28160a", "２８１６０４"] {
        assert_eq!(refusal(wallet.unlock(typed)), "passcode_malformed", "{typed}");
    }
    assert_eq!(lock_state(&wallet).tries_left, 10);
}

#[test]
fn an_open_account_is_not_opened_again_by_any_passcode() {
    let (_stage, wallet) = locked();
    wallet.unlock(PASSCODE).unwrap();
    for passcode in [PASSCODE, OTHER_PASSCODE] {
        assert_eq!(refusal(wallet.unlock(passcode)), "wrong_step");
    }
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn a_damaged_label_costs_the_name_at_the_lock_until_it_is_opened() {
    let (stage, wallet) = locked();
    drop(wallet);
    let profile = stage.profile_folder("an");
    let account = std::fs::read_to_string(profile.join("head")).unwrap();
    std::fs::write(profile.join(account).join("label"), b"torn").unwrap();

    let name = |wallet: &Wallet| match wallet.state() {
        State::Locked(locked) => locked.name,
        _ => panic!("{}", standing(wallet)),
    };
    let wallet = stage.wallet("an");
    assert_eq!(name(&wallet), "");
    wallet.unlock(PASSCODE).unwrap();
    wallet.lock();
    assert_eq!(name(&wallet), &*person(Branch::Citizen).full_name);
}

#[test]
fn changing_the_passcode() {
    let (stage, wallet) = locked();
    assert_eq!(
        refusal(wallet.change_passcode(PASSCODE, OTHER_PASSCODE, OTHER_PASSCODE)),
        "locked"
    );
    wallet.unlock(PASSCODE).unwrap();
    let change = |current, first, second| wallet.change_passcode(current, first, second);
    assert_eq!(
        refusal(change(PASSCODE, OTHER_PASSCODE, "739205")),
        "passcodes_differ"
    );
    assert_eq!(refusal(change(PASSCODE, "111111", "111111")), "passcode_refused");
    let birth = person(Branch::Citizen).birth_date.format("%d%m%y").to_string();
    assert_eq!(refusal(change(PASSCODE, &birth, &birth)), "passcode_refused");
    let wrong = change(OTHER_PASSCODE, OTHER_PASSCODE, OTHER_PASSCODE).unwrap_err();
    assert_eq!(
        wrong.code(),
        ErrorCode::PasscodeWrong,
        "the current one counts as a try"
    );
    assert!(matches!(
        wrong.detail(),
        Detail::TriesAndWait { tries_left: 9, .. }
    ));
    change(PASSCODE, OTHER_PASSCODE, OTHER_PASSCODE).unwrap();
    drop(wallet);
    let wallet = stage.wallet("an");
    assert_eq!(refusal(wallet.unlock(PASSCODE)), "passcode_wrong");
    wallet.unlock(OTHER_PASSCODE).unwrap();
}

#[test]
fn asking_for_the_passcode_again_counts_like_unlocking() {
    let (stage, wallet) = locked();
    wallet.unlock(PASSCODE).unwrap();
    for _ in 0..4 {
        assert_eq!(refusal(wallet.confirm_passcode(OTHER_PASSCODE)), "passcode_wrong");
    }
    assert_eq!(
        refusal(wallet.identity_card(Some(OTHER_PASSCODE))),
        "passcode_wrong"
    );
    assert_eq!(refusal(wallet.confirm_passcode(PASSCODE)), "passcode_wait");
    assert_eq!(standing(&wallet), "unlocked");
    stage.clock.pass(Duration::from_secs(30));
    wallet.confirm_passcode(PASSCODE).unwrap();

    for delay in [0, 0, 0, 0].into_iter().chain(DELAYS) {
        assert_eq!(refusal(wallet.confirm_passcode(OTHER_PASSCODE)), "passcode_wrong");
        stage.clock.pass(Duration::from_secs(delay));
    }
    assert_eq!(
        refusal(wallet.identity_card(Some(OTHER_PASSCODE))),
        "passcode_gone"
    );
    assert_passcode_gone(&wallet);
}

#[test]
fn locking_takes_the_code_away() {
    let (stage, wallet) = locked();
    wallet.unlock(PASSCODE).unwrap();
    assert!(!wallet.keeps_awake());
    wallet.make_code(CredentialView::B).unwrap();
    assert!(wallet.keeps_awake());
    wallet.lock();
    assert!(!wallet.keeps_awake());
    assert!(wallet.current_code().is_none());
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "locked");
    wallet.unlock(PASSCODE).unwrap();
    assert!(wallet.current_code().is_none(), "opening brings no old code back");

    wallet.make_code(CredentialView::A).unwrap();
    stage.clock.pass(Duration::from_secs(60));
    assert!(!wallet.keeps_awake(), "an expired code holds nothing awake");
}

/// Whoever sits down next would choose the password or the passcode of somebody who has given the code for it.
#[test]
fn what_a_given_code_has_opened_is_gone_with_the_lock() {
    for (branch, before, last) in UNGUARDED {
        let stage = Stage::new();
        let wallet = stage.wallet("an");
        while standing(&wallet) != before {
            assert!(!wallet.is_open(), "{}", standing(&wallet));
            towards(last, &wallet, &stage, branch).unwrap();
        }
        wallet.lock();
        assert_eq!(standing(&wallet), before, "what wants a code waits for it");
        while standing(&wallet) != last {
            towards(last, &wallet, &stage, branch).unwrap();
        }
        drop(wallet);
        let wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), last, "a stop is no lock");
        assert!(wallet.is_open(), "{last}");
        wallet.lock();
        assert!(!wallet.is_open(), "{last}");
        assert_eq!(standing(&wallet), "welcome", "{last}");
        assert!(wallet.phones_for_messages().is_empty());
        assert_eq!(refusal(wallet.set_password(PASSWORD.to_owned())), "wrong_step");
        assert_eq!(refusal(wallet.choose_passcode(PASSCODE, PASSCODE)), "wrong_step");
        assert_eq!(refusal(wallet.reset_password(PASSWORD.to_owned())), "wrong_step");
        assert_eq!(
            refusal(wallet.complete_registration(PASSWORD.to_owned())),
            "wrong_step"
        );
        drop(wallet);
        let wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), "welcome", "{last}: for good");
        let left = std::fs::read_dir(stage.profile_folder("an")).unwrap();
        assert_eq!(
            left.filter(|entry| entry.as_ref().unwrap().path().is_dir())
                .count(),
            0
        );
        stage.clock.pass(Duration::from_secs(61));
        while standing(&wallet) != last {
            towards(last, &wallet, &stage, branch).unwrap();
        }
    }
}

#[test]
fn a_code_that_is_still_being_asked_about_when_it_is_locked_opens_nothing() {
    for (branch, before, last) in UNGUARDED
        .into_iter()
        .filter(|(_, before, _)| before.ends_with("otp"))
    {
        let stage = Stage::new();
        let wire = Arc::new(Wire::to(stage.authority.clone()));
        let wallet = Arc::new(stage.wallet_of("an", wire.clone()));
        while standing(&wallet) != before {
            towards(last, &wallet, &stage, branch).unwrap();
        }
        let locking = wallet.clone();
        wire.meanwhile(move || locking.lock());
        assert_eq!(refusal(towards(last, &wallet, &stage, branch)), "locked");
        assert_eq!(standing(&wallet), "welcome", "{last}");
        drop(wallet);
        assert_eq!(standing(&stage.wallet("an")), "welcome", "{last}");
    }
}

/// Something that the authority is asked for.
type Ask<'a> = &'a dyn Fn(&Wallet) -> Result<(), WalletError>;

/// Each asks the authority, and is being answered when the wallet is locked.
#[test]
fn an_answer_that_comes_after_the_lock_is_for_nobody() {
    let stage = Stage::new();
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = Arc::new(stage.wallet_of("an", wire.clone()));
    let (app_only, newcomer, citizen) = (
        person(Branch::AppOnly),
        person(Branch::NoAccount),
        person(Branch::Citizen),
    );
    let late = |what: &str, ask: Ask<'_>| {
        let stands = standing(&wallet);
        let locking = wallet.clone();
        wire.meanwhile(move || locking.lock());
        assert_eq!(refusal(ask(&wallet)), "locked", "{what} when {stands}");
        assert!(!wallet.is_open(), "{what} when {stands}");
        stage.clock.pass(Duration::from_secs(120));
    };
    let sign_in = |w: &Wallet, who: &Person| {
        w.sign_in(Some(who.number.as_str()), OLD_PASSWORD.to_owned())
            .map(drop)
    };
    let of = |who: &'static Person| (who.number.as_str(), who.phone.as_str());

    late("signing in", &|w| sign_in(w, app_only));
    assert_eq!(standing(&wallet), "welcome");
    late("beginning", &|w| {
        w.begin_registration(of(newcomer).0, of(newcomer).1)
    });
    late("beginning", &|w| w.begin_reset(of(app_only).0, of(app_only).1));
    late("beginning", &|w| {
        w.request_activation(of(citizen).0, of(citizen).1).map(drop)
    });
    assert_eq!(standing(&wallet), "welcome");

    // Who has signed in.
    let asked: [Ask<'_>; 3] = [&Wallet::refresh_account, &|w| w.devices().map(drop), &|w| {
        w.activate_signed_in().map(drop)
    }];
    for ask in asked {
        sign_in(&wallet, citizen).unwrap();
        late("asking", ask);
        assert_eq!(standing(&wallet), "signed out");
    }
    let elsewhere = person(Branch::Officer);
    let _there = stage.active("chi", elsewhere);
    for ask in [Wallet::begin_take_over, Wallet::begin_lost_device] {
        sign_in(&wallet, elsewhere).unwrap();
        late("asking", &ask);
        assert_eq!(standing(&wallet), "signed out");
    }

    // A card that the register has passed stays passed, and no code is sent for it.
    wallet.begin_registration(of(newcomer).0, of(newcomer).1).unwrap();
    late("checking the card", &|w| {
        w.check_card_form(&card_form(newcomer)).map(drop)
    });
    assert_eq!(standing(&wallet), "registering: otp");
    wallet.cancel_journey().unwrap();

    // The open account.
    stage.activate(&wallet, citizen);
    let new = stage.wallet("binh");
    sign_in(&new, citizen).unwrap();
    new.begin_take_over().unwrap();
    new.accept_device_notice().unwrap();
    let asked: [Ask<'_>; 4] = [
        &|w| w.asked_for().map(drop),
        &|w| w.devices().map(drop),
        &|w| w.change_email(OLD_PASSWORD.to_owned(), Some("an@thu.vn")),
        &|w| w.begin_phone_change(OLD_PASSWORD.to_owned(), "0912345670"),
    ];
    for ask in asked {
        late("asking", ask);
        assert_eq!(standing(&wallet), "locked");
        wallet.unlock(PASSCODE).unwrap();
    }
}

#[test]
fn locked_away_an_activation_leaves_the_account_and_the_activation_before_it() {
    let (stage, wallet) = locked();
    let (officer, other) = (person(Branch::Officer), person(Branch::LevelOne));
    let go_to = |person: &Person, last| {
        wallet
            .request_activation(person.number.as_str(), person.phone.as_str())
            .unwrap();
        while standing(&wallet) != last {
            step(&wallet, &stage.authority, person).unwrap();
        }
        wallet.lock();
    };
    go_to(officer, "questions");
    go_to(other, "passcode");
    assert_eq!(standing(&wallet), "locked, activating");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(wallet.phones_for_messages(), std::slice::from_ref(&officer.phone));
    wallet.cancel_activation().unwrap();
    stage.clock.pass(Duration::from_secs(61));
    go_to(other, "passcode");
    assert_eq!(standing(&wallet), "locked");
    wallet.unlock(PASSCODE).unwrap();
}

/// Whose steps lead to one that nobody guards, and the step before it.
const UNGUARDED: [(Branch, &str, &str); 5] = [
    (Branch::NoAccount, "registering: otp", "registering: password"),
    (Branch::AppOnly, "resetting: otp", "resetting: password"),
    (Branch::CardOnly, "otp", "password"),
    (Branch::CardOnly, "otp", "passcode"),
    (Branch::Citizen, "otp", "passcode"),
];

fn towards(last: &str, wallet: &Wallet, stage: &Stage, branch: Branch) -> Result<bool, WalletError> {
    let (authority, person) = (&stage.authority, person(branch));
    if last.starts_with("registering") {
        register_step(wallet, authority, person)
    } else if last.starts_with("resetting") {
        reset_step(wallet, authority, person, OLD_PASSWORD)
    } else {
        step(wallet, authority, person)
    }
}

/// A citizen's wallet, activated and locked.
fn locked() -> (Stage, Wallet) {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Citizen));
    wallet.lock();
    (stage, wallet)
}

fn lock_state(wallet: &Wallet) -> LockState {
    match wallet.state() {
        State::Locked(locked) => locked.lock,
        _ => panic!("{}", standing(wallet)),
    }
}

#[track_caller]
fn assert_passcode_gone(wallet: &Wallet) {
    assert!(
        matches!(wallet.state(), State::Trouble(Trouble::PasscodeGone)),
        "{}",
        standing(wallet)
    );
}

#[test]
fn papers_open_without_the_passcode_only_for_who_gave_it_for_that() {
    let (_stage, wallet) = locked();
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(refusal(wallet.identity_card(None)), "passcode_malformed");
    assert_eq!(refusal(wallet.set_papers_ask(false, None)), "passcode_malformed");
    assert_eq!(
        refusal(wallet.set_papers_ask(false, Some(OTHER_PASSCODE))),
        "passcode_wrong"
    );
    wallet.set_papers_ask(false, Some(PASSCODE)).unwrap();
    wallet.identity_card(None).unwrap();

    // It outlives the lock, and never opens a locked wallet.
    wallet.lock();
    assert_eq!(refusal(wallet.identity_card(None)), "locked");
    wallet.unlock(PASSCODE).unwrap();
    wallet.identity_card(None).unwrap();
    wallet.set_papers_ask(true, None).unwrap();
    assert_eq!(refusal(wallet.identity_card(None)), "passcode_malformed");
}
