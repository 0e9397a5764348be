//! What gathering may ask of the memory, whatever is held before the camera.

use dinhdanh_crypto::base45;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_stream::{Cargo, Collector, FramePace, Frames, MAX_LENGTH};

/// The most that a foreign or hostile stream may make of it, bytes.
const MOST: u64 = 1 << 20;

fn most(offered: impl Iterator<Item = String>) -> u64 {
    let texts: Vec<String> = offered.collect();
    let asked = allocation_counter::measure(|| {
        let mut collector = Collector::new();
        for text in &texts {
            collector.offer(text);
        }
    });
    asked.bytes_max
}

/// A frame of the longest message with symbols of so many bytes, that no message of ours has.
fn hostile(number: u32, symbol: usize) -> String {
    let mut bytes = sha256(&[b"whose"]).to_vec();
    bytes.truncate(16);
    for header in [MAX_LENGTH as u32, number] {
        let [_, three @ ..] = header.to_be_bytes();
        bytes.extend_from_slice(&three);
    }
    bytes.push(1);
    bytes.extend((0..symbol).map(|i| (i as u32 ^ number.wrapping_mul(2_654_435_761)) as u8));
    base45::write(Cargo::Paper.prefix(), &bytes)
}

#[test]
fn the_longest_message_and_the_most_hostile_one_fit() {
    let brisk = Frames::new(&[7; MAX_LENGTH], FramePace::Brisk).unwrap();
    let calm = Frames::new(&[7; MAX_LENGTH], FramePace::Calm).unwrap();
    for (name, asked) in [
        ("brisk", most(brisk.take(140))),
        ("calm", most(calm.take(400))),
        (
            "small symbols",
            most((0..1_700).map(|number| hostile(number, 64))),
        ),
        (
            "large symbols",
            most((0..200).map(|number| hostile(number, 1_800))),
        ),
    ] {
        assert!(asked <= MOST, "{name}: {asked} bytes");
    }
}
