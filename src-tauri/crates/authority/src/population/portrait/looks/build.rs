//! The measures of a face, by sex and age.

use super::{Eyes, FaceShape, NoseAndMouth};
use crate::population::draw::Draw;

pub(super) fn childhood(age: u32) -> f32 {
    ((17.0 - age as f32) / 11.0).clamp(0.0, 1.0)
}

pub(super) fn face_shape(draw: &mut Draw, woman: bool, age: u32) -> FaceShape {
    // Oval, round, square, heart, long: as (temple, cheek, jaw, chin, chin_y) of a woman.
    let (temple, cheek, jaw, chin, chin_y) = match draw.below(5) {
        0 => (49.0, 52.0, 37.5, 15.0, 208.0),
        1 => (50.0, 55.0, 42.0, 18.0, 203.5),
        2 => (50.5, 53.0, 43.0, 21.0, 206.0),
        3 => (52.0, 53.0, 34.5, 12.0, 208.0),
        _ => (47.5, 49.5, 36.5, 16.0, 213.0),
    };
    let (width, strength) = if woman { (1.0, 0.0) } else { (1.025, 1.0) };
    let slight = childhood(age);
    let sag = ((age as f32 - 55.0) / 30.0).clamp(0.0, 1.0);
    FaceShape {
        temple: temple * width + draw.real(-1.5, 1.5) + slight,
        cheek: cheek * width + draw.real(-1.8, 1.8) + slight * 2.0 - sag,
        jaw: jaw * width + strength * 2.6 + draw.real(-2.2, 2.2) + slight * 2.5 + sag * 1.5,
        chin: chin + strength * 4.0 + draw.real(-2.0, 2.0) + slight,
        chin_y: chin_y + strength * 3.0 + draw.real(-2.0, 2.0) - slight * 9.0,
    }
}

pub(super) fn eyes(draw: &mut Draw, woman: bool, age: u32) -> Eyes {
    let slight = childhood(age);
    let old = ((age as f32 - 50.0) / 40.0).clamp(0.0, 1.0);
    let strength = if woman { 0.0 } else { 1.0 };
    Eyes {
        y: draw.real(140.0, 145.5) + slight * 6.0,
        apart: draw.real(22.8, 27.6),
        half_width: draw.real(10.2, 13.2) + slight * 0.8,
        open: draw.real(4.4, 7.4) + slight * 1.4 - old * 1.7 - strength * 0.5,
        tilt: draw.real(-0.9, 2.9) - old * 1.6,
        double_lid: draw.chance(if woman { 62 } else { 42 }),
        brow_lift: draw.real(14.0, 19.0) - strength * 1.8,
        brow_thick: draw.real(1.9, 3.6) + strength * 1.3 - old * 0.5,
        brow_arch: draw.real(0.4, 3.6) - strength * 0.7,
        brow_slope: draw.real(-1.1, 2.8) - old * 1.1,
    }
}

pub(super) fn nose_and_mouth(draw: &mut Draw, woman: bool, age: u32) -> NoseAndMouth {
    let slight = childhood(age);
    let old = ((age as f32 - 50.0) / 40.0).clamp(0.0, 1.0);
    let strength = if woman { 0.0 } else { 1.0 };
    let nose_y = draw.real(166.0, 172.5) + slight * 1.5;
    NoseAndMouth {
        nose_y,
        nose_half: draw.real(8.2, 12.0) + strength * 1.7 + old - slight * 1.6,
        bridge: draw.real(0.0, 1.0),
        mouth_y: nose_y + draw.real(15.5, 19.0) + strength - slight * 3.0,
        mouth_half: draw.real(13.4, 18.4) + strength * 2.0 - slight * 2.0,
        upper_lip: draw.real(2.4, 4.6) - old * 1.2 - strength * 0.5,
        lower_lip: draw.real(3.8, 6.2) - old * 1.4 - strength * 0.4,
        smile: draw.real(-0.2, 3.4) - old * 0.8,
    }
}
