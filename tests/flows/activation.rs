//! Activation: every branch of it, and coming back to it after a stop at any step.

use std::time::Duration;

use chrono::Datelike as _;
use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::{AccountStatus, AuthorityApi as _, PasswordFault};
use dinhdanh_vault::passcode_rule::PasscodeFault;
use dinhdanh_wallet::{ActivationOutcome, ActivationStep, Binding, Detail, ErrorCode, State, Wallet};

use crate::stage::{
    OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, WHY, answers, person, refusal, standing, step,
};

#[test]
fn every_outcome_of_a_request() {
    let stage = Stage::new();
    let wallet = stage.wallet("an");
    let ask = |branch| {
        let person = person(branch);
        wallet.request_activation(person.number.as_str(), person.phone.as_str())
    };
    assert_eq!(ask(Branch::AppOnly).unwrap(), ActivationOutcome::NotIdentified);
    assert_eq!(
        ask(Branch::AwaitingApproval).unwrap(),
        ActivationOutcome::NotIdentified
    );
    assert_eq!(
        ask(Branch::ActiveElsewhere).unwrap(),
        ActivationOutcome::AlreadyActive
    );
    assert_eq!(refusal(ask(Branch::Suspended)), "account_suspended");

    // One neutral answer, whichever half is wrong.
    let (citizen, officer) = (person(Branch::Citizen), person(Branch::Officer));
    let not_matched = [
        (citizen.number.as_str(), officer.phone.as_str()),
        (citizen.number.as_str(), "0987654321"),
        ("001199000001", citizen.phone.as_str()),
        (
            person(Branch::ActiveElsewhere).number.as_str(),
            officer.phone.as_str(),
        ),
    ];
    for (number, phone) in not_matched {
        let outcome = wallet.request_activation(number, phone).unwrap();
        assert_eq!(outcome, ActivationOutcome::NotMatched);
    }
    assert_eq!(
        refusal(wallet.request_activation("00119900000", "0987654321")),
        "number_malformed"
    );
    assert_eq!(
        refusal(wallet.request_activation(citizen.number.as_str(), "12")),
        "phone_malformed"
    );
    assert_eq!(standing(&wallet), "welcome");

    assert_eq!(ask(Branch::Citizen).unwrap(), ActivationOutcome::Open);
    assert_eq!(standing(&wallet), "device notice");
}

