//! The examples of RFC 9901: what it says is disclosed is what we reveal, and each altered one is refused.

use anyhow::{Context as _, Result};
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use dinhdanh_paper::jose;
use dinhdanh_paper::sd_jwt::{Binding, SdJwt, SdJwtError, Step};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Example {
    clause: String,
    text: Option<String>,
    #[serde(default)]
    payload: Map<String, Value>,
    #[serde(default)]
    disclosures: Vec<String>,
    binding: Option<Bound>,
    processed: Map<String, Value>,
}

#[derive(Deserialize)]
struct Bound {
    audience: String,
    nonce: String,
    made_at: i64,
}

fn examples() -> Result<Vec<Example>> {
    let lines = include_str!("../vectors/rfc9901.jsonl").lines();
    lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Who signs: the RFC's issuer and holder (Appendix A.5), or we for what stands here without a signature.
struct Keys {
    rfc: PublicKey,
    ours: SigningKey,
    holder: PublicKey,
}

impl Keys {
    fn new() -> Result<Self> {
        let rfc = json!({
            "kty": "EC", "crv": "P-256",
            "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
            "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
        });
        let holder = json!({
            "kty": "EC", "crv": "P-256",
            "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
            "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
        });
        let key = |jwk: &Value| jose::public_key(jwk.as_object()?);
        Ok(Self {
            rfc: key(&rfc).context("a key")?,
            ours: SigningKey::generate_p256()?,
            holder: key(&holder).context("a key")?,
        })
    }

    fn issuer(&self, example: &Example) -> &PublicKey {
        match example.text {
            Some(_) => &self.rfc,
            None => self.ours.public(),
        }
    }

    fn text(&self, example: &Example) -> Result<String> {
        if let Some(text) = &example.text {
            return Ok(text.clone());
        }
        let mut text = jose::sign(&self.ours, Map::new(), &example.payload)?;
        for disclosure in &example.disclosures {
            text = format!("{text}~{disclosure}");
        }
        Ok(text + "~")
    }
}

/// What a verifier has in the end, and what a key binding says where there is one.
fn verified(
    text: &str,
    issuer: &PublicKey,
    holder: &PublicKey,
) -> Result<(Map<String, Value>, Option<Binding>), SdJwtError> {
    let parsed = SdJwt::parse(text)?;
    let payload = parsed.verified(issuer)?;
    let binding = parsed
        .binding()
        .map(|binding| binding.verified(holder))
        .transpose()?;
    Ok((payload, binding))
}

#[test]
fn every_example_reveals_what_the_rfc_says() -> Result<()> {
    let keys = Keys::new()?;
    for example in examples()? {
        let (payload, binding) = verified(&keys.text(&example)?, keys.issuer(&example), &keys.holder)
            .with_context(|| example.clause.clone())?;
        assert_eq!(payload, example.processed, "{}", example.clause);
        assert_eq!(binding.is_some(), example.binding.is_some(), "{}", example.clause);
        if let (Some(binding), Some(expected)) = (binding, example.binding) {
            assert_eq!(binding.audience, expected.audience);
            assert_eq!(binding.nonce, expected.nonce);
            assert_eq!(binding.made_at.timestamp(), expected.made_at);
        }
    }
    Ok(())
}

/// A holder of ours who chooses as the RFC's did shows the same.
#[test]
fn the_rfcs_choice_is_shown_as_the_rfc_shows_it() -> Result<()> {
    let (keys, examples) = (Keys::new()?, examples()?);
    for (whole, shown) in [
        ("5.1", "5.2"),
        ("A.1", "A.1, shown"),
        ("A.2", "A.2, shown"),
        ("A.3", "A.3, shown"),
    ] {
        let find = |clause| examples.iter().find(|example| example.clause == clause);
        let (whole, shown) = (find(whole).context("a whole")?, find(shown).context("a part")?);
        let text = SdJwt::parse(&keys.text(whole)?)?.showing(|place| stands(&shown.processed, place))?;
        let (payload, _) = verified(&text, keys.issuer(whole), &keys.holder)?;
        assert_eq!(payload, shown.processed, "{}", shown.clause);
        let parts = |text: &str| {
            let presented = text.rsplit_once('~').map_or("", |(presented, _)| presented);
            let mut parts: Vec<_> = presented.split('~').skip(1).map(str::to_owned).collect();
            parts.sort_unstable();
            parts
        };
        assert_eq!(parts(&text), parts(&keys.text(shown)?), "{}", shown.clause);
    }
    Ok(())
}

fn stands(payload: &Map<String, Value>, place: &[Step]) -> bool {
    let mut place = place.iter();
    let Some(Step::Member(first)) = place.next() else {
        return false;
    };
    let found = place.try_fold(payload.get(first), |value, step| {
        Some(match step {
            Step::Member(name) => value?.get(name),
            Step::Entry(index) => value?.get(index),
        })
    });
    found.flatten().is_some()
}

#[test]
fn no_altered_example_is_taken() -> Result<()> {
    let keys = Keys::new()?;
    for example in examples()? {
        let (text, issuer) = (keys.text(&example)?, keys.issuer(&example));
        let taken = |text: &str| verified(text, issuer, &keys.holder).is_ok();
        // Every eleventh character, and all about where one part ends and the next begins.
        let bytes = text.as_bytes();
        let seam = |at: usize| {
            let around = bytes.get(at.saturating_sub(2)..(at + 3).min(bytes.len()));
            around.is_some_and(|around| around.iter().any(|byte| matches!(byte, b'~' | b'.')))
        };
        for at in (0..text.len()).filter(|at| at % 11 == 0 || seam(*at)) {
            let other = if bytes.get(at) == Some(&b'A') { "B" } else { "A" };
            let mut altered = text.clone();
            altered.replace_range(at..=at, other);
            assert!(!taken(&altered), "{} at {at}", example.clause);
        }
        assert!(verified(&text, keys.ours.public(), &keys.holder).is_ok() == example.text.is_none());
        if example.binding.is_some() {
            assert!(verified(&text, issuer, keys.ours.public()).is_err());
            // One disclosure less, or one twice, is not what the holder bound.
            let parts: Vec<_> = text.split('~').collect();
            for left_out in 1..parts.len() - 1 {
                let mut fewer = parts.clone();
                let part = fewer.remove(left_out);
                assert!(!taken(&fewer.join("~")), "{} without {part}", example.clause);
                fewer.insert(left_out, part);
                fewer.insert(left_out, part);
                assert!(!taken(&fewer.join("~")), "{} twice {part}", example.clause);
            }
        }
    }
    Ok(())
}
