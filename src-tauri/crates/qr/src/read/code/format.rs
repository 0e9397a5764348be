//! Which mask a code has and how much it can correct (ISO/IEC 18004 clause 7.9), by the format that fits best what is
//! seen at both of its places.

use super::Modules;
use super::blocks::Level;

/// What the fifteen bits are drawn over, so that they are never all light.
const MASK: u16 = 0x5412;
/// Of the code that makes fifteen bits of five.
const GENERATOR: u16 = 0x537;

/// The format of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) level: Level,
    /// 0 to 7.
    pub(super) mask: u8,
}

impl Format {
    /// The two formats that what is seen fits best, the better one first; none where nothing fits.
    pub(super) fn likeliest(modules: &Modules<'_>) -> [Option<Self>; 2] {
        let mut best = [(0.0, None); 2];
        for data in 0..32u16 {
            let mut one = (fit(modules, bits(data)), Some(data));
            for known in &mut best {
                if one.0 > known.0 {
                    std::mem::swap(&mut one, known);
                }
            }
        }
        best.map(|(_, data)| {
            data.map(|data| Self {
                level: Level::of_bits((data >> 3) as u8),
                mask: (data & 7) as u8,
            })
        })
    }

    /// Whether the mask turns the module in column `x`, row `y` over.
    pub(super) fn turns(self, x: usize, y: usize) -> bool {
        match self.mask {
            0 => (x + y).is_multiple_of(2),
            1 => y.is_multiple_of(2),
            2 => x.is_multiple_of(3),
            3 => (x + y).is_multiple_of(3),
            4 => (x / 3 + y / 2).is_multiple_of(2),
            5 => x * y % 2 + x * y % 3 == 0,
            6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
            _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
        }
    }
}

fn bits(data: u16) -> u16 {
    let mut rest = data;
    for _ in 0..10 {
        rest = (rest << 1) ^ ((rest >> 9) * GENERATOR);
    }
    ((data << 10) | (rest & 0x3ff)) ^ MASK
}

/// How well the bits agree with what is seen, the surer modules counting more.
fn fit(modules: &Modules<'_>, bits: u16) -> f32 {
    places(modules.size)
        .map(|(bit, x, y)| {
            let seen = modules.at(x, y).clamp(-1.0, 1.0);
            if bits >> bit & 1 == 1 { seen } else { -seen }
        })
        .sum()
}

/// Where each bit stands, twice: number, column, row.
pub(super) fn places(size: usize) -> impl Iterator<Item = (u16, usize, usize)> {
    let corner = (0..15u16).map(|bit| match usize::from(bit) {
        i @ 0..=5 => (bit, 8, i),
        i @ (6 | 7) => (bit, 8, i + 1),
        8 => (bit, 7, 8),
        i => (bit, 14 - i, 8),
    });
    let sides = (0..15u16).map(move |bit| match usize::from(bit) {
        i @ 0..=7 => (bit, size - 1 - i, 8),
        i => (bit, 8, size + i - 15),
    });
    corner.chain(sides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_s_example() {
        // Clause 7.9.1: level M, mask 101.
        assert_eq!(bits(0b00_101), 0b100_0000_1100_1110);
    }
}
