//! A paper on paper: what stands on the sheet, and what an officer's app makes of its codes.

use std::collections::BTreeSet;
use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_credential::Word;
use dinhdanh_paper::{PaperKind, Proof};
use dinhdanh_protocol::AccountStatus;
use dinhdanh_wallet::{PaperChecked, PaperEntry, PaperPrinting, PrintedPaper};

use super::verify::picture;
use super::{Counter, holder, only_shown};
use crate::stage::codes::see;
use crate::stage::{PASSCODE, WHY, person, refusal};

fn printing(entry: &PaperEntry, fields: &[&str]) -> PaperPrinting {
    PaperPrinting {
        id: entry.id,
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        edition: None,
        to: Some("Phường Khâm Thiên".to_owned()),
    }
}

impl Counter {
    fn printed(&self, entry: &PaperEntry, fields: &[&str]) -> PrintedPaper {
        self.citizen.print_paper(&printing(entry, fields), None).unwrap()
    }

    /// The officer holds the codes before the camera one by one, the last first, but for two.
    fn read(&self, printed: &PrintedPaper) -> PaperChecked {
        self.officer.refresh().unwrap();
        // What was held out before is out of sight.
        self.stage.clock.pass(Duration::from_secs(3));
        let codes: Vec<_> = printed.codes.iter().skip(2).rev().collect();
        for (index, code) in codes.iter().enumerate() {
            let frame = see(&self.officer, &picture(code)).unwrap();
            if let Some(checked) = frame.paper {
                assert_eq!(index + 1, codes.len(), "it took fewer codes than it has");
                self.officer.next_check().unwrap();
                return *checked;
            }
            let gathering = frame.gathering.unwrap();
            assert_eq!((gathering.have, gathering.need), (index + 1, codes.len()));
        }
        panic!("the codes did not do");
    }
}

#[test]
fn a_print_says_what_was_signed_and_proves_nobody() {
    let counter = Counter::of(holder(PaperKind::DrivingLicence));
    let entry = counter.integrated(PaperKind::DrivingLicence);
    let fields = [
        "full_name",
        "document_number",
        "classes",
        "expires_on",
        "portrait",
    ];
    let printed = counter.printed(&entry, &fields);
    assert!(printed.pdf.starts_with(b"%PDF-"));
    assert!(
        printed.name.starts_with("ban-in-driving-licence-"),
        "{}",
        printed.name
    );
    let checked = counter.read(&printed);
    let judgement = &checked.judgement;
    assert_eq!(
        (judgement.verdict.code(), judgement.word),
        ("printed_copy", Word::Unverified)
    );
    // Just what was chosen, and no face.
    assert_eq!(
        only_shown(&checked),
        fields.into_iter().take(4).collect::<BTreeSet<_>>()
    );
    let shown = judgement.shown.as_ref().unwrap();
    assert_eq!((shown.proof, shown.made_at), (Proof::Issued, None));
    assert_eq!(checked.same_person, None);
    // It may be looked at again; a copy is spent, and it is known to whom it went.
    assert_eq!(counter.read(&printed).judgement.verdict.code(), "printed_copy");
    assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 9);
    let logged = counter.citizen.shared(None).unwrap().remove(0);
    assert!(logged.printed && logged.purpose.is_none());
    assert_eq!(logged.to.as_deref(), Some("Phường Khâm Thiên"));
    assert_eq!(logged.fields, fields[..4]);
}

#[test]
fn a_print_of_what_was_withdrawn_or_is_old_says_so() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::Residence);
    let desk = counter.stage.authority.desk();
    let number = &person(Branch::Citizen).number;
    let printed = counter.printed(&entry, &["full_name"]);
    desk.set_status(number, AccountStatus::Suspended, WHY).unwrap();
    assert_eq!(counter.read(&printed).judgement.verdict.code(), "suspended");
    desk.set_status(number, AccountStatus::Active, WHY).unwrap();
    assert_eq!(counter.read(&printed).judgement.verdict.code(), "printed_copy");
    counter.stage.clock.pass_days(31);
    assert_eq!(counter.read(&printed).judgement.verdict.code(), "expired");
}

#[test]
fn a_print_asks_for_the_passcode_and_for_something_to_print() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::IdentityCard);
    for nothing in [&[] as &[&str], &["portrait"], &["no_such_field"]] {
        let refused = counter.citizen.print_paper(&printing(&entry, nothing), None);
        assert_eq!(refusal(refused), "nothing_chosen", "{nothing:?}");
    }
    counter.citizen.set_papers_ask(true, None).unwrap();
    let print = printing(&entry, &["full_name"]);
    assert_eq!(
        refusal(counter.citizen.print_paper(&print, None)),
        "passcode_malformed"
    );
    assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 10);
    counter.citizen.print_paper(&print, Some(PASSCODE)).unwrap();
}

#[test]
fn every_kind_can_be_printed() {
    for kind in PaperKind::ALL {
        let counter = Counter::of(holder(kind));
        let entry = counter.integrated(kind);
        let sheet = counter.citizen.open_paper(entry.id, None).unwrap();
        let all: Vec<_> = sheet.content.keys().map(String::as_str).collect();
        match counter.citizen.print_paper(&printing(&entry, &all), None) {
            Ok(printed) => assert!(printed.pdf.starts_with(b"%PDF-"), "{kind:?}"),
            // A long list; nothing was spent.
            refused => {
                assert_eq!(refusal(refused), "too_long_to_print", "{kind:?}");
                assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 10);
            }
        }
        assert!(
            counter
                .citizen
                .print_paper(&printing(&entry, &["full_name"]), None)
                .is_ok(),
            "{kind:?}"
        );
    }
}
