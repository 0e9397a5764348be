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

/// Opens a file for writing, empty, for this user's eyes only.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The content of a file, or `None` when there is none. More than `most` bytes is an error: nothing of ours
/// is that long.
pub fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut content = Vec::new();
    let taken = file.take(most + 1).read_to_end(&mut content)?;
    if taken as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Some(content))
}

/// Puts `content` at `path` so that a reader, and whoever comes after a kill, finds the old content or the
/// new, whole. On return it is on the disk. One writer a path at a time.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_in_time(path, content)?;
    sync_folder_of(path)
}

/// As [`replace`], but a power cut soon after may bring the old content back, whole. One sync is saved, for what
/// may as well come a few seconds later.
pub(crate) fn replace_in_time(path: &Path, content: &[u8]) -> io::Result<()> {
    let aside = aside(path);
    let mut file = create_private(&aside)?;
    file.write_all(content)?;
    // Before the rename: no file system may give the name to content that is not there yet.
    file.sync_all()?;
    drop(file);
    fs::rename(&aside, path)
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
}
