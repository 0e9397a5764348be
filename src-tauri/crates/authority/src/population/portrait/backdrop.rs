//! The ground behind the person: tinted paper with a pale disc and the lines of a lotus.

use super::canvas::{Canvas, Point, Tone, blob, oval};
use super::looks::Looks;

pub(super) fn paint(canvas: &mut Canvas, looks: &Looks) {
    canvas.flood(looks.paper);
    canvas.veil(oval((0.0, 150.0), 112.0, 128.0), Tone(255, 252, 244), 0.34);
    let line = looks.paper.darker(0.24);
    match looks.motif {
        0 => lotus(canvas, (-86.0, 262.0), 1.0, line),
        1 => lotus(canvas, (88.0, 262.0), 1.0, line),
        2 => rings(canvas, line),
        _ => {
            lotus(canvas, (-94.0, 70.0), 0.55, line);
            lotus(canvas, (94.0, 70.0), 0.55, line);
        }
    }
}

pub(super) fn paint_plain(canvas: &mut Canvas, looks: &Looks) {
    canvas.flood(looks.paper.lighter(0.3));
}

/// Five petals in outline, the foot of the flower at `foot`.
fn lotus(canvas: &mut Canvas, foot: Point, scale: f32, tone: Tone) {
    for (lean, height) in [
        (-44.0, 30.0),
        (44.0, 30.0),
        (-24.0, 46.0),
        (24.0, 46.0),
        (0.0, 54.0),
    ] {
        let tip = (foot.0 + lean * scale, foot.1 - height * scale);
        let belly = 11.0 * scale;
        let half = (foot.0 + lean * 0.55 * scale, foot.1 - height * 0.5 * scale);
        let petal = [
            foot,
            (half.0 - belly, half.1 + lean * 0.12),
            tip,
            (half.0 + belly, half.1 - lean * 0.12),
        ];
        canvas.veil(blob(&petal), tone, 0.05);
        canvas.line(blob(&petal), 1.1, tone, 0.42);
    }
}

fn rings(canvas: &mut Canvas, tone: Tone) {
    for radius in [118.0, 126.0, 134.0] {
        canvas.line(oval((0.0, 150.0), radius * 0.9, radius), 0.9, tone, 0.3);
    }
}
