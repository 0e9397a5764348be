use chrono::{Datelike as _, Days, Months};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;

use super::content::{Content, home_province};
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::{POPULATION_DATE, Person};

/// A brand, its models, and the letters that frame and engine begin with.
type Brand = (&'static str, &'static [&'static str], &'static str);

const MOTORCYCLES: &[Brand] = &[
    (
        "Honda",
        &["Wave Alpha", "Vision", "Air Blade", "SH Mode", "Future"],
        "RLH",
    ),
    ("Yamaha", &["Sirius", "Exciter", "Grande", "Janus"], "RLC"),
    ("Piaggio", &["Liberty", "Vespa Sprint"], "RP8"),
    ("VinFast", &["Evo200", "Feliz S", "Klara S"], "RMV"),
];

const CARS: &[Brand] = &[
    ("Toyota", &["Vios", "Corolla Cross", "Innova"], "RL4"),
    ("Hyundai", &["Accent", "Grand i10", "Creta"], "RLU"),
    ("Kia", &["Morning", "Seltos", "K3"], "RNY"),
    ("VinFast", &["VF 5", "VF 8", "Fadil"], "RLL"),
    ("Mitsubishi", &["Xpander", "Attrage"], "RLA"),
];

/// A household's motorcycles, and a car now and then.
pub(super) fn registrations(person: &Person, draw: &mut Draw) -> Vec<RegisteredPaper> {
    if person.age_on(POPULATION_DATE) < 18 {
        return Vec::new();
    }
    let motorcycles = draw.weighted(&[(0, 1), (1, 5), (2, 3)]);
    let cars = u32::from(draw.chance(30));
    (0..motorcycles + cars)
        .map(|place| registration(person, draw, place >= motorcycles))
        .collect()
}

fn registration(person: &Person, draw: &mut Draw, car: bool) -> RegisteredPaper {
    let (brand, models, letters) = draw.pick(if car { CARS } else { MOTORCYCLES });
    let code = plate_code(person, draw);
    // Series and numbers that are given out to nobody: three zeros stand before them.
    let plate = if car {
        format!(
            "{code}{}-000.{:02}",
            draw.pick(&["A", "C", "K", "L"]),
            draw.below(100)
        )
    } else {
        format!(
            "{code}-{}{} 000.{:02}",
            draw.pick(&["B", "F", "H", "M"]),
            draw.between(1, 9),
            draw.below(100)
        )
    };
    let first = POPULATION_DATE - Days::new(u64::from(draw.between(100, 4_000)));
    // An owner who changed, or a plate that stays with its owner since 2023.
    let issued = if draw.chance(25) {
        first + Days::new(u64::from(draw.between(1, 90)))
    } else {
        first
    };
    // Only vehicles of a term have an end: a small truck here and there.
    let truck = car && draw.chance(12);
    let last_day = first.checked_add_months(Months::new(25 * 12)).filter(|_| truck);
    let number = format!("{:06}", 900_000 + draw.below(100_000));
    let content = Content::default()
        .with("plate", plate.as_str())
        .with("document_number", number.as_str())
        .with(
            "kind",
            match (car, truck) {
                (false, _) => "Mô tô – xe máy",
                (true, false) => "Ô tô con",
                (true, true) => "Ô tô tải",
            },
        )
        .with("brand", brand)
        .with("model", draw.pick(models))
        .with(
            "colour",
            draw.pick(&["Trắng", "Đen", "Đỏ đen", "Xanh", "Bạc", "Nâu", "Xám"]),
        )
        .with(
            "frame_number",
            format!(
                "{letters}{:02}MẪU{:07}",
                first.year() % 100,
                draw.below(10_000_000)
            ),
        )
        .with(
            "engine_number",
            format!("{letters}E{:07}", draw.below(10_000_000)),
        )
        .name(person)
        .with("address", person.place_of_residence.as_str())
        .day("first_registered_on", first)
        .day("issued_on", issued)
        .last_day(last_day)
        .with(
            "issuer_name",
            format!("Phòng Cảnh sát giao thông {} (MẪU)", home_province(person)),
        );
    RegisteredPaper {
        kind: PaperKind::VehicleRegistration,
        number: Some(plate),
        content: content.done(),
        last_day,
        state: if draw.chance(2) {
            Status::Suspended
        } else {
            Status::Valid
        },
    }
}

/// The two digits on the plate: those of the big cities by name, of the others a number of their own.
fn plate_code(person: &Person, draw: &mut Draw) -> u32 {
    match home_province(person) {
        "Hà Nội" => draw.pick(&[29, 30]),
        "TP.HCM" => draw.pick(&[51, 59]),
        "Đà Nẵng" => 43,
        "Hải Phòng" => draw.pick(&[15, 16]),
        "Cần Thơ" => 65,
        "Nghệ An" => 37,
        "Thanh Hóa" => 36,
        _ => draw.between(60, 64),
    }
}
