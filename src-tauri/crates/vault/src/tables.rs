//! The records of a vault, each in its own file beside its migration.

mod account;
mod column;
mod credentials;
mod device_key;
mod identity_card;
mod made_codes;
mod notices;
mod office;
mod papers;
mod receipts;
mod refusals;
mod requested_keys;
mod scans;
mod seen_codes;
mod sharing;
mod told_passcode;
mod trust_bundle;

use std::ops::Deref;

use dinhdanh_crypto::secret::Secret32;
use rusqlite::Connection;

pub use account::{Account, AccountStatus};
pub use column::Sex;
pub use credentials::{Credential, View};
pub use identity_card::IdentityCard;
pub use notices::Notice;
pub use office::{Office, OfficeCount, OfficeSighting, SeenTwice};
pub use papers::{CopyStanding, Paper, PaperCopy, RemovedPaper};
pub use receipts::Receipt;
pub use refusals::Refusal;
pub use scans::{NewScan, Scan, ScanCount};
pub use seen_codes::Remembered;
pub use sharing::Sharing;
pub use trust_bundle::TrustBundle;

/// Name and SQL of each migration, in the order in which they are run; the first is number 1.
pub(crate) const MIGRATIONS: [(&str, &str); 19] = [
    ("V1__account", include_str!("tables/V1__account.sql")),
    ("V2__credentials", include_str!("tables/V2__credentials.sql")),
    ("V3__device_key", include_str!("tables/V3__device_key.sql")),
    ("V4__identity_card", include_str!("tables/V4__identity_card.sql")),
    ("V5__trust_bundle", include_str!("tables/V5__trust_bundle.sql")),
    ("V6__seen_codes", include_str!("tables/V6__seen_codes.sql")),
    (
        "V7__requested_keys",
        include_str!("tables/V7__requested_keys.sql"),
    ),
    (
        "V8__forgotten_codes",
        include_str!("tables/V8__forgotten_codes.sql"),
    ),
    ("V9__papers_ask", include_str!("tables/V9__papers_ask.sql")),
    ("V10__notice", include_str!("tables/V10__notice.sql")),
    (
        "V11__told_passcode",
        include_str!("tables/V11__told_passcode.sql"),
    ),
    ("V12__paper", include_str!("tables/V12__paper.sql")),
    ("V13__sharing", include_str!("tables/V13__sharing.sql")),
    ("V14__scan", include_str!("tables/V14__scan.sql")),
    ("V15__paper_format", include_str!("tables/V15__paper_format.sql")),
    ("V16__receipt", include_str!("tables/V16__receipt.sql")),
    ("V17__office", include_str!("tables/V17__office.sql")),
    ("V18__made_code", include_str!("tables/V18__made_code.sql")),
    ("V19__counted_word", include_str!("tables/V19__counted_word.sql")),
];

/// The records as of one moment. Times are kept in whole milliseconds.
pub struct Reading<'t> {
    connection: &'t Connection,
    seen_codes_key: &'t Secret32,
}

/// The records while they are changed; reads see what was written before them.
pub struct Writing<'t>(Reading<'t>);

impl<'t> Reading<'t> {
    pub(crate) const fn new(connection: &'t Connection, seen_codes_key: &'t Secret32) -> Self {
        Self {
            connection,
            seen_codes_key,
        }
    }
}

impl<'t> Writing<'t> {
    pub(crate) const fn new(connection: &'t Connection, seen_codes_key: &'t Secret32) -> Self {
        Self(Reading::new(connection, seen_codes_key))
    }
}

impl<'t> Deref for Writing<'t> {
    type Target = Reading<'t>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_from_one_without_gaps() {
        for (index, (name, _)) in MIGRATIONS.iter().enumerate() {
            assert!(name.starts_with(&format!("V{}__", index + 1)), "{name}");
        }
    }
}
