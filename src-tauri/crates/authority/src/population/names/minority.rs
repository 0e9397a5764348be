//! Names of some of the smaller peoples, as they are written on papers.

use dinhdanh_protocol::Sex;

use super::Bearer;
use crate::population::draw::Draw;

type Words = &'static [&'static str];

/// How one people forms its names.
struct Tradition {
    /// The provinces, by code, where the population has families of it.
    provinces: Words,
    /// Clan or family name.
    families: Words,
    /// Whether the family's name comes last.
    family_last: bool,
    /// What stands between family and given name.
    men_middles: Words,
    women_middles: Words,
    men: Words,
    women: Words,
}

const TRADITIONS: &[Tradition] = &[
    // Tày, Nùng
    Tradition {
        provinces: &["002", "004", "006", "008", "019", "020"],
        families: &["Nông", "Hoàng", "Lương", "Triệu", "Vi", "Ma", "Bế", "Đàm", "Hà"],
        family_last: false,
        men_middles: &["Văn", "Đình", "Ích", "Minh"],
        women_middles: &["Thị", "Thị", "Thu"],
        men: &["Cương", "Tuyên", "Thái", "Lập", "Hiệu", "Quyền", "Thuận"],
        women: &["Bích", "Huế", "Thắm", "Lan", "Duyên", "Nguyệt", "Hằng"],
    },
    // Thái
    Tradition {
        provinces: &["011", "012", "014", "015", "040"],
        families: &["Lò", "Quàng", "Cà", "Tòng", "Lường", "Vì", "Hà", "Cầm", "Lộc"],
        family_last: false,
        men_middles: &["Văn"],
        women_middles: &["Thị"],
        men: &["Pâng", "Ún", "Hặc", "Thoan", "Inh", "Chung", "Biên", "Sươi"],
        women: &["Ánh", "Inh", "Pánh", "Xuân", "Phóng", "Hoa", "Diên", "Muôn"],
    },
    // Hmông
    Tradition {
        provinces: &["002", "010", "011", "012", "015"],
        families: &[
            "Giàng", "Sùng", "Vàng", "Thào", "Mùa", "Lầu", "Hạng", "Cứ", "Lý", "Má",
        ],
        family_last: false,
        men_middles: &["A", "A", "Seo", "Mí"],
        women_middles: &["Thị", "Thị", "Mí"],
        men: &["Páo", "Súa", "Dình", "Chu", "Lử", "Tủa", "Phử", "Sính", "Vàng"],
        women: &["Mỷ", "Dợ", "Say", "Máy", "Chở", "Sua", "Pà", "Dua"],
    },
    // Dao
    Tradition {
        provinces: &["002", "010", "006", "022"],
        families: &["Bàn", "Triệu", "Phàn", "Chảo", "Tẩn", "Đặng", "Lý"],
        family_last: false,
        men_middles: &["Văn", "Tài", "Kim", "Láo"],
        women_middles: &["Thị", "Mùi", "Lở"],
        men: &["Tả", "Sài", "Phúc", "Lụa", "Thông", "Chiêm", "Quyên"],
        women: &["Mẩy", "Pham", "Chiêm", "Mán", "Liều", "Sểnh"],
    },
    // Mường
    Tradition {
        provinces: &["017", "025", "038"],
        families: &["Bùi", "Đinh", "Quách", "Hà", "Bạch", "Trương"],
        family_last: false,
        men_middles: &["Văn", "Công", "Đình"],
        women_middles: &["Thị"],
        men: &["Ẻm", "Dược", "Chiển", "Nhấn", "Khánh", "Tiến"],
        women: &["Ẻn", "Nhịn", "Thiện", "Dòn", "Phượng", "Lượng"],
    },
    // Vân Kiều, Pa Cô
    Tradition {
        provinces: &["044", "045", "046"],
        families: &["Hồ"],
        family_last: false,
        men_middles: &["Văn", "A", "Pả"],
        women_middles: &["Thị", "Kăn", "Thị"],
        men: &["Thuôn", "Lôi", "Chơn", "Pươi", "Ngai", "Đăng"],
        women: &["Nghìn", "Phiên", "Lịch", "Hòa", "Thắm", "Nhe"],
    },
    // Cơ Tu
    Tradition {
        provinces: &["049"],
        families: &["Alăng", "Zơrâm", "Bhling", "Pơloong", "Bhnướch", "Arất"],
        family_last: false,
        men_middles: &["", "Văn", ""],
        women_middles: &["Thị", ""],
        men: &["Nghĩa", "Bằng", "Đàn", "Pốp", "Mai", "Ngước"],
        women: &["Bhây", "Nhiêu", "Thương", "Hiền", "Mia", "Lựu"],
    },
    // Ê Đê
    Tradition {
        provinces: &["066", "067"],
        families: &[
            "Niê", "Mlô", "Ayun", "Êban", "Kbuôr", "Ksơr", "Knul", "Êñuôl", "Byă", "Bkrông",
        ],
        family_last: true,
        men_middles: &["Y"],
        women_middles: &[""],
        men: &["Blim", "Thanh", "Ngun", "Wih", "Kim", "Săn", "Bhiông", "Phôn"],
        women: &["H'Lan", "H'Mai", "H'Yam", "H'Bia", "H'Loan", "H'Nuôn", "H'Ngọc"],
    },
    // Gia Rai
    Tradition {
        provinces: &["064"],
        families: &[
            "Siu",
            "Ksor",
            "Rơ Châm",
            "Rah Lan",
            "Nay",
            "Kpă",
            "Rơ Mah",
            "Puih",
        ],
        family_last: false,
        men_middles: &[""],
        women_middles: &[""],
        men: &["Phiang", "Thơm", "Hyưng", "Bơng", "Djuan", "Blơ", "Krik"],
        women: &["H'Bia", "H'Yéo", "H'Lan", "H'Nghiệp", "H'Pha", "H'Mrik"],
    },
    // Xơ Đăng, Ba Na
    Tradition {
        provinces: &["062"],
        families: &[""],
        family_last: false,
        men_middles: &["A"],
        women_middles: &["Y"],
        men: &["Thút", "Biu", "Lơng", "Jring", "Đeng", "Hnhang", "Thuih"],
        women: &["Byên", "Hlang", "Nhem", "Thơ", "Blưn", "Xuân", "Kliêng"],
    },
    // Cơ Ho
    Tradition {
        provinces: &["068"],
        families: &["Cil", "Kơ Să", "Liêng", "Bon Niêng", "Lơ Mu", "Cill Múp"],
        family_last: false,
        men_middles: &["Ha", "K'"],
        women_middles: &["Ka"],
        men: &["Póh", "Brêu", "Tham", "Krang", "Chương"],
        women: &["Thẻm", "Dung", "Nhiên", "Luyên", "Đím"],
    },
    // Chăm
    Tradition {
        provinces: &["058", "060"],
        families: &["Đàng", "Thành", "Quảng", "Bá", "Đạo", "Qua", "Não", "Lưu"],
        family_last: false,
        men_middles: &["Văn", "Năng", "Minh", "Quang"],
        women_middles: &["Thị", "Thị Kim", "Nữ"],
        men: &["Thọ", "Phú", "Dự", "Tỷ", "Trượng", "Đại"],
        women: &["Mỹ", "Phương", "Hiếu", "Trân", "Ngọc", "Diễm"],
    },
    // Khmer
    Tradition {
        provinces: &["084", "094", "091", "095", "089"],
        families: &["Thạch", "Sơn", "Kim", "Danh", "Lâm", "Kiên", "Châu"],
        family_last: false,
        men_middles: &["", "Sa", "Minh", "Ngọc"],
        women_middles: &["Thị", "Thị Sa", "Sa", "Thị Ngọc"],
        men: &["Rây", "Mết", "Sây", "Phia", "Song", "Thươl", "Ươl"],
        women: &["Rươl", "Phia", "Som", "Rinh", "Rane", "Thươne"],
    },
];

