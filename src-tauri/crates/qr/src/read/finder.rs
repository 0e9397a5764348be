//! The bull's-eyes in three corners of a code: dark, light, dark, light, dark as 1 : 1 : 3 : 1 : 1 along every
//! line through their middle.

use super::edges::{self, Edge};
use crate::geometry::Point;
use crate::picture::GrayView;

/// A place that looks like a finder pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finder {
    pub(super) centre: Point,
    /// About the pixels a module.
    pub(super) unit: f64,
    /// Rows that crossed it: the more, the likelier it is one.
    pub(super) hits: u32,
    /// Dark on light as usual, or else inverted.
    pub(super) dark: bool,
}

/// How many are kept of one picture. A page of decoys costs no more than this.
const MOST: usize = 160;

/// The finder patterns of `view` into `finders` (cleared first), the most often crossed first.
///
/// `swing` is the least difference of brightness that counts, `step` the distance of the rows looked at.
pub(super) fn find(
    view: &GrayView<'_>,
    swing: u8,
    step: usize,
    probe: &mut Probe,
    finders: &mut Vec<Finder>,
) {
    finders.clear();
    let mut edges = std::mem::take(&mut probe.row_edges);
    for y in (0..view.height()).step_by(step.max(1)) {
        edges::find(view.row(y), swing, &mut edges);
        for six in edges.windows(6) {
            let Some(eye) = BullsEye::of(six) else { continue };
            let at = Point {
                x: eye.centre,
                y: y as f64 + 0.5,
            };
            let near = |finder: &&mut Finder| {
                finder.dark == eye.dark && finder.centre.distance(at) < 2.5 * finder.unit.max(eye.unit)
            };
            if let Some(known) = finders.iter_mut().find(near) {
                known.hits += 1;
            } else if finders.len() < MOST {
                finders.extend(probe.verify(view, at, eye));
            }
        }
    }
    probe.row_edges = edges;
    finders.sort_by(|a, b| b.hits.cmp(&a.hits));
}

/// Six edges in the rhythm of a finder pattern.
#[derive(Debug, Clone, Copy)]
struct BullsEye {
    /// Pixels from the line's beginning.
    centre: f64,
    /// The two edges of the core.
    core: (f64, f64),
    /// Pixels a module along the line.
    unit: f64,
    dark: bool,
}

impl BullsEye {
    fn of(edges: &[Edge]) -> Option<Self> {
        let &[a, b, c, d, e, f] = edges else { return None };
        let unit = (f.at - a.at) / 7.0;
        // From one falling edge to the next no blur and no spread of ink can shift it, so these sums are
        // held tighter than the runs themselves.
        let about = |length: f32, modules: f32, give: f32| (length - modules * unit).abs() <= give * unit;
        let rhythm = about(c.at - a.at, 2.0, 0.65)
            && about(f.at - d.at, 2.0, 0.65)
            && about(d.at - b.at, 4.0, 0.9)
            && about(e.at - c.at, 4.0, 0.9)
            && about(d.at - c.at, 3.0, 1.2)
            && [b.at - a.at, c.at - b.at, e.at - d.at, f.at - e.at]
                .iter()
                .all(|&run| run > 0.3 * unit);
        rhythm.then(|| Self {
            centre: f64::from(b.at + c.at + d.at + e.at) / 4.0,
            core: (f64::from(c.at), f64::from(d.at)),
            unit: f64::from(unit),
            dark: a.into_dark,
        })
    }
}

/// Looks along lines through a point; keeps its buffers.
#[derive(Default)]
pub(super) struct Probe {
    row_edges: Vec<Edge>,
    line: Vec<u8>,
    edges: Vec<Edge>,
}

impl Probe {
    /// Crosses `at`, where a row showed `eye`, in other directions: a letter or a fence passes one, not all.
    fn verify(&mut self, view: &GrayView<'_>, at: Point, eye: BullsEye) -> Option<Finder> {
        let mut centre = at;
        let (shift, down) = self.cross(view, centre, (0.0, 1.0), eye.unit, eye.dark)?;
        centre = centre.offset(0.0, shift);
        let (shift, across) = self.cross(view, centre, (1.0, 0.0), eye.unit, eye.dark)?;
        centre = centre.offset(shift, 0.0);
        if let Some((shift, _)) = self.cross(view, centre, (0.0, 1.0), down, eye.dark) {
            centre = centre.offset(0.0, shift);
        }
        if !(0.4..2.5).contains(&(down / across)) {
            return None;
        }
        let unit = (down + across) / 2.0;
        let half = std::f64::consts::FRAC_1_SQRT_2;
        let slanting = [(half, half), (half, -half)];
        if !slanting
            .into_iter()
            .any(|way| self.cross(view, centre, way, unit, eye.dark).is_some())
        {
            return None;
        }
        Some(Finder {
            centre,
            unit,
            hits: 1,
            dark: eye.dark,
        })
    }

    /// Looks for a finder pattern along the unit vector `way` through `at`, whose module is about `unit` pixels
    /// (within a factor of two). Returns how far along the way its middle lies and the pixels a module that way.
    pub(super) fn cross(
        &mut self,
        view: &GrayView<'_>,
        at: Point,
        way: (f64, f64),
        unit: f64,
        dark: bool,
    ) -> Option<(f64, f64)> {
        let step = (unit / 6.0).clamp(0.5, 8.0);
        let reach = (7.0 * unit / step).ceil().min(400.0);
        let inner = 3.5 * unit / step;
        let (mut low, mut high) = (u8::MAX, u8::MIN);
        self.line.clear();
        let mut i = -reach;
        while i <= reach {
            let value = view.brightness(at.offset(way.0 * i * step, way.1 * i * step)) as u8;
            if i.abs() <= inner {
                low = low.min(value);
                high = high.max(value);
            }
            self.line.push(value);
            i += 1.0;
        }
        let swing = ((high.saturating_sub(low)) / 8).max(5);
        edges::find(&self.line, swing, &mut self.edges);
        let middle = reach + 0.5;
        let slack = 0.7 * unit / step;
        let eye =
            self.edges.windows(6).filter_map(BullsEye::of).find(|eye| {
                eye.dark == dark && eye.core.0 - slack <= middle && middle <= eye.core.1 + slack
            })?;
        let ratio = eye.unit * step / unit;
        (0.4..2.5)
            .contains(&ratio)
            .then_some(((eye.centre - middle) * step, eye.unit * step))
    }
}
