use std::sync::Arc;

use dinhdanh_wallet::ErrorCode;
use serde_json::Value;
use tauri::{WebviewWindow, command};

use super::{Answer, Program};
use crate::error::CommandError;
use crate::preferences::Preferences;
use crate::views::preferences::PreferencesView;
use crate::window;

/// What the person prefers.
#[command]
pub(crate) async fn preferences(program: Program<'_>) -> Answer<PreferencesView> {
    Ok(program.seat().preferences.now().into())
}

/// Keeps what the person prefers from now on; what is not offered becomes what it was at first.
#[command]
pub(crate) async fn set_preferences(
    program: Program<'_>,
    window: WebviewWindow,
    preferences: Value,
) -> Answer<()> {
    program.not_presenting()?;
    let preferences = Preferences::tolerant(&preferences);
    window::show_theme(&window, preferences.theme);
    let host = Arc::clone(&program);
    program
        .work(move || {
            host.seat().preferences.keep(preferences).map_err(|error| {
                tracing::error!(kind = %error.kind(), "the preferences were not kept");
                CommandError::of(ErrorCode::StorageFailed)
            })
        })
        .await
}
