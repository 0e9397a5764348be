//! A module and those around it.

/// Places in a module as the dots of a die: the middle alone is at the mercy of noise.
pub(super) const DIE: [(f64, f64); 5] = [(0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)];

/// The mean over a square around each of `side` × `side` modules, half its side `reach`, into `out` (cleared first); the
/// outermost `margin` modules have no part in it, and what lies among them has the mean around the nearest inside.
pub(super) fn mean_around(
    values: &[f32],
    (side, margin): (usize, usize),
    reach: usize,
    sums: &mut Vec<f32>,
    out: &mut Vec<f32>,
) {
    let size = side.saturating_sub(2 * margin);
    // Sums over all above and to the left, with a row and a column of zeros before them.
    let stride = size + 1;
    sums.clear();
    sums.resize(stride, 0.0);
    for row in values.chunks_exact(side.max(1)).skip(margin).take(size) {
        let above = sums.len() - stride;
        let mut so_far = 0.0;
        sums.push(0.0);
        for (x, value) in row.iter().skip(margin).take(size).enumerate() {
            so_far += value;
            let sum = sums.get(above + x + 1).copied().unwrap_or(0.0) + so_far;
            sums.push(sum);
        }
    }
    let at = |x: usize, y: usize| sums.get(y * stride + x).copied().unwrap_or(0.0);
    let span = |place: usize| {
        let middle = place.saturating_sub(margin).min(size.saturating_sub(1));
        (middle.saturating_sub(reach), (middle + reach + 1).min(size))
    };
    out.clear();
    for y in 0..side {
        let (top, bottom) = span(y);
        for x in 0..side {
            let (left, right) = span(x);
            let sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
            out.push(sum / ((bottom - top) * (right - left)).max(1) as f32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_margin_has_no_part_in_the_mean() {
        let (side, margin) = (5, 1);
        let inside = |i: usize| (1..4).contains(&(i % side)) && (1..4).contains(&(i / side));
        let values: Vec<f32> = (0..side * side)
            .map(|i| if inside(i) { i as f32 } else { 1000.0 })
            .collect();
        let (mut sums, mut out) = (Vec::new(), Vec::new());
        mean_around(&values, (side, margin), 1, &mut sums, &mut out);
        // The middle has all nine; a corner of the code and the margin beside it have the four there.
        assert_eq!((out[12], out[6], out[0]), (12.0, 9.0, 9.0));
    }
}
