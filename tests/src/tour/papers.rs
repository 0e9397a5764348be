//! Papers: added, shown, checked, and the receipt of it.

use anyhow::Result;
use serde_json::{Value, json};

use super::back;
use crate::person::{PASSCODE, Tongue};
use crate::window::Window;

/// A paper from the register, opened and shown.
pub(super) async fn added_shown_and_checked(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .press(tongue.say("Tích hợp giấy tờ", "Add a paper"))
        .await?;
    window
        .reads(tongue.say("Thẻ bảo hiểm y tế", "Health insurance card"))
        .await?;
    see(window, "32a-kinds").await?;
    window
        .press(tongue.say("Thẻ bảo hiểm y tế", "Health insurance card"))
        .await?;
    window.press(tongue.say("Tích hợp", "Add")).await?;
    window
        .reads(tongue.say("Khớp – đã tích hợp", "It matches and was added"))
        .await?;
    see(window, "32b-integrated").await?;
    window
        .press(tongue.say("Về Ví giấy tờ", "Back to the papers"))
        .await?;
    window
        .press(tongue.say("Thẻ bảo hiểm y tế", "Health insurance card"))
        .await?;
    window.shows("[role=dialog]").await?;
    window.keys(PASSCODE).await?;
    window
        .reads(tongue.say("Thông tin trên giấy tờ", "On the paper"))
        .await?;
    see(window, "32c-paper").await?;
    window
        .press(tongue.say("Xuất trình cho cán bộ", "Show to an officer"))
        .await?;
    see(window, "32d-what-leaves").await?;
    window.press(tongue.say("Xuất trình", "Show")).await?;
    window.shows("[role=dialog]").await?;
    window.keys(PASSCODE).await?;
    window.shows("canvas").await?;
    see(window, "32e-animated-code").await?;
    let shown = window
        .invoke("pace_of_presentation", json!({ "pace": "calm" }))
        .await?;
    let shown = shown
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    window.press(tongue.say("Dừng", "Stop")).await?;
    window.press(tongue.say("Nhật ký chia sẻ", "Sharing log")).await?;
    see(window, "32f-sharing-log").await?;
    window.press(tongue.say("Quay lại", "Back")).await?;
    window.press(tongue.say("Quét mã", "Scan")).await?;
    window
        .press(tongue.say("Giấy tờ dạng chữ", "A paper as text"))
        .await?;
    window
        .fill(
            tongue.say(
                "Dán nội dung giấy tờ (chữ)",
                "Paste the content of a paper (text)",
            ),
            &shown,
        )
        .await?;
    window
        .press(tongue.say("Kiểm tra nội dung", "Check the content"))
        .await?;
    window
        .reads(tongue.say("Nội dung được cho xem", "What is shown of it"))
        .await?;
    see(window, "32g-paper-checked").await?;
    window
        .press(tongue.say("Kiểm tra tiếp", "Check the next one"))
        .await?;
    receipt(window, tongue, see).await?;
    window.press(tongue.say("Hỏi giấy tờ", "Ask for a paper")).await?;
    window.press(tongue.say("Khám bệnh", "Medical treatment")).await?;
    window.shows(".asking .code img").await?;
    see(window, "32h-one-time-code").await?;
    window.press(tongue.say("Quay lại", "Back")).await
}

/// A receipt of what was just checked: before it is signed, signed, and the camera that takes one in.
async fn receipt(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .press(tongue.say("Phiếu kết quả kiểm tra", "Receipts of checks"))
        .await?;
    window
        .reads(tongue.say(
            "Lập phiếu cho người vừa kiểm tra",
            "Make a receipt for the person just checked",
        ))
        .await?;
    window
        .script("document.querySelectorAll('form input[type=checkbox]').forEach(box => box.click())")
        .await?;
    see(window, "32i-receipt-unsigned").await?;
    window
        .press(tongue.say("Ký và lưu phiếu", "Sign and keep the receipt"))
        .await?;
    window
        .reads(tongue.say("Đã ký và lưu phiếu", "The receipt is signed and kept"))
        .await?;
    see(window, "32j-receipt").await?;
    window.press(tongue.say("Đóng", "Close")).await?;
    window.press(tongue.say("Quét phiếu", "Scan a receipt")).await?;
    see(window, "32k-receipt-scan").await?;
    back(window, tongue).await?;
    back(window, tongue).await
}
