//! Long hair, gathered hair, and what covers hair.

use super::{mass, risen};
use crate::population::portrait::canvas::{Canvas, Point, Tone, blob, curve, mirrored, oval};
use crate::population::portrait::looks::Looks;

fn turned(looks: &Looks, points: &[Point]) -> Vec<Point> {
    points.iter().map(|point| (point.0 * looks.way(), point.1)).collect()
}

fn on(side: f32, points: &[Point]) -> Vec<Point> {
    points.iter().map(|point| (point.0 * side, point.1)).collect()
}

/// Straight hair hanging to `foot`, `width` beyond the cheeks.
pub(super) fn curtain(canvas: &mut Canvas, looks: &Looks, foot: f32, width: f32) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let outline = mirrored(&[
        (0.0, 51.0), (t * 0.66, 60.0), (t + 8.0, 92.0), (cheek + width * 0.9, 138.0),
        (cheek + width, foot - 46.0),
        (cheek + width * 0.95, foot - 8.0), (cheek + 2.0, foot + 2.0), (20.0, foot - 2.0), (0.0, foot - 2.0),
    ]);
    canvas.fill(blob(&risen(looks, &outline)), looks.hair.darker(0.18));
}

pub(super) fn waves(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let outline = mirrored(&[
        (0.0, 50.0), (t * 0.68, 58.5), (t + 11.0, 92.0), (cheek + 13.0, 126.0), (cheek + 20.0, 152.0),
        (cheek + 15.0, 176.0),
        (cheek + 24.0, 202.0), (cheek + 17.0, 226.0), (cheek + 20.0, 246.0), (cheek - 4.0, 254.0),
        (20.0, 244.0), (0.0, 244.0),
    ]);
    canvas.fill(blob(&risen(looks, &outline)), looks.hair.darker(0.18));
    for side in [-1.0, 1.0] {
        let strand = [(cheek + 8.0, 130.0), (cheek + 12.0, 156.0), (cheek + 6.0, 182.0),
        (cheek + 14.0, 208.0), (cheek + 8.0, 236.0)];
        canvas.line(curve(&on(side, &strand)), 1.8, looks.hair.lighter(0.22), 0.5);
    }
}

/// Hair close to the head, down to `foot` in the neck.
pub(super) fn cap(canvas: &mut Canvas, looks: &Looks, foot: f32) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let outline = mirrored(&[(0.0, 58.0), (t * 0.7, 64.0), (t + 5.0, 96.0), (cheek + 4.0, 140.0),
    (cheek - 15.0, foot), (0.0, foot + 8.0)]);
    canvas.fill(blob(&risen(looks, &outline)), looks.hair.darker(0.18));
}

pub(super) fn tail(canvas: &mut Canvas, looks: &Looks) {
    cap(canvas, looks, 172.0);
    let cheek = looks.face.cheek;
    let fall = [(cheek - 6.0, 128.0), (cheek + 16.0, 140.0), (cheek + 25.0, 182.0), (cheek + 14.0, 236.0),
    (cheek - 2.0, 262.0), (cheek - 6.0, 214.0), (cheek - 2.0, 168.0)];
    canvas.fill(blob(&turned(looks, &fall)), looks.hair.darker(0.1));
    let strand = [(cheek + 4.0, 146.0), (cheek + 13.0, 186.0), (cheek + 4.0, 240.0)];
    canvas.line(curve(&turned(looks, &strand)), 1.8, looks.hair.lighter(0.22), 0.5);
}

pub(super) fn pigtails(canvas: &mut Canvas, looks: &Looks) {
    cap(canvas, looks, 170.0);
    let cheek = looks.face.cheek;
    for side in [-1.0, 1.0] {
        let fall = [(cheek - 2.0, 150.0), (cheek + 16.0, 148.0), (cheek + 26.0, 176.0),
        (cheek + 20.0, 214.0), (cheek + 10.0, 234.0), (cheek + 2.0, 208.0), (cheek + 2.0, 176.0)];
        canvas.fill(blob(&on(side, &fall)), looks.hair);
        canvas.line(curve(&on(side, &[(cheek + 10.0, 160.0), (cheek + 15.0, 188.0),
        (cheek + 10.0, 222.0)])), 1.8, looks.hair.lighter(0.22), 0.5);
        canvas.fill(oval((side * (cheek + 7.0), 154.0), 6.0, 4.6), looks.trim);
    }
}

