use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader, Limits};

/// The longest side of a portrait, pixels: as large as one in a file for level 1 may be.
const LONGEST_SIDE: u32 = 1280;

/// A portrait of the authority's (WebP) as a `data:` address.
pub(crate) fn portrait_address(webp: &[u8]) -> String {
    address("image/webp", webp)
}

/// A portrait out of a code or a file: a stranger's bytes, which reach the webview's decoders only as pixels drawn anew.
/// None where they are no picture.
pub(crate) fn stranger_portrait_address(webp: &[u8]) -> Option<String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    let mut reader = ImageReader::with_format(Cursor::new(webp), ImageFormat::WebP);
    reader.limits(limits);
    let pixels = reader.decode().ok()?.into_rgb8();
    let mut png = Cursor::new(Vec::new());
    pixels.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(address("image/png", png.get_ref()))
}

fn address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_s_portrait_is_drawn_anew_or_left_out() {
        let mut webp = Cursor::new(Vec::new());
        image::RgbImage::new(3, 4)
            .write_to(&mut webp, ImageFormat::WebP)
            .unwrap();
        let address = stranger_portrait_address(webp.get_ref()).unwrap();
        assert!(address.starts_with("data:image/png;base64,iVBOR"));
        assert_eq!(stranger_portrait_address(b"<svg onload=alert(1)>"), None);
    }

    #[test]
    fn a_portrait_larger_than_any_of_ours_is_not_unpacked() {
        let mut webp = Cursor::new(Vec::new());
        image::RgbImage::new(LONGEST_SIDE + 1, 1)
            .write_to(&mut webp, ImageFormat::WebP)
            .unwrap();
        assert_eq!(stranger_portrait_address(webp.get_ref()), None);
    }
}
