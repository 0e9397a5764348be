//! Eyes and eyebrows.

use dinhdanh_protocol::Sex;

use super::canvas::{Canvas, Point, Tone, blob, curve, oval};
use super::looks::Looks;

const INK: Tone = Tone(38, 28, 28);
const IRIS: Tone = Tone(64, 40, 30);

pub(super) fn paint(canvas: &mut Canvas, looks: &Looks) {
    for side in [-1.0, 1.0] {
        one_eye(canvas, looks, side);
    }
}

/// The upper lid's line from the inner corner to the outer.
fn lid(looks: &Looks, side: f32, lift: f32) -> [Point; 5] {
    let eyes = &looks.eyes;
    let at = |along: f32, up: f32| (side * (eyes.apart + along * eyes.half_width), eyes.y - up - lift);
    let corner = eyes.tilt;
    [
        at(-1.0, -1.6),
        at(-0.5, eyes.open * 0.72),
        at(0.05, eyes.open),
        at(0.6, eyes.open * 0.74 + corner * 0.4),
        at(1.04, corner * 0.8 + 0.4),
    ]
}

fn one_eye(canvas: &mut Canvas, looks: &Looks, side: f32) {
    let eyes = &looks.eyes;
    let x = side * eyes.apart;
    let upper = lid(looks, side, 0.0);
    let droop = eyes.open * 0.52 + 0.8;
    let lower = [
        (
            x + side * eyes.half_width * 0.62,
            eyes.y + droop * 0.72 - eyes.tilt * 0.4,
        ),
        (x, eyes.y + droop),
        (x - side * eyes.half_width * 0.55, eyes.y + droop * 0.78),
    ];
    let opening = [&upper[..], &lower[..]].concat();
    canvas.fill(blob(&opening), Tone(252, 249, 244));
    canvas.within(blob(&opening), |canvas| {
        let middle = (x, eyes.y - eyes.open * 0.16);
        let radius = (eyes.half_width * 0.52).min(6.2);
        canvas.fill(oval(middle, radius, radius), IRIS);
        canvas.fill(oval(middle, radius * 0.52, radius * 0.52), Tone(18, 12, 12));
        canvas.fill(
            oval((middle.0 + 1.7, middle.1 - 1.9), 1.5, 1.5),
            Tone(255, 255, 255),
        );
        canvas.line(curve(&upper), 3.6, INK, 0.22);
    });
    let woman = looks.sex == Sex::Female;
    canvas.line(
        curve(&upper),
        if woman && looks.age > 15 { 2.7 } else { 2.1 },
        INK,
        0.96,
    );
    if woman && (15..66).contains(&looks.age) {
        let [.., outer] = upper;
        canvas.line(
            curve(&[outer, (outer.0 + side * 3.2, outer.1 - 2.0)]),
            1.7,
            INK,
            0.9,
        );
    }
    canvas.line(curve(&lower), 1.0, looks.skin.darker(0.6), 0.55);
    if eyes.double_lid {
        let [_, crease @ ..] = lid(looks, side, 3.3);
        canvas.line(curve(&crease), 1.2, looks.skin.darker(0.5), 0.75);
    }
}

pub(super) fn brows(canvas: &mut Canvas, looks: &Looks) {
    let eyes = &looks.eyes;
    for side in [-1.0, 1.0] {
        let at = |along: f32, up: f32| {
            (
                side * (eyes.apart + along * eyes.half_width),
                eyes.y - eyes.brow_lift - up,
            )
        };
        let (thick, arch, slope) = (eyes.brow_thick, eyes.brow_arch, eyes.brow_slope);
        let brow = [
            at(-1.12, -slope * 0.5 + thick * 0.4),
            at(-0.3, arch * 0.7 + thick * 0.6),
            at(0.55, arch + slope * 0.6 + thick * 0.5),
            at(1.36, slope - 0.4),
            at(0.55, arch + slope * 0.6 - thick * 0.5),
            at(-0.3, arch * 0.7 - thick * 0.6),
            at(-1.16, -slope * 0.5 - thick * 0.6),
        ];
        canvas.veil(blob(&brow), looks.brow, 0.92);
    }
}
