//! From modules to text: format, mask, blocks, Reed–Solomon with erasures, segments (ISO/IEC 18004 clause 7).

mod blocks;
mod format;
mod reed_solomon;
mod segments;

use super::layout::Layout;
use blocks::Blocks;
use format::Format;
use segments::Writer;

/// Check bytes of a block that are never spent on erasures: they tell a codeword from chance.
const HELD_BACK: usize = 4;
/// How surely each block must be no chance, bits: a code that cannot be read is tried a hundred times a second for as long
/// as it is held out, and none of those tries may make a text of it. Each for itself, for of two codes in turn those
/// blocks that both have are sure while the others are noise.
const SURE: f64 = 24.0;

/// The modules of a code: how surely each is dark, about +1, or light, about −1.
pub(super) struct Modules<'a> {
    pub(super) layout: &'a Layout,
    /// Modules a side.
    pub(super) size: usize,
    pub(super) seen: &'a dyn Fn(usize, usize) -> f32,
    /// Columns are rows: a code seen in a mirror.
    pub(super) mirrored: bool,
}

impl Modules<'_> {
    fn at(&self, x: usize, y: usize) -> f32 {
        if self.mirrored {
            (self.seen)(y, x)
        } else {
            (self.seen)(x, y)
        }
    }
}

/// The places of the data, in their order: two columns at a time, up and down, from the right.
fn data_places(layout: &Layout) -> impl Iterator<Item = (u8, u8)> {
    let size = layout.size();
    let columns = (0..size / 2).map(move |pair| {
        let right = size - 1 - 2 * pair;
        // The timing line's column is none.
        if right <= 6 {
            (pair, right - 1)
        } else {
            (pair, right)
        }
    });
    let all = columns.flat_map(move |(pair, right)| {
        (0..size).flat_map(move |step| {
            let y = if pair % 2 == 0 { size - 1 - step } else { step };
            [(right, y), (right - 1, y)]
        })
    });
    all.filter(|(x, y)| !is_fixed(layout, *x, *y))
        .map(|(x, y)| (x as u8, y as u8))
}

fn is_fixed(layout: &Layout, x: usize, y: usize) -> bool {
    let size = layout.size();
    let of_format = (y == 8 && (x <= 8 || x >= size - 8)) || (x == 8 && (y <= 8 || y >= size - 8));
    let beside = |along: usize, across: usize| across < 6 && (size - 11..size - 8).contains(&along);
    let of_version = size >= 45 && (beside(x, y) || beside(y, x));
    of_format || of_version || layout.fixed(x, y).is_some()
}

/// A byte as it was seen.
#[derive(Clone, Copy, Default)]
struct Seen {
    byte: u8,
    /// How sure its least sure module is.
    sureness: f32,
}

/// Reads texts out of modules; keeps its buffers.
#[derive(Default)]
pub(super) struct Decoder {
    /// The version read last, and where its data stand.
    version: u8,
    data_places: Vec<(u8, u8)>,
    /// The bytes as they stand in the code, and block by block.
    seen: Vec<Seen>,
    blocks: Vec<Seen>,
    /// Places of a block, the least sure first.
    places: Vec<usize>,
    /// A block as it is corrected.
    block: Vec<u8>,
    data: Vec<u8>,
    writer: Writer,
}

impl Decoder {
    /// The text of a code; none where Reed–Solomon cannot correct it.
    pub(super) fn text(&mut self, layout: &Layout, seen: &dyn Fn(usize, usize) -> f32) -> Option<String> {
        if self.version != layout.version() {
            self.version = layout.version();
            self.data_places.clear();
            self.data_places.extend(data_places(layout));
        }
        [false, true].into_iter().find_map(|mirrored| {
            let modules = Modules {
                layout,
                size: layout.size(),
                seen,
                mirrored,
            };
            let formats = Format::likeliest(&modules);
            formats
                .into_iter()
                .flatten()
                .find_map(|format| self.decoded(&modules, format))
        })
    }

