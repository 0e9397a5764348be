//! "Quầy duyệt hồ sơ (thực hành)": the desk of the practice authority, another role in a program of its own. It
//! opens no wallet, and its window may call nothing of a wallet's.

mod accounts;
mod cards;
mod error;
mod files;
mod views;

use std::sync::Arc;

use dinhdanh_authority::practice;
use dinhdanh_protocol::CitizenNumber;
use tauri::ipc::Invoke;
use tauri::{State, Wry, command};

use self::error::{DeskAnswer, DeskError, DeskErrorCode};
use self::views::DeskView;
use crate::app;
use crate::arguments::Arguments;
use crate::authority::{self, Authority};
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
    let (builder, clock) = app::builder();
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
        accounts::desk_account,
        accounts::desk_set_status,
        accounts::desk_set_level,
        accounts::desk_unbind,
        accounts::desk_set_phone,
        accounts::desk_shorten_wait,
        accounts::desk_unlock_answers,
        accounts::desk_lift_limits,
        accounts::desk_acts,
        cards::desk_people,
        cards::desk_specimen,
        cards::desk_save_card,
        files::desk_files,
        files::desk_approve,
        files::desk_return,
        #[cfg(feature = "testing")]
        crate::commands::testing::testing_shift_clock,
    ]
}

impl Desk {
    /// The authority's desk with the practice officer at it.
    fn at_work(&self) -> dinhdanh_authority::Desk<'_> {
        self.authority.practice().desk()
    }

    /// Does something that blocks, off the main thread.
    async fn ask<T, F>(self: &Arc<Self>, act: F) -> DeskAnswer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> DeskAnswer<T> + Send + 'static,
    {
        let desk = Arc::clone(self);
        // What panicked has left its place in the log.
        tauri::async_runtime::spawn_blocking(move || act(&desk))
            .await
            .unwrap_or_else(|_| Err(DeskError::of(DeskErrorCode::Failed)))
    }
}

/// Whose desk it is, and how its window looks and speaks.
#[command]
async fn desk_info(desk: AtDesk<'_>) -> DeskAnswer<DeskView> {
    let preferences = desk.preferences.now();
    Ok(DeskView {
        authority_name: authority::NAME.to_owned(),
        language: preferences.language,
        theme: preferences.theme,
        officer: practice::OFFICER.to_owned(),
        text_size: preferences.text_size,
    })
}

fn citizen(number: &str) -> DeskAnswer<CitizenNumber> {
    number
        .parse()
        .map_err(|_| DeskError::of(DeskErrorCode::NumberMalformed))
}
