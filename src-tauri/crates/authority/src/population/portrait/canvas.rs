//! A sheet to draw on, in the portrait's own units: x runs from the middle of the face, y down; a portrait
//! shows 240 by 320 of them.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

use super::{Picture, PortraitError};

/// A point, in units of the sheet.
pub(super) type Point = (f32, f32);

/// An opaque colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tone(pub(super) u8, pub(super) u8, pub(super) u8);

impl Tone {
    /// This colour with `share` (0 to 1) of another.
    pub(super) fn mixed(self, other: Tone, share: f32) -> Tone {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Tone(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Towards a warm shadow.
    pub(super) fn darker(self, share: f32) -> Tone {
        self.mixed(Tone(46, 22, 24), share)
    }

    /// Towards paper white.
    pub(super) fn lighter(self, share: f32) -> Tone {
        self.mixed(Tone(255, 252, 246), share)
    }
}

/// The part of the sheet that the picture shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    left: f32,
    top: f32,
    width: f32,
}

impl Frame {
    /// All of it: head and shoulders.
    pub(super) const BUST: Frame = Frame {
        left: -120.0,
        top: 15.0,
        width: 240.0,
    };
    /// The head, as large as it gets.
    pub(super) const FACE: Frame = Frame {
        left: -81.0,
        top: 44.0,
        width: 162.0,
    };

    /// The lower edge, in units of the sheet.
    pub(super) fn bottom(self) -> f32 {
        self.top + self.height()
    }

    /// The middle between top and bottom edge and half the width.
    pub(super) fn half_width(self) -> f32 {
        self.width / 2.0
    }

    fn height(self) -> f32 {
        self.width * 4.0 / 3.0
    }
}

/// The sheet.
pub(super) struct Canvas {
    pixmap: Pixmap,
    frame: Frame,
    view: Transform,
    clip: Option<Mask>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32, frame: Frame) -> Result<Self, PortraitError> {
        let pixmap = Pixmap::new(width, height).ok_or(PortraitError::Size)?;
        let view = Transform::from_translate(-frame.left, -frame.top)
            .post_scale(width as f32 / frame.width, height as f32 / frame.height());
        Ok(Self {
            pixmap,
            frame,
            view,
            clip: None,
        })
    }

    pub(super) fn frame(&self) -> Frame {
        self.frame
    }

    /// The whole sheet in one colour.
    pub(super) fn flood(&mut self, tone: Tone) {
        self.pixmap.fill(Color::from_rgba8(tone.0, tone.1, tone.2, 255));
    }

    /// Fills an outline; nothing where there is none.
    pub(super) fn fill(&mut self, outline: Option<Path>, tone: Tone) {
        self.veil(outline, tone, 1.0);
    }

    /// Fills an outline so that what is below shines through; opacity 0 to 1.
    pub(super) fn veil(&mut self, outline: Option<Path>, tone: Tone, opacity: f32) {
        if let Some(path) = outline {
            let paint = ink(tone, opacity);
            self.pixmap
                .fill_path(&path, &paint, FillRule::Winding, self.view, self.clip.as_ref());
        }
    }

    /// Draws along a path with round ends; width in units of the sheet.
    pub(super) fn line(&mut self, path: Option<Path>, width: f32, tone: Tone, opacity: f32) {
        if let Some(path) = path {
            let stroke = Stroke {
                width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            self.pixmap
                .stroke_path(&path, &ink(tone, opacity), &stroke, self.view, self.clip.as_ref());
        }
    }

    /// Runs `draw` so that it marks the inside of an outline alone.
    pub(super) fn within(&mut self, outline: Option<Path>, draw: impl FnOnce(&mut Self)) {
        let mask = Mask::new(self.pixmap.width(), self.pixmap.height());
        let (Some(path), Some(mut mask)) = (outline, mask) else {
            return;
        };
        mask.fill_path(&path, FillRule::Winding, true, self.view);
        let before = self.clip.replace(mask);
        draw(self);
        self.clip = before;
    }

    pub(super) fn into_picture(self) -> Picture {
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        // The sheet was flooded, so that every pixel is opaque and premultiplied is plain.
        let rgb = self
            .pixmap
            .data()
            .chunks_exact(4)
            .flat_map(|pixel| pixel.iter().take(3))
            .copied()
            .collect();
        Picture { width, height, rgb }
    }
}

fn ink(tone: Tone, opacity: f32) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    paint.set_color(Color::from_rgba8(tone.0, tone.1, tone.2, alpha));
    paint
}

/// A closed outline that runs smoothly through the points.
pub(super) fn blob(points: &[Point]) -> Option<Path> {
    let (first, second, last) = (points.first()?, points.get(1)?, points.last()?);
    let around: Vec<Point> = [last]
        .into_iter()
        .chain(points)
        .chain([first, second])
        .copied()
        .collect();
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    follow(&mut path, &around);
    path.close();
    path.finish()
}

/// A line that runs smoothly through the points.
pub(super) fn curve(points: &[Point]) -> Option<Path> {
    let (first, last) = (points.first()?, points.last()?);
    let around: Vec<Point> = [first].into_iter().chain(points).chain([last]).copied().collect();
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    follow(&mut path, &around);
    path.finish()
}

/// Catmull-Rom: between each inner pair of points a cubic whose tangents lie along their neighbours.
fn follow(path: &mut PathBuilder, points: &[Point]) {
    for four in points.windows(4) {
        let [a, b, c, d] = *four else { continue };
        let (out_x, out_y) = ((c.0 - a.0) / 6.0, (c.1 - a.1) / 6.0);
        let (in_x, in_y) = ((d.0 - b.0) / 6.0, (d.1 - b.1) / 6.0);
        path.cubic_to(b.0 + out_x, b.1 + out_y, c.0 - in_x, c.1 - in_y, c.0, c.1);
    }
}

/// A closed outline with corners.
pub(super) fn corners(points: &[Point]) -> Option<Path> {
    let (first, others) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    for point in others {
        path.line_to(point.0, point.1);
    }
    path.close();
    path.finish()
}

/// An ellipse by its middle and half axes.
pub(super) fn oval(middle: Point, half_width: f32, half_height: f32) -> Option<Path> {
    let (left, top) = (middle.0 - half_width, middle.1 - half_height);
    PathBuilder::from_oval(Rect::from_xywh(left, top, half_width * 2.0, half_height * 2.0)?)
}

/// The points of the right side, from top to bottom, followed by their mirror images back up.
pub(super) fn mirrored(right: &[Point]) -> Vec<Point> {
    let left = right
        .iter()
        .rev()
        .filter(|point| point.0 > 0.01)
        .map(|point| (-point.0, point.1));
    right.iter().copied().chain(left).collect()
}

/// The same points on the other side of the face.
pub(super) fn flipped(points: &[Point]) -> Vec<Point> {
    points.iter().map(|point| (-point.0, point.1)).collect()
}
