//! How like a known picture what is seen is, whatever its brightness and its contrast.

/// Makes the mean 0 and the length 1; false, and no more, where the length is less than `least`: there is nothing to see.
pub(super) fn normalize<const N: usize>(values: &mut [f32; N], least: f32) -> bool {
    let mean = values.iter().sum::<f32>() / N as f32;
    values.iter_mut().for_each(|value| *value -= mean);
    let length = values.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length < least {
        return false;
    }
    values.iter_mut().for_each(|value| *value /= length);
    true
}

/// How like each other two are that were made so, −1 to 1.
pub(super) fn alike<const N: usize>(one: &[f32; N], other: &[f32; N]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// How like each other two sides of numbers are about 0, each pair weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correlation {
    both: f32,
    one: f32,
    other: f32,
}

impl Default for Correlation {
    fn default() -> Self {
        // Where nothing is seen nothing is alike, and nothing is divided by 0.
        Self {
            both: 0.0,
            one: 1e-6,
            other: 1e-6,
        }
    }
}

impl Correlation {
    #[inline]
    pub(super) fn add(&mut self, one: f32, other: f32, weight: f32) {
        self.both += weight * one * other;
        self.one += weight * one * one;
        self.other += weight * other * other;
    }

    /// −1 to 1.
    pub(super) fn value(&self) -> f32 {
        self.both / (self.other * self.one).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weighs_nothing_is_not_compared() {
        let mut like = Correlation::default();
        assert_eq!(like.value(), 0.0);
        like.add(1.0, 2.0, 1.0);
        like.add(-1.0, -2.0, 0.5);
        like.add(9.0, -9.0, 0.0);
        assert!((like.value() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn brightness_and_contrast_make_no_difference() {
        let mut known = [1.0, 0.0, 0.0, 1.0, 1.0];
        let mut seen = known.map(|value| 40.0 + 7.0 * value);
        assert!(normalize(&mut known, 1e-3) && normalize(&mut seen, 1e-3));
        assert!((alike(&known, &seen) - 1.0).abs() < 1e-5);
        assert!((alike(&known, &seen.map(|value| -value)) + 1.0).abs() < 1e-5);
        assert!(!normalize(&mut [93.0; 5], 1e-3));
    }
}
