//! The device's half: a code that lives sixty seconds.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::sign::SigningKey;

use crate::challenge::Challenge;
use crate::epoch::{epoch, moment};
use crate::token::{EVERYBODY, MAX_LIFE, PREFIX, Proof, ProofHeader};

/// A code just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCode {
    /// The text of its QR.
    pub text: String,
    /// Its `cti`.
    pub code_id: [u8; 16],
    /// Its `exp`: full seconds after `now`, at least [`MAX_LIFE`].
    pub expires_at: DateTime<Utc>,
}

/// Makes a code for everybody, or the answer to a challenge.
///
/// The grammar counts in seconds, so a code made within a second counts from that second's end: the citizen
/// has the full sixty, and a verifier's ten seconds of tolerance cover the fraction.
pub fn make_code(
    credential: &[u8],
    device_key: &SigningKey,
    challenge: Option<&Challenge>,
    now: DateTime<Utc>,
    random: &dyn Random,
) -> Result<MadeCode, CryptoError> {
    let whole_second = if now.timestamp_subsec_nanos() == 0 {
        now
    } else {
        now + TimeDelta::seconds(1)
    };
    let issued_at = epoch(whole_second).ok_or(CryptoError::BadParameters)?;
    let expires_at = issued_at
        .checked_add(MAX_LIFE)
        .ok_or(CryptoError::BadParameters)?;
    let proof = Proof {
        audience: challenge.map_or(EVERYBODY, Challenge::audience),
        expires_at,
        issued_at,
        code_id: random::array(random)?,
        challenge: challenge.map(|challenge| *challenge.nonce()),
    };
    let header = ProofHeader {
        algorithm: device_key.public().algorithm(),
        credential: Sign1::parse(credential)?,
    };
    let token = sign1(device_key, &deterministic(&header), &deterministic(&proof))?;
    Ok(MadeCode {
        text: dinhdanh_crypto::base45::write(PREFIX, &token),
        code_id: proof.code_id,
        expires_at: moment(expires_at),
    })
}
