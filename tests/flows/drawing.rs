//! What the wallet's page draws of the journeys is what they do.

use std::time::Duration;

use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_wallet::Wallet;

use crate::stage::newcomer::{OLD_PASSWORD, card_form};
use crate::stage::{OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, answers, person, standing};

/// What was seen to lead from one state to another, in the order in which it was seen first.
#[derive(Default)]
struct Drawing(Vec<String>);

impl Drawing {
    /// Does something that goes well, and draws where it led.
    #[track_caller]
    fn act<T, E: std::fmt::Debug>(
        &mut self,
        wallet: &Wallet,
        words: &str,
        act: impl FnOnce(&Wallet) -> Result<T, E>,
    ) {
        let before = standing(wallet);
        act(wallet).unwrap();
        self.note(before, words, standing(wallet));
    }

    /// The same for what is refused, or refuses nothing.
    fn happen<T>(&mut self, wallet: &Wallet, words: &str, happen: impl FnOnce(&Wallet) -> T) {
        let before = standing(wallet);
        happen(wallet);
        self.note(before, words, standing(wallet));
    }

    fn note(&mut self, before: &str, words: &str, after: &str) {
        let line = format!("{before} ── {words} ──▶ {after}");
        if before != after && !self.0.contains(&line) {
            self.0.push(line);
        }
    }
}

#[test]
fn the_wallet_s_page_draws_what_runs() {
    let seen = [registration, activation, reset, new_device, lost_device, recovery].map(|journey| {
        let mut drawing = Drawing::default();
        journey(&mut drawing);
        drawing.0.join("\n")
    });
    let page: Vec<&str> = include_str!("../../src-tauri/crates/wallet/src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| line.contains("──▶"))
        .collect();
    assert_eq!(page.join("\n"), seen.join("\n"), "\n{}\n", seen.join("\n\n"));
}

fn registration(drawing: &mut Drawing) {
    let stage = Stage::new();
    let (newcomer, other) = (person(Branch::NoAccount), person(Branch::Citizen));
    let wallet = stage.wallet("an");
    let (number, phone) = (newcomer.number.as_str(), newcomer.phone.as_str());
    for gives_up in [true, false] {
        drawing.act(&wallet, "register", |w| w.begin_registration(number, phone));
        drawing.happen(&wallet, "card of another", |w| {
            w.check_card_form(&card_form(other))
        });
        drawing.act(&wallet, "card passed", |w| {
            w.check_card_form(&card_form(newcomer))
        });
        drawing.happen(&wallet, "wrong code", |w| w.confirm_journey_otp("000000"));
        drawing.happen(&wallet, "lock", Wallet::lock);
        drawing.act(&wallet, "code", |w| w.confirm_journey_otp(&stage.otp(newcomer)));
        if gives_up {
            drawing.happen(&wallet, "lock", Wallet::lock);
            stage.clock.pass(Duration::from_secs(3600));
        }
    }
    drawing.act(&wallet, "password", |w| {
        w.complete_registration(PASSWORD.to_owned())
    });
    drawing.act(&wallet, "sign in", |w| {
        w.sign_in(Some(number), PASSWORD.to_owned())
    });
    drawing.act(&wallet, "sign out", Wallet::sign_out);
}

fn activation(drawing: &mut Drawing) {
    let stage = Stage::new();
    for (profile, branch) in [("an", Branch::CardOnly), ("binh", Branch::Citizen)] {
        let citizen = person(branch);
        let wallet = stage.wallet(profile);
        let (number, phone) = (citizen.number.as_str(), citizen.phone.as_str());
        drawing.act(&wallet, "activate", |w| w.request_activation(number, phone));
        drawing.act(&wallet, "notice accepted", Wallet::accept_device_notice);
        drawing.act(&wallet, "code", |w| w.confirm_otp(&stage.otp(citizen)));
        if branch == Branch::CardOnly {
            drawing.act(&wallet, "password", |w| w.set_password(PASSWORD.to_owned()));
        }
        drawing.act(&wallet, "passcode", |w| w.choose_passcode(PASSCODE, PASSCODE));
        drawing.happen(&wallet, "lock", Wallet::lock);
        drawing.act(&wallet, "passcode", |w| w.unlock(PASSCODE));
        drawing.act(&wallet, "answers", |w| w.answer_questions(answers()));
        drawing.happen(&wallet, "lock", Wallet::lock);
        drawing.act(&wallet, "passcode", |w| w.unlock(PASSCODE));
    }
}

fn reset(drawing: &mut Drawing) {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    let (number, phone) = (citizen.number.as_str(), citizen.phone.as_str());
    drawing.act(&wallet, "forgotten password", |w| w.begin_reset(number, phone));
    drawing.act(&wallet, "code", |w| w.confirm_journey_otp(&stage.otp(citizen)));
    drawing.act(&wallet, "password", |w| w.reset_password(PASSWORD.to_owned()));
}

fn new_device(drawing: &mut Drawing) {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let new = stage.wallet("moi");
    let number = Some(citizen.number.as_str());
    drawing.act(&new, "sign in", |w| w.sign_in(number, OLD_PASSWORD.to_owned()));
    drawing.act(&new, "move here", Wallet::begin_take_over);
    drawing.act(&new, "notice accepted", Wallet::accept_device_notice);
    let shown = old.asked_for().unwrap().unwrap().code;
    drawing.act(&new, "code of the other device", |w| w.confirm_otp(&shown));
    drawing.act(&new, "passcode", |w| w.choose_passcode(PASSCODE, PASSCODE));
    drawing.act(&new, "answers", |w| w.answer_questions(answers()));
}

fn lost_device(drawing: &mut Drawing) {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let _lost = stage.active("an", citizen);
    let new = stage.wallet("moi");
    new.sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    stage.clock.pass(Duration::from_secs(61));
    drawing.act(&new, "device lost", Wallet::begin_lost_device);
    drawing.act(&new, "code", |w| w.confirm_journey_otp(&stage.otp(citizen)));
    drawing.act(&new, "answers", |w| w.answer_lost_device(answers()));
}

fn recovery(drawing: &mut Drawing) {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let [(_, first), (_, second)] = answers();
    let number = Some(citizen.number.as_str());
    wallet.lock();
    stage.clock.pass(Duration::from_secs(120));
    drawing.act(&wallet, "forgotten passcode", Wallet::begin_recovery);
    drawing.act(&wallet, "sign in", |w| {
        w.recovery_sign_in(number, SAMPLE_PASSWORD.to_owned())
    });
    drawing.act(&wallet, "code", |w| w.confirm_recovery_otp(&stage.otp(citizen)));
    drawing.act(&wallet, "answer", |w| w.answer_recovery(first.clone()));
    drawing.happen(&wallet, "wrong", |w| w.answer_recovery("Huế".to_owned()));
    drawing.act(&wallet, "answer", |w| w.answer_recovery(first.clone()));
    drawing.act(&wallet, "answers right", |w| w.answer_recovery(second.clone()));
    drawing.happen(&wallet, "lock", Wallet::lock);
    drawing.act(&wallet, "answer", |w| w.answer_recovery(first));
    drawing.act(&wallet, "answers right", |w| w.answer_recovery(second));
    drawing.act(&wallet, "new passcode", |w| {
        w.recover(OTHER_PASSCODE, OTHER_PASSCODE)
    });
}