pub(super) fn low_bun(canvas: &mut Canvas, looks: &Looks) {
    cap(canvas, looks, 178.0);
    let x = (looks.face.cheek - 10.0) * looks.way();
    canvas.fill(oval((x, 190.0), 20.0, 18.0), looks.hair.darker(0.1));
    canvas.line(curve(&[(x - 9.0, 182.0), (x, 178.0), (x + 11.0, 186.0), (x + 7.0, 198.0)]),
    1.6, looks.hair.lighter(0.22), 0.55);
}

pub(super) fn top_bun(canvas: &mut Canvas, looks: &Looks) {
    cap(canvas, looks, 172.0);
    canvas.fill(oval((0.0, 47.0), 21.0, 18.0), looks.hair.darker(0.06));
    canvas.line(curve(&[(-12.0, 44.0), (0.0, 36.0), (13.0, 44.0), (8.0, 54.0)]),
    1.8, looks.hair.lighter(0.24), 0.6);
    canvas.line(curve(&[(-15.0, 61.0), (0.0, 64.0), (15.0, 61.0)]), 3.0, looks.trim, 0.95);
}

/// Rounds of a perm around the head.
const CURLS: [(f32, f32, f32); 9] = [
    (0.0, 56.0, 17.0), (0.36, 58.0, 16.0), (0.7, 66.0, 16.0), (0.98, 82.0, 15.0), (1.14, 102.0, 14.0),
    (1.2, 122.0, 13.0),
    (1.18, 141.0, 12.0), (1.1, 157.0, 10.0), (0.2, 62.0, 16.0),
];

pub(super) fn perm(canvas: &mut Canvas, looks: &Looks) {
    cap(canvas, looks, 168.0);
    for (along, y, radius) in CURLS {
        for side in [-1.0, 1.0] {
            canvas.fill(oval((side * along * looks.face.temple, y), radius, radius), looks.hair.darker(0.14));
        }
    }
}

pub(super) fn curls(canvas: &mut Canvas, looks: &Looks) {
    let t = looks.face.temple;
    let rounds = [(0.0, 76.0, 15.0), (0.34, 79.0, 14.0), (0.64, 86.0, 13.0), (0.88, 99.0, 11.5),
    (1.02, 116.0, 9.5), (1.06, 132.0, 8.0)];
    for (along, y, radius) in rounds {
        for side in [-1.0, 1.0] {
            canvas.fill(oval((side * along * t, y), radius, radius), looks.hair);
        }
    }
    for (along, y, radius) in rounds {
        for side in [-1.0, 1.0] {
            let x = side * along * t;
            let ringlet = [(x - radius * 0.5, y + radius * 0.3), (x - radius * 0.3, y - radius * 0.5),
            (x + radius * 0.5, y - radius * 0.3), (x + radius * 0.2, y + radius * 0.4)];
            canvas.line(curve(&ringlet), 1.5, looks.hair.lighter(0.26), 0.55);
        }
    }
}

