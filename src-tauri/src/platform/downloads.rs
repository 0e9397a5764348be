//! Files that a person asked for, where they look for them.

use std::io;
use std::path::{Path, PathBuf};

use dinhdanh_vault::files;
use dinhdanh_wallet::ErrorCode;

use crate::error::CommandError;

/// So many files of one name there may be.
const MOST: u32 = 1_000;

/// Writes a new file into the folder for downloads, never over another; where it lies now.
pub(crate) fn write(name: &str, content: &[u8]) -> Result<String, CommandError> {
    let file = add(&folder(), name, content).map_err(|error| {
        tracing::error!(kind = %error.kind(), "a file was not written for its person");
        CommandError::of(ErrorCode::StorageFailed)
    })?;
    Ok(file.display().to_string())
}

/// Under a name that no file there has: "log.csv", "log-2.csv". What is written at the same time has another.
fn add(folder: &Path, name: &str, content: &[u8]) -> io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..MOST).map(|number| format!("{stem}-{number}.{ending}"));
    let names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.map(|name| folder.join(name)).filter(|file| !file.exists());
    for file in free {
        match files::add(&file, content) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            added => return added.map(|()| file),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn folder() -> PathBuf {
    [dirs::download_dir(), dirs::document_dir(), dirs::home_dir()]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn a_file_of_the_name_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = add(folder.path(), "log.csv", b"kept").unwrap();
        assert!(first.ends_with("log.csv"));
        let second = add(folder.path(), "log.csv", b"new").unwrap();
        assert!(second.ends_with("log-2.csv"));
        assert_eq!(fs::read(first).unwrap(), b"kept");
        assert_eq!(fs::read(second).unwrap(), b"new");
    }

    #[test]
    fn what_is_written_at_once_is_all_there() {
        const AT_ONCE: u8 = 8;

        let folder = tempfile::tempdir().unwrap();
        let ready = Barrier::new(AT_ONCE.into());
        thread::scope(|scope| {
            for content in 0..AT_ONCE {
                let (folder, ready) = (folder.path(), &ready);
                scope.spawn(move || {
                    ready.wait();
                    add(folder, "log.csv", &[content]).unwrap();
                });
            }
        });
        let files = fs::read_dir(folder.path()).unwrap();
        let kept: BTreeSet<_> = files
            .map(|file| fs::read(file.unwrap().path()).unwrap())
            .collect();
        assert_eq!(kept, (0..AT_ONCE).map(|content| vec![content]).collect());
    }
}
