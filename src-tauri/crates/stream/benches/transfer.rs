//! How long a paper takes from a screen to a webcam: ours, and the frames of the crate `ur` beside it, through the same
//! simulated camera and the same reader.
//!
//! The screen changes at its pace, the camera takes 30 pictures a second of 1280 × 720 pixels, some of them while the
//! screen changes, the reader takes the newest one when it is done with the last. What a picture takes to be read is
//! measured; all else is reckoned.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::error::Error;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::packed::{pack, unpack};
use dinhdanh_paper::sd_jwt::{self, Binding, Claims, SdJwt};
use dinhdanh_qr::{Effort, ErrorCorrection, GrayView, Reader, encode};
use dinhdanh_stream::{Collected, Collector, Correction, FramePace, Frames};
use serde_json::Map;

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;

/// Bytes of what is sent: the presentation of a paper with its portrait.
const PAPER: usize = 12_000;

/// Bytes of a portrait of 240 × 320 pixels, with which a licence that shows all it has comes to as many letters.
const PORTRAIT: usize = 4_860;

/// Transfers of each kind.
const TRANSFERS: u64 = 9;

/// Pictures a second.
const CAMERA: f64 = 30.0;

/// How long the shutter is open, seconds: a picture taken while the screen changes shows both.
const SHUTTER: f64 = 1.0 / 60.0;

/// Nobody waits longer, seconds.
const PATIENCE: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let licence = licence()?;
    println!(
        "{PAPER} bytes of chance, and a licence of {} letters; {TRANSFERS} transfers each; median and slowest, seconds\n",
        licence.len()
    );
    println!(
        "| sent | frames | lost | dropped | blur | ours | slowest | ur | slowest | ur at our level | slowest |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let clear = Weather {
        lost: 0.0,
        dropped: 0.0,
        blur: 0.8,
        pace: FramePace::Brisk,
    };
    let mut promises = Vec::new();
    for lost in [0.1, 0.3] {
        let weather = Weather { lost, ..clear };
        let limit = if lost < 0.2 { 2.5 } else { 4.0 };
        for sent in [Sent::Bytes, Sent::Presentation(&licence)] {
            let [ours, peer] = weather.row(sent);
            let of = format!("{}, {:.0} % lost", sent.name(), lost * 100.0);
            promises.push(format!("{of}, median: {ours:.2} s, limit {limit:.1} s"));
            promises.push(format!("{of}, beside ur: {:.2}, limit 0.50", ours / peer));
        }
    }
    for weather in [
        Weather {
            lost: 0.1,
            blur: 1.3,
            ..clear
        },
        Weather {
            lost: 0.1,
            blur: 1.5,
            ..clear
        },
        Weather {
            lost: 0.1,
            dropped: 0.3,
            ..clear
        },
        Weather {
            lost: 0.1,
            dropped: 0.6,
            ..clear
        },
        Weather {
            lost: 0.1,
            blur: 1.8,
            pace: FramePace::Calm,
            ..clear
        },
        Weather {
            lost: 0.3,
            dropped: 0.6,
            blur: 1.8,
            pace: FramePace::Calm,
        },
    ] {
        weather.row(Sent::Presentation(&licence));
    }
    println!();
    for promise in promises {
        println!("measured: {promise}");
    }
    Ok(())
}

/// What goes over.
#[derive(Clone, Copy)]
enum Sent<'a> {
    /// [`PAPER`] bytes that nothing makes shorter.
    Bytes,
    /// A presentation: ours is packed first, as the wallet does it.
    Presentation(&'a str),
}

impl Sent<'_> {
    fn name(self) -> &'static str {
        match self {
            Self::Bytes => "12 kB by animated code",
            Self::Presentation(_) => "a licence of 12 kB by animated code",
        }
    }

    fn bytes(self, seed: u64) -> Vec<u8> {
        match self {
            Self::Bytes => chance_bytes(seed ^ 0x5eed, PAPER),
            Self::Presentation(text) => text.as_bytes().to_vec(),
        }
    }
}

fn chance_bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut chance = Chance(seed);
    (0..length).map(|_| chance.next() as u8).collect()
}

/// A licence that shows all it has, bound to its holder's key.
fn licence() -> Result<String, Box<dyn Error>> {
    let key = SigningKey::generate_p256()?;
    let portrait = STANDARD.encode(chance_bytes(7, PORTRAIT));
    let mut claims = Claims::new();
    claims.hidden("portrait", portrait);
    for field in 0..14 {
        claims.hidden(
            &format!("field_name_{field}"),
            format!("what is in the field {field}"),
        );
    }
    for open in ["vct", "iss", "cnf", "status"] {
        claims.open(
            open,
            "as long as what stands there, or a little longer than it is".repeat(2),
        );
    }
    let text = sd_jwt::issue(&key, Map::new(), claims, &SystemRandom)?;
    let shown = SdJwt::parse(&text)?.showing(|_| true)?;
    let binding = Binding::of(
        &shown,
        "dd.paper",
        "a nonce of the usual length",
        DateTime::UNIX_EPOCH,
    );
    Ok(binding.bind(&shown, &key)?)
}

