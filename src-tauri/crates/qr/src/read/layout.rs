//! What stands where in a code of a version, whatever it says (ISO/IEC 18004 clause 6.3 and annex E).

/// The parts of a code that are the same in every code of its version.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    version: u8,
    /// Rows and columns of the alignment patterns' middles, the first `count`.
    alignment: [usize; MOST_ROWS],
    count: usize,
    /// Of every row and column, which pattern's it is.
    near: [Near; MOST_SIZE],
}

/// The version whose finders' middles lie about so many modules apart; where that is none, a number beyond 1 to 40.
pub(super) fn nearest_version(span: f64) -> f64 {
    // 14 modules are version 1, and each has 4 more.
    ((span - 10.0) / 4.0).round()
}

/// Modules a side of the largest version.
const MOST_SIZE: usize = 177;

/// Whether a row or column goes through an alignment pattern: how far from its middle, and whether the pattern is the
/// first or the last of its line.
#[derive(Debug, Clone, Copy)]
enum Near {
    Nothing,
    First(u8),
    Inner(u8),
    Last(u8),
}

impl Near {
    const fn distance(self) -> Option<u8> {
        match self {
            Self::Nothing => None,
            Self::First(away) | Self::Inner(away) | Self::Last(away) => Some(away),
        }
    }
}

/// Rows of alignment patterns of the largest version.
const MOST_ROWS: usize = 7;

/// Alignment patterns of the largest version.
pub(super) const MOST_PATTERNS: usize = MOST_ROWS * MOST_ROWS - 3;

impl Layout {
    /// Of version 1 to 40.
    pub(super) fn new(version: u8) -> Self {
        let size = 17 + 4 * usize::from(version);
        let mut alignment = [6; MOST_ROWS];
        let mut rows = 0;
        if version >= 2 {
            rows = usize::from(version) / 7 + 2;
            // Evenly spaced by an even step from the far end; the first gap takes the rest.
            let step = match version {
                32 => 26,
                _ => (size - 13).div_ceil(2 * (rows - 1)) * 2,
            };
            for (i, row) in alignment.iter_mut().take(rows).enumerate().skip(1) {
                *row = size - 7 - (rows - 1 - i) * step;
            }
        }
        let mut near = [Near::Nothing; MOST_SIZE];
        for (i, &row) in alignment.iter().take(rows).enumerate() {
            for (at, near) in near.iter_mut().enumerate().skip(row - 2).take(5) {
                let away = at.abs_diff(row) as u8;
                *near = match i {
                    0 => Near::First(away),
                    _ if i + 1 == rows => Near::Last(away),
                    _ => Near::Inner(away),
                };
            }
        }
        Self {
            version,
            alignment,
            count: rows,
            near,
        }
    }

    fn rows(&self) -> &[usize] {
        self.alignment.get(..self.count).unwrap_or_default()
    }

    /// Of a code of so many modules a side, if there is one.
    pub(super) fn of_size(size: usize) -> Option<Self> {
        let version = size.checked_sub(17)?.checked_div(4)?;
        (size % 4 == 1 && (1..=40).contains(&version)).then(|| Self::new(version as u8))
    }

    /// 1 to 40.
    pub(super) const fn version(&self) -> u8 {
        self.version
    }

    /// Modules a side.
    pub(super) fn size(&self) -> usize {
        17 + 4 * usize::from(self.version)
    }

    /// The middles of the finder patterns, modules from the code's corner: upper left, upper right, lower left.
    pub(super) fn finder_centres(&self) -> [(f64, f64); 3] {
        let far = self.size() as f64 - 3.5;
        [(3.5, 3.5), (far, 3.5), (3.5, far)]
    }

    /// The middles of the alignment patterns, modules (column, row).
    pub(super) fn alignment_centres(&self) -> impl Iterator<Item = (usize, usize)> {
        let far = self.size() - 7;
        self.rows()
            .iter()
            .flat_map(|&x| self.rows().iter().map(move |&y| (x, y)))
            .filter(move |place| ![(6, 6), (6, far), (far, 6)].contains(place))
    }

    /// Whether the module in column `x`, row `y` is dark in every code of this version; `None` when it depends
    /// on what the code says.
    pub(super) fn fixed(&self, x: usize, y: usize) -> Option<bool> {
        let size = self.size();
        // A finder and the light frame on its inner sides are eight modules wide.
        let (low_x, low_y, high_x, high_y) = (x < 8, y < 8, x + 8 >= size, y + 8 >= size);
        if (low_x && (low_y || high_y)) || (high_x && low_y) {
            let from = |at: usize, low: bool| at.abs_diff(if low { 3 } else { size - 4 });
            return Some(matches!(from(x, low_x).max(from(y, low_y)), 0 | 1 | 3));
        }
        let near = |at: usize| self.near.get(at).copied().unwrap_or(Near::Nothing);
        match (near(x), near(y)) {
            // Where finders are.
            (Near::First(_), Near::First(_) | Near::Last(_)) | (Near::Last(_), Near::First(_)) => {}
            (across, down) => {
                if let (Some(across), Some(down)) = (across.distance(), down.distance()) {
                    return Some(across.max(down) != 1);
                }
            }
        }
        if x == 6 || y == 6 {
            return Some((x + y).is_multiple_of(2));
        }
        (x == 8 && y == size - 8).then_some(true)
    }
}

#[cfg(test)]
mod tests {
    use qrcode::canvas::Canvas;
    use qrcode::{EcLevel, Version};

    use super::*;

    #[test]
    fn every_version_has_its_fixed_modules_where_the_encoder_puts_them() {
        for version in 1..=40u8 {
            let mut canvas = Canvas::new(Version::Normal(version.into()), EcLevel::L);
            canvas.draw_all_functional_patterns();
            let layout = Layout::new(version);
            assert_eq!(layout.size(), Version::Normal(version.into()).width() as usize);
            for y in 0..layout.size() {
                for x in 0..layout.size() {
                    if let Some(dark) = layout.fixed(x, y) {
                        assert_eq!(
                            dark,
                            canvas.get(x as i16, y as i16).is_dark(),
                            "version {version} at {x},{y}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn alignment_patterns_are_as_many_as_the_standard_says() {
        let count = |version| Layout::new(version).alignment_centres().count();
        assert_eq!(
            [1, 2, 6, 7, 13, 14, 16, 40].map(count),
            [0, 1, 1, 6, 6, 13, 13, 46]
        );
    }
}
