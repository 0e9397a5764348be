//! Papers from the register to the officer's desk: a citizen and an officer, each with an app.

use std::collections::BTreeSet;
use std::sync::Arc;

use dinhdanh_authority::population::papers::papers;
use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_paper::{Format, PaperKind};
use dinhdanh_wallet::{FramePace, Integrated, PaperChecked, PaperEntry, PaperShowing, Presentation, Wallet};

use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, Stage, people, person};

mod issue;
mod mdoc;
mod print;
mod show;
mod verify;

/// A citizen and an officer, each with an app; the citizen's way to the authority.
pub(crate) struct Counter {
    pub(crate) stage: Stage,
    pub(crate) citizen: Wallet,
    pub(crate) officer: Wallet,
    pub(crate) wire: Arc<Wire>,
}

impl Counter {
    pub(crate) fn new() -> Self {
        Self::of(person(Branch::Citizen))
    }

    pub(crate) fn of(citizen: &Person) -> Self {
        let stage = Stage::new();
        let wire = Arc::new(Wire::to(stage.authority.clone()));
        let wallet = stage.wallet_of("an", wire.clone());
        stage.activate(&wallet, citizen);
        wallet.set_papers_ask(false, Some(PASSCODE)).unwrap();
        Self {
            citizen: wallet,
            officer: stage.active("canbo", person(Branch::Officer)),
            stage,
            wire,
        }
    }

    pub(crate) fn integrated(&self, kind: PaperKind) -> PaperEntry {
        match self.citizen.integrate_paper(kind, None).unwrap() {
            Integrated::Kept(entries) => entries.into_iter().next().unwrap(),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn presented(&self, entry: &PaperEntry, fields: &[&str]) -> Presentation {
        self.citizen.present_paper(&showing(entry, fields), None).unwrap()
    }

    /// The officer's verdict, with the newest trust data.
    pub(crate) fn verdict(&self, text: &str) -> &'static str {
        self.officer.refresh().unwrap();
        self.judged(text)
    }

    pub(crate) fn judged(&self, text: &str) -> &'static str {
        let checked = self.officer.check_paper_text(text, None).unwrap();
        checked.judgement.verdict.code()
    }
}

pub(crate) fn showing(entry: &PaperEntry, fields: &[&str]) -> PaperShowing {
    PaperShowing {
        id: entry.id,
        format: Format::SdJwt,
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        purpose: None,
        to: None,
        edition: None,
        challenge: None,
        pace: FramePace::Brisk,
    }
}

pub(crate) fn only_shown(checked: &PaperChecked) -> BTreeSet<&str> {
    let shown = checked.judgement.shown.as_ref().unwrap();
    let names = shown
        .content
        .iter()
        // A list and the ages stand open, and are empty unless something of them is shown.
        .filter(|(_, value)| value.as_array().is_none_or(|entries| !entries.is_empty()))
        .filter(|(_, value)| value.as_object().is_none_or(|members| !members.is_empty()));
    names.map(|(name, _)| name.as_str()).collect()
}

/// Those whose accounts await their activation at level 2, the citizen first.
pub(crate) fn citizens() -> impl Iterator<Item = &'static Person> {
    let (citizen, officer) = (person(Branch::Citizen), person(Branch::Officer));
    let alike = people()
        .iter()
        .filter(|one| one.standing == citizen.standing)
        .filter(|one| one.number != officer.number && one.number != citizen.number);
    std::iter::once(citizen).chain(alike)
}

/// One of them who has such a paper, in force.
pub(crate) fn holder(kind: PaperKind) -> &'static Person {
    let in_force = |one: &&Person| {
        let papers = papers(one, kind).unwrap();
        papers
            .first()
            .is_some_and(|paper| paper.state == dinhdanh_credential::Status::Valid)
    };
    citizens().find(in_force).unwrap()
}
