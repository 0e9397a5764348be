use std::collections::HashSet;
use std::convert::Infallible;

use minicbor::data::Tag;
use minicbor::{Decoder, Encoder, encode};

use super::MdocError;

/// Encoded CBOR within CBOR.
const EMBEDDED: u64 = 24;

/// Writes to memory, which takes everything.
pub(super) fn written(
    write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Result<(), encode::Error<Infallible>>,
) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(512));
    let done = write(&mut encoder);
    debug_assert!(done.is_ok(), "writing to a Vec");
    encoder.into_writer()
}

/// `#6.24(bstr .cbor …)` of what is encoded already.
pub(super) fn embedded(inner: &[u8]) -> Vec<u8> {
    written(|e| e.tag(Tag::new(EMBEDDED))?.bytes(inner)?.ok())
}

/// Reads one value and nothing behind it.
pub(super) fn whole<'b, T>(
    bytes: &'b [u8],
    read: impl FnOnce(&mut Decoder<'b>) -> Result<T, MdocError>,
) -> Result<T, MdocError> {
    let mut d = Decoder::new(bytes);
    let value = read(&mut d)?;
    if d.position() == bytes.len() {
        Ok(value)
    } else {
        Err(MdocError::Malformed)
    }
}

/// Reads a map of known length with texts for names, each once.
pub(super) fn members<'b>(
    d: &mut Decoder<'b>,
    mut member: impl FnMut(&'b str, &mut Decoder<'b>) -> Result<(), MdocError>,
) -> Result<(), MdocError> {
    let mut seen = HashSet::new();
    for _ in 0..d.map()?.ok_or(MdocError::Malformed)? {
        let name = d.str()?;
        if !seen.insert(name) {
            return Err(MdocError::Malformed);
        }
        member(name, d)?;
    }
    Ok(())
}

/// Reads an array of known length.
pub(super) fn entries<'b, T>(
    d: &mut Decoder<'b>,
    mut entry: impl FnMut(&mut Decoder<'b>) -> Result<T, MdocError>,
) -> Result<Vec<T>, MdocError> {
    let length = d.array()?.ok_or(MdocError::Malformed)?;
    (0..length).map(|_| entry(d)).collect()
}

/// An array of just so many.
pub(super) fn array_of(d: &mut Decoder<'_>, length: u64) -> Result<(), MdocError> {
    if d.array()? == Some(length) {
        Ok(())
    } else {
        Err(MdocError::Malformed)
    }
}

/// Reads what is embedded.
pub(super) fn read_embedded<'b>(d: &mut Decoder<'b>) -> Result<&'b [u8], MdocError> {
    if d.tag()?.as_u64() != EMBEDDED {
        return Err(MdocError::Malformed);
    }
    Ok(d.bytes()?)
}

/// Steps over one value, and gives it as it is encoded.
pub(super) fn raw<'b>(d: &mut Decoder<'b>) -> Result<&'b [u8], MdocError> {
    let from = d.position();
    d.skip()?;
    d.input().get(from..d.position()).ok_or(MdocError::Malformed)
}

/// The text that must stand here.
pub(super) fn expect(d: &mut Decoder<'_>, text: &str) -> Result<(), MdocError> {
    if d.str()? == text {
        Ok(())
    } else {
        Err(MdocError::Malformed)
    }
}
