//! What people choose: how they wear hair and beard, glasses, clothes.

use super::{Beard, Garment, Glasses, HairStyle};
use crate::population::draw::Draw;

pub(super) fn hair_style(draw: &mut Draw, woman: bool, age: u32) -> HairStyle {
    use HairStyle::{
        Bald, BobFringe, BobSide, Crew, Fringe, LongCentre, LongSide, LowBun, MiddlePart, Perm, Pigtails,
        Pixie, Ponytail, Quiff, Receding, SidePart, SlickBack, TopBun, Turban, Wavy,
    };
    match (woman, age) {
        (false, 0..14) => draw.weighted(&[(Fringe, 4), (Crew, 4), (SidePart, 2)]),
        (false, 14..30) => {
            draw.weighted(&[(Fringe, 4), (MiddlePart, 3), (Quiff, 4), (Crew, 2), (SidePart, 3)])
        }
        (false, 30..50) => draw.weighted(&[
            (SidePart, 5),
            (Quiff, 3),
            (Crew, 4),
            (SlickBack, 3),
            (Receding, 1),
        ]),
        (false, 50..66) => {
            draw.weighted(&[(SidePart, 5), (SlickBack, 4), (Receding, 4), (Crew, 3), (Bald, 1)])
        }
        (false, _) => draw.weighted(&[(SidePart, 3), (SlickBack, 3), (Receding, 4), (Bald, 3), (Crew, 2)]),
        (true, 0..14) => draw.weighted(&[(Pigtails, 4), (BobFringe, 4), (Ponytail, 3), (LongCentre, 2)]),
        (true, 14..35) => draw.weighted(&[
            (LongCentre, 4),
            (LongSide, 4),
            (BobFringe, 2),
            (BobSide, 3),
            (Ponytail, 3),
            (Wavy, 3),
            (LowBun, 1),
            (TopBun, 2),
        ]),
        (true, 35..56) => draw.weighted(&[
            (LongSide, 3),
            (BobSide, 4),
            (Wavy, 4),
            (LowBun, 3),
            (Ponytail, 3),
            (Perm, 2),
            (Pixie, 2),
            (LongCentre, 1),
        ]),
        (true, 56..76) => draw.weighted(&[(Perm, 5), (Pixie, 4), (LowBun, 4), (BobSide, 3), (Wavy, 1)]),
        (true, _) => draw.weighted(&[(Turban, 4), (LowBun, 4), (Perm, 3), (Pixie, 3)]),
    }
}

pub(super) fn beard(draw: &mut Draw, woman: bool, age: u32) -> Beard {
    match (woman, age) {
        (true, _) | (_, 0..22) => Beard::None,
        (_, 22..60) => draw.weighted(&[(Beard::None, 17), (Beard::Moustache, 2), (Beard::Goatee, 1)]),
        _ => draw.weighted(&[(Beard::None, 11), (Beard::Moustache, 3), (Beard::Elder, 4)]),
    }
}

pub(super) fn glasses(draw: &mut Draw, age: u32) -> Glasses {
    let share = match age {
        0..14 => 16,
        14..45 => 24,
        _ => 30,
    };
    if draw.chance(share) {
        draw.weighted(&[
            (Glasses::Round, 3),
            (Glasses::Square, 4),
            (Glasses::HalfRim, 2),
            (Glasses::Thin, 3),
        ])
    } else {
        Glasses::None
    }
}

pub(super) fn garment(draw: &mut Draw, woman: bool, age: u32) -> Garment {
    use Garment::{AoBaBa, AoDai, Blouse, Jacket, Polo, Shirt, Suit, Tee, VNeck};
    match (woman, age) {
        (_, 0..14) => draw.weighted(&[(Shirt, 5), (Tee, 4), (Polo, 2)]),
        (false, 14..60) => draw.weighted(&[(Shirt, 7), (Polo, 4), (Tee, 3), (Suit, 3), (Jacket, 3)]),
        (false, _) => draw.weighted(&[(Shirt, 7), (Polo, 3), (Suit, 2), (AoBaBa, 3)]),
        (true, 14..60) => draw.weighted(&[
            (AoDai, 4),
            (Blouse, 5),
            (Shirt, 4),
            (VNeck, 4),
            (Tee, 2),
            (Suit, 1),
        ]),
        (true, _) => draw.weighted(&[(AoDai, 3), (Blouse, 4), (AoBaBa, 5), (VNeck, 1)]),
    }
}
