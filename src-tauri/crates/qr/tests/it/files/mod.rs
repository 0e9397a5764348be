//! Image files: what is read of them, and what is refused before it is unpacked.

mod limits;
mod made;

use std::io::Cursor;

use dinhdanh_qr::{GrayPicture, PictureError};
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{
    DynamicImage, Frame, GrayImage, ImageBuffer, ImageEncoder, ImageFormat, LumaA, Rgb, RgbImage, Rgba,
    RgbaImage,
};
use png::{BitDepth, ColorType};

use made::Scan;

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The levels of a decoded picture, through the only door there is.
fn gray(bytes: &[u8]) -> (usize, usize, GrayPicture) {
    let picture = GrayPicture::decode(bytes).unwrap();
    (picture.view().width(), picture.view().height(), picture)
}

fn refused(bytes: &[u8]) -> Option<PictureError> {
    GrayPicture::decode(bytes).err()
}

fn same(picture: &GrayPicture, width: usize, height: usize, pixels: &[u8]) -> bool {
    *picture == GrayPicture::from_raw(width, height, pixels.to_vec()).unwrap()
}

/// What is read at all.
const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
];

#[test]
fn every_format_is_read() {
    let picture = DynamicImage::ImageRgb8(ImageBuffer::from_pixel(9, 5, image::Rgb([200, 200, 200])));
    for format in FORMATS {
        let (width, height, _) = gray(&file(&picture, format));
        assert_eq!((width, height), (9, 5), "{format:?}");
    }
}

#[test]
fn sixteen_bits_become_eight() {
    let picture = ImageBuffer::from_vec(2, 1, vec![0xFFFF_u16, 0x8080])
        .map(DynamicImage::ImageLuma16)
        .unwrap();
    let (_, _, gray) = gray(&file(&picture, ImageFormat::Png));
    assert!(same(&gray, 2, 1, &[0xFF, 0x80]));
}

#[test]
fn what_is_transparent_is_white() {
    let pixels = vec![0, 0, 0, 255, 100, 128];
    let picture = ImageBuffer::<LumaA<u8>, _>::from_vec(3, 1, pixels)
        .map(DynamicImage::ImageLumaA8)
        .unwrap();
    let (_, _, gray) = gray(&file(&picture, ImageFormat::Png));
    assert!(same(&gray, 3, 1, &[255, 0, 177]));
}

#[test]
fn of_an_animation_the_first_picture_is_read() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for level in [255, 0] {
        encoder
            .encode_frame(Frame::new(RgbaImage::from_pixel(
                2,
                2,
                Rgba([level, level, level, 255]),
            )))
            .unwrap();
    }
    drop(encoder);
    let (_, _, gray) = gray(&bytes);
    assert!(same(&gray, 2, 2, &[255; 4]));
}

#[test]
fn of_a_webp_animation_the_first_picture_is_read() {
    let picture = |level| {
        file(
            &DynamicImage::ImageRgb8(RgbImage::from_pixel(3, 2, Rgb([level; 3]))),
            ImageFormat::WebP,
        )
    };
    let (_, _, gray) = gray(&made::animated_webp(3, 2, &[picture(200), picture(0)]));
    assert!(same(&gray, 3, 2, &[200; 6]));
}

#[test]
fn of_an_animated_png_the_first_picture_is_read() {
    let apng = made::png(
        (2, 1),
        (ColorType::Grayscale, BitDepth::Eight),
        &[9, 200],
        |encoder| {
            encoder.set_animated(2, 0).unwrap();
        },
    );
    let (_, _, gray) = gray(&apng);
    assert!(same(&gray, 2, 1, &[9, 200]));
}

#[test]
fn palettes_and_few_bits_become_gray() {
    let palette = made::png(
        (4, 1),
        (ColorType::Indexed, BitDepth::Two),
        &[0b00_01_10_11],
        |encoder| {
            encoder.set_palette(vec![0, 0, 0, 255, 255, 255, 80, 80, 80, 10, 10, 10]);
            // The last colour is transparent.
            encoder.set_trns(vec![255, 255, 255, 0]);
        },
    );
    let (_, _, of_palette) = gray(&palette);
    assert!(same(&of_palette, 4, 1, &[0, 255, 80, 255]));
    let bits = made::png(
        (3, 2),
        (ColorType::Grayscale, BitDepth::One),
        &[0b1010_0000, 0b0100_0000],
        |_| {},
    );
    let (_, _, of_bits) = gray(&bits);
    assert!(same(&of_bits, 3, 2, &[255, 0, 255, 0, 255, 0]));
    // The same as a BMP, from the bottom and from the top.
    let (upper, lower) = ([0b1010_0000, 0, 0, 0], [0b0100_0000, 0, 0, 0]);
    for bmp in [
        made::bmp_of_bits(3, 2, &[lower, upper]),
        made::bmp_of_bits(3, -2, &[upper, lower]),
    ] {
        let (_, _, gray) = gray(&bmp);
        assert!(same(&gray, 3, 2, &[255, 0, 255, 0, 255, 0]));
    }
}

