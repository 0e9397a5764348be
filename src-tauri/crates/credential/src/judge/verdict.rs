/// The verdict codes of this crate's `README.md`, one for every check that can fail, and the two good ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A printed card: data, not proof.
    CardQr,
    /// Anything else that is no identification code.
    NotIdentificationQr,
    /// Length, base45, grammar or an encoding rule.
    Malformed,
    /// Signed by no key of the trust bundle.
    UnknownIssuer,
    /// The authority's signature does not hold.
    BadIssuerSignature,
    /// The device's signature does not hold.
    BadHolderSignature,
    /// A level-1 account may share its data so, but proves no app.
    LevelTooLow,
    /// The times within the code do not fit each other.
    BadLifetime,
    /// Made in this verifier's future.
    NotYetValid,
    /// Older than its life and the tolerance.
    Expired,
    /// Not made for this check.
    WrongAudience,
    /// Seen by this verifier before.
    Replayed,
    /// Withdrawn for good.
    Revoked,
    /// The account is locked.
    Suspended,
    /// The trust data are too old to say, or lack the credential's status.
    StaleTrust,
    /// Genuine, vouched for by a practice key.
    GenuinePractice,
    /// Genuine.
    Genuine,
}

/// The four words, no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// MÃ THẬT.
    Genuine,
    /// MÃ GIẢ: said of the code, never of the person.
    Fake,
    /// KHÔNG CÒN HIỆU LỰC.
    Withdrawn,
    /// CHƯA XÁC MINH ĐƯỢC: no accusation; says what to do next.
    Unverified,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 17] = [
        Self::CardQr,
        Self::NotIdentificationQr,
        Self::Malformed,
        Self::UnknownIssuer,
        Self::BadIssuerSignature,
        Self::BadHolderSignature,
        Self::LevelTooLow,
        Self::BadLifetime,
        Self::NotYetValid,
        Self::Expired,
        Self::WrongAudience,
        Self::Replayed,
        Self::Revoked,
        Self::Suspended,
        Self::StaleTrust,
        Self::GenuinePractice,
        Self::Genuine,
    ];

    /// The code, as `README.md` spells it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardQr => "card_qr",
            Self::NotIdentificationQr => "not_identification_qr",
            Self::Malformed => "malformed",
            Self::UnknownIssuer => "unknown_issuer",
            Self::BadIssuerSignature => "bad_issuer_signature",
            Self::BadHolderSignature => "bad_holder_signature",
            Self::LevelTooLow => "level_too_low",
            Self::BadLifetime => "bad_lifetime",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::WrongAudience => "wrong_audience",
            Self::Replayed => "replayed",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::StaleTrust => "stale_trust",
            Self::GenuinePractice => "genuine_practice",
            Self::Genuine => "genuine",
        }
    }

    /// The row of the table in `README.md` that decided; none when every row passed.
    pub const fn check(self) -> Option<u8> {
        match self {
            Self::CardQr | Self::NotIdentificationQr => Some(1),
            Self::Malformed => Some(2),
            Self::UnknownIssuer => Some(3),
            Self::BadIssuerSignature => Some(4),
            Self::BadHolderSignature => Some(5),
            Self::LevelTooLow => Some(6),
            Self::BadLifetime => Some(7),
            Self::NotYetValid => Some(8),
            Self::Expired => Some(9),
            Self::WrongAudience => Some(10),
            Self::Replayed => Some(11),
            Self::Revoked | Self::Suspended => Some(12),
            Self::StaleTrust => Some(13),
            Self::GenuinePractice => Some(14),
            Self::Genuine => None,
        }
    }

    /// The word under which it is shown. An issuer that is unknown to stale trust data accuses nobody: the
    /// list may only be too old to know it.
    pub const fn word(self, trust_is_stale: bool) -> Word {
        match self {
            Self::Genuine | Self::GenuinePractice => Word::Genuine,
            Self::UnknownIssuer if trust_is_stale => Word::Unverified,
            Self::Malformed | Self::UnknownIssuer | Self::BadIssuerSignature | Self::BadHolderSignature => {
                Word::Fake
            }
            Self::Revoked | Self::Suspended => Word::Withdrawn,
            Self::CardQr
            | Self::NotIdentificationQr
            | Self::LevelTooLow
            | Self::BadLifetime
            | Self::NotYetValid
            | Self::Expired
            | Self::WrongAudience
            | Self::Replayed
            | Self::StaleTrust => Word::Unverified,
        }
    }

    /// Whether every check passed.
    pub const fn is_genuine(self) -> bool {
        matches!(self, Self::Genuine | Self::GenuinePractice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_every_verdict_at_its_check_and_under_its_word() {
        let names = |row: &str, verdict: Verdict| {
            let code = format!("`{}`", verdict.code());
            let mut rows = include_str!("../../README.md").lines();
            rows.any(|line| line.starts_with(row) && line.contains(&code))
        };
        for verdict in Verdict::ALL {
            let check = verdict.check().map_or(String::new(), |check| format!("{check} "));
            assert!(names(&format!("| {check}|"), verdict), "{verdict:?}");
            let (word, named) = match verdict.word(false) {
                Word::Genuine => ("MÃ THẬT", true),
                Word::Fake => ("MÃ GIẢ", true),
                Word::Withdrawn => ("KHÔNG CÒN HIỆU LỰC", true),
                Word::Unverified => ("CHƯA XÁC MINH ĐƯỢC", false),
            };
            assert_eq!(names(&format!("| {word} |"), verdict), named, "{verdict:?}");
        }
    }
}
