//! Text messages: their words and their sending. The name in a message has no diacritics, as people get them.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use dinhdanh_protocol::text::without_diacritics;
use dinhdanh_protocol::{AccountLevel, CitizenNumber, OtpCode, PhoneNumber};

use crate::store::Writing;
use crate::tables::message::MessageKind;
use crate::{Authority, AuthorityError, AuthorityParts};

/// A message on its way out.
pub(crate) struct Message<'a> {
    /// The account that it is about, where there is one.
    pub(crate) account: Option<&'a CitizenNumber>,
    pub(crate) phone: &'a PhoneNumber,
    pub(crate) kind: MessageKind,
    pub(crate) text: &'a str,
}

/// What a one-time code is for.
#[derive(Clone, Copy)]
pub(crate) enum CodeFor {
    Activation,
    Registration,
    Reset,
    NewDevice,
    LostDevice,
    PhoneChange,
    Recovery,
}

impl Authority {
    /// Sends a message. A practice authority's drawer is the phone, so its database has the words; any other keeps
    /// that a message went out, and when, but never the code in it. Where there is none, all but the sending is done:
    /// whoever watches the time learns nothing.
    pub(crate) fn send_sms(
        &self,
        write: &Writing<'_>,
        message: Option<&Message<'_>>,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let kept = message.map(|message| Message {
            text: if self.parts.practice { message.text } else { "" },
            ..*message
        });
        write.put_message(kept.as_ref(), now)
    }

    /// Tells a phone of an account something.
    pub(crate) fn notify(
        &self,
        write: &Writing<'_>,
        (account, phone): (&CitizenNumber, &PhoneNumber),
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let message = Message {
            account: Some(account),
            phone,
            kind: MessageKind::Notice,
            text,
        };
        self.send_sms(write, Some(&message), now)
    }
}

/// "… Mã OTP … là 123456."
pub(crate) fn one_time_code(
    authority: &AuthorityParts,
    what_for: CodeFor,
    code: &OtpCode,
    life: TimeDelta,
) -> String {
    let minutes = life.num_minutes();
    let purpose = match what_for {
        CodeFor::Activation => "kích hoạt tài khoản định danh điện tử",
        CodeFor::Registration => "đăng ký tài khoản ứng dụng",
        CodeFor::NewDevice => "chuyển tài khoản sang thiết bị mới",
        CodeFor::LostDevice => "báo mất thiết bị",
        CodeFor::PhoneChange => "đổi số điện thoại",
        CodeFor::Reset => "đặt lại mật khẩu",
        CodeFor::Recovery => "khôi phục ví",
    };
    // The code is exposed because telling it is what the message is for.
    let code = code.expose();
    told(
        authority,
        &format!(
            "Mã OTP {purpose} của công dân là {code}, có hiệu lực trong {minutes} phút. \
             Không cung cấp mã này cho bất kỳ ai."
        ),
    )
}

/// Somebody registers with the number of an account that has a password.
pub(crate) fn registered_already(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Có người vừa đăng ký tài khoản bằng số định danh của bạn. Nếu là bạn: hãy đăng nhập hoặc chọn “Quên mật khẩu”. \
         Nếu không phải bạn: tài khoản của bạn không thay đổi gì.",
    )
}

/// Somebody registers with the number of an account that came with the card and has no password yet.
pub(crate) fn came_with_card(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Có người vừa đăng ký tài khoản bằng số định danh của bạn. Nếu là bạn: bạn đã được cấp tài khoản, \
         hãy chọn “Kích hoạt tài khoản định danh điện tử”. Nếu không phải bạn: tài khoản của bạn không thay đổi gì.",
    )
}

/// Somebody who knows number and phone wants a new password for an account that came with the card and has none yet.
pub(crate) fn no_password_yet(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Có người vừa yêu cầu đặt lại mật khẩu, nhưng tài khoản của bạn chưa có mật khẩu. Nếu là bạn: hãy chọn \
         “Kích hoạt tài khoản định danh điện tử”. Nếu không phải bạn: tài khoản của bạn không thay đổi gì.",
    )
}

/// The password was set anew.
pub(crate) fn password_reset(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Mật khẩu tài khoản của bạn vừa được đặt lại; mọi phiên đăng nhập trước đó đã kết thúc. \
         Nếu không phải bạn: hãy chọn “Quên mật khẩu” ngay để đặt lại mật khẩu.",
    )
}

/// The share was given out: a vault is being recovered.
pub(crate) fn recovering(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Ví trên thiết bị của bạn đang được khôi phục bằng câu hỏi bảo mật để đặt passcode mới. Nếu không phải bạn: \
         hãy chọn “Quên mật khẩu” ngay để đặt lại mật khẩu và đến quầy của cơ quan định danh.",
    )
}

