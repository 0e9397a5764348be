use chrono::{Days, NaiveDate};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use serde_json::{Value, json};

use super::content::Content;
use super::insurance::{card_number, hospital};
use super::personal::BLOOD_TYPES;
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::{POPULATION_DATE, Person};

/// Why one goes, to which department, what is looked at, and what one is given.
type Reason = (&'static str, &'static str, &'static str, &'static str);

const REASONS: &[Reason] = &[
    (
        "J06 – Viêm đường hô hấp trên",
        "Khoa Khám bệnh",
        "Công thức máu",
        "Paracetamol 500 mg, nước muối sinh lý",
    ),
    (
        "K29 – Viêm dạ dày",
        "Khoa Tiêu hóa",
        "Nội soi dạ dày",
        "Omeprazol 20 mg",
    ),
    ("H52 – Tật khúc xạ", "Khoa Mắt", "Đo thị lực", "Kính đeo"),
    (
        "M54 – Đau lưng",
        "Khoa Cơ xương khớp",
        "X-quang cột sống",
        "Paracetamol 500 mg, vật lý trị liệu",
    ),
    (
        "L20 – Viêm da cơ địa",
        "Khoa Da liễu",
        "Không",
        "Kem dưỡng ẩm, loratadin 10 mg",
    ),
    (
        "Z00 – Khám sức khỏe định kỳ",
        "Khoa Khám bệnh",
        "Công thức máu, nước tiểu, điện tim",
        "Không",
    ),
    ("K02 – Sâu răng", "Khoa Răng Hàm Mặt", "X-quang răng", "Không"),
];

const OF_THE_OLD: &[Reason] = &[
    (
        "I10 – Tăng huyết áp",
        "Khoa Tim mạch",
        "Điện tim, mỡ máu",
        "Amlodipin 5 mg",
    ),
    (
        "E11 – Đái tháo đường týp 2",
        "Khoa Nội tiết",
        "Đường huyết, HbA1c",
        "Metformin 500 mg",
    ),
    (
        "M17 – Thoái hóa khớp gối",
        "Khoa Cơ xương khớp",
        "X-quang khớp gối",
        "Glucosamin 500 mg",
    ),
];

pub(super) fn book(person: &Person, draw: &mut Draw) -> RegisteredPaper {
    let age = person.age_on(POPULATION_DATE);
    let count = draw.between(1, 4 + age / 3);
    let home = hospital(person, draw);
    let mut visits: Vec<NaiveDate> = (0..count)
        .map(|_| POPULATION_DATE - Days::new(u64::from(draw.between(2, 2_500))))
        .filter(|day| *day > person.birth_date)
        .collect();
    visits.sort_unstable_by(|a, b| b.cmp(a));
    let visits: Vec<Value> = visits
        .into_iter()
        .map(|day| visit(draw, day, &home, age))
        .collect();
    let content = Content::default()
        .name(person)
        .number(person)
        .birth(person)
        .sex(person)
        .with("insurance_number", card_number(person))
        .with("blood_type", draw.weighted(BLOOD_TYPES))
        .with(
            "allergies",
            draw.weighted(&[
                ("Không ghi nhận", 7),
                ("Penicillin", 1),
                ("Hải sản", 1),
                ("Phấn hoa", 1),
            ]),
        )
        .with(
            "conditions",
            match age {
                0..=49 => "Không ghi nhận",
                50..=64 => draw.pick(&["Không ghi nhận", "Tăng huyết áp"]),
                _ => draw.pick(&["Tăng huyết áp", "Đái tháo đường týp 2", "Thoái hóa khớp gối"]),
            },
        )
        .with("visits", visits);
    RegisteredPaper {
        kind: PaperKind::HealthBook,
        number: None,
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    }
}

fn visit(draw: &mut Draw, day: NaiveDate, home: &str, age: u32) -> Value {
    let of_the_old = age >= 50 && draw.chance(45);
    let (diagnosis, department, tests, prescription) =
        draw.pick(if of_the_old { OF_THE_OLD } else { REASONS });
    let mut visit = json!({
        "date": day.to_string(),
        "facility": home,
        "department": department,
        "diagnosis": diagnosis,
        "tests": tests,
        "prescription": prescription,
    });
    let more = visit.as_object_mut();
    if let Some(more) = more {
        if draw.chance(40) {
            let again = day + Days::new(u64::from(draw.between(7, 90)));
            more.insert("follow_up_on".to_owned(), again.to_string().into());
        }
        if draw.chance(8) {
            let to = "Bệnh viện tuyến trên thực hành (MẪU)";
            more.insert("referral".to_owned(), to.into());
        }
    }
    visit
}
