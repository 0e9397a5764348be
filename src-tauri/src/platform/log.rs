use std::panic;
use std::sync::Mutex;

use dinhdanh_vault::files::make_private_folder;
use tracing::Level;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use super::folders::Folders;

/// Days that are kept.
const DAYS: usize = 7;

/// Writes what the program does into the log folder: codes and places, never personal data. A panic leaves its
/// place there, and no more: its message may hold anything.
pub(crate) fn start(folders: &Folders) {
    if !writes_into(folders) {
        // The program works without a log.
        eprintln!("vi-dinh-danh: no log can be written");
    }
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
        eprintln!("vi-dinh-danh: panicked at {place}");
    }));
}

fn writes_into(folders: &Folders) -> bool {
    if make_private_folder(&folders.logs()).is_err() {
        return false;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("vi-dinh-danh")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folders.logs());
    let Ok(appender) = appender else {
        return false;
    };
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(Mutex::new(appender))
        .try_init()
        .is_ok()
}
