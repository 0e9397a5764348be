use std::panic;
use std::sync::Mutex;

use tracing::Level;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use super::folders::Folders;

/// Days that are kept.
const DAYS: usize = 7;

/// Writes what the program does into the log folder: codes and places, never personal data. A panic leaves its
/// place there, and no more: its message may hold anything.
pub(crate) fn start(folders: &Folders) {
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("vi-dinh-danh")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folders.logs());
    match appender {
        Ok(appender) => tracing_subscriber::fmt()
            .with_max_level(Level::INFO)
            .with_ansi(false)
            .with_writer(Mutex::new(appender))
            .init(),
        // The program works without a log.
        Err(_) => eprintln!("vi-dinh-danh: no log can be written"),
    }
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
        eprintln!("vi-dinh-danh: panicked at {place}");
    }));
}