#[test]
fn who_waits_for_approval_starts_here_once_approved() {
    let stage = Stage::new();
    let waiting = person(Branch::AwaitingApproval);
    let wallet = stage.wallet("an");
    let desk = stage.authority.desk();
    let files = desk.pending_files(None).unwrap();
    let file = files.iter().find(|file| file.number == waiting.number).unwrap();
    desk.approve(file.id).unwrap();
    stage.activate(&wallet, waiting);
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn a_first_account_and_the_password_of_who_had_none() {
    for (branch, has_password) in [(Branch::Citizen, true), (Branch::CardOnly, false)] {
        let stage = Stage::new();
        let person = person(branch);
        let wallet = stage.wallet("an");
        wallet
            .request_activation(person.number.as_str(), person.phone.as_str())
            .unwrap();
        let State::Activating { step, .. } = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        assert_eq!(step, ActivationStep::DeviceNotice { other: Binding::None });
        assert_eq!(wallet.phones_for_messages(), std::slice::from_ref(&person.phone));

        wallet.accept_device_notice().unwrap();
        wallet.confirm_otp(&stage.otp(person)).unwrap();
        if !has_password {
            assert_eq!(standing(&wallet), "password");
            let weak = wallet.set_password("matkhau".to_owned()).unwrap_err();
            assert_eq!(weak.code(), ErrorCode::PasswordWeak);
            assert_eq!(
                weak.detail(),
                Detail::Faults(vec![
                    PasswordFault::Length,
                    PasswordFault::Digit,
                    PasswordFault::Upper,
                    PasswordFault::Mark
                ])
            );
            wallet.set_password(PASSWORD.to_owned()).unwrap();
        }
        assert_eq!(standing(&wallet), "passcode");
        assert_eq!(refusal(wallet.set_password(PASSWORD.to_owned())), "wrong_step");
        wallet.choose_passcode(PASSCODE, PASSCODE).unwrap();
        wallet.answer_questions(answers()).unwrap();

        let State::Unlocked(open) = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        assert_eq!(open.account.number, person.number.as_str());
        assert_eq!(open.account.full_name, person.full_name);
        assert_eq!(open.account.level, 2);
        assert!(!open.account.code_switch, "off at first");
        assert_eq!(open.account.security_questions, [1, 8]);
        assert_eq!(open.masked_number, person.number.masked_at_sign_in());
        let outcome = stage
            .wallet("binh")
            .request_activation(person.number.as_str(), person.phone.as_str());
        assert_eq!(outcome.unwrap(), ActivationOutcome::AlreadyActive);
    }
}

#[test]
fn a_wrong_code_costs_a_try_and_the_fifth_ends_it() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_otp(&stage);
    let right = stage.otp(citizen);
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for tries_left in (0..5).rev() {
        let error = wallet.confirm_otp(wrong).unwrap_err();
        assert_eq!(error.code(), ErrorCode::OtpWrong);
        assert_eq!(error.detail(), Detail::TriesLeft(tries_left));
        assert_eq!(otp_step(&wallet).2, tries_left);
    }
    assert_eq!(refusal(wallet.confirm_otp(&right)), "otp_exhausted");

    stage.clock.pass(Duration::from_secs(61));
    wallet.resend_otp().unwrap();
    assert_eq!(otp_step(&wallet).2, 5);
    if stage.otp(citizen) != right {
        assert_eq!(refusal(wallet.confirm_otp(&right)), "otp_wrong");
    }
    wallet.confirm_otp(&stage.otp(citizen)).unwrap();
    assert_eq!(standing(&wallet), "passcode");
}

#[test]
fn a_code_lives_three_minutes_and_another_is_sent_after_one() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_otp(&stage);
    let (expires_in, resend_in, tries_left, sends_left) = otp_step(&wallet);
    assert_eq!(
        (expires_in, resend_in),
        (Duration::from_secs(180), Duration::from_secs(60))
    );
    assert_eq!((tries_left, sends_left), (5, 4));

    stage.clock.pass(Duration::from_secs(20));
    let error = wallet.resend_otp().unwrap_err();
    assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
    assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(40)));
    assert_eq!(
        otp_step(&wallet),
        (Duration::from_secs(160), Duration::from_secs(40), 5, 4),
        "asking too soon changes nothing"
    );

    stage.clock.pass(Duration::from_secs(160));
    assert_eq!(refusal(wallet.confirm_otp(&stage.otp(citizen))), "otp_expired");
    for sends_left in (0..4).rev() {
        wallet.resend_otp().unwrap();
        assert_eq!(otp_step(&wallet).3, sends_left);
        stage.clock.pass(Duration::from_secs(61));
    }
    assert_eq!(refusal(wallet.resend_otp()), "otp_resend_limit");
    wallet.confirm_otp(&stage.otp(citizen)).unwrap();
}

#[test]
fn where_an_account_has_had_too_many_codes_none_is_thought_to_be_under_way() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let minute = Duration::from_secs(61);
    let first = at_otp(&stage);
    stage.clock.pass(minute);
    for (profile, codes) in [("binh", 5), ("chi", 4)] {
        let other = stage.wallet(profile);
        other
            .request_activation(citizen.number.as_str(), citizen.phone.as_str())
            .unwrap();
        other.accept_device_notice().unwrap();
        for _ in 1..codes {
            stage.clock.pass(minute);
            other.resend_otp().unwrap();
        }
        stage.clock.pass(minute);
    }
    let before = otp_step(&first);
    let error = first.resend_otp().unwrap_err();
    assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
    let Detail::Wait(wait) = error.detail() else {
        panic!("{:?}", error.detail());
    };
    assert!(wait > Duration::from_secs(45 * 60), "{wait:?}");
    assert_eq!(otp_step(&first), before);
}

