//! Files that survive a kill or a power cut whole: written aside, synced, renamed, and the folder synced.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Makes the folder and its parents, for this user's eyes only.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a file for writing, empty, for this user's eyes only, in place of whatever lies there: neither a link
/// there is followed, nor is the mode of a file there kept.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The content of a file, or `None` when there is none. What is no regular file, or longer than `most` bytes, is
/// none of ours: [`io::ErrorKind::InvalidData`].
pub fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut options = OpenOptions::new();
    options.read(true);
    // Opening a pipe would wait for whoever writes to it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut content = Vec::new();
    let taken = file.take(most + 1).read_to_end(&mut content)?;
    if taken as u64 > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Some(content))
}

/// Puts `content` at `path` so that a reader, and whoever comes after a kill, finds the old content or the
/// new, whole. On return it is on the disk. One writer a path at a time.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_without_folder_sync(path, content)?;
    sync_folder_of(path)
}

/// Puts `content` at a path where nothing lies, whole: [`io::ErrorKind::AlreadyExists`] where something does, however many
/// write there at once. On return it is on the disk.
pub fn add(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(content)?;
    aside.as_file().sync_all()?;
    aside.persist_noclobber(path)?;
    sync_folder_of(path)
}

/// As [`replace`], but a power cut soon after may bring the old content back, whole. One sync is saved, for what
/// may as well come a few seconds later.
pub(crate) fn replace_without_folder_sync(path: &Path, content: &[u8]) -> io::Result<()> {
    let aside = aside(path);
    let written = write_aside(create_private(&aside)?, content).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // Half of it is of no use to anybody. Where the whole disk went away, so did this.
        let _ = fs::remove_file(&aside);
    }
    written
}

/// Before the rename: no file system may give the name to content that is not there yet.
fn write_aside(mut file: File, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()
}

/// Renames within a folder, durably.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Removes a file durably; one that is not there is fine.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder_of(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Where the next content of `path` is written before it takes its place.
pub(crate) fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".new");
    name.into()
}

/// A rename or a removal is durable when the folder is. Windows has no such call: there the file system's
/// journal answers for it.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_private() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("slots");
        replace(&path, b"the longer first content")?;
        replace(&path, b"second")?;
        assert_eq!(read(&path, 6)?.as_deref(), Some(&b"second"[..]));
        assert!(read(&path, 5).is_err());
        assert!(!aside(&path).exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
        }
        remove(&path)?;
        remove(&path)?;
        assert_eq!(read(&path, 5)?, None);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_aside_is_neither_followed_nor_kept() -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir()?;
        let (path, letter) = (folder.path().join("slots"), folder.path().join("letter"));
        fs::write(&letter, "a letter")?;
        symlink(&letter, aside(&path))?;
        replace(&path, b"slots")?;
        assert_eq!(fs::read(&letter)?, b"a letter");
        assert!(fs::symlink_metadata(&path)?.is_file());

        fs::write(aside(&path), "")?;
        fs::set_permissions(aside(&path), fs::Permissions::from_mode(0o666))?;
        replace(&path, b"slots")?;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_cannot_be_written_to_the_end_leaves_the_old_content_and_no_half() -> io::Result<()> {
        // A stick that is pulled, or full, fails a write or the sync after it.
        let full = File::options().write(true).open("/dev/full")?;
        assert!(write_aside(full, b"new").is_err());
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("du-lieu.ddtrust");
        fs::create_dir(&path)?;
        fs::write(path.join("kept"), "kept")?;
        assert!(replace(&path, b"new").is_err(), "the last step, its name, fails");
        assert!(!aside(&path).exists());
        assert_eq!(fs::read(path.join("kept"))?, b"kept");
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_is_not_waited_for() -> io::Result<()> {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("head");
        mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)?;
        for path in [path.as_path(), folder.path()] {
            let error = read(path, 5).map_err(|error| error.kind());
            assert_eq!(error, Err(io::ErrorKind::InvalidData), "{path:?}");
        }
        Ok(())
    }
}
