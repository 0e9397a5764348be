//! Names of the Kinh, by region and decade.

use dinhdanh_protocol::Sex;

use super::Bearer;
use crate::population::draw::Draw;

type Weighted = &'static [(&'static str, u32)];
type Words = &'static [&'static str];

#[rustfmt::skip]
const SURNAMES: Weighted = &[
    ("Nguyễn", 320), ("Trần", 110), ("Lê", 95), ("Phạm", 70), ("Phan", 45), ("Đặng", 25), ("Bùi", 22),
    ("Đỗ", 18),
    ("Hồ", 15), ("Ngô", 15), ("Dương", 13), ("Đinh", 9), ("Đoàn", 8), ("Trịnh", 8), ("Trương", 12), ("Lâm",
    5),
    ("Mai", 6), ("Đào", 6), ("Cao", 6), ("Lương", 5), ("Tạ", 4), ("Lưu", 4), ("Hà", 4), ("Tô", 3), ("Thái",
    3),
    ("Quách", 2), ("Phùng", 3), ("Kiều", 2), ("Chu", 3), ("Tống", 2),
];
#[rustfmt::skip]
const NORTHERN: Weighted = &[("Hoàng", 51), ("Vũ", 30), ("Võ", 6)];
#[rustfmt::skip]
const SOUTHERN: Weighted = &[("Huỳnh", 51), ("Võ", 36), ("Châu", 5), ("La", 3)];

/// The names that one generation gave its children.
struct Generation {
    /// Born up to the end of this year.
    until: i32,
    middles: Weighted,
    given: Words,
}

#[rustfmt::skip]
const MEN: [Generation; 4] = [
    Generation {
        until: 1955,
        middles: &[("Văn", 60), ("Đình", 8), ("Đức", 6), ("Hữu", 8), ("Công", 4), ("Xuân", 6), ("Bá", 4),
        ("", 4)],
        given: &[
            "Bình", "Chính", "Cẩn", "Dần", "Hòa", "Kiên", "Lộc", "Lợi", "Mão", "Ngọ", "Phúc", "Quý", "Sinh",
            "Thành",
            "Thân", "Thìn", "Thiện", "Thọ", "Tấn", "Tích", "Vượng", "Đỉnh", "Khoát", "Nghĩa",
        ],
    },
    Generation {
        until: 1975,
        middles: &[("Văn", 45), ("Đức", 9), ("Quang", 8), ("Minh", 7), ("Quốc", 8), ("Ngọc", 8), ("Thanh",
        7), ("Hữu", 6), ("", 4)],
        given: &[
            "Bình", "Chiến", "Cường", "Dũng", "Hải", "Hòa", "Hùng", "Khánh", "Long", "Minh", "Nam",
            "Phương", "Quang",
            "Sơn", "Thanh", "Thắng", "Tiến", "Toàn", "Trung", "Tuấn", "Việt", "Đông", "Lâm", "Tài",
        ],
    },
    Generation {
        until: 1995,
        middles: &[
            ("Văn", 22), ("Đức", 11), ("Minh", 11), ("Quang", 9), ("Anh", 8), ("Thanh", 7), ("Mạnh", 8),
            ("Tuấn", 6),
            ("Hoàng", 7), ("Trung", 5), ("Ngọc", 6), ("", 2),
        ],
        given: &[
            "Anh", "Duy", "Dũng", "Đạt", "Đức", "Hiếu", "Hoàng", "Hùng", "Kiên", "Linh", "Long", "Nam",
            "Phong", "Quân",
            "Tâm", "Thành", "Thịnh", "Trung", "Tuấn", "Tùng", "Vinh", "Việt", "Tiến", "Hưng",
        ],
    },
    Generation {
        until: i32::MAX,
        middles: &[
            ("Gia", 15), ("Minh", 14), ("Đức", 9), ("Quang", 8), ("Bảo", 9), ("Tuấn", 6), ("Hải", 7),
            ("Nhật", 8),
            ("Anh", 7), ("Hoàng", 8), ("Khánh", 5), ("Văn", 4), ("", 1),
        ],
        given: &[
            "An", "Anh", "Bách", "Bảo", "Dương", "Đăng", "Đạt", "Huy", "Hưng", "Khang", "Khoa", "Khôi",
            "Kiệt", "Lâm",
            "Long", "Minh", "Nam", "Nguyên", "Phúc", "Quân", "Thiên", "Tùng", "Vinh", "Vũ",
        ],
    },
];

