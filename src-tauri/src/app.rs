//! Puts the program together and runs it until its window is closed.

use std::sync::Arc;

use dinhdanh_protocol::Clock;

use crate::arguments::Arguments;
use crate::dropped::Dropped;
use crate::host::Host;
use crate::platform::folders::Folders;
use crate::platform::{log, screen};
use crate::{commands, upkeep, watch, window};

/// Opens the window and stays until it is closed. The error is for the terminal.
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

    let host = Host::new(arguments.profile, folders, clock);
    builder
        .manage(Arc::clone(&host))
        .manage(commands::pictures::OneAtATime::default())
        .manage(Dropped::default())
        .invoke_handler(commands::all())
        .setup(move |app| {
            let handle = app.handle();
            window::open(handle, &host)?;
            watch::start(handle.clone(), Arc::downgrade(&host));
            upkeep::start(handle.clone(), Arc::downgrade(&host));
            Ok(())
        })
        .run(tauri::generate_context!())
        .map_err(|error| format!("no window: {error}"))
}