/// Two smooth halves from the middle down past the cheeks.
pub(super) fn centre_parting(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let gathered = looks.hair_style == crate::population::portrait::looks::HairStyle::TopBun;
    let half: Vec<Point> = if gathered {
        vec![(0.0, 60.0), (t * 0.6, 63.0), (t + 3.0, 88.0), (cheek + 3.5, 118.0), (cheek + 0.5, 138.0),
        (cheek - 4.0, 120.0), (t - 9.0, 100.0), (24.0, 86.0), (0.0, 80.0)]
    } else {
        vec![
            (0.0, 52.5), (t * 0.6, 59.0), (t + 7.0, 90.0), (cheek + 11.0, 134.0), (cheek + 12.0, 178.0),
            (cheek + 14.0, 232.0), (cheek + 2.0, 262.0),
            (cheek - 8.0, 236.0), (cheek - 1.0, 190.0), (cheek - 1.0, 150.0), (t - 4.0, 116.0),
            (26.0, 88.0), (0.0, 76.0),
        ]
    };
    for side in [-1.0, 1.0] {
        let strands = [
            on(side, &[(2.0, 66.0), (32.0, 74.0), (t + 1.0, 106.0), (cheek + 5.0, 150.0)]),
            on(side, &[(2.0, 74.0), (28.0, 82.0), (t - 2.0, 110.0), (cheek + 2.0, 160.0)]),
            on(side, &[(cheek + 6.0, 150.0), (cheek + 7.0, 200.0), (cheek + 3.0, 246.0)]),
        ];
        mass(canvas, looks, &on(side, &half), &strands.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
    canvas.line(curve(&[(0.0, 60.0), (0.0, 78.0)]), 1.2, looks.skin.darker(0.3), 0.7);
}

/// A parting on one side, the long part swept over the forehead.
pub(super) fn side_sweep(canvas: &mut Canvas, looks: &Looks) {
    use crate::population::portrait::looks::HairStyle;
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let foot = match looks.hair_style {
        HairStyle::LongSide => 258.0,
        HairStyle::Wavy => 214.0,
        _ => 208.0,
    };
    let swept = [
        (-27.0, 62.0), (0.0, 52.0), (t * 0.66, 59.0), (t + 8.0, 93.0), (cheek + 12.0, 138.0),
        (cheek + 13.0, foot - 40.0), (cheek + 6.0, foot),
        (cheek - 5.0, foot - 16.0), (cheek + 1.0, 164.0), (cheek - 3.0, 134.0), (t - 9.0, 112.0),
        (14.0, 98.0), (-14.0, 86.0),
    ];
    let strand_one = turned(looks, &[(-24.0, 70.0), (8.0, 72.0), (t - 2.0, 104.0), (cheek + 6.0, 150.0)]);
    let strand_two = turned(looks, &[(-22.0, 76.0), (8.0, 84.0), (t - 8.0, 112.0)]);
    let strand_three = turned(looks, &[(-20.0, 66.0), (20.0, 62.0), (t + 3.0, 96.0),
    (cheek + 9.0, foot - 20.0)]);
    let near = [
        (-22.0, 58.0), (-t * 0.72, 65.0), (-t - 7.0, 95.0), (-cheek - 11.0, 138.0),
        (-cheek - 12.0, foot - 44.0), (-cheek - 5.0, foot - 4.0),
        (-cheek + 5.0, foot - 22.0), (-cheek - 1.0, 160.0), (-cheek + 3.0, 130.0), (-t + 8.0, 104.0),
        (-28.0, 84.0),
    ];
    let near_strand = turned(looks, &[(-28.0, 68.0), (-t, 98.0), (-cheek - 6.0, 150.0),
    (-cheek - 6.0, foot - 24.0)]);
    mass(canvas, looks, &turned(looks, &near), &[&near_strand]);
    mass(canvas, looks, &turned(looks, &swept), &[&strand_one, &strand_two, &strand_three]);
}

/// A straight fringe over the forehead, the sides framing the cheeks.
pub(super) fn straight_fringe(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let low = looks.eyes.y - looks.eyes.brow_lift - 3.0;
    let bob = looks.hair_style == crate::population::portrait::looks::HairStyle::BobFringe;
    if bob {
        for side in [-1.0, 1.0] {
            let lock = on(side, &[
                (t - 12.0, 84.0), (t + 9.0, 104.0), (cheek + 12.0, 148.0), (cheek + 10.0, 196.0),
                (cheek - 4.0, 208.0), (cheek - 4.0, 176.0), (cheek - 3.0, 140.0), (t - 8.0, 112.0),
            ]);
            let strand = on(side, &[(t - 2.0, 96.0), (cheek + 5.0, 140.0), (cheek + 3.0, 196.0)]);
            mass(canvas, looks, &lock, &[&strand]);
        }
    }
    let outline = mirrored(&[
        (0.0, 51.5), (t * 0.68, 60.0), (t + 6.0, 93.0), (t + 4.5, 126.0), (t - 5.0, 120.0),
        (t - 11.0, low + 2.0), (t * 0.4, low), (0.0, low + 1.5),
    ]);
    let combed: Vec<Vec<Point>> =
        [-36.0, -24.0, -12.0, 0.0, 12.0, 24.0, 36.0_f32].iter().map(|x| vec![(x * 0.35, 60.0),
        (x * 0.8, 84.0), (*x, low)]).collect();
    mass(canvas, looks, &outline, &combed.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

/// Combed back from the forehead and gathered.
pub(super) fn combed_back(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let outline = mirrored(&[
        (0.0, 54.0), (t * 0.64, 62.0), (t + 4.0, 93.0), (cheek + 4.0, 122.0), (cheek + 1.0, 142.0),
        (cheek - 4.5, 124.0), (t - 8.0, 103.0), (t * 0.48, 88.0), (0.0, 84.0),
    ]);
    let strands = [
        turned(looks, &[(-t + 8.0, 103.0), (-30.0, 76.0), (0.0, 62.0)]),
        turned(looks, &[(-26.0, 88.0), (-8.0, 72.0), (20.0, 62.0)]),
        turned(looks, &[(2.0, 85.0), (16.0, 72.0), (34.0, 66.0)]),
        turned(looks, &[(t - 12.0, 98.0), (t - 4.0, 88.0), (t, 84.0)]),
        turned(looks, &[(cheek - 3.0, 126.0), (cheek, 116.0), (t + 1.0, 98.0)]),
    ];
    mass(canvas, looks, &outline, &strands.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

pub(super) fn pixie(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let low = looks.eyes.y - looks.eyes.brow_lift - 7.0;
    let outline = [
        (-cheek - 3.0, 146.0), (-t - 6.0, 108.0), (-t - 3.0, 84.0), (-t * 0.62, 62.0), (0.0, 53.0),
        (t * 0.68, 60.0), (t + 6.0, 88.0), (cheek + 5.0, 122.0),
        (cheek + 2.0, 152.0), (cheek - 4.0, 132.0), (t - 8.0, 110.0), (t * 0.5, low), (4.0, low - 3.0),
        (-18.0, low - 12.0), (-27.0, 88.0), (-t + 9.0, 104.0), (-cheek + 4.0, 126.0),
    ];
    let strands = [
        turned(looks, &[(-24.0, 80.0), (4.0, 76.0), (t * 0.6, low - 2.0)]),
        turned(looks, &[(-24.0, 74.0), (14.0, 68.0), (t - 2.0, 108.0)]),
        turned(looks, &[(-20.0, 66.0), (22.0, 62.0), (t + 2.0, 96.0), (cheek, 140.0)]),
        turned(looks, &[(-28.0, 78.0), (-t + 2.0, 92.0), (-cheek, 138.0)]),
    ];
    mass(canvas, looks, &turned(looks, &outline), &strands.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

/// Khăn vấn: a roll of velvet around the head, the hair parted below it.
pub(super) fn turban(canvas: &mut Canvas, looks: &Looks) {
    let (t, cheek) = (looks.face.temple, looks.face.cheek);
    let hair = mirrored(&[(0.0, 70.0), (t * 0.7, 74.0), (t + 3.0, 100.0), (cheek + 2.0, 124.0),
    (cheek - 3.0, 132.0), (t - 7.0, 108.0), (26.0, 92.0), (0.0, 84.0)]);
    canvas.fill(blob(&hair), looks.hair);
    let cloth = looks.trim.mixed(Tone(40, 26, 38), 0.72);
    let roll = mirrored(&[(0.0, 48.0), (t * 0.7, 54.0), (t + 10.0, 80.0), (t + 10.0, 104.0),
    (t + 1.0, 108.0), (t * 0.62, 84.0), (0.0, 76.0)]);
    canvas.fill(blob(&roll), cloth);
    canvas.within(blob(&roll), |canvas| {
        let ridge = [(-t - 8.0, 98.0), (-t * 0.7, 68.0), (0.0, 59.0), (t * 0.7, 68.0), (t + 8.0, 98.0)];
        canvas.line(curve(&ridge), 6.0, cloth.lighter(0.14), 0.7);
        for x in [-0.8, -0.4, 0.0, 0.4, 0.8_f32] {
            canvas.line(curve(&[(x * t, 52.0 + x.abs() * 14.0), (x * t + 7.0, 76.0 + x.abs() * 22.0)]),
            1.1, cloth.darker(0.5), 0.6);
        }
    });
}
