//! The true camera path: PipeWire, the permission, the webview's own capture; and nobody's automation.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use dinhdanh_tests::camera::Camera;
use dinhdanh_tests::desktop::{Desktop, eventually};
use dinhdanh_tests::person::{self, CODE, PASSCODE, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use image::{DynamicImage, GenericImageView, Rgba};

/// The window as it opens, at the top left of the screen, pixels.
const WINDOW: (u32, u32) = (420, 860);

/// Where its scan button is.
const SCAN: (u32, u32) = (210, 812);
/// The place of the button's disc: left, top, width and height.
const DISC: (u32, u32, u32, u32) = (170, 770, 80, 80);

/// `--teal` and `--genuine` by day, in ui/src/styles/tokens.css.
const TEAL: Rgba<u8> = Rgba([0x0c, 0x5a, 0x5a, 0xff]);
const GENUINE: Rgba<u8> = Rgba([0x17, 0x65, 0x3a, 0xff]);

/// The wait for an answer to a passcode or to a press: deriving the key and opening the camera take their time.
const ANSWER: Duration = Duration::from_secs(4);

#[test]
fn a_real_camera_is_allowed_and_judged_from() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "citizen").await?;
        let officer = Window::open(&desktop, "officer").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        let [first, second, ..] = people.as_slice() else {
            bail!("the picker offers two people who are ready");
        };
        person::activate(&citizen, first, Tongue::Vietnamese).await?;
        person::activate(&officer, second, Tongue::Vietnamese).await?;
        // The officer's window closes, and opens again as a person opens it.
        officer.close().await?;
        person::make_first_code(&citizen, Tongue::Vietnamese).await?;
        let sight = Sight::of(&citizen, CODE).await?;
        citizen.close().await?;

        let _camera = Camera::plug_in(&desktop, &webcam::png(&sight.seen())?)?;
        let _officer = desktop.launch("officer")?;
        let judged = unlock(&desktop).and_then(|()| scan(&desktop));
        if judged.is_err() {
            std::fs::write(
                concat!(env!("CARGO_TARGET_TMPDIR"), "/camera.png"),
                desktop.picture()?,
            )?;
        }
        judged
    })
    .unwrap();
}

/// Types the passcode. Once more where it got lost: the window may be there before it listens.
fn unlock(desktop: &Desktop) -> Result<()> {
    desktop.click(WINDOW.0 / 2, 70)?;
    for _ in 0..4 {
        desktop.key("Escape")?;
        desktop.write(PASSCODE)?;
        let typed = Instant::now();
        while typed.elapsed() < ANSWER {
            let screen = image::load_from_memory(&desktop.picture()?)?;
            if share_of(&screen, DISC, TEAL) > 0.2 {
                return Ok(());
            }
        }
    }
    bail!("the wallet does not open")
}

/// Presses the scan button, and again where nothing came of it: a press may come before the screen listens.
fn scan(desktop: &Desktop) -> Result<()> {
    eventually("MÃ THẬT is on the screen", || {
        desktop.click(SCAN.0, SCAN.1)?;
        let pressed = Instant::now();
        while pressed.elapsed() < ANSWER {
            let screen = image::load_from_memory(&desktop.picture()?)?;
            if share_of(&screen, (0, 0, WINDOW.0, WINDOW.1), GENUINE) > 0.03 {
                return Ok(Some(()));
            }
        }
        Ok(None)
    })
}

/// How much of a place on the screen has this colour, as a share of one.
fn share_of(
    screen: &DynamicImage,
    (left, top, width, height): (u32, u32, u32, u32),
    colour: Rgba<u8>,
) -> f64 {
    let place = screen.view(left, top, width, height);
    let alike = place
        .pixels()
        .filter(|(_, _, pixel)| near(*pixel, colour))
        .count();
    alike as f64 / f64::from(width * height)
}

fn near(pixel: Rgba<u8>, colour: Rgba<u8>) -> bool {
    pixel
        .0
        .iter()
        .zip(colour.0)
        .all(|(one, other)| one.abs_diff(other) <= 6)
}
