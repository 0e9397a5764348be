//! Files that were dropped on the window. Where they lie stays here: the page learns what they are called, and can ask for
//! no other.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use dinhdanh_vault::files;
use dinhdanh_wallet::{ErrorCode, MAX_FILE_BYTES};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager};

/// Tells the page that a file is held over the window.
const OVER: &str = "file-over";
/// Tells the page that it was taken away again.
const AWAY: &str = "file-away";
/// Tells the page that it was dropped.
const DROPPED: &str = "file-dropped";

/// So many of a folder's entries are looked at at most.
const MOST: usize = 10_000;

/// How the names of the files end that a folder is looked through for.
const KINDS: [&str; 7] = ["bmp", "ddpaper", "gif", "jpeg", "jpg", "png", "webp"];

/// The files dropped last, each until it is asked for, all until the next drop, and no longer than who dropped them is
/// there.
#[derive(Default)]
pub(crate) struct Dropped(Mutex<Batch>);

/// What was dropped at once.
#[derive(Default)]
struct Batch {
    /// Tells it from the one before.
    number: u32,
    files: VecDeque<PathBuf>,
}

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
            DragDropEvent::Enter { .. } => Some(OVER),
            DragDropEvent::Drop { paths, .. } => {
                self.keep(paths);
                Some(DROPPED)
            }
            DragDropEvent::Leave => Some(AWAY),
            _ => None,
        }
    }

    /// Where the next file lies; none when all were asked for since something was dropped.
    pub(crate) fn take(&self) -> Option<PathBuf> {
        self.lock().files.pop_front()
    }

    /// The same, of this batch alone: what was dropped since is not taken for it.
    pub(crate) fn take_of(&self, batch: u32) -> Option<PathBuf> {
        let mut now = self.lock();
        (now.number == batch).then(|| now.files.pop_front()).flatten()
    }

    /// The batch, and what its files are called that wait to be asked for, in their order. From here on a folder stands
    /// for the files in it that could be pictures or papers.
    pub(crate) fn list(&self) -> (u32, Vec<String>) {
        self.list_by(files_of)
    }

    /// The window is not to wait for a slow disk when the next file is dropped: nothing is held meanwhile.
    fn list_by(&self, files_of: impl Fn(&Path) -> Vec<PathBuf>) -> (u32, Vec<String>) {
        let (number, paths) = {
            let now = self.lock();
            (now.number, now.files.clone())
        };
        let files: VecDeque<_> = paths.iter().flat_map(|path| files_of(path)).collect();
        let name = |path: &PathBuf| {
            path.file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned()
        };
        let names = files.iter().map(name).collect();
        let mut now = self.lock();
        if now.number == number {
            now.files = files;
        }
        (number, names)
    }

    /// Whoever dropped them has left.
    pub(crate) fn forget(&self) {
        self.keep(&[]);
    }

    fn keep(&self, paths: &[PathBuf]) {
        let mut now = self.lock();
        *now = Batch {
            number: now.number.wrapping_add(1),
            files: paths.iter().cloned().collect(),
        };
    }

    fn lock(&self) -> MutexGuard<'_, Batch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files of a folder that could be pictures or papers, by their names; else what was given, whatever it is.
fn files_of(path: &Path) -> Vec<PathBuf> {
    if !path.is_absolute() || !path.is_dir() {
        return vec![path.to_owned()];
    }
    let is_wanted = |path: &PathBuf| {
        let ends = path.extension().and_then(|ends| ends.to_str());
        ends.is_some_and(|ends| KINDS.contains(&ends.to_ascii_lowercase().as_str()))
    };
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let paths = entries.take(MOST).map(|entry| entry.path());
    let mut files: Vec<_> = paths.filter(is_wanted).collect();
    if files.is_empty() {
        return vec![path.to_owned()];
    }
    files.sort();
    files
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
    fn each_file_is_kept_until_it_is_asked_for() {
        let dropped = Dropped::default();
        assert_eq!(dropped.heed(&drop_of(&["/b.png", "/a.png"])), Some(DROPPED));
        assert_eq!(dropped.list(), (1, vec!["b.png".into(), "a.png".into()]));
        assert_eq!(dropped.take_of(1), Some("/b.png".into()));
        assert_eq!(dropped.take(), Some("/a.png".into()));
        assert_eq!(dropped.take(), None);
    }

    #[test]
    fn what_is_dropped_meanwhile_is_not_taken_for_what_was_listed() {
        let dropped = Dropped::default();
        dropped.heed(&drop_of(&["/", "/old.png"]));
        let (listed, names) = dropped.list();
        assert_eq!(names.last().map(String::as_str), Some("old.png"));
        dropped.heed(&drop_of(&["/new.png"]));
        assert_eq!(dropped.take_of(listed), None);
        assert_eq!(dropped.take(), Some("/new.png".into()));
    }

    #[test]
    fn a_slow_folder_keeps_nobody_from_dropping_the_next() {
        let dropped = Dropped::default();
        dropped.heed(&drop_of(&["/slow"]));
        let listed = dropped.list_by(|path| {
            dropped.heed(&drop_of(&["/new.png"]));
            vec![path.join("a.png")]
        });
        assert_eq!(listed, (1, vec!["a.png".to_owned()]));
        assert_eq!(dropped.take_of(1), None);
        assert_eq!(dropped.take(), Some("/new.png".into()));
    }

    #[test]
    fn nothing_is_left_of_it_for_who_comes_next() {
        let dropped = Dropped::default();
        dropped.heed(&drop_of(&["/ho-so-cua-an.png", "/b.png"]));
        let (listed, _) = dropped.list();
        dropped.forget();
        assert_eq!(dropped.list().1, Vec::<String>::new());
        assert_eq!((dropped.take_of(listed), dropped.take()), (None, None));
    }

    #[test]
    fn a_folder_stands_for_its_pictures_and_papers() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.PNG", "a.ddpaper", "ghi-chu.txt", "ảnh.jpg"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let dropped = Dropped::default();
        dropped.heed(&drop_of(&[folder.path().to_str().unwrap()]));
        assert_eq!(dropped.list().1, ["a.ddpaper", "b.PNG", "ảnh.jpg"]);
        let empty = tempfile::tempdir().unwrap();
        dropped.heed(&drop_of(&[empty.path().to_str().unwrap()]));
        assert_eq!(dropped.list().1.len(), 1);
        assert_eq!(dropped.take().as_deref(), Some(empty.path()));
    }

    #[test]
    fn a_file_that_is_only_held_over_the_window_is_not_taken() {
        let dropped = Dropped::default();
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
