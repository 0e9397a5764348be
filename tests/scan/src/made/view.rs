//! From a place in the frame to the place on the panel that is seen there.

use super::panel::Panel;

/// How a thing is held, and through which lens it is seen.
#[derive(Clone, Copy)]
pub(crate) struct Pose {
    /// Turned about the upright axis, degrees.
    pub(crate) yaw: f64,
    /// About the level axis, degrees.
    pub(crate) pitch: f64,
    /// In the plane of the picture, degrees.
    pub(crate) roll: f64,
    /// Where its centre is seen, pixels of the frame.
    pub(crate) at: (f64, f64),
    /// How long the code's side is seen where nothing is tilted, pixels.
    pub(crate) side: f64,
}

/// How a panel is bent.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Flat,
    /// Around an upright axis, with this radius in sides of the code; below 0 it is hollow.
    Cylinder(f64),
}

/// Widths of the frame from the lens to the sensor: what webcams have.
const FOCAL: f64 = 1.1;

/// Rays from the camera to the panel.
pub(crate) struct View {
    /// Rows: the panel's axes in the camera's.
    turn: [[f64; 3]; 3],
    /// Where the camera is, in the panel's axes, from the centre of what is held to it.
    eye: [f64; 3],
    centre: (f64, f64),
    middle: (f64, f64),
    focal: f64,
    /// Radial distortion: by how much of itself a ray at one focal length from the axis is pushed out.
    distortion: f64,
    /// Of the cylinder, panel pixels; none where flat.
    radius: Option<f64>,
}

impl View {
    pub(crate) fn new(
        panel: &Panel,
        shape: Shape,
        pose: &Pose,
        distortion: f64,
        (width, height): (usize, usize),
    ) -> Self {
        let focal = FOCAL * width as f64;
        let middle = (width as f64 / 2.0, height as f64 / 2.0);
        let distance = focal * panel.code_side() / pose.side;
        let turn = rotation(pose);
        let along = |x: f64, y: f64| ((x - middle.0) / focal, (y - middle.1) / focal);
        let (x, y) = along(pose.at.0, pose.at.1);
        let to = [distance * x, distance * y, distance];
        let eye = transposed(&turn, to).map(|value| -value);
        Self {
            turn,
            eye,
            centre: panel.centre(),
            middle,
            focal,
            distortion,
            radius: match shape {
                Shape::Flat => None,
                Shape::Cylinder(sides) => Some(sides * panel.code_side()),
            },
        }
    }

    /// The place on the panel that is seen at a place in the frame; none where the ray misses it.
    #[inline]
    pub(crate) fn on_panel(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (dx, dy) = ((x - self.middle.0) / self.focal, (y - self.middle.1) / self.focal);
        let pushed = 1.0 + self.distortion * (dx * dx + dy * dy);
        let [rx, ry, rz] = transposed(&self.turn, [dx * pushed, dy * pushed, 1.0]);
        let [ex, ey, ez] = self.eye;
        let (u, v) = match self.radius {
            None => {
                let t = -ez / rz;
                if !(t > 0.0 && t.is_finite()) {
                    return None;
                }
                (ex + t * rx, ey + t * ry)
            }
            Some(radius) => {
                // The axis runs along v, `radius` behind the middle of the paper.
                let (a, b, c) = (
                    rx * rx + rz * rz,
                    ex * rx + (ez - radius) * rz,
                    ex * ex + (ez - radius).powi(2) - radius * radius,
                );
                let inside = b * b - a * c;
                if inside < 0.0 {
                    return None;
                }
                let root = if radius > 0.0 {
                    -inside.sqrt()
                } else {
                    inside.sqrt()
                };
                let t = (root - b) / a;
                let angle = (ex + t * rx).atan2((ez + t * rz - radius).abs());
                // Paper does not go round the whole of it.
                if t <= 0.0 || angle.abs() > 1.4 {
                    return None;
                }
                (radius.abs() * angle, ey + t * ry)
            }
        };
        Some((u + self.centre.0, v + self.centre.1))
    }
}

fn rotation(pose: &Pose) -> [[f64; 3]; 3] {
    let (sa, ca) = pose.yaw.to_radians().sin_cos();
    let (sb, cb) = pose.pitch.to_radians().sin_cos();
    let (sc, cc) = pose.roll.to_radians().sin_cos();
    let yaw = [[ca, 0.0, sa], [0.0, 1.0, 0.0], [-sa, 0.0, ca]];
    let pitch = [[1.0, 0.0, 0.0], [0.0, cb, -sb], [0.0, sb, cb]];
    let roll = [[cc, -sc, 0.0], [sc, cc, 0.0], [0.0, 0.0, 1.0]];
    product(&roll, &product(&pitch, &yaw))
}

fn product(a: &[[f64; 3]; 3], b: &[[f64; 3]; 3]) -> [[f64; 3]; 3] {
    a.map(|row| transposed(b, row))
}

/// The transpose of a matrix times a vector.
#[inline]
fn transposed(matrix: &[[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    let [a, b, c] = matrix;
    [
        a[0] * x + b[0] * y + c[0] * z,
        a[1] * x + b[1] * y + c[1] * z,
        a[2] * x + b[2] * y + c[2] * z,
    ]
}
