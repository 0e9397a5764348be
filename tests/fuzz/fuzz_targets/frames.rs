//! What a camera may read while a message is shown: its frames in any order, another's, forged ones, and anything else.
//!
//! Every byte is one thing that the camera reads, and some take more bytes after them.
#![no_main]

use std::sync::OnceLock;

use dinhdanh_crypto::base45;
use dinhdanh_stream::{Cargo, Collected, Collector, FramePace, Frames};
use libfuzzer_sys::fuzz_target;

/// Symbols that a collector keeps beyond what a message has.
const SPARE: usize = 24;

/// More of an input tells nothing new, and takes its time.
const READINGS: usize = 150;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.iter().copied();
    let mut next = move || bytes.next();
    let mut collector = Collector::new();
    for _ in 0..READINGS {
        let Some(kind) = next() else {
            return;
        };
        let Shown { texts, .. } = &shown()[usize::from(kind >> 6)];
        let text = match kind & 63 {
            // A byte of a frame is another.
            60 => {
                let number = usize::from(next().unwrap_or_default()) % texts.len();
                let Some(mut frame) = base45::read(&texts[number], Cargo::Paper.prefix()) else {
                    continue;
                };
                let place = u16::from_be_bytes([next().unwrap_or_default(), next().unwrap_or_default()]);
                let place = usize::from(place) % frame.len();
                frame[place] ^= next().unwrap_or(1);
                base45::write(Cargo::Paper.prefix(), &frame)
            }
            // Any frame.
            61 => {
                let length = next().unwrap_or_default();
                let frame: Vec<u8> = (0..length).map_while(|_| next()).collect();
                base45::write(Cargo::Paper.prefix(), &frame)
            }
            // Any text.
            62 => {
                let length = next().unwrap_or_default();
                let text: Vec<u8> = (0..length).map_while(|_| next()).collect();
                String::from_utf8_lossy(&text).into_owned()
            }
            63 => {
                collector.clear();
                continue;
            }
            number => texts[usize::from(number) % texts.len()].clone(),
        };
        match collector.offer(&text) {
            Collected::Nothing => {}
            Collected::Gathering { have, need } => assert!(have < need + SPARE),
            Collected::Whole(message) => {
                assert!(
                    shown().iter().any(|shown| shown.message == message),
                    "made of two"
                );
            }
        }
    }
});

struct Shown {
    message: Vec<u8>,
    texts: Vec<String>,
}

fn shown() -> &'static [Shown; 4] {
    static SHOWN: OnceLock<[Shown; 4]> = OnceLock::new();
    SHOWN.get_or_init(|| {
        [
            (1, FramePace::Calm),
            (700, FramePace::Brisk),
            (5_000, FramePace::Brisk),
            (3_000, FramePace::Calm),
        ]
        .map(|(length, pace)| {
            let message: Vec<u8> = (0..length).map(|at: u32| (at * 31 + length) as u8).collect();
            let texts = Frames::new(&message, pace).expect("a message").take(60).collect();
            Shown { message, texts }
        })
    })
}
