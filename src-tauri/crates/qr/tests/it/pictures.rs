//! What the reader sees in photographs, in frames, and where there is nothing to see.

use std::path::Path;

use dinhdanh_qr::{Code, Effort, ErrorCorrection, GrayPicture, GrayView, Hint, Reader, Reading, encode};

use crate::scene::Scene;

fn everyday_code() -> (String, Code) {
    let text: String = "DD1:"
        .chars()
        .chain("%69 VD92EX0".chars().cycle())
        .take(634)
        .collect();
    let code = encode(&text, ErrorCorrection::Medium).expect("634 characters fit");
    assert_eq!(code.version(), 16);
    (text, code)
}

fn read(picture: &GrayPicture, effort: Effort) -> Reading {
    Reader::new().read(&picture.view(), effort)
}

fn texts(reading: &Reading) -> Vec<&str> {
    reading.texts.iter().map(|found| found.text.as_str()).collect()
}

#[test]
fn every_kept_photograph_and_frame_is_read_exactly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let index = std::fs::read_to_string(folder.join("index.jsonl")).unwrap();
    let mut reader = Reader::new();
    for line in index.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = entry["file"].as_str().unwrap();
        let picture = GrayPicture::decode(&std::fs::read(folder.join(file)).unwrap()).unwrap();
        // The hardest are worth a long look only.
        let efforts = if entry["live"] == true {
            &[Effort::Live, Effort::Still][..]
        } else {
            &[Effort::Still]
        };
        for &effort in efforts {
            let reading = reader.read(&picture.view(), effort);
            assert_eq!(
                texts(&reading),
                [entry["text"].as_str().unwrap()],
                "{file}, {effort:?}"
            );
            assert_eq!(reading.hint, Hint::Nothing, "{file}");
        }
    }
}

#[test]
fn everyday_code_at_half_the_height_of_a_720p_webcam_is_read_live() {
    let (text, code) = everyday_code();
    for (turn, sigma) in [
        (0.0, 0.8),
        (0.08, 1.5),
        (0.6, 1.5),
        (std::f64::consts::PI, 2.2),
        (-1.2, 2.2),
    ] {
        let scene = Scene::new(1280, 720, 70)
            .code(&code, (610.3, 377.7), 360.0, turn, (30, 190))
            .blurred(sigma)
            .grainy(6);
        assert_eq!(
            texts(&read(&scene.picture(), Effort::Live)),
            [text.as_str()],
            "turn {turn}, blur {sigma}"
        );
    }
}

#[test]
fn corners_and_size_are_those_of_the_code() {
    let (_, code) = everyday_code();
    let quarter = std::f64::consts::FRAC_PI_2;
    let scene = Scene::new(800, 700, 128).code(&code, (420.0, 350.0), 405.0, quarter, (20, 220));
    let reading = read(&scene.picture(), Effort::Live);
    let [found] = &reading.texts[..] else {
        panic!("{} codes", reading.texts.len())
    };
    assert!(
        (found.px_per_module - 5.0).abs() < 0.05,
        "{}",
        found.px_per_module
    );
    // Turned clockwise by a quarter, the code's upper left corner is at the upper right.
    let expected = [(622.5, 147.5), (622.5, 552.5), (217.5, 552.5), (217.5, 147.5)];
    for (corner, (x, y)) in found.corners.iter().zip(expected) {
        assert!(
            (corner.x - x).hypot(corner.y - y) < 2.0,
            "{corner:?} is not {x},{y}"
        );
    }
}

#[test]
fn inverted_and_mirrored_codes_are_read() {
    let (text, code) = everyday_code();
    let inverted = Scene::new(640, 480, 20)
        .code(&code, (320.0, 240.0), 330.0, 0.1, (230, 20))
        .picture();
    assert_eq!(texts(&read(&inverted, Effort::Live)), [text.as_str()]);
    let mirrored = Scene::new(640, 480, 90)
        .code(&code, (320.0, 240.0), 330.0, 0.1, (20, 230))
        .mirrored()
        .picture();
    assert_eq!(texts(&read(&mirrored, Effort::Live)), [text.as_str()]);
}

