//! The reproducible stream of choices from which one made-up person is drawn.

use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_paper::PaperKind;

/// Choices that follow from the population's seed and a label alone (xoshiro256**, keyed by HMAC-SHA-256).
/// Only integers are used, so that every computer draws the same person. Never for secrets.
#[derive(Clone, Debug)]
pub(super) struct Draw {
    state: [u64; 4],
}

impl Draw {
    /// The stream of person `index` under `seed`.
    pub(super) fn of_person(seed: &[u8; 32], index: usize) -> Self {
        let key = hmac_sha256(seed, &[b"population/v1/person", &(index as u64).to_be_bytes()]);
        let mut state = [0_u64; 4];
        for (word, bytes) in state.iter_mut().zip(key.chunks_exact(8)) {
            *word = bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        }
        Self { state }
    }

    /// The stream of a person's papers of one kind.
    pub(super) fn of_paper(portrait_seed: u64, kind: PaperKind) -> Self {
        let kind = PaperKind::ALL
            .iter()
            .position(|one| *one == kind)
            .unwrap_or_default();
        Self::of_portrait(portrait_seed.rotate_left(17).wrapping_add(kind as u64 + 1))
    }

    /// The stream of a picture: it hangs on the person's portrait seed alone.
    pub(super) fn of_portrait(seed: u64) -> Self {
        let mut mixed = seed;
        let state = [(); 4].map(|()| {
            // SplitMix64 spreads the one word over the four of the state.
            mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let folded = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let folded = (folded ^ folded >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            folded ^ folded >> 31
        });
        Self { state }
    }

    pub(super) fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let drawn = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ b << 17, d.rotate_left(45)];
        drawn
    }

    /// A number in `0..bound`; 0 when the bound is 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u32
    }

    /// A number in `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// A real number in `low..high`, in steps of a 65,536th of the way.
    pub(super) fn real(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.below(65_536) as f32 / 65_536.0)
    }

    /// True in `percent` of a hundred draws.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the items, each as likely as the next; the default when there are none.
    pub(super) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        let place = self.below(items.len() as u32) as usize;
        items.get(place).copied().unwrap_or_default()
    }

    /// One of the items, as likely as its weight says; the default when there are none.
    pub(super) fn weighted<T: Copy + Default>(&mut self, items: &[(T, u32)]) -> T {
        let total = items.iter().map(|(_, weight)| weight).sum();
        let mut place = self.below(total);
        for (item, weight) in items {
            if place < *weight {
                return *item;
            }
            place -= weight;
        }
        T::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_and_differs_from_its_neighbour() {
        let stream = |index| {
            let mut draw = Draw::of_person(&[7; 32], index);
            [(); 8].map(|()| draw.next())
        };
        assert_eq!(stream(3), stream(3));
        assert_ne!(stream(3), stream(4));
    }

    #[test]
    fn draws_stay_in_their_bounds_and_reach_both_ends() {
        let mut draw = Draw::of_portrait(1);
        let drawn: Vec<u32> = (0..500).map(|_| draw.between(3, 9)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&3), Some(&9)));
        assert!((0..500).all(|_| (1.0..2.0).contains(&draw.real(1.0, 2.0))));
    }

    #[test]
    fn weights_are_kept() {
        let mut draw = Draw::of_portrait(2);
        let heavy =
            (0..1000).filter(|_| draw.weighted(&[("heavy", 9), ("light", 1), ("never", 0)]) == "heavy");
        assert!((850..950).contains(&heavy.count()));
        assert_eq!(draw.weighted::<u32>(&[]), 0);
    }
}
