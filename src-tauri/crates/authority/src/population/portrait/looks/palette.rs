//! The colours of paper, people and cloth.

use crate::population::draw::Draw;
use crate::population::portrait::canvas::Tone;

#[rustfmt::skip]
pub(super) const PAPERS: &[Tone] = &[
    Tone(240, 228, 208), Tone(206, 224, 218), Tone(243, 214, 212), Tone(214, 221, 232), Tone(225, 228, 203),
    Tone(233, 217, 228), Tone(247, 230, 200), Tone(200, 219, 224), Tone(222, 214, 204), Tone(236, 205, 196),
];
pub(super) const SKINS: &[(Tone, u32)] = &[
    (Tone(250, 223, 196), 16),
    (Tone(244, 208, 175), 24),
    (Tone(237, 195, 158), 26),
    (Tone(226, 178, 138), 18),
    (Tone(207, 154, 113), 8),
    (Tone(189, 135, 97), 3),
];
const BLACK_HAIR: &[(Tone, u32)] = &[
    (Tone(31, 26, 29), 5),
    (Tone(40, 31, 30), 4),
    (Tone(52, 38, 33), 3),
];
const BROWN_HAIR: &[(Tone, u32)] = &[
    (Tone(31, 26, 29), 5),
    (Tone(44, 32, 30), 4),
    (Tone(74, 48, 36), 2),
    (Tone(98, 62, 44), 1),
];
const GREY: Tone = Tone(176, 172, 170);
const WHITE: Tone = Tone(232, 229, 224);
#[rustfmt::skip]
pub(super) const CALM_CLOTHS: &[Tone] = &[
    Tone(244, 243, 240), Tone(214, 228, 240), Tone(52, 72, 96), Tone(98, 116, 128), Tone(40, 44, 52),
    Tone(122, 150, 148), Tone(188, 200, 188), Tone(86, 78, 84), Tone(30, 90, 92), Tone(146, 82, 74),
];
#[rustfmt::skip]
pub(super) const BRIGHT_CLOTHS: &[Tone] = &[
    Tone(216, 106, 128), Tone(238, 190, 180), Tone(250, 246, 238), Tone(126, 92, 140), Tone(34, 112, 112),
    Tone(224, 162, 84), Tone(106, 142, 186), Tone(176, 56, 74), Tone(142, 170, 120), Tone(70, 66, 98),
    Tone(246, 218, 150),
];
#[rustfmt::skip]
pub(super) const LIPS: &[Tone] = &[
    Tone(196, 88, 92), Tone(184, 66, 78), Tone(206, 110, 104), Tone(172, 78, 84), Tone(214, 98, 112),
];
#[rustfmt::skip]
pub(super) const FRAMES: &[Tone] = &[
    Tone(36, 34, 40), Tone(92, 58, 40), Tone(128, 108, 72), Tone(122, 52, 60), Tone(58, 76, 92),
];
#[rustfmt::skip]
pub(super) const TRIMS: &[Tone] = &[
    Tone(250, 247, 240), Tone(214, 178, 104), Tone(176, 56, 74), Tone(52, 72, 96), Tone(34, 112, 112),
];

/// Black or brown when young; grey, white or dyed later.
pub(super) fn hair_tone(draw: &mut Draw, woman: bool, age: u32) -> Tone {
    let young = draw.weighted(if woman && age > 15 { BROWN_HAIR } else { BLACK_HAIR });
    let dyed = age < 68 && draw.chance(if woman { 45 } else { 25 });
    let greyness = ((age as f32 - draw.real(44.0, 58.0)) / 24.0).clamp(0.0, 1.0);
    match age {
        0..46 => young,
        _ if dyed => young.mixed(GREY, 0.08),
        _ => young
            .mixed(GREY, greyness)
            .mixed(WHITE, ((age as f32 - 70.0) / 22.0).clamp(0.0, 0.85)),
    }
}
