//! The same picture smaller and larger.

use crate::picture::GrayView;

/// A size at which to look at a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Double,
    Whole,
    Half,
    Quarter,
    Eighth,
}

impl Scale {
    /// How many pixels of the picture one of the scaled one is.
    pub(super) fn factor(self) -> f64 {
        match self {
            Self::Double => 0.5,
            Self::Whole => 1.0,
            Self::Half => 2.0,
            Self::Quarter => 4.0,
            Self::Eighth => 8.0,
        }
    }
}

/// Buffers for one picture at its sizes.
#[derive(Default)]
pub(super) struct Scales {
    double: Vec<u8>,
    /// A row of it, before it is interpolated along itself.
    line: Vec<u16>,
    half: Vec<u8>,
    quarter: Vec<u8>,
    eighth: Vec<u8>,
}

impl Scales {
    /// The picture at `scale`; `None` when nothing would be left of it.
    pub(super) fn view<'a>(&'a mut self, picture: &GrayView<'a>, scale: Scale) -> Option<GrayView<'a>> {
        match scale {
            Scale::Double => double(picture, &mut self.line, &mut self.double),
            Scale::Whole => Some(*picture),
            Scale::Half => halve(picture, &mut self.half),
            Scale::Quarter => halve(&halve(picture, &mut self.half)?, &mut self.quarter),
            Scale::Eighth => {
                let half = halve(picture, &mut self.half)?;
                halve(&halve(&half, &mut self.quarter)?, &mut self.eighth)
            }
        }
    }
}

/// Half as wide and high, each pixel the mean of four; an odd last row or column is left out.
fn halve<'a>(view: &GrayView<'_>, buffer: &'a mut Vec<u8>) -> Option<GrayView<'a>> {
    let (width, height) = (view.width() / 2, view.height() / 2);
    buffer.resize(width * height, 0);
    for (y, out) in buffer.chunks_exact_mut(width.max(1)).enumerate() {
        let (above, below) = (view.row(2 * y), view.row(2 * y + 1));
        let (above, _) = above.as_chunks::<2>();
        let (below, _) = below.as_chunks::<2>();
        for (out, (above, below)) in out.iter_mut().zip(above.iter().zip(below)) {
            let sum = |pair: &[u8; 2]| u16::from(pair[0]) + u16::from(pair[1]);
            *out = ((sum(above) + sum(below) + 2) / 4) as u8;
        }
    }
    GrayView::new(width, height, buffer).ok()
}

/// Twice as wide and high, interpolated.
fn double<'a>(view: &GrayView<'_>, line: &mut Vec<u16>, buffer: &'a mut Vec<u8>) -> Option<GrayView<'a>> {
    let (width, height) = (view.width() * 2, view.height() * 2);
    buffer.resize(width * height, 0);
    for (y, out) in buffer.chunks_exact_mut(width).enumerate() {
        // A row of twice the height lies a quarter from one row's middle, three quarters from another's.
        let near = y / 2;
        let other = if y % 2 == 0 {
            near.saturating_sub(1)
        } else {
            (near + 1).min(view.height() - 1)
        };
        let (near, other) = (view.row(near), view.row(other));
        let mixed = |(near, other): (&u8, &u8)| 3 * u16::from(*near) + u16::from(*other);
        let ends = [near.first().zip(other.first()), near.last().zip(other.last())];
        let [first, last] = ends.map(|end| end.map_or(0, mixed));
        line.clear();
        line.push(first);
        line.extend(near.iter().zip(other).map(mixed));
        line.push(last);
        let (pairs, _) = out.as_chunks_mut::<2>();
        for (pair, around) in pairs.iter_mut().zip(line.windows(3)) {
            if let &[left, here, right] = around {
                *pair = [
                    ((3 * here + left + 8) / 16) as u8,
                    ((3 * here + right + 8) / 16) as u8,
                ];
            }
        }
    }
    GrayView::new(width, height, buffer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_means_and_doubling_interpolates() {
        let mut buffer = Vec::new();
        let pixels = [0, 100, 9, 100, 200, 9];
        let view = GrayView::new(3, 2, &pixels).unwrap();
        let half = halve(&view, &mut buffer).unwrap();
        assert_eq!((half.width(), half.height(), half.row(0)), (1, 1, &[100][..]));
        assert!(halve(&GrayView::new(1, 9, &[0; 9]).unwrap(), &mut Vec::new()).is_none());

        let pixels = [0, 160];
        let view = GrayView::new(2, 1, &pixels).unwrap();
        let twice = double(&view, &mut Vec::new(), &mut buffer).unwrap();
        assert_eq!((twice.width(), twice.height()), (4, 2));
        assert_eq!(twice.row(0), [0, 40, 120, 160]);
        assert_eq!(twice.row(1), twice.row(0));
    }
}
