//! Text messages: their words and their sending. The name in a message has no diacritics, as people get them.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::OtpCode;
use dinhdanh_protocol::text::without_diacritics;

use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::message::MessageKind;
use crate::{Authority, AuthorityError, AuthorityParts};

impl Authority {
    /// Sends a message to the account's phone. A practice authority's drawer is the phone, so its database has
    /// the words; any other keeps that a message went out, and when, but never the code in it.
    pub(crate) fn send_sms(
        &self,
        write: &Writing<'_>,
        account: &Account,
        kind: MessageKind,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let kept = if self.parts.practice { text } else { "" };
        write.put_message(account, kind, kept, now)
    }
}

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