    fn decoded(&mut self, modules: &Modules<'_>, format: Format) -> Option<String> {
        bytes(modules, format, &self.data_places, &mut self.seen);
        let blocks = Blocks::new(modules.layout.version(), format.level, self.seen.len())?;
        self.blocks.clear();
        self.blocks.resize(self.seen.len(), Seen::default());
        for ((block, at), seen) in blocks.order().zip(&self.seen) {
            *self.blocks.get_mut(blocks.start(block) + at)? = *seen;
        }
        self.data.clear();
        for block in 0..blocks.count {
            self.correct(block, &blocks)?;
            self.data.extend_from_slice(self.block.get(..blocks.data(block))?);
        }
        self.writer.text(&self.data, modules.layout.version())
    }

    /// Leaves the block without errors in `self.block`, if that can be: first as it was seen, then with more and more of
    /// its least sure bytes taken as unknown (Forney's generalized minimum distance). Not where chance could have
    /// made the same.
    fn correct(&mut self, block: usize, blocks: &Blocks) -> Option<()> {
        let length = blocks.data(block) + blocks.check;
        let start = blocks.start(block);
        let row = self.blocks.get(start..start + length)?;
        self.places.clear();
        self.places.extend(0..length);
        let sureness = |at: &usize| row.get(*at).map_or(0.0, |seen| seen.sureness);
        self.places
            .sort_unstable_by(|a, b| sureness(a).total_cmp(&sureness(b)).then(a.cmp(b)));
        let most = blocks.check.saturating_sub(HELD_BACK).min(length);
        for erased in (0..=most).step_by(2) {
            self.block.clear();
            self.block.extend(row.iter().map(|seen| seen.byte));
            let unknown = self.places.get(..erased)?;
            if let Some(errors) = reed_solomon::correct(&mut self.block, blocks.check, unknown)
                && 2 * errors + erased <= blocks.check - blocks.protection
            {
                // Whatever it was found by, the best that speaks for it counts.
                let row = self.blocks.get(start..start + length)?;
                let changed = |at: &usize| row.get(*at).map(|seen| seen.byte) != self.block.get(*at).copied();
                let mut errors = self.places.iter().filter(|at| changed(at)).count();
                let mut surest = sureness_of(errors, length, blocks.check);
                for (erased, at) in (1..=most).zip(&self.places) {
                    errors -= usize::from(changed(at));
                    surest = surest.max(sureness_of(errors, length - erased, blocks.check - erased));
                }
                return (surest >= SURE).then_some(());
            }
        }
        None
    }
}

/// How many bits speak against it being by chance that no more than `errors` of `count` bytes must be changed to agree
/// with `check` others.
fn sureness_of(errors: usize, count: usize, check: usize) -> f64 {
    // Every check byte rules out 255 of 256, every byte that may be any other, wherever it stands, lets as many in.
    let let_in: f64 = (0..errors)
        .map(|i| 8.0 + ((count - i) as f64 / (i + 1) as f64).log2())
        .sum();
    8.0 * check as f64 - let_in
}

