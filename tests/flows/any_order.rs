//! A window that calls whatever it likes in whatever order: the wallet is of one person at a time, and tells nothing
//! while it is not open.

use std::collections::BTreeSet;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::{AccountStatus, CredentialView};
use dinhdanh_wallet::{Wallet, Which};

use crate::stage::newcomer::{OLD_PASSWORD, card_form};
use crate::stage::{
    OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, WHY, answers, person, refusal, standing, step,
};

/// Standings that a lock leaves nobody at.
const BEHIND_THE_LOCK: [&str; 9] = [
    "unlocked",
    "signed in",
    "password",
    "passcode",
    "questions",
    "registering: password",
    "resetting: password",
    "recovering: second question",
    "recovering: passcode",
];

/// Standings at which nobody has shown the wallet who they are.
const NOBODY: [&str; 4] = ["welcome", "signed out", "locked", "locked, activating"];

/// The same throws for the same seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.throw(all.len())]
    }
}

#[test]
fn whatever_is_called_the_wallet_is_of_one_person_and_tells_nothing_while_it_is_locked() {
    // What any of the first thirty seeds comes to, one of these three does.
    let seen: BTreeSet<_> = [4, 6, 17].into_iter().flat_map(|seed| calls(seed, 160)).collect();
    assert!(seen.len() >= 18, "other seeds come further: {seen:?}");
}

/// The standings that so many calls come to.
fn calls(seed: u64, calls: usize) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    let stage = Stage::new();
    let people = [
        Branch::Citizen,
        Branch::Officer,
        Branch::NoAccount,
        Branch::AppOnly,
        Branch::CardOnly,
    ]
    .map(person);
    let wallet = stage.wallet("an");
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for call in 0..calls {
        let before = standing(&wallet);
        let what = if dice.throw(2) == 0 {
            go_on(&stage, &wallet, before, people[0]);
            "go on"
        } else {
            anything(&stage, &wallet, &mut dice, &people)
        };
        let after = standing(&wallet);
        let story = format!("seed {seed}, call {call}: {before} ── {what} ──▶ {after}");
        seen.insert(after);
        if what == "lock" {
            assert!(!wallet.is_open(), "{story}");
            assert!(!BEHIND_THE_LOCK.contains(&after), "{story}");
        }
        if after == "unlocked" {
            let opens = ["unlock", "recover", "answer_questions", "go on"];
            assert!(before == after || opens.contains(&what), "{story}");
            assert_eq!(refusal(wallet.refresh_account()), "wrong_step", "{story}");
        } else {
            assert!(wallet.notices().is_err(), "{story}");
            assert!(wallet.identity_card(Some(PASSCODE)).is_err(), "{story}");
            assert!(wallet.make_code(CredentialView::A).is_err(), "{story}");
            assert!(wallet.asked_for().is_err(), "{story}");
            assert!(
                !NOBODY.contains(&after) || wallet.phones_for_messages().is_empty(),
                "{story}"
            );
        }
        stage
            .clock
            .pass(Duration::from_secs(30 * u64::try_from(dice.throw(8)).unwrap()));
    }
    seen
}

/// What a person would do next, who lives here.
fn go_on(stage: &Stage, wallet: &Wallet, standing: &str, who: &Person) {
    let number = Some(who.number.as_str());
    let [(_, first), (_, second)] = answers();
    // What is refused is refused.
    let _ = match standing {
        "signed out" => wallet.sign_in(number, OLD_PASSWORD.to_owned()).map(drop),
        "signed in" => wallet.activate_signed_in().map(drop),
        "locked" => wallet.begin_recovery(),
        "recovering: sign-in" => wallet.recovery_sign_in(number, OLD_PASSWORD.to_owned()),
        "recovering: otp" => wallet.confirm_recovery_otp(&newest(stage, wallet)),
        "recovering: first question" => wallet.answer_recovery(first),
        "recovering: second question" => wallet.answer_recovery(second),
        "recovering: passcode" => wallet.recover(PASSCODE, PASSCODE),
        "otp" => wallet
            .confirm_otp(&newest(stage, wallet))
            .or_else(|_| wallet.resend_otp()),
        "welcome" | "locked, activating" | "device notice" | "password" | "passcode" | "questions" => {
            step(wallet, &stage.authority, who).map(drop)
        }
        "trouble" | "unlocked" => Ok(()),
        _ => wallet.cancel_journey(),
    };
}

