//! Frames in order: a code is followed, and two are never mixed.

use dinhdanh_qr::{Code, Effort, ErrorCorrection, GrayPicture, Hint, Reader, encode};

use crate::scene::Scene;

/// A code of a holder: two of them begin alike and then go apart, as those of two minutes do.
fn code(seed: u64) -> (String, Code) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut digits = String::from("DD1:NGUYEN VAN A 0010991234567890 HA NOI CAP DO 2:");
    while digits.len() < 220 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        digits.push(char::from(b'A' + (state >> 40) as u8 % 26));
    }
    let code = encode(&digits, ErrorCorrection::Medium).unwrap();
    (digits, code)
}

/// A frame of 640 × 480 in which the code drifts on with the time.
fn frame(code: &Code, time: usize, blur: f64) -> GrayPicture {
    let t = time as f64;
    let scene = Scene::new(640, 480, 120).code(
        code,
        (320.0 + 3.3 * t, 240.0 - 1.7 * t),
        250.0 + t,
        0.1 + 0.004 * t,
        (30, 220),
    );
    scene.blurred(blur).grainy(6).picture()
}

#[test]
fn a_code_that_was_seen_is_read_where_one_frame_alone_is_too_blurred() {
    let (text, code) = code(1);
    let mut reader = Reader::new();
    let mut blurred = 0;
    for time in 0..8 {
        let picture = frame(&code, time, if time == 0 { 1.0 } else { 4.4 });
        let view = picture.view();
        blurred += usize::from(time > 0 && Reader::new().read(&view, Effort::Live).texts.is_empty());
        let reading = reader.watch(&view);
        let texts: Vec<_> = reading.texts.iter().map(|found| &found.text).collect();
        assert_eq!(texts, [&text], "frame {time}");
        assert_eq!(reading.hint, Hint::Nothing);
        let [corner, ..] = reading.seen.expect("a code that is read is seen");
        assert!(
            (150.0..250.0).contains(&corner.x) && (80.0..150.0).contains(&corner.y),
            "{corner:?}"
        );
    }
    assert!(blurred > 0, "every frame can be read alone");
}

#[test]
fn when_the_screen_changes_only_what_it_shows_is_said() {
    let (one, other) = (code(1), code(2));
    assert_eq!(one.1.size(), other.1.size());
    for blur in [0.8, 2.0, 2.8] {
        let mut reader = Reader::new();
        let mut said = false;
        for time in 0..10 {
            let (text, code) = if time < 3 { &one } else { &other };
            for found in reader.watch(&frame(code, time, blur).view()).texts {
                assert_eq!(&found.text, text, "frame {time}, blurred by {blur}");
                said |= time >= 3;
            }
        }
        assert!(said || blur > 2.0, "the second code was never read");
    }
}

#[test]
fn two_codes_in_turn_are_never_mixed() {
    let codes = [code(3), code(4), code(5)];
    for blur in [0.8, 2.4, 3.0] {
        let mut reader = Reader::new();
        for time in 0..14 {
            let (text, code) = &codes[time % 3];
            for found in reader.watch(&frame(code, time, blur).view()).texts {
                assert_eq!(&found.text, text, "frame {time}, blurred by {blur}");
            }
        }
    }
}

#[test]
fn what_has_gone_is_not_said() {
    let (_, code) = code(6);
    let mut reader = Reader::new();
    assert_eq!(reader.watch(&frame(&code, 0, 1.0).view()).texts.len(), 1);
    let empty = Scene::new(640, 480, 120).grainy(6).picture();
    let reading = reader.watch(&empty.view());
    assert!(reading.texts.is_empty() && reading.seen.is_none());
    // A picture of another size is no trouble.
    let small = Scene::new(64, 48, 120).grainy(6).picture();
    assert!(reader.watch(&small.view()).texts.is_empty());
    assert_eq!(reader.watch(&frame(&code, 1, 1.0).view()).texts.len(), 1);
    reader.forget();
    assert!(reader.watch(&empty.view()).texts.is_empty());
}
