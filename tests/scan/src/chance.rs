//! Chance that is the same on every machine.

/// Numbers drawn one after another from a seed (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// The draws that belong to `labels`: a seed, and which frame of what they are for.
    pub(crate) fn of(labels: &[u64]) -> Self {
        let mut chance = Self(0);
        for label in labels {
            chance.0 = chance.next() ^ label.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From `low` up to but not `high`.
    pub(crate) fn between(&mut self, (low, high): (f64, f64)) -> f64 {
        low + (high - low) * self.unit()
    }

    /// From −`most` to `most`.
    pub(crate) fn either_way(&mut self, most: f64) -> f64 {
        self.between((-most, most))
    }

    /// Whether what happens with this probability does.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number below `count`, which is not 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    /// So many bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }

    /// Two draws from the normal distribution (Box and Muller).
    pub(crate) fn normal_pair(&mut self) -> (f64, f64) {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let (sin, cos) = (std::f64::consts::TAU * self.unit()).sin_cos();
        (radius * cos, radius * sin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_labels_draw_otherwise_and_the_same_labels_the_same() {
        let draws = |labels: &[u64]| Chance::of(labels).bytes(8);
        assert_eq!(draws(&[7, 1]), draws(&[7, 1]));
        assert_ne!(draws(&[7, 1]), draws(&[1, 7]));
        assert_ne!(draws(&[7, 1]), draws(&[7, 2]));
    }

    #[test]
    fn normal_draws_have_mean_0_and_variance_1() {
        let mut chance = Chance::of(&[3]);
        let draws: Vec<f64> = (0..20_000).map(|_| chance.normal_pair().0).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05,
            "{mean} {variance}"
        );
    }
}