#[test]
fn two_codes_in_one_picture_are_both_read() {
    let one = encode("HTTP://ONE.EXAMPLE", ErrorCorrection::Medium).unwrap();
    let two = encode("DD1:TWO", ErrorCorrection::High).unwrap();
    let picture = Scene::new(640, 400, 200)
        .code(&one, (150.0, 200.0), 180.0, 0.0, (20, 230))
        .code(&two, (470.0, 200.0), 200.0, 0.3, (20, 230))
        .picture();
    let reading = read(&picture, Effort::Still);
    let mut both = texts(&reading);
    both.sort_unstable();
    assert_eq!(both, ["DD1:TWO", "HTTP://ONE.EXAMPLE"]);
}

#[test]
fn all_codes_of_a_page_are_read() {
    let (columns, rows) = (7, 6);
    let mut scene = Scene::new(columns * 130, rows * 130, 220);
    let mut wanted = Vec::new();
    for i in 0..columns * rows {
        let text = format!("HTTPS://PAGE.EXAMPLE/{i:04}");
        let code = encode(&text, ErrorCorrection::Medium).unwrap();
        let centre = ((i % columns * 130 + 65) as f64, (i / columns * 130 + 65) as f64);
        scene = scene.code(&code, centre, 100.0, 0.0, (20, 220));
        wanted.push(text);
    }
    let reading = read(&scene.picture(), Effort::Still);
    let mut all = texts(&reading);
    all.sort_unstable();
    assert_eq!(all, wanted);
}

#[test]
fn a_code_around_a_cup_is_read() {
    let text = "HTTPS://CUP.EXAMPLE/0123456789/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let code = encode(text, ErrorCorrection::Medium).unwrap();
    let size = code.size() as f64;
    for (arc, lean) in [(1.2, 0.1), (1.6, 0.25)] {
        // The cup's rim is a curve, as it is seen from a little above.
        let (side, middle) = (300.0, 300.0);
        let radius = side / arc;
        let scene = Scene::new(600, 600, 128).code_where(&code, (30, 210), |x, y| {
            let sine = ((x - middle) / radius).clamp(-0.99, 0.99);
            let angle = sine.asin();
            let fallen = y - lean * radius * (angle.cos() - 1.0) - middle;
            (angle / arc * size + size / 2.0, fallen / side * size + size / 2.0)
        });
        let reading = read(&scene.blurred(0.8).grainy(4).picture(), Effort::Still);
        assert_eq!(texts(&reading), [text], "{arc}");
    }
}

#[test]
fn a_code_seen_from_far_aside_is_read() {
    let text = "HTTPS://ASIDE.EXAMPLE/0123456789";
    let code = encode(text, ErrorCorrection::Medium).unwrap();
    let size = code.size() as f64;
    for turn in [0.0, 0.4, std::f64::consts::FRAC_PI_4] {
        let (sin, cos) = f64::sin_cos(turn);
        // Tilted by 63 degrees, four times its size away.
        let (side, middle, distance) = (420.0, 300.0, 4.0 * 420.0);
        let (rise, lie) = f64::sin_cos(63f64.to_radians());
        let scene = Scene::new(600, 600, 128).code_where(&code, (30, 210), |x, y| {
            let (x, y) = (x - middle, y - middle);
            let down = y * distance / (distance * lie - y * rise);
            let across = x * (distance + down * rise) / distance;
            let (u, v) = (across * cos + down * sin, down * cos - across * sin);
            (u / side * size + size / 2.0, v / side * size + size / 2.0)
        });
        let reading = read(&scene.blurred(0.7).grainy(4).picture(), Effort::Still);
        assert_eq!(texts(&reading), [text], "{turn}");
    }
}

