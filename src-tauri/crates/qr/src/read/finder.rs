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
    /// How far its proportions are from 1 : 1 : 3 : 1 : 1, modules, mean of all directions. What looks like a
    /// finder among the modules of a large code is seldom as regular as a finder.
    pub(super) strain: f64,
    /// Dark on light as usual, or else inverted.
    pub(super) dark: bool,
}

impl Finder {
    /// The less, the likelier it is one.
    pub(super) fn doubt(&self) -> f64 {
        self.strain - 0.02 * f64::from(self.hits.min(10))
    }
}

/// How thoroughly to look for them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Care {
    /// The least difference of brightness that counts, levels of 255.
    pub(super) swing: u8,
    /// Rows from one that is looked at to the next.
    pub(super) step: usize,
    /// How many suspects are looked at from other sides before the rest is let go.
    pub(super) suspects: usize,
    /// How many are kept of one picture: a page of decoys costs no more.
    pub(super) most: usize,
}

/// The finder patterns of `view` into `finders` (cleared first), the likeliest first.
pub(super) fn find(view: &GrayView<'_>, care: Care, probe: &mut Probe, finders: &mut Vec<Finder>) {
    finders.clear();
    let mut suspects = 0;
    // What is as faint as the noise is not seen: a look for less than that is none.
    let drowned = 4 * grain(view);
    if drowned > care.swing + care.swing / 2 {
        return;
    }
    let swing = care.swing.max(drowned);
    let mut edges = std::mem::take(&mut probe.row_edges);
    for y in (0..view.height()).step_by(care.step.max(1)) {
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
            } else if finders.len() < care.most && suspects < care.suspects {
                suspects += 1;
                finders.extend(probe.verify(view, at, eye));
            }
        }
    }
    probe.row_edges = edges;
    finders.sort_unstable_by(|a, b| a.doubt().total_cmp(&b.doubt()));
}

/// The noise of the picture, levels: about its standard deviation, at most [`COARSEST`].
///
/// Of differences between neighbours, as many are smaller as are larger than 0.95 deviations; nothing but noise, or a
/// texture as fine, makes most of them large.
fn grain(view: &GrayView<'_>) -> u8 {
    let mut counts = [0u32; 1 + COARSEST as usize];
    let mut all = 0;
    for y in (0..view.height()).step_by(16) {
        for pair in view.row(y).windows(2).step_by(3) {
            let &[one, other] = pair else { continue };
            let difference = one.abs_diff(other).min(COARSEST);
            if let Some(count) = counts.get_mut(usize::from(difference)) {
                *count += 1;
            }
            all += 1;
        }
    }
    let mut smaller = 0;
    let middle = counts.iter().position(|count| {
        smaller += count;
        2 * smaller >= all
    });
    middle.map_or(0, |middle| middle as u8)
}

/// Noise is taken to be no larger, levels.
const COARSEST: u8 = 6;

/// Six edges in the rhythm of a finder pattern.
#[derive(Debug, Clone, Copy)]
struct BullsEye {
    /// Pixels from the line's beginning.
    centre: f64,
    /// The two edges of the core.
    core: (f64, f64),
    /// Pixels a module along the line.
    unit: f64,
    /// How far the runs are from their lengths, modules, mean of the four sums.
    strain: f64,
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
            strain: f64::from(
                ((c.at - a.at - 2.0 * unit).abs()
                    + (f.at - d.at - 2.0 * unit).abs()
                    + (d.at - b.at - 4.0 * unit).abs()
                    + (e.at - c.at - 4.0 * unit).abs())
                    / (4.0 * unit),
            ),
            dark: a.into_dark,
        })
    }
}

/// The strain of a direction in which there is no finder pattern, modules.
const SPOILT: f64 = 0.5;

/// A finder pattern as a line through it sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crossing {
    /// How far along the line its middle lies, pixels.
    pub(super) shift: f64,
    /// Pixels a module along the line.
    pub(super) unit: f64,
    strain: f64,
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
        let down = self.cross(view, centre, (0.0, 1.0), eye.unit, eye.dark)?;
        centre = centre.offset(0.0, down.shift);
        let across = self.cross(view, centre, (1.0, 0.0), eye.unit, eye.dark)?;
        centre = centre.offset(across.shift, 0.0);
        if let Some(again) = self.cross(view, centre, (0.0, 1.0), down.unit, eye.dark) {
            centre = centre.offset(0.0, again.shift);
        }
        if !(0.4..2.5).contains(&(down.unit / across.unit)) {
            return None;
        }
        let unit = (down.unit + across.unit) / 2.0;
        let half = std::f64::consts::FRAC_1_SQRT_2;
        let slanting = [(half, half), (half, -half)].map(|way| {
            self.cross(view, centre, way, unit, eye.dark)
                .map(|crossing| crossing.strain)
        });
        // One may be spoilt by glare; a letter or a fence spoils both.
        let slanted = match slanting {
            [Some(one), Some(other)] => one + other,
            [Some(one), None] | [None, Some(one)] => one + SPOILT,
            [None, None] => return None,
        };
        let strain = (down.strain + across.strain + slanted) / 4.0;
        Some(Finder {
            centre,
            unit,
            hits: 1,
            strain,
            dark: eye.dark,
        })
    }

    /// Looks for a finder pattern along the unit vector `way` through `at`, whose module is about `unit` pixels
    /// (within a factor of two).
    pub(super) fn cross(
        &mut self,
        view: &GrayView<'_>,
        at: Point,
        way: (f64, f64),
        unit: f64,
        dark: bool,
    ) -> Option<Crossing> {
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
        (0.4..2.5).contains(&ratio).then_some(Crossing {
            shift: (eye.centre - middle) * step,
            unit: eye.unit * step,
            strain: eye.strain,
        })
    }
}
