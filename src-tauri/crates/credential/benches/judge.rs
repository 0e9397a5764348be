//! What judging an everyday code costs beyond its two signatures, and what making one costs.
//!
//! The figures that have a limit are measured in turns, call by call, so that a busy machine slows both sides
//! alike, and their medians are printed first.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has no result")]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue};
use dinhdanh_credential::proof::{MadeCode, make_code};
use dinhdanh_credential::token::UnverifiedCode;
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{
    ReplayMemory, Sighting, StatusList, StatusPlace, TrustBundle, TrustedKey, Verdict, judge, token,
};
use dinhdanh_crypto::cose::Sign1;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use minicbor::Encoder;
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};

/// Calls of each side.
const ROUNDS: usize = 4_000;

/// How much more than its two signatures a verdict may cost.
const LIMIT: f64 = 1.15;

/// Remembers nothing: the write to the disk is no part of what is measured.
struct NoMemory;

impl ReplayMemory for NoMemory {
    type Error = Infallible;

    fn remember(&mut self, _: &[u8; 16], _: DateTime<Utc>, _: DateTime<Utc>) -> Result<Sighting, Infallible> {
        Ok(Sighting::First)
    }
}

/// An authority, a citizen's device, and the verifier's trust bundle.
struct Desk {
    credential: Vec<u8>,
    device: SigningKey,
    bundle: TrustBundle,
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_900_000_000, 0).unwrap()
}

impl Desk {
    fn new(issuer: &SigningKey) -> Self {
        let root = SigningKey::ed25519_from_seed(&Secret32::new([1; 32])).unwrap();
        let device = SigningKey::generate_p256().unwrap();
        let content = BundleContent {
            seq: 1,
            issued_at: now(),
            next_update: now() + TimeDelta::days(7),
            keys: vec![TrustedKey {
                key: issuer.public().clone(),
                algorithm: issuer.public().algorithm(),
                name: "Cơ quan định danh thực hành".to_owned(),
                practice: true,
                not_after: None,
            }],
            lists: BTreeMap::from([(0, StatusList::new(65_536))]),
        };
        let signed = sign_bundle(&root, &content).unwrap();
        let claims = Claims {
            number: Some("001084123999"),
            issued_at: now(),
            expires_at: now() + TimeDelta::days(30),
            device_key: device.public(),
            full_name: Some("Công Tằng Tôn Nữ Thị Quỳnh Anh"),
            birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
            level: 2,
            portrait: PortraitClaim::Hash(&[7; 32]),
            status: StatusPlace {
                list: 0,
                index: 65_535,
            },
        };
        Self {
            credential: issue(issuer, &claims).unwrap(),
            bundle: TrustBundle::open(&signed, root.public()).unwrap(),
            device,
        }
    }

    fn make(&self) -> MadeCode {
        make_code(&self.credential, &self.device, None, now(), &SystemRandom).unwrap()
    }

    fn judge(&self, text: &str) -> Verdict {
        let Ok(judgement) = judge(text, Some(&self.bundle), None, now(), &mut NoMemory);
        black_box(judgement).verdict
    }
}

/// One of a code's signatures, with the message that it signs ready.
struct Signature {
    key: PublicKey,
    message: Vec<u8>,
    signature: Vec<u8>,
}

impl Signature {
    fn new(layer: &Sign1<'_>, key: &PublicKey) -> Self {
        let mut message = Vec::new();
        let mut structure = Encoder::new(&mut message);
        structure.array(4).unwrap().str("Signature1").unwrap();
        structure.bytes(layer.protected).unwrap().bytes(&[]).unwrap();
        structure.bytes(layer.payload).unwrap();
        Self {
            key: key.clone(),
            message,
            signature: layer.signature.to_vec(),
        }
    }

    fn verify(&self) {
        let verified = match &self.key {
            PublicKey::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(&self.message, &self.signature)
            }
            PublicKey::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, key).verify(&self.message, &self.signature)
            }
        };
        assert_eq!(black_box(verified), Ok(()));
    }
}

/// A code's two signatures, outer first.
fn signatures(text: &str, issuer: &PublicKey) -> [Signature; 2] {
    let bytes = token::text_to_bytes(text).unwrap();
    let code = UnverifiedCode::parse(&bytes).unwrap();
    [
        Signature::new(&code.holder, &code.claims.device_key),
        Signature::new(&code.proof_header.credential, issuer),
    ]
}

fn timed(f: impl FnOnce()) -> Duration {
    let start = Instant::now();
    f();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap()
}

fn judging(criterion: &mut Criterion) {
    let p256 = SigningKey::generate_p256().unwrap();
    let ed25519 = SigningKey::ed25519_from_seed(&Secret32::new([2; 32])).unwrap();
    // Cargo says so when this is more than a check that the bench runs at all.
    let rounds = if std::env::args().any(|arg| arg == "--bench") {
        ROUNDS
    } else {
        1
    };
    for (name, issuer) in [("P-256 twice", &p256), ("practice: Ed25519, P-256", &ed25519)] {
        let desk = Desk::new(issuer);
        let code = desk.make();
        let bare = signatures(&code.text, issuer.public());
        assert_eq!(desk.judge(&code.text), Verdict::GenuinePractice);
        let (mut whole, mut floor) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            floor.push(timed(|| bare.iter().for_each(Signature::verify)));
            whole.push(timed(|| {
                desk.judge(black_box(&code.text));
            }));
        }
        let (whole, floor) = (median(whole), median(floor));
        let ratio = whole.as_secs_f64() / floor.as_secs_f64();
        let mut out = std::io::stdout().lock();
        writeln!(out, "judging {whole:.1?}, two bare verifications {floor:.1?}").unwrap();
        writeln!(
            out,
            "measured: judging ÷ two bare verifications ({name}): {ratio:.3}, limit {LIMIT}"
        )
        .unwrap();

        let mut group = criterion.benchmark_group(name);
        group.sample_size(20);
        group.bench_function("judge", |b| b.iter(|| desk.judge(black_box(&code.text))));
        group.bench_function("two bare verifications", |b| {
            b.iter(|| bare.iter().for_each(Signature::verify));
        });
        group.finish();
    }
    // The device signs alike whoever issued its credential.
    let desk = Desk::new(&p256);
    criterion.bench_function("make_code, without its picture", |b| b.iter(|| desk.make()));
}

criterion_group!(benches, judging);
criterion_main!(benches);
