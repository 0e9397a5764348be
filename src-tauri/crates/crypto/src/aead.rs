//! Authenticated encryption: AES-256-GCM with a random nonce in front.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::CryptoError;
use crate::random::{self, Random};
use crate::secret::{Secret32, SecretBytes};

/// Bytes that sealing adds: a 12-byte nonce in front, a 16-byte tag behind.
pub const OVERHEAD: usize = NONCE_LEN + 16;

/// Seals `plaintext` under `key`, bound to the associated data: `nonce ‖ ciphertext ‖ tag`.
///
/// The nonce is random; a key should seal far fewer than 2³² texts (ours seal a handful).
pub fn seal(
    key: &Secret32,
    aad: &[u8],
    plaintext: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, CryptoError> {
    let nonce = random::array::<NONCE_LEN>(random)?;
    let mut ciphertext = Vec::with_capacity(plaintext.len() + OVERHEAD);
    ciphertext.extend_from_slice(plaintext);
    cipher(key)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(aad),
            &mut ciphertext,
        )
        .map_err(|_| CryptoError::BadParameters)?;
    let mut sealed = nonce.to_vec();
    sealed.append(&mut ciphertext);
    Ok(sealed)
}

/// Opens what [`seal`] made. Any other key, associated data or byte gives [`CryptoError::NotAuthentic`].
pub fn open(key: &Secret32, aad: &[u8], sealed: &[u8]) -> Result<SecretBytes, CryptoError> {
    let (nonce, ciphertext) = sealed
        .split_at_checked(NONCE_LEN)
        .ok_or(CryptoError::NotAuthentic)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| CryptoError::NotAuthentic)?;
    let mut buffer = ciphertext.to_vec();
    let plaintext = cipher(key)?
        .open_in_place(nonce, Aad::from(aad), &mut buffer)
        .map_err(|_| CryptoError::NotAuthentic)?;
    let length = plaintext.len();
    buffer.truncate(length);
    Ok(SecretBytes::new(buffer))
}

fn cipher(key: &Secret32) -> Result<LessSafeKey, CryptoError> {
    // The cipher needs the key itself.
    UnboundKey::new(&AES_256_GCM, key.expose())
        .map(LessSafeKey::new)
        .map_err(|_| CryptoError::BadKey)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn another_key_or_label_does_not_open() -> Result<(), CryptoError> {
        let key = Secret32::new([1; 32]);
        let sealed = seal(&key, b"slot", b"dek", &SeededRandom::new(1))?;
        assert_eq!(open(&key, b"slot", &sealed)?.expose(), b"dek");
        assert!(open(&Secret32::new([2; 32]), b"slot", &sealed).is_err());
        assert!(open(&key, b"draft", &sealed).is_err());
        Ok(())
    }

    proptest! {
        #[test]
        fn an_altered_or_cut_text_does_not_open(at in 0usize..60, bit in 0u8..8, cut in 0usize..60) {
            let key = Secret32::new([3; 32]);
            let sealed = seal(&key, b"a", &[9; 40], &SeededRandom::new(2)).unwrap();
            let mut altered = sealed.clone();
            altered[at] ^= 1 << bit;
            prop_assert_eq!(open(&key, b"a", &altered).err(), Some(CryptoError::NotAuthentic));
            prop_assert!(open(&key, b"a", &sealed[..cut]).is_err());
        }
    }
}
