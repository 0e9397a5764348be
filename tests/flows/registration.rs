//! Registration: every branch of it, and coming back to it after a stop at any step.

use std::time::Duration;

use dinhdanh_authority::population::{Branch, printed_qr};
use dinhdanh_protocol::{CardFormFault, PasswordFault, Sex, TypedCardForm};
use dinhdanh_wallet::{
    CardChecked, Detail, ErrorCode, Next, OtpStep, RegistrationStep, SignInOutcome, State, Wallet,
    card_form_of_text,
};

use crate::stage::codes::{picture_of_text, png};
use crate::stage::newcomer::{card_form, other_than, register, register_step};
use crate::stage::{PASSWORD, Stage, person, refusal, standing};

#[test]
fn from_a_card_to_a_signed_in_app_account() {
    for branch in [Branch::NoAccount, Branch::NoAccountNewCard] {
        let stage = Stage::new();
        let person = person(branch);
        let mut wallet = stage.wallet("an");
        let mut stood = vec![standing(&wallet)];
        while register_step(&wallet, &stage.authority, person).unwrap() {
            stood.push(standing(&wallet));
            // A stop at any step: it goes on where it was.
            drop(wallet);
            wallet = stage.wallet("an");
            assert_eq!(standing(&wallet), *stood.last().unwrap());
        }
        assert_eq!(
            stood,
            [
                "welcome",
                "registering: card",
                "registering: otp",
                "registering: password",
                "signed out"
            ]
        );
        let State::SignedOut(signed_out) = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        assert_eq!(signed_out.name.as_deref(), Some(person.full_name.as_str()));
        assert_eq!(signed_out.masked_number, Some(person.number.masked_at_sign_in()));

        let outcome = wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
        assert_eq!(outcome, SignInOutcome::SignedIn);
        let State::SignedIn(account) = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        assert_eq!(account.full_name, person.full_name);
        assert_eq!(account.masked_phone, person.phone.masked());
        assert_eq!(account.next, Next::LevelOne);
        assert_eq!(account.deleted_in, Some(Duration::from_secs(3 * 86_400)));
        assert_eq!(wallet.phones_for_messages(), std::slice::from_ref(&person.phone));
    }
}

#[test]
fn a_form_that_does_not_pass_is_kept_and_corrected() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = at_card(&stage);
    let mut wrong = card_form(person);
    wrong.full_name = "Nguyễn Văn Không Ai".to_owned();
    let checked = wallet.check_card_form(&wrong).unwrap();
    assert_eq!(
        checked,
        CardChecked {
            passed: false,
            checks_left: 4
        }
    );
    // The same again costs nothing.
    assert_eq!(wallet.check_card_form(&wrong).unwrap(), checked);
    drop(wallet);
    let wallet = stage.wallet("an");
    let (checks_left, kept) = card_step(&wallet);
    assert_eq!(checks_left, 4);
    assert_eq!(kept.unwrap().full_name, "Nguyễn Văn Không Ai");
    assert!(wallet.check_card_form(&card_form(person)).unwrap().passed);
    assert_eq!(standing(&wallet), "registering: otp");
}

#[test]
fn the_fifth_form_that_does_not_pass_is_the_last() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = at_card(&stage);
    for checks_left in (0..5).rev() {
        let mut wrong = card_form(person);
        wrong.full_name = format!("Không Ai {}", "Cả ".repeat(usize::from(checks_left) + 1));
        assert_eq!(wallet.check_card_form(&wrong).unwrap().checks_left, checks_left);
    }
    assert_eq!(
        refusal(wallet.check_card_form(&card_form(person))),
        "request_expired"
    );
    wallet.cancel_journey().unwrap();
    assert_eq!(standing(&wallet), "welcome");
    register(&wallet, &stage.authority, person);
}

