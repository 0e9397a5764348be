use chrono::{Datelike as _, Days, Months, NaiveDate};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use serde_json::{Value, json};

use super::content::{Content, birthday, home_province, month};
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::{POPULATION_DATE, Person};

/// Who issues insurance papers, made up as all here.
const INSURANCE: &str = "Cơ quan bảo hiểm xã hội thực hành (MẪU)";

/// The number at the social insurance, ten digits: health insurance bears it, too.
fn insurance_number(person: &Person) -> String {
    format!("99{:08}", 10_000 + person.index)
}

/// The number of the card: group, benefit level, province, and the person's own.
pub(super) fn card_number(person: &Person) -> String {
    let (group, level) = match person.age_on(POPULATION_DATE) {
        0..=5 => ("TE", 1),
        6..=21 => ("HS", 4),
        22..=59 => ("DN", 4),
        60..=79 => ("HT", 3),
        _ => ("BT", 2),
    };
    let province = person.number.as_str().get(1..3).unwrap_or_default();
    format!("{group}{level}{province}{}", insurance_number(person))
}

pub(super) fn health(person: &Person, draw: &mut Draw) -> RegisteredPaper {
    let number = card_number(person);
    let benefit = match number.as_bytes().get(2) {
        Some(b'1' | b'2') => "100% chi phí khám chữa bệnh",
        Some(b'3') => "95% chi phí khám chữa bệnh",
        _ => "80% chi phí khám chữa bệnh",
    };
    // A few cards have just run out, and a few are about to.
    let (months, last_day) = match draw.below(20) {
        0 => (12, POPULATION_DATE - Days::new(u64::from(draw.between(5, 60)))),
        1 | 2 => (12, POPULATION_DATE + Days::new(u64::from(draw.between(22, 45)))),
        _ => (
            24,
            NaiveDate::from_ymd_opt(2027, 12, 31).unwrap_or(POPULATION_DATE),
        ),
    };
    let from = last_day
        .checked_sub_months(Months::new(months))
        .unwrap_or(last_day)
        + Days::new(1);
    let five_years = POPULATION_DATE - Days::new(u64::from(draw.between(100, 3_000)));
    let content = Content::default()
        .with("document_number", number.as_str())
        .name(person)
        .birth(person)
        .sex(person)
        .with("hospital", hospital(person, draw))
        .with("benefit_level", benefit)
        .day("valid_from", from)
        .last_day(Some(last_day))
        .day("five_years_on", five_years)
        .with("issuer_name", INSURANCE);
    RegisteredPaper {
        kind: PaperKind::HealthInsurance,
        number: Some(number),
        content: content.done(),
        last_day: Some(last_day),
        state: Status::Valid,
    }
}

/// A made-up place of treatment near the person's home.
pub(super) fn hospital(person: &Person, draw: &mut Draw) -> String {
    let (kind, number) = draw.pick(&[
        ("Bệnh viện đa khoa thực hành số", 1),
        ("Trung tâm y tế thực hành số", 2),
        ("Trạm y tế thực hành số", 3),
    ]);
    format!("{kind} {number}, {} (MẪU)", home_province(person))
}

/// Jobs, what they are paid on at first (đồng a month), and by whom.
type Work = (&'static str, u64, &'static str);

const WORK: &[Work] = &[
    ("Công nhân may", 5_200_000, "Công ty May Sen Hồng"),
    ("Giáo viên tiểu học", 5_800_000, "Trường Tiểu học Hoa Gạo"),
    ("Kế toán", 7_000_000, "Công ty Thương mại Lúa Vàng"),
    ("Nhân viên bán hàng", 5_000_000, "Siêu thị Ba Miền"),
    ("Kỹ sư phần mềm", 14_000_000, "Công ty Phần mềm Mây Trắng"),
    ("Lái xe", 6_500_000, "Hợp tác xã Vận tải Đường Dài"),
    ("Điều dưỡng", 6_200_000, "Bệnh viện đa khoa thực hành số 1"),
    ("Thợ điện", 6_000_000, "Công ty Điện nước Suối Trong"),
];

/// Who works, or has worked: a period for every employer and rise of pay, newest first.
pub(super) fn social(person: &Person, draw: &mut Draw) -> Option<RegisteredPaper> {
    let age = person.age_on(POPULATION_DATE);
    if age < 20 || draw.chance(15) {
        return None;
    }
    let start = birthday(person, draw.between(19, 24)).max(NaiveDate::from_ymd_opt(1995, 1, 1)?);
    let retired = birthday(person, 61);
    let end = POPULATION_DATE.min(retired);
    let (mut periods, mut months, mut from) = (Vec::new(), 0, start.with_day(1)?);
    let (mut job, mut base, mut employer) = draw.pick(WORK);
    while from < end {
        let length = draw.between(8, 40);
        let to = from.checked_add_months(Months::new(length - 1))?.min(end);
        let paid = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 + 1;
        months += paid;
        periods.push(json!({
            "from": month(from),
            "to": month(to),
            "employer": format!("{employer} (MẪU)"),
            "job": job,
            "place": home_province(person),
            "salary_base": base,
        }));
        base += base * u64::from(draw.between(3, 9)) / 100 / 1_000 * 1_000 + 50_000;
        from = to.with_day(1)?.checked_add_months(Months::new(1))?;
        if draw.chance(30) {
            from = from.checked_add_months(Months::new(draw.between(0, 5)))?;
            (job, base, employer) = draw.pick(WORK);
        }
    }
    if periods.is_empty() {
        return None;
    }
    periods.reverse();
    let content = Content::default()
        .with("document_number", insurance_number(person))
        .name(person)
        .birth(person)
        .sex(person)
        .day("started_on", start)
        .with("months", months)
        .with("periods", Value::Array(periods))
        .with("issuer_name", INSURANCE);
    Some(RegisteredPaper {
        kind: PaperKind::SocialInsurance,
        number: Some(insurance_number(person)),
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    })
}