#[rustfmt::skip]
const WOMEN: [Generation; 4] = [
    Generation {
        until: 1955,
        middles: &[("Thị", 93), ("Ngọc", 3), ("Kim", 4)],
        given: &[
            "Bảy", "Bé", "Cúc", "Dung", "Đào", "Gái", "Hiền", "Hoa", "Hợi", "Lan", "Liên", "Loan", "Mai",
            "Mùi", "Nhàn",
            "Nhung", "Nụ", "Sáu", "Tám", "Thơm", "Thu", "Tuyết", "Tư", "Xuân",
        ],
    },
    Generation {
        until: 1975,
        middles: &[
            ("Thị", 52), ("Thị Thu", 8), ("Thị Thanh", 8), ("Thị Bích", 6), ("Thị Kim", 8), ("Thị Ngọc", 6),
            ("Thu", 4),
            ("Thanh", 4), ("Kim", 4),
        ],
        given: &[
            "Chung", "Hà", "Hạnh", "Hằng", "Hoa", "Hồng", "Huệ", "Hương", "Lan", "Liễu", "Loan", "Lý",
            "Minh", "Nga",
            "Oanh", "Phương", "Sen", "Thoa", "Thủy", "Tuyết", "Vân", "Vinh", "Xuyến", "Yến",
        ],
    },
    Generation {
        until: 1995,
        middles: &[
            ("Thị", 24), ("Thị Thu", 11), ("Thị Thanh", 9), ("Ngọc", 8), ("Thùy", 8), ("Phương", 8), ("Thu",
            8),
            ("Hồng", 6), ("Minh", 6), ("Kim", 6), ("Thị Ngọc", 6),
        ],
        given: &[
            "Anh", "Diệp", "Dung", "Giang", "Hà", "Hiền", "Huyền", "Hương", "Lan", "Linh", "My", "Nga",
            "Ngân", "Ngọc",
            "Nhung", "Quỳnh", "Thảo", "Thúy", "Thủy", "Trang", "Trinh", "Uyên", "Vân", "Yến",
        ],
    },
    Generation {
        until: i32::MAX,
        middles: &[
            ("Ngọc", 14), ("Khánh", 11), ("Phương", 10), ("Minh", 10), ("Bảo", 9), ("Gia", 6), ("Thảo", 7),
            ("Quỳnh", 7),
            ("Thanh", 7), ("Tuệ", 4), ("Hà", 5), ("Kim", 4), ("Thị", 6),
        ],
        given: &[
            "An", "Anh", "Châu", "Chi", "Diệp", "Hân", "Hương", "Lam", "Linh", "Mai", "My", "Ngân", "Ngọc",
            "Nhi", "Như",
            "Quyên", "Tâm", "Thư", "Trâm", "Trúc", "Uyên", "Vân", "Vy", "Yến",
        ],
    },
];

/// A name of two to five words.
pub(super) fn full_name(draw: &mut Draw, bearer: Bearer<'_>) -> String {
    let surname = surname(draw, bearer.place.is_southern());
    let Some(generation) = generation(bearer.sex, bearer.birth_year) else {
        return surname.to_owned();
    };
    // Since the nineties a child may carry the mother's surname after the father's.
    let mothers = if bearer.birth_year > 1992 && draw.chance(9) {
        let second = draw.pick(&["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ"]);
        (second != surname).then_some(second)
    } else {
        None
    };
    let taken = |word: &str| word == surname || mothers == Some(word);
    let middle = unless(taken, || draw.weighted(generation.middles));
    let given = unless(
        |word| taken(word) || middle.split(' ').any(|part| part == word),
        || draw.pick(generation.given),
    );
    join([Some(surname), mothers, Some(middle), Some(given)])
}

/// A name of five to eight words: descendants of the Nguyễn house of Huế, and children who carry the names of
/// both families.
pub(super) fn long_name(draw: &mut Draw, sex: Sex) -> String {
    let (house, given): (&str, &str) = match sex {
        Sex::Female => (
            draw.pick(&[
                "Công Tằng Tôn Nữ Thị",
                "Công Huyền Tôn Nữ Thị",
                "Nguyễn Phúc Công Tôn Nữ",
            ]),
            draw.pick(&["Phương Thảo", "Quỳnh Trang", "Diễm Hương", "Hoàng Oanh"]),
        ),
        Sex::Male => (
            draw.pick(&[
                "Nguyễn Phúc Bảo Hoàng",
                "Nguyễn Phước Vĩnh Quốc",
                "Nguyễn Trần Đặng Hoàng",
            ]),
            draw.pick(&["Thiện Nhân", "Minh Khôi", "Đăng Khoa", "Khánh Tường"]),
        ),
    };
    join([Some(house), Some(given)])
}

/// Draws until a word is not refused; the tables hold enough that are not.
fn unless(refused: impl Fn(&str) -> bool, mut draw: impl FnMut() -> &'static str) -> &'static str {
    loop {
        let word = draw();
        if !refused(word) {
            return word;
        }
    }
}

fn surname(draw: &mut Draw, southern: bool) -> &'static str {
    let regional = if southern { SOUTHERN } else { NORTHERN };
    if draw.chance(11) {
        draw.weighted(regional)
    } else {
        draw.weighted(SURNAMES)
    }
}

/// Whether a word is one of the family names that are drawn here.
pub(super) fn is_surname(word: &str) -> bool {
    [SURNAMES, NORTHERN, SOUTHERN]
        .into_iter()
        .flatten()
        .any(|(surname, _)| *surname == word)
}

fn generation(sex: Sex, birth_year: i32) -> Option<&'static Generation> {
    let generations = match sex {
        Sex::Male => &MEN,
        Sex::Female => &WOMEN,
    };
    generations
        .iter()
        .find(|generation| birth_year <= generation.until)
}

fn join<const N: usize>(parts: [Option<&str>; N]) -> String {
    let words: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    words.join(" ")
}
