//! Short hair.

use super::mass;
use crate::population::portrait::canvas::{Canvas, Point, blob, curve, mirrored, oval};
use crate::population::portrait::looks::Looks;

/// Turns a style that falls to the viewer's right into the person's own way.
fn turned(looks: &Looks, points: &[Point]) -> Vec<Point> {
    points.iter().map(|point| (point.0 * looks.way(), point.1)).collect()
}

fn mass_turned(canvas: &mut Canvas, looks: &Looks, outline: &[Point], strands: &[&[Point]]) {
    let strands: Vec<Vec<Point>> = strands.iter().map(|strand| turned(looks, strand)).collect();
    let strands: Vec<&[Point]> = strands.iter().map(Vec::as_slice).collect();
    mass(canvas, looks, &turned(looks, outline), &strands);
}

/// The short sides that most cuts have in common, down to before the ears.
fn sides(canvas: &mut Canvas, looks: &Looks, opacity: f32, foot: f32) {
    let (temple, cheek) = (looks.face.temple, looks.face.cheek);
    for side in [-1.0, 1.0] {
        let shape = [
            (side * (temple * 0.7), 76.0),
            (side * (temple + 3.5), 98.0),
            (side * (cheek + 2.2), 124.0),
            (side * (cheek + 0.8), foot),
            (side * (cheek - 3.4), foot - 3.0),
            (side * (cheek - 5.4), 122.0),
            (side * (temple - 10.0), 104.0),
        ];
        canvas.veil(blob(&shape), looks.hair, opacity);
    }
}

pub(super) fn side_part(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.94, 143.0);
    let outline = [
        (-t - 2.0, 116.0), (-t - 3.0, 92.0), (-t * 0.72, 67.0), (-16.0, 54.5), (16.0, 52.5),
        (t * 0.76, 65.0), (t + 4.0, 92.0),
        (t + 2.0, 116.0), (t - 7.0, 108.0), (t * 0.55, 97.0), (8.0, 96.0), (-18.0, 90.0), (-29.0, 82.0),
        (-t * 0.72, 98.0),
    ];
    mass_turned(canvas, looks, &outline, &[
        &[(-29.0, 82.0), (-8.0, 72.0), (22.0, 72.0), (t, 98.0)],
        &[(-26.0, 84.0), (0.0, 82.0), (26.0, 86.0), (t - 6.0, 102.0)],
        &[(-29.0, 80.0), (-20.0, 64.0), (8.0, 60.0), (t * 0.8, 76.0)],
        &[(-31.0, 80.0), (-t * 0.8, 84.0), (-t, 106.0)],
    ]);
}

pub(super) fn crew(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.8, 141.0);
    let outline = mirrored(&[
        (0.0, 58.5), (t * 0.58, 65.0), (t + 0.5, 91.0), (t + 0.5, 108.0), (t - 7.0, 106.0),
        (t * 0.74, 95.0), (t * 0.4, 91.0), (0.0, 90.0),
    ]);
    canvas.veil(blob(&outline), looks.hair, 0.93);
    canvas.within(blob(&outline), |canvas| {
        for x in [-30.0, -18.0, -6.0, 6.0, 18.0, 30.0_f32] {
            canvas.line(curve(&[(x * 0.8, 72.0), (x, 84.0)]), 1.2, looks.hair.lighter(0.2), 0.35);
        }
    });
}

pub(super) fn quiff(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.88, 142.0);
    let outline = [
        (-t - 1.0, 106.0), (-t - 1.5, 84.0), (-t * 0.86, 60.0), (-20.0, 45.0), (16.0, 42.0),
        (t * 0.84, 54.0), (t + 2.0, 82.0),
        (t, 106.0), (t * 0.74, 95.0), (28.0, 86.0), (0.0, 84.0), (-28.0, 88.0), (-t * 0.76, 97.0),
    ];
    mass_turned(canvas, looks, &outline, &[
        &[(-30.0, 90.0), (-28.0, 70.0), (-8.0, 52.0)],
        &[(-14.0, 86.0), (-10.0, 68.0), (10.0, 50.0)],
        &[(4.0, 84.0), (10.0, 66.0), (28.0, 54.0)],
        &[(20.0, 85.0), (28.0, 72.0), (t * 0.84, 64.0)],
        &[(32.0, 88.0), (40.0, 80.0), (t - 2.0, 78.0)],
    ]);
}

