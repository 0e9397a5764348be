//! Where a line of pixels goes from light to dark and back.
//!
//! No threshold is set for the picture, not even for a neighbourhood: an edge lies half-way between two
//! turning points of the brightness. So a code under a slanting light, or one so blurred that its white gaps
//! are nearly grey, has its edges where they belong.

/// A place where the line crosses the middle between two turning points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// Pixels from the line's beginning, 0.5 = the centre of its first pixel.
    pub(super) at: f32,
    /// Whether it is dark after the edge.
    pub(super) into_dark: bool,
}

/// Finds the edges of `line` into `edges` (cleared first). A rise or fall smaller than `swing` is noise.
pub(super) fn find(line: &[u8], swing: u8, edges: &mut Vec<Edge>) {
    edges.clear();
    let Some(&first) = line.first() else { return };
    let swing = swing.max(1);
    let (mut low, mut high) = (Turn { value: first, at: 0 }, Turn { value: first, at: 0 });
    let mut going = Going::Nowhere;
    for (at, &value) in line.iter().enumerate() {
        if going != Going::Up && value <= low.value {
            low = Turn { value, at };
        }
        if going != Going::Down && value >= high.value {
            high = Turn { value, at };
        }
        if going != Going::Up && value - low.value >= swing {
            if going == Going::Down {
                edges.extend(between(line, high, low));
            }
            going = Going::Up;
            high = Turn { value, at };
        } else if going != Going::Down && high.value - value >= swing {
            if going == Going::Up {
                edges.extend(between(line, low, high));
            }
            going = Going::Down;
            low = Turn { value, at };
        }
    }
    match going {
        Going::Nowhere => {}
        Going::Up => edges.extend(between(line, low, high)),
        Going::Down => edges.extend(between(line, high, low)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    Nowhere,
    Up,
    Down,
}

#[derive(Debug, Clone, Copy)]
struct Turn {
    value: u8,
    at: usize,
}

/// The crossing of the half-way level between two turning points, `from` being the earlier.
fn between(line: &[u8], from: Turn, to: Turn) -> Option<Edge> {
    let half = (f32::from(from.value) + f32::from(to.value)) / 2.0;
    let into_dark = to.value < from.value;
    let stretch = line.get(from.at..=to.at)?;
    let (before, pair) = stretch
        .windows(2)
        .enumerate()
        .find(|(_, pair)| matches!(**pair, [_, b] if (f32::from(b) < half) == into_dark))?;
    let &[a, b] = pair else { return None };
    let (a, b) = (f32::from(a), f32::from(b));
    let part = if a == b {
        0.5
    } else {
        ((half - a) / (b - a)).clamp(0.0, 1.0)
    };
    Some(Edge {
        at: (from.at + before) as f32 + 0.5 + part,
        into_dark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(line: &[u8], swing: u8) -> Vec<(f32, bool)> {
        let mut edges = Vec::new();
        find(line, swing, &mut edges);
        edges.iter().map(|edge| (edge.at, edge.into_dark)).collect()
    }

    #[test]
    fn edges_lie_half_way_between_turning_points() {
        assert_eq!(edges(&[200, 200, 0, 0, 200], 50), [(2.0, true), (4.0, false)]);
        assert_eq!(edges(&[200, 150, 50, 0], 50), [(2.0, true)]);
        // The white gap never reaches white.
        assert_eq!(edges(&[200, 0, 60, 0, 200], 50).len(), 4);
    }

    #[test]
    fn what_swings_less_is_noise() {
        assert_eq!(edges(&[100, 110, 95, 104, 99], 20), []);
        assert_eq!(edges(&[200, 195, 205, 0, 12, 3], 20).len(), 1);
        assert_eq!(edges(&[], 20), []);
        assert_eq!(edges(&[7], 0), []);
    }
}
