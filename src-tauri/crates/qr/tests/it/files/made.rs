//! Files that no encoder at hand makes: built byte by byte, as small as the formats allow.

use png::{BitDepth, ColorType};

/// Zigzag position 0 alone: how a JPEG of flat blocks is coded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    Baseline,
    Progressive,
}

/// A JPEG of one flat block, 8 × 8 pixels, with a level for each component. Of four, by Adobe's mark, they are inks, 255
/// being none.
pub(super) fn flat_jpeg(levels: &[u8], scan: Scan) -> Vec<u8> {
    let count = levels.len() as u8;
    let mut file = vec![0xFF, 0xD8];
    if count == 4 {
        file.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0");
    }
    file.extend(b"\xFF\xDB\0\x43\0");
    file.extend([8; 64]);
    let frame = if scan == Scan::Baseline { 0xC0 } else { 0xC2 };
    file.extend([0xFF, frame, 0, 8 + 3 * count, 8, 0, 8, 0, 8, count]);
    (1..=count).for_each(|name| file.extend([name, 0x11, 0]));
    // Differences of 0 to 11 bits, each announced by four; and one code, a 0, for the end of a block.
    file.extend(b"\xFF\xC4\0\x1F\0\0\0\0\x0C\0\0\0\0\0\0\0\0\0\0\0\0");
    file.extend(0..12);
    file.extend(b"\xFF\xC4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    file.extend([0xFF, 0xDA, 0, 6 + 2 * count, count]);
    (1..=count).for_each(|name| file.extend([name, 0]));
    file.extend([0, if scan == Scan::Baseline { 63 } else { 0 }, 0]);
    let mut bits = String::new();
    for level in levels {
        let value = i32::from(*level) - 128;
        let length = (32 - value.unsigned_abs().leading_zeros()) as usize;
        // What is negative is written as its complement.
        let written = if value < 0 {
            value + (1 << length) - 1
        } else {
            value
        };
        bits += &format!("{length:04b}");
        if length > 0 {
            bits += &format!("{written:0length$b}");
        }
        if scan == Scan::Baseline {
            bits.push('0');
        }
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0'));
        file.push(byte);
        if byte == 0xFF {
            file.push(0);
        }
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// EXIF that says nothing but an orientation, 1 to 8.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

/// A PNG of rows as they lie in the file, with what `dress` adds to its header.
pub(super) fn png(
    (width, height): (u32, u32),
    (color, depth): (ColorType, BitDepth),
    rows: &[u8],
    dress: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    dress(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(rows).unwrap();
    // Of an animation the frames that are still due are left out, as where a file was cut short.
    drop(writer);
    file
}

/// A BMP with one bit a pixel, 0 black and 1 white, rows from the bottom or, of a negative height, from the top.
pub(super) fn bmp_of_bits(width: i32, height: i32, rows: &[[u8; 4]]) -> Vec<u8> {
    let data = rows.concat();
    let mut file = b"BM".to_vec();
    file.extend((62 + data.len() as u32).to_le_bytes());
    file.extend([0; 4]);
    file.extend(62u32.to_le_bytes());
    file.extend(40u32.to_le_bytes());
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend([1, 0, 1, 0]);
    file.extend([0; 4]);
    file.extend((data.len() as u32).to_le_bytes());
    file.extend([0; 8]);
    file.extend(2u32.to_le_bytes());
    file.extend([0; 4]);
    file.extend([0, 0, 0, 0, 255, 255, 255, 0]);
    file.extend(data);
    file
}

/// An animation of WebP pictures, each of `width` × `height` pixels and a file of its own.
pub(super) fn animated_webp(width: u32, height: u32, pictures: &[Vec<u8>]) -> Vec<u8> {
    const ANIMATION: u8 = 2;
    let size = [width - 1, height - 1].map(u32::to_le_bytes);
    let size: Vec<u8> = size.iter().flat_map(|side| &side[..3]).copied().collect();
    let mut chunks = chunk(b"VP8X", &[&[ANIMATION, 0, 0, 0], size.as_slice()].concat());
    chunks.extend(chunk(b"ANIM", &[0; 6]));
    for picture in pictures {
        // At the upper left, for a tenth of a second, over what was there.
        let head = [&[0; 6], size.as_slice(), &[100, 0, 0, 2]].concat();
        chunks.extend(chunk(b"ANMF", &[&head, &picture[12..]].concat()));
    }
    let mut file = b"RIFF".to_vec();
    file.extend((chunks.len() as u32 + 4).to_le_bytes());
    file.extend(b"WEBP");
    file.extend(chunks);
    file
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend((data.len() as u32).to_le_bytes());
    chunk.extend(data);
    if data.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}
