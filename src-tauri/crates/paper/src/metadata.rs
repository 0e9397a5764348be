use std::sync::LazyLock;

use serde::Deserialize;

use crate::PaperKind;

/// What is known of a type of papers: its names, and its fields in the order in which they are read (SD-JWT VC §6). The
/// files `types/*.json` are the one place where a field has its name.
#[derive(Debug, Clone, Deserialize)]
pub struct TypeMetadata {
    /// The type.
    pub vct: String,
    /// Its name and a sentence on it, by language.
    pub display: Vec<TypeDisplay>,
    /// The register that it comes from, by language.
    pub source: Vec<SourceDisplay>,
    /// Its fields.
    pub claims: Vec<ClaimMetadata>,
}

/// A type in one language.
#[derive(Debug, Clone, Deserialize)]
pub struct TypeDisplay {
    /// `vi` or `en`.
    pub locale: String,
    /// As people call it.
    pub name: String,
    /// A sentence on it.
    pub description: String,
}

/// A register in one language.
#[derive(Debug, Clone, Deserialize)]
pub struct SourceDisplay {
    /// `vi` or `en`.
    pub locale: String,
    /// As people call it.
    pub name: String,
}

/// One field.
#[derive(Debug, Clone, Deserialize)]
pub struct ClaimMetadata {
    /// Where it stands: names, and null for every entry of a list (SD-JWT VC §6.6.1).
    pub path: Vec<Option<String>>,
    /// Its label, by language.
    pub display: Vec<ClaimDisplay>,
    /// Whether its holder may keep it.
    pub sd: Disclosing,
    /// What stands in it.
    pub value: ValueKind,
}

/// A field in one language.
#[derive(Debug, Clone, Deserialize)]
pub struct ClaimDisplay {
    /// `vi` or `en`.
    pub locale: String,
    /// Its label.
    pub label: String,
}

/// Whether a field can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosing {
    /// It is shown or kept by itself.
    Always,
    /// It goes with what it stands in.
    Never,
}

/// What stands in a field, so that it can be shown as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A line of text.
    Text,
    /// A number that names something: digits and letters, not to be reckoned with.
    Number,
    /// A day, `yyyy-mm-dd`.
    Date,
    /// The last day of validity; null: without end.
    Expiry,
    /// A month, `yyyy-mm`.
    Month,
    /// A whole number of something.
    Count,
    /// A number of months.
    Months,
    /// Đồng.
    Money,
    /// `male` or `female`.
    Sex,
    /// A picture, base64 of WebP.
    Portrait,
    /// An object of ages, each true or false.
    Ages,
    /// True or false.
    Truth,
    /// A list.
    Entries,
    /// An entry of a list.
    Entry,
}

/// The metadata that are built in; a unit test parses every one.
static BUILT_IN: LazyLock<Vec<TypeMetadata>> = LazyLock::new(|| {
    let parsed = |kind: PaperKind| serde_json::from_str(kind.metadata_json()).ok();
    PaperKind::ALL.into_iter().filter_map(parsed).collect()
});

/// Of a kind whose file were broken.
static NOTHING: TypeMetadata = TypeMetadata {
    vct: String::new(),
    display: Vec::new(),
    source: Vec::new(),
    claims: Vec::new(),
};

impl TypeMetadata {
    pub(crate) fn of(kind: PaperKind) -> &'static Self {
        let vct = kind.vct();
        BUILT_IN.iter().find(|one| one.vct == vct).unwrap_or(&NOTHING)
    }

    /// The fields that stand by themselves: not within an entry of a list, nor an entry.
    pub fn fields(&self) -> impl Iterator<Item = &ClaimMetadata> {
        self.claims.iter().filter(|claim| claim.path.len() == 1)
    }

    /// The fields of the entries of the list `name`.
    pub fn entry_fields<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a ClaimMetadata> {
        self.claims
            .iter()
            .filter(move |claim| matches!(claim.path.as_slice(), [Some(list), None, Some(_)] if list == name))
    }
}

impl ClaimMetadata {
    /// The last name on its path; empty for the entries of a list.
    pub fn name(&self) -> &str {
        self.path.last().and_then(Option::as_deref).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_metadata_in_both_languages() {
        assert_eq!(BUILT_IN.len(), PaperKind::ALL.len());
        for kind in PaperKind::ALL {
            let metadata = kind.metadata();
            assert_eq!(PaperKind::of_vct(&metadata.vct), Some(kind));
            assert_eq!(metadata.display.len(), 2);
            assert_eq!(metadata.source.len(), 2);
            for claim in &metadata.claims {
                let locales: Vec<_> = claim.display.iter().map(|one| one.locale.as_str()).collect();
                assert_eq!(locales, ["vi", "en"], "{kind:?} {:?}", claim.path);
                let lists = metadata.claims.iter().filter(|one| one.path == claim.path);
                assert_eq!(lists.count(), 1, "{kind:?} {:?}", claim.path);
            }
        }
    }
}