/// The everyday code with glare over a third of its modules, clear of the finders.
fn glaring(px_per_module: usize) -> GrayPicture {
    let (_, code) = everyday_code();
    let side = (code.size() + 40) * px_per_module;
    let mut pixels = vec![255u8; side * side];
    for (i, pixel) in pixels.iter_mut().enumerate() {
        let module = |pixel: usize| (pixel / px_per_module).checked_sub(20);
        let (Some(x), Some(y)) = (module(i % side), module(i / side)) else {
            continue;
        };
        let glare = x.abs_diff(46).pow(2) + y.abs_diff(46).pow(2) < 26 * 26;
        if !glare && code.module(x, y) {
            *pixel = 0;
        }
    }
    GrayPicture::from_raw(side, side, pixels).unwrap()
}

#[test]
fn a_code_too_damaged_to_correct_has_no_text_and_says_what_helps() {
    for (px_per_module, hint) in [(5, Hint::HoldStill), (3, Hint::Closer)] {
        for effort in [Effort::Live, Effort::Still] {
            let reading = read(&glaring(px_per_module), effort);
            assert_eq!((texts(&reading), reading.hint), (vec![], hint));
        }
    }
}

#[test]
fn where_there_is_no_code_nothing_is_said() {
    let empty = Scene::new(1280, 720, 120).picture();
    let noise = Scene::new(1280, 720, 120).grainy(90).picture();
    let desk = Scene::new(1280, 720, 120).grainy(90).blurred(3.0).picture();
    for picture in [empty, noise, desk] {
        for effort in [Effort::Live, Effort::Still] {
            let reading = read(&picture, effort);
            assert_eq!((texts(&reading), reading.hint), (vec![], Hint::Nothing));
        }
    }
}

#[test]
fn extreme_shapes_are_survived() {
    let mut reader = Reader::new();
    for (width, height) in [(1, 1), (1, 12_000), (12_000, 1), (2, 3), (7, 7), (12_000, 3)] {
        for level in [0, 255] {
            let pixels = vec![level; width * height];
            let view = GrayView::new(width, height, &pixels).unwrap();
            for effort in [Effort::Live, Effort::Still] {
                assert!(reader.read(&view, effort).texts.is_empty());
            }
        }
    }
}

#[test]
fn a_page_of_decoys_ends() {
    // Finder patterns in rank and file: every three are a corner, none is a code.
    let (width, height) = (1280, 720);
    let pixels: Vec<u8> = (0..width * height)
        .map(|i| {
            let ring = |n: usize| (n % 40 / 4).abs_diff(3);
            let distance = ring(i % width).max(ring(i / width));
            if matches!(distance, 0 | 1 | 3) { 0 } else { 255 }
        })
        .collect();
    let picture = GrayPicture::from_raw(width, height, pixels).unwrap();
    for effort in [Effort::Live, Effort::Still] {
        assert!(read(&picture, effort).texts.is_empty());
    }
}

#[test]
fn a_code_that_was_cut_out_along_its_edge() {
    const PX: usize = 4;
    let said = "Nguyễn Thị Ánh";
    let code = encode(said, ErrorCorrection::Medium).unwrap();
    let side = PX * code.size();
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| {
            if code.module(at % side / PX, at / side / PX) {
                30
            } else {
                220
            }
        })
        .collect();
    let reading = Reader::new().read(&GrayView::new(side, side, &pixels).unwrap(), Effort::Still);
    let found = reading.texts.first().expect("it is read without a quiet zone");
    assert_eq!(found.text, said);
    // The frame that was put around it is taken off again.
    let [corner, _, far, _] = found.corners;
    let near = |at: f64, wanted: usize| (at - wanted as f64).abs() < PX as f64;
    assert!(near(corner.x, 0) && near(corner.y, 0) && near(far.x, side) && near(far.y, side));
}
