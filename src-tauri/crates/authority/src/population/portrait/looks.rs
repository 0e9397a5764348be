//! What makes one face another: the measures, colours and styles that the painters read.

use dinhdanh_protocol::Sex;

use super::canvas::Tone;
use crate::population::draw::Draw;
use crate::population::{Feature, POPULATION_DATE, Person};

/// The outline of the face: half widths at four heights, in units of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct FaceShape {
    pub(super) temple: f32,
    pub(super) cheek: f32,
    pub(super) jaw: f32,
    pub(super) chin: f32,
    /// How far down the chin is.
    pub(super) chin_y: f32,
}

/// The eyes and what is above them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Eyes {
    pub(super) y: f32,
    /// From the middle of the face to the middle of an eye.
    pub(super) apart: f32,
    pub(super) half_width: f32,
    /// From the line between the corners up to the lid.
    pub(super) open: f32,
    /// How much higher the outer corner is.
    pub(super) tilt: f32,
    pub(super) double_lid: bool,
    pub(super) brow_lift: f32,
    pub(super) brow_thick: f32,
    pub(super) brow_arch: f32,
    pub(super) brow_slope: f32,
}

/// Nose and mouth.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoseAndMouth {
    pub(super) nose_y: f32,
    pub(super) nose_half: f32,
    /// The shade down one side of the bridge, from 0.
    pub(super) bridge: f32,
    pub(super) mouth_y: f32,
    pub(super) mouth_half: f32,
    pub(super) upper_lip: f32,
    pub(super) lower_lip: f32,
    /// How far the corners go up.
    pub(super) smile: f32,
}

/// How the hair is worn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum HairStyle {
    #[default]
    SidePart,
    Crew,
    Quiff,
    Fringe,
    MiddlePart,
    SlickBack,
    Receding,
    Bald,
    LongCentre,
    LongSide,
    BobFringe,
    BobSide,
    LowBun,
    TopBun,
    Ponytail,
    Wavy,
    Perm,
    Pixie,
    Turban,
    Pigtails,
}

/// Hair of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Beard {
    #[default]
    None,
    Stubble,
    Moustache,
    Goatee,
    Elder,
}

/// Spectacles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Glasses {
    #[default]
    None,
    Round,
    Square,
    HalfRim,
    Thin,
}

/// What is worn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Garment {
    #[default]
    Shirt,
    Polo,
    Tee,
    Suit,
    AoDai,
    Blouse,
    VNeck,
    AoBaBa,
    Jacket,
}

/// Everything the painters need.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    pub(super) sex: Sex,
    pub(super) age: u32,
    pub(super) features: Vec<Feature>,
    pub(super) paper: Tone,
    pub(super) motif: u32,
    pub(super) skin: Tone,
    pub(super) lips: Tone,
    pub(super) hair: Tone,
    pub(super) brow: Tone,
    pub(super) blush: f32,
    pub(super) face: FaceShape,
    pub(super) ear: f32,
    pub(super) eyes: Eyes,
    pub(super) middle: NoseAndMouth,
    pub(super) hair_style: HairStyle,
    /// Whether the hair falls to the other side.
    pub(super) parted_right: bool,
    pub(super) beard: Beard,
    pub(super) glasses: Glasses,
    pub(super) frame: Tone,
    pub(super) garment: Garment,
    pub(super) cloth: Tone,
    pub(super) trim: Tone,
    pub(super) neck: f32,
    pub(super) shoulder: f32,
    pub(super) freckles: bool,
}

const PAPERS: &[Tone] = &[
    Tone(240, 228, 208), Tone(206, 224, 218), Tone(243, 214, 212), Tone(214, 221, 232), Tone(225, 228, 203),
    Tone(233, 217, 228), Tone(247, 230, 200), Tone(200, 219, 224), Tone(222, 214, 204), Tone(236, 205, 196),
];
const SKINS: &[(Tone, u32)] = &[
    (Tone(250, 223, 196), 16),
    (Tone(244, 208, 175), 24),
    (Tone(234, 190, 152), 24),
    (Tone(221, 171, 130), 18),
    (Tone(203, 148, 108), 12),
    (Tone(178, 122, 85), 6),
];
const BLACK_HAIR: &[(Tone, u32)] = &[(Tone(31, 26, 29), 5), (Tone(40, 31, 30), 4), (Tone(52, 38, 33), 3)];
const BROWN_HAIR: &[(Tone, u32)] =
    &[(Tone(31, 26, 29), 5), (Tone(44, 32, 30), 4), (Tone(74, 48, 36), 2), (Tone(98, 62, 44), 1)];
