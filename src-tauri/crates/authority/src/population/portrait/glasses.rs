//! Spectacles.

use tiny_skia::Path;

use super::canvas::{Canvas, Point, Tone, blob, curve, oval};
use super::looks::{Glasses, Looks};

pub(super) fn paint(canvas: &mut Canvas, looks: &Looks) {
    let (width, rim) = match looks.glasses {
        Glasses::None => return,
        Glasses::Round => (18.0, 2.3),
        Glasses::Square => (20.0, 3.2),
        Glasses::HalfRim => (19.5, 1.5),
        Glasses::Thin => (19.0, 1.5),
    };
    let (x, y) = (looks.eyes.apart + 0.6, looks.eyes.y + 1.6);
    let inner = x - width;
    for side in [-1.0, 1.0] {
        let middle = (side * x, y);
        let lens = lens(looks.glasses, middle, width);
        canvas.veil(lens.clone(), Tone(240, 248, 255), 0.16);
        let gleam = [(middle.0 - 9.0, y + 7.0), (middle.0 - 2.0, y - 8.0)];
        canvas.line(curve(&gleam), 2.0, Tone(255, 255, 255), 0.3);
        canvas.line(lens, rim, looks.frame, 0.95);
        if looks.glasses == Glasses::HalfRim {
            let top = [
                (middle.0 - width, y - 6.0),
                (middle.0, y - 11.5),
                (middle.0 + width, y - 6.0),
            ];
            canvas.line(curve(&top), 3.6, looks.frame, 1.0);
        }
        let temple = [
            (side * (x + width), y - 5.0),
            (side * (looks.face.cheek + 1.0), y - 7.5),
        ];
        canvas.line(curve(&temple), 2.2, looks.frame, 0.95);
    }
    canvas.line(
        curve(&[(-inner, y - 3.5), (0.0, y - 7.0), (inner, y - 3.5)]),
        rim,
        looks.frame,
        0.95,
    );
}

fn lens(glasses: Glasses, middle: Point, width: f32) -> Option<Path> {
    let (x, y) = middle;
    match glasses {
        Glasses::Round => oval(middle, width, width * 0.96),
        Glasses::Square => {
            let (w, h) = (width, 13.5);
            blob(&[
                (x - w, y - h * 0.55),
                (x - w * 0.8, y - h),
                (x + w * 0.8, y - h),
                (x + w, y - h * 0.55),
                (x + w * 0.96, y + h * 0.6),
                (x + w * 0.7, y + h),
                (x - w * 0.7, y + h),
                (x - w * 0.96, y + h * 0.6),
            ])
        }
        _ => oval(middle, width, 12.8),
    }
}
