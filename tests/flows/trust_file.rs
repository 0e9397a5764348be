//! Trust data that come to a desk by file.

use std::sync::Arc;

use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::{AccountStatus, Clock as _, CredentialView};
use dinhdanh_tests::trust::{bundle, bundle_of, practice_issuer, stranger, trusted};

use crate::stage::codes::{text_of_svg, verdict};
use crate::stage::wires::Wire;
use crate::stage::{Stage, WHY, people, person, refusal};

#[test]
fn a_desk_without_a_network_takes_them_from_the_next_desk() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let near = stage.active("gan", person(Branch::Officer));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let far = stage.wallet_of("xa", wire.clone());
    let (first, second) = (person(Branch::Citizen), person(Branch::Officer));
    let another = people().iter().find(|one| {
        one.standing == first.standing && one.number != first.number && one.number != second.number
    });
    stage.activate(&far, another.unwrap());
    wire.cut(true);
    let code = || text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    let old = near.export_trust().unwrap();

    stage.clock.pass_days(8);
    let desk = stage.authority.desk();
    assert_eq!(verdict(&far, &code()), "stale_trust");
    desk.set_status(&person(Branch::Citizen).number, AccountStatus::Suspended, WHY)
        .unwrap();
    near.refresh().unwrap();
    let file = near.export_trust().unwrap();

    // What is torn, older or another's leaves what there is. A stick that is pulled while it is read ends the file
    // anywhere.
    for cut in (0..file.len()).step_by(7).chain([file.len() - 1]) {
        assert_eq!(
            refusal(far.import_trust(&file[..cut])),
            "trust_unreadable",
            "{cut}"
        );
    }
    assert_eq!(refusal(far.import_trust(b"another")), "trust_unreadable");
    let newer = bundle_of(
        &stranger().unwrap(),
        stage.clock.now(),
        vec![trusted(&practice_issuer().unwrap(), true)],
    )
    .unwrap();
    assert_eq!(
        refusal(far.import_trust(&newer)),
        "trust_of_another",
        "its root is another's"
    );
    let mut forged = file.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(far.import_trust(&forged)), "trust_of_another");
    assert_eq!(verdict(&far, &code()), "stale_trust");

    let taken = far.import_trust(&file).unwrap();
    assert!(taken.newer && taken.issued_at <= stage.clock.now());
    assert_eq!(verdict(&far, &code()), "suspended");
    assert!(!far.import_trust(&file).unwrap().newer, "the same again");
    assert_eq!(refusal(far.import_trust(&old)), "trust_older");
    assert_eq!(far.export_trust().unwrap(), file);

    // Dated ahead of this clock it still brings the newest withdrawals, and calls nothing genuine.
    let ahead = bundle(
        stage.clock.now() + TimeDelta::days(400),
        vec![trusted(&practice_issuer().unwrap(), true)],
    )
    .unwrap();
    assert!(far.import_trust(&ahead).unwrap().newer);
    assert_eq!(refusal(far.import_trust(&file)), "trust_older");
}