/// Too many wrong answers to the security questions.
pub(crate) fn answers_locked(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Câu hỏi bảo mật của bạn đã bị trả lời sai 5 lần nên tạm khóa 24 giờ; cần sớm hơn, hãy đến \
         quầy của cơ quan định danh. Nếu không phải bạn: hãy chọn “Quên mật khẩu” ngay để đặt lại mật khẩu.",
    )
}

/// The desk lets answers be given again.
pub(crate) fn answers_unlocked(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Theo yêu cầu tại quầy, bạn có thể trả lời lại câu hỏi bảo mật ngay bây giờ.",
    )
}

/// The desk forgets what was asked for too often.
pub(crate) fn limits_lifted(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Theo yêu cầu tại quầy, các giới hạn tạm thời với tài khoản của bạn đã được gỡ. Bạn có thể thử lại ngay bây giờ.",
    )
}

/// The security questions are others from now on.
pub(crate) fn questions_changed(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Câu hỏi bảo mật của tài khoản vừa được đổi trên thiết bị của bạn. Nếu không phải bạn: hãy chọn “Quên mật khẩu” \
         ngay để đặt lại mật khẩu và đến quầy của cơ quan định danh.",
    )
}

/// The wallet on the bound device has another passcode.
pub(crate) fn passcode_changed(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Passcode của ví trên thiết bị của bạn vừa được đổi. Nếu không phải bạn: hãy chọn “Quên mật khẩu” ngay để đặt lại \
         mật khẩu và đến quầy của cơ quan định danh.",
    )
}

/// An app account was made.
pub(crate) fn registered(authority: &AuthorityParts, full_name: &str, deleted_at: DateTime<Utc>) -> String {
    let (citizen, until) = (without_diacritics(full_name), by_the_clock_here(deleted_at));
    told(
        authority,
        &format!(
            "Công dân {citizen} đã đăng ký tài khoản ứng dụng. Đề nghị đăng ký tài khoản mức 1 trước {until}; \
             quá thời hạn này, tài khoản sẽ bị xóa."
        ),
    )
}

/// An app account is deleted within a day.
pub(crate) fn deletion_near(authority: &AuthorityParts, deleted_at: DateTime<Utc>) -> String {
    let until = by_the_clock_here(deleted_at);
    told(
        authority,
        &format!(
            "Tài khoản ứng dụng của bạn sẽ bị xóa lúc {until} vì chưa có hồ sơ đăng ký mức 1. Để giữ tài khoản, \
             hãy mở ứng dụng Ví Định Danh và chọn “Đăng ký tài khoản mức 1”."
        ),
    )
}

/// The file for level 1 or 2 was approved.
pub(crate) fn approved(authority: &AuthorityParts, full_name: &str) -> String {
    let citizen = without_diacritics(full_name);
    told(
        authority,
        &format!(
            "Hồ sơ đăng ký tài khoản định danh điện tử của công dân {citizen} đã được phê duyệt. \
             Đề nghị truy cập ứng dụng Ví Định Danh để kích hoạt tài khoản."
        ),
    )
}

/// The file for level 1 was returned.
pub(crate) fn returned(
    authority: &AuthorityParts,
    full_name: &str,
    reason: &str,
    deleted_at: DateTime<Utc>,
) -> String {
    let (citizen, until) = (without_diacritics(full_name), by_the_clock_here(deleted_at));
    let reason = clause(reason);
    told(
        authority,
        &format!(
            "Hồ sơ đăng ký tài khoản định danh điện tử của công dân {citizen} được trả lại. Lý do: {reason}. \
             Đề nghị mở ứng dụng Ví Định Danh, sửa và gửi lại hồ sơ trước {until}; quá thời hạn này, tài khoản sẽ bị xóa."
        ),
    )
}

/// The account was locked at the desk.
pub(crate) fn suspended(authority: &AuthorityParts, reason: &str) -> String {
    let reason = clause(reason);
    told(
        authority,
        &format!("Tài khoản định danh điện tử của bạn đã bị khóa. Lý do: {reason}."),
    )
}

/// The account was unlocked at the desk.
pub(crate) fn restored(authority: &AuthorityParts) -> String {
    told(authority, "Tài khoản định danh điện tử của bạn đã được mở khóa.")
}

/// The account was withdrawn at the desk.
pub(crate) fn revoked(authority: &AuthorityParts, reason: &str) -> String {
    let reason = clause(reason);
    told(
        authority,
        &format!("Tài khoản định danh điện tử của bạn đã bị thu hồi. Lý do: {reason}."),
    )
}

/// The level was set at the desk.
pub(crate) fn level_set(authority: &AuthorityParts, level: AccountLevel) -> String {
    let level = level.number();
    told(
        authority,
        &format!("Tài khoản định danh điện tử của bạn đã được chuyển sang mức {level}."),
    )
}

/// The device was unbound at the desk.
pub(crate) fn unbound_at_desk(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Thiết bị đang dùng tài khoản định danh điện tử của bạn đã được hủy liên kết. \
         Để dùng tiếp, hãy kích hoạt tài khoản trên một thiết bị.",
    )
}