#[test]
fn a_passcode_that_is_easy_to_guess_is_refused_with_its_reason() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_otp(&stage);
    wallet.confirm_otp(&stage.otp(citizen)).unwrap();
    let birth = citizen.birth_date;
    let (day, month, year) = (birth.day(), birth.month(), birth.year());
    let refused = [
        ("000000".to_owned(), PasscodeFault::AllSame),
        ("123456".to_owned(), PasscodeFault::Sequence),
        ("121212".to_owned(), PasscodeFault::RepeatedPattern),
        (
            format!("{day:02}{month:02}{:02}", year % 100),
            PasscodeFault::BirthDate,
        ),
        (
            format!("{:02}{month:02}{day:02}", year % 100),
            PasscodeFault::BirthDate,
        ),
        (citizen.number.as_str()[6..].to_owned(), PasscodeFault::NumberPart),
        (citizen.phone.as_str()[4..].to_owned(), PasscodeFault::PhonePart),
        ("147258".to_owned(), PasscodeFault::Common),
    ];
    for (passcode, fault) in refused {
        let first_entry = wallet.passcode_fault(&passcode).unwrap();
        assert_eq!(first_entry, Some(fault), "{passcode}");
        let error = wallet.choose_passcode(&passcode, &passcode).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PasscodeRefused);
        assert_eq!(error.detail(), Detail::Fault(fault), "{passcode}");
    }
    assert!(wallet.passcode_fault(PASSCODE).unwrap().is_none());
    assert_eq!(
        refusal(wallet.choose_passcode(PASSCODE, OTHER_PASSCODE)),
        "passcodes_differ"
    );
    assert_eq!(
        refusal(wallet.choose_passcode("12345", "12345")),
        "passcode_malformed"
    );
    assert_eq!(standing(&wallet), "passcode");
    wallet.choose_passcode(PASSCODE, PASSCODE).unwrap();
}

#[test]
fn two_different_questions_with_answers() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_questions(&stage);
    let answer = |one: u8, first: &str, two: u8, second: &str| {
        wallet.answer_questions([(one, first.to_owned()), (two, second.to_owned())])
    };
    assert_eq!(refusal(answer(3, "Đi học", 3, "Đi học")), "questions_same");
    assert_eq!(refusal(answer(0, "Đi học", 3, "Đi học")), "failed");
    assert_eq!(refusal(answer(1, "Hội An", 11, "Đi học")), "failed");
    assert_eq!(refusal(answer(1, "  ", 3, "Đi học")), "answer_empty");
    assert_eq!(refusal(answer(1, "Hội An", 3, "…")), "answer_empty");
    assert_eq!(standing(&wallet), "questions");
    answer(1, "Hội An", 3, "Đi học").unwrap();
    let State::Unlocked(open) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(open.account.number, citizen.number.as_str());
}

