//! The command line.

use std::fmt;
use std::path::PathBuf;

/// What the program was started for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// To open the window.
    Open(Arguments),
    /// To open the desk of the practice authority, and no wallet.
    #[cfg(feature = "practice")]
    Desk(Arguments),
    /// To put the trust data of a file where this user's wallets take them from.
    ImportTrust(PathBuf),
    /// To say something, and no more.
    Say(String),
}

/// What may be asked of the window.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Which wallet, where one is named; the desk only looks and speaks as that one prefers.
    pub(crate) profile: Option<Profile>,
}

/// A profile's name: one wallet beside others of the same OS user. It is part of paths and of the names of
/// secrets, hence 1 to 32 ASCII letters, digits, `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile(String);

/// The profile of who names none.
const DEFAULT_PROFILE: &str = "main";
/// The longest name of a profile, characters.
const LONGEST_NAME: usize = 32;

/// What opens the practice authority's desk in a window of its own.
#[cfg(feature = "practice")]
pub(crate) const DESK: &str = "--desk";
/// What names a profile.
pub(crate) const PROFILE: &str = "--profile";
/// What is done with trust data, without a window.
const TRUST: &str = "trust";
/// To take them from a file.
const IMPORT: &str = "import";

const USAGE: &str = "\
Usage: vi-dinh-danh [--profile NAME] [--desk]
       vi-dinh-danh trust import FILE

  --profile NAME  a wallet of its own beside others: letters, digits, - and _
  --desk          practice mode: the desk that approves files and prints specimen cards, in place of a wallet
  --version       the version
  --help          this text

  trust import    checks trust data that were exported at another desk, and puts them where all wallets of this user
                  take them once unlocked; needs no window and no network. Exit code 0: they are there; 1: what was
                  there stays";

/// The command line says nothing that can be done.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArgumentError {
    /// No name for a profile.
    #[error("a profile's name has 1 to 32 letters, digits, - and _")]
    ProfileName,
    /// Not one file, or more than that.
    #[error("trust import takes one file, and nothing else; see --help")]
    TrustFile,
    /// Something else.
    #[error("unknown arguments; see --help")]
    Unknown,
}

impl Arguments {
    /// Reads the command line.
    pub(crate) fn parse(mut given: pico_args::Arguments) -> Result<Order, ArgumentError> {
        if given.contains("--help") {
            return Ok(Order::Say(USAGE.to_owned()));
        }
        if given.contains("--version") {
            return Ok(Order::Say(format!("vi-dinh-danh {}", env!("CARGO_PKG_VERSION"))));
        }
        match given.subcommand().map_err(|_| ArgumentError::Unknown)?.as_deref() {
            None => {}
            Some(TRUST) => return trust(given),
            Some(_) => return Err(ArgumentError::Unknown),
        }
        let profile: Option<String> = given
            .opt_value_from_str(PROFILE)
            .map_err(|_| ArgumentError::ProfileName)?;
        #[cfg(feature = "practice")]
        let desk = given.contains(DESK);
        if !given.finish().is_empty() {
            return Err(ArgumentError::Unknown);
        }
        let profile = profile.map(|name| Profile::named(&name)).transpose()?;
        #[cfg(feature = "practice")]
        if desk {
            return Ok(Order::Desk(Self { profile }));
        }
        Ok(Order::Open(Self { profile }))
    }
}

/// What is to be done with trust data: of all profiles, so that none is named.
fn trust(mut given: pico_args::Arguments) -> Result<Order, ArgumentError> {
    if !matches!(given.subcommand(), Ok(Some(verb)) if verb == IMPORT) {
        return Err(ArgumentError::Unknown);
    }
    match given.finish().as_slice() {
        // A file whose name begins so is named as ./-file.
        [file] if !file.as_encoded_bytes().starts_with(b"-") => Ok(Order::ImportTrust(file.into())),
        _ => Err(ArgumentError::TrustFile),
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self(DEFAULT_PROFILE.to_owned())
    }
}

impl Profile {
    /// The profile of this name, if it can be one.
    pub(crate) fn named(name: &str) -> Result<Self, ArgumentError> {
        let is_fine = (1..=LONGEST_NAME).contains(&name.len())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if is_fine {
            Ok(Self(name.to_owned()))
        } else {
            Err(ArgumentError::ProfileName)
        }
    }

    /// The name.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is the one of who names none.
    pub(crate) fn is_default(&self) -> bool {
        self.0 == DEFAULT_PROFILE
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Result<Order, ArgumentError> {
        Arguments::parse(pico_args::Arguments::from_vec(
            line.iter().map(Into::into).collect(),
        ))
    }

    #[test]
    fn a_profile_is_named_or_the_default() {
        let Ok(Order::Open(officer)) = parse(&["--profile", "officer-2"]) else {
            panic!()
        };
        let officer = officer.profile.unwrap();
        assert_eq!(officer.name(), "officer-2");
        assert!(!officer.is_default());
        let Ok(Order::Open(nobody)) = parse(&[]) else {
            panic!()
        };
        assert_eq!(nobody.profile, None);
        assert!(Profile::default().is_default());
    }

    #[cfg(feature = "practice")]
    #[test]
    fn the_desk_opens_in_place_of_a_wallet() {
        let Ok(Order::Desk(desk)) = parse(&["--desk", "--profile", "officer"]) else {
            panic!()
        };
        assert_eq!(desk.profile.unwrap().name(), "officer");
        assert_eq!(parse(&["--desk", "x"]), Err(ArgumentError::Unknown));
    }

    #[test]
    fn a_name_that_would_leave_its_folder_is_refused() {
        for name in ["", "..", "a/b", "cán bộ", "a b", &"x".repeat(33)] {
            assert_eq!(
                parse(&["--profile", name]),
                Err(ArgumentError::ProfileName),
                "{name}"
            );
        }
    }

    #[test]
    fn trust_data_come_from_one_file_and_for_all_profiles() {
        assert_eq!(
            parse(&["trust", "import", "dữ liệu.ddtrust"]),
            Ok(Order::ImportTrust("dữ liệu.ddtrust".into()))
        );
        for more in [
            &[][..],
            &["a", "b"],
            &["--profile", "officer", "a"],
            &["a", "--profile=officer"],
            &["--desk"],
            &["-"],
        ] {
            let line = [&["trust", "import"], more].concat();
            assert_eq!(parse(&line), Err(ArgumentError::TrustFile), "{line:?}");
        }
        for line in [
            &["trust"][..],
            &["trust", "export", "a"],
            &["trust", "--profile", "officer", "import", "a"],
            &["--profile", "officer", "trust", "import", "a"],
            &["import", "a"],
        ] {
            assert_eq!(parse(line), Err(ArgumentError::Unknown), "{line:?}");
        }
        // A wallet may be called so.
        assert!(matches!(parse(&["--profile", "trust"]), Ok(Order::Open(_))));
        assert!(matches!(parse(&["trust", "import", "--help"]), Ok(Order::Say(text)) if text == USAGE));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(parse(&["--porfile", "x"]), Err(ArgumentError::Unknown));
        assert!(
            matches!(parse(&["--version"]), Ok(Order::Say(text)) if text.contains(env!("CARGO_PKG_VERSION")))
        );
    }
}
