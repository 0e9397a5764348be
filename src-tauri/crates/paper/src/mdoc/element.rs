use minicbor::Decoder;
use minicbor::Encoder;
use minicbor::data::{Tag, Type};

use super::MdocError;
use super::cbor::written;
use super::cbor::{entries, members};
use super::sign1::splice;

/// Lists and objects in each other go no deeper than this.
const DEEPEST: usize = 8;

const MOMENT: u64 = 0;
const DATE: u64 = 1004;

/// The value of an element: what of CBOR the standard's elements are made of (§7.2.1).
#[derive(Clone, PartialEq, Eq)]
pub enum Element {
    /// `null`.
    Null,
    /// `bool`.
    Truth(bool),
    /// `int`.
    Number(i64),
    /// `tstr`.
    Text(String),
    /// `bstr`.
    Bytes(Vec<u8>),
    /// `tdate`: a moment as RFC 3339 writes it.
    Moment(String),
    /// `full-date`: a day, `yyyy-mm-dd` (RFC 8943).
    Date(String),
    /// An array.
    List(Vec<Element>),
    /// A map with texts for names.
    Object(Vec<(String, Element)>),
}

impl Element {
    pub(super) fn read(d: &mut Decoder<'_>, depth: usize) -> Result<Self, MdocError> {
        let wrong = MdocError::Malformed;
        if depth > DEEPEST {
            return Err(wrong);
        }
        Ok(match d.datatype()? {
            Type::Null => {
                d.null()?;
                Self::Null
            }
            Type::Bool => Self::Truth(d.bool()?),
            Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
                Self::Number(d.i64()?)
            }
            Type::String => Self::Text(d.str()?.to_owned()),
            Type::Bytes => Self::Bytes(d.bytes()?.to_vec()),
            Type::Tag => match d.tag()?.as_u64() {
                MOMENT => Self::Moment(d.str()?.to_owned()),
                DATE => Self::Date(d.str()?.to_owned()),
                _ => return Err(wrong),
            },
            Type::Array => Self::List(entries(d, |d| Self::read(d, depth + 1))?),
            Type::Map => {
                let mut object = Vec::new();
                members(d, |name, d| {
                    object.push((name.to_owned(), Self::read(d, depth + 1)?));
                    Ok(())
                })?;
                Self::Object(object)
            }
            _ => return Err(wrong),
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let tagged = |tag, text: &str| written(|e| e.tag(Tag::new(tag))?.str(text)?.ok());
        match self {
            Self::Null => written(|e| e.null()?.ok()),
            Self::Truth(truth) => written(|e| e.bool(*truth)?.ok()),
            Self::Number(number) => written(|e| e.i64(*number)?.ok()),
            Self::Text(text) => written(|e| e.str(text)?.ok()),
            Self::Bytes(bytes) => written(|e| e.bytes(bytes)?.ok()),
            Self::Moment(moment) => tagged(MOMENT, moment),
            Self::Date(date) => tagged(DATE, date),
            Self::List(entries) => written(|e| {
                e.array(entries.len() as u64)?;
                for entry in entries {
                    splice(e, &entry.write());
                }
                Ok(())
            }),
            Self::Object(members) => written(|e: &mut Encoder<Vec<u8>>| {
                e.map(members.len() as u64)?;
                for (name, value) in members {
                    e.str(name)?;
                    splice(e, &value.write());
                }
                Ok(())
            }),
        }
    }
}

/// Whatever it is, it is about a person.
impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Element(…)")
    }
}