/// What is between screen and camera.
#[derive(Clone, Copy)]
struct Weather {
    /// The share of the screen's frames that something covers.
    lost: f64,
    /// The share of the camera's pictures that never reach the reader.
    dropped: f64,
    /// Standard deviation, pixels of the camera.
    blur: f64,
    pace: FramePace,
}

/// Two ends of a transfer: the next frame's text, and whether what was read made it whole.
struct Ends<'a> {
    correction: ErrorCorrection,
    next: Box<dyn FnMut() -> String + 'a>,
    read: Box<dyn FnMut(&str) -> bool + 'a>,
}

fn ours(sent: Sent<'_>, seed: u64, pace: FramePace) -> Ends<'_> {
    let bytes = sent.bytes(seed);
    let message = match sent {
        Sent::Bytes => bytes.clone(),
        Sent::Presentation(text) => pack(text),
    };
    let mut frames = Frames::new(&message, pace).ok();
    let mut collector = Collector::new();
    Ends {
        correction: level(pace.correction()),
        next: Box::new(move || frames.as_mut().and_then(Iterator::next).unwrap_or_default()),
        read: Box::new(move |text| match collector.offer(text) {
            Collected::Whole(got) => {
                let got = match sent {
                    Sent::Bytes => got,
                    Sent::Presentation(_) => unpack(&got).unwrap_or_default().into_bytes(),
                };
                assert!(got == bytes, "another paper came out");
                true
            }
            _ => false,
        }),
    }
}

const fn level(correction: Correction) -> ErrorCorrection {
    match correction {
        Correction::Low => ErrorCorrection::Low,
        Correction::Medium => ErrorCorrection::Medium,
    }
}

/// In codes of the same version: two letters a byte, and some forty of header and check.
fn peer(sent: Sent<'_>, seed: u64, pace: FramePace, correction: Correction) -> Ends<'static> {
    let sent = sent.bytes(seed);
    let letters = match (pace, correction) {
        (FramePace::Brisk, Correction::Low) => 1_460,
        (FramePace::Brisk, Correction::Medium) => 1_134,
        (FramePace::Calm, Correction::Low) => 619,
        (FramePace::Calm, Correction::Medium) => 483,
    };
    let mut encoder = ur::Encoder::bytes(&sent, (letters - 60) / 2).ok();
    let mut decoder = ur::Decoder::default();
    Ends {
        correction: level(correction),
        next: Box::new(move || {
            let part = encoder.as_mut().and_then(|encoder| encoder.next_part().ok());
            part.unwrap_or_default().to_uppercase()
        }),
        read: Box::new(move |text| {
            let taken = decoder.receive(&text.to_lowercase());
            taken.is_ok() && decoder.complete()
        }),
    }
}

impl Weather {
    /// A line of the table, and the medians of ours and of `ur` at level M.
    fn row(self, sent: Sent<'_>) -> [f64; 2] {
        let pace = self.pace;
        let ours = timed(|seed| self.transfer(seed, &mut ours(sent, seed, pace)));
        let peers = timed(|seed| self.transfer(seed, &mut peer(sent, seed, pace, Correction::Medium)));
        let same = timed(|seed| self.transfer(seed, &mut peer(sent, seed, pace, pace.correction())));
        let what = match sent {
            Sent::Bytes => "bytes",
            Sent::Presentation(_) => "licence",
        };
        let frames = match pace {
            FramePace::Brisk => "version 22, 15 a second",
            FramePace::Calm => "version 13, 8 a second",
        };
        println!(
            "| {what} | {frames} | {:.0} % | {:.0} % | {} px | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
            self.lost * 100.0,
            self.dropped * 100.0,
            self.blur,
            ours.median,
            ours.slowest,
            peers.median,
            peers.slowest,
            same.median,
            same.slowest
        );
        [ours.median, peers.median]
    }

    /// Seconds until the paper is there.
    fn transfer(self, seed: u64, ends: &mut Ends<'_>) -> f64 {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let screen = f64::from(self.pace.per_second());
        let pose = Pose::drawn(&mut chance);
        let begun = chance.real() / CAMERA;
        let mut reader = Reader::new();
        let (mut shown, mut last): (Vec<Option<Vec<u8>>>, _) = (Vec::new(), usize::MAX);
        let (mut busy_until, mut picture_number) = (0.0, 0u32);
        loop {
            let taken = begun + f64::from(picture_number) / CAMERA;
            picture_number += 1;
            if taken > PATIENCE {
                return PATIENCE;
            }
            if taken < busy_until || chance.real() < self.dropped {
                continue;
            }
            let (from, to) = (taken * screen, (taken + SHUTTER) * screen);
            while shown.len() <= to as usize {
                let text = (ends.next)();
                let covered = chance.real() < self.lost;
                shown.push(
                    (!covered)
                        .then(|| pose.seen(&text, ends.correction, self.blur))
                        .flatten(),
                );
            }
            let (first, second) = (from as usize, to as usize);
            if first == last && first == second {
                // It was read, or could not be: the camera sees the same again.
                continue;
            }
            let share = if first == second {
                0.0
            } else {
                (to - to.floor()) / (SHUTTER * screen)
            };
            let mixed = mix(
                shown.get(first).and_then(Option::as_ref),
                shown.get(second).and_then(Option::as_ref),
                share,
                &mut chance,
            );
            let Ok(view) = GrayView::new(WIDTH, HEIGHT, &mixed) else {
                continue;
            };
            let clock = Instant::now();
            let reading = reader.read(&view, Effort::Live);
            busy_until = taken + SHUTTER + clock.elapsed().as_secs_f64();
            for found in reading.texts {
                last = first;
                if (ends.read)(&found.text) {
                    return busy_until;
                }
            }
        }
    }
}

/// How the code lies before the camera.
struct Pose {
    turn: f64,
    /// Of the height.
    fills: f64,
    tilt: (f64, f64),
}

impl Pose {
    fn drawn(chance: &mut Chance) -> Self {
        Self {
            turn: (chance.real() - 0.5) * 0.14,
            fills: 0.74 + 0.14 * chance.real(),
            tilt: ((chance.real() - 0.5) * 4e-4, (chance.real() - 0.5) * 4e-4),
        }
    }

    /// The code of a text as the lens draws it, without noise: each pixel the mean of four places.
    fn seen(&self, text: &str, correction: ErrorCorrection, blur: f64) -> Option<Vec<u8>> {
        let code = encode(text, correction).ok()?;
        let modules = code.size() as f64;
        let px = HEIGHT as f64 * self.fills / (modules + 8.0);
        let (sin, cos) = self.turn.sin_cos();
        let level = |x: f64, y: f64| {
            let (right, down) = (x - WIDTH as f64 / 2.0, y - HEIGHT as f64 / 2.0);
            let near = px * (1.0 + self.tilt.0 * right + self.tilt.1 * down);
            let u = (cos * right + sin * down) / near + modules / 2.0;
            let v = (cos * down - sin * right) / near + modules / 2.0;
            let inside = |at: f64| (0.0..modules).contains(&at);
            if inside(u) && inside(v) {
                if code.module(u as usize, v as usize) {
                    34.0
                } else {
                    214.0
                }
            } else if (-4.0..modules + 4.0).contains(&u) && (-4.0..modules + 4.0).contains(&v) {
                214.0
            } else {
                110.0
            }
        };
        let mut sharp = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let mut sum = 0.0;
                for i in 0..4 {
                    let (dx, dy) = (f64::from(i % 2), f64::from(i / 2));
                    sum += level(x as f64 + (dx + 0.5) / 2.0, y as f64 + (dy + 0.5) / 2.0);
                }
                sharp.push((sum / 4.0) as f32);
            }
        }
        Some(blurred(&sharp, blur))
    }
}

