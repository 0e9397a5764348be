//! A licence as an mdoc: what is presented of it, and what an issuer hands over.
//!
//! The bytes are a `SessionTranscript` and a `DeviceResponse` behind each other; and an `IssuerSigned`.
#![no_main]

use std::convert::Infallible;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use dinhdanh_credential::{ReplayMemory, Sighting};
use dinhdanh_fuzz::{NOW, at};
use dinhdanh_paper::jose;
use dinhdanh_paper::judge;
use dinhdanh_paper::mdoc::{IssuerSigned, PREFIX, Presented};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|bytes: &[u8]| {
    let mut text = PREFIX.to_owned();
    let presented = [&[0x82], bytes].concat();
    write!(text, "{}", URL_SAFE_NO_PAD.encode(presented)).expect("writes to memory");
    if let Ok(presented) = Presented::parse(&text) {
        let (transcript, response) = presented.parts();
        assert_eq!([transcript, response].concat(), bytes, "read to the end");
        verified(presented.issued());
    }
    if let Ok(issued) = IssuerSigned::parse(bytes) {
        verified(&issued);
    }
    let Ok(judgement) = judge(&text, None, None, at(NOW), &mut Nobody);
    assert!(!judgement.verdict.is_genuine() && judgement.shown.is_none());
});

/// The key of the standard's own example, so that its seed is genuine.
fn verified(issued: &IssuerSigned) {
    let jwk = json!({
        "kty": "EC", "crv": "P-256",
        "x": "rOerc0Dl2WSMWnKppvVnRceq1DagOkPv6ne1-nuI8Bk",
        "y": "fVfYmD4bN9OlOfTViDZeOMu_W5TWjFR7W8hzHc0vFGs",
    });
    let key = jose::public_key(jwk.as_object().expect("an object")).expect("a key");
    if let Ok((object, disclosed)) = issued.verified(&key) {
        for (namespace, elements) in &disclosed {
            assert!(elements.len() <= object.digests[namespace].len());
        }
    }
}

struct Nobody;

impl ReplayMemory for Nobody {
    type Error = Infallible;

    fn remember(&mut self, _: &[u8; 16], _: DateTime<Utc>, _: DateTime<Utc>) -> Result<Sighting, Infallible> {
        unreachable!("nothing is genuine without a trust bundle")
    }
}
