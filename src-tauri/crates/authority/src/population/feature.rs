//! "Đặc điểm nhận dạng": the marks of a face that a card's back describes and the portrait shows.

use super::draw::Draw;

/// What the mark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nốt ruồi.
    #[default]
    Mole,
    /// Sẹo chấm.
    Scar,
}

/// The part of the face that the mark is measured from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Landmark {
    /// Đuôi mắt: the outer corner of an eye.
    #[default]
    EyeCorner,
    /// Mép: a corner of the mouth.
    MouthCorner,
    /// Cánh mũi: a wing of the nose.
    NoseWing,
    /// Đầu mày: the inner end of an eyebrow.
    BrowHead,
}

/// The person's own left or right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Trái.
    #[default]
    Left,
    /// Phải.
    Right,
}

/// One mark of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub mark: Mark,
    /// What it is measured from.
    pub landmark: Landmark,
    /// On which side of the person's own face.
    pub side: Side,
    /// How far from the landmark, in half centimetres: 2 to 4.
    pub half_centimetres: u32,
}

impl Feature {
    /// The wording of the card, "C:" standing for "cách" (away from).
    pub fn text(&self) -> String {
        let mark = match self.mark {
            Mark::Mole => "Nốt ruồi",
            Mark::Scar => "Sẹo chấm",
        };
        let landmark = match self.landmark {
            Landmark::EyeCorner => "dưới sau đuôi mắt",
            Landmark::MouthCorner => "trên sau mép",
            Landmark::NoseWing => "dưới sau cánh mũi",
            Landmark::BrowHead => "trên trước đầu mày",
        };
        let side = match self.side {
            Side::Left => "trái",
            Side::Right => "phải",
        };
        let half = if self.half_centimetres % 2 == 1 { ",5" } else { "" };
        format!(
            "{mark} C: {}{half}cm {landmark} {side}",
            self.half_centimetres / 2
        )
    }

    pub(super) fn drawn(draw: &mut Draw) -> Self {
        Self {
            mark: draw.weighted(&[(Mark::Mole, 7), (Mark::Scar, 3)]),
            landmark: draw.pick(&[
                Landmark::EyeCorner,
                Landmark::MouthCorner,
                Landmark::NoseWing,
                Landmark::BrowHead,
            ]),
            side: draw.pick(&[Side::Left, Side::Right]),
            half_centimetres: draw.between(2, 4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_reads_as_on_a_card() {
        let feature = Feature {
            mark: Mark::Scar,
            landmark: Landmark::BrowHead,
            side: Side::Right,
            half_centimetres: 3,
        };
        assert_eq!(feature.text(), "Sẹo chấm C: 1,5cm trên trước đầu mày phải");
        let mole = Feature {
            mark: Mark::Mole,
            side: Side::Left,
            half_centimetres: 2,
            ..feature
        };
        assert_eq!(mole.text(), "Nốt ruồi C: 1cm trên trước đầu mày trái");
    }
}
