//! A text becomes the modules of a QR code (ISO/IEC 18004).

mod mask;

use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};
use thiserror::Error;

/// How much of a code may be lost and still be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCorrection {
    /// About 7 % of the codewords.
    Low,
    /// About 15 %: what an identification QR uses.
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %.
    High,
}

impl From<ErrorCorrection> for EcLevel {
    fn from(level: ErrorCorrection) -> Self {
        match level {
            ErrorCorrection::Low => Self::L,
            ErrorCorrection::Medium => Self::M,
            ErrorCorrection::Quartile => Self::Q,
            ErrorCorrection::High => Self::H,
        }
    }
}

/// Why a text has no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// Not even version 40 has room for it at this error correction.
    #[error("the text is too long for a QR code")]
    TooLong,
}

/// A QR code without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    size: usize,
    version: u8,
    dark: Vec<bool>,
}

impl Code {
    /// Modules a side, 21 to 177.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The version, 1 to 40.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// Whether the module in column `x`, row `y` is dark. Outside the code all is light.
    pub fn module(&self, x: usize, y: usize) -> bool {
        x < self.size && self.dark.get(y * self.size + x).copied().unwrap_or(false)
    }

    /// The rows from top to bottom, `true` = dark.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks_exact(self.size)
    }
}

/// Encodes `text` into the smallest code that holds it, in one segment: numeric when it is all digits,
/// alphanumeric when every character is of that set (`0–9 A–Z $%*+-./:` and space), else UTF-8 bytes.
///
/// One segment and no clever split, because the mode is part of what we promise, and because looking for
/// Shift JIS pairs in UTF-8 (`ễ` holds one) makes codes that other readers misread.
///
/// # Errors
/// [`EncodeError::TooLong`] when version 40 cannot hold it.
pub fn encode(text: &str, level: ErrorCorrection) -> Result<Code, EncodeError> {
    let mode = Mode::of(text);
    let bits = (1..=40)
        .find_map(|version| mode.bits(text.as_bytes(), version, level.into()))
        .ok_or(EncodeError::TooLong)?;
    let version = bits.version();
    let (data, correction) =
        construct_codewords(&bits.into_bytes(), version, level.into()).map_err(|_| EncodeError::TooLong)?;
    let mut canvas = Canvas::new(version, level.into());
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let Version::Normal(number) = version else {
        return Err(EncodeError::TooLong);
    };
    let number = u8::try_from(number).map_err(|_| EncodeError::TooLong)?;
    let size = 17 + 4 * usize::from(number);
    let dark = MASKS
        .into_iter()
        .map(|mask| {
            let mut masked = canvas.clone();
            masked.apply_mask(mask);
            masked
                .into_colors()
                .into_iter()
                .map(|colour| colour == Color::Dark)
                .collect::<Vec<bool>>()
        })
        .min_by_key(|dark| mask::penalty(dark, size))
        .unwrap_or_default();
    Ok(Code {
        size,
        version: number,
        dark,
    })
}

/// In the order of their numbers: of equally good ones the first is taken.
pub(crate) const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Numeric,
    Alphanumeric,
    Bytes,
}

impl Mode {
    fn of(text: &str) -> Self {
        if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            Self::Numeric
        } else if text
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'Z') || b" $%*+-./:".contains(&b))
        {
            Self::Alphanumeric
        } else {
            Self::Bytes
        }
    }

    /// The bit stream of `text` at `version`, if it fits.
    fn bits(self, text: &[u8], version: i16, level: EcLevel) -> Option<Bits> {
        let mut bits = Bits::new(Version::Normal(version));
        if self.length(text.len(), version) > bits.max_len(level).ok()? {
            return None;
        }
        match self {
            Self::Numeric => bits.push_numeric_data(text),
            Self::Alphanumeric => bits.push_alphanumeric_data(text),
            Self::Bytes => bits.push_byte_data(text),
        }
        .ok()?;
        bits.push_terminator(level).ok()?;
        Some(bits)
    }

    /// Bits of the segment of `count` characters: mode, count and data (clause 7.4).
    fn length(self, count: usize, version: i16) -> usize {
        let band = usize::from(version > 9) + usize::from(version > 26);
        match self {
            Self::Numeric => 4 + 10 + 2 * band + (count * 10).div_ceil(3),
            Self::Alphanumeric => 4 + 9 + 2 * band + (count * 11).div_ceil(2),
            Self::Bytes => 4 + if band == 0 { 8 } else { 16 } + count * 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_code_of_420_bytes_is_version_16() {
        // 420 bytes are 630 characters of base45, and "DD1:".
        let text = format!("DD1:{}", "%69 VD92EX0".repeat(58).split_at(630).0);
        let code = encode(&text, ErrorCorrection::Medium).unwrap();
        assert_eq!((code.version(), code.size()), (16, 81));
    }

    #[test]
    fn capacities_at_the_edge_are_those_of_the_standard() {
        // ISO/IEC 18004 table 7.
        for (level, count, version) in [
            (ErrorCorrection::Medium, 20, 1),
            (ErrorCorrection::Medium, 21, 2),
            (ErrorCorrection::Medium, 656, 16),
            (ErrorCorrection::Medium, 657, 17),
            (ErrorCorrection::Low, 4296, 40),
            (ErrorCorrection::High, 10, 1),
            (ErrorCorrection::High, 11, 2),
        ] {
            assert_eq!(
                encode(&"A".repeat(count), level).unwrap().version(),
                version,
                "{count} at {level:?}"
            );
        }
        assert_eq!(
            encode(&"1".repeat(7089), ErrorCorrection::Low).unwrap().version(),
            40
        );
        assert_eq!(
            encode(&"a".repeat(2953), ErrorCorrection::Low).unwrap().version(),
            40
        );
        for too_long in ["A".repeat(4297), "1".repeat(7090), "a".repeat(2954)] {
            assert_eq!(
                encode(&too_long, ErrorCorrection::Low).err(),
                Some(EncodeError::TooLong)
            );
        }
    }

    #[test]
    fn the_finder_stands_in_three_corners_and_outside_is_light() {
        let code = encode("", ErrorCorrection::Medium).unwrap();
        assert_eq!(code.version(), 1);
        for (x, y) in [(0, 0), (20, 0), (0, 20), (3, 3), (17, 3), (3, 17)] {
            assert!(code.module(x, y), "{x},{y}");
        }
        assert!(!code.module(1, 1));
        assert!(!code.module(21, 0) && !code.module(0, 21) && !code.module(usize::MAX, 0));
    }
}
