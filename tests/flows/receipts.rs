//! "Phiếu kết quả kiểm tra": made by the officer, kept by both, verified by a third.

use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_credential::issue::masked_name;
use dinhdanh_credential::receipt::{Compared, ReceiptVerdict, mark_of};
use dinhdanh_credential::token::{UnverifiedCode, text_to_bytes};
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::{AccountStatus, CredentialView};
use dinhdanh_wallet::{CaseNote, TextWay};

use crate::papers::{Counter, showing};
use crate::stage::codes::{picture_of_svg, picture_of_text, png, see, text_of_picture, text_of_svg, verdict};
use crate::stage::sheet::{drawn, says};
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
        agreed: false,
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
    let kept = citizen.receipts().unwrap().remove(0);
    assert_eq!((kept.own, kept.judged.of_my_code), (false, Some(true)));
    assert_eq!(made.judged.of_my_code, None, "the officer's own");
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
    // It is about nobody's code whom it is not about, however many they made.
    third.make_code(CredentialView::B).unwrap();
    assert_eq!(third.judge_receipt(&scanned).unwrap().of_my_code, Some(false));
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
    assert_eq!(refusal(citizen.print_receipt(id)), "receipt_missing");
    officer.lock();
    officer.unlock(PASSCODE).unwrap();
    assert_eq!(officer.receipts().unwrap().len(), 1);
}

#[test]
fn what_stands_in_fields_is_written_only_where_the_citizen_agreed() {
    let counter = Counter::new();
    let officer = &counter.officer;
    let entry = counter.integrated(PaperKind::IdentityCard);
    let whole = person(Branch::Citizen).number.as_str();
    let name = &person(Branch::Citizen).full_name;
    for agreed in [false, true] {
        let shown = counter.presented(&entry, &["full_name", "personal_number"]);
        assert_eq!(counter.verdict(&shown.text), "genuine_practice");
        let made = officer.make_receipt(&CaseNote { agreed, ..note() }).unwrap();
        let receipt = made.judged.says.clone().unwrap().receipt;
        assert_eq!((receipt.agreed, receipt.papers.len()), (agreed, 1));
        let value = |field: &str| {
            let mut fields = receipt.papers[0].fields.iter();
            fields.find(|one| one.name == field).unwrap().value.as_deref()
        };
        let masked = format!("{}******{}", &whole[..3], &whole[9..]);
        assert_eq!(value("full_name"), agreed.then_some(name.as_str()));
        assert_eq!(value("personal_number"), agreed.then_some(masked.as_str()));
        let printed = officer.print_receipt(made.id).unwrap();
        let grouped = format!("{} {}", &whole[..3], &whole[3..6]);
        assert!(says(&printed.pdf, "Họ"));
        assert_eq!(says(&printed.pdf, &masked), agreed);
        assert!(!says(&printed.pdf, whole) && !says(&printed.pdf, &grouped));
        assert_eq!(text_of_picture(&drawn(&printed.pdf)), made.text);
    }
}

#[test]
fn a_receipt_tells_what_came_of_a_second_try() {
    let counter = Counter::new();
    let officer = &counter.officer;
    officer.refresh().unwrap();
    let [residence, insurance] =
        [PaperKind::Residence, PaperKind::HealthInsurance].map(|kind| counter.integrated(kind));
    let unasked = |entry| counter.presented(entry, &["full_name"]).text;
    let answer = |entry| {
        let show = showing(entry, &["full_name"]);
        let challenge = officer.ask_for_paper(None, true).unwrap().unwrap();
        let allowed = counter.citizen.allow_showing(&show, None).unwrap();
        counter
            .citizen
            .answer_challenge(&allowed, &challenge.text)
            .unwrap()
            .text
    };
    let told = || {
        let case = officer.open_case().unwrap().unwrap();
        (case.verdict, case.papers)
    };
    officer.ask_for_paper(None, true).unwrap();
    assert_eq!(counter.judged(&unasked(&residence)), "wrong_audience");
    assert_eq!(counter.judged(&answer(&residence)), "genuine_practice");
    assert_eq!(
        told(),
        ("genuine_practice".to_owned(), vec!["residence".to_owned()])
    );
    // A paper of another kind that was refused is told all the same.
    officer.ask_for_paper(None, true).unwrap();
    assert_eq!(counter.judged(&unasked(&insurance)), "wrong_audience");
    assert_eq!(told().0, "wrong_audience");
    let made = officer.make_receipt(&note()).unwrap();
    let receipt = made.judged.says.unwrap().receipt;
    let papers: Vec<_> = receipt
        .papers
        .iter()
        .map(|paper| (paper.kind.as_str(), paper.verdict.as_str()))
        .collect();
    assert_eq!(receipt.verdict, "wrong_audience");
    assert_eq!(
        papers,
        [
            ("residence", "genuine_practice"),
            ("health-insurance", "wrong_audience")
        ]
    );
}

#[test]
fn a_case_outlives_a_foreign_code_and_a_renewal() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    stage.clock.pass_days(20);
    citizen.refresh().unwrap();
    let code = text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    verdict(&officer, &code);
    let case = officer.open_case().unwrap().unwrap();
    for foreign in ["https://example.vn/a", "xin chào"] {
        assert_eq!(verdict(&officer, foreign), "not_identification_qr");
        assert_eq!(officer.open_case().unwrap().as_ref(), Some(&case), "{foreign}");
    }
    // The officer's credential is renewed between the check and the signature.
    stage.clock.pass(Duration::from_secs(60));
    officer.refresh().unwrap();
    let made = officer.make_receipt(&note()).unwrap();
    assert_eq!(made.judged.verdict, ReceiptVerdict::SignedPractice);
    let receipt = made.judged.says.unwrap().receipt;
    assert_eq!((receipt.signed_at - receipt.checked_at).num_seconds(), 60);
    citizen.keep_receipt(&made.text).unwrap();
}

