//! "Thông báo": what happens to an account reaches its wallet, also one that is bound no more.

use std::sync::Arc;

use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::{AccountLevel, AccountStatus, NoticeKind};
use dinhdanh_wallet::{AccountNotice, State, Wallet};

use crate::stage::wires::Wire;
use crate::stage::{OTHER_PASSCODE, PASSCODE, Stage, person, refusal};

#[test]
fn what_the_desk_does_is_told_once_and_outlives_the_lock() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    assert_eq!(unread(&wallet), 0);
    let desk = stage.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, "Mất máy.")
        .unwrap();
    desk.set_status(&citizen.number, AccountStatus::Active, "Đã tìm thấy.")
        .unwrap();
    wallet.refresh().unwrap();
    wallet.refresh().unwrap();
    let told: Vec<_> = wallet.notices().unwrap().into_iter().map(|n| n.kind).collect();
    let suspended = NoticeKind::Suspended {
        reason: "Mất máy.".to_owned(),
    };
    assert_eq!(told, [NoticeKind::Restored, suspended], "newest first, each once");
    assert_eq!(unread(&wallet), 2);

    wallet.lock();
    assert_eq!(refusal(wallet.notices()), "locked");
    assert!(says_new(&wallet), "and nothing of what it is");
    wallet.unlock(PASSCODE).unwrap();
    assert_eq!(unread(&wallet), 2);
    let newest = wallet.notices().unwrap()[0].seq;
    wallet.notices_read(newest - 1).unwrap();
    assert_eq!(unread(&wallet), 1);
    wallet.notices_read(newest).unwrap();
    assert!(wallet.notices().unwrap().iter().all(|notice| notice.read));
    assert_eq!(unread(&wallet), 0);
    wallet.lock();
    assert!(!says_new(&wallet));
}

/// Whether the lock screen says that there is something new.
fn says_new(wallet: &Wallet) -> bool {
    match wallet.state() {
        State::Locked(locked) => locked.unread,
        _ => panic!("the account is locked"),
    }
}

#[test]
fn a_device_that_is_bound_no_more_is_told_why() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let desk = stage.authority.desk();
    desk.unbind(&citizen.number, "Báo mất máy.").unwrap();
    // What happens afterwards is another device's to know.
    stage.clock.pass(std::time::Duration::from_secs(1));
    desk.set_status(&citizen.number, AccountStatus::Suspended, "Khác.")
        .unwrap();
    wallet.refresh().unwrap();
    let told: Vec<_> = wallet.notices().unwrap().into_iter().map(|n| n.kind).collect();
    assert_eq!(told, [NoticeKind::UnboundAtDesk]);
}

#[test]
fn a_new_passcode_is_told_once_however_often_the_answer_is_lost() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    drop(stage.active("an", citizen));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    wallet.unlock(PASSCODE).unwrap();
    wallet.refresh().unwrap();
    assert_eq!(
        passcodes_told(&wallet),
        0,
        "of the first there is nothing to tell"
    );
    wallet
        .change_passcode(PASSCODE, OTHER_PASSCODE, OTHER_PASSCODE)
        .unwrap();
    // The trust data come, and then what is said of the passcode goes unanswered.
    wire.lose_answer_after(1);
    wallet.refresh().unwrap();
    drop(wallet);
    let wallet = stage.wallet_of("an", wire);
    wallet.unlock(OTHER_PASSCODE).unwrap();
    for _ in 0..2 {
        wallet.refresh().unwrap();
        assert_eq!(passcodes_told(&wallet), 1);
    }
    let sms = stage.authority.messages(&citizen.phone).unwrap();
    assert_eq!(sms.iter().filter(|sms| sms.text.contains("Passcode")).count(), 1);
}

/// Of how many new passcodes the wallet has a notice.
pub(crate) fn passcodes_told(wallet: &Wallet) -> usize {
    let told = wallet.notices().unwrap();
    let of_passcode = |notice: &&AccountNotice| notice.kind == NoticeKind::PasscodeChanged;
    told.iter().filter(of_passcode).count()
}

#[test]
fn a_level_that_the_desk_sets_is_had_at_the_next_refresh() {
    let stage = Stage::new();
    let citizen = person(Branch::LevelOne);
    let wallet = stage.active("an", citizen);
    assert_eq!(level(&wallet), 1);
    stage
        .authority
        .desk()
        .set_level(&citizen.number, AccountLevel::Two, "Đã đối chiếu.")
        .unwrap();
    wallet.refresh().unwrap();
    assert_eq!(level(&wallet), 2);
    wallet.set_code_switch(true).unwrap();
}

fn level(wallet: &Wallet) -> u8 {
    match wallet.state() {
        State::Unlocked(person) => person.account.level,
        _ => panic!("the account is open"),
    }
}

fn unread(wallet: &Wallet) -> u32 {
    match wallet.state() {
        State::Unlocked(person) => person.unread_notices,
        _ => panic!("the account is open"),
    }
}
