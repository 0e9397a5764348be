//! From the camera to the verdict on the screen, above what looking for the code takes.
//!
//! In the release's real window, with a camera inside its page: from the moment that a frame is taken from the video until
//! the verdict on it has been painted. What the reader takes for the same picture is measured here and taken off.
//! `DINHDANH_DRIVEN` names the program, built with the feature that lets it be driven.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use dinhdanh_qr::{GrayView, Reader};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, CODE, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use image::GrayImage;

const VI: Tongue = Tongue::Vietnamese;

/// Verdicts that count, after some that do not.
const VERDICTS: usize = 40;
const WARM_UP: usize = 3;

/// Milliseconds that 95 of 100 verdicts may take above the reader's own time.
const LIMIT: f64 = 60.0;

/// Keeps, for each verdict, the milliseconds from the last frame that was taken until it had been painted: what runs
/// after the next drawing runs after the paint.
const WATCH: &str = "window.delays = []; let taken = 0, shown = false; \
    const draw = CanvasRenderingContext2D.prototype.drawImage; \
    CanvasRenderingContext2D.prototype.drawImage = function (source, ...rest) { \
        if (source instanceof HTMLVideoElement) taken = performance.now(); \
        return draw.call(this, source, ...rest); }; \
    new MutationObserver(() => { \
        const now = document.querySelector('.banner h2') !== null; \
        if (now && !shown) { \
            const since = taken, { port1, port2 } = new MessageChannel(); \
            port1.onmessage = () => window.delays.push(performance.now() - since); \
            requestAnimationFrame(() => port2.postMessage(null)); } \
        shown = now; \
    }).observe(document.body, { childList: true, subtree: true });";

fn main() -> Result<()> {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let program = std::env::var_os("DINHDANH_DRIVEN").context("DINHDANH_DRIVEN names a program")?;
        let window = Window::open_program(&desktop, Path::new(&program), &["--profile", "officer"]).await?;
        let people = person::personas(&window, "not_active", 2, true).await?;
        person::activate(&window, people.first().context("somebody is ready")?, VI).await?;
        person::make_first_code(&window, VI).await?;
        let text = Sight::of(&window, CODE).await?.text()?;
        webcam::plug_in(&window).await?;
        window.script(WATCH).await?;
        window.press("Quét mã").await?;
        let (mut above, mut readers) = (Vec::new(), Vec::new());
        for round in 0..WARM_UP + VERDICTS {
            let seen = Sight::of_text(&altered(&text, round)?)?.seen();
            let delay = judged(&window, &seen, round + 1).await?;
            let reading = time_to_read(&seen)?;
            if round >= WARM_UP {
                above.push(delay - reading);
                readers.push(reading);
            }
        }
        let [(median, most), (reading, _)] =
            [above.as_mut_slice(), readers.as_mut_slice()].map(median_and_p95);
        println!(
            "{VERDICTS} verdicts: {median:.1} ms in the middle, p95 {most:.1} ms, above {reading:.1} ms of reading"
        );
        println!(
            "measured: frame to verdict on the screen, above reading it, p95: {most:.1} ms, limit {LIMIT} ms"
        );
        Ok(())
    })
}

/// Holds a code up until its verdict has been painted, which was so many milliseconds after its frame was taken; then
/// goes on to the next scan.
async fn judged(window: &Window, seen: &GrayImage, verdicts: usize) -> Result<f64> {
    webcam::hold_up(window, Some(seen)).await?;
    window
        .until("the verdict is painted", async |window: &Window| {
            let painted = window.script("return window.delays.length").await?;
            Ok(painted.as_u64() == Some(verdicts as u64))
        })
        .await?;
    webcam::hold_up(window, None).await?;
    window.press("Quét tiếp").await?;
    window.reads("Đưa QR code vào khung").await?;
    let delay = window.script("return window.delays.at(-1)").await?;
    delay.as_f64().context("a delay is a number")
}

/// Another text for each round: a code is judged once.
fn altered(text: &str, round: usize) -> Result<String> {
    const LETTERS: &[u8] = b"ABCDEFGH";
    let mut bytes = text.as_bytes().to_vec();
    let at = bytes.len().checked_sub(9 + round / LETTERS.len());
    let letter = at.and_then(|at| bytes.get_mut(at)).context("a code is longer")?;
    let other = LETTERS.get(round % LETTERS.len()).copied().unwrap_or_default();
    *letter = if *letter == other { b'Z' } else { other };
    Ok(String::from_utf8(bytes)?)
}

/// What a camera sees where nobody is.
fn dark() -> GrayImage {
    GrayImage::new(webcam::FRAME.0, webcam::FRAME.1)
}

/// What looking for the code takes a reader that has seen nothing but a dark room before, milliseconds.
fn time_to_read(seen: &GrayImage) -> Result<f64> {
    let (width, height) = (seen.width() as usize, seen.height() as usize);
    let mut reader = Reader::new();
    for _ in 0..3 {
        reader.watch(&GrayView::new(width, height, dark().as_raw())?);
    }
    let begun = Instant::now();
    let reading = reader.watch(&GrayView::new(width, height, seen.as_raw())?);
    let took = begun.elapsed();
    ensure!(!reading.texts.is_empty(), "the reader reads what the window read");
    Ok(took.as_secs_f64() * 1e3)
}

fn median_and_p95(times: &mut [f64]) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    (at(50), at(95))
}
