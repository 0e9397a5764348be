//! The face's outline, ears, nose and mouth.

use dinhdanh_protocol::Sex;

use super::canvas::{Canvas, Point, Tone, blob, curve, mirrored, oval};
use super::looks::{HairStyle, Looks};

/// Where the head begins, under the hair.
pub(super) const CROWN: f32 = 72.0;

/// The outline of the face.
pub(super) fn outline(looks: &Looks) -> Vec<Point> {
    let face = &looks.face;
    mirrored(&[
        (0.0, CROWN),
        (face.temple * 0.62, CROWN + 5.0),
        (face.temple * 0.98, 106.0),
        (face.cheek, 134.0),
        (face.cheek * 0.97, 157.0),
        (face.jaw, 185.0 + (face.chin_y - 206.0) * 0.5),
        (face.chin * 1.25, face.chin_y - 6.0),
        (face.chin * 0.5, face.chin_y - 0.6),
        (0.0, face.chin_y),
    ])
}

pub(super) fn ears(canvas: &mut Canvas, looks: &Looks) {
    let x = looks.face.cheek - 1.0;
    let y = looks.eyes.y + 9.0;
    for side in [-1.0, 1.0] {
        let shell = [
            (side * (x - 4.0), y - 15.0),
            (side * (x + looks.ear * 0.55), y - 14.0),
            (side * (x + looks.ear * 0.75), y - 2.0),
            (side * (x + looks.ear * 0.35), y + 12.0),
            (side * (x - 3.0), y + 17.0),
        ];
        canvas.fill(blob(&shell), looks.skin.darker(0.05));
        let fold = [
            (side * (x + 1.5), y - 8.0),
            (side * (x + looks.ear * 0.42), y - 6.0),
            (side * (x + 1.5), y + 6.0),
        ];
        canvas.line(curve(&fold), 1.3, looks.skin.darker(0.34), 0.7);
    }
}

pub(super) fn paint(canvas: &mut Canvas, looks: &Looks) {
    let outline = outline(looks);
    canvas.fill(blob(&outline), looks.skin);
    canvas.within(blob(&outline), |canvas| {
        let face = &looks.face;
        let side = looks.way();
        // Light comes from one side: the other cheek and the temple lie in a soft shade.
        let shade = [
            (side * face.temple * 0.9, 70.0),
            (side * (face.cheek * 0.86), 130.0),
            (side * (face.jaw * 0.84), 184.0),
            (side * (face.chin * 0.8), face.chin_y + 2.0),
            (side * 80.0, face.chin_y + 8.0),
            (side * 80.0, 80.0),
        ];
        canvas.veil(blob(&shade), looks.skin.darker(0.4), 0.16);
        if looks.hair_style != HairStyle::Bald {
            let under_hair = [
                (-60.0, 60.0),
                (60.0, 60.0),
                (face.temple, 108.0),
                (0.0, 101.0),
                (-face.temple, 108.0),
            ];
            canvas.veil(blob(&under_hair), looks.skin.darker(0.4), 0.14);
        }
        for x in [-0.6, 0.6] {
            let cheek = (x * face.cheek, looks.eyes.y + 25.0);
            for size in [1.0, 0.85, 0.7, 0.55, 0.4] {
                canvas.veil(
                    oval(cheek, 17.0 * size, 11.0 * size),
                    Tone(226, 104, 98),
                    looks.blush * 0.32,
                );
            }
        }
    });
}

pub(super) fn nose_and_mouth(canvas: &mut Canvas, looks: &Looks) {
    nose(canvas, looks);
    mouth(canvas, looks);
}

fn nose(canvas: &mut Canvas, looks: &Looks) {
    let (y, half) = (looks.middle.nose_y, looks.middle.nose_half);
    let (side, line) = (looks.way(), looks.skin.darker(0.42));
    let eye = looks.eyes.y;
    let bridge = [
        (side * 4.2, eye - 3.0),
        (side * 5.0, eye + 9.0),
        (side * (half * 0.62), y - 7.0),
        (side * (half * 0.95), y - 1.0),
        (side * 2.0, y - 2.0),
        (side * 1.5, eye + 8.0),
    ];
    canvas.veil(
        blob(&bridge),
        looks.skin.darker(0.4),
        0.12 + 0.14 * looks.middle.bridge,
    );
    canvas.line(
        curve(&[(-side * 1.6, eye + 6.0), (-side * 1.8, y - 9.0)]),
        2.6,
        looks.skin.lighter(0.7),
        0.5,
    );
    // The tip, and a wing on each side.
    let tip = [(-half * 0.42, y + 0.4), (0.0, y + 2.6), (half * 0.42, y + 0.4)];
    canvas.line(curve(&tip), 1.7, line, 0.85);
    for wing in [-1.0, 1.0] {
        let points = [
            (wing * (half - 1.6), y - 7.0),
            (wing * (half + 0.2), y - 2.4),
            (wing * (half - 3.0), y + 0.6),
        ];
        canvas.line(curve(&points), 1.7, line, 0.8);
        canvas.veil(
            oval((wing * half * 0.5, y - 0.1), 2.1, 1.2),
            looks.skin.darker(0.7),
            0.55,
        );
    }
}

fn mouth(canvas: &mut Canvas, looks: &Looks) {
    let shape = &looks.middle;
    let (y, half) = (shape.mouth_y, shape.mouth_half);
    let corner = y - shape.smile;
    let upper = [
        (-half, corner),
        (-half * 0.5, y - shape.upper_lip * 0.8),
        (-half * 0.16, y - shape.upper_lip),
        (0.0, y - shape.upper_lip * 0.66),
        (half * 0.16, y - shape.upper_lip),
        (half * 0.5, y - shape.upper_lip * 0.8),
        (half, corner),
        (half * 0.5, y + 0.6),
        (0.0, y + 1.2),
        (-half * 0.5, y + 0.6),
    ];
    let lower = [
        (-half * 0.94, corner + 0.4),
        (-half * 0.5, y + 0.4),
        (0.0, y + 1.0),
        (half * 0.5, y + 0.4),
        (half * 0.94, corner + 0.4),
        (half * 0.52, y + shape.lower_lip * 0.86),
        (0.0, y + shape.lower_lip * 1.08),
        (-half * 0.52, y + shape.lower_lip * 0.86),
    ];
    canvas.fill(blob(&lower), looks.lips.lighter(0.1));
    canvas.fill(blob(&upper), looks.lips.darker(0.07));
    let parting = [
        (-half - 0.8, corner - 0.2),
        (-half * 0.5, y + 0.5),
        (0.0, y + 1.0),
        (half * 0.5, y + 0.5),
        (half + 0.8, corner - 0.2),
    ];
    canvas.line(curve(&parting), 1.6, looks.lips.darker(0.55), 0.95);
    canvas.line(
        curve(&[
            (-3.4, y + shape.lower_lip * 0.55),
            (3.4, y + shape.lower_lip * 0.55),
        ]),
        1.5,
        looks.lips.lighter(0.6),
        if looks.sex == Sex::Female { 0.5 } else { 0.18 },
    );
    let under = y + shape.lower_lip + 5.0;
    canvas.line(
        curve(&[(-5.5, under), (0.0, under + 1.2), (5.5, under)]),
        1.5,
        looks.skin.darker(0.35),
        0.4,
    );
}
