//! How much work a picture is worth: which looks are taken at it, and how often each step may try.

use super::budget::Budget;
use super::finder::Care;
use super::scale::Scale;
use crate::picture::GrayView;

/// How much work a picture is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A camera frame: the next one comes anyway. A few tries, then it is let go.
    Live,
    /// A picture that will not get better: everything is tried.
    Still,
}

/// One look at the picture: at which size, and how faint an edge may be (levels of 255).
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) scale: Scale,
    pub(super) swing: u8,
    /// The blur that is taken back before: standard deviation, pixels of this size.
    pub(super) blur: Option<f64>,
}

/// Of a code that was cut out, a picture of more pixels is not worth doubling.
pub(super) const SMALL: usize = 1 << 18;

/// Pictures of up to this many pixels are worth doubling.
const DOUBLED: usize = 2 << 20;

/// A picture is sharpened as a whole at a size of no more pixels than this.
const SHARPENED: f64 = 2_100_000.0;

/// Pictures of more pixels than this are looked at from half their size on, and of four times as many from a
/// quarter: a code that fills a telling part of them is large enough there, and a page of decoys stays bounded.
const WHOLE: usize = 12 << 20;

impl Effort {
    /// A look at every other frame of a video beside the plain ones, while nothing is followed: small, so that it is
    /// done in time.
    pub(super) fn extra_look(picture: &GrayView<'_>, frame: u32) -> Option<Look> {
        let scale = Scale::Half;
        let small = (picture.width() * picture.height()) as f64 <= SHARPENED / 2.0;
        (small && frame.is_multiple_of(2)).then_some(Look {
            scale,
            swing: 24,
            blur: Some(1.2),
        })
    }

    pub(super) fn looks(self, picture: &GrayView<'_>) -> impl Iterator<Item = Look> + use<> {
        let pixels = picture.width() * picture.height();
        let enough = move |scale: Scale| match scale {
            Scale::Double => pixels <= DOUBLED,
            Scale::Whole => pixels <= WHOLE,
            Scale::Half => pixels <= 4 * WHOLE,
            Scale::Quarter | Scale::Eighth => true,
        };
        let sharpened = move |scale: Scale| pixels as f64 <= SHARPENED * scale.factor().powi(2);
        let looks: &[(Scale, u8, Option<f64>)] = match self {
            Self::Live if pixels > WHOLE => &[(Scale::Quarter, 16, None), (Scale::Eighth, 16, None)],
            Self::Live => &[
                (Scale::Whole, 24, None),
                (Scale::Half, 16, None),
                (Scale::Whole, 10, None),
            ],
            Self::Still => &[
                (Scale::Whole, 24, None),
                (Scale::Half, 16, None),
                (Scale::Whole, 10, None),
                (Scale::Quarter, 16, None),
                (Scale::Double, 16, None),
                (Scale::Half, 8, None),
                (Scale::Double, 8, None),
                (Scale::Eighth, 12, None),
                (Scale::Whole, 24, Some(1.2)),
                (Scale::Whole, 24, Some(2.0)),
                (Scale::Half, 24, Some(1.2)),
                (Scale::Whole, 24, Some(2.8)),
                (Scale::Half, 24, Some(2.0)),
                (Scale::Double, 24, Some(3.0)),
            ],
        };
        looks
            .iter()
            .filter(move |(scale, _, blur)| enough(*scale) && (blur.is_none() || sharpened(*scale)))
            .map(|&(scale, swing, blur)| Look { scale, swing, blur })
    }

    pub(super) fn care(self, view: &GrayView<'_>, look: Look) -> Care {
        let swing = look.swing;
        match self {
            // The core of a finder is three modules high: every second row meets it also at 2 pixels a module.
            Self::Live if view.height() >= 480 => Care {
                swing,
                step: 2,
                suspects: 3_000,
                most: 160,
            },
            Self::Live => Care {
                swing,
                step: 1,
                suspects: 3_000,
                most: 160,
            },
            Self::Still => Care {
                swing,
                // What is interpolated or sharpened differs little from one row to the next.
                step: match look {
                    Look {
                        scale: Scale::Double, ..
                    } if view.height() > 1_000 => 2,
                    Look { blur: Some(_), .. } if view.height() > 500 => 2,
                    _ => 1,
                },
                suspects: 60_000,
                most: 400,
            },
        }
    }

    /// What all looks at a picture may cost, from one code that is read to the next.
    pub(super) fn budget(self) -> Budget {
        Budget::of_ms(match self {
            Self::Live => 120,
            Self::Still => 265,
        })
    }

    /// Triples of finder patterns tried a look at most, from one code that is read to the next.
    pub(super) fn tries(self, read: bool) -> usize {
        match (self, read) {
            (Self::Live, _) => 8,
            (Self::Still, true) => 400,
            (Self::Still, false) => 60,
        }
    }

    /// Grids laid over a look at most, from one code that is read to the next.
    pub(super) fn grids(self, read: bool) -> u32 {
        match (self, read) {
            (Self::Live, _) => 8,
            (Self::Still, true) => 40,
            (Self::Still, false) => 24,
        }
    }

    /// Grids bent in a picture at most.
    pub(super) fn bends(self) -> u32 {
        match self {
            Self::Live => 1,
            Self::Still => 10,
        }
    }

    /// Codes equalized a picture at most.
    pub(super) fn equalizable(self) -> u32 {
        match self {
            Self::Live => 0,
            Self::Still => 6,
        }
    }

    /// Triples of finder patterns kept a look.
    pub(super) fn corners(self) -> usize {
        match self {
            Self::Live => 40,
            Self::Still => 1_500,
        }
    }

    /// Versions tried a triple.
    pub(super) fn versions(self) -> usize {
        match self {
            Self::Live => 3,
            Self::Still => 5,
        }
    }
}
