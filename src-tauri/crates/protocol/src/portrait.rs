//! The portrait of a file for level 1: a WebP picture whose size is known without decoding it.

use std::fmt;

use dinhdanh_crypto::digest::sha256;

/// A portrait as a citizen sends it: a still WebP picture and nothing beside it, upright 3:4, at most
/// [`Portrait::MOST_BYTES`]. Its pixels have not been decoded: whoever shows it takes it for a stranger's picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Portrait {
    webp: Vec<u8>,
    width: u32,
    height: u32,
}

/// Why a file is no portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortraitFault {
    /// More bytes than [`Portrait::MOST_BYTES`].
    #[error("a portrait has 64 KiB at most")]
    TooLarge,
    /// Not a WebP file of one still picture without anything beside it (no animation, colour profile or metadata).
    #[error("not a plain WebP picture")]
    NotWebp,
    /// Not 3:4, or not [`Portrait::LEAST_WIDTH`] to [`Portrait::MOST_WIDTH`] pixels wide.
    #[error("a portrait is 3:4, and 240 to 960 pixels wide")]
    Shape,
}

impl Portrait {
    /// The most bytes of the file.
    pub const MOST_BYTES: usize = 64 * 1024;
    /// The least width, in pixels; the height is then 320.
    pub const LEAST_WIDTH: u32 = 240;
    /// The most width, in pixels; the height is then 1280.
    pub const MOST_WIDTH: u32 = 960;

    /// Takes a WebP file. Only its headers are read.
    pub fn new(webp: Vec<u8>) -> Result<Self, PortraitFault> {
        if webp.len() > Self::MOST_BYTES {
            return Err(PortraitFault::TooLarge);
        }
        let (width, height) = dimensions(&webp).ok_or(PortraitFault::NotWebp)?;
        if !(Self::LEAST_WIDTH..=Self::MOST_WIDTH).contains(&width) || width * 4 != height * 3 {
            return Err(PortraitFault::Shape);
        }
        Ok(Self { webp, width, height })
    }

    /// The file.
    pub fn webp(&self) -> &[u8] {
        &self.webp
    }

    /// Width and height, in pixels.
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// SHA-256 of the file.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[&self.webp])
    }
}

/// A picture of somebody: nothing of it is printed.
impl fmt::Debug for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Portrait({}×{})", self.width, self.height)
    }
}

/// Width and height of a WebP file in the simple format (RFC 9649, 2.5 and 2.6): one chunk, which fills the file. The
/// extended format is none: what it may hold beside a picture (where it was taken, other frames) is nobody's business.
fn dimensions(file: &[u8]) -> Option<(u32, u32)> {
    let rest = file.strip_prefix(b"RIFF")?;
    let (size, rest) = length(rest)?;
    if size != rest.len() {
        return None;
    }
    let rest = rest.strip_prefix(b"WEBP")?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (size, chunk) = length(rest)?;
    // A chunk of an odd length is filled up with one byte.
    if size + size % 2 != chunk.len() {
        return None;
    }
    match kind {
        b"VP8 " => lossy(chunk.get(..size)?),
        b"VP8L" => lossless(chunk),
        _ => None,
    }
}

fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    Some((usize::try_from(u32::from_le_bytes(*length)).ok()?, rest))
}

/// A key frame of VP8 (RFC 6386, 9.1), to be shown, at its own scale.
fn lossy(frame: &[u8]) -> Option<(u32, u32)> {
    let (tag, rest) = frame.split_first_chunk::<3>()?;
    let [first, second, third] = *tag;
    let tag = u32::from_le_bytes([first, second, third, 0]);
    let (is_inter_frame, is_shown) = (tag & 1 == 1, tag >> 4 & 1 == 1);
    let first_partition = usize::try_from(tag >> 5).ok()?;
    let rest = rest.strip_prefix(&[0x9d, 0x01, 0x2a])?;
    let (size, partitions) = rest.split_first_chunk::<4>()?;
    let [w_low, w_high, h_low, h_high] = *size;
    let (width, height) = (
        u16::from_le_bytes([w_low, w_high]),
        u16::from_le_bytes([h_low, h_high]),
    );
    // The two bits above fourteen ask for scaling.
    let plain = !is_inter_frame && is_shown && width >> 14 == 0 && height >> 14 == 0;
    (plain && first_partition <= partitions.len()).then_some((width.into(), height.into()))
}

