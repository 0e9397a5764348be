//! A presentation with its base64url undone, and the base64 of a portrait under that, for the way from a screen to a
//! camera: two fifths shorter with a portrait, a quarter without.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::jose::{from_base64url, to_base64url};
use crate::mdoc;

/// Begins what is packed; no presentation does as a text.
const PACKED: u8 = 1;

/// Begins an mdoc, whose one part fills the message.
const PACKED_MDOC: u8 = 2;

/// With a part's divider: a picture is in the part, and its base64 undone as well.
const PICTURE: u8 = 0x80;

/// The parts of a presentation as bytes, each behind its length (3 bytes, big-endian) and what divides it from the next. A
/// part with a picture begins with how many bytes are before it and how many it has (3 bytes each). A text whose parts are
/// not all base64url goes as it is.
pub fn pack(presented: &str) -> Vec<u8> {
    packed(presented).unwrap_or_else(|| presented.as_bytes().to_vec())
}

fn packed(presented: &str) -> Option<Vec<u8>> {
    if let Some(text) = presented.strip_prefix(mdoc::PREFIX) {
        return Some([&[PACKED_MDOC], &from_base64url(text)?[..]].concat());
    }
    let mut bytes = vec![PACKED];
    for part in presented.split_inclusive(['~', '.']) {
        let (text, divider) = match part.as_bytes().last()? {
            divider @ (b'~' | b'.') => (part.get(..part.len() - 1)?, *divider),
            _ => (part, 0),
        };
        let part = from_base64url(text)?;
        let (part, divider) = match with_picture(&part) {
            Some(part) => (part, divider | PICTURE),
            None => (part, divider),
        };
        bytes.extend_from_slice(&length_of(&part)?);
        bytes.push(divider);
        bytes.extend_from_slice(&part);
    }
    Some(bytes)
}

/// The part with its longest quoted text as a picture's bytes, if it is one's base64 to the letter.
fn with_picture(part: &[u8]) -> Option<Vec<u8>> {
    let quoted = part.split(|byte| *byte == b'"').max_by_key(|text| text.len())?;
    let picture = STANDARD
        .decode(quoted)
        .ok()
        .filter(|picture| !picture.is_empty())?;
    let before = part.windows(quoted.len()).position(|text| text == quoted)?;
    let (before, after) = (part.get(..before)?, part.get(before + quoted.len()..)?);
    let packed = [
        &length_of(before)?,
        &length_of(&picture)?,
        before,
        &picture,
        after,
    ]
    .concat();
    (packed.len() < part.len()).then_some(packed)
}

fn length_of(bytes: &[u8]) -> Option<[u8; 3]> {
    let [0, length @ ..] = u32::try_from(bytes.len()).ok()?.to_be_bytes() else {
        return None;
    };
    Some(length)
}

/// The presentation again, the same text; none for what was never one.
pub fn unpack(message: &[u8]) -> Option<String> {
    if let Some((&PACKED_MDOC, bytes)) = message.split_first() {
        return Some(format!("{}{}", mdoc::PREFIX, to_base64url(bytes)));
    }
    let Some((&PACKED, mut rest)) = message.split_first() else {
        return String::from_utf8(message.to_vec()).ok();
    };
    let mut presented = String::with_capacity(message.len() / 3 * 4);
    while !rest.is_empty() {
        let (length, after) = split_length(rest)?;
        let (divider, after) = after.split_first()?;
        let (part, after) = after.split_at_checked(length)?;
        if divider & PICTURE == 0 {
            presented.push_str(&to_base64url(part));
        } else {
            presented.push_str(&to_base64url(&with_base64(part)?));
        }
        match divider & !PICTURE {
            divider @ (b'~' | b'.') => presented.push(char::from(divider)),
            0 if after.is_empty() => {}
            _ => return None,
        }
        rest = after;
    }
    Some(presented)
}

/// What [`with_picture`] took apart.
fn with_base64(part: &[u8]) -> Option<Vec<u8>> {
    let (before, part) = split_length(part)?;
    let (picture, part) = split_length(part)?;
    let (before, part) = part.split_at_checked(before)?;
    let (picture, after) = part.split_at_checked(picture)?;
    Some([before, STANDARD.encode(picture).as_bytes(), after].concat())
}

fn split_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let ([a, b, c], rest) = bytes.split_first_chunk::<3>()?;
    Some((u32::from_be_bytes([0, *a, *b, *c]) as usize, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_comes_back_and_a_presentation_is_shorter(
            parts in proptest::collection::vec((proptest::collection::vec(any::<u8>(), 30..200), any::<bool>()), 3..9),
            other in "[a-zA-Z0-9~. _-]{0,80}",
        ) {
            let mut presented = String::new();
            for (part, tilde) in &parts {
                presented.push_str(&to_base64url(part));
                presented.push(if *tilde { '~' } else { '.' });
            }
            let packed = pack(&presented);
            prop_assert!(packed.len() < presented.len());
            prop_assert_eq!(unpack(&packed), Some(presented));
            prop_assert_eq!(unpack(&pack(&other)), Some(other));
            let mdoc: Vec<u8> = parts.into_iter().flat_map(|(part, _)| part).collect();
            let presented = format!("{}{}", mdoc::PREFIX, to_base64url(&mdoc));
            prop_assert_eq!(pack(&presented).len(), mdoc.len() + 1);
            prop_assert_eq!(unpack(&pack(&presented)), Some(presented));
        }

        #[test]
        fn a_picture_goes_without_its_base64(picture in proptest::collection::vec(any::<u8>(), 60..900)) {
            let disclosure = format!("[\"c2FsdA\",\"portrait\",\"{}\"]", STANDARD.encode(&picture));
            let presented = format!("e30.e30.c2ln~{}~", to_base64url(disclosure.as_bytes()));
            let packed = pack(&presented);
            prop_assert!(packed.len() < picture.len() + 70);
            prop_assert_eq!(unpack(&packed), Some(presented));
        }

        #[test]
        fn a_strangers_bytes_are_unpacked_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = unpack(&[[PACKED].as_slice(), &bytes].concat());
        }
    }
}