const GREY: Tone = Tone(176, 172, 170);
const WHITE: Tone = Tone(232, 229, 224);
const CALM_CLOTHS: &[Tone] = &[
    Tone(244, 243, 240), Tone(214, 228, 240), Tone(52, 72, 96), Tone(98, 116, 128), Tone(40, 44, 52),
    Tone(122, 150, 148), Tone(188, 200, 188), Tone(86, 78, 84), Tone(30, 90, 92), Tone(146, 82, 74),
];
const BRIGHT_CLOTHS: &[Tone] = &[
    Tone(216, 106, 128), Tone(238, 190, 180), Tone(250, 246, 238), Tone(126, 92, 140), Tone(34, 112, 112),
    Tone(224, 162, 84), Tone(106, 142, 186), Tone(176, 56, 74), Tone(142, 170, 120), Tone(70, 66, 98),
    Tone(246, 218, 150),
];
const LIPS: &[Tone] = &[Tone(196, 88, 92), Tone(184, 66, 78), Tone(206, 110, 104), Tone(172, 78, 84), Tone(214, 98, 112)];

impl Looks {
    pub(super) fn of(person: &Person) -> Self {
        let draw = &mut Draw::of_portrait(person.portrait_seed);
        let age = person.age_on(POPULATION_DATE);
        let (sex, woman) = (person.sex, person.sex == Sex::Female);
        let (skin, hair) = (draw.weighted(SKINS), hair_tone(draw, woman, age));
        let hair_style = hair_style(draw, woman, age);
        let garment = garment(draw, woman, age);
        let cloth = draw.pick(if woman || age < 14 { BRIGHT_CLOTHS } else { CALM_CLOTHS });
        let rouge = match (woman, age) {
            (true, 15..70) => 0.72,
            (true, _) => 0.42,
            _ => 0.34,
        };
        let slight = childhood(age);
        Self {
            sex,
            age,
            features: person.card.features.clone(),
            paper: draw.pick(PAPERS),
            motif: draw.below(4),
            skin,
            lips: skin.darker(0.12).mixed(draw.pick(LIPS), rouge),
            hair,
            brow: hair.mixed(Tone(60, 46, 42), if age > 66 { 0.35 } else { 0.2 }),
            blush: if woman || age < 14 { draw.real(0.16, 0.3) } else { draw.real(0.05, 0.14) },
            face: face_shape(draw, woman, age),
            ear: draw.real(8.5, 12.5),
            eyes: eyes(draw, woman, age),
            middle: nose_and_mouth(draw, woman, age),
            hair_style,
            parted_right: draw.chance(50),
            beard: beard(draw, woman, age),
            glasses: glasses(draw, age),
            frame: draw.pick(&[Tone(36, 34, 40), Tone(92, 58, 40), Tone(128, 108, 72), Tone(122, 52, 60), Tone(58, 76, 92)]),
            garment,
            cloth,
            trim: draw.pick(&[Tone(250, 247, 240), Tone(214, 178, 104), Tone(176, 56, 74), Tone(52, 72, 96), Tone(34, 112, 112)]),
            neck: if woman { draw.real(20.0, 23.5) } else { draw.real(24.0, 29.5) } - 4.5 * slight,
            shoulder: if woman { draw.real(76.0, 88.0) } else { draw.real(90.0, 106.0) } - 20.0 * slight,
            freckles: age < 40 && draw.chance(6),
        }
    }

    /// 0 up to 45, 1 from 85 on.
    pub(super) fn oldness(&self) -> f32 {
        ((self.age as f32 - 45.0) / 40.0).clamp(0.0, 1.0)
    }

    /// 1 for the part on the viewer's left, -1 for the other.
    pub(super) fn way(&self) -> f32 {
        if self.parted_right { -1.0 } else { 1.0 }
    }
}

/// 1 at six, 0 from seventeen on.
fn childhood(age: u32) -> f32 {
    ((17.0 - age as f32) / 11.0).clamp(0.0, 1.0)
}

fn hair_tone(draw: &mut Draw, woman: bool, age: u32) -> Tone {
    let young = draw.weighted(if woman && age > 15 { BROWN_HAIR } else { BLACK_HAIR });
    let dyed = age < 74 && draw.chance(if woman { 45 } else { 25 });
    let greyness = ((age as f32 - draw.real(44.0, 58.0)) / 24.0).clamp(0.0, 1.0);
    match age {
        0..46 => young,
        _ if dyed => young.mixed(GREY, 0.08),
        _ => young.mixed(GREY, greyness).mixed(WHITE, ((age as f32 - 70.0) / 22.0).clamp(0.0, 0.85)),
    }
}

