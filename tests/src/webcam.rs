//! What a webcam sees of a code on another's screen, and a camera inside the page that shows it.

use std::io::Cursor;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
pub use dinhdanh_lens::FRAME;
use dinhdanh_qr::{Effort, ErrorCorrection, GrayPicture, Reader, encode};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use serde_json::json;

use crate::window::Window;

/// Frames a second: of a webcam indoors. The page paints each, so that more would slow down what is being tested.
const FRAMES_A_SECOND: u32 = 15;

/// So long two computers face each other before they are given up: one that has much else to do is slow.
const FACED: Duration = Duration::from_secs(55);

/// Pixels round a code whose place is not known from a page: its quiet zone and a bit more.
const MARGIN: u32 = 60;

/// A sight to hold before a camera: a picture, and where in it the code is.
#[derive(Clone)]
pub struct Sight {
    picture: GrayImage,
    /// Centre and side of the code, pixels of the picture.
    code: (f64, f64, f64),
}

impl Sight {
    /// The window as it is now, with the code that it shows.
    ///
    /// # Errors
    /// Where it shows none that can be read.
    pub async fn of(window: &Window, selector: &str) -> Result<Self> {
        const LOOKS: usize = 20;
        let mut look = 1;
        loop {
            // A picture may be older than what it is of.
            let sight = Self::at_once(window, selector).await?;
            match sight.text() {
                Err(_) if look < LOOKS => look += 1,
                other => return other.map(|_| sight),
            }
        }
    }

    async fn at_once(window: &Window, selector: &str) -> Result<Self> {
        const PLACE: &str = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' }); \
            const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
            return [box.x + box.width / 2, box.y + box.height / 2, box.width, innerWidth]";
        window.shows(selector).await?;
        let place = window.script_with(PLACE, vec![json!(selector)]).await?;
        let place: [f64; 4] = serde_json::from_value(place).context("a place is four numbers")?;
        let picture = image::load_from_memory(&window.picture().await?)?.into_luma8();
        let [x, y, side, width] = place;
        let scale = f64::from(picture.width()) / width;
        Ok(Self {
            picture,
            code: (x * scale, y * scale, side * scale),
        })
    }

    /// A code that somebody made of a text, on white paper.
    ///
    /// # Errors
    /// Where the text is too long for one.
    pub fn of_text(text: &str) -> Result<Self> {
        const MODULE: u32 = 5;
        let code = encode(text, ErrorCorrection::Medium)?;
        let modules = u32::try_from(code.size())?;
        let side = modules * MODULE;
        let picture = GrayImage::from_fn(side + 2 * MARGIN, side + 2 * MARGIN, |x, y| {
            let inside = |at: u32| {
                at.checked_sub(MARGIN)
                    .map(|at| at / MODULE)
                    .filter(|at| *at < modules)
            };
            let dark = inside(x)
                .zip(inside(y))
                .is_some_and(|(x, y)| code.module(x as usize, y as usize));
            Luma([if dark { 0 } else { 255 }])
        });
        let middle = f64::from(side / 2 + MARGIN);
        Ok(Self {
            picture,
            code: (middle, middle, f64::from(side)),
        })
    }

    /// A code as its SVG draws it.
    ///
    /// # Errors
    /// Where it draws none.
    pub fn of_svg(svg: &str) -> Result<Self> {
        Ok(Self::filling(
            &dinhdanh_lens::drawn(svg).context("an SVG with a code")?,
        ))
    }

    /// A code that fills a picture.
    fn filling(code: &GrayImage) -> Self {
        let (width, height) = code.dimensions();
        let mut picture = GrayImage::from_pixel(width + 2 * MARGIN, height + 2 * MARGIN, Luma([255]));
        image::imageops::replace(&mut picture, code, i64::from(MARGIN), i64::from(MARGIN));
        Self {
            picture,
            code: (
                f64::from(width) / 2.0 + f64::from(MARGIN),
                f64::from(height) / 2.0 + f64::from(MARGIN),
                f64::from(width),
            ),
        }
    }

    /// The text of the code, read without any camera between.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn text(&self) -> Result<String> {
        let (width, height) = self.picture.dimensions();
        let picture = GrayPicture::from_raw(width as usize, height as usize, self.picture.as_raw().clone())?;
        let reading = Reader::new().read(&picture.view(), Effort::Still);
        match reading.texts.into_iter().next() {
            Some(found) => Ok(found.text),
            None => bail!("no code can be read there"),
        }
    }

    /// What a webcam makes of it at a counter.
    pub fn seen(&self) -> GrayImage {
        dinhdanh_lens::seen(&self.picture, self.code)
    }
}

/// A code as [`Sight::seen`] and a thumb over its middle: seen, but not to be read by anybody.
pub fn covered(sight: &Sight) -> GrayImage {
    const THUMB: u32 = 130;
    let mut seen = sight.seen();
    for (x, y, Luma([level])) in seen.enumerate_pixels_mut() {
        if x.abs_diff(FRAME.0 / 2).pow(2) + y.abs_diff(FRAME.1 / 2).pow(2) < THUMB.pow(2) {
            *level = 120;
        }
    }
    seen
}

/// A code's text with one character of its end, the device's signature, exchanged for another that base45 allows.
///
/// # Errors
/// Where the text is none of ours.
pub fn tampered(text: &str) -> Result<String> {
    let cut = text.len().checked_sub(6).context("a code is longer")?;
    let (head, tail) = text.split_at_checked(cut).context("a code is ASCII")?;
    let other = if tail.starts_with('A') { 'B' } else { 'A' };
    Ok(format!("{head}{other}{}", tail.get(1..).unwrap_or_default()))
}

