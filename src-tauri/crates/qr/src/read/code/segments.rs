//! From data bytes to text: segments in the modes and character sets of ISO/IEC 18004 clause 7.4.

use std::fmt::Write as _;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, WINDOWS_1252};

/// The characters of alphanumeric mode.
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Writes what data say; keeps its buffers.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// Bytes whose character set nobody names: they are judged together.
    unnamed: Vec<u8>,
    /// Those of one segment.
    bytes: Vec<u8>,
}

impl Writer {
    /// The text that the data of a code of this version bear; none where they break off, or say what no character is.
    pub(super) fn text(&mut self, data: &[u8], version: u8) -> Option<String> {
        let mut bits = Bits { data, at: 0 };
        self.text.clear();
        self.unnamed.clear();
        let text = &mut self.text;
        let mut set: Option<&'static Encoding> = None;
        loop {
            let mode = bits.take(4).unwrap_or(0);
            if mode != 4 || set.is_some() {
                push_in_some_set(&self.unnamed, text)?;
                self.unnamed.clear();
            }
            match mode {
                0 => break,
                1 => numeric(&mut bits, version, text)?,
                2 => alphanumeric(&mut bits, version, text)?,
                // Parts of a longer message: each is told by itself.
                3 => drop(bits.take(16)?),
                4 => {
                    bytes(&mut bits, version, &mut self.bytes)?;
                    match set {
                        None => self.unnamed.extend_from_slice(&self.bytes),
                        Some(set) => push_exactly(set, &self.bytes, text)?,
                    }
                }
                5 => {}
                7 => set = character_set(&mut bits)?,
                8 => kanji(&mut bits, version, text)?,
                9 => drop(bits.take(8)?),
                13 => hanzi(&mut bits, version, text)?,
                _ => return None,
            }
        }
        (!text.is_empty()).then(|| text.clone())
    }
}

struct Bits<'a> {
    data: &'a [u8],
    /// Of the bit that comes next.
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
        if self.at + count > 8 * self.data.len() {
            return None;
        }
        let mut value = 0;
        for _ in 0..count {
            let byte = self.data.get(self.at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }

    /// How many characters a segment has; of the widths the one of the version's group.
    fn count(&mut self, version: u8, widths: [usize; 3]) -> Option<usize> {
        let [small, middle, large] = widths;
        let width = match version {
            ..=9 => small,
            10..=26 => middle,
            _ => large,
        };
        usize::try_from(self.take(width)?).ok()
    }
}

fn numeric(bits: &mut Bits<'_>, version: u8, text: &mut String) -> Option<()> {
    let mut left = bits.count(version, [10, 12, 14])?;
    while left > 0 {
        let digits = left.min(3);
        let value = bits.take([4, 7, 10].get(digits - 1).copied()?)?;
        if value >= 10u32.pow(u32::try_from(digits).ok()?) {
            return None;
        }
        write!(text, "{value:0digits$}").ok()?;
        left -= digits;
    }
    Some(())
}

fn alphanumeric(bits: &mut Bits<'_>, version: u8, text: &mut String) -> Option<()> {
    let mut left = bits.count(version, [9, 11, 13])?;
    let mut push = |value: u32| {
        let character = ALPHANUMERIC.get(usize::try_from(value).ok()?)?;
        text.push(char::from(*character));
        Some(())
    };
    while left > 1 {
        let pair = bits.take(11)?;
        push(pair / 45)?;
        push(pair % 45)?;
        left -= 2;
    }
    if left == 1 {
        push(bits.take(6)?)?;
    }
    Some(())
}

fn bytes(bits: &mut Bits<'_>, version: u8, bytes: &mut Vec<u8>) -> Option<()> {
    let count = bits.count(version, [8, 16, 16])?;
    bytes.clear();
    if bits.at + 8 * count > 8 * bits.data.len() {
        return None;
    }
    for _ in 0..count {
        bytes.push(bits.take(8)? as u8);
    }
    Some(())
}

