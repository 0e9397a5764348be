//! How the codewords of a version are shared out among blocks (ISO/IEC 18004 table 9).

/// How much a code can correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Low,
    Medium,
    Quartile,
    High,
}

impl Level {
    /// As the format has it.
    pub(super) const fn of_bits(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::Medium,
            1 => Self::Low,
            2 => Self::High,
            _ => Self::Quartile,
        }
    }
}

/// Check bytes a block, by version.
#[rustfmt::skip]
const CHECK: [[u8; 40]; 4] = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];

/// Blocks, by version.
#[rustfmt::skip]
const BLOCKS: [[u8; 40]; 4] = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];

/// The blocks of a code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blocks {
    /// How many.
    pub(super) count: usize,
    /// Check bytes of each.
    pub(super) check: usize,
    /// Bytes of all, check bytes included.
    pub(super) bytes: usize,
    /// Check bytes of each that the standard keeps from correcting, lest a small code be read as another.
    pub(super) protection: usize,
}

impl Blocks {
    /// Of a version, 1 to 40, with so many bytes in all.
    pub(super) fn new(version: u8, level: Level, bytes: usize) -> Option<Self> {
        let of = |table: &[[u8; 40]; 4]| {
            let row = match level {
                Level::Low => 0,
                Level::Medium => 1,
                Level::Quartile => 2,
                Level::High => 3,
            };
            let value = table.get(row)?.get(usize::from(version).checked_sub(1)?)?;
            Some(usize::from(*value))
        };
        Some(Self {
            count: of(&BLOCKS)?,
            check: of(&CHECK)?,
            bytes,
            protection: match (version, level) {
                (1, Level::Low) => 3,
                (1, Level::Medium) | (2, Level::Low) => 2,
                (1, _) | (3, Level::Low) => 1,
                _ => 0,
            },
        })
    }

    /// Data bytes of a block; the later ones may have one more than the first.
    pub(super) const fn data(self, block: usize) -> usize {
        let short = self.bytes / self.count - self.check;
        let long = self.bytes % self.count;
        if block >= self.count - long {
            short + 1
        } else {
            short
        }
    }

    /// Codewords in the blocks before this one.
    pub(super) const fn start(self, block: usize) -> usize {
        let long = self.bytes % self.count;
        block * (self.bytes / self.count) + block.saturating_sub(self.count - long)
    }

    /// To which block and place in it each byte of the code belongs, in the order in which they stand in it.
    pub(super) fn order(self) -> impl Iterator<Item = (usize, usize)> {
        let longest = self.data(self.count - 1);
        let data = (0..longest).flat_map(move |at| (0..self.count).map(move |block| (block, at)));
        let data = data.filter(move |(block, at)| *at < self.data(*block));
        let check = (0..self.check)
            .flat_map(move |at| (0..self.count).map(move |block| (block, self.data(block) + at)));
        data.chain(check)
    }
}
