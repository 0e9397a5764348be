//! kill −9 while a paper comes and while it is shown: the old copies or the new ones are there, never a part; and a copy
//! that was shown to somebody is never taken for fresh.

use std::collections::BTreeSet;
use std::sync::Arc;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_paper::{Format, PaperKind};
use dinhdanh_protocol::Clock as _;
use dinhdanh_wallet::{FramePace, Integrated, PaperShowing, Wallet};

use crate::kill::after;
use crate::papers::holder;
use crate::stage::child::{self, Process};
use crate::stage::{PASSCODE, Stage, authority_in, parts, person};

const DURING_INTEGRATION: u64 = 15;
const DURING_PRESENTATION: u64 = 15;
/// Its copies come in two batches, and are kept at once.
const IN_BOTH_FORMS: PaperKind = PaperKind::DrivingLicence;

fn child_wallet() -> Wallet {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = Arc::new(authority_in(&folder, clock.clone()));
    let wallet = Wallet::open(parts(&folder, "an", authority, clock)).unwrap();
    wallet.unlock(PASSCODE).unwrap();
    wallet
}

fn stage_with(citizen: &Person) -> Stage {
    let stage = Stage::new();
    let wallet = stage.active("an", citizen);
    wallet.set_papers_ask(false, Some(PASSCODE)).unwrap();
    stage
}

fn showing(id: u64) -> PaperShowing {
    PaperShowing {
        id,
        format: Format::SdJwt,
        fields: vec!["full_name".to_owned()],
        purpose: None,
        to: None,
        edition: None,
        challenge: None,
        pace: FramePace::Calm,
    }
}

#[test]
fn during_an_integration() {
    let stage = stage_with(holder(IN_BOTH_FORMS));
    let mut newest = 0;
    for round in 0..DURING_INTEGRATION {
        // Each day has an end to how often the register is asked.
        stage.clock.pass_days(1);
        let wall = stage.clock.now().timestamp_millis();
        let child = Process::start("kill_papers::child_integrates", stage.folder(), wall);
        let said = child.kill_after(round % 3, after(round, 40));
        let wallet = stage.wallet("an");
        wallet.unlock(PASSCODE).unwrap();
        let papers = wallet.papers().unwrap();
        assert!(papers.len() <= 1, "{round}");
        let refreshed = papers
            .first()
            .map_or(0, |paper| paper.refreshed_at.timestamp_millis());
        assert!(refreshed >= newest, "{round}: an older one came back");
        newest = refreshed;
        if !said.is_empty() {
            assert_eq!(newest, wall, "{round}: what was told is there");
        }
        for paper in papers {
            assert_eq!(paper.formats, IN_BOTH_FORMS.formats(), "{round}");
            assert_eq!(paper.copies_left, 10, "{round}: all of each batch");
            wallet.open_paper(paper.id, None).unwrap();
            if round == DURING_INTEGRATION - 1 {
                wallet.present_paper(&showing(paper.id), None).unwrap();
            }
        }
    }
    assert!(newest > 0);
}

#[test]
#[ignore = "the child of during_an_integration"]
fn child_integrates() {
    let wallet = child_wallet();
    for _ in 0..20 {
        wallet.integrate_paper(IN_BOTH_FORMS, None).unwrap();
        child::say("kept");
    }
}

#[test]
fn during_presentations() {
    let stage = stage_with(person(Branch::Citizen));
    for round in 0..DURING_PRESENTATION {
        let Integrated::Kept(entries) = wallet_again(&stage)
            .integrate_paper(PaperKind::Residence, None)
            .unwrap()
        else {
            panic!("{round}: no paper");
        };
        let logged_before = wallet_again(&stage).shared(None).unwrap().len();
        let wall = stage.clock.now().timestamp_millis();
        let child = Process::start("kill_papers::child_presents", stage.folder(), wall);
        let said = child.kill_after(round % 5, after(round, 40));
        let wallet = wallet_again(&stage);
        let logged = wallet.shared(None).unwrap().len() - logged_before;
        let told = said.len();
        assert!(
            (told..=told + 1).contains(&logged),
            "{round}: {logged} logged of {told}"
        );
        let left = wallet.papers().unwrap().remove(0).copies_left as usize;
        assert_eq!(left, 10_usize.saturating_sub(logged), "{round}");
        // What is shown from now on was shown to nobody.
        let mut shown: BTreeSet<String> = said.into_iter().take(10).collect();
        for _ in 0..left {
            let text = wallet.present_paper(&showing(entries[0].id), None).unwrap().text;
            assert!(shown.insert(copy_of(&text)), "{round}: a copy was shown twice");
        }
    }
}

fn wallet_again(stage: &Stage) -> Wallet {
    let wallet = stage.wallet("an");
    wallet.unlock(PASSCODE).unwrap();
    wallet
}

#[test]
#[ignore = "the child of during_presentations"]
fn child_presents() {
    let wallet = child_wallet();
    let paper = wallet.papers().unwrap().remove(0);
    for _ in 0..40 {
        let text = wallet.present_paper(&showing(paper.id), None).unwrap().text;
        child::say(&copy_of(&text));
    }
}

/// The issuer's signature: another for each copy.
fn copy_of(presented: &str) -> String {
    let issued = presented.split('~').next().unwrap();
    issued.rsplit('.').next().unwrap().to_owned()
}