/// The header of a lossless picture (RFC 9649, 3.4): signature, then width and height less one in 14 bits each, alpha, a version.
fn lossless(chunk: &[u8]) -> Option<(u32, u32)> {
    let (header, _) = chunk.strip_prefix(&[0x2f])?.split_first_chunk::<4>()?;
    let header = u32::from_le_bytes(*header);
    let (width, height, version) = ((header & 0x3fff) + 1, (header >> 14 & 0x3fff) + 1, header >> 29);
    (version == 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn riff(kind: &[u8; 4], chunk: &[u8]) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        body.extend_from_slice(kind);
        body.extend_from_slice(&u32::try_from(chunk.len()).unwrap().to_le_bytes());
        body.extend_from_slice(chunk);
        if chunk.len() % 2 == 1 {
            body.push(0);
        }
        let mut file = b"RIFF".to_vec();
        file.extend_from_slice(&u32::try_from(body.len()).unwrap().to_le_bytes());
        file.extend_from_slice(&body);
        file
    }

    fn lossy_of(width: u16, height: u16, pixels: usize) -> Vec<u8> {
        // Key frame, shown, a first partition of four bytes.
        let mut chunk = vec![0b1001_0000, 0, 0, 0x9d, 0x01, 0x2a];
        chunk.extend_from_slice(&width.to_le_bytes());
        chunk.extend_from_slice(&height.to_le_bytes());
        chunk.extend(std::iter::repeat_n(7, pixels));
        riff(b"VP8 ", &chunk)
    }

    fn lossless_of(width: u32, height: u32) -> Vec<u8> {
        let mut chunk = vec![0x2f];
        chunk.extend_from_slice(&((width - 1) | (height - 1) << 14).to_le_bytes());
        chunk.extend_from_slice(&[1, 2, 3]);
        riff(b"VP8L", &chunk)
    }

    #[test]
    fn three_to_four_within_bounds() {
        for (width, height) in [(240, 320), (480, 640), (960, 1280)] {
            let portrait = Portrait::new(lossy_of(width, height, 9)).unwrap();
            assert_eq!(portrait.size(), (width.into(), height.into()));
            assert_eq!(portrait.digest(), sha256(&[portrait.webp()]));
            assert!(Portrait::new(lossless_of(width.into(), height.into())).is_ok());
        }
        for (width, height) in [
            (237, 316),
            (963, 1284),
            (480, 641),
            (640, 480),
            (480, 480),
            (0, 0),
            (12_000, 16_000),
        ] {
            let fault = Portrait::new(lossy_of(width, height, 9));
            assert_eq!(fault, Err(PortraitFault::Shape), "{width}×{height}");
        }
        assert_eq!(Portrait::new(lossless_of(1, 1)), Err(PortraitFault::Shape));
    }

    #[test]
    fn sixty_four_kibibytes_at_most() {
        let header = lossy_of(480, 640, 0).len();
        assert!(Portrait::new(lossy_of(480, 640, Portrait::MOST_BYTES - header)).is_ok());
        let more = Portrait::new(lossy_of(480, 640, Portrait::MOST_BYTES - header + 1));
        assert_eq!(more, Err(PortraitFault::TooLarge));
    }

    #[test]
    fn anything_else_is_none() {
        let good = lossy_of(480, 640, 9);
        let mut longer = good.clone();
        longer.push(0);
        let mut inter = good.clone();
        *inter.get_mut(20).unwrap() |= 1;
        let mut hidden = good.clone();
        *hidden.get_mut(20).unwrap() &= !0x10;
        let mut promises_more = good.clone();
        *promises_more.get_mut(21).unwrap() = 0xff;
        let mut scaled = good.clone();
        *scaled.get_mut(27).unwrap() |= 0x40;
        let extended = riff(b"VP8X", &[0; 10]);
        let png = b"\x89PNG\r\n\x1a\n".to_vec();
        for other in [
            longer,
            inter,
            hidden,
            promises_more,
            scaled,
            extended,
            png,
            Vec::new(),
        ] {
            assert_eq!(Portrait::new(other), Err(PortraitFault::NotWebp));
        }
        for end in 0..good.len() {
            assert!(Portrait::new(good.get(..end).unwrap().to_vec()).is_err(), "{end}");
        }
    }

    #[test]
    fn it_does_not_print() {
        let portrait = Portrait::new(lossy_of(480, 640, 9)).unwrap();
        assert_eq!(format!("{portrait:?}"), "Portrait(480×640)");
    }

    proptest! {
        #[test]
        fn strangers_bytes_give_a_portrait_or_a_fault(
            bytes in proptest::collection::vec(any::<u8>(), 0..80),
            at in 0_usize..40,
            put in any::<u8>(),
        ) {
            let _ = Portrait::new(bytes);
            let mut near = lossy_of(480, 640, 9);
            if let Some(byte) = near.get_mut(at) {
                *byte = put;
            }
            let _ = Portrait::new(near);
        }
    }
}
