//! "Phiếu kết quả kiểm tra": made by the officer, kept by both, verified by a third.

use dinhdanh_authority::population::Branch;
use dinhdanh_credential::issue::masked_name;
use dinhdanh_credential::receipt::{Compared, ReceiptVerdict, mark_of};
use dinhdanh_credential::token::{UnverifiedCode, text_to_bytes};
use dinhdanh_protocol::{AccountStatus, CredentialView};
use dinhdanh_wallet::CaseNote;

use crate::stage::codes::{text_of_svg, verdict};
use crate::stage::{PASSCODE, Stage, WHY, people, person, refusal};

fn note() -> CaseNote {
    CaseNote {
        compared: Compared {
            face: true,
            papers: false,
            form: true,
        },
        basis: Some(" Đăng ký tạm trú ".to_owned()),
        file_number: Some("H29.18-261121-0042".to_owned()),
    }
}

#[test]
fn both_sides_keep_it_and_a_third_verifies_it() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    assert_eq!(refusal(officer.make_receipt(&note())), "wrong_step");
    let code = text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    assert_eq!(verdict(&officer, &code), "genuine_practice");
    assert_eq!(officer.open_case().unwrap().unwrap().verdict, "genuine_practice");
    let long = CaseNote {
        file_number: Some("9".repeat(49)),
        ..note()
    };
    assert_eq!(refusal(officer.make_receipt(&long)), "note_too_long");
    let made = officer.make_receipt(&note()).unwrap();
    assert!(made.own && made.judged.verdict == ReceiptVerdict::SignedPractice);
    assert_eq!(
        refusal(officer.make_receipt(&note())),
        "wrong_step",
        "one receipt a case"
    );
    let says = made.judged.says.clone().unwrap();
    let cti = UnverifiedCode::parse(&text_to_bytes(&code).unwrap())
        .unwrap()
        .proof
        .code_id;
    assert_eq!(says.receipt.code_mark, Some(mark_of(&cti)));
    assert_eq!(says.receipt.basis.as_deref(), Some("Đăng ký tạm trú"));
    assert_eq!(
        says.officer.name,
        Some(masked_name(&person(Branch::Officer).full_name))
    );

    // The citizen takes it from the officer's screen; given twice it is one.
    let scanned = text_of_svg(&made.svg().unwrap_or_default());
    citizen.keep_receipt(&scanned).unwrap();
    citizen.keep_receipt(&scanned).unwrap();
    assert_eq!(citizen.receipts().unwrap().len(), 1);
    assert!(!citizen.receipts().unwrap()[0].own);
    let mut forged = scanned.clone();
    let last = forged.pop().unwrap();
    forged.push(if last == '0' { '1' } else { '0' });
    assert_eq!(refusal(citizen.keep_receipt(&forged)), "not_a_receipt");

    // A third person, at level 1 or 2, has only the text.
    let (first, second) = (person(Branch::Citizen), person(Branch::Officer));
    let third = people().iter().find(|one| {
        one.standing == first.standing && one.number != first.number && one.number != second.number
    });
    let third = stage.active("ba", third.unwrap());
    assert_eq!(
        third.judge_receipt(&scanned).unwrap().verdict,
        ReceiptVerdict::SignedPractice
    );
    let desk = stage.authority.desk();
    desk.set_status(&second.number, AccountStatus::Revoked, WHY)
        .unwrap();
    third.refresh().unwrap();
    assert_eq!(
        third.judge_receipt(&scanned).unwrap().verdict,
        ReceiptVerdict::Withdrawn
    );

    let id = citizen.receipts().unwrap()[0].id;
    citizen.forget_receipt(id).unwrap();
    assert!(citizen.receipts().unwrap().is_empty());
    officer.lock();
    officer.unlock(PASSCODE).unwrap();
    assert_eq!(officer.receipts().unwrap().len(), 1);
}

#[test]
fn a_refusal_is_kept_for_its_holder() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    assert_eq!(
        refusal(citizen.note_refusal(" ", "Thuê phòng", "")),
        "nothing_written"
    );
    citizen
        .note_refusal("Nhà nghỉ Hoa Sen", "Thuê phòng", "Chỉ nhận thẻ")
        .unwrap();
    let kept = citizen.refusals().unwrap();
    assert_eq!(kept[0].said, "Chỉ nhận thẻ");
    citizen.forget_refusal(kept[0].id).unwrap();
    assert!(citizen.refusals().unwrap().is_empty());
}
