use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V1: (&str, &str) = ("V1__setting", include_str!("V1__setting.sqlite.sql"));

/// What the database knows about itself.
#[derive(Clone, Copy)]
pub(crate) enum Setting {
    /// Thirty-two random bytes, drawn once for this database: what its MACs are keyed with.
    Secret,
    /// Which edition of the practice population has its accounts here.
    #[cfg(feature = "practice")]
    PracticePopulation,
}

impl Setting {
    const fn name(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            #[cfg(feature = "practice")]
            Self::PracticePopulation => "practice_population",
        }
    }
}

impl Reading<'_> {
    pub(crate) fn setting(&self, setting: Setting) -> Result<Option<Vec<u8>>, AuthorityError> {
        self.row(
            "SELECT value FROM setting WHERE name = $1",
            &[&setting.name()],
            |row| row.at(0),
        )
    }
}

impl Writing<'_> {
    pub(crate) fn put_setting(&self, setting: Setting, value: &[u8]) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO setting (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &[&setting.name(), &value],
        )?;
        Ok(())
    }
}