fn hair_style(draw: &mut Draw, woman: bool, age: u32) -> HairStyle {
    use HairStyle::{
        Bald, BobFringe, BobSide, Crew, Fringe, LongCentre, LongSide, LowBun, MiddlePart, Perm, Pigtails, Pixie,
        Ponytail, Quiff, Receding, SidePart, SlickBack, TopBun, Turban, Wavy,
    };
    match (woman, age) {
        (false, 0..14) => draw.weighted(&[(Fringe, 4), (Crew, 4), (SidePart, 2)]),
        (false, 14..30) => draw.weighted(&[(Fringe, 4), (MiddlePart, 3), (Quiff, 4), (Crew, 2), (SidePart, 3)]),
        (false, 30..50) => draw.weighted(&[(SidePart, 5), (Quiff, 3), (Crew, 4), (SlickBack, 3), (Receding, 1)]),
        (false, 50..66) => draw.weighted(&[(SidePart, 5), (SlickBack, 4), (Receding, 4), (Crew, 3), (Bald, 1)]),
        (false, _) => draw.weighted(&[(SidePart, 3), (SlickBack, 3), (Receding, 4), (Bald, 3), (Crew, 2)]),
        (true, 0..14) => draw.weighted(&[(Pigtails, 4), (BobFringe, 4), (Ponytail, 3), (LongCentre, 2)]),
        (true, 14..35) => draw.weighted(&[
            (LongCentre, 4), (LongSide, 4), (BobFringe, 2), (BobSide, 3), (Ponytail, 3), (Wavy, 3), (LowBun, 1), (TopBun, 2),
        ]),
        (true, 35..56) => draw.weighted(&[
            (LongSide, 3), (BobSide, 4), (Wavy, 4), (LowBun, 3), (Ponytail, 3), (Perm, 2), (Pixie, 2), (LongCentre, 1),
        ]),
        (true, 56..76) => draw.weighted(&[(Perm, 5), (Pixie, 4), (LowBun, 4), (BobSide, 3), (Wavy, 1)]),
        (true, _) => draw.weighted(&[(Turban, 4), (LowBun, 4), (Perm, 3), (Pixie, 3)]),
    }
}

fn face_shape(draw: &mut Draw, woman: bool, age: u32) -> FaceShape {
    // Oval, round, square, heart, long: as (temple, cheek, jaw, chin, chin_y) of a woman.
    let (temple, cheek, jaw, chin, chin_y) = match draw.below(5) {
        0 => (49.0, 52.5, 41.0, 15.0, 207.0),
        1 => (50.0, 55.5, 47.0, 19.0, 203.0),
        2 => (50.5, 53.5, 47.5, 22.0, 206.0),
        3 => (52.0, 53.5, 38.5, 12.0, 207.0),
        _ => (47.5, 50.0, 40.5, 16.0, 212.0),
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

fn eyes(draw: &mut Draw, woman: bool, age: u32) -> Eyes {
    let slight = childhood(age);
    let old = ((age as f32 - 50.0) / 40.0).clamp(0.0, 1.0);
    let strength = if woman { 0.0 } else { 1.0 };
    Eyes {
        y: draw.real(140.0, 145.5) + slight * 6.0,
        apart: draw.real(22.8, 27.6),
        half_width: draw.real(9.4, 12.4) + slight * 0.8,
        open: draw.real(4.0, 6.6) + slight * 1.4 - old * 1.7 - strength * 0.5,
        tilt: draw.real(-0.9, 2.9) - old * 1.6,
        double_lid: draw.chance(if woman { 62 } else { 42 }),
        brow_lift: draw.real(14.0, 19.0) - strength * 1.8,
        brow_thick: draw.real(1.9, 3.6) + strength * 1.3 - old * 0.5,
        brow_arch: draw.real(0.4, 3.6) - strength * 0.7,
        brow_slope: draw.real(-2.2, 2.6) - old * 1.2,
    }
}

fn nose_and_mouth(draw: &mut Draw, woman: bool, age: u32) -> NoseAndMouth {
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
        smile: draw.real(-0.9, 3.0) - old * 0.8,
    }
}

fn beard(draw: &mut Draw, woman: bool, age: u32) -> Beard {
    match (woman, age) {
        (true, _) | (_, 0..22) => Beard::None,
        (_, 22..60) => draw.weighted(&[(Beard::None, 15), (Beard::Stubble, 3), (Beard::Moustache, 2), (Beard::Goatee, 1)]),
        _ => draw.weighted(&[(Beard::None, 11), (Beard::Moustache, 3), (Beard::Elder, 4), (Beard::Stubble, 1)]),
    }
}

fn glasses(draw: &mut Draw, age: u32) -> Glasses {
    let share = match age {
        0..14 => 16,
        14..45 => 24,
        _ => 30,
    };
    if draw.chance(share) {
        draw.weighted(&[(Glasses::Round, 3), (Glasses::Square, 4), (Glasses::HalfRim, 2), (Glasses::Thin, 3)])
    } else {
        Glasses::None
    }
}

fn garment(draw: &mut Draw, woman: bool, age: u32) -> Garment {
    use Garment::{AoBaBa, AoDai, Blouse, Jacket, Polo, Shirt, Suit, Tee, VNeck};
    match (woman, age) {
        (_, 0..14) => draw.weighted(&[(Shirt, 5), (Tee, 4), (Polo, 2)]),
        (false, 14..60) => draw.weighted(&[(Shirt, 7), (Polo, 4), (Tee, 3), (Suit, 3), (Jacket, 3)]),
        (false, _) => draw.weighted(&[(Shirt, 7), (Polo, 3), (Suit, 2), (AoBaBa, 3)]),
        (true, 14..60) => draw.weighted(&[(AoDai, 4), (Blouse, 5), (Shirt, 4), (VNeck, 4), (Tee, 2), (Suit, 1)]),
        (true, _) => draw.weighted(&[(AoDai, 3), (Blouse, 4), (AoBaBa, 5), (VNeck, 1)]),
    }
}
