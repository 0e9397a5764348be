//! "Đăng ký tài khoản mức 1": from a new app account to one that can be activated.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_authority::practice::PracticeAuthority;
use dinhdanh_protocol::FileState;
use dinhdanh_wallet::{AppAccount, Next, PortraitHint, State, Wallet};

use crate::stage::newcomer::{OLD_PASSWORD, card_form, register};
use crate::stage::wires::Wire;
use crate::stage::{PASSWORD, Stage, all_steps, person, refusal, standing};

/// After which an app account without a file is deleted.
const THREE_DAYS: Duration = Duration::from_secs(3 * 24 * 3600);

#[test]
fn from_a_card_to_an_account_that_is_active() {
    let stage = Stage::new();
    let newcomer = person(Branch::NoAccount);
    let wallet = stage.wallet("an");
    register(&wallet, &stage.authority, newcomer);
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    assert_eq!(overview(&wallet).next, Next::LevelOne);
    assert!(overview(&wallet).deleted_in.is_some());

    assert_eq!(take(&wallet), None);
    wallet
        .send_file(&card_form(newcomer), Some(" Lan@Vidu.VN "))
        .unwrap();
    let sent = overview(&wallet);
    assert_eq!(sent.next, Next::Wait);
    assert_eq!(sent.deleted_in, None);
    assert_eq!(sent.email.as_deref(), Some("Lan@vidu.vn"));

    // A file keeps the account, however long it waits.
    stage.clock.pass(2 * THREE_DAYS);
    let desk = stage.authority.desk();
    let file = pending(&stage.authority, newcomer).unwrap();
    desk.return_file(file, "Ảnh chân dung bị mờ.").unwrap();
    let wallet = signed_in(&stage, "an", newcomer, PASSWORD, wallet);
    let returned = overview(&wallet);
    assert_eq!(returned.next, Next::LevelOne);
    assert!(matches!(returned.file, FileState::Returned { reason } if reason == "Ảnh chân dung bị mờ."));
    take(&wallet);
    wallet.send_file(&card_form(newcomer), None).unwrap();

    desk.approve(pending(&stage.authority, newcomer).unwrap())
        .unwrap();
    wallet.refresh_account().unwrap();
    assert_eq!(overview(&wallet).next, Next::Activate);
    wallet.activate_signed_in().unwrap();
    all_steps(&wallet, &stage.authority, newcomer, || {});
    assert_eq!(standing(&wallet), "unlocked");
}

#[test]
fn wrong_input_at_every_field_sends_nothing() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::AppOnly), person(Branch::NoAccount));
    let wallet = stage.wallet("an");
    assert_eq!(
        refusal(wallet.take_portrait(240, 320, &portrait(0))),
        "wrong_step"
    );
    assert_eq!(refusal(wallet.send_file(&card_form(citizen), None)), "wrong_step");
    wallet
        .sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    assert_eq!(
        refusal(wallet.send_file(&card_form(citizen), None)),
        "portrait_missing"
    );
    assert_eq!(
        refusal(wallet.take_portrait(320, 240, &portrait(0))),
        "portrait_unfit"
    );
    take(&wallet);
    let form = card_form(citizen);
    assert_eq!(refusal(wallet.send_file(&form, Some("lan@"))), "email_malformed");
    assert_eq!(
        refusal(wallet.send_file(&card_form(other), None)),
        "card_form_faulty"
    );
    let mut misspelt = card_form(citizen);
    misspelt.full_name = "Không Phải Tôi".to_owned();
    assert_eq!(refusal(wallet.send_file(&misspelt, None)), "card_not_passed");
    assert_eq!(pending(&stage.authority, citizen), None);
    // All of it was kept: the right form goes with the same picture.
    wallet.send_file(&form, Some("  ")).unwrap();
    assert!(pending(&stage.authority, citizen).is_some());
}

#[test]
fn a_file_whose_answer_was_lost_is_sent_once() {
    let stage = Stage::new();
    let citizen = person(Branch::AppOnly);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    wallet
        .sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    take(&wallet);
    wire.lose_next_answer();
    assert_eq!(
        refusal(wallet.send_file(&card_form(citizen), None)),
        "authority_unreachable"
    );
    let first = pending(&stage.authority, citizen);
    wallet.send_file(&card_form(citizen), None).unwrap();
    assert_eq!(overview(&wallet).next, Next::Wait);
    assert_eq!(pending(&stage.authority, citizen), first);
}

#[test]
fn the_picture_goes_with_who_took_it() {
    let stage = Stage::new();
    let citizen = person(Branch::AppOnly);
    let wallet = stage.wallet("an");
    let sign_in = || {
        wallet
            .sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
            .unwrap()
    };
    type Leaves = fn(&Wallet);
    let leave: [(&str, Leaves); 4] = [
        ("dropped", Wallet::drop_portrait),
        ("signed out", |wallet| wallet.sign_out().unwrap()),
        ("another account", |wallet| wallet.change_account().unwrap()),
        ("locked", Wallet::lock),
    ];
    for (what, leaves) in leave {
        if standing(&wallet) != "signed in" {
            sign_in();
        }
        take(&wallet);
        leaves(&wallet);
        if standing(&wallet) != "signed in" {
            sign_in();
        }
        assert_eq!(
            refusal(wallet.send_file(&card_form(citizen), None)),
            "portrait_missing",
            "{what}"
        );
    }
}

#[test]
fn what_the_light_is_like_is_said_of_frames_and_of_the_picture() {
    let stage = Stage::new();
    let wallet = stage.wallet("an");
    assert_eq!(
        wallet.portrait_hint(240, 320, &[10; 240 * 320]),
        Some(PortraitHint::TooDark)
    );
    wallet
        .sign_in(
            Some(person(Branch::AppOnly).number.as_str()),
            OLD_PASSWORD.to_owned(),
        )
        .unwrap();
    let dark = wallet.take_portrait(240, 320, &[10; 240 * 320 * 4]).unwrap();
    assert_eq!(dark.hint, Some(PortraitHint::TooDark));
    assert_eq!(dark.portrait.size(), (240, 320));
}

/// Takes a portrait; what could be better about it.
pub(crate) fn take(wallet: &Wallet) -> Option<PortraitHint> {
    wallet.take_portrait(240, 320, &portrait(40)).unwrap().hint
}

/// Patches eight pixels wide around a middling grey, by so much lighter and darker.
fn portrait(by: u8) -> Vec<u8> {
    (0..320_usize)
        .flat_map(|y| (0..240_usize).map(move |x| (x / 8 + y / 8) % 2))
        .flat_map(|patch| {
            let pixel = if patch == 0 { 130 + by } else { 130 - by };
            [pixel, pixel, pixel, 255]
        })
        .collect()
}

fn overview(wallet: &Wallet) -> Box<AppAccount> {
    match wallet.state() {
        State::SignedIn(account) => account,
        _ => panic!("{}", standing(wallet)),
    }
}

/// The number of the file that waits at the desk, if one does.
pub(crate) fn pending(authority: &PracticeAuthority, person: &Person) -> Option<dinhdanh_authority::FileId> {
    let files = authority.desk().pending_files(None).unwrap();
    files
        .into_iter()
        .find(|file| file.number == person.number)
        .map(|file| file.id)
}

/// The wallet after its access has run out and somebody has signed in again.
fn signed_in(stage: &Stage, profile: &str, person: &Person, password: &str, before: Wallet) -> Wallet {
    drop(before);
    let wallet = stage.wallet(profile);
    wallet
        .sign_in(Some(person.number.as_str()), password.to_owned())
        .unwrap();
    wallet
}
