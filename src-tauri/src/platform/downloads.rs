//! Files that a person asked for, where they look for them.

use std::path::{Path, PathBuf};

use dinhdanh_vault::files;
use dinhdanh_wallet::ErrorCode;

use crate::error::CommandError;

/// So many files of one name there may be.
const MOST: u32 = 1_000;

/// Writes a new file into the folder for downloads, never over another; where it lies now.
pub(crate) fn write(name: &str, content: &[u8]) -> Result<String, CommandError> {
    let file = free(&folder(), name).ok_or_else(|| CommandError::of(ErrorCode::StorageFailed))?;
    files::replace(&file, content).map_err(|error| {
        tracing::error!(kind = %error.kind(), "a file was not written for its person");
        CommandError::of(ErrorCode::StorageFailed)
    })?;
    Ok(file.display().to_string())
}

fn folder() -> PathBuf {
    [dirs::download_dir(), dirs::document_dir(), dirs::home_dir()]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}

/// A name that no file there has: "log.csv", "log-2.csv".
fn free(folder: &Path, name: &str) -> Option<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..MOST).map(|number| format!("{stem}-{number}.{ending}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .map(|name| folder.join(name))
        .find(|file| !file.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_name_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = free(folder.path(), "log.csv").unwrap();
        assert!(first.ends_with("log.csv"));
        std::fs::write(&first, "kept").unwrap();
        assert!(free(folder.path(), "log.csv").unwrap().ends_with("log-2.csv"));
    }
}
