//! A file that was dropped on the window. Where it lies stays here: the page learns that there is one, and can name none.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dinhdanh_vault::files;
use dinhdanh_wallet::{ErrorCode, MAX_FILE_BYTES};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager};

/// Tells the page that a file is held over the window.
const OVER: &str = "file-over";
/// Tells the page that it was taken away again.
const AWAY: &str = "file-away";
/// Tells the page that it was dropped.
const DROPPED: &str = "file-dropped";

/// The file dropped last, until it is asked for or the next one comes.
#[derive(Default)]
pub(crate) struct Dropped(Mutex<Option<PathBuf>>);

/// Takes in what the window says of files held over it, and tells the page.
pub(crate) fn heed(app: &AppHandle, event: &DragDropEvent) {
    let told = app
        .state::<Dropped>()
        .heed(event)
        .is_none_or(|word| app.emit(word, ()).is_ok());
    if !told {
        tracing::warn!("the window was not told of a file");
    }
}

impl Dropped {
    /// What the page is to be told.
    fn heed(&self, event: &DragDropEvent) -> Option<&'static str> {
        match event {
            DragDropEvent::Enter { .. } => {
                self.keep(None);
                Some(OVER)
            }
            DragDropEvent::Drop { paths, .. } => {
                self.keep(paths.first().cloned());
                Some(DROPPED)
            }
            DragDropEvent::Leave => Some(AWAY),
            _ => None,
        }
    }

    /// Where the file lies; none when nothing was dropped since it was asked for.
    pub(crate) fn take(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, path: Option<PathBuf>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = path;
    }
}

/// Reads a file of [`MAX_FILE_BYTES`] at most. What is no file, such as a folder, a pipe or the address of a web page, is
/// told from one that cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ErrorCode> {
    // A web address comes as a path too: its scheme is then the first folder of a relative one.
    if !path.is_absolute() {
        return Err(ErrorCode::NoFileDropped);
    }
    let about = path.metadata().map_err(|_| ErrorCode::ImageUnreadable)?;
    if !about.is_file() {
        return Err(ErrorCode::NoFileDropped);
    }
    let most = MAX_FILE_BYTES as u64;
    if about.len() > most {
        return Err(ErrorCode::ImageTooLarge);
    }
    // It may have become another since, hence the same again there.
    match files::read(path, most) {
        Ok(Some(file)) => Ok(file),
        Ok(None) | Err(_) => Err(ErrorCode::ImageUnreadable),
    }
}

#[cfg(test)]
mod tests {
    use tauri::PhysicalPosition;

    use super::*;

    const HERE: PhysicalPosition<f64> = PhysicalPosition::new(1.0, 2.0);

    fn drop_of(paths: &[&str]) -> DragDropEvent {
        DragDropEvent::Drop {
            paths: paths.iter().map(PathBuf::from).collect(),
            position: HERE,
        }
    }

    #[test]
    fn the_first_file_is_kept_until_it_is_asked_for() {
        let dropped = Dropped::default();
        assert_eq!(dropped.heed(&drop_of(&["/a.png", "/b.png"])), Some(DROPPED));
        assert_eq!(dropped.take(), Some("/a.png".into()));
        assert_eq!(dropped.take(), None);
    }

    #[test]
    fn a_file_that_is_only_held_over_the_window_is_not_taken() {
        let dropped = Dropped::default();
        dropped.heed(&drop_of(&["/old.png"]));
        let enter = DragDropEvent::Enter {
            paths: vec!["/new.png".into()],
            position: HERE,
        };
        assert_eq!(dropped.heed(&enter), Some(OVER));
        assert_eq!(dropped.heed(&DragDropEvent::Over { position: HERE }), None);
        assert_eq!(dropped.heed(&DragDropEvent::Leave), Some(AWAY));
        assert_eq!(dropped.take(), None);
    }

    #[test]
    fn a_drop_without_a_file_is_told_all_the_same() {
        let dropped = Dropped::default();
        assert_eq!(dropped.heed(&drop_of(&[])), Some(DROPPED));
        assert_eq!(dropped.take(), None);
    }

    #[test]
    fn a_file_is_read_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mã số 1.png");
        std::fs::write(&file, b"picture").unwrap();
        assert_eq!(read(&file).unwrap(), b"picture");
        assert_eq!(read(folder.path()), Err(ErrorCode::NoFileDropped));
        for address in ["https://example.org/a.png", "a.png", ""] {
            assert_eq!(
                read(Path::new(address)),
                Err(ErrorCode::NoFileDropped),
                "{address}"
            );
        }
        let gone = folder.path().join("gone.png");
        assert_eq!(read(&gone), Err(ErrorCode::ImageUnreadable));
    }

    #[test]
    fn a_file_that_is_too_heavy_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let heavy = folder.path().join("heavy.png");
        let file = std::fs::File::create(&heavy).unwrap();
        file.set_len(MAX_FILE_BYTES as u64 + 1).unwrap();
        assert_eq!(read(&heavy), Err(ErrorCode::ImageTooLarge));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_that_nobody_writes_into_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.png");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert_eq!(read(&pipe), Err(ErrorCode::NoFileDropped));
        assert_eq!(read(Path::new("/dev/zero")), Err(ErrorCode::NoFileDropped));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_stick_pulled_while_it_is_read_is_told() {
        // A file to all appearances, whose first byte cannot be read: EIO, as of a device that went away.
        let going = Path::new("/proc/self/mem");
        assert!(going.metadata().unwrap().is_file());
        assert_eq!(read(going), Err(ErrorCode::ImageUnreadable));
    }
}
