//! The officer's challenge: ends replay and pre-recording, offline.

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::cose::{deterministic, strict};
use dinhdanh_crypto::random::{self, Random};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::token::outside_grammar;

/// How a challenge begins.
pub const CHALLENGE_PREFIX: &str = "DD1C:";
const VERSION: u8 = 1;

/// What an officer asks a wallet to bind its next code to. It is unsigned: it names nobody whom it could prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    audience: String,
    nonce: [u8; 16],
}

impl Challenge {
    /// A challenge for the officer with this account tag (1 to 32 bytes; none otherwise).
    pub fn new(audience: &str, nonce: [u8; 16]) -> Option<Self> {
        (1..=32).contains(&audience.len()).then(|| Self {
            audience: audience.to_owned(),
            nonce,
        })
    }

    /// A fresh one.
    pub fn make(audience: &str, random: &dyn Random) -> Result<Self, CryptoError> {
        Self::new(audience, random::array(random)?).ok_or(CryptoError::BadParameters)
    }

    /// The officer's account tag.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// The number that the answer must bear.
    pub const fn nonce(&self) -> &[u8; 16] {
        &self.nonce
    }

    /// The text of its QR.
    pub fn text(&self) -> String {
        dinhdanh_crypto::base45::write(CHALLENGE_PREFIX, &deterministic(self))
    }

    /// Reads the text of a challenge; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = dinhdanh_crypto::base45::read(text, CHALLENGE_PREFIX)?;
        strict(&bytes).ok()
    }
}

impl<C> Encode<C> for Challenge {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(3)?
            .u8(VERSION)?
            .str(&self.audience)?
            .bytes(&self.nonce)?
            .ok()
    }
}

impl<'b, C> Decode<'b, C> for Challenge {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.array()? != Some(3) || d.u8()? != VERSION {
            return Err(outside_grammar());
        }
        let audience = d.str()?;
        let nonce = d.bytes()?.try_into().map_err(|_| outside_grammar())?;
        Self::new(audience, nonce).ok_or_else(outside_grammar)
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_challenge_comes_back_and_its_audience_has_bounds() {
        let challenge = Challenge::make("cb-1042", &SeededRandom::new(1)).unwrap();
        assert_eq!(Challenge::read(&challenge.text()), Some(challenge));
        assert!(Challenge::make("", &SeededRandom::new(1)).is_err());
        assert!(Challenge::make(&"x".repeat(33), &SeededRandom::new(1)).is_err());
        assert_eq!(Challenge::read("DD1:ABC"), None);
    }

    proptest! {
        #[test]
        fn what_is_read_has_one_text(body in "[0-9A-Z $%*+./:-]{0,60}") {
            if let Some(challenge) = Challenge::read(&format!("{CHALLENGE_PREFIX}{body}")) {
                prop_assert_eq!(challenge.text(), format!("{CHALLENGE_PREFIX}{body}"));
            }
        }
    }
}
