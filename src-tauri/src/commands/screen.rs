use tauri::{AppHandle, Manager as _, command};

use super::{Answer, Program};
use crate::platform::brightness::Brightness;
use crate::platform::onlookers;
use crate::views::screen::OnlookersView;

/// Who may be looking at the screen from afar.
#[command]
pub(crate) async fn onlookers(program: Program<'_>) -> Answer<OnlookersView> {
    program.work(|| Ok(onlookers::look().into())).await
}

/// "Tăng độ sáng" and back; whether a display could be set.
#[command]
pub(crate) async fn brighten(app: AppHandle, program: Program<'_>, on: bool) -> Answer<bool> {
    program
        .work(move || {
            let brightness = app.state::<Brightness>();
            if on {
                return Ok(brightness.raise());
            }
            brightness.restore();
            Ok(true)
        })
        .await
}