/// Another phone number was set; told to both.
pub(crate) fn phone_set(authority: &AuthorityParts, phone: &PhoneNumber) -> String {
    let phone = phone.masked();
    told(
        authority,
        &format!(
            "Số điện thoại của tài khoản định danh điện tử của bạn đã được đổi thành {phone}. \
             Nếu không phải bạn yêu cầu: hãy báo ngay cho cơ quan định danh."
        ),
    )
}

/// Another device has taken the bound one's place. What it calls itself is a stranger's words: not for a message of ours.
pub(crate) fn taken_over(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Tài khoản định danh điện tử của bạn vừa được chuyển sang thiết bị mới; thiết bị cũ đã bị hủy liên kết. Nếu không \
         phải bạn: hãy mở Ví Định Danh trên thiết bị cũ, chọn “Không phải tôi đăng nhập”, hoặc báo ngay cho cơ quan định danh.",
    )
}

/// The account's holder unbound the device from elsewhere.
pub(crate) fn unbound_by_holder(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Thiết bị đang dùng tài khoản định danh điện tử của bạn vừa bị hủy liên kết trong mục Quản lý thiết bị. Nếu \
         không phải bạn: hãy mở Ví Định Danh trên thiết bị đó, chọn “Không phải tôi đăng nhập”, hoặc báo ngay cho cơ quan \
         định danh.",
    )
}

/// Another account was activated on the bound device.
pub(crate) fn other_account_activated(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Một tài khoản khác vừa được kích hoạt trên thiết bị đang dùng tài khoản định danh điện tử của bạn, nên tài khoản \
         của bạn hiện không hoạt động trên thiết bị nào. Để dùng tiếp, hãy kích hoạt lại tài khoản. Nếu không phải bạn: \
         hãy báo ngay cho quầy của cơ quan định danh.",
    )
}

/// The bound device is claimed lost.
pub(crate) fn claimed_lost(authority: &AuthorityParts, ready_at: DateTime<Utc>) -> String {
    let from = by_the_clock_here(ready_at);
    told(
        authority,
        &format!(
            "Thiết bị đang dùng tài khoản định danh điện tử của bạn vừa được báo mất. Từ {from}, tài khoản có thể được \
             chuyển sang thiết bị mới. Nếu không phải bạn: hãy mở Ví Định Danh trên thiết bị, chọn “Không phải tôi đăng \
             nhập”, hoặc báo ngay cho cơ quan định danh."
        ),
    )
}

/// The desk ended the wait for a lost device.
pub(crate) fn wait_shortened(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Thời gian chờ do báo mất thiết bị đã kết thúc. Từ bây giờ, bạn có thể chuyển tài khoản định danh điện tử sang \
         thiết bị mới.",
    )
}

/// The holder of a device disputed its loss.
pub(crate) fn disputed(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Tài khoản định danh điện tử của bạn đã bị khóa vì bạn chọn “Không phải tôi đăng nhập” trên thiết bị của mình. \
         Để mở khóa, hãy đến quầy của cơ quan định danh.",
    )
}

/// The password was changed by who knows it.
pub(crate) fn password_changed(authority: &AuthorityParts) -> String {
    told(
        authority,
        "Mật khẩu tài khoản của bạn vừa được đổi; các phiên đăng nhập khác đã kết thúc. \
         Nếu không phải bạn: hãy chọn “Quên mật khẩu” ngay để đặt lại mật khẩu.",
    )
}

/// The e-mail was changed or taken away.
pub(crate) fn email_changed(authority: &AuthorityParts) -> String {
    told(
        authority,
        "E-mail của tài khoản của bạn vừa được thay đổi. Nếu không phải bạn: hãy đổi mật khẩu ngay.",
    )
}

/// A reason as part of a sentence.
fn clause(reason: &str) -> &str {
    reason.trim_end_matches(['.', ' '])
}

/// The words with who says them, and what they are worth.
fn told(authority: &AuthorityParts, words: &str) -> String {
    let name = &authority.name;
    let worth = if authority.practice {
        " (Tin nhắn thực hành, không có giá trị pháp lý.)"
    } else {
        ""
    };
    format!("{name} thông báo: {words}{worth}")
}

/// A moment as a clock in Viet Nam shows it: "09:05 ngày 04/12/2026".
fn by_the_clock_here(moment: DateTime<Utc>) -> String {
    const HOURS_AHEAD: i32 = 7;
    let here = FixedOffset::east_opt(HOURS_AHEAD * 3600);
    let shown = "%H:%M ngày %d/%m/%Y";
    match here {
        Some(here) => moment.with_timezone(&here).format(shown).to_string(),
        None => moment.format(shown).to_string(),
    }
}

/// The one-time code in a message: the first run of exactly six digits.
#[cfg(feature = "practice")]
pub(crate) fn code_in(text: &str) -> Option<OtpCode> {
    text.split(|c: char| !c.is_ascii_digit()).find_map(OtpCode::parse)
}
