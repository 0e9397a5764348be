//! "Quầy duyệt hồ sơ (thực hành)": the desk of the practice authority, another role in a program of its own. It
//! opens no wallet, and its window may call nothing of a wallet's.

mod cards;
mod views;

use std::sync::Arc;

use dinhdanh_protocol::Clock;
use dinhdanh_wallet::ErrorCode;
use tauri::ipc::Invoke;
use tauri::{State, Wry, command};

use self::views::DeskView;
use crate::arguments::Arguments;
use crate::authority::{self, Authority};
use crate::commands::Answer;
use crate::error::CommandError;
use crate::platform::folders::Folders;
use crate::platform::{log, screen};
use crate::preferences::PreferencesFile;
use crate::window;

/// The program behind the desk's window.
pub(crate) struct Desk {
    authority: Authority,
    preferences: PreferencesFile,
}

/// The desk, as a command is handed it.
type AtDesk<'a> = State<'a, Arc<Desk>>;

/// Opens the desk's window and stays until it is closed. The error is for the terminal.
pub(crate) fn run(arguments: Arguments) -> Result<(), String> {
    screen::find()?;
    let folders = Folders::open().map_err(|error| format!("no place for data: {}", error.kind()))?;
    log::start(&folders);
    let builder = tauri::Builder::default();
    #[cfg(feature = "testing")]
    let shifted = crate::shifted_clock::ShiftedClock::default();
    #[cfg(feature = "testing")]
    let (builder, clock) = (
        builder.manage(shifted.clone()),
        Arc::new(shifted) as Arc<dyn Clock>,
    );
    #[cfg(not(feature = "testing"))]
    let clock = Arc::new(dinhdanh_protocol::SystemClock::new()) as Arc<dyn Clock>;

    let authority = Authority::open(&folders.authority(), clock)
        .map_err(|error| format!("the practice authority did not open: {}", error.code()))?;
    let desk = Arc::new(Desk {
        authority,
        preferences: PreferencesFile::read(folders.preferences(&arguments.profile.unwrap_or_default())),
    });
    builder
        .manage(Arc::clone(&desk))
        .invoke_handler(all())
        .setup(move |app| {
            window::open_desk(app.handle(), &desk.preferences.now(), &folders)?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .map_err(|error| format!("no window: {error}"))
}

/// All commands of the desk. permissions/desk.toml has the same list.
fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        desk_info,
        cards::desk_people,
        cards::desk_specimen,
        cards::desk_save_card,
        #[cfg(feature = "testing")]
        crate::commands::testing::testing_shift_clock,
    ]
}

impl Desk {
    /// Does something that blocks, off the main thread.
    async fn ask<T, F>(self: &Arc<Self>, act: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Answer<T> + Send + 'static,
    {
        let desk = Arc::clone(self);
        // What panicked has left its place in the log.
        tauri::async_runtime::spawn_blocking(move || act(&desk))
            .await
            .unwrap_or_else(|_| Err(CommandError::of(ErrorCode::Failed)))
    }
}

/// Whose desk it is, and how its window looks and speaks.
#[command]
async fn desk_info(desk: AtDesk<'_>) -> Answer<DeskView> {
    let preferences = desk.preferences.now();
    Ok(DeskView {
        authority_name: authority::NAME.to_owned(),
        language: preferences.language,
        theme: preferences.theme,
        text_size: preferences.text_size,
    })
}
