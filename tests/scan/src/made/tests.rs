use super::draw::{self, SEVERITIES};
use super::panel::Panel;
use super::scene::Scene;
use super::stripes::Stripes;
use super::*;

const STRIPES: Stripes = Stripes {
    width: 0.25,
    height: 0.8,
};

fn straight(bytes: usize, pitch: f64, height: f64) -> (Scene, Panel) {
    let [easy, ..] = SEVERITIES;
    let chance = &mut Chance::of(&[1]);
    let (code, text) = draw::code(chance, bytes).unwrap();
    let panel = Panel::phone(&code, &text, pitch, STRIPES, chance);
    let mut scene = draw::scene(&easy, (640, 480), chance);
    scene.lens.distortion = 0.0;
    scene.lens.vignette = 0.0;
    scene.lens.defocus = 0.0;
    scene.light.glare = None;
    scene.shutter.motion = (0.0, 0.0);
    scene.shutter.skew = (0.0, 0.0);
    draw::hold(&mut scene, &panel, (0.0, 0.0), height, chance);
    (scene, panel)
}

#[test]
fn a_module_is_as_large_as_the_pose_makes_it() {
    let (scene, panel) = straight(200, 8.0, 0.6);
    let exposed = exposure::expose(&scene, &panel);
    let wanted = 0.6 * 480.0 / panel.codes[0].modules as f64;
    assert!(
        (exposed.px_per_module - wanted).abs() < 0.02,
        "{} {wanted}",
        exposed.px_per_module
    );
}

/// How much the light on the lit interface differs from the one it would be on paper, beside the code.
fn beat(defocus: f64) -> f64 {
    let (mut scene, panel) = straight(200, 4.0, 0.5);
    scene.lens.defocus = defocus;
    scene.light.ambient = 0.0;
    let exposed = exposure::expose(&scene, &panel);
    // The quiet zone above the code is white: what varies there is the panel's own pixels.
    let code = &panel.codes[0];
    let module = scene.pose.side / code.modules as f64;
    let row = (scene.pose.at.1 - scene.pose.side / 2.0 - 2.0 * module) as usize;
    let left = (scene.pose.at.0 - scene.pose.side / 2.0) as usize;
    let line: Vec<f64> = (left..left + scene.pose.side as usize)
        .map(|x| f64::from(exposed.light[row * exposed.width + x]))
        .collect();
    let mean = line.iter().sum::<f64>() / line.len() as f64;
    assert!((mean - 1.0).abs() < 0.1, "{mean}");
    (line.iter().map(|light| (light - mean).powi(2)).sum::<f64>() / line.len() as f64).sqrt()
}

#[test]
fn pixels_beat_with_pixels_until_the_lens_is_out_of_focus() {
    let (sharp, blurred) = (beat(0.0), beat(3.0));
    assert!(sharp > 0.1 && blurred < sharp / 3.0, "{sharp} {blurred}");
}

#[test]
fn the_same_seed_makes_the_same_frame() {
    let frame = || {
        let plan = single::plans(7, 0.01).swap_remove(0);
        plan().unwrap()
    };
    let (one, other) = (frame(), frame());
    let (Source::Bytes(one), Source::Bytes(other)) = (one.source, other.source) else {
        panic!("frames are made in memory");
    };
    assert_eq!(one, other);
}
