//! The citizen's side: the switch, the sixty seconds, presentation mode, credentials that run out.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::{AccountLevel, AccountStatus, CredentialView};
use dinhdanh_wallet::{NotReady, State, Wallet};

use crate::stage::codes::{bytes_of, picture_of_svg, see, text_of_svg, verdict};
use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, Stage, WHY, person, refusal, standing};

#[test]
fn the_switch_is_off_at_first_and_for_level_two_alone() {
    let stage = Stage::new();
    let wallet = stage.wallet("an");
    stage.activate(&wallet, person(Branch::Citizen));
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "switch_off");
    wallet.set_code_switch(true).unwrap();
    wallet.make_code(CredentialView::B).unwrap();
    wallet.set_code_switch(false).unwrap();
    assert!(wallet.current_code().is_none(), "off takes the code away");
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "switch_off");
    wallet.set_code_switch(true).unwrap();
    drop(wallet);
    let wallet = stage.wallet("an");
    wallet.unlock(PASSCODE).unwrap();
    wallet.make_code(CredentialView::B).unwrap();

    let one = stage.active("mot", person(Branch::LevelOne));
    assert_eq!(refusal(one.set_code_switch(true)), "level_too_low");
    let code = one.make_code(CredentialView::B).unwrap();
    assert!(!code.proves_app);
}

#[test]
fn a_code_lives_sixty_seconds_and_shows_what_its_view_says() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    for view in CredentialView::ALL {
        let code = wallet.make_code(view).unwrap();
        assert_eq!(code.remaining, Duration::from_secs(60));
        assert!(code.proves_app);
        stage.clock.pass(Duration::from_millis(20_500));
        let still = wallet.current_code().unwrap();
        assert_eq!(
            (still.id, still.view),
            (code.id, view),
            "looking makes no new one"
        );
        assert_eq!(still.remaining, Duration::from_millis(39_500));

        let shown = see(&officer, &picture_of_svg(&code.svg))
            .unwrap()
            .verdict
            .unwrap();
        let (read, proven) = shown.judgement.reading.as_ref().unwrap().person();
        assert!(proven);
        let citizen = person(Branch::Citizen);
        let number = Some(citizen.number.as_str());
        let name = citizen.full_name.as_str();
        match view {
            CredentialView::A => {
                let masked = dinhdanh_credential::issue::masked_name(name);
                assert_eq!(
                    (read.full_name.as_deref(), read.number.as_deref()),
                    (Some(&*masked), None)
                );
                assert_eq!(read.portrait_hash.as_ref().map(Vec::len), Some(16));
            }
            CredentialView::B => {
                assert_eq!(
                    (read.full_name.as_deref(), read.number.as_deref()),
                    (Some(name), number)
                );
                assert_eq!(read.portrait_hash.as_ref().map(Vec::len), Some(32));
                let bytes = bytes_of(&text_of_svg(&code.svg));
                assert!(bytes.len() <= 420, "{}", bytes.len());
            }
            CredentialView::C => {
                assert_eq!(
                    (read.full_name.as_deref(), read.number.as_deref()),
                    (Some(name), number)
                );
                assert!(read.portrait.as_ref().is_some_and(|webp| webp.len() <= 550));
            }
        }
        // Setting the wall clock back adds nothing to the sixty seconds.
        stage.clock.set(-3_600_000);
        let left = wallet.current_code().unwrap().remaining;
        assert_eq!(left, Duration::from_millis(39_500));
        stage.clock.set(3_600_000);
        stage.clock.pass(Duration::from_millis(39_500));
        assert!(wallet.current_code().is_none());
    }
    let code = wallet.make_code(CredentialView::B).unwrap();
    // Whoever judges by the clock on the wall finds it older when that is set forward.
    stage.clock.set(59_000);
    assert_eq!(wallet.current_code().unwrap().remaining, Duration::from_secs(1));
    stage.clock.set(1_000);
    assert!(wallet.current_code().is_none() && !wallet.keeps_awake());
    assert_ne!(
        wallet.make_code(CredentialView::B).unwrap().id,
        code.id,
        "asked for, a second one is made"
    );
    wallet.drop_code().unwrap();
    assert!(wallet.current_code().is_none());
}

