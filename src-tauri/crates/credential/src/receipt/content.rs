use chrono::{DateTime, Utc};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::epoch::{epoch, moment};
use crate::token::{exactly, members, outside_grammar, text_within};

/// Papers in one receipt at most.
pub const MOST_PAPERS: usize = 8;
/// Fields of one of them at most.
const MOST_FIELDS: u64 = 40;

/// The longest [`Receipt::basis`], bytes.
pub const LONGEST_BASIS: usize = 96;
/// The longest [`Receipt::file_number`], bytes.
pub const LONGEST_FILE_NUMBER: usize = 48;

/// What a check found. Of the person there is nothing in it but what the officer wrote as a file's number.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When the verdict was given, whole seconds.
    pub checked_at: DateTime<Utc>,
    /// The verdict's code, 1 to 32 bytes.
    pub verdict: String,
    /// Which code was checked, see [`mark_of`](super::mark_of); none where it was a paper alone.
    pub code_mark: Option<[u8; 16]>,
    /// What the officer compared.
    pub compared: Compared,
    /// What the check was made for, as the officer wrote it: a procedure, an article; 1 to [`LONGEST_BASIS`] bytes.
    pub basis: Option<String>,
    /// The number of the file that it belongs to, 1 to [`LONGEST_FILE_NUMBER`] bytes.
    pub file_number: Option<String>,
    /// The papers that were seen.
    pub papers: Vec<SeenPaper>,
}

/// A paper of which something was seen: which fields, never what was in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPaper {
    /// Which kind, by its name, 1 to 32 bytes.
    pub kind: String,
    /// The verdict's code on it, 1 to 32 bytes.
    pub verdict: String,
    /// The fields, by their names, 1 to 48 bytes each.
    pub fields: Vec<String>,
}

/// What an officer compared with each other, beyond what the program did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// The person with the portrait.
    pub face: bool,
    /// The papers with each other, or with their originals.
    pub papers: bool,
    /// The papers with the form.
    pub form: bool,
}

/// Without the file's number.
impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Receipt({}, {})", self.verdict, self.checked_at)
    }
}

impl Compared {
    const fn bits(self) -> u8 {
        self.face as u8 | (self.papers as u8) << 1 | (self.form as u8) << 2
    }

    const fn of_bits(bits: u8) -> Option<Self> {
        if bits > 7 {
            return None;
        }
        Some(Self {
            face: bits & 1 != 0,
            papers: bits & 2 != 0,
            form: bits & 4 != 0,
        })
    }
}

impl<C> Encode<C> for Receipt {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        let checked_at =
            epoch(self.checked_at).ok_or_else(|| encode::Error::message("outside the grammar"))?;
        let optional = [
            self.code_mark.is_some(),
            self.basis.is_some(),
            self.file_number.is_some(),
            !self.papers.is_empty(),
        ];
        e.map(3 + optional.into_iter().map(u64::from).sum::<u64>())?;
        e.u8(1)?.u32(checked_at)?.u8(2)?.str(&self.verdict)?;
        if let Some(mark) = &self.code_mark {
            e.u8(3)?.bytes(mark)?;
        }
        e.u8(4)?.u8(self.compared.bits())?;
        if let Some(basis) = &self.basis {
            e.u8(5)?.str(basis)?;
        }
        if let Some(number) = &self.file_number {
            e.u8(6)?.str(number)?;
        }
        if !self.papers.is_empty() {
            e.u8(7)?.encode(&self.papers)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Receipt {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut checked_at, mut verdict, mut code_mark) = (None, None, None);
        let (mut compared, mut basis, mut file_number) = (None, None, None);
        let mut papers = Vec::new();
        for _ in 0..members(d)? {
            match d.u64()? {
                1 => checked_at = Some(moment(d.u32()?)),
                2 => verdict = Some(text(d, 32)?),
                3 => code_mark = Some(exactly(d)?),
                4 => compared = Some(Compared::of_bits(d.u8()?).ok_or_else(outside_grammar)?),
                5 => basis = Some(text(d, LONGEST_BASIS)?),
                6 => file_number = Some(text(d, LONGEST_FILE_NUMBER)?),
                7 => papers = list(d, MOST_PAPERS as u64, |d| d.decode())?,
                _ => return Err(outside_grammar()),
            }
        }
        Ok(Self {
            checked_at: checked_at.ok_or_else(outside_grammar)?,
            verdict: verdict.ok_or_else(outside_grammar)?,
            code_mark,
            compared: compared.ok_or_else(outside_grammar)?,
            basis,
            file_number,
            papers,
        })
    }
}

impl<C> Encode<C> for SeenPaper {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(3)?
            .str(&self.kind)?
            .str(&self.verdict)?
            .encode(&self.fields)?
            .ok()
    }
}

impl<'b, C> Decode<'b, C> for SeenPaper {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.array()? != Some(3) {
            return Err(outside_grammar());
        }
        Ok(Self {
            kind: text(d, 32)?,
            verdict: text(d, 32)?,
            fields: list(d, MOST_FIELDS, |d| text(d, 48))?,
        })
    }
}

fn text(d: &mut Decoder<'_>, most: usize) -> Result<String, decode::Error> {
    text_within(d, most).map(str::to_owned)
}

fn list<'b, T>(
    d: &mut Decoder<'b>,
    most: u64,
    mut one: impl FnMut(&mut Decoder<'b>) -> Result<T, decode::Error>,
) -> Result<Vec<T>, decode::Error> {
    let length = d
        .array()?
        .filter(|length| *length <= most)
        .ok_or_else(outside_grammar)?;
    (0..length).map(|_| one(d)).collect()
}
