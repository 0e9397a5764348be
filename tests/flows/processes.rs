//! Several profiles in several processes, as on a family computer. That two processes may open the authority at
//! once is the authority's own test: fifty rounds of it, `sharing` in its crate.

use std::io::BufRead as _;

use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::CredentialView;
use dinhdanh_wallet::Wallet;

use crate::stage::child::{self, Process};
use crate::stage::codes::{picture_of_svg, png};
use crate::stage::wires::OutOfReach;
use crate::stage::{MORNING, Stage, all_steps, authority_in, parts, person, standing};

#[test]
fn an_officer_in_another_process_checks_a_citizen() {
    let stage = Stage::new();
    let mut officer = Process::start("processes::child_officer", stage.folder(), MORNING);
    // Both activate at the same authority, at the same time.
    let citizen = stage.active("an", person(Branch::Citizen));
    assert_eq!(officer.hear().as_deref(), Some("unlocked"));

    let code = citizen.make_code(CredentialView::B).unwrap();
    let file = stage.folder().join("code.png");
    std::fs::write(&file, png(&picture_of_svg(&code.svg))).unwrap();
    for expected in ["genuine_practice", "replayed"] {
        officer.tell(file.to_str().unwrap());
        assert_eq!(officer.hear().as_deref(), Some(expected));
    }

    let mut third = Process::start("processes::child_on_a_profile_in_use", stage.folder(), MORNING);
    assert_eq!(third.hear().as_deref(), Some("profile_in_use"));
    third.end();
    // Which has disturbed nobody; and when a profile is let go of, it can be opened.
    assert_eq!(standing(&citizen), "unlocked");
    drop(citizen);
    let mut fourth = Process::start("processes::child_on_a_profile_in_use", stage.folder(), MORNING);
    assert_eq!(fourth.hear().as_deref(), Some("locked"));
    fourth.end();
    officer.end();
}

#[test]
#[ignore = "a child of an_officer_in_another_process_checks_a_citizen"]
fn child_officer() {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = std::sync::Arc::new(authority_in(&folder, clock.clone()));
    let wallet = Wallet::open(parts(&folder, "canbo", authority.clone(), clock)).unwrap();
    all_steps(&wallet, &authority, person(Branch::Officer), || ());
    child::say(standing(&wallet));
    for path in std::io::stdin().lock().lines() {
        let frame = wallet
            .check_picture(&std::fs::read(path.unwrap()).unwrap())
            .unwrap();
        child::say(frame.verdict.unwrap().judgement.verdict.code());
    }
}

#[test]
#[ignore = "a child of an_officer_in_another_process_checks_a_citizen"]
fn child_on_a_profile_in_use() {
    let parts = parts(
        &child::folder(),
        "an",
        std::sync::Arc::new(OutOfReach),
        child::clock(),
    );
    match Wallet::open(parts) {
        Ok(wallet) => child::say(standing(&wallet)),
        Err(error) => child::say(&error.code().to_string()),
    }
}