fn kanji(bits: &mut Bits<'_>, version: u8, text: &mut String) -> Option<()> {
    for _ in 0..bits.count(version, [8, 10, 12])? {
        let value = bits.take(13)?;
        let pair = value / 0xc0 * 0x100 + value % 0xc0;
        let pair = pair + if pair < 0x1f00 { 0x8140 } else { 0xc140 };
        push_exactly(SHIFT_JIS, &u16::try_from(pair).ok()?.to_be_bytes(), text)?;
    }
    Some(())
}

/// As GB/T 18284 adds it: characters of GB 2312.
fn hanzi(bits: &mut Bits<'_>, version: u8, text: &mut String) -> Option<()> {
    const GB_2312: u32 = 1;
    if bits.take(4)? != GB_2312 {
        return None;
    }
    for _ in 0..bits.count(version, [8, 10, 12])? {
        let value = bits.take(13)?;
        let pair = value / 0x60 * 0x100 + value % 0x60;
        let pair = pair + if pair < 0xa00 { 0xa1a1 } else { 0xa6a1 };
        push_exactly(GB18030, &u16::try_from(pair).ok()?.to_be_bytes(), text)?;
    }
    Some(())
}

/// The set that an extended channel interpretation names; none where it is left open, refused where it is unknown.
fn character_set(bits: &mut Bits<'_>) -> Option<Option<&'static Encoding>> {
    let first = bits.take(8)?;
    let number = match first {
        0..0x80 => first,
        0x80..0xc0 => (first & 0x3f) << 8 | bits.take(8)?,
        0xc0..0xe0 => (first & 0x1f) << 16 | bits.take(16)?,
        _ => return None,
    };
    match number {
        1 | 3 => Some(Some(WINDOWS_1252)),
        20 => Some(Some(SHIFT_JIS)),
        25 => Some(Some(UTF_16BE)),
        // ASCII is UTF-8, too.
        26 | 27 | 170 => Some(Some(UTF_8)),
        28 => Some(Some(BIG5)),
        29 | 32 => Some(Some(GB18030)),
        30 => Some(Some(EUC_KR)),
        _ => None,
    }
}

fn push_exactly(set: &'static Encoding, bytes: &[u8], text: &mut String) -> Option<()> {
    text.push_str(&set.decode_without_bom_handling_and_without_replacement(bytes)?);
    Some(())
}

/// Bytes of which nobody says in which set they are: UTF-8, as nearly all are; Shift JIS, as the codes of its country of
/// origin were, where it is unmistakable; else the standard's Latin-1, where that has a character for each.
fn push_in_some_set(bytes: &[u8], text: &mut String) -> Option<()> {
    if let Ok(utf_8) = std::str::from_utf8(bytes) {
        text.push_str(utf_8);
        return Some(());
    }
    if is_shift_jis(bytes) {
        return push_exactly(SHIFT_JIS, bytes, text);
    }
    let latin = bytes.iter().all(|byte| !(0x7f..0xa0).contains(byte));
    latin.then(|| text.extend(bytes.iter().map(|byte| char::from(*byte))))
}

/// Pairs, and runs of katakana, that Latin text does not have.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let (mut pairs, mut katakana, mut longest) = (0, 0, 0);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            0x81..=0x9f | 0xe0..=0xfc => {
                let Some(0x40..=0x7e | 0x80..=0xfc) = rest.next() else {
                    return false;
                };
                pairs += 1;
                katakana = 0;
            }
            0xa1..=0xdf => {
                katakana += 1;
                longest = longest.max(katakana);
            }
            0x80 | 0xa0 | 0xfd.. => return false,
            _ => katakana = 0,
        }
    }
    let unlike_latin = bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    unlike_latin || longest >= 3 || pairs >= 3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(data: &[u8], version: u8) -> Option<String> {
        Writer::default().text(data, version)
    }

    #[test]
    fn a_segment_of_chinese_characters() {
        let data = [
            0x40, 0x90, 0x11, 0x04, 0x14, 0x43, 0xa5, 0x35, 0x54, 0x23, 0xad, 0x10, 0x11, 0xe0, 0xa0, 0x11,
            0xd9, 0xd8, 0x00,
        ];
        assert_eq!(text(&data, 1).as_deref(), Some("\u{1}\u{10}AD:SUB:阿;;"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(data in prop::collection::vec(any::<u8>(), 0..80), version in 1..=40u8) {
            let _ = text(&data, version);
        }
    }
}
