//! The words of text messages. The name in a message has no diacritics, as people get them.

use chrono::TimeDelta;
use dinhdanh_protocol::OtpCode;
use dinhdanh_protocol::text::without_diacritics;

use crate::AuthorityParts;

/// "… Mã OTP … là 123456."
pub(crate) fn one_time_code(authority: &AuthorityParts, code: &OtpCode, life: TimeDelta) -> String {
    let (name, minutes) = (&authority.name, life.num_minutes());
    // The code is exposed because telling it is what the message is for.
    let code = code.expose();
    with_practice_notice(
        authority,
        format!(
            "{name} thông báo: Mã OTP kích hoạt tài khoản định danh điện tử của công dân là {code}, \
             có hiệu lực trong {minutes} phút. Không cung cấp mã này cho bất kỳ ai."
        ),
    )
}

/// The file for level 1 or 2 was approved.
pub(crate) fn approved(authority: &AuthorityParts, full_name: &str) -> String {
    let name = &authority.name;
    let citizen = without_diacritics(full_name);
    with_practice_notice(
        authority,
        format!(
            "{name} thông báo: Hồ sơ đăng ký tài khoản định danh điện tử của công dân {citizen} đã được phê duyệt. \
             Đề nghị truy cập ứng dụng Ví Định Danh để kích hoạt tài khoản."
        ),
    )
}

fn with_practice_notice(authority: &AuthorityParts, text: String) -> String {
    if authority.practice {
        format!("{text} (Tin nhắn thực hành, không có giá trị pháp lý.)")
    } else {
        text
    }
}

/// The one-time code in a message: the first run of exactly six digits.
#[cfg(feature = "practice")]
pub(crate) fn code_in(text: &str) -> Option<OtpCode> {
    text.split(|c: char| !c.is_ascii_digit()).find_map(OtpCode::parse)
}
