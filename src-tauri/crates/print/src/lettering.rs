use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Regular.ttf");
const STRONG: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-SemiBold.ttf");

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Strong,
}

/// The letters that are built in, in two weights. A letter of Vietnamese with its marks is one glyph of them, so that what is
/// drawn is what is read: nothing is shaped.
pub(crate) struct Lettering {
    regular: Letters,
    strong: Letters,
}

struct Letters {
    font: Font,
    metrics: FontRef<'static>,
}

impl Lettering {
    pub(crate) fn built_in() -> Option<Self> {
        Some(Self {
            regular: Letters::of(REGULAR)?,
            strong: Letters::of(STRONG)?,
        })
    }

    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.letters(weight).font.clone()
    }

    /// A line's glyphs, each with the letters that it stands for; their advances are shares of the size.
    pub(crate) fn glyphs(&self, text: &str, weight: Weight) -> Vec<KrillaGlyph> {
        let letters = self.letters(weight);
        text.char_indices()
            .map(|(at, letter)| {
                let (glyph, advance) = letters.advance(letter);
                KrillaGlyph::new(
                    GlyphId::new(glyph),
                    advance,
                    0.0,
                    0.0,
                    0.0,
                    at..at + letter.len_utf8(),
                    None,
                )
            })
            .collect()
    }

    /// How wide a line is, points.
    pub(crate) fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let letters = self.letters(weight);
        text.chars().map(|letter| letters.advance(letter).1).sum::<f32>() * size
    }

    /// The lines that a text takes within a width, in points; one at least. A word that is too long for a line is broken.
    pub(crate) fn wrapped(&self, text: &str, size: f32, weight: Weight, width: f32) -> Vec<String> {
        let letters = self.letters(weight);
        let space = letters.advance(' ').1 * size;
        let mut lines = Vec::new();
        for paragraph in clean(text).split('\n') {
            let (mut line, mut filled) = (String::new(), 0.0);
            for word in paragraph.split_whitespace() {
                let long = self.width(word, size, weight);
                if !line.is_empty() && filled + space + long <= width {
                    line.push(' ');
                    line.push_str(word);
                    filled += space + long;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                for letter in word.chars() {
                    let wide = letters.advance(letter).1 * size;
                    if filled + wide > width && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                        filled = 0.0;
                    }
                    line.push(letter);
                    filled += wide;
                }
            }
            lines.push(line);
        }
        lines
    }

    const fn letters(&self, weight: Weight) -> &Letters {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Strong => &self.strong,
        }
    }
}

impl Letters {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            metrics: FontRef::new(bytes).ok()?,
        })
    }

    /// The glyph of a letter, the one for none where there is none, and how far the next stands from it at size 1.
    fn advance(&self, letter: char) -> (u32, f32) {
        let glyph = self.metrics.charmap().map(letter).unwrap_or_default();
        let size = Size::new(1.0);
        let metrics = self.metrics.glyph_metrics(size, LocationRef::default());
        (glyph.to_u32(), metrics.advance_width(glyph).unwrap_or_default())
    }
}

/// A text as it is printed: precomposed, and without what no printer prints.
fn clean(text: &str) -> String {
    let printed = |letter: char| match letter {
        '\n' => '\n',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.nfc().map(printed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every vowel of Vietnamese under every tone, and đ.
    fn alphabet() -> String {
        let vowels = "aăâeêioôơuưy";
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let marked = vowels
            .chars()
            .flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone}")));
        let small: String = marked.chain(["đ₫".to_owned()]).collect();
        clean(&format!("{small}{}", small.to_uppercase()))
    }

    #[test]
    fn every_letter_of_vietnamese_is_one_glyph() {
        let lettering = Lettering::built_in().unwrap();
        let alphabet = alphabet();
        assert_eq!(alphabet.chars().count(), 2 * (12 * 6 + 2));
        for weight in [Weight::Regular, Weight::Strong] {
            for glyph in lettering.glyphs(&format!("{alphabet}–…·/"), weight) {
                assert_ne!(glyph.glyph_id.to_u32(), 0, "{weight:?} {:?}", glyph.text_range);
            }
        }
    }

    #[test]
    fn a_text_is_broken_into_lines_that_fit_and_lose_nothing() {
        let lettering = Lettering::built_in().unwrap();
        let text =
            "Số 12 ngõ Thổ Quan, phường Khâm Thiên\nquận Đống Đa 0123456789012345678901234567890123456789";
        let lines = lettering.wrapped(text, 10.0, Weight::Regular, 90.0);
        assert!(lines.len() > 5);
        for line in &lines {
            assert!(lettering.width(line, 10.0, Weight::Regular) <= 90.0, "{line}");
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(text));
        assert_eq!(lettering.wrapped("", 10.0, Weight::Regular, 90.0), [""]);
        // Narrower than any letter: one a line, and an end.
        assert_eq!(lettering.wrapped("ab", 10.0, Weight::Regular, 1.0).len(), 2);
    }
}
