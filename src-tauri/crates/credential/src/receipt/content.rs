use chrono::{DateTime, Utc};
use minicbor::data::Type;
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
/// The longest [`SeenField::value`], bytes.
pub const LONGEST_VALUE: usize = 200;

/// What a check found. Of the person there is nothing in it but what the officer wrote as a file's number, and what the
/// person agreed to.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When the verdict was given, whole seconds.
    pub checked_at: DateTime<Utc>,
    /// When the officer signed it, whole seconds; never before [`checked_at`](Self::checked_at).
    pub signed_at: DateTime<Utc>,
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
    /// The person agreed that what stands in the fields is written too.
    pub agreed: bool,
    /// The papers that were seen.
    pub papers: Vec<SeenPaper>,
}

/// A paper of which something was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPaper {
    /// Which kind, by its name, 1 to 32 bytes.
    pub kind: String,
    /// The verdict's code on it, 1 to 32 bytes.
    pub verdict: String,
    /// The fields.
    pub fields: Vec<SeenField>,
}

/// A field that was seen.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenField {
    /// Its name, 1 to 48 bytes.
    pub name: String,
    /// What stands in it, 1 to [`LONGEST_VALUE`] bytes: only where the person [agreed](Receipt::agreed), and never of a
    /// list or a portrait.
    pub value: Option<String>,
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

/// Whether a text can be read as it is signed: nothing in it is invisible, breaks the line or turns the direction in which
/// the rest is written.
pub fn is_plain(text: &str) -> bool {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    !text.contains(hidden)
}

/// Without the file's number.
impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Receipt({}, {})", self.verdict, self.checked_at)
    }
}

/// Without what stands in it.
impl std::fmt::Debug for SeenField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SeenField({})", self.name)
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
        let second = |at| epoch(at).ok_or_else(|| encode::Error::message("outside the grammar"));
        let (checked_at, signed_at) = (second(self.checked_at)?, second(self.signed_at)?);
        let optional = [
            self.code_mark.is_some(),
            self.basis.is_some(),
            self.file_number.is_some(),
            !self.papers.is_empty(),
            self.agreed,
            signed_at != checked_at,
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
        if self.agreed {
            e.u8(8)?.bool(true)?;
        }
        if signed_at != checked_at {
            e.u8(9)?.u32(signed_at)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Receipt {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut checked_at, mut verdict, mut code_mark) = (None, None, None);
        let (mut compared, mut basis, mut file_number) = (None, None, None);
        let (mut papers, mut agreed, mut signed_at) = (Vec::<SeenPaper>::new(), false, None);
        for _ in 0..members(d)? {
            match d.u64()? {
                1 => checked_at = Some(moment(d.u32()?)),
                2 => verdict = Some(text(d, 32)?),
                3 => code_mark = Some(exactly(d)?),
                4 => compared = Some(Compared::of_bits(d.u8()?).ok_or_else(outside_grammar)?),
                5 => basis = Some(text(d, LONGEST_BASIS)?),
                6 => file_number = Some(text(d, LONGEST_FILE_NUMBER)?),
                7 => papers = list(d, MOST_PAPERS as u64, |d| d.decode())?,
                8 => agreed = d.bool()?,
                9 => signed_at = Some(moment(d.u32()?)),
                _ => return Err(outside_grammar()),
            }
        }
        let checked_at = checked_at.ok_or_else(outside_grammar)?;
        let signed_at = signed_at.unwrap_or(checked_at);
        if signed_at < checked_at || !agreed && papers.iter().any(SeenPaper::has_values) {
            return Err(outside_grammar());
        }
        Ok(Self {
            checked_at,
            signed_at,
            verdict: verdict.ok_or_else(outside_grammar)?,
            code_mark,
            compared: compared.ok_or_else(outside_grammar)?,
            basis,
            file_number,
            agreed,
            papers,
        })
    }
}

impl SeenPaper {
    fn has_values(&self) -> bool {
        self.fields.iter().any(|field| field.value.is_some())
    }
}

impl<C> Encode<C> for SeenPaper {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        let names: Vec<_> = self.fields.iter().map(|field| field.name.as_str()).collect();
        e.array(if self.has_values() { 4 } else { 3 })?;
        e.str(&self.kind)?.str(&self.verdict)?.encode(names)?;
        if self.has_values() {
            let values: Vec<_> = self.fields.iter().map(|field| field.value.as_deref()).collect();
            e.encode(values)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for SeenPaper {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let length = d.array()?;
        let (kind, verdict) = (text(d, 32)?, text(d, 32)?);
        let names = list(d, MOST_FIELDS, |d| text(d, 48))?;
        let values = match length {
            Some(3) => vec![None; names.len()],
            Some(4) => list(d, MOST_FIELDS, value)?,
            _ => return Err(outside_grammar()),
        };
        if values.len() != names.len() {
            return Err(outside_grammar());
        }
        let fields = names.into_iter().zip(values);
        Ok(Self {
            kind,
            verdict,
            fields: fields.map(|(name, value)| SeenField { name, value }).collect(),
        })
    }
}

fn value(d: &mut Decoder<'_>) -> Result<Option<String>, decode::Error> {
    if d.datatype()? == Type::Null {
        d.null()?;
        return Ok(None);
    }
    text(d, LONGEST_VALUE).map(Some)
}

fn text(d: &mut Decoder<'_>, most: usize) -> Result<String, decode::Error> {
    let text = text_within(d, most)?;
    if is_plain(text) {
        Ok(text.to_owned())
    } else {
        Err(outside_grammar())
    }
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