#[test]
fn a_receipt_is_read_off_a_screen_by_whoever_has_a_wallet() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    let code = text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    verdict(&officer, &code);
    let made = officer.make_receipt(&note()).unwrap();
    let screen = picture_of_svg(&made.svg().unwrap());
    let (width, height) = (screen.width() as usize, screen.height() as usize);

    // The citizen, by camera and by picture; another code is told from one.
    let frame = citizen.receipt_in_frame(width, height, screen.as_raw()).unwrap();
    assert_eq!(frame.receipt.unwrap().text, made.text);
    let read = citizen
        .receipt_in_picture(&png(&screen))
        .unwrap()
        .receipt
        .unwrap();
    assert_eq!(read.judged.verdict, ReceiptVerdict::SignedPractice);
    let other = citizen.receipt_in_picture(&png(&picture_of_text(&code))).unwrap();
    assert!(other.other && other.receipt.is_none());

    // The officer, at the check: shown as what it is, once, and no case or verdict comes of it.
    verdict(&officer, &code);
    let case = officer.open_case().unwrap();
    officer.next_check().unwrap();
    let frame = see(&officer, &screen).unwrap();
    assert!(frame.verdict.is_none() && !frame.same_as_before);
    assert_eq!(frame.receipt.unwrap().text, made.text);
    assert!(see(&officer, &screen).unwrap().same_as_before);
    officer.next_check().unwrap();
    let still_there = see(&officer, &screen).unwrap();
    assert!(still_there.same_as_before && still_there.receipt.is_none());
    assert_eq!(officer.open_case().unwrap(), case);
    assert_eq!(
        officer.scans(None).unwrap().scans.len(),
        2,
        "receipts are no scans"
    );

    // As a file and pasted; what keys may have changed on the way accuses nobody the first time.
    let file = officer.check_file(made.text.as_bytes()).unwrap();
    assert!(file.receipt.is_some());
    let mut torn = made.text.clone();
    let at = torn.len() - 20;
    torn.replace_range(at..=at, if &torn[at..=at] == "A" { "B" } else { "A" });
    assert_eq!(
        refusal(officer.check_text(&torn, TextWay::Typed)),
        "typed_unsurely"
    );
    let again = officer
        .check_text(&torn, TextWay::Typed)
        .unwrap()
        .receipt
        .unwrap();
    assert!(again.judged.verdict.accuses());
}

#[test]
fn a_receipt_by_a_clock_that_was_decades_wrong_is_kept() {
    const THIRTY_YEARS: i64 = 30 * 365 * 86_400_000;

    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    stage.clock.set(-THIRTY_YEARS);
    verdict(&officer, "DD1:ABC");
    stage.clock.set(THIRTY_YEARS);
    let made = officer.make_receipt(&note()).unwrap();
    citizen.keep_receipt(&made.text).unwrap();
    for wallet in [&citizen, &officer] {
        wallet.lock();
        wallet.unlock(PASSCODE).unwrap();
        assert_eq!(wallet.receipts().unwrap().len(), 1);
    }
}

#[test]
fn what_nobody_sees_is_not_signed() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    let code = text_of_svg(&citizen.make_code(CredentialView::A).unwrap().svg);
    verdict(&officer, &code);
    for hidden in ["H29\u{202e}42", "H29\u{200b}42", "H29\u{7}42"] {
        let file_number = Some(hidden.to_owned());
        let refused = officer.make_receipt(&CaseNote {
            file_number,
            ..note()
        });
        assert_eq!(refusal(refused), "note_not_plain", "{hidden:?}");
    }
    officer.make_receipt(&note()).unwrap();
}

#[test]
fn a_printed_receipt_is_verified_by_its_code() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    let code = text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    verdict(&officer, &code);
    let made = officer.make_receipt(&note()).unwrap();
    citizen.keep_receipt(&made.text).unwrap();
    let kept = citizen.receipts().unwrap().remove(0);
    for (wallet, id) in [(&officer, made.id), (&citizen, kept.id)] {
        let printed = wallet.print_receipt(id).unwrap();
        assert!(printed.pdf.starts_with(b"%PDF-"));
        assert!(printed.name.starts_with("phieu-kiem-tra-2"), "{}", printed.name);
        for words in [
            "PHIẾU KẾT QUẢ KIỂM TRA",
            "MÃ THẬT · THỰC HÀNH – Đạt mọi phép kiểm tra",
            "09:00:00 ngày 01/12/2026 (giờ Việt Nam, UTC+7)",
            "H29.18-261121-0042",
            "Đăng ký tạm trú",
            "Khuôn mặt với ảnh · Giấy tờ với hồ sơ",
            "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
        ] {
            assert!(says(&printed.pdf, words), "{words}");
        }
        let read = text_of_picture(&drawn(&printed.pdf));
        assert_eq!(read, made.text);
        let judged = citizen.judge_receipt(&read).unwrap();
        assert_eq!(judged.verdict, ReceiptVerdict::SignedPractice);
    }
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
