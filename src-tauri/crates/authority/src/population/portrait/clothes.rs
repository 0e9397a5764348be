//! Neck, shoulders and what covers them.

use super::canvas::{Canvas, Point, Tone, blob, corners, curve, flipped, mirrored, oval};
use super::looks::{Garment, Looks};

const WHITE: Tone = Tone(248, 246, 241);

pub(super) fn neck(canvas: &mut Canvas, looks: &Looks) {
    let half = looks.neck;
    let outline = [
        (half, 176.0),
        (half, 222.0),
        (half + 5.0, 238.0),
        (half + 22.0, 252.0),
        (0.0, 286.0),
    ];
    canvas.fill(
        blob(&mirrored(&[&[(0.0, 176.0)], &outline[..]].concat())),
        looks.skin.darker(0.04),
    );
    // The chin's shadow.
    let chin = looks.face.chin_y;
    let shadow = [
        (0.0, 176.0),
        (half, 180.0),
        (half, chin + 4.0),
        (half * 0.5, chin + 15.0),
        (0.0, chin + 18.0),
    ];
    canvas.within(
        blob(&mirrored(&[&[(0.0, 176.0)], &outline[..]].concat())),
        |canvas| {
            canvas.veil(blob(&mirrored(&shadow)), looks.skin.darker(0.3), 0.55);
        },
    );
}

/// The cloth over both shoulders; `dip` is how far down the neckline comes in the middle.
fn shoulders(looks: &Looks, dip: f32) -> Vec<Point> {
    let (neck, shoulder) = (looks.neck, looks.shoulder);
    mirrored(&[
        (0.0, dip),
        (neck * 0.72, (dip + 231.0) / 2.0 + 2.0),
        (neck + 4.0, 231.0),
        (neck + (shoulder - neck) * 0.45, 243.0),
        (shoulder - 8.0, 257.0),
        (shoulder + 4.0, 284.0),
        (shoulder + 12.0, 362.0),
        (0.0, 368.0),
    ])
}

pub(super) fn paint(canvas: &mut Canvas, looks: &Looks) {
    match looks.garment {
        Garment::Shirt => shirt(canvas, looks),
        Garment::Polo => polo(canvas, looks),
        Garment::Tee => tee(canvas, looks),
        Garment::Suit => suit(canvas, looks),
        Garment::AoDai => ao_dai(canvas, looks),
        Garment::Blouse => blouse(canvas, looks),
        Garment::VNeck => v_neck(canvas, looks),
        Garment::AoBaBa => ao_ba_ba(canvas, looks),
        Garment::Jacket => jacket(canvas, looks),
    }
}

fn body(canvas: &mut Canvas, looks: &Looks, dip: f32, cloth: Tone) {
    let outline = shoulders(looks, dip);
    canvas.fill(blob(&outline), cloth);
    canvas.within(blob(&outline), |canvas| {
        let shade = [(34.0, 236.0), (130.0, 236.0), (130.0, 370.0), (58.0, 370.0)];
        canvas.veil(blob(&shade), cloth.darker(0.6), 0.1);
        for side in [-1.0, 1.0] {
            let fold = [
                (side * (looks.shoulder - 22.0), 276.0),
                (side * (looks.shoulder - 15.0), 300.0),
            ];
            canvas.line(curve(&fold), 1.4, cloth.darker(0.5), 0.35);
        }
    });
}

/// Both halves of a turned-down collar.
fn collar(canvas: &mut Canvas, looks: &Looks, cloth: Tone, spread: f32) {
    let neck = looks.neck;
    let flap = [
        (1.0, 249.0),
        (neck + 2.0, 224.0),
        (neck + 10.0, 233.0),
        (neck + spread, 254.0),
        (12.0, 266.0),
    ];
    for points in [flap.to_vec(), flipped(&flap)] {
        canvas.fill(corners(&points), cloth);
        canvas.line(corners(&points), 1.0, cloth.darker(0.55), 0.45);
    }
}