#[test]
fn stopping_at_any_step_and_coming_back_goes_on_where_it_stood() {
    let stage = Stage::new();
    let person = person(Branch::CardOnly);
    let mut stood = Vec::new();
    while stood.last() != Some(&"locked, activating") {
        let wallet = stage.wallet("an");
        stood.push(standing(&wallet));
        step(&wallet, &stage.authority, person).unwrap();
    }
    assert_eq!(
        stood,
        [
            "welcome",
            "device notice",
            "otp",
            "password",
            "passcode",
            "locked, activating"
        ]
    );
    let wallet = stage.wallet("an");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(standing(&wallet), "questions");
    wallet.answer_questions(answers()).unwrap();
    drop(wallet);

    let wallet = stage.wallet("an");
    assert_eq!(standing(&wallet), "locked");
    assert_eq!(refusal(wallet.unlock(OTHER_PASSCODE)), "passcode_wrong");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn a_session_that_ran_out_is_begun_anew() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_otp(&stage);
    stage.clock.pass(Duration::from_secs(31 * 60));
    assert_eq!(refusal(wallet.confirm_otp("123456")), "activation_expired");
    assert_eq!(standing(&wallet), "otp");
    wallet.cancel_activation().unwrap();
    assert_eq!(standing(&wallet), "welcome");
    stage.activate(&wallet, citizen);
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn locking_during_the_questions_asks_for_the_passcode_just_chosen() {
    let stage = Stage::new();
    let wallet = at_questions(&stage);
    wallet.lock();
    let State::Locked(locked) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert!(locked.activation_pending);
    assert_eq!(locked.name, person(Branch::Citizen).full_name);
    assert_eq!(refusal(wallet.answer_questions(answers())), "locked");
    let part_of_the_number = &person(Branch::Citizen).number.as_str()[6..];
    assert_eq!(refusal(wallet.passcode_fault(part_of_the_number)), "locked");
    assert!(wallet.phones_for_messages().is_empty());
    let error = wallet.unlock(OTHER_PASSCODE).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PasscodeWrong);
    assert_eq!(
        error.detail(),
        Detail::TriesAndWait {
            tries_left: 9,
            wait: Duration::ZERO
        }
    );
    wallet.unlock(PASSCODE).unwrap();
    wallet.answer_questions(answers()).unwrap();
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn a_second_account_takes_the_place_of_the_first_only_once_it_is_bound() {
    let stage = Stage::new();
    let (first, second) = (person(Branch::Citizen), person(Branch::Officer));
    let wallet = stage.active("an", first);
    wallet.lock();
    wallet
        .request_activation(second.number.as_str(), second.phone.as_str())
        .unwrap();
    let State::Activating { step: notice, .. } = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    let masked = first.number.masked_in_device_notice();
    assert_eq!(
        masked,
        format!(
            "{}******{}",
            &first.number.as_str()[..3],
            &first.number.as_str()[9..]
        )
    );
    assert_eq!(
        notice,
        ActivationStep::DeviceNotice {
            other: Binding::Other { masked: Some(masked) }
        }
    );

    // Up to the last step it can be called off, and the first is as it was.
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, second).unwrap();
    }
    wallet.cancel_activation().unwrap();
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(name_of(&wallet), first.full_name);
    wallet.lock();

    stage.clock.pass(Duration::from_secs(61));
    stage.activate(&wallet, second);
    assert_eq!(name_of(&wallet), second.full_name);
    drop(wallet);
    let wallet = stage.wallet("an");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(name_of(&wallet), second.full_name);
    assert_eq!(accounts_in(&stage, "an"), 1, "nothing of the first is left");
    assert_eq!(
        std::fs::read_dir(stage.folder().join("secrets")).unwrap().count(),
        2,
        "the account's and the profile's own"
    );

    // The first account is bound to no device now, and may be activated again.
    let elsewhere = stage.wallet("binh");
    stage.activate(&elsewhere, first);
    assert_eq!(name_of(&elsewhere), first.full_name);
}