#[test]
fn presentation_mode_refuses_all_else_until_the_passcode() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Officer));
    wallet.present().unwrap();
    assert!(wallet.is_presenting());
    assert!(
        !wallet.keeps_awake(),
        "only a living code holds the idle lock off"
    );
    let refused = [
        refusal(wallet.set_code_switch(false)),
        refusal(wallet.drop_code()),
        refusal(wallet.card_qr()),
        refusal(wallet.identity_card(Some(PASSCODE))),
        refusal(wallet.change_passcode(PASSCODE, "739204", "739204")),
        refusal(wallet.passcode_fault("739204")),
        refusal(wallet.check_readiness()),
        refusal(wallet.check_picture(b"")),
        refusal(wallet.check_frame(1, 1, &[0])),
        refusal(wallet.next_check()),
    ];
    assert_eq!(refused, ["presenting"; 10]);
    assert_eq!(
        refusal(wallet.make_code(CredentialView::C)),
        "presenting",
        "no portrait for whoever holds the device"
    );
    wallet.make_code(CredentialView::B).unwrap();
    assert!(wallet.current_code().is_some());
    wallet.refresh().unwrap();
    assert_eq!(refusal(wallet.confirm_passcode("739204")), "passcode_wrong");
    assert!(wallet.is_presenting());
    wallet.confirm_passcode(PASSCODE).unwrap();
    assert!(!wallet.is_presenting());
    wallet.card_qr().unwrap();

    wallet.present().unwrap();
    wallet.lock();
    assert!(
        !wallet.is_presenting() && !wallet.keeps_awake(),
        "locking is always allowed"
    );
}

/// A change of standing takes the code away, and with it nothing of what presentation mode keeps back.
#[test]
fn presentation_mode_shows_one_view_through_a_change_of_standing() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.make_code(CredentialView::A).unwrap();
    wallet.present().unwrap();
    let desk = stage.authority.desk();
    for status in [AccountStatus::Suspended, AccountStatus::Active] {
        desk.set_status(&citizen.number, status, WHY).unwrap();
        wallet.refresh().unwrap();
    }
    assert!(wallet.current_code().is_none());
    for more in [CredentialView::B, CredentialView::C] {
        assert_eq!(refusal(wallet.make_code(more)), "presenting");
    }
    wallet.make_code(CredentialView::A).unwrap();
    wallet.confirm_passcode(PASSCODE).unwrap();
    wallet.make_code(CredentialView::C).unwrap();
}

#[test]
fn credentials_are_renewed_with_fifteen_days_left() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    let first = end_of_credential(&wallet);
    stage.clock.pass_days(15);
    wallet.refresh().unwrap();
    assert_eq!(end_of_credential(&wallet), first, "fifteen days are left");
    stage.clock.pass(Duration::from_secs(1));
    wallet.refresh().unwrap();
    let second = end_of_credential(&wallet);
    assert!(second - first > chrono::TimeDelta::days(14), "{}", second - first);

    officer.refresh().unwrap();
    assert_eq!(verdict(&officer, &code_text(&wallet)), "genuine_practice");
}

#[test]
fn thirty_days_out_of_reach_end_the_credentials_and_a_refresh_brings_new_ones() {
    let stage = Stage::new();
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, person(Branch::Citizen));
    wallet.set_code_switch(true).unwrap();
    wire.cut(true);
    stage.clock.pass_days(29);
    assert_eq!(refusal(wallet.refresh()), "authority_unreachable");
    wallet.make_code(CredentialView::B).unwrap();
    stage.clock.pass_days(1);
    assert_eq!(
        refusal(wallet.make_code(CredentialView::B)),
        "credentials_expired"
    );
    wallet.lock();
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(
        refusal(wallet.make_code(CredentialView::B)),
        "credentials_expired"
    );
    wire.cut(false);
    wallet.refresh().unwrap();
    wallet.make_code(CredentialView::B).unwrap();
}

#[test]
fn a_renewal_whose_answer_was_lost_is_asked_for_again() {
    let stage = Stage::new();
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, person(Branch::Citizen));
    wallet.set_code_switch(true).unwrap();
    stage.clock.pass_days(20);
    wire.lose_next_answer();
    assert_eq!(refusal(wallet.refresh()), "authority_unreachable");
    wallet.make_code(CredentialView::B).unwrap();
    wallet.refresh().unwrap();
    let officer = stage.active("canbo", person(Branch::Officer));
    assert_eq!(verdict(&officer, &code_text(&wallet)), "genuine_practice");
}

#[test]
fn the_wallet_learns_what_the_authority_made_of_its_account() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let desk = stage.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    wallet.refresh().unwrap();
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "account_suspended");
    wallet.lock();
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(
        refusal(wallet.make_code(CredentialView::B)),
        "account_suspended",
        "kept"
    );

    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    wallet.refresh().unwrap();
    wallet.make_code(CredentialView::B).unwrap();

    desk.set_status(&citizen.number, AccountStatus::Revoked, WHY)
        .unwrap();
    wallet.refresh().unwrap();
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "account_revoked");
}