/// The newest code at a phone whose messages this window may show.
fn newest(stage: &Stage, wallet: &Wallet) -> String {
    let phones = wallet.phones_for_messages();
    let messages = phones
        .first()
        .map(|phone| stage.authority.messages(phone).unwrap());
    let code = messages.into_iter().flatten().find_map(|message| message.code);
    code.map(|code| code.expose().to_owned()).unwrap_or_default()
}

/// A call that the dice choose, and its name.
fn anything(stage: &Stage, wallet: &Wallet, dice: &mut Dice, people: &[&'static Person]) -> &'static str {
    let who = dice.of(people);
    let (number, phone) = (who.number.as_str(), who.phone.as_str());
    let code = newest(stage, wallet);
    let passcode = dice.of(&[PASSCODE, PASSCODE, OTHER_PASSCODE]);
    let password = || OLD_PASSWORD.to_owned();
    let [(_, town), (_, dish)] = answers();
    type Call<'a> = (&'static str, Box<dyn FnOnce() + 'a>);
    macro_rules! call {
        ($name:ident($($argument:expr),*)) => {
            (stringify!($name), Box::new(|| drop(wallet.$name($($argument),*))))
        };
    }
    let mut all: Vec<Call<'_>> = vec![
        call!(request_activation(number, phone)),
        call!(accept_device_notice()),
        call!(resend_otp()),
        call!(confirm_otp(&code)),
        call!(set_password(PASSWORD.to_owned())),
        call!(choose_passcode(passcode, passcode)),
        call!(answer_questions(answers())),
        call!(cancel_activation()),
        call!(begin_registration(number, phone)),
        call!(check_card_form(&card_form(who))),
        call!(confirm_journey_otp(&code)),
        call!(complete_registration(PASSWORD.to_owned())),
        call!(begin_reset(number, phone)),
        call!(reset_password(password())),
        call!(cancel_journey()),
        call!(sign_in(Some(number), password())),
        call!(sign_in(None, password())),
        call!(sign_in(Some(people[3].number.as_str()), password())),
        call!(open_wallet_here()),
        call!(sign_out()),
        call!(change_account()),
        call!(activate_signed_in()),
        call!(begin_take_over()),
        call!(begin_lost_device()),
        call!(answer_lost_device(answers())),
        call!(dispute()),
        ("the desk settles it", {
            let desk = stage.authority.desk();
            Box::new(move || drop(desk.set_status(&people[0].number, AccountStatus::Active, WHY)))
        }),
        call!(change_password(password(), password())),
        call!(change_email(password(), Some("ai@do.vn"))),
        call!(begin_phone_change(password(), "0987654321")),
        call!(confirm_phone_change_otp(Which::Old, &code)),
        call!(complete_phone_change()),
        call!(begin_recovery()),
        call!(recovery_sign_in(Some(number), password())),
        call!(confirm_recovery_otp(&code)),
        call!(answer_recovery(town)),
        call!(answer_recovery(dish)),
        call!(recover(PASSCODE, PASSCODE)),
        ("cancel_recovery", Box::new(|| wallet.cancel_recovery())),
        call!(unlock(passcode)),
        call!(change_passcode(passcode, PASSCODE, PASSCODE)),
        call!(confirm_passcode(passcode)),
        ("portrait_hint", {
            Box::new(|| assert_eq!(wallet.portrait_hint(usize::MAX, 2, &[0; 9]), None))
        }),
        call!(take_portrait(u32::MAX, u32::MAX, &[0; 4])),
        call!(check_frame(usize::MAX, usize::MAX, &[0; 9])),
        call!(refresh()),
        ("end_scan", Box::new(|| wallet.end_scan())),
        ("lock", Box::new(|| wallet.lock())),
        ("lock", Box::new(|| wallet.lock())),
    ];
    let (name, act) = all.swap_remove(dice.throw(all.len()));
    act();
    name
}