/// As a PNG file, for a camera that wants files.
///
/// # Errors
/// Where the picture has no pixels.
pub fn png(picture: &GrayImage) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    // In colour, as a camera's are.
    DynamicImage::ImageRgb8(DynamicImage::ImageLuma8(picture.clone()).into_rgb8())
        .write_to(&mut file, ImageFormat::Png)?;
    Ok(file.into_inner())
}

/// Gives the page a camera: what `getUserMedia` answers with from now on is a canvas, filmed, black at first.
///
/// # Errors
/// Where the page has no canvas to film.
pub async fn plug_in(window: &Window) -> Result<()> {
    const CAMERA: &str = "const canvas = document.createElement('canvas'); \
        [canvas.width, canvas.height] = arguments[0]; const rate = arguments[1]; \
        const ground = canvas.getContext('2d'); \
        let scene = null, held = 0; \
        const paint = () => { ground.fillRect(0, 0, canvas.width, canvas.height); if (scene) ground.drawImage(scene, 0, 0); }; \
        paint(); setInterval(paint, 1000 / rate); \
        window.showToCamera = async (bytes) => { \
            const mine = ++held; \
            const seen = bytes && await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' })); \
            if (mine === held) scene = seen; }; \
        MediaDevices.prototype.getUserMedia = async () => canvas.captureStream(rate);";
    window
        .script_with(CAMERA, vec![json!([FRAME.0, FRAME.1]), json!(FRAMES_A_SECOND)])
        .await
        .map(drop)
}

/// Holds a picture before the camera in the page, or takes away what was there.
///
/// # Errors
/// Where the page has no such camera.
pub async fn hold_up(window: &Window, picture: Option<&GrayImage>) -> Result<()> {
    // As JPEG, which is what most webcams send.
    let file = picture.map(jpeg).transpose()?;
    const SHOW: &str = "const [bytes, done] = arguments; clearInterval(window.turning); \
        window.showToCamera(bytes).then(() => done(null), error => done(String(error)))";
    let trouble = window.client().execute_async(SHOW, vec![json!(file)]).await?;
    match trouble.as_str() {
        None => Ok(()),
        Some(trouble) => bail!("the camera in the page: {trouble}"),
    }
}

/// Two computers that face each other: each one's camera sees what the other's screen shows, again and again until it
/// holds.
///
/// # Errors
/// Where it does not in time, or a page has no such camera.
pub async fn face_each_other<F>(one: &Window, other: &Window, what: &str, holds: F) -> Result<()>
where
    F: AsyncFn() -> Result<bool>,
{
    let start = Instant::now();
    while !holds().await? {
        if start.elapsed() > FACED {
            bail!("the two faced each other in vain: {what}");
        }
        let (ones, others) = (screen_of(one).await?, screen_of(other).await?);
        hold_up(one, Some(&others)).await?;
        hold_up(other, Some(&ones)).await?;
    }
    Ok(())
}

/// The whole window as it is now, whatever it shows, before the webcam of a computer that stands opposite.
async fn screen_of(window: &Window) -> Result<GrayImage> {
    let picture = image::load_from_memory(&window.picture().await?)?;
    Ok(dinhdanh_lens::screen(&picture.into_luma8()))
}

/// The frames of an animated code that the window shows on a canvas, as a webcam sees them: all that come before one of
/// them comes again, in their order.
///
/// # Errors
/// Where there is no such canvas.
pub async fn frames_of(window: &Window, canvas: &str) -> Result<Vec<GrayImage>> {
    const GATHER: &str = "const [selector, done] = arguments, frames = []; \
        const look = () => { \
            const now = document.querySelector(selector)?.toDataURL('image/png').split(',')[1]; \
            if (now && now !== frames.at(-1)) { if (frames.includes(now)) { done(frames); return; } frames.push(now); } \
            requestAnimationFrame(look); }; \
        look();";
    window.shows(canvas).await?;
    let gathered = window.client().execute_async(GATHER, vec![json!(canvas)]).await?;
    let frames = gathered.as_array().context("the canvas has frames")?;
    frames
        .iter()
        .map(|frame| {
            let file = STANDARD.decode(frame.as_str().unwrap_or_default()).ok();
            let file = file.context("a frame is a file")?;
            Ok(Sight::filling(&image::load_from_memory(&file)?.into_luma8()).seen())
        })
        .collect()
}

/// Holds pictures before the camera in the page, one after the other and again, eight a second.
///
/// # Errors
/// Where the page has no such camera.
pub async fn hold_up_in_turn(window: &Window, pictures: &[GrayImage]) -> Result<()> {
    const SHOW: &str = "const [files, done] = arguments; let next = 0; \
        const show = () => window.showToCamera(files[next++ % files.length]); \
        clearInterval(window.turning); window.turning = setInterval(show, 125); \
        show().then(() => done(null), error => done(String(error)))";
    let files = pictures.iter().map(jpeg).collect::<Result<Vec<_>>>()?;
    let trouble = window.client().execute_async(SHOW, vec![json!(files)]).await?;
    match trouble.as_str() {
        None => Ok(()),
        Some(trouble) => bail!("the camera in the page: {trouble}"),
    }
}

fn jpeg(picture: &GrayImage) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 80).encode_image(picture)?;
    Ok(file)
}
