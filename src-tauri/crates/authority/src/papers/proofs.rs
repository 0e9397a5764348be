use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_crypto::hex;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_paper::jose::{Jws, public_key};
use dinhdanh_protocol::Refusal;
use dinhdanh_protocol::papers::{BATCH, NonceResponse, PROOF_TYPE, Proofs};
use serde_json::Value;

use crate::Authority;
use crate::device_proof::MOST_OFF;

/// A nonce is good in the span of time that it is made in, and in the next.
const SPAN: TimeDelta = TimeDelta::minutes(5);

impl Authority {
    /// A nonce for proofs of keys. It follows from the time: nothing is kept of it, and two who ask at once may have the
    /// same, which says only that their proofs are fresh.
    pub(crate) fn nonce(&self) -> NonceResponse {
        NonceResponse {
            c_nonce: self.nonce_of(span(self.parts.clock.now())),
        }
    }

    fn nonce_of(&self, span: i64) -> String {
        // The key is exposed to the MAC.
        hex::encode(&hmac_sha256(
            self.token_key.expose(),
            &[b"paper nonce\0", &span.to_be_bytes()],
        ))
    }

    /// The keys of a request, each proven to be held (OpenID4VCI §8.2.1.1, F.4) and each another.
    pub(super) fn proven_keys(&self, proofs: &Proofs, now: DateTime<Utc>) -> Result<Vec<PublicKey>, Refusal> {
        if !(1..=BATCH).contains(&proofs.jwt.len()) {
            return Err(Refusal::BadRequest);
        }
        let mut keys: Vec<PublicKey> = Vec::with_capacity(proofs.jwt.len());
        for proof in &proofs.jwt {
            let key = self.proven_key(proof, now).ok_or(Refusal::BadRequest)?;
            // A key that stands twice would tell that two showings are one person's.
            if keys.contains(&key) {
                return Err(Refusal::BadRequest);
            }
            keys.push(key);
        }
        Ok(keys)
    }

    fn proven_key(&self, proof: &str, now: DateTime<Utc>) -> Option<PublicKey> {
        let jws = Jws::parse(proof).ok()?;
        if jws.header_text("typ") != Some(PROOF_TYPE) {
            return None;
        }
        let key = public_key(jws.header().get("jwk")?.as_object()?)?;
        let claims = jws.verified(&key).ok()?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let made_at = DateTime::from_timestamp(claims.get("iat")?.as_i64()?, 0)?;
        let span = span(now);
        let fresh = [span, span - 1]
            .into_iter()
            .any(|span| text("nonce") == Some(self.nonce_of(span).as_str()));
        let ours = text("aud") == Some(self.issuer_name().as_str());
        (fresh && ours && (now - made_at).abs() <= MOST_OFF).then_some(key)
    }
}

fn span(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(SPAN.num_seconds())
}
