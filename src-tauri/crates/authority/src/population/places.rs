//! Where people come from and live: plausible addresses in all 63 provinces of birth registration.
//!
//! The places are those of the cards in use, before provinces were merged and districts given up in
//! 2025: a printed card keeps the address of its day, and a birth code stays valid.

mod table;

use dinhdanh_protocol::province_name;

use super::draw::Draw;
pub(super) use table::PROVINCES;

/// What the population needs to know of a province.
#[derive(Debug)]
pub(super) struct Place {
    /// The three digits of birth registration.
    pub(super) code: &'static str,
    /// The first two digits of the nine-digit CMND once issued there.
    pub(super) old_prefix: &'static str,
    /// A few districts, each with a few communes.
    districts: &'static [District],
}

type District = (&'static str, &'static [&'static str]);

/// How a hamlet is called, and its names where it is not numbered.
type Hamlets = (&'static str, &'static [&'static str]);

#[rustfmt::skip]
const STREETS: &[&str] = &[
    "Trần Hưng Đạo", "Lê Lợi", "Nguyễn Trãi", "Quang Trung", "Lý Thường Kiệt", "Hai Bà Trưng", "Hùng Vương",
    "Nguyễn Du", "Phan Bội Châu", "Phan Chu Trinh", "Ngô Quyền", "Lê Hồng Phong", "Trần Phú", "Nguyễn Huệ",
    "Hoàng Hoa Thám", "Lê Thánh Tông", "Nguyễn Bỉnh Khiêm", "Đinh Tiên Hoàng", "Bà Triệu", "Võ Thị Sáu",
    "Nguyễn Đình Chiểu", "Chu Văn An", "Lê Quý Đôn", "Phan Đình Phùng", "Tô Hiến Thành", "Hồ Xuân Hương",
];

const DELTA_NORTH: Hamlets = (
    "Thôn",
    &[
        "Đông",
        "Đoài",
        "Trung",
        "Thượng",
        "Hạ",
        "Nội",
        "Ngoại",
        "Đình",
        "Chùa",
        "Cầu",
    ],
);
const UPLAND_NORTH: Hamlets = ("Bản", &["Mới", "Bó", "Cang", "Giữa", "Nà", "Phiêng"]);
const GHE_TINH: Hamlets = ("Xóm", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
const CENTRE: Hamlets = (
    "Thôn",
    &["1", "2", "3", "4", "5", "6", "Đông", "Tây", "Trung", "Thượng"],
);
const HIGHLAND: Hamlets = ("Thôn", &["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
const SOUTH: Hamlets = (
    "Ấp",
    &[
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "Chợ",
        "Đông",
        "Tây",
        "Thạnh Lợi",
        "Phú Hòa",
        "Trung",
    ],
);

impl Place {
    /// The province with this code, if there is one.
    pub(super) fn by_code(code: &str) -> Option<&'static Place> {
        PROVINCES.iter().find(|place| place.code == code)
    }

    /// The name as addresses have it.
    pub(super) fn name(&self) -> &'static str {
        province_name(self.code).unwrap_or_default()
    }

    /// South of the Hải Vân pass, where Huỳnh and Võ are written for Hoàng and Vũ.
    pub(super) fn is_southern(&self) -> bool {
        self.code >= "048"
    }

    /// A place of origin: commune, district, province.
    pub(super) fn origin(&self, draw: &mut Draw) -> String {
        let (district, communes) = draw.pick(self.districts);
        let commune = draw.pick(communes);
        format!("{}, {district}, {}", capitalised(commune), self.name())
    }

    /// A place of residence, down to the house or hamlet.
    pub(super) fn residence(&self, draw: &mut Draw) -> String {
        let (district, communes) = draw.pick(self.districts);
        let commune = draw.pick(communes);
        let home = if commune.starts_with("phường") {
            self.urban_home(draw)
        } else if commune.starts_with("thị trấn") {
            format!("Tổ dân phố {}", draw.between(1, 12))
        } else {
            let (kind, names) = self.hamlets();
            format!("{kind} {}", draw.pick(names))
        };
        format!("{home}, {commune}, {district}, {}", self.name())
    }

    fn urban_home(&self, draw: &mut Draw) -> String {
        let street = draw.pick(STREETS);
        // An alley is called otherwise in the north, in Huế and Đà Nẵng, and in the south.
        let alley = match self.code {
            "046" | "048" => "kiệt",
            code if code < "046" => "ngõ",
            _ => "hẻm",
        };
        match draw.below(4) {
            0 => format!("Tổ {}", draw.between(1, 32)),
            1 => format!(
                "Số {} {alley} {} đường {street}",
                draw.between(1, 60),
                draw.between(2, 180)
            ),
            _ => format!("Số {} đường {street}", draw.between(2, 248)),
        }
    }

    fn hamlets(&self) -> Hamlets {
        match self.code {
            "002" | "010" | "011" | "012" | "014" | "015" => UPLAND_NORTH,
            "040" | "042" => GHE_TINH,
            "062" | "064" | "066" | "067" => HIGHLAND,
            code if code < "040" => DELTA_NORTH,
            code if code < "070" => CENTRE,
            _ => SOUTH,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_districts_with_communes() {
        assert_eq!(PROVINCES.len(), 63);
        for place in &PROVINCES {
            assert!((2..=3).contains(&place.districts.len()), "{}", place.name());
            for (district, communes) in place.districts {
                assert!((2..=3).contains(&communes.len()), "{} {district}", place.name());
                let kinds = ["phường ", "xã ", "thị trấn "];
                assert!(
                    communes
                        .iter()
                        .all(|commune| kinds.iter().any(|kind| commune.starts_with(kind)))
                );
                let kinds = ["quận ", "huyện ", "thị xã ", "thành phố "];
                assert!(kinds.iter().any(|kind| district.starts_with(kind)), "{district}");
            }
        }
    }

    #[test]
    fn an_address_goes_from_the_house_to_the_province() {
        let hanoi = Place::by_code("001").unwrap();
        let mut draw = Draw::of_portrait(5);
        for _ in 0..100 {
            let residence = hanoi.residence(&mut draw);
            assert!(residence.ends_with(", Hà Nội"), "{residence}");
            assert_eq!(residence.split(", ").count(), 4, "{residence}");
            assert!(residence.starts_with(char::is_uppercase), "{residence}");
            let origin = hanoi.origin(&mut draw);
            assert_eq!(origin.split(", ").count(), 3, "{origin}");
            assert!(origin.starts_with(char::is_uppercase), "{origin}");
        }
    }
}