#[test]
fn wrong_input_at_every_field() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = stage.wallet("an");
    let (number, phone) = (person.number.as_str(), person.phone.as_str());
    for (number, phone, code) in [
        ("", phone, "number_malformed"),
        ("00119900000", phone, "number_malformed"),
        ("0011990000012", phone, "number_malformed"),
        ("00119900000a", phone, "number_malformed"),
        (number, "", "phone_malformed"),
        (number, "0241234567", "phone_malformed"),
    ] {
        assert_eq!(refusal(wallet.begin_registration(number, phone)), code);
    }
    assert_eq!(standing(&wallet), "welcome");
    wallet.begin_registration(number, phone).unwrap();

    let faults = |change: &dyn Fn(&mut TypedCardForm)| {
        let mut form = card_form(person);
        change(&mut form);
        let faults = wallet.card_form_faults(&form).unwrap();
        if let Err(error) = wallet.check_card_form(&form) {
            assert_eq!(error.code(), ErrorCode::CardFormFaulty);
            assert_eq!(error.detail(), Detail::FormFaults(faults.clone()));
        }
        faults
    };
    let other = match card_form(person).sex {
        Some(Sex::Male) => Sex::Female,
        _ => Sex::Male,
    };
    type Change = Box<dyn Fn(&mut TypedCardForm)>;
    let cases: [(Change, CardFormFault); 10] = [
        (Box::new(|form| form.number.clear()), CardFormFault::Number),
        (
            Box::new(|form| {
                let last = form.number.pop();
                form.number.push(if last == Some('9') { '8' } else { '9' });
            }),
            CardFormFault::NumberOther,
        ),
        (
            Box::new(|form| form.birth_date = "1931-01-31".to_owned()),
            CardFormFault::NumberBirth,
        ),
        (
            Box::new(move |form| form.sex = Some(other)),
            CardFormFault::NumberSex,
        ),
        (Box::new(|form| form.sex = None), CardFormFault::Sex),
        (
            Box::new(|form| form.birth_date = "1990-02-30".to_owned()),
            CardFormFault::Birth,
        ),
        (
            Box::new(|form| form.old_number = "12345678".to_owned()),
            CardFormFault::OldNumber,
        ),
        (
            Box::new(|form| form.full_name = "  ".to_owned()),
            CardFormFault::Name,
        ),
        (
            Box::new(|form| form.residence = "-".to_owned()),
            CardFormFault::Residence,
        ),
        (
            Box::new(|form| form.issued_on = "2030-01-01".to_owned()),
            CardFormFault::Issued,
        ),
    ];
    for (change, fault) in &cases {
        assert_eq!(faults(change), [*fault]);
    }
    assert_eq!(card_step(&wallet).0, 5, "the register was not asked");
    assert!(faults(&|_| ()).is_empty());

    assert_eq!(standing(&wallet), "registering: otp");
    for code in ["", "12345", "1234567", "12345a"] {
        assert_eq!(refusal(wallet.confirm_journey_otp(code)), "otp_wrong");
    }
    assert_eq!(otp_step(&wallet).tries_left, 5, "no try was spent");
    wallet.confirm_journey_otp(&stage.otp(person)).unwrap();

    let weak = wallet.complete_registration("matkhau".to_owned()).unwrap_err();
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
    assert_eq!(standing(&wallet), "registering: password");
    wallet.complete_registration(PASSWORD.to_owned()).unwrap();
}

#[test]
fn the_one_time_code_wrong_late_and_sent_again() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = at_otp(&stage);
    let first = stage.otp(person);
    for tries_left in (0..5).rev() {
        let error = wallet.confirm_journey_otp(other_than(&first)).unwrap_err();
        assert_eq!(error.detail(), Detail::TriesLeft(tries_left));
        assert_eq!(u32::from(otp_step(&wallet).tries_left), tries_left);
    }
    assert_eq!(refusal(wallet.confirm_journey_otp(&first)), "otp_exhausted");

    let error = wallet.resend_journey_otp().unwrap_err();
    assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
    assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(60)));
    for sends_left in (0..4).rev() {
        stage.clock.pass(Duration::from_secs(61));
        wallet.resend_journey_otp().unwrap();
        assert_eq!(otp_step(&wallet).sends_left, sends_left);
    }
    stage.clock.pass(Duration::from_secs(61));
    assert_eq!(refusal(wallet.resend_journey_otp()), "otp_resend_limit");
    // The newest is good for two minutes more.
    stage.clock.pass(Duration::from_secs(120));
    assert_eq!(
        refusal(wallet.confirm_journey_otp(&stage.otp(person))),
        "otp_expired"
    );
    wallet.cancel_journey().unwrap();
    assert_eq!(standing(&wallet), "welcome");
}

#[test]
fn a_registration_that_took_too_long() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = at_otp(&stage);
    wallet.confirm_journey_otp(&stage.otp(person)).unwrap();
    stage.clock.pass(Duration::from_secs(30 * 60));
    assert_eq!(
        refusal(wallet.complete_registration(PASSWORD.to_owned())),
        "request_expired"
    );
    wallet.cancel_journey().unwrap();
    register(&wallet, &stage.authority, person);
}

/// Whoever does not have the account's phone sees all as ever, and gets nowhere.
#[test]
fn a_number_that_has_an_account_already() {
    let stage = Stage::new();
    let (citizen, stranger) = (person(Branch::Citizen), person(Branch::NoAccount));
    let wallet = stage.wallet("an");
    wallet
        .begin_registration(citizen.number.as_str(), stranger.phone.as_str())
        .unwrap();
    assert!(wallet.check_card_form(&card_form(citizen)).unwrap().passed);
    let otp = otp_step(&wallet);
    assert_eq!(otp.masked_phone, stranger.phone.masked());
    assert_eq!((otp.tries_left, otp.sends_left), (5, 4));
    assert!(stage.authority.messages(&stranger.phone).unwrap().is_empty());
    let told = stage.authority.messages(&citizen.phone).unwrap();
    assert!(
        told[0].text.contains("Có người vừa đăng ký") && told[0].code.is_none(),
        "{told:?}"
    );
    let error = wallet.confirm_journey_otp("000000").unwrap_err();
    assert_eq!(error.detail(), Detail::TriesLeft(4));
}

