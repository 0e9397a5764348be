//! The 63 provinces by code, with a few districts and communes of each.

use super::Place;

macro_rules! provinces {
    ($($code:literal $old:literal { $($district:literal: $($commune:literal),+;)+ })+) => {
        [$(Place { code: $code, old_prefix: $old, districts: &[$(($district, &[$($commune),+])),+] }),+]
    };
}

/// In the order of their codes.
pub(in crate::population) const PROVINCES: [Place; 63] = provinces! {
    "001" "01" {
        "quận Đống Đa": "phường Láng Hạ", "phường Kim Liên", "phường Phương Mai";
        "quận Cầu Giấy": "phường Dịch Vọng", "phường Nghĩa Tân", "phường Yên Hòa";
        "huyện Gia Lâm": "xã Bát Tràng", "xã Đa Tốn", "xã Ninh Hiệp";
    }
    "002" "07" {
        "thành phố Hà Giang": "phường Trần Phú", "phường Nguyễn Trãi", "phường Minh Khai";
        "huyện Đồng Văn": "thị trấn Đồng Văn", "xã Lũng Cú", "xã Sà Phìn";
        "huyện Vị Xuyên": "xã Đạo Đức", "xã Việt Lâm";
    }
    "004" "08" {
        "thành phố Cao Bằng": "phường Hợp Giang", "phường Sông Bằng", "phường Đề Thám";
        "huyện Trùng Khánh": "xã Đàm Thủy", "xã Chí Viễn";
        "huyện Hòa An": "xã Hồng Việt", "xã Nam Tuấn";
    }
    "006" "09" {
        "thành phố Bắc Kạn": "phường Đức Xuân", "phường Sông Cầu", "phường Phùng Chí Kiên";
        "huyện Ba Bể": "thị trấn Chợ Rã", "xã Khang Ninh", "xã Nam Mẫu";
        "huyện Chợ Đồn": "xã Ngọc Phái", "xã Bằng Lãng";
    }
    "008" "07" {
        "thành phố Tuyên Quang": "phường Minh Xuân", "phường Tân Quang", "phường Phan Thiết";
        "huyện Sơn Dương": "xã Tân Trào", "xã Minh Thanh";
        "huyện Na Hang": "thị trấn Na Hang", "xã Năng Khả";
    }
    "010" "06" {
        "thành phố Lào Cai": "phường Cốc Lếu", "phường Kim Tân", "phường Duyên Hải";
        "thị xã Sa Pa": "phường Hàm Rồng", "xã Tả Van", "xã Tả Phìn";
        "huyện Bắc Hà": "xã Bản Phố", "xã Na Hối";
    }
    "011" "04" {
        "thành phố Điện Biên Phủ": "phường Mường Thanh", "phường Him Lam", "phường Noong Bua";
        "huyện Điện Biên": "xã Thanh Nưa", "xã Thanh Chăn", "xã Noong Luống";
        "huyện Tuần Giáo": "xã Quài Nưa", "xã Quài Cang";
    }
    "012" "04" {
        "thành phố Lai Châu": "phường Đoàn Kết", "phường Tân Phong", "phường Quyết Thắng";
        "huyện Tam Đường": "xã Bản Bo", "xã Hồ Thầu";
        "huyện Than Uyên": "xã Mường Cang", "xã Mường Than";
    }
    "014" "05" {
        "thành phố Sơn La": "phường Quyết Thắng", "phường Tô Hiệu", "phường Chiềng Lề";
        "huyện Mộc Châu": "xã Đông Sang", "xã Chiềng Hắc";
        "huyện Mai Sơn": "xã Cò Nòi", "xã Chiềng Mung";
    }
    "015" "06" {
        "thành phố Yên Bái": "phường Nguyễn Thái Học", "phường Đồng Tâm", "phường Yên Ninh";
        "huyện Mù Cang Chải": "xã La Pán Tẩn", "xã Chế Cu Nha";
        "huyện Yên Bình": "xã Đại Đồng", "xã Vũ Linh";
    }
    "017" "11" {
        "thành phố Hòa Bình": "phường Phương Lâm", "phường Đồng Tiến", "phường Tân Thịnh";
        "huyện Mai Châu": "xã Chiềng Châu", "xã Mai Hịch";
        "huyện Lạc Sơn": "xã Ân Nghĩa", "xã Yên Nghiệp";
    }
    "019" "09" {
        "thành phố Thái Nguyên": "phường Hoàng Văn Thụ", "phường Trưng Vương", "phường Quang Trung";
        "huyện Đại Từ": "xã La Bằng", "xã Hoàng Nông";
        "huyện Phú Bình": "xã Xuân Phương", "xã Úc Kỳ";
    }
    "020" "08" {
        "thành phố Lạng Sơn": "phường Vĩnh Trại", "phường Tam Thanh", "phường Chi Lăng";
        "huyện Bắc Sơn": "xã Bắc Quỳnh", "xã Vũ Lễ";
        "huyện Cao Lộc": "xã Gia Cát", "xã Hợp Thành";
    }
    "022" "10" {
        "thành phố Hạ Long": "phường Hồng Gai", "phường Bãi Cháy", "phường Cao Thắng";
        "thành phố Cẩm Phả": "phường Cẩm Trung", "phường Cẩm Thạch";
        "thị xã Quảng Yên": "phường Hà An", "xã Liên Hòa";
    }
    "024" "12" {
        "thành phố Bắc Giang": "phường Trần Phú", "phường Lê Lợi", "phường Ngô Quyền";
        "huyện Lục Ngạn": "xã Giáp Sơn", "xã Hồng Giang";
        "huyện Hiệp Hòa": "xã Hoàng Vân", "xã Xuân Cẩm";
    }
    "025" "13" {
        "thành phố Việt Trì": "phường Gia Cẩm", "phường Tiên Cát", "xã Hy Cương";
        "huyện Lâm Thao": "xã Tứ Xã", "xã Sơn Vi";
        "huyện Thanh Sơn": "xã Địch Quả", "xã Võ Miếu";
    }
    "026" "13" {
        "thành phố Vĩnh Yên": "phường Liên Bảo", "phường Tích Sơn", "phường Khai Quang";
        "huyện Tam Đảo": "xã Hồ Sơn", "xã Đại Đình";
        "huyện Vĩnh Tường": "xã Thượng Trưng", "xã Tuân Chính";
    }
    "027" "12" {
        "thành phố Bắc Ninh": "phường Suối Hoa", "phường Ninh Xá", "phường Vạn An";
        "thành phố Từ Sơn": "phường Đình Bảng", "phường Đồng Kỵ";
        "huyện Tiên Du": "xã Phật Tích", "xã Liên Bão";
    }
    "030" "14" {
        "thành phố Hải Dương": "phường Trần Phú", "phường Bình Hàn", "phường Hải Tân";
        "huyện Thanh Hà": "xã Thanh Sơn", "xã Thanh Khê";
        "huyện Gia Lộc": "xã Toàn Thắng", "xã Yết Kiêu";
    }
    "031" "03" {
        "quận Lê Chân": "phường An Biên", "phường Dư Hàng", "phường Trần Nguyên Hãn";
        "quận Ngô Quyền": "phường Máy Tơ", "phường Lạch Tray";
        "huyện Tiên Lãng": "xã Đoàn Lập", "xã Kiến Thiết";
    }
    "033" "14" {
        "thành phố Hưng Yên": "phường Hiến Nam", "phường Lam Sơn", "xã Hồng Nam";
        "huyện Văn Giang": "xã Xuân Quan", "xã Phụng Công";
        "huyện Khoái Châu": "xã Đông Tảo", "xã Dạ Trạch";
    }
    "034" "15" {
        "thành phố Thái Bình": "phường Kỳ Bá", "phường Bồ Xuyên", "phường Đề Thám";
        "huyện Kiến Xương": "xã Thượng Hiền", "xã Bình Thanh";
        "huyện Tiền Hải": "xã Đông Minh", "xã Nam Thịnh";
    }
    "035" "16" {
        "thành phố Phủ Lý": "phường Minh Khai", "phường Hai Bà Trưng", "phường Lê Hồng Phong";
        "huyện Lý Nhân": "xã Hòa Hậu", "xã Nhân Mỹ";
        "huyện Thanh Liêm": "xã Thanh Hà", "xã Liêm Cần";
    }
    "036" "16" {
        "thành phố Nam Định": "phường Vị Xuyên", "phường Trần Hưng Đạo", "phường Lộc Hạ";
        "huyện Hải Hậu": "xã Hải Anh", "xã Hải Minh";
        "huyện Ý Yên": "xã Yên Ninh", "xã Yên Tiến";
    }
    "037" "16" {
        "thành phố Ninh Bình": "phường Vân Giang", "phường Đông Thành", "phường Thanh Bình";
        "huyện Hoa Lư": "xã Trường Yên", "xã Ninh Hải";
        "huyện Kim Sơn": "xã Quang Thiện", "xã Đồng Hướng";
    }
    "038" "17" {
        "thành phố Thanh Hóa": "phường Điện Biên", "phường Ba Đình", "phường Đông Vệ";
        "huyện Hoằng Hóa": "xã Hoằng Lộc", "xã Hoằng Trường";
        "huyện Thọ Xuân": "xã Thọ Hải", "xã Xuân Sinh";
    }
    "040" "18" {
        "thành phố Vinh": "phường Hưng Bình", "phường Quang Trung", "phường Trường Thi";
        "huyện Nam Đàn": "xã Kim Liên", "xã Hùng Tiến";
        "huyện Con Cuông": "xã Môn Sơn", "xã Yên Khê";
    }
    "042" "18" {
        "thành phố Hà Tĩnh": "phường Bắc Hà", "phường Nam Hà", "phường Tân Giang";
        "huyện Nghi Xuân": "thị trấn Tiên Điền", "xã Xuân Thành";
        "huyện Can Lộc": "xã Thiên Lộc", "xã Tùng Lộc";
    }
    "044" "19" {
        "thành phố Đồng Hới": "phường Nam Lý", "phường Bắc Lý", "phường Đồng Phú";
        "huyện Lệ Thủy": "xã Lộc Thủy", "xã An Thủy";
        "huyện Bố Trạch": "thị trấn Phong Nha", "xã Hưng Trạch";
    }
    "045" "19" {
        "thành phố Đông Hà": "phường 1", "phường 5", "phường Đông Lương";
        "huyện Vĩnh Linh": "xã Vĩnh Lâm", "xã Vĩnh Thủy";
        "huyện Hướng Hóa": "thị trấn Khe Sanh", "xã Tân Hợp";
    }
    "046" "19" {
        "thành phố Huế": "phường Vỹ Dạ", "phường Kim Long", "phường Phú Hội";
        "huyện Phú Vang": "xã Phú Mỹ", "xã Vinh Thanh";
        "huyện A Lưới": "xã A Ngo", "xã Hồng Thượng";
    }
    "048" "20" {
        "quận Hải Châu": "phường Thạch Thang", "phường Hòa Cường Bắc", "phường Thanh Bình";
        "quận Sơn Trà": "phường An Hải Bắc", "phường Mân Thái";
        "huyện Hòa Vang": "xã Hòa Phong", "xã Hòa Nhơn";
    }
    "049" "20" {
        "thành phố Hội An": "phường Minh An", "phường Cẩm Phô", "phường Cẩm Châu";
        "thành phố Tam Kỳ": "phường An Mỹ", "phường An Xuân";
        "huyện Duy Xuyên": "xã Duy Phú", "xã Duy Sơn";
    }
    "051" "21" {
        "thành phố Quảng Ngãi": "phường Lê Hồng Phong", "phường Trần Phú", "phường Nghĩa Lộ";
        "huyện Sơn Tịnh": "xã Tịnh Giang", "xã Tịnh Hà";
        "huyện Mộ Đức": "xã Đức Tân", "xã Đức Nhuận";
    }
    "052" "21" {
        "thành phố Quy Nhơn": "phường Lý Thường Kiệt", "phường Ghềnh Ráng", "phường Nhơn Bình";
        "huyện Tây Sơn": "xã Bình Thành", "xã Tây Giang";
        "huyện Phù Cát": "xã Cát Hải", "xã Cát Tường";
    }
    "054" "22" {
        "thành phố Tuy Hòa": "phường 7", "phường Phú Lâm", "xã Bình Kiến";
        "huyện Tuy An": "xã An Ninh Đông", "xã An Hiệp";
        "huyện Đồng Xuân": "thị trấn La Hai", "xã Xuân Quang 2";
    }
    "056" "22" {
        "thành phố Nha Trang": "phường Lộc Thọ", "phường Phước Hải", "phường Vĩnh Hải";
        "thị xã Ninh Hòa": "phường Ninh Hiệp", "xã Ninh Quang";
        "huyện Diên Khánh": "xã Diên An", "xã Diên Toàn";
    }
    "058" "26" {
        "thành phố Phan Rang – Tháp Chàm": "phường Đô Vinh", "phường Bảo An", "phường Mỹ Hương";
        "huyện Ninh Phước": "thị trấn Phước Dân", "xã Phước Hữu", "xã Phước Hậu";
        "huyện Ninh Hải": "xã Vĩnh Hải", "xã Nhơn Hải";
    }
    "060" "26" {
        "thành phố Phan Thiết": "phường Mũi Né", "phường Đức Thắng", "phường Phú Trinh";
        "huyện Bắc Bình": "xã Phan Hòa", "xã Phan Thanh";
        "huyện Tuy Phong": "thị trấn Liên Hương", "xã Vĩnh Hảo";
    }
    "062" "23" {
        "thành phố Kon Tum": "phường Quyết Thắng", "phường Thống Nhất", "phường Thắng Lợi";
        "huyện Đắk Hà": "xã Đắk Mar", "xã Hà Mòn";
        "huyện Ngọc Hồi": "xã Bờ Y", "xã Đắk Xú";
    }
    "064" "23" {
        "thành phố Pleiku": "phường Diên Hồng", "phường Hội Thương", "phường Yên Thế";
        "huyện Chư Sê": "xã Ia Blang", "xã Ia Glai";
        "huyện Đak Đoa": "xã Glar", "xã A Dơk";
    }
    "066" "24" {
        "thành phố Buôn Ma Thuột": "phường Tự An", "phường Tân Lợi", "phường Ea Tam";
        "huyện Cư M'gar": "xã Ea Tul", "xã Cư Suê";
        "huyện Buôn Đôn": "xã Krông Na", "xã Ea Huar";
    }
    "067" "24" {
        "thành phố Gia Nghĩa": "phường Nghĩa Thành", "phường Nghĩa Trung", "phường Nghĩa Đức";
        "huyện Đắk Mil": "xã Đức Minh", "xã Thuận An";
        "huyện Cư Jút": "xã Tâm Thắng", "xã Nam Dong";
    }
    "068" "25" {
        "thành phố Đà Lạt": "phường 8", "phường 9", "phường 10";
        "thành phố Bảo Lộc": "phường B'Lao", "phường Lộc Phát";
        "huyện Lạc Dương": "thị trấn Lạc Dương", "xã Lát", "xã Đạ Sar";
    }
    "070" "28" {
        "thành phố Đồng Xoài": "phường Tân Phú", "phường Tân Đồng", "phường Tân Thiện";
        "huyện Bù Đăng": "xã Minh Hưng", "xã Bình Minh";
        "huyện Lộc Ninh": "xã Lộc Thái", "xã Lộc Hưng";
    }
    "072" "29" {
        "thành phố Tây Ninh": "phường 1", "phường 2", "phường Hiệp Ninh";
        "thị xã Trảng Bàng": "phường An Tịnh", "xã Hưng Thuận";
        "huyện Dương Minh Châu": "xã Phan", "xã Suối Đá";
    }
    "074" "28" {
        "thành phố Thủ Dầu Một": "phường Phú Cường", "phường Chánh Nghĩa", "phường Phú Hòa";
        "thành phố Thuận An": "phường Lái Thiêu", "phường An Thạnh", "xã An Sơn";
        "huyện Dầu Tiếng": "thị trấn Dầu Tiếng", "xã Thanh Tuyền";
    }
    "075" "27" {
        "thành phố Biên Hòa": "phường Thống Nhất", "phường Bửu Long", "phường Trảng Dài";
        "huyện Vĩnh Cửu": "xã Thạnh Phú", "xã Tân An";
        "huyện Xuân Lộc": "xã Xuân Phú", "xã Suối Cát";
    }
    "077" "27" {
        "thành phố Vũng Tàu": "phường Thắng Tam", "phường 7", "phường Rạch Dừa";
        "thành phố Bà Rịa": "phường Phước Trung", "xã Long Phước";
        "huyện Đất Đỏ": "thị trấn Phước Hải", "xã Phước Long Thọ";
    }
    "079" "02" {
        "quận Bình Thạnh": "phường 13", "phường 25", "phường 27";
        "thành phố Thủ Đức": "phường Linh Trung", "phường Thảo Điền", "phường Hiệp Phú";
        "huyện Củ Chi": "xã Tân Thạnh Đông", "xã Phú Hòa Đông";
    }
    "080" "30" {
        "thành phố Tân An": "phường 1", "phường 3", "phường Tân Khánh";
        "huyện Cần Giuộc": "xã Phước Lý", "xã Long Thượng";
        "huyện Cần Đước": "xã Mỹ Lệ", "xã Tân Chánh";
    }
    "082" "31" {
        "thành phố Mỹ Tho": "phường 1", "phường 5", "xã Thới Sơn";
        "huyện Cái Bè": "xã Đông Hòa Hiệp", "xã Hòa Khánh";
        "huyện Chợ Gạo": "xã Quơn Long", "xã Mỹ Tịnh An";
    }
    "083" "32" {
        "thành phố Bến Tre": "phường An Hội", "phường Phú Khương", "xã Nhơn Thạnh";
        "huyện Chợ Lách": "xã Vĩnh Thành", "xã Hưng Khánh Trung B";
        "huyện Mỏ Cày Nam": "xã An Thạnh", "xã Định Thủy";
    }
    "084" "33" {
        "thành phố Trà Vinh": "phường 7", "phường 8", "xã Long Đức";
        "huyện Trà Cú": "xã Đại An", "xã Hàm Giang";
        "huyện Cầu Ngang": "xã Nhị Trường", "xã Kim Hòa";
    }
    "086" "33" {
        "thành phố Vĩnh Long": "phường 1", "phường 9", "phường Trường An";
        "huyện Long Hồ": "xã An Bình", "xã Bình Hòa Phước";
        "huyện Vũng Liêm": "xã Trung Hiếu", "xã Hiếu Phụng";
    }
    "087" "34" {
        "thành phố Sa Đéc": "phường 1", "phường Tân Quy Đông", "xã Tân Khánh Đông";
        "thành phố Cao Lãnh": "phường 1", "phường Mỹ Phú";
        "huyện Lai Vung": "xã Long Hậu", "xã Tân Thành";
    }
    "089" "35" {
        "thành phố Long Xuyên": "phường Mỹ Bình", "phường Mỹ Phước", "phường Bình Khánh";
        "huyện Tri Tôn": "xã Ô Lâm", "xã Núi Tô";
        "huyện Chợ Mới": "xã Kiến An", "xã Long Điền A";
    }
    "091" "37" {
        "thành phố Rạch Giá": "phường Vĩnh Thanh", "phường Vĩnh Lạc", "phường An Hòa";
        "thành phố Phú Quốc": "phường Dương Đông", "phường An Thới", "xã Cửa Cạn";
        "huyện Gò Quao": "xã Định An", "xã Thủy Liễu";
    }
    "092" "36" {
        "quận Ninh Kiều": "phường Xuân Khánh", "phường An Cư", "phường Cái Khế";
        "quận Cái Răng": "phường Lê Bình", "phường Hưng Phú";
        "huyện Phong Điền": "xã Mỹ Khánh", "xã Nhơn Ái";
    }
    "093" "36" {
        "thành phố Vị Thanh": "phường IV", "phường VII", "xã Vị Tân";
        "huyện Phụng Hiệp": "xã Hòa Mỹ", "xã Phương Bình";
        "huyện Châu Thành A": "xã Tân Phú Thạnh", "xã Trường Long Tây";
    }
    "094" "36" {
        "thành phố Sóc Trăng": "phường 2", "phường 6", "phường 7";
        "thị xã Vĩnh Châu": "phường Vĩnh Phước", "xã Lai Hòa";
        "huyện Mỹ Xuyên": "xã Tham Đôn", "xã Đại Tâm";
    }
    "095" "38" {
        "thành phố Bạc Liêu": "phường 3", "phường 7", "xã Hiệp Thành";
        "thị xã Giá Rai": "phường Hộ Phòng", "xã Phong Tân";
        "huyện Hòa Bình": "xã Vĩnh Mỹ A", "xã Vĩnh Hậu";
    }
    "096" "38" {
        "thành phố Cà Mau": "phường 5", "phường 8", "xã Lý Văn Lâm";
        "huyện Ngọc Hiển": "xã Đất Mũi", "xã Viên An";
        "huyện Cái Nước": "xã Tân Hưng", "xã Thạnh Phú";
    }
};
