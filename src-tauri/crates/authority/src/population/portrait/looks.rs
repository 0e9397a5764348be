//! What makes one face another: the measures, colours and styles that the painters read.

mod build;
mod palette;
mod wear;

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
    /// How much higher than usual the hair stands, in units of the sheet.
    pub(super) volume: f32,
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

impl Looks {
    pub(super) fn of(person: &Person) -> Self {
        let draw = &mut Draw::of_portrait(person.portrait_seed);
        let age = person.age_on(POPULATION_DATE);
        let (sex, woman) = (person.sex, person.sex == Sex::Female);
        let (skin, hair) = (
            draw.weighted(palette::SKINS),
            palette::hair_tone(draw, woman, age),
        );
        let hair_style = wear::hair_style(draw, woman, age);
        let garment = wear::garment(draw, woman, age);
        let cloth = draw.pick(if woman || age < 14 {
            palette::BRIGHT_CLOTHS
        } else {
            palette::CALM_CLOTHS
        });
        let rouge = match (woman, age) {
            (true, 15..70) => 0.72,
            (true, _) => 0.42,
            _ => 0.34,
        };
        let slight = build::childhood(age);
        Self {
            sex,
            age,
            features: person.card.features.clone(),
            paper: draw.pick(palette::PAPERS),
            motif: draw.below(4),
            skin,
            lips: skin.darker(0.12).mixed(draw.pick(palette::LIPS), rouge),
            hair,
            brow: hair.mixed(Tone(60, 46, 42), if age > 66 { 0.35 } else { 0.2 }),
            blush: if woman || age < 14 {
                draw.real(0.12, 0.24)
            } else {
                draw.real(0.04, 0.1)
            },
            face: build::face_shape(draw, woman, age),
            ear: draw.real(8.5, 12.5),
            eyes: build::eyes(draw, woman, age),
            middle: build::nose_and_mouth(draw, woman, age),
            hair_style,
            volume: draw.real(-2.5, 5.5),
            parted_right: draw.chance(50),
            beard: wear::beard(draw, woman, age),
            glasses: wear::glasses(draw, age),
            frame: draw.pick(palette::FRAMES),
            garment,
            cloth,
            trim: draw.pick(palette::TRIMS),
            neck: if woman {
                draw.real(20.0, 23.5)
            } else {
                draw.real(24.0, 29.5)
            } - 4.5 * slight,
            shoulder: if woman {
                draw.real(76.0, 88.0)
            } else {
                draw.real(90.0, 106.0)
            } - 20.0 * slight,
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
