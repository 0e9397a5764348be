//! What the fuzz targets share: an authority whose keys everybody knows, and what must hold of any verdict.
//!
//! | target | its bytes are |
//! |---|---|
//! | `base45` | the text behind the prefix of a code |
//! | `token` | a code's bytes, judged with the first trust bundle of the vectors |
//! | `verdict` | a credential's claims and a proof, well signed: so every check is reached |
//! | `bundle` | a trust bundle; the payload of one that the root signed; a status list |
//! | `challenge` | the text of a challenge |
//! | `card_qr` | the text of anything |
//! | `picture` | an image file |
//! | `paper` | a paper as it is presented, and its parts before they are signed |
//! | `mdoc` | a licence as an mdoc: what is presented of it, and what an issuer hands over |
//! | `receipt` | a check's receipt, and the content of one before it is signed |
//! | `sightings` | what a desk tells another: as a stranger writes it, and before it is sealed; an invitation |
//! | `frames` | what a camera reads of an animated code and of others |

use std::convert::Infallible;

use chrono::{DateTime, Utc};
use dinhdanh_credential::token::{MAX_LIFE, PREFIX};
use dinhdanh_credential::{
    Challenge, Judgement, Reading, ReplayMemory, Sighting, TrustBundle, Verdict, Word, judge,
};
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;

/// When everything is judged, in seconds since 1970.
pub const NOW: i64 = 1_900_000_000;

/// A key of this number: no secret.
///
/// # Panics
/// Never: all 32-byte seeds are keys.
pub fn key(seed: u8) -> SigningKey {
    SigningKey::ed25519_from_seed(&Secret32::new([seed; 32])).expect("any seed is a key")
}

/// A moment of the grammar.
///
/// # Panics
/// Outside the calendar.
pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a moment of the calendar")
}

/// The text of a token.
pub fn text(token: &[u8]) -> String {
    format!("{PREFIX}{}", base45::encode(token))
}

/// Counts how often it is asked, and has seen nothing.
#[derive(Default)]
struct Memory {
    asked: u32,
}

impl ReplayMemory for Memory {
    type Error = Infallible;

    fn remember(&mut self, _: &[u8; 16], _: DateTime<Utc>, _: DateTime<Utc>) -> Result<Sighting, Infallible> {
        self.asked += 1;
        Ok(Sighting::First)
    }
}

/// Judges a text, and checks what must hold of every judgement.
///
/// # Panics
/// Where it does not hold.
pub fn judged(
    text: &str,
    bundle: Option<&TrustBundle>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
) -> Judgement {
    let mut memory = Memory::default();
    let Ok(judgement) = judge(text, bundle, pending, now, &mut memory);
    let row = judgement.verdict.check().unwrap_or(u8::MAX);
    assert_eq!(memory.asked, u32::from(row >= 11), "asked from row 11 on, once");
    assert_eq!(
        judgement.reading.is_some(),
        row >= 6,
        "read once both signatures hold"
    );
    assert_eq!(judgement.issuer.is_some(), row >= 6);
    assert_ne!(judgement.verdict, Verdict::Replayed);
    assert_eq!(text.starts_with(PREFIX), row >= 2);
    let proven = matches!(judgement.reading, Some(Reading::Proven(_)));
    assert_eq!(proven, judgement.verdict.is_genuine());
    assert_eq!(judgement.word == Word::Genuine, judgement.verdict.is_genuine());
    if let Some(Reading::Proven(person)) = &judgement.reading {
        assert_eq!(person.level, 2);
        let left = person.code_expires_at.timestamp() - now.timestamp();
        assert!(
            (-9..=i64::from(MAX_LIFE) + 10).contains(&left),
            "{left} seconds left"
        );
    }
    judgement
}
