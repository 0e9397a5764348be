use tauri::{State, command};

use super::Answer;
use crate::platform::brightness::Brightness;
use crate::platform::onlookers;
use crate::views::screen::OnlookersView;

/// Who may be looking at the screen from afar.
#[command]
pub(crate) async fn onlookers() -> Answer<OnlookersView> {
    Ok(onlookers::look().into())
}

/// "Tăng độ sáng" and back; whether a display could be set.
#[command]
pub(crate) async fn brighten(brightness: State<'_, Brightness>, on: bool) -> Answer<bool> {
    if on {
        return Ok(brightness.raise());
    }
    brightness.restore();
    Ok(true)
}