pub(super) fn fringe(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.96, 146.0);
    let low = looks.eyes.y - looks.eyes.brow_lift - 4.0;
    let outline = [
        (-t - 3.5, 122.0), (-t - 4.0, 94.0), (-t * 0.74, 66.0), (-12.0, 54.0), (16.0, 54.0),
        (t * 0.78, 66.0), (t + 4.5, 94.0),
        (t + 3.0, 122.0), (t - 5.0, 112.0), (t * 0.66, low - 2.0), (22.0, low - 5.0), (12.0, low),
        (-4.0, low - 4.0), (-16.0, low + 1.0),
        (-30.0, low - 3.0), (-t * 0.84, low),
    ];
    mass_turned(canvas, looks, &outline, &[
        &[(4.0, 60.0), (-14.0, 78.0), (-28.0, low - 2.0)],
        &[(6.0, 60.0), (0.0, 80.0), (-10.0, low)],
        &[(8.0, 60.0), (14.0, 80.0), (10.0, low)],
        &[(10.0, 60.0), (30.0, 76.0), (t * 0.7, low)],
        &[(0.0, 58.0), (-34.0, 72.0), (-t + 2.0, 112.0)],
    ]);
}

pub(super) fn middle_part(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.97, 150.0);
    let half = [
        (1.0, 57.0), (t * 0.55, 55.0), (t + 3.0, 76.0), (t + 7.5, 108.0), (t + 4.0, 132.0),
        (t - 2.0, 124.0), (t - 8.0, 108.0), (26.0, 94.0), (6.0, 82.0), (-1.0, 74.0),
    ];
    for side in [1.0, -1.0_f32] {
        let turn = |points: &[Point]| -> Vec<Point> {
            points.iter().map(|point| (point.0 * side, point.1)).collect()
        };
        mass(canvas, looks, &turn(&half), &[
            &turn(&[(2.0, 70.0), (26.0, 74.0), (t - 2.0, 110.0)]),
            &turn(&[(2.0, 64.0), (32.0, 66.0), (t + 3.0, 104.0)]),
            &turn(&[(4.0, 78.0), (22.0, 84.0), (t - 8.0, 108.0)]),
        ]);
    }
    canvas.line(curve(&[(0.0, 58.0), (0.0, 76.0)]), 1.3, looks.skin.darker(0.3), 0.8);
}

pub(super) fn slick_back(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.94, 142.0);
    let outline = mirrored(&[
        (0.0, 53.0), (t * 0.55, 59.0), (t + 0.5, 83.0), (t + 3.0, 106.0), (t - 6.0, 104.0),
        (t * 0.68, 90.0), (t * 0.34, 84.0), (0.0, 87.0),
    ]);
    mass_turned(canvas, looks, &outline, &[
        &[(-28.0, 90.0), (-26.0, 72.0), (-16.0, 58.0)],
        &[(-14.0, 86.0), (-13.0, 70.0), (-6.0, 57.0)],
        &[(0.0, 87.0), (1.0, 70.0), (4.0, 56.0)],
        &[(14.0, 86.0), (15.0, 70.0), (14.0, 57.0)],
        &[(28.0, 90.0), (28.0, 74.0), (24.0, 60.0)],
    ]);
}

pub(super) fn receding(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    sides(canvas, looks, 0.9, 144.0);
    let outline = mirrored(&[
        (0.0, 59.0), (t * 0.58, 65.5), (t + 1.5, 91.0), (t + 2.0, 112.0), (t - 5.0, 110.0), (t * 0.8, 84.0),
        (t * 0.46, 76.0), (t * 0.22, 84.0), (0.0, 86.0),
    ]);
    mass_turned(canvas, looks, &outline, &[
        &[(-10.0, 86.0), (-8.0, 72.0), (0.0, 64.0)],
        &[(4.0, 86.0), (6.0, 72.0), (10.0, 64.0)],
        &[(t * 0.8, 84.0), (t * 0.7, 76.0), (t * 0.5, 68.0)],
    ]);
}

pub(super) fn bald(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    for side in [-1.0, 1.0] {
        let shape = [
            (side * (t - 1.0), 100.0),
            (side * (t + 4.0), 108.0),
            (side * (cheek + 4.0), 128.0),
            (side * (cheek + 2.0), 146.0),
            (side * (cheek - 3.0), 144.0),
            (side * (cheek - 4.0), 124.0),
        ];
        canvas.veil(blob(&shape), looks.hair, 0.92);
    }
    canvas.veil(oval((-18.0 * looks.way(), 88.0), 13.0, 7.0), looks.skin.lighter(0.8), 0.35);
}
