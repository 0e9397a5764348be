use dinhdanh_credential::{Verdict, Word};

/// What was found about a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperVerdict {
    /// As of an identification code.
    Code(Verdict),
    /// All holds, and the paper itself is past its last day.
    PaperExpired,
    /// A copy as the authority issued it, which nobody has proved to hold: printed, or made out of a presentation.
    PrintedCopy,
}

impl PaperVerdict {
    /// The verdict's name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code(verdict) => verdict.code(),
            Self::PaperExpired => "paper_expired",
            Self::PrintedCopy => "printed_copy",
        }
    }

    /// The verdict of that name.
    pub fn of_code(code: &str) -> Option<Self> {
        let codes = Verdict::ALL.into_iter().map(Self::Code);
        let mut all = codes.chain([Self::PaperExpired, Self::PrintedCopy]);
        all.find(|verdict| verdict.code() == code)
    }

    /// The word under which it is shown: a paper past its last day was real once, and a copy is no paper.
    pub const fn word(self, trust_is_stale: bool) -> Word {
        match self {
            Self::Code(verdict) => verdict.word(trust_is_stale),
            Self::PaperExpired => Word::Withdrawn,
            Self::PrintedCopy => Word::Unverified,
        }
    }

    /// The word for a verdict of that name that somebody tells later. One that is not known to this program accuses nobody.
    pub fn word_of_code(code: &str) -> Word {
        Self::of_code(code).map_or(Word::Unverified, |verdict| verdict.word(false))
    }

    /// How far what was shown is proven then.
    pub const fn proof(self) -> Proof {
        match self {
            Self::Code(verdict) if verdict.is_genuine() => Proof::Held,
            Self::PrintedCopy => Proof::Issued,
            Self::Code(_) | Self::PaperExpired => Proof::None,
        }
    }

    /// Whether every check passed.
    pub const fn is_genuine(self) -> bool {
        self.proof().is_held()
    }
}

/// How far what was shown of a paper is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Some check failed: it is to be marked "chưa xác thực".
    None,
    /// The authority issued it so, to whom is not known: it is to be compared with the paper itself.
    Issued,
    /// And its holder showed it, for this check.
    Held,
}

impl Proof {
    /// Whether every check passed.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held)
    }
}
