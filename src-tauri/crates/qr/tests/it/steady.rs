//! What a reader costs while it runs: memory is asked for when the pictures grow, not frame by frame, and no more is
//! held than was promised.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use dinhdanh_qr::{Effort, ErrorCorrection, GrayPicture, Reader, encode};

use crate::scene::Scene;

/// What a reader may hold at 1920 × 1080 pixels, bytes.
const MOST: u64 = 32 << 20;

/// Frames until a reader has all its buffers, and the frames that count: in both the whole picture is looked at in turn.
const WARM_UP: usize = 40;
const FRAMES: u64 = 40;

/// A code in the middle of a frame of a camera, 720 pixels high.
fn scene() -> Scene {
    let code = encode("a code that a camera sees", ErrorCorrection::Medium).unwrap();
    Scene::new(1280, 720, 150).code(&code, (640.0, 360.0), 300.0, 0.1, (40, 220))
}

/// What more frames of a video cost that shows the same all the time.
fn running(picture: &GrayPicture) -> (AllocationInfo, usize) {
    let mut reader = Reader::new();
    for _ in 0..WARM_UP {
        black_box(reader.watch(&picture.view()));
    }
    let mut texts = 0;
    let asked = measure(|| {
        for _ in 0..FRAMES {
            texts += black_box(reader.watch(&picture.view())).texts.len();
        }
    });
    (asked, texts)
}

#[test]
fn frames_without_a_text_ask_for_no_memory() {
    let empty = Scene::new(1280, 720, 150).grainy(12).picture();
    // So blurred and grainy that nothing but a code is seen.
    let unreadable = scene().blurred(9.0).grainy(20).picture();
    for (name, picture) in [("empty", empty), ("unreadable", unreadable)] {
        let (asked, texts) = running(&picture);
        assert_eq!(texts, 0, "{name}");
        assert_eq!(asked.count_total, 0, "{name}: {asked:?}");
    }
}

#[test]
fn a_text_asks_for_itself_alone() {
    let (asked, texts) = running(&scene().blurred(1.0).grainy(4).picture());
    assert_eq!(texts as u64, FRAMES);
    // The text, and the list that it comes in; once more where the whole picture is looked at in turn.
    assert!(asked.count_total <= 2 * FRAMES + FRAMES / 8, "{asked:?}");
}

#[test]
fn a_reader_stays_within_its_memory() {
    let code = encode("a code that a camera sees", ErrorCorrection::Medium).unwrap();
    let seen = Scene::new(1920, 1080, 150)
        .code(&code, (960.0, 540.0), 500.0, 0.1, (40, 220))
        .grainy(12);
    let unreadable = Scene::new(1920, 1080, 150)
        .code(&code, (960.0, 540.0), 160.0, 0.1, (140, 160))
        .grainy(30);
    let decoys = Scene::new(1920, 1080, 150).grainy(100);
    for (name, picture) in [
        ("seen", seen.picture()),
        ("unreadable", unreadable.picture()),
        ("decoys", decoys.picture()),
    ] {
        let view = picture.view();
        let held = measure(|| {
            let mut reader = Reader::new();
            for _ in 0..8 {
                black_box(reader.watch(&view));
            }
            black_box(reader.read(&view, Effort::Live));
            black_box(reader.read(&view, Effort::Still));
        });
        assert!(held.bytes_max <= MOST, "{name}: {held:?}");
    }
}
