use chrono::{DateTime, Months, Utc};
use dinhdanh_paper::{PaperKind, Purpose};
use dinhdanh_protocol::text::fold_answer;

use super::list::kind_of;
use crate::{Wallet, WalletError};

/// How long the log keeps what was shown: five years.
const KEPT: Months = Months::new(60);

/// What a paper was shown for that was printed, as the vault keeps it.
pub(super) const PRINTED: &str = "print";

/// What was shown of a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct SharingEntry {
    /// Names it in this wallet.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Of which kind of paper.
    pub kind: PaperKind,
    /// The fields, as they were chosen.
    pub fields: Vec<String>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// It was not presented, but printed.
    pub printed: bool,
    /// To whom, as the holder wrote it.
    pub to: Option<String>,
}

impl Wallet {
    /// "Nhật ký chia sẻ", newest first; with a query what bears all its words in to whom, the kind or a field's label, in
    /// either language, whatever the case and the marks.
    pub fn shared(&self, query: Option<&str>) -> Result<Vec<SharingEntry>, WalletError> {
        let kept = self.inner().opened()?.vault.read(|r| r.sharings())?;
        let entries = kept.into_iter().map(|kept| {
            Ok(SharingEntry {
                id: kept.id,
                at: kept.at,
                kind: kind_of(&kept.kind)?,
                fields: kept.fields,
                printed: kept.purpose.as_deref() == Some(PRINTED),
                purpose: kept
                    .purpose
                    .and_then(|name| Purpose::ALL.into_iter().find(|purpose| purpose.name() == name)),
                to: kept.to,
            })
        });
        let mut entries = entries.collect::<Result<Vec<_>, WalletError>>()?;
        let query = fold_answer(query.unwrap_or_default());
        if !query.is_empty() {
            entries.retain(|entry| {
                let words = entry.words();
                query.split(' ').all(|word| words.contains(word))
            });
        }
        Ok(entries)
    }

    /// Forgets one showing for good. One that is not there is forgotten already.
    pub fn forget_shared(&self, id: u64) -> Result<(), WalletError> {
        self.inner().opened()?.vault.write(|w| w.forget_sharing(id))?;
        Ok(())
    }
}

impl SharingEntry {
    /// All that it can be found by, folded.
    fn words(&self) -> String {
        let metadata = self.kind.metadata();
        let names = metadata.display.iter().map(|display| display.name.as_str());
        let shown = metadata.fields().filter(|field| {
            let name = |chosen: &String| chosen.split('.').next() == Some(field.name());
            self.fields.iter().any(name)
        });
        let labels = shown.flat_map(|field| field.display.iter().map(|display| display.label.as_str()));
        let words: Vec<_> = self
            .to
            .as_deref()
            .into_iter()
            .chain(names)
            .chain(labels)
            .collect();
        fold_answer(&words.join(" "))
    }
}

/// What was shown before then goes out of the log by itself.
pub(crate) fn kept_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_months(KEPT).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Without what was shown, and to whom.
impl std::fmt::Debug for SharingEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SharingEntry({})", self.id)
    }
}