fn buttons(canvas: &mut Canvas, cloth: Tone, x: f32) {
    for y in [268.0, 290.0, 312.0] {
        canvas.fill(oval((x, y), 1.7, 1.7), cloth.darker(0.35));
    }
}

fn shirt(canvas: &mut Canvas, looks: &Looks) {
    body(canvas, looks, 250.0, looks.cloth);
    canvas.line(
        curve(&[(4.0, 252.0), (4.0, 345.0)]),
        1.0,
        looks.cloth.darker(0.5),
        0.4,
    );
    collar(canvas, looks, looks.cloth.lighter(0.12), 6.0);
    buttons(canvas, looks.cloth, 0.0);
}

fn polo(canvas: &mut Canvas, looks: &Looks) {
    body(canvas, looks, 254.0, looks.cloth);
    let placket = [(-6.0, 254.0), (6.0, 254.0), (6.0, 300.0), (-6.0, 300.0)];
    canvas.fill(corners(&placket), looks.cloth.darker(0.14));
    collar(canvas, looks, looks.trim.mixed(looks.cloth, 0.25), 4.0);
    buttons(canvas, looks.cloth.lighter(0.5), 0.0);
}

fn tee(canvas: &mut Canvas, looks: &Looks) {
    body(canvas, looks, 252.0, looks.cloth);
    let neck = looks.neck;
    let rib = [
        (-neck - 3.0, 232.0),
        (-neck * 0.62, 248.0),
        (0.0, 253.5),
        (neck * 0.62, 248.0),
        (neck + 3.0, 232.0),
    ];
    canvas.line(curve(&rib), 4.6, looks.cloth.darker(0.22), 1.0);
}

fn suit(canvas: &mut Canvas, looks: &Looks) {
    let cloth = looks.cloth.mixed(Tone(36, 42, 58), 0.78);
    body(canvas, looks, 252.0, cloth);
    let opening = [
        (-looks.neck - 3.0, 229.0),
        (looks.neck + 3.0, 229.0),
        (0.0, 326.0),
    ];
    canvas.within(blob(&shoulders(looks, 250.0)), |canvas| {
        canvas.fill(corners(&opening), WHITE)
    });
    if looks.sex == dinhdanh_protocol::Sex::Male {
        let tie = [
            (-5.0, 250.0),
            (5.0, 250.0),
            (4.0, 260.0),
            (9.0, 320.0),
            (-9.0, 320.0),
            (-4.0, 260.0),
        ];
        canvas.fill(corners(&tie), looks.trim.mixed(Tone(120, 40, 52), 0.5));
    }
    collar(canvas, looks, WHITE, 0.0);
    let lapel = [
        (looks.neck + 4.0, 230.0),
        (looks.neck + 16.0, 240.0),
        (looks.neck + 22.0, 268.0),
        (0.0, 330.0),
    ];
    for points in [lapel.to_vec(), flipped(&lapel)] {
        canvas.fill(corners(&points), cloth.lighter(0.07));
        canvas.line(corners(&points), 1.0, cloth.darker(0.6), 0.6);
    }
}

fn ao_dai(canvas: &mut Canvas, looks: &Looks) {
    let (cloth, neck) = (looks.cloth, looks.neck);
    body(canvas, looks, 240.0, cloth);
    let collar = [
        (-neck - 1.5, 216.0),
        (0.0, 229.0),
        (neck + 1.5, 216.0),
        (neck + 5.0, 236.0),
        (0.0, 252.0),
        (-neck - 5.0, 236.0),
    ];
    canvas.fill(blob(&collar), cloth.darker(0.1));
    canvas.line(
        curve(&[(-neck - 1.0, 217.5), (0.0, 229.5), (neck + 1.0, 217.5)]),
        1.6,
        looks.trim,
        0.95,
    );
    let closing = [
        (2.0, 250.0),
        (26.0, 256.0),
        (52.0, 268.0),
        (looks.shoulder - 12.0, 292.0),
    ];
    canvas.line(curve(&closing), 1.2, cloth.darker(0.6), 0.6);
    for place in [(3.0, 240.0), (25.0, 255.5), (51.0, 267.5)] {
        canvas.fill(oval(place, 2.0, 2.0), looks.trim);
    }
}

