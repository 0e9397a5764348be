//! What years and chance leave on a face: lines, freckles, and the features that the card names.

use super::canvas::{Canvas, Point, Tone, curve, oval};
use super::looks::Looks;
use crate::population::{Landmark, Mark, Side};

/// Lines of age, from about 45 on, deeper with the years.
pub(super) fn age(canvas: &mut Canvas, looks: &Looks) {
    if looks.freckles {
        freckles(canvas, looks);
    }
    let depth = looks.oldness();
    if depth <= 0.0 {
        return;
    }
    let (tone, eyes, middle) = (looks.skin.darker(0.5), &looks.eyes, &looks.middle);
    let opacity = 0.25 + 0.45 * depth;
    for side in [-1.0, 1.0] {
        let fold = [
            (side * (middle.nose_half + 3.0), middle.nose_y - 4.0),
            (side * (middle.nose_half + 8.5), middle.nose_y + 7.0),
            (side * (middle.mouth_half + 5.0), middle.mouth_y + 1.0),
        ];
        canvas.line(curve(&fold), 1.4, tone, opacity);
        let bag = [
            (side * (eyes.apart - 8.0), eyes.y + 8.5),
            (side * eyes.apart, eyes.y + 11.0),
            (side * (eyes.apart + 8.0), eyes.y + 8.5),
        ];
        canvas.line(curve(&bag), 1.2, tone, opacity * 0.8);
        if depth > 0.25 {
            let corner = side * (eyes.apart + eyes.half_width + 4.0);
            for (rise, fall) in [(-3.0, -6.0), (0.5, 0.5), (3.5, 7.0)] {
                canvas.line(
                    curve(&[(corner, eyes.y + rise), (corner + side * 6.5, eyes.y + fall)]),
                    1.0,
                    tone,
                    opacity * 0.85,
                );
            }
        }
        if depth > 0.55 {
            let hollow = [
                (side * (looks.face.cheek * 0.82), eyes.y + 26.0),
                (side * (looks.face.jaw * 0.78), middle.mouth_y - 6.0),
                (side * (looks.face.jaw * 0.74), middle.mouth_y + 6.0),
            ];
            canvas.line(curve(&hollow), 1.6, tone, opacity * 0.5);
        }
    }
    if depth > 0.3 {
        let rows: &[f32] = if depth > 0.6 {
            &[111.0, 116.5, 122.0]
        } else {
            &[113.0, 119.0]
        };
        for row in rows {
            canvas.line(
                curve(&[(-20.0, *row), (-8.0, row - 1.4), (8.0, row - 1.4), (20.0, *row)]),
                1.1,
                tone,
                opacity * 0.6,
            );
        }
    }
}

fn freckles(canvas: &mut Canvas, looks: &Looks) {
    let y = looks.eyes.y + 17.0;
    for (x, down) in [
        (16.0, 0.0),
        (21.0, 4.0),
        (26.0, 0.5),
        (31.0, 4.5),
        (12.0, 5.0),
        (36.0, 1.5),
    ] {
        for side in [-1.0, 1.0] {
            canvas.veil(oval((side * x, y + down), 1.0, 1.0), looks.skin.darker(0.5), 0.45);
        }
    }
}

/// Each feature where the card says, 10 units to the centimetre.
pub(super) fn features(canvas: &mut Canvas, looks: &Looks) {
    for feature in &looks.features {
        let far = feature.half_centimetres as f32 * 4.2;
        // The person's left is on the viewer's right.
        let side = match feature.side {
            Side::Left => 1.0,
            Side::Right => -1.0,
        };
        let at: Point = match feature.landmark {
            Landmark::EyeCorner => (
                side * (looks.eyes.apart + looks.eyes.half_width + far * 0.3),
                looks.eyes.y + 3.0 + far * 0.9,
            ),
            Landmark::MouthCorner => (
                side * (looks.middle.mouth_half + far * 0.75),
                looks.middle.mouth_y - far * 0.6,
            ),
            Landmark::NoseWing => (
                side * (looks.middle.nose_half + far * 0.75),
                looks.middle.nose_y + far * 0.6,
            ),
            Landmark::BrowHead => (side * 9.0, looks.eyes.y - looks.eyes.brow_lift - far * 0.8),
        };
        match feature.mark {
            Mark::Mole => canvas.fill(oval(at, 1.7, 1.6), looks.skin.mixed(Tone(62, 34, 28), 0.85)),
            Mark::Scar => {
                canvas.line(
                    curve(&[(at.0 - 2.1, at.1 - 1.5), (at.0 + 2.1, at.1 + 1.5)]),
                    1.9,
                    looks.skin.lighter(0.55),
                    0.95,
                );
                canvas.line(
                    curve(&[(at.0 - 2.2, at.1 - 0.3), (at.0 + 2.0, at.1 + 2.6)]),
                    0.8,
                    looks.skin.darker(0.5),
                    0.6,
                );
            }
        }
    }
}
