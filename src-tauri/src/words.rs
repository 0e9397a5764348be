//! The few texts that the program itself has for other programs; all that the window says is in `ui/src/lib/i18n`.

pub(crate) mod scan_report;
pub(crate) mod trust;

use crate::preferences::Language;

/// The program's name.
pub(crate) const APP: &str = "Ví Định Danh";

/// Said on the terminal where no window can be opened, before anything is read that could tell the language.
#[cfg(target_os = "linux")]
pub(crate) const NO_SCREEN: &str = "Không có màn hình đồ họa nên chưa mở được cửa sổ, dữ liệu vẫn nguyên: hãy chạy trong \
    phiên làm việc có đồ họa. / No graphical session, so no window was opened and nothing was changed: start it from a \
    desktop.";

/// Why the desktop is to keep the screen lit.
pub(crate) const fn showing_a_code(language: Language) -> &'static str {
    match language {
        Language::Vi => "Đang hiển thị QR code",
        Language::En => "Showing a QR code",
    }
}

/// What a computer is called that has no name.
pub(crate) const fn some_computer(language: Language) -> &'static str {
    match language {
        Language::Vi => "Máy tính",
        Language::En => "Computer",
    }
}

/// The title of the practice desk's window.
#[cfg(feature = "practice")]
pub(crate) const fn desk(language: Language) -> &'static str {
    match language {
        Language::Vi => "Quầy duyệt hồ sơ (thực hành)",
        Language::En => "Approval desk (practice)",
    }
}
