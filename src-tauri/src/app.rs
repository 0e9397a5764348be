//! Puts the program together and runs it until its window is closed.

use std::sync::Arc;

use dinhdanh_protocol::Clock;
use tauri::{Builder, Manager as _, RunEvent, Wry};

use crate::arguments::Arguments;
use crate::dropped::Dropped;
use crate::host::Host;
use crate::platform::brightness::Brightness;
use crate::platform::folders::Folders;
use crate::platform::{log, screen};
use crate::{commands, upkeep, watch, window};

/// Opens the window and stays until it is closed. The error is for the terminal.
pub(crate) fn run(arguments: Arguments) -> Result<(), String> {
    screen::find()?;
    let folders = Folders::open().map_err(|error| format!("no place for data: {}", error.kind()))?;
    log::start(&folders);
    let (builder, clock) = builder();
    let host = Host::new(arguments.profile, folders, clock);
    builder
        .manage(Arc::clone(&host))
        .manage(commands::pictures::OneAtATime::default())
        .manage(Dropped::default())
        .manage(commands::showing::Shown::default())
        .manage(Brightness::default())
        .invoke_handler(commands::all())
        .setup(move |app| {
            let handle = app.handle();
            window::open(handle, &host)?;
            watch::start(handle.clone(), Arc::downgrade(&host));
            upkeep::start(handle.clone(), Arc::downgrade(&host));
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| format!("no window: {error}"))?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Brightness>().restore();
            }
        });
    Ok(())
}

/// What a window is built on, and the clock of its program: one that can be moved, in a build for tests.
#[cfg(feature = "testing")]
pub(crate) fn builder() -> (Builder<Wry>, Arc<dyn Clock>) {
    let shifted = crate::shifted_clock::ShiftedClock::default();
    (Builder::default().manage(shifted.clone()), Arc::new(shifted))
}

/// What a window is built on, and the clock of its program.
#[cfg(not(feature = "testing"))]
pub(crate) fn builder() -> (Builder<Wry>, Arc<dyn Clock>) {
    (
        Builder::default(),
        Arc::new(dinhdanh_protocol::SystemClock::new()),
    )
}
