use std::path::{Path, PathBuf};
use std::{fs, io};

use dinhdanh_vault::files::make_private_folder;

use crate::arguments::Profile;

/// Names another data folder: for tests, and for a wallet that lies on a stick.
const OVERRIDE: &str = "VI_DINH_DANH_DATA";

/// Where everything lies that is kept on this computer, for this user's eyes only.
///
/// ```text
/// profiles/<name>/       a profile's accounts: what is personal in them is encrypted
/// secrets/<name>/        its device secret, on a computer without a keystore
/// preferences/<name>.json
/// authority/             practice mode's authority: made-up people, in plain
/// webview/               what the webview keeps even in private browsing: the pins of HTTPS sites that no page
///                        of ours visits, and salts for the names of cameras. Nothing of a page
/// trust/                 trust data that came by file, signed, for all profiles to take
/// logs/                  a file a day: codes and places, nothing personal
/// ```
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    data: PathBuf,
}

impl Folders {
    /// Finds the data folder, and makes it where it is not.
    pub(crate) fn open() -> io::Result<Self> {
        Self::at(&Self::place()?)
    }

    /// Where the data folder is, or would be.
    pub(crate) fn place() -> io::Result<PathBuf> {
        let named = std::env::var_os(OVERRIDE).filter(|named| !named.is_empty());
        named
            .map(PathBuf::from)
            .or_else(|| dirs::data_local_dir().map(|data| data.join("vi-dinh-danh")))
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    pub(crate) fn at(data: &Path) -> io::Result<Self> {
        make_private_folder(data)?;
        Ok(Self {
            data: data.to_path_buf(),
        })
    }

    /// A profile's accounts; what is personal in them is encrypted.
    pub(crate) fn profile(&self, profile: &Profile) -> PathBuf {
        self.data.join("profiles").join(profile.name())
    }

    /// The profiles that have a folder, by name.
    pub(crate) fn profiles(&self) -> Vec<Profile> {
        let Ok(folders) = fs::read_dir(self.data.join("profiles")) else {
            return Vec::new();
        };
        let mut profiles: Vec<Profile> = folders
            .flatten()
            .filter_map(|folder| Profile::named(folder.file_name().to_str()?).ok())
            .collect();
        profiles.sort_by(|one, other| one.name().cmp(other.name()));
        profiles
    }

    /// A profile's device secrets, on a computer without a keystore.
    pub(crate) fn secrets(&self, profile: &Profile) -> PathBuf {
        self.data.join("secrets").join(profile.name())
    }

    /// The file of a profile's preferences.
    pub(crate) fn preferences(&self, profile: &Profile) -> PathBuf {
        self.data.join("preferences").join(format!("{profile}.json"))
    }

    /// The authority of practice mode, which all profiles share.
    pub(crate) fn authority(&self) -> PathBuf {
        self.data.join("authority")
    }

    /// Trust data that came by file, for all profiles to take.
    pub(crate) fn trust(&self) -> PathBuf {
        self.data.join("trust")
    }

    /// What the webview cannot do without even in private browsing; nothing of a page.
    pub(crate) fn webview(&self) -> PathBuf {
        self.data.join("webview")
    }

    /// The log, a file a day.
    pub(crate) fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }
}
