//! Which of the eight masks makes a code easiest to find and read (clause 7.8.3).
//!
//! The encoder's own judgement takes several milliseconds, which is felt between tap and code; this one a
//! tenth of that.

/// A run of this many modules of one colour or more is penalised.
const LONG_RUN: usize = 5;

/// How bad a masked code is: long runs, 2 × 2 blocks, what looks like a finder, and far from half dark.
pub(super) fn penalty(dark: &[bool], size: usize) -> usize {
    let size = size.max(1);
    let rows = || dark.chunks_exact(size);
    let mut columns = vec![false; dark.len()];
    for (y, row) in rows().enumerate() {
        for (x, module) in row.iter().enumerate() {
            if let Some(place) = columns.get_mut(x * size + y) {
                *place = *module;
            }
        }
    }
    let lines: usize = rows().chain(columns.chunks_exact(size)).map(line_penalty).sum();
    let blocks: usize = rows()
        .zip(rows().skip(1))
        .map(|(above, below)| block_penalty(above, below))
        .sum();
    let share = dark.iter().filter(|&&module| module).count() * 20 / dark.len().max(1);
    // Ten for each full twentieth away from one half.
    let imbalance = if share < 10 { 9 - share } else { share - 10 };
    lines + blocks + 10 * imbalance
}

/// Three for a run of five and one for each module more; forty for each 1 : 1 : 3 : 1 : 1 with four light
/// modules before or after it.
fn line_penalty(line: &[bool]) -> usize {
    // The last eleven modules as bits, dark = 1; before the line all is light.
    const FINDER_THEN_LIGHT: u32 = 0b101_1101_0000;
    const LIGHT_THEN_FINDER: u32 = 0b000_0101_1101;
    let (mut penalty, mut window, mut run) = (0, 0u32, 0usize);
    let mut last = None;
    for (i, &module) in line.iter().enumerate() {
        run = if last == Some(module) { run + 1 } else { 1 };
        last = Some(module);
        penalty += match run.cmp(&LONG_RUN) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => 3,
            std::cmp::Ordering::Greater => 1,
        };
        window = (window << 1 | u32::from(module)) & 0x7FF;
        if i >= 10 && (window == FINDER_THEN_LIGHT || window == LIGHT_THEN_FINDER) {
            penalty += 40;
        }
    }
    penalty
}

/// Three for each 2 × 2 block of one colour.
fn block_penalty(above: &[bool], below: &[bool]) -> usize {
    let same = above.windows(2).zip(below.windows(2)).filter(|(upper, lower)| {
        upper
            .iter()
            .chain(*lower)
            .all(|module| upper.first() == Some(module))
    });
    3 * same.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_blocks_and_look_alikes_are_counted() {
        let line = |drawing: &str| line_penalty(&drawing.chars().map(|c| c == '#').collect::<Vec<_>>());
        assert_eq!(line("####.#.#.#"), 0);
        assert_eq!(line("#####.####"), 3);
        assert_eq!(line("#######...."), 5);
        assert_eq!(line("#.###.#...."), 40);
        assert_eq!(line("....#.###.#"), 40);
        assert_eq!(line("....#.###.#...."), 80);
        assert_eq!(block_penalty(&[true, true, true], &[true, true, false]), 3);
        assert_eq!(block_penalty(&[false; 4], &[false; 4]), 9);
    }

    #[test]
    fn imbalance_is_counted_from_one_half() {
        // Checkerboards of even size have neither runs nor blocks.
        let mut board: Vec<bool> = (0..400).map(|i| (i / 20 + i % 20) % 2 == 0).collect();
        assert_eq!(penalty(&board, 20), 0);
        board = vec![true; 400];
        assert_eq!(penalty(&board, 20), 40 * (3 + 15) + 3 * 19 * 19 + 100);
    }
}