#[test]
fn below_level_two_the_switch_is_off_again() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    wallet.make_code(CredentialView::B).unwrap();
    let desk = stage.authority.desk();
    desk.set_level(&citizen.number, AccountLevel::One, WHY).unwrap();
    wallet.refresh().unwrap();
    let account = account(&wallet);
    assert_eq!((account.level, account.code_switch), (1, false));
    assert!(wallet.current_code().is_none(), "it said level 2");
    assert_eq!(refusal(wallet.set_code_switch(true)), "level_too_low");
    assert!(!wallet.make_code(CredentialView::B).unwrap().proves_app);

    desk.set_level(&citizen.number, AccountLevel::Two, WHY).unwrap();
    stage.clock.pass_days(16);
    wallet.refresh().unwrap();
    assert_eq!(
        refusal(wallet.make_code(CredentialView::B)),
        "switch_off",
        "who comes back to level 2 turns it on himself"
    );
}

#[test]
fn a_device_learns_that_the_account_has_moved_to_another() {
    let stage = Stage::new();
    let officer = person(Branch::Officer);
    let first = stage.active("cu", officer);
    first.make_code(CredentialView::B).unwrap();
    stage.authority.desk().unbind(&officer.number, WHY).unwrap();
    let second = stage.active("moi", officer);
    let picture = picture_of_svg(&second.make_code(CredentialView::B).unwrap().svg);

    first.refresh().unwrap();
    assert!(
        first.current_code().is_none(),
        "what shows proves nothing any more"
    );
    for since in ["at once", "kept"] {
        let status = account(&first).status;
        assert_eq!(status, dinhdanh_vault::AccountStatus::DeviceUnbound, "{since}");
        for refused in [
            refusal(first.make_code(CredentialView::B)),
            refusal(first.set_code_switch(true)),
            refusal(see(&first, &picture)),
        ] {
            assert_eq!(refused, "device_unbound", "{since}");
        }
        let reason = first.check_readiness().unwrap().reason;
        assert_eq!(reason, Some(NotReady::DeviceUnbound), "{since}");
        first.identity_card(Some(PASSCODE)).unwrap();
        first.card_qr().unwrap();
        first.refresh().unwrap();
        first.lock();
        first.unlock(PASSCODE).unwrap();
    }
    second.refresh().unwrap();
    second.make_code(CredentialView::B).unwrap();
    assert!(see(&second, &picture).unwrap().verdict.is_some());
}

#[test]
fn trust_data_that_withdraw_every_credential_speak_until_the_authority_does() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    wallet.set_code_switch(true).unwrap();
    let desk = stage.authority.desk();

    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    wire.refuse_renewals(true);
    assert_eq!(refusal(wallet.refresh()), "authority_unreachable");
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "account_suspended");
    wire.refuse_renewals(false);
    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    wallet.refresh().unwrap();
    wallet.make_code(CredentialView::B).unwrap();

    desk.unbind(&citizen.number, WHY).unwrap();
    wire.refuse_renewals(true);
    assert_eq!(refusal(wallet.refresh()), "authority_unreachable");
    assert_eq!(refusal(wallet.make_code(CredentialView::B)), "device_unbound");
}

#[test]
fn what_the_authority_said_of_an_account_outlives_what_its_lists_say() {
    let stage = Stage::new();
    let citizen = person(Branch::Officer);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    stage
        .authority
        .desk()
        .set_status(&citizen.number, AccountStatus::Revoked, WHY)
        .unwrap();
    wallet.refresh().unwrap();
    wire.refuse_renewals(true);
    assert_eq!(refusal(wallet.refresh()), "authority_unreachable");
    assert_eq!(account(&wallet).status, dinhdanh_vault::AccountStatus::Revoked);
    assert_eq!(wallet.check_readiness().unwrap().reason, Some(NotReady::Revoked));
}

fn account(wallet: &Wallet) -> dinhdanh_vault::Account {
    match wallet.state() {
        State::Unlocked(open) => open.account,
        _ => panic!("{}", standing(wallet)),
    }
}

fn code_text(wallet: &Wallet) -> String {
    text_of_svg(&wallet.make_code(CredentialView::B).unwrap().svg)
}

fn end_of_credential(wallet: &Wallet) -> chrono::DateTime<chrono::Utc> {
    let bytes = bytes_of(&code_text(wallet));
    let code = dinhdanh_credential::token::UnverifiedCode::parse(&bytes).unwrap();
    chrono::DateTime::from_timestamp(i64::from(code.claims.expires_at), 0).unwrap()
}
