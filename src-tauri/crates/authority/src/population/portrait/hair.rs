//! Hair: what lies behind head and shoulders, what falls before the face, and beards.

// An outline reads best as rows of points.
#[rustfmt::skip]
mod long;
#[rustfmt::skip]
mod short;

use super::canvas::{Canvas, Point, Tone, blob, curve};
use super::looks::{Beard, HairStyle, Looks};

/// The part that neck and face cover.
pub(super) fn behind(canvas: &mut Canvas, looks: &Looks) {
    use HairStyle::{
        BobFringe, BobSide, LongCentre, LongSide, LowBun, Perm, Pigtails, Pixie, Ponytail, TopBun, Turban,
        Wavy,
    };
    match looks.hair_style {
        LongCentre | LongSide => long::curtain(canvas, looks, 268.0, 15.0),
        BobFringe => long::curtain(canvas, looks, 212.0, 14.0),
        BobSide => long::curtain(canvas, looks, 222.0, 15.0),
        Wavy => long::waves(canvas, looks),
        Ponytail => long::tail(canvas, looks),
        Pigtails => long::pigtails(canvas, looks),
        LowBun => long::low_bun(canvas, looks),
        TopBun => long::top_bun(canvas, looks),
        Perm => long::perm(canvas, looks),
        Pixie | Turban => long::cap(canvas, looks, 176.0),
        _ => {}
    }
}

/// The part that covers the forehead and frames the face.
pub(super) fn before(canvas: &mut Canvas, looks: &Looks) {
    match looks.hair_style {
        HairStyle::SidePart => short::side_part(canvas, looks),
        HairStyle::Crew => short::crew(canvas, looks),
        HairStyle::Quiff => short::quiff(canvas, looks),
        HairStyle::Fringe => short::fringe(canvas, looks),
        HairStyle::MiddlePart => short::middle_part(canvas, looks),
        HairStyle::SlickBack => short::slick_back(canvas, looks),
        HairStyle::Receding => short::receding(canvas, looks),
        HairStyle::Bald => short::bald(canvas, looks),
        HairStyle::LongCentre | HairStyle::TopBun => long::centre_parting(canvas, looks),
        HairStyle::LongSide | HairStyle::BobSide | HairStyle::Wavy => long::side_sweep(canvas, looks),
        HairStyle::BobFringe | HairStyle::Pigtails => long::straight_fringe(canvas, looks),
        HairStyle::LowBun | HairStyle::Ponytail => long::combed_back(canvas, looks),
        HairStyle::Perm => long::curls(canvas, looks),
        HairStyle::Pixie => long::pixie(canvas, looks),
        HairStyle::Turban => long::turban(canvas, looks),
    }
}

pub(super) fn beard(canvas: &mut Canvas, looks: &Looks) {
    let (x, y) = (looks.middle.mouth_half, looks.middle.mouth_y);
    let lip = y - looks.middle.upper_lip - 3.0;
    let tone = looks.hair;
    match looks.beard {
        Beard::None => {}
        Beard::Moustache => moustache(canvas, x, lip, tone),
        Beard::Goatee => {
            moustache(canvas, x, lip, tone);
            let under = y + looks.middle.lower_lip + 3.0;
            let tuft = [
                (-8.0, under),
                (8.0, under),
                (9.0, looks.face.chin_y - 4.0),
                (0.0, looks.face.chin_y + 3.0),
                (-9.0, looks.face.chin_y - 4.0),
            ];
            canvas.veil(blob(&tuft), tone, 0.88);
        }
        Beard::Elder => {
            moustache(canvas, x, lip, tone);
            let chin = looks.face.chin_y;
            let wisp = [
                (-9.0, chin - 11.0),
                (9.0, chin - 11.0),
                (11.0, chin + 6.0),
                (3.0, chin + 32.0),
                (-3.0, chin + 32.0),
                (-11.0, chin + 6.0),
            ];
            canvas.veil(blob(&wisp), tone, 0.95);
            for dx in [-4.0, 0.0, 4.0] {
                canvas.line(
                    curve(&[(dx, chin - 6.0), (dx * 1.1, chin + 10.0), (dx * 0.4, chin + 26.0)]),
                    0.9,
                    tone.darker(0.3),
                    0.5,
                );
            }
        }
    }
}

fn moustache(canvas: &mut Canvas, half: f32, y: f32, tone: Tone) {
    let shape = [
        (-half * 0.92, y + 1.6),
        (-half * 0.4, y - 2.6),
        (0.0, y - 1.6),
        (half * 0.4, y - 2.6),
        (half * 0.92, y + 1.6),
        (half * 0.4, y + 0.5),
        (0.0, y + 0.3),
        (-half * 0.4, y + 0.5),
    ];
    canvas.veil(blob(&shape), tone, 0.82);
}

/// A mass of hair with a few strands that follow its fall.
fn mass(canvas: &mut Canvas, looks: &Looks, outline: &[Point], strands: &[&[Point]]) {
    let outline = risen(looks, outline);
    canvas.fill(blob(&outline), looks.hair);
    canvas.within(blob(&outline), |canvas| {
        for (number, strand) in strands.iter().enumerate() {
            let tone = if number % 2 == 0 {
                looks.hair.lighter(0.22)
            } else {
                looks.hair.darker(0.4)
            };
            canvas.line(curve(&risen(looks, strand)), 1.8, tone, 0.5);
        }
    });
}

/// What stands above the forehead, higher or lower by the person's volume of hair.
fn risen(looks: &Looks, points: &[Point]) -> Vec<Point> {
    let lift = |y: f32| looks.volume * ((88.0 - y) / 32.0).clamp(0.0, 1.0);
    points
        .iter()
        .map(|point| (point.0, point.1 - lift(point.1)))
        .collect()
}