/// By a Gaussian, along and down.
fn blurred(sharp: &[f32], sigma: f64) -> Vec<u8> {
    let reach = (3.0 * sigma).ceil() as isize;
    let taps: Vec<f32> = (-reach..=reach)
        .map(|i| (-((i * i) as f64) / (2.0 * sigma * sigma)).exp() as f32)
        .collect();
    let all: f32 = taps.iter().sum();
    let pass = |from: &[f32], step: usize| -> Vec<f32> {
        (0..from.len())
            .map(|at| {
                let place = |i: usize| at as isize + (i as isize - reach) * step as isize;
                let value = |i: usize| {
                    usize::try_from(place(i))
                        .ok()
                        .and_then(|at| from.get(at))
                        .copied()
                };
                let sum: f32 = taps
                    .iter()
                    .enumerate()
                    .map(|(i, tap)| tap * value(i).unwrap_or(110.0))
                    .sum();
                sum / all
            })
            .collect()
    };
    pass(&pass(sharp, 1), WIDTH)
        .into_iter()
        .map(|level| level as u8)
        .collect()
}

/// What the sensor makes of one frame, and of the next for a share of the time.
fn mix(first: Option<&Vec<u8>>, second: Option<&Vec<u8>>, share: f64, chance: &mut Chance) -> Vec<u8> {
    let covered = 96u8;
    (0..WIDTH * HEIGHT)
        .map(|at| {
            let level = |picture: Option<&Vec<u8>>| {
                f64::from(
                    picture
                        .and_then(|picture| picture.get(at))
                        .copied()
                        .unwrap_or(covered),
                )
            };
            let mixed = level(first) * (1.0 - share) + level(second) * share;
            let noise = (chance.next() & 15) as f64 - 7.5;
            (mixed + noise).clamp(0.0, 255.0) as u8
        })
        .collect()
}

struct Times {
    median: f64,
    slowest: f64,
}

fn timed(transfer: impl Fn(u64) -> f64) -> Times {
    let mut times: Vec<f64> = (1..=TRANSFERS).map(transfer).collect();
    times.sort_by(f64::total_cmp);
    Times {
        median: times.get(times.len() / 2).copied().unwrap_or(PATIENCE),
        slowest: times.last().copied().unwrap_or(PATIENCE),
    }
}

/// A small stream of chance (xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 24
    }

    fn real(&mut self) -> f64 {
        (self.next() & 0xffff_ffff) as f64 / f64::from(u32::MAX)
    }
}
