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
    let Some((mut at, mut way)) = first_way(line, swing.max(1)) else {
        return;
    };
    // Most pixels lie in stretches in which nothing turns: those are passed as a whole.
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let stretch = rest.get(..STRETCH).unwrap_or(rest);
        let whole = stretch.first_chunk::<STRETCH>();
        if !whole.is_some_and(|whole| way.goes_on(at, whole)) {
            for (i, &value) in stretch.iter().enumerate() {
                if let Some((from, to)) = way.goes_to(at + i, value) {
                    edges.extend(between(line, from, to));
                }
            }
        }
        at += stretch.len();
    }
    edges.extend(between(line, way.from, way.so_far()));
}

/// Pixels that are looked at together.
const STRETCH: usize = 16;

/// Where a line has first risen or fallen by `swing`, and its way from there; none where it does not.
fn first_way(line: &[u8], swing: u8) -> Option<(usize, Way)> {
    let &first = line.first()?;
    let (mut low, mut high) = (Turn { value: first, at: 0 }, Turn { value: first, at: 0 });
    for (block, stretch) in line.chunks(STRETCH).enumerate() {
        let begin = block * STRETCH;
        let (least, most) = extremes(stretch);
        if most.max(high.value) - least.min(low.value) < swing {
            if least <= low.value {
                low = Turn {
                    value: least,
                    at: begin + last(stretch, least),
                };
            }
            if most >= high.value {
                high = Turn {
                    value: most,
                    at: begin + last(stretch, most),
                };
            }
            continue;
        }
        for (i, &value) in stretch.iter().enumerate() {
            let here = Turn { value, at: begin + i };
            if value <= low.value {
                low = here;
            }
            if value >= high.value {
                high = here;
            }
            if value - low.value >= swing {
                return Some((here.at + 1, Way::new(low, here, swing)));
            }
            if high.value - value >= swing {
                return Some((here.at + 1, Way::new(high, here, swing)));
            }
        }
    }
    None
}

/// A line on its way up or down.
struct Way {
    /// Where it turned last.
    from: Turn,
    /// 0 on the way up, 255 on the way down: what turns a brightness so that the way leads up.
    turned: u8,
    /// The highest so far, so turned, and where it is.
    top: u8,
    top_at: usize,
    swing: u8,
}

impl Way {
    fn new(from: Turn, to: Turn, swing: u8) -> Self {
        let turned = if to.value < from.value { u8::MAX } else { 0 };
        Self {
            from,
            turned,
            top: to.value ^ turned,
            top_at: to.at,
            swing,
        }
    }

    /// The farthest place so far.
    fn so_far(&self) -> Turn {
        Turn {
            value: self.top ^ self.turned,
            at: self.top_at,
        }
    }

    /// Goes on to the pixel `at`. Where it turns there, the two turning points between which an edge lies.
    #[inline]
    fn goes_to(&mut self, at: usize, value: u8) -> Option<(Turn, Turn)> {
        let height = value ^ self.turned;
        if height >= self.top {
            (self.top, self.top_at) = (height, at);
        } else if self.top - height >= self.swing {
            let (from, to) = (self.from, self.so_far());
            *self = Self::new(to, Turn { value, at }, self.swing);
            return Some((from, to));
        }
        None
    }

    /// Goes on through a stretch that begins `at`, if it does not turn there; otherwise it stays where it is.
    #[inline]
    fn goes_on(&mut self, at: usize, stretch: &[u8; STRETCH]) -> bool {
        let (least, most) = extremes(stretch);
        let (bottom, top) = if self.turned == 0 {
            (least, most)
        } else {
            (!most, !least)
        };
        if top.max(self.top) - bottom >= self.swing {
            return false;
        }
        if top >= self.top {
            (self.top, self.top_at) = (top, at + last(stretch, top ^ self.turned));
        }
        true
    }
}

/// The least and the most of a stretch.
#[inline]
fn extremes(stretch: &[u8]) -> (u8, u8) {
    let least = stretch.iter().fold(u8::MAX, |least, &value| least.min(value));
    let most = stretch.iter().fold(u8::MIN, |most, &value| most.max(value));
    (least, most)
}

/// The last place of a stretch that is `value`.
fn last(stretch: &[u8], value: u8) -> usize {
    stretch.iter().rposition(|&one| one == value).unwrap_or_default()
}

#[derive(Debug, Clone, Copy)]
struct Turn {
    value: u8,
    at: usize,
}

/// The crossing of the half-way level between two turning points, `from` being the earlier.
fn between(line: &[u8], from: Turn, to: Turn) -> Option<Edge> {
    let twice_half = u16::from(from.value) + u16::from(to.value);
    let half = f32::from(twice_half) / 2.0;
    let into_dark = to.value < from.value;
    let stretch = line.get(from.at..=to.at)?;
    let (before, pair) = stretch
        .windows(2)
        .enumerate()
        .find(|(_, pair)| matches!(**pair, [_, b] if (2 * u16::from(b) < twice_half) == into_dark))?;
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
    fn edges_are_the_same_wherever_they_lie_in_a_stretch() {
        let seen = [200, 150, 50, 0, 12, 3, 9, 120, 230, 225, 231, 90, 20];
        let alone = edges(&seen, 50);
        assert_eq!(alone.len(), 3);
        for before in 0..2 * STRETCH {
            let mut line = vec![200; before];
            line.extend(seen);
            line.resize(line.len() + 3 * STRETCH, 20);
            let shifted = edges(&line, 50);
            assert_eq!(shifted.len(), alone.len(), "{before}");
            for (one, other) in alone.iter().zip(&shifted) {
                assert!((one.0 + before as f32 - other.0).abs() < 1e-4, "{before}");
                assert_eq!(one.1, other.1, "{before}");
            }
        }
    }

    #[test]
    fn what_swings_less_is_noise() {
        assert_eq!(edges(&[100, 110, 95, 104, 99], 20), []);
        assert_eq!(edges(&[200, 195, 205, 0, 12, 3], 20).len(), 1);
        assert_eq!(edges(&[], 20), []);
        assert_eq!(edges(&[7], 0), []);
    }
}
