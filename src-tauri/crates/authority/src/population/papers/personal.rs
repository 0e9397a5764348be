use chrono::Datelike as _;
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::Sex;

use super::content::Content;
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::names::{self, Bearer};
use crate::population::places::Place;
use crate::population::portrait::PortraitError;
use crate::population::{POPULATION_DATE, Person};

pub(super) fn info(person: &Person, draw: &mut Draw) -> Result<RegisteredPaper, PortraitError> {
    let code = person.number.as_str().get(..3).unwrap_or_default();
    let parents = Place::by_code(code)
        .map(|place| names::parents(draw, &person.full_name, person.birth_date.year(), place));
    let [father, mother] = parents.unwrap_or_default();
    let married = person.age_on(POPULATION_DATE) >= 24 && draw.chance(70);
    let spouse = Place::by_code(code).filter(|_| married).map(|place| {
        let sex = match person.sex {
            Sex::Male => Sex::Female,
            Sex::Female => Sex::Male,
        };
        let birth_year = person.birth_date.year();
        let bearer = Bearer {
            sex,
            birth_year,
            place,
        };
        names::full_name(draw, names::Kind::Usual, bearer)
    });
    let lives_elsewhere = draw.chance(20);
    let content = Content::default()
        .name(person)
        .number(person)
        .birth(person)
        .sex(person)
        .with("nationality", "Việt Nam")
        .with("ethnicity", ethnicity(&person.full_name))
        .with(
            "religion",
            draw.weighted(&[("Không", 8), ("Phật giáo", 1), ("Công giáo", 1)]),
        )
        .with("birth_place", person.place_of_origin.as_str())
        .with("place_of_origin", person.place_of_origin.as_str())
        .with("permanent_address", person.place_of_residence.as_str())
        .with(
            "current_address",
            Place::by_code(draw.pick(&["001", "079", "048", "074"]))
                .filter(|_| lives_elsewhere)
                .map_or_else(
                    || person.place_of_residence.clone(),
                    |place| place.residence(draw),
                ),
        )
        .with(
            "marital_status",
            if married {
                "Đã kết hôn"
            } else {
                "Chưa kết hôn"
            },
        )
        .with_some("blood_type", draw.chance(60).then(|| draw.weighted(BLOOD_TYPES)))
        .with("father_name", father)
        .with("mother_name", mother)
        .with_some("spouse_name", spouse)
        .with_some("old_number", person.old_number.clone())
        .portrait(person)?
        .ages(person);
    Ok(RegisteredPaper {
        kind: PaperKind::PersonalInfo,
        number: None,
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    })
}

/// As frequent as they are in Viet Nam, of a hundred.
pub(super) const BLOOD_TYPES: &[(&str, u32)] = &[("O+", 43), ("B+", 30), ("A+", 21), ("AB+", 5), ("O-", 1)];

/// By the family names that one people alone bears; most are Kinh.
fn ethnicity(full_name: &str) -> &'static str {
    match full_name.split(' ').next().unwrap_or_default() {
        "Lò" | "Quàng" | "Cà" | "Tòng" | "Lường" => "Thái",
        "Thạch" | "Kim" | "Sơn" | "Danh" => "Khmer",
        "Giàng" | "Vàng" | "Thào" | "Sùng" | "Hạng" => "Mông",
        "Nông" | "Lộc" | "Bế" => "Tày",
        "Y" => "Ê Đê",
        first if first.starts_with("H'") => "Ê Đê",
        _ => "Kinh",
    }
}
