//! What `trust import` says, in both languages: nobody's preferences are read for it.

use std::io;
use std::path::Path;

use dinhdanh_credential::{TrustBundle, TrustStanding};
use dinhdanh_paper::judge::HANOI;

/// It is no trust data, or no longer.
pub(crate) const MALFORMED: &str = "Tệp này không phải dữ liệu tin cậy hoặc bị hỏng nên không được nạp, dữ liệu đang có vẫn \
    giữ nguyên: hãy chép lại tệp từ máy đã xuất nó. / This file holds no trust data, or is damaged; nothing was changed: \
    copy it again from the computer that exported it.";

/// Another root signed it, or nobody.
pub(crate) const OF_ANOTHER: &str = "Tệp này không do cơ quan mà ứng dụng tin cậy ký nên không được nạp, dữ liệu đang có vẫn \
    giữ nguyên: hãy lấy tệp từ máy khác đang chạy Ví Định Danh. / This file is not signed by the authority that the app \
    trusts; nothing was changed: take one from another computer that runs Ví Định Danh.";

/// Newer ones wait already.
pub(crate) const OLDER: &str = "Tệp này cũ hơn dữ liệu đã nạp trước đó nên không được nạp, dữ liệu đang có vẫn giữ nguyên: hãy \
    xuất tệp mới từ máy vừa có mạng. / This file is older than what was imported before; nothing was changed: export a new \
    one from a computer that was online lately.";

const fn warning_vi(standing: TrustStanding) -> &'static str {
    match standing {
        TrustStanding::Fresh => "",
        TrustStanding::Soon => " CHÚ Ý: chỉ còn dùng được chưa đến một ngày, hãy mang tệp mới đến.",
        TrustStanding::Stale => {
            " CHÚ Ý: đã quá hạn, mã đúng chỉ được báo “chưa xác minh được”, hãy mang tệp mới đến."
        }
        TrustStanding::Ahead => " CHÚ Ý: có ngày muộn hơn đồng hồ của máy này, hãy chỉnh lại đồng hồ.",
    }
}

const fn warning_en(standing: TrustStanding) -> &'static str {
    match standing {
        TrustStanding::Fresh => "",
        TrustStanding::Soon => " NOTE: they run out within a day, bring a newer file.",
        TrustStanding::Stale => {
            " NOTE: they are out of date, a good code is only called “not verified”, bring a newer file."
        }
        TrustStanding::Ahead => " NOTE: they are dated later than this computer’s clock, set it right.",
    }
}

/// They lie where the wallets take them; `waited` where the very same did before.
pub(crate) fn taken(bundle: &TrustBundle, waited: bool, standing: TrustStanding) -> String {
    // By the clocks of Viet Nam, as the window says moments.
    let (from, until) = (bundle.issued_at() + HANOI, bundle.next_update() + HANOI);
    let (vi, en) = if waited {
        ("Máy này đã có sẵn", "There already are")
    } else {
        ("Đã nạp", "Imported")
    };
    format!(
        "{vi} dữ liệu tin cậy lập lúc {}, dùng được đến {}. Ví của người dùng này trên máy này dùng khi được mở khóa; ví \
         đang mở thì trong 10 phút tới.{}\n{en} trust data made at {}, good until {}. This user’s wallets on this computer \
         use them once unlocked; one that is open within 10 minutes.{}",
        from.format("%H:%M ngày %d/%m/%Y"),
        until.format("%H:%M ngày %d/%m/%Y"),
        warning_vi(standing),
        from.format("%H:%M on %d/%m/%Y"),
        until.format("%H:%M on %d/%m/%Y"),
        warning_en(standing),
    )
}

pub(crate) fn no_file(path: &Path) -> String {
    let path = path.display();
    format!("Không có tệp {path}. / There is no file {path}.")
}

pub(crate) fn not_a_file(path: &Path) -> String {
    let path = path.display();
    format!("{path} không phải là tệp. / {path} is not a file.")
}

pub(crate) fn not_readable(kind: &io::ErrorKind) -> String {
    format!(
        "Không đọc được tệp ({kind}): hãy cắm lại USB hoặc chép lại tệp. / The file cannot be read ({kind}): plug the stick in \
         again, or copy the file anew."
    )
}

pub(crate) fn not_written(kind: &io::ErrorKind) -> String {
    format!(
        "Không ghi được vào thư mục dữ liệu ({kind}), dữ liệu đang có vẫn giữ nguyên. / The data folder cannot be written to \
         ({kind}); nothing was changed."
    )
}

pub(crate) fn of_somebody_else(data: &Path) -> String {
    let data = data.display();
    format!(
        "{data} là của người dùng khác, họ sẽ không đọc được gì do root ghi: hãy chạy lệnh này dưới tên người dùng ví. / {data} \
         is another user’s, who could read nothing that root writes: run this as the user of the wallet."
    )
}
