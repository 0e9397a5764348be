//! A paper as it is presented, both as a stranger writes it and well signed: so every check is reached.
//!
//! The bytes: whether a challenge is pending (the lowest bit of the first), then text. As it is, it is parsed and judged.
//! Split at its tildes it is the issuer's payload, the disclosures and the key binding's claims, all JSON, which are
//! signed; the holder's key, the digest of what is presented and the times are filled in where they are left out.
#![no_main]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, Status, StatusList, TrustBundle, TrustedKey};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_fuzz::{NOW, at, key};
use dinhdanh_paper::sd_jwt::SdJwt;
use dinhdanh_paper::{jose, judge};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

fuzz_target!(|bytes: &[u8]| {
    let Some((pending, text)) = bytes.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let stage = stage();
    let pending = (pending & 1 == 1).then_some(&stage.challenge);
    judged(text, pending);
    if let Some(text) = stage.signed(text) {
        judged(&text, pending);
    }
});

fn judged(text: &str, pending: Option<&Challenge>) {
    let stage = stage();
    if let Ok(paper) = SdJwt::parse(text)
        && let Ok(all) = paper.showing(|_| true)
        && let Ok(none) = paper.showing(|_| false)
    {
        assert!(none.len() <= all.len());
        let shown = SdJwt::parse(&all).expect("what we write, we read");
        assert_eq!(shown.disclosures().len(), paper.disclosures().len());
    }
    let mut memory = Memory::default();
    let Ok(judgement) = judge(text, Some(&stage.bundle), pending, at(NOW), &mut memory);
    assert!(memory.asked <= 1);
    let genuine = judgement.verdict.is_genuine();
    assert!(!genuine || memory.asked == 1);
    assert_eq!(
        genuine,
        judgement
            .shown
            .as_ref()
            .is_some_and(|shown| shown.proof.is_held())
    );
    // Whatever bears no holder's signature is a copy at best.
    assert!(!genuine || !text.ends_with('~'));
    if let Some(shown) = judgement.shown {
        assert!(shown.content.values().all(is_clear), "a digest was left");
    }
}

/// Nothing of the format's own is left in what is shown.
fn is_clear(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.iter().all(is_clear),
        Value::Object(members) => {
            !members.contains_key("_sd") && !members.contains_key("...") && members.values().all(is_clear)
        }
        _ => true,
    }
}

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

struct Stage {
    authority: SigningKey,
    holder: SigningKey,
    bundle: TrustBundle,
    challenge: Challenge,
}

impl Stage {
    fn signed(&self, text: &str) -> Option<String> {
        let (presented, claims) = text.rsplit_once('~')?;
        let mut parts = presented.split('~');
        let mut payload = object(parts.next()?)?;
        let mut fill = |name: &str, value: Value| {
            payload.entry(name).or_insert(value);
        };
        fill("vct", "urn:dinhdanh:paper:driving-licence:1".into());
        fill("iss", "urn:dinhdanh:authority:practice".into());
        fill("iat", (NOW - 86_400).into());
        fill("exp", (NOW + 86_400).into());
        fill("cnf", json!({ "jwk": jose::jwk(self.holder.public())? }));
        fill(
            "status",
            json!({ "status_list": { "idx": 1, "uri": "urn:dinhdanh:status-list:1" } }),
        );
        let disclosures: Vec<_> = parts.map(|part| URL_SAFE_NO_PAD.encode(part)).collect();
        if payload.get("_sd") == Some(&true.into()) {
            let digests = disclosures
                .iter()
                .map(|text| Value::from(URL_SAFE_NO_PAD.encode(sha256(&[text.as_bytes()]))));
            payload.insert("_sd".to_owned(), digests.collect());
        }
        let header = json!({
            "typ": "dc+sd-jwt",
            "kid": URL_SAFE_NO_PAD.encode(self.authority.public().key_id()),
        });
        let mut signed = jose::sign(&self.authority, header.as_object()?.clone(), &payload).ok()?;
        for disclosure in &disclosures {
            signed = format!("{signed}~{disclosure}");
        }
        signed.push('~');
        let mut claims = object(claims)?;
        let mut fill = |name: &str, value: Value| {
            claims.entry(name).or_insert(value);
        };
        fill("iat", NOW.into());
        fill("aud", "dd.paper".into());
        fill("nonce", "n1".into());
        fill(
            "sd_hash",
            URL_SAFE_NO_PAD.encode(sha256(&[signed.as_bytes()])).into(),
        );
        let header = json!({ "typ": "kb+jwt" });
        let binding = jose::sign(&self.holder, header.as_object()?.clone(), &claims).ok()?;
        Some(signed + &binding)
    }
}

fn object(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(|| {
        let (root, authority) = (key(1), SigningKey::generate_p256().expect("randomness"));
        let mut list = StatusList::new(1_000);
        assert!(list.set(7, Status::Revoked) && list.set(8, Status::Suspended));
        let content = BundleContent {
            seq: 1,
            issued_at: at(NOW),
            next_update: at(NOW) + TimeDelta::days(1),
            keys: vec![TrustedKey {
                key: authority.public().clone(),
                algorithm: authority.public().algorithm(),
                name: "Thực hành".to_owned(),
                practice: true,
                not_after: None,
            }],
            lists: BTreeMap::from([(1, list)]),
        };
        let signed = sign_bundle(&root, &content).expect("signs");
        Stage {
            bundle: TrustBundle::open(&signed, root.public()).expect("the root's"),
            challenge: Challenge::new("cb-1042", [9; 16]).expect("an audience"),
            holder: SigningKey::generate_p256().expect("randomness"),
            authority,
        }
    })
}
