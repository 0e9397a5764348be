//! A printed sheet as whoever holds it finds it: its words, and its code as it is drawn.

use std::collections::BTreeMap;

use image::{GrayImage, Luma};

/// The streams of a PDF, inflated where they are deflated.
fn streams(pdf: &[u8]) -> Vec<String> {
    let (begin, end) = (b"stream\n".as_slice(), b"\nendstream".as_slice());
    let mut found = Vec::new();
    let mut rest = pdf;
    while let Some(at) = rest.windows(begin.len()).position(|window| window == begin) {
        rest = &rest[at + begin.len()..];
        let Some(length) = rest.windows(end.len()).position(|window| window == end) else {
            break;
        };
        let stream = &rest[..length];
        let inflated =
            miniz_oxide::inflate::decompress_to_vec_zlib(stream).unwrap_or_else(|_| stream.to_vec());
        // What the pages are made of is a byte a letter.
        found.push(inflated.into_iter().map(char::from).collect());
        rest = &rest[length + end.len()..];
    }
    found
}

fn pages(streams: &[String]) -> String {
    let page = |stream: &&String| stream.contains(" Tf ");
    streams.iter().filter(page).cloned().collect()
}

/// Whether these words can be found in the file: written in the glyphs of one of its fonts, which say their letters.
pub(crate) fn says(pdf: &[u8], words: &str) -> bool {
    let streams = streams(pdf);
    let shown = glyphs(&pages(&streams));
    let fonts = streams.iter().filter(|stream| stream.contains("beginbfchar"));
    fonts.map(|font| letters(font)).any(|letters| {
        let lines = shown.iter().map(|line| {
            let letters = line
                .iter()
                .map(|glyph| letters.get(glyph).copied().unwrap_or('\u{fffd}'));
            letters.collect::<String>()
        });
        lines.collect::<Vec<_>>().iter().any(|line| line.contains(words))
    })
}

/// The letter of each glyph, as a font's ToUnicode tells it.
fn letters(font: &str) -> BTreeMap<u16, char> {
    let pairs = font.lines().filter_map(|line| {
        let (glyph, letter) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let letter = u32::from_str_radix(letter, 16).ok()?;
        Some((u16::from_str_radix(glyph, 16).ok()?, char::from_u32(letter)?))
    });
    pairs.collect()
}

/// The glyphs of each line of text, two bytes each.
fn glyphs(page: &str) -> Vec<Vec<u16>> {
    let lines = page
        .split("Tm[")
        .skip(1)
        .filter_map(|rest| rest.split_once("]TJ"));
    let lines = lines.map(|(line, _)| {
        let mut bytes = Vec::new();
        let mut rest = line.chars().peekable();
        let mut inside = false;
        while let Some(letter) = rest.next() {
            match letter {
                '(' if !inside => inside = true,
                ')' if inside => inside = false,
                '\\' if inside => bytes.push(escaped(&mut rest)),
                letter if inside => bytes.push(u8::try_from(letter).unwrap()),
                _ => {}
            }
        }
        let glyphs = bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        glyphs.collect()
    });
    lines.collect()
}

/// What stands behind a backslash (ISO 32000-1 §7.3.4.2).
fn escaped(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> u8 {
    match rest.next().unwrap() {
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'b' => 8,
        'f' => 12,
        digit @ '0'..='7' => {
            let mut number = digit.to_digit(8).unwrap();
            for _ in 0..2 {
                let Some(digit) = rest.peek().and_then(|letter| letter.to_digit(8)) else {
                    break;
                };
                number = number * 8 + digit;
                rest.next();
            }
            u8::try_from(number).unwrap()
        }
        other => u8::try_from(other).unwrap(),
    }
}

/// The codes of the file as they are drawn, at four pixels a point.
pub(crate) fn drawn(pdf: &[u8]) -> GrayImage {
    const SCALE: f64 = 4.0;
    let mut picture = GrayImage::from_pixel(595 * SCALE as u32, 842 * SCALE as u32, Luma([255]));
    let page = pages(&streams(pdf));
    let black = page
        .split("cm 0 g ")
        .skip(1)
        .filter_map(|rest| rest.split_once("\nQ"));
    let bars = black.flat_map(|(path, _)| path.split('h'));
    for bar in bars {
        let numbers: Vec<f64> = bar
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let &[left, top, right, _, _, bottom, ..] = numbers.as_slice() else {
            continue;
        };
        let pixel = |at: f64| (at * SCALE).round() as u32;
        for y in pixel(top)..pixel(bottom) {
            for x in pixel(left)..pixel(right) {
                picture.put_pixel(x, y, Luma([0]));
            }
        }
    }
    picture
}