fn blouse(canvas: &mut Canvas, looks: &Looks) {
    body(canvas, looks, 250.0, looks.cloth);
    let neck = looks.neck;
    let flap = [
        (0.0, 251.0),
        (neck * 0.7, 243.0),
        (neck + 3.0, 229.0),
        (neck + 17.0, 240.0),
        (neck + 10.0, 260.0),
        (8.0, 266.0),
    ];
    for points in [flap.to_vec(), flipped(&flap)] {
        canvas.fill(blob(&points), looks.trim.lighter(0.25));
        canvas.line(blob(&points), 0.9, looks.cloth.darker(0.6), 0.4);
    }
    buttons(canvas, looks.cloth, 0.0);
}

fn v_neck(canvas: &mut Canvas, looks: &Looks) {
    body(canvas, looks, 240.0, looks.cloth);
    let neck = looks.neck;
    let opening = [
        (-neck - 3.0, 231.0),
        (0.0, 222.0),
        (neck + 3.0, 231.0),
        (0.0, 276.0),
    ];
    canvas.fill(corners(&opening), looks.skin.darker(0.04));
    canvas.line(
        curve(&[(-neck - 4.0, 230.0), (-neck * 0.5, 256.0), (0.0, 276.0)]),
        2.6,
        looks.cloth.darker(0.2),
        1.0,
    );
    canvas.line(
        curve(&[(neck + 4.0, 230.0), (neck * 0.5, 256.0), (0.0, 276.0)]),
        2.6,
        looks.cloth.darker(0.2),
        1.0,
    );
    canvas.line(
        curve(&[
            (-neck, 226.0),
            (-9.0, 250.0),
            (0.0, 254.0),
            (9.0, 250.0),
            (neck, 226.0),
        ]),
        0.9,
        looks.trim.darker(0.2),
        0.8,
    );
    canvas.fill(oval((0.0, 256.5), 2.4, 2.8), looks.trim);
}

fn ao_ba_ba(canvas: &mut Canvas, looks: &Looks) {
    let cloth = looks.cloth.mixed(Tone(58, 44, 56), 0.5);
    body(canvas, looks, 250.0, cloth);
    let neck = looks.neck;
    let edge = [
        (-neck - 4.0, 231.0),
        (-neck * 0.6, 246.0),
        (0.0, 252.0),
        (neck * 0.6, 246.0),
        (neck + 4.0, 231.0),
    ];
    canvas.line(curve(&edge), 3.0, cloth.lighter(0.18), 1.0);
    canvas.line(curve(&[(0.0, 252.0), (0.0, 345.0)]), 1.2, cloth.darker(0.7), 0.7);
    buttons(canvas, cloth.lighter(0.75), 0.0);
}

fn jacket(canvas: &mut Canvas, looks: &Looks) {
    let inner = looks.trim.lighter(0.2);
    body(canvas, looks, 250.0, looks.cloth);
    let neck = looks.neck;
    let opening = [
        (-neck - 4.0, 230.0),
        (0.0, 254.0),
        (neck + 4.0, 230.0),
        (16.0, 345.0),
        (-16.0, 345.0),
    ];
    canvas.within(blob(&shoulders(looks, 252.0)), |canvas| {
        canvas.fill(corners(&opening), inner);
        let rib = [
            (-neck - 3.0, 232.0),
            (-neck * 0.62, 247.0),
            (0.0, 252.5),
            (neck * 0.62, 247.0),
            (neck + 3.0, 232.0),
        ];
        canvas.line(curve(&rib), 4.0, inner.darker(0.18), 1.0);
    });
    let edge = [
        (neck + 3.0, 222.0),
        (neck + 13.0, 230.0),
        (neck + 6.0, 262.0),
        (18.0, 345.0),
    ];
    for points in [edge.to_vec(), flipped(&edge)] {
        canvas.line(curve(&points), 7.0, looks.cloth.darker(0.22), 1.0);
        canvas.line(curve(&points), 1.0, looks.cloth.lighter(0.5), 0.8);
    }
}