#[test]
fn inks_become_gray() {
    // Cyan, magenta, yellow and black as Adobe writes them: 255 is no ink.
    for (inks, level) in [
        ([255, 255, 255, 255], 255),
        ([255, 255, 255, 0], 0),
        ([0, 0, 0, 255], 0),
        ([200, 200, 200, 255], 200),
    ] {
        let (_, _, gray) = gray(&made::flat_jpeg(&inks, Scan::Baseline));
        assert!(same(&gray, 8, 8, &[level; 64]), "{inks:?}");
    }
}

#[test]
fn a_jpeg_in_several_scans_is_read() {
    for scan in [Scan::Baseline, Scan::Progressive] {
        for levels in [&[90][..], &[90, 128, 128]] {
            let (_, _, gray) = gray(&made::flat_jpeg(levels, scan));
            assert!(same(&gray, 8, 8, &[90; 64]), "{levels:?}");
        }
    }
}

#[test]
fn a_picture_of_one_pixel_is_one() {
    for format in FORMATS {
        let pixel = DynamicImage::ImageRgb8(RgbImage::from_pixel(1, 1, Rgb([0; 3])));
        let (_, _, gray) = gray(&file(&pixel, format));
        assert!(same(&gray, 1, 1, &[0]), "{format:?}");
    }
}

/// Levels by rows and columns of blocks of 8 pixels, so that JPEG keeps them apart.
fn blocks(rows: &[[u8; 2]]) -> GrayImage {
    GrayImage::from_fn(16, 8 * rows.len() as u32, |x, y| {
        image::Luma([rows[y as usize / 8][x as usize / 8]])
    })
}

/// Writes a picture as one that a camera held turned.
fn turned(mut encoder: impl ImageEncoder, picture: &GrayImage, orientation: u8) {
    encoder.set_exif_metadata(made::exif(orientation)).unwrap();
    let (width, height) = picture.dimensions();
    encoder
        .write_image(picture, width, height, image::ExtendedColorType::L8)
        .unwrap();
}

#[test]
fn a_photograph_is_turned_as_its_exif_says() {
    let seen = blocks(&[[0, 60], [120, 180], [240, 255]]);
    let upright: [(u8, &[&[u8]]); 8] = [
        (1, &[&[0, 60], &[120, 180], &[240, 255]]),
        (2, &[&[60, 0], &[180, 120], &[255, 240]]),
        (3, &[&[255, 240], &[180, 120], &[60, 0]]),
        (4, &[&[240, 255], &[120, 180], &[0, 60]]),
        (5, &[&[0, 120, 240], &[60, 180, 255]]),
        (6, &[&[240, 120, 0], &[255, 180, 60]]),
        (7, &[&[255, 180, 60], &[240, 120, 0]]),
        (8, &[&[60, 180, 255], &[0, 120, 240]]),
    ];
    for (orientation, rows) in upright {
        let (width, height) = (8 * rows[0].len(), 8 * rows.len());
        let pixels: Vec<u8> = (0..width * height)
            .map(|i| rows[i / width / 8][i % width / 8])
            .collect();
        let [mut jpeg, mut png, mut webp] = [const { Vec::new() }; 3];
        turned(JpegEncoder::new_with_quality(&mut jpeg, 100), &seen, orientation);
        turned(PngEncoder::new(&mut png), &seen, orientation);
        turned(WebPEncoder::new_lossless(&mut webp), &seen, orientation);
        for (name, photograph) in [("JPEG", jpeg), ("PNG", png), ("WebP", webp)] {
            let (_, _, gray) = gray(&photograph);
            assert!(
                same(&gray, width, height, &pixels),
                "{name}, orientation {orientation}"
            );
        }
    }
}
