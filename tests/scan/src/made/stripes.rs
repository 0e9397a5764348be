//! A panel's own pixels: red, green and blue stripes with dark between them.

/// Where a pixel's red, green and blue lie side by side, and how much of it they leave dark.
#[derive(Clone, Copy)]
pub(crate) struct Stripes {
    /// The width of one stripe, of the width of a pixel: at most a third.
    pub(crate) width: f64,
    /// Its height, of the height of a pixel: at most 1.
    pub(crate) height: f64,
}

impl Stripes {
    /// What is let through of `channel` (0 red, 1 green, 2 blue), over boxes of such half sides, panel pixels.
    pub(crate) fn sieve(self, channel: usize, half: (f64, f64)) -> Sieve {
        let from = (channel as f64 + 0.5) / 3.0 - self.width / 2.0;
        Sieve {
            across: Pulses::new(from, self.width, half.0),
            down: Pulses::new(0.5 - self.height / 2.0, self.height, half.1),
        }
    }
}

/// One colour of a panel's pixels.
pub(crate) struct Sieve {
    across: Pulses,
    down: Pulses,
}

impl Sieve {
    /// What it lets through on average over its box around a place; 1 on average over all.
    #[inline]
    pub(crate) fn at(&self, (u, v): (f64, f64)) -> f32 {
        (self.across.at(u) * self.down.at(v)) as f32
    }
}

/// A train of pulses of length 1, each lit from `from` for a part of it, and so bright that its mean is 1.
struct Pulses {
    from: f64,
    /// 1 / the lit part.
    brightness: f64,
    half: f64,
    /// 1 / the length of the box.
    share: f64,
}

impl Pulses {
    fn new(from: f64, lit: f64, half: f64) -> Self {
        let half = half.max(1e-6);
        Self {
            from,
            brightness: 1.0 / lit,
            half,
            share: 0.5 / half,
        }
    }

    /// The mean over the box around a place.
    #[inline]
    fn at(&self, at: f64) -> f64 {
        (self.up_to(at + self.half) - self.up_to(at - self.half)) * self.share
    }

    /// The light up to a place.
    #[inline]
    fn up_to(&self, at: f64) -> f64 {
        // Rounding towards 0 is one instruction, rounding down a call: so far from 0 they are the same.
        let moved = at + 65_536.0;
        let whole = moved as i64 as f64;
        whole + ((moved - whole - self.from) * self.brightness).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pulses_are_1_on_average_and_dark_between() {
        let pulses = Pulses::new(0.2, 0.25, 0.0005);
        let mean = (0..1000).map(|i| pulses.at(f64::from(i) / 1000.0)).sum::<f64>() / 1000.0;
        assert!((mean - 1.0).abs() < 1e-6, "{mean}");
        let pulses = Pulses::new(0.2, 0.25, 0.05);
        assert_eq!(pulses.at(0.1), 0.0);
        assert!((pulses.at(0.3) - 4.0).abs() < 1e-6);
        assert!((pulses.at(-3.7) - 4.0).abs() < 1e-6);
    }
}