/// A name of a people of the bearer's province; none where the population has no families of one.
pub(super) fn full_name(draw: &mut Draw, bearer: Bearer<'_>) -> Option<String> {
    let at_home = TRADITIONS
        .iter()
        .filter(|tradition| tradition.provinces.contains(&bearer.place.code));
    let place = draw.below(at_home.clone().count() as u32) as usize;
    let tradition = at_home.clone().nth(place)?;
    let family = draw.pick(tradition.families);
    let (middles, given) = match bearer.sex {
        Sex::Male => (tradition.men_middles, tradition.men),
        Sex::Female => (tradition.women_middles, tradition.women),
    };
    let middle = draw.pick(middles);
    let mut given = draw.pick(given);
    if given == family || middle.ends_with(given) {
        // "Mí Mí" and the like: the people's own commonest name instead.
        given = match bearer.sex {
            Sex::Male => tradition.men.last(),
            Sex::Female => tradition.women.last(),
        }?;
    }
    let own = match middle {
        "" => given.to_owned(),
        // The Cơ Ho write the man's particle and his name as one word.
        "K'" => format!("K'{given}"),
        _ => format!("{middle} {given}"),
    };
    Some(match (family, tradition.family_last) {
        ("", _) => own,
        (_, true) => format!("{own} {family}"),
        (_, false) => format!("{family} {own}"),
    })
}