/// The bytes under the mask, as they stand in the code, into `bytes`; a few modules beyond the last byte mean nothing.
fn bytes(modules: &Modules<'_>, format: Format, places: &[(u8, u8)], bytes: &mut Vec<Seen>) {
    bytes.clear();
    let (mut byte, mut sureness, mut count) = (0u8, f32::INFINITY, 0);
    for &(x, y) in places {
        let (x, y) = (usize::from(x), usize::from(y));
        // The mask lies over the code as it was drawn.
        let value = modules.at(x, y);
        let dark = (value > 0.0) != format.turns(x, y);
        byte = byte << 1 | u8::from(dark);
        sureness = sureness.min(value.abs());
        count += 1;
        if count == 8 {
            bytes.push(Seen { byte, sureness });
            (byte, sureness, count) = (0, f32::INFINITY, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::encode::MASKS;
    use qrcode::bits::Bits;
    use qrcode::canvas::{Canvas, MaskPattern};
    use qrcode::ec::construct_codewords;
    use qrcode::{Color, EcLevel, Version};

    use super::*;

    fn text(layout: &Layout, seen: &dyn Fn(usize, usize) -> f32) -> Option<String> {
        Decoder::default().text(layout, seen)
    }

    const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];

    /// A code as another's encoder draws it.
    struct Drawn {
        layout: Layout,
        dark: Vec<bool>,
    }

    impl Drawn {
        fn of(bits: Bits, level: EcLevel, mask: MaskPattern) -> Self {
            let version = bits.version();
            let (data, check) = construct_codewords(&bits.into_bytes(), version, level).unwrap();
            let mut canvas = Canvas::new(version, level);
            canvas.draw_all_functional_patterns();
            canvas.draw_data(&data, &check);
            canvas.apply_mask(mask);
            let Version::Normal(number) = version else {
                panic!("a micro code")
            };
            Self {
                layout: Layout::new(u8::try_from(number).unwrap()),
                dark: canvas
                    .into_colors()
                    .into_iter()
                    .map(|one| one == Color::Dark)
                    .collect(),
            }
        }

        fn module(&self, x: usize, y: usize) -> f32 {
            if self.dark[y * self.layout.size() + x] {
                1.0
            } else {
                -1.0
            }
        }

        fn text(&self) -> Option<String> {
            text(&self.layout, &|x, y| self.module(x, y))
        }
    }

    fn bits(version: i16, level: EcLevel, push: impl FnOnce(&mut Bits)) -> Bits {
        let mut bits = Bits::new(Version::Normal(version));
        push(&mut bits);
        bits.push_terminator(level).unwrap();
        bits
    }

    #[test]
    fn every_version_at_every_level_under_every_mask() {
        for version in 1..=40i16 {
            for (at, level) in LEVELS.into_iter().enumerate() {
                let said = format!("V{version}");
                let bits = bits(version, level, |bits| {
                    bits.push_byte_data(said.as_bytes()).unwrap()
                });
                let drawn = Drawn::of(bits, level, MASKS[(usize::try_from(version).unwrap() + at) % 8]);
                assert_eq!(drawn.text(), Some(said), "{level:?}");
                let mirrored = text(&drawn.layout, &|x, y| drawn.module(y, x));
                assert_eq!(mirrored, drawn.text(), "{version} {level:?} mirrored");
            }
        }
    }

    #[test]
    fn every_mode_and_the_sets_that_are_named_or_plain() {
        let told = |push: &dyn Fn(&mut Bits)| {
            Drawn::of(bits(7, EcLevel::M, push), EcLevel::M, MaskPattern::Fields).text()
        };
        let told_of = |bytes: &[u8]| told(&|bits| bits.push_byte_data(bytes).unwrap());
        assert_eq!(
            told(&|bits| bits.push_numeric_data(b"0012345678").unwrap()).as_deref(),
            Some("0012345678")
        );
        assert_eq!(
            told(&|bits| bits.push_alphanumeric_data(b"AC-42/X").unwrap()).as_deref(),
            Some("AC-42/X")
        );
        assert_eq!(
            told(&|bits| bits.push_kanji_data(b"\x93\x5f\xe4\xaa").unwrap()).as_deref(),
            Some("点茗")
        );
        assert_eq!(
            told_of("Nguyễn Thị Ánh".as_bytes()).as_deref(),
            Some("Nguyễn Thị Ánh")
        );
        assert_eq!(
            told_of(b"\xc3\xde\xbb\xde\xb2\xdd QR").as_deref(),
            Some("ﾃﾞｻﾞｲﾝ QR")
        );
        assert_eq!(told_of(b"Caf\xe9").as_deref(), Some("Café"));
        assert_eq!(told_of(b"\xff\xfe\x80"), None, "of no set");
        let named = |number: u32, bytes: &'static [u8]| {
            told(&move |bits| {
                bits.push_eci_designator(number).unwrap();
                bits.push_byte_data(bytes).unwrap();
            })
        };
        assert_eq!(named(26, "ễ".as_bytes()).as_deref(), Some("ễ"));
        assert_eq!(named(3, b"\xe9").as_deref(), Some("é"));
        assert_eq!(named(20, b"\x93\x5f").as_deref(), Some("点"));
        assert_eq!(named(26, b"\xff"), None);
        assert_eq!(named(899, b"x"), None, "of a set that nobody knows");
        // Several segments are one text.
        let mixed = told(&|bits| {
            bits.push_numeric_data(b"001").unwrap();
            bits.push_byte_data("|Ở".as_bytes()).unwrap();
        });
        assert_eq!(mixed.as_deref(), Some("001|Ở"));
    }

    #[test]
    fn another_s_decoder_reads_the_same() {
        for said in ["DD1:%69 VD92EX0", "0123456789", "Nguyễn Thị Ánh"] {
            let code = crate::encode(said, crate::ErrorCorrection::Medium).unwrap();
            let grid = rqrr::SimpleGrid::from_func(code.size(), |x, y| code.module(x, y));
            let (_, theirs) = rqrr::Grid::new(grid).decode().unwrap();
            let layout = Layout::new(code.version());
            let ours = text(&layout, &|x, y| if code.module(x, y) { 1.0 } else { -1.0 });
            assert_eq!(ours, Some(theirs));
        }
    }

    #[test]
    fn what_is_unsure_may_be_more_than_what_is_wrong() {
        let level = EcLevel::M;
        let said = "Nguyễn Thị Ánh, 001234567890, thực hành";
        let drawn = Drawn::of(
            bits(5, level, |bits| bits.push_byte_data(said.as_bytes()).unwrap()),
            level,
            MaskPattern::Meadow,
        );
        let size = drawn.layout.size();
        // A stripe down the code through which nothing is seen.
        let covered = |width: usize, sure: f32| {
            let spoilt = |x: usize, y: usize| {
                let hidden = (size - 9 - width..size - 9).contains(&x) && y > 8;
                if hidden { sure } else { drawn.module(x, y) }
            };
            text(&drawn.layout, &spoilt)
        };
        let widest = |sure: f32| {
            (0..20)
                .take_while(|width| covered(*width, sure).as_deref() == Some(said))
                .count()
        };
        assert!(widest(0.01) > widest(1.0), "{} {}", widest(0.01), widest(1.0));
    }

    #[test]
    fn what_chance_makes_as_well_is_no_text() {
        let level = EcLevel::L;
        let said = "a code of two blocks";
        let drawn = Drawn::of(
            bits(8, level, |bits| bits.push_byte_data(said.as_bytes()).unwrap()),
            level,
            MaskPattern::Meadow,
        );
        let size = drawn.layout.size();
        // The blocks' bytes stand in turn: so many of the second are unsure, and the next ones surely wrong.
        let spoilt = |unsure: usize, wrong: usize| {
            let mut seen: Vec<f32> = (0..size * size)
                .map(|at| drawn.module(at % size, at / size))
                .collect();
            let firsts = data_places(&drawn.layout).step_by(8).skip(1).step_by(2);
            for (byte, (x, y)) in firsts.take(unsure + wrong).enumerate() {
                let module = &mut seen[usize::from(y) * size + usize::from(x)];
                *module *= if byte < unsure { -0.01 } else { -1.0 };
            }
            text(&drawn.layout, &|x, y| seen[y * size + x])
        };
        assert_eq!(spoilt(0, 12).as_deref(), Some(said));
        assert_eq!(spoilt(18, 1).as_deref(), Some(said));
        assert_eq!(spoilt(20, 0).as_deref(), Some(said));
        // Of noise one in ten blocks is so near to some codeword, however sure the other one is.
        assert_eq!(spoilt(20, 2), None);
    }
}