/// Whoever comes to the lock screen may begin another activation, and takes nothing from the one behind it.
#[test]
fn an_activation_behind_its_passcode_waits_until_another_is_bound() {
    let stage = Stage::new();
    let (first, second, third) = (
        person(Branch::Citizen),
        person(Branch::Officer),
        person(Branch::LevelOne),
    );
    drop(at_questions(&stage));
    let begin = |wallet: &Wallet, person: &Person| {
        wallet
            .request_activation(person.number.as_str(), person.phone.as_str())
            .unwrap();
    };
    let wallet = stage.wallet("an");
    begin(&wallet, third);
    begin(&wallet, second);
    assert_eq!(standing(&wallet), "device notice");
    drop(wallet);
    let wallet = stage.wallet("an");
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, second).unwrap();
    }
    wallet.lock();
    begin(&wallet, third);
    drop(wallet);

    // Called off one after the other, each is as it was.
    let wallet = stage.wallet("an");
    wallet.cancel_activation().unwrap();
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(wallet.phones_for_messages(), std::slice::from_ref(&second.phone));
    wallet.cancel_activation().unwrap();
    drop(wallet);
    let wallet = stage.wallet("an");
    assert_eq!(standing(&wallet), "locked, activating");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(wallet.phones_for_messages(), std::slice::from_ref(&first.phone));
    wallet.lock();
    assert_eq!(accounts_in(&stage, "an"), 1);

    begin(&wallet, third);
    while standing(&wallet) != "unlocked" {
        step(&wallet, &stage.authority, third).unwrap();
    }
    assert_eq!(
        accounts_in(&stage, "an"),
        1,
        "bound, it takes the place of all others"
    );
    drop(wallet);
    let wallet = stage.wallet("an");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(name_of(&wallet), third.full_name);
}

#[test]
fn a_second_account_takes_over_from_one_that_cannot_be_opened_any_more() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Citizen));
    drop(wallet);
    let head = std::fs::read_to_string(stage.profile_folder("an").join("head")).unwrap();
    std::fs::write(stage.profile_folder("an").join(head).join("slots"), b"torn").unwrap();

    let wallet = stage.wallet("an");
    assert_eq!(standing(&wallet), "trouble");
    let officer = person(Branch::Officer);
    wallet
        .request_activation(officer.number.as_str(), officer.phone.as_str())
        .unwrap();
    let State::Activating { step: notice, .. } = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(
        notice,
        ActivationStep::DeviceNotice {
            other: Binding::Other { masked: None }
        }
    );
    stage.activate(&wallet, officer);
    assert_eq!(name_of(&wallet), officer.full_name);
    assert_eq!(accounts_in(&stage, "an"), 1);
    drop(wallet);
    assert_eq!(standing(&stage.wallet("an")), "locked");
}

#[test]
fn an_account_suspended_midway_is_not_bound() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = at_questions(&stage);
    let desk = stage.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(refusal(wallet.answer_questions(answers())), "activation_expired");
    assert_eq!(standing(&wallet), "questions");
    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    // What was under way ended with the lock: it is begun anew.
    assert_eq!(refusal(wallet.answer_questions(answers())), "activation_expired");
    wallet.cancel_activation().unwrap();
    stage.activate(&wallet, citizen);
    assert_eq!(standing(&wallet), "unlocked");
    assert!(stage.authority.trust_bundle().is_ok());
}

fn at_otp(stage: &Stage) -> Wallet {
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    wallet
        .request_activation(citizen.number.as_str(), citizen.phone.as_str())
        .unwrap();
    wallet.accept_device_notice().unwrap();
    wallet
}

fn at_questions(stage: &Stage) -> Wallet {
    let wallet = at_otp(stage);
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, person(Branch::Citizen)).unwrap();
    }
    wallet
}

/// Until it expires, until another may be asked for, tries left, sends left.
fn otp_step(wallet: &Wallet) -> (Duration, Duration, u32, u8) {
    match wallet.state() {
        State::Activating {
            step: ActivationStep::Otp(otp),
            ..
        } => (
            otp.expires_in,
            otp.resend_in,
            u32::from(otp.tries_left),
            otp.sends_left,
        ),
        _ => panic!("{}", standing(wallet)),
    }
}

fn name_of(wallet: &Wallet) -> String {
    match wallet.state() {
        State::Unlocked(open) => open.account.full_name,
        _ => panic!("{}", standing(wallet)),
    }
}

/// How many accounts have a folder in a profile.
fn accounts_in(stage: &Stage, profile: &str) -> usize {
    std::fs::read_dir(stage.profile_folder(profile))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count()
}