#[test]
fn too_many_registrations_of_one_number() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = stage.wallet("an");
    let begin = || wallet.begin_registration(person.number.as_str(), person.phone.as_str());
    for _ in 0..5 {
        begin().unwrap();
        wallet.cancel_journey().unwrap();
    }
    let error = begin().unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooMany);
    assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(86_400)));
    assert_eq!(standing(&wallet), "welcome");
    stage.clock.pass_days(1);
    begin().unwrap();
}

#[test]
fn an_app_account_vanishes_after_three_days() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wallet = stage.wallet("an");
    register(&wallet, &stage.authority, person);
    stage.clock.pass_days(2);
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    let State::SignedIn(account) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(account.deleted_in, Some(Duration::from_secs(86_400)));
    stage.clock.pass_days(1);
    assert_eq!(refusal(wallet.refresh_account()), "session_over");
    assert_eq!(standing(&wallet), "signed out");
    assert_eq!(
        refusal(wallet.sign_in(None, PASSWORD.to_owned())),
        "sign_in_wrong"
    );
    wallet.change_account().unwrap();
    assert_eq!(standing(&wallet), "welcome");
    register(&wallet, &stage.authority, person);
}

#[test]
fn beside_what_is_under_way_or_open_none_begins() {
    let stage = Stage::new();
    let (newcomer, citizen) = (person(Branch::NoAccount), person(Branch::Citizen));
    let wallet = at_card(&stage);
    let activation = wallet.request_activation(citizen.number.as_str(), citizen.phone.as_str());
    assert_eq!(refusal(activation), "wrong_step");
    assert_eq!(
        refusal(wallet.sign_in(Some(citizen.number.as_str()), PASSWORD.to_owned())),
        "wrong_step"
    );
    assert_eq!(refusal(wallet.confirm_journey_otp("000000")), "wrong_step");
    assert_eq!(
        refusal(wallet.complete_registration(PASSWORD.to_owned())),
        "wrong_step"
    );
    assert_eq!(refusal(wallet.reset_password(PASSWORD.to_owned())), "wrong_step");
    wallet.cancel_journey().unwrap();

    stage.activate(&wallet, citizen);
    let begin = || wallet.begin_registration(newcomer.number.as_str(), newcomer.phone.as_str());
    assert_eq!(refusal(begin()), "wrong_step");
    wallet.lock();
    begin().unwrap();
    // The account that lives here is there again, whatever becomes of it.
    wallet.cancel_journey().unwrap();
    assert_eq!(standing(&wallet), "locked");
}

#[test]
fn a_card_is_read_from_a_picture_and_from_text() {
    let stage = Stage::new();
    let wallet = stage.wallet("an");
    for branch in [Branch::NoAccount, Branch::NoAccountNewCard] {
        let person = person(branch);
        let picture = png(&picture_of_text(&printed_qr(person)));
        let frame = wallet.card_form_in_picture(&picture).unwrap();
        assert_eq!(frame.form.unwrap().number, person.number);
        assert_eq!(frame.fault, None);
    }
    let qr = printed_qr(person(Branch::NoAccount));
    assert_eq!(refusal(card_form_of_text("xin chào")), "not_card_qr");
    assert_eq!(
        refusal(card_form_of_text(
            &qr.replace("|Nam|", "|?|").replace("|Nữ|", "|?|")
        )),
        "card_qr_unreadable"
    );
    let mangled = qr.replacen(' ', "\u{fffd}", 1);
    assert_eq!(refusal(card_form_of_text(&mangled)), "card_qr_mangled");
    let frame = wallet
        .card_form_in_picture(&png(&picture_of_text("https://example.vn")))
        .unwrap();
    assert!(frame.form.is_none() && frame.fault.is_some());
    let blank = image::GrayImage::new(300, 300);
    assert_eq!(
        refusal(wallet.card_form_in_picture(&png(&blank))),
        "no_code_in_image"
    );
}

fn at_card(stage: &Stage) -> Wallet {
    let person = person(Branch::NoAccount);
    let wallet = stage.wallet("an");
    wallet
        .begin_registration(person.number.as_str(), person.phone.as_str())
        .unwrap();
    wallet
}

fn at_otp(stage: &Stage) -> Wallet {
    let wallet = at_card(stage);
    assert!(
        wallet
            .check_card_form(&card_form(person(Branch::NoAccount)))
            .unwrap()
            .passed
    );
    wallet
}

fn card_step(wallet: &Wallet) -> (u8, Option<TypedCardForm>) {
    match wallet.state() {
        State::Registering(RegistrationStep::Card {
            checks_left, form, ..
        }) => (checks_left, form),
        _ => panic!("{}", standing(wallet)),
    }
}

fn otp_step(wallet: &Wallet) -> OtpStep {
    match wallet.state() {
        State::Registering(RegistrationStep::Otp(otp)) => otp,
        _ => panic!("{}", standing(wallet)),
    }
}
