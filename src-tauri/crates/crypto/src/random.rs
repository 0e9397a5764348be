//! Randomness as a parameter: the operating system's, or a reproducible stream.

use std::sync::atomic::{AtomicU64, Ordering};

use ring::rand::SecureRandom as _;

use crate::CryptoError;
use crate::digest::hmac_sha256;

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills `out`, wholly or not at all.
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError>;
}

/// `N` random bytes from `source`.
pub fn array<const N: usize>(source: &dyn Random) -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    source.fill(&mut bytes)?;
    Ok(bytes)
}

/// The operating system's randomness; what the product uses for everything secret.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        ring::rand::SystemRandom::new()
            .fill(out)
            .map_err(|_| CryptoError::NoRandomness)
    }
}

/// A reproducible stream, HMAC-SHA256 in counter mode under a public seed: for tests and for the made-up
/// population of practice mode. Nothing drawn from it is secret.
#[derive(Debug)]
pub struct SeededRandom {
    seed: [u8; 32],
    block: AtomicU64,
}

impl SeededRandom {
    /// The stream number `seed`.
    pub fn new(seed: u64) -> Self {
        Self::from_bytes(crate::digest::sha256(&[&seed.to_be_bytes()]))
    }

    /// The stream of a 32-byte seed.
    pub const fn from_bytes(seed: [u8; 32]) -> Self {
        Self {
            seed,
            block: AtomicU64::new(0),
        }
    }
}

impl Random for SeededRandom {
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        for chunk in out.chunks_mut(32) {
            let block = self.block.fetch_add(1, Ordering::Relaxed);
            let bytes = hmac_sha256(&self.seed, &[&block.to_be_bytes()]);
            for (to, from) in chunk.iter_mut().zip(bytes) {
                *to = from;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_another_differs() -> Result<(), CryptoError> {
        let (one, same, other) = (SeededRandom::new(7), SeededRandom::new(7), SeededRandom::new(8));
        let drawn: [u8; 70] = array(&one)?;
        assert_eq!(drawn, array::<70>(&same)?);
        assert_ne!(drawn, array::<70>(&other)?);
        assert_ne!(drawn, array::<70>(&one)?);
        Ok(())
    }
}
