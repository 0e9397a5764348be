use serde::Serialize;
use ts_rs::TS;

/// What the window says of the program itself.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShellView {
    pub(crate) profile: String,
    /// Others have used this computer as well, each in a profile of their own.
    pub(crate) shared: bool,
    /// Nothing here has legal value.
    pub(crate) practice: bool,
    pub(crate) authority_name: String,
    /// None while the profile does not open: not known is not software.
    pub(crate) protection: Option<ProtectionView>,
    pub(crate) version: String,
}

/// Where the device secret lies.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProtectionView {
    /// In the computer's keystore.
    Keystore,
    /// In a file: "phần mềm".
    Software,
}

impl From<dinhdanh_vault::Protection> for ProtectionView {
    fn from(protection: dinhdanh_vault::Protection) -> Self {
        match protection {
            dinhdanh_vault::Protection::Keystore => Self::Keystore,
            dinhdanh_vault::Protection::Software => Self::Software,
        }
    }
}
