//! Made-up keys, a trust bundle and codes with any fault, at a made-up time.

use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_credential::issue::{self, PortraitClaim};
use dinhdanh_credential::token::{EVERYBODY, PREFIX, Proof, ProofHeader};
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{
    Challenge, Judgement, ReplayMemory, Sighting, Status, StatusList, StatusPlace, TrustBundle, TrustedKey,
    Verdict, judge,
};
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1};
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;

/// The second in which nearly everything here happens.
pub(crate) const NOW: u32 = 1_900_000_000;
pub(crate) const PLACES: u64 = 4_000;
pub(crate) const REVOKED: u64 = 7;
pub(crate) const SUSPENDED: u64 = 8;

pub(crate) fn at(epoch: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(i64::from(epoch), 0).unwrap()
}

pub(crate) fn ed25519(seed: u8) -> SigningKey {
    SigningKey::ed25519_from_seed(&Secret32::new([seed; 32])).unwrap()
}

pub(crate) fn trusted(key: &SigningKey, practice: bool) -> TrustedKey {
    TrustedKey {
        key: key.public().clone(),
        algorithm: key.public().algorithm(),
        name: if practice { "Thực hành" } else { "Thật" }.to_owned(),
        practice,
        not_after: None,
    }
}

/// The keys of everybody.
pub(crate) struct Scene {
    pub(crate) root: SigningKey,
    pub(crate) authority: SigningKey,
    pub(crate) practice: SigningKey,
    pub(crate) stranger: SigningKey,
    pub(crate) device: SigningKey,
    pub(crate) other_device: SigningKey,
}

impl Scene {
    /// All keys Ed25519: the quickest to sign with.
    pub(crate) fn new() -> Self {
        Self {
            root: ed25519(1),
            authority: ed25519(2),
            practice: ed25519(3),
            stranger: ed25519(4),
            device: ed25519(5),
            other_device: ed25519(6),
        }
    }

    /// Authority and device with P-256 keys, as outside practice.
    pub(crate) fn p256() -> Self {
        Self {
            authority: SigningKey::generate_p256().unwrap(),
            device: SigningKey::generate_p256().unwrap(),
            ..Self::new()
        }
    }

    /// A fresh bundle: the authority's key, the practice key, and list 0.
    pub(crate) fn content(&self) -> BundleContent {
        let mut list = StatusList::new(usize::try_from(PLACES).unwrap());
        assert!(list.set(REVOKED, Status::Revoked) && list.set(SUSPENDED, Status::Suspended));
        BundleContent {
            seq: 1,
            issued_at: at(NOW - 3_600),
            next_update: at(NOW + 3_600),
            keys: vec![trusted(&self.authority, false), trusted(&self.practice, true)],
            lists: BTreeMap::from([(0, list)]),
        }
    }

    pub(crate) fn open(&self, content: &BundleContent) -> TrustBundle {
        let signed = sign_bundle(&self.root, content).unwrap();
        TrustBundle::open(&signed, self.root.public()).unwrap()
    }

    pub(crate) fn bundle(&self) -> TrustBundle {
        self.open(&self.content())
    }

    /// A genuine code, made ten seconds ago.
    pub(crate) fn code(&self) -> Code<'_> {
        Code {
            issuer: &self.authority,
            device: &self.device,
            signer: &self.device,
            level: 2,
            index: 0,
            credential_times: (NOW - 86_400, NOW + 86_400),
            issued_at: NOW - 10,
            expires_at: NOW + 50,
            audience: EVERYBODY,
            challenge: None,
            code_id: *b"a fresh code id.",
        }
    }
}

/// A code that may be anything between genuine and absurd, as long as it keeps the grammar.
#[derive(Clone)]
pub(crate) struct Code<'s> {
    pub(crate) issuer: &'s SigningKey,
    /// Whose public key the credential bears.
    pub(crate) device: &'s SigningKey,
    /// Whose private key signs the proof.
    pub(crate) signer: &'s SigningKey,
    pub(crate) level: u8,
    /// Place in list 0.
    pub(crate) index: u64,
    /// The credential's `iat` and `exp`.
    pub(crate) credential_times: (u32, u32),
    pub(crate) issued_at: u32,
    pub(crate) expires_at: u32,
    pub(crate) audience: &'s str,
    pub(crate) challenge: Option<[u8; 16]>,
    pub(crate) code_id: [u8; 16],
}

impl Code<'_> {
    pub(crate) fn credential(&self) -> Vec<u8> {
        let claims = issue::Claims {
            number: Some("001084123999"),
            issued_at: at(self.credential_times.0),
            expires_at: at(self.credential_times.1),
            device_key: self.device.public(),
            full_name: Some("Nguyễn Thị Ánh Đào"),
            birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
            level: self.level,
            portrait: PortraitClaim::Hash(&[7; 32]),
            status: StatusPlace {
                list: 0,
                index: self.index,
            },
        };
        issue::issue(self.issuer, &claims).unwrap()
    }

    /// The token's bytes around a credential.
    pub(crate) fn around(&self, credential: &[u8]) -> Vec<u8> {
        let proof = Proof {
            audience: self.audience,
            expires_at: self.expires_at,
            issued_at: self.issued_at,
            code_id: self.code_id,
            challenge: self.challenge,
        };
        let header = ProofHeader {
            algorithm: self.signer.public().algorithm(),
            credential: Sign1::parse(credential).unwrap(),
        };
        sign1(self.signer, &deterministic(&header), &deterministic(&proof)).unwrap()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.around(&self.credential())
    }

    pub(crate) fn text(&self) -> String {
        text(&self.bytes())
    }
}

pub(crate) fn text(token: &[u8]) -> String {
    format!("{PREFIX}{}", base45::encode(token))
}

/// A replay memory that lasts as long as the test.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) seen: BTreeMap<[u8; 16], DateTime<Utc>>,
    pub(crate) kept_until: Option<DateTime<Utc>>,
}

impl ReplayMemory for Memory {
    type Error = Infallible;

    fn remember(
        &mut self,
        code_id: &[u8; 16],
        keep_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Sighting, Infallible> {
        if let Some(before) = self.seen.get(code_id) {
            return Ok(Sighting::Again(*before));
        }
        self.seen.insert(*code_id, now);
        self.kept_until = Some(keep_until);
        Ok(Sighting::First)
    }
}

/// A verifier that has just opened this bundle and seen nothing yet.
pub(crate) fn judged(text: &str, bundle: &TrustBundle, now: DateTime<Utc>) -> Judgement {
    let Ok(judgement) = judge(text, Some(bundle), None, now, &mut Memory::default());
    judgement
}

pub(crate) fn verdict(text: &str, bundle: &TrustBundle) -> Verdict {
    judged(text, bundle, at(NOW)).verdict
}

/// The verdict of a verifier whose officer waits for the answer to `pending`.
pub(crate) fn answer(text: &str, bundle: &TrustBundle, pending: &Challenge) -> Verdict {
    let Ok(judgement) = judge(text, Some(bundle), Some(pending), at(NOW), &mut Memory::default());
    judgement.verdict
}

/// The same moment, some milliseconds on.
pub(crate) fn later(moment: DateTime<Utc>, milliseconds: i64) -> DateTime<Utc> {
    moment + TimeDelta::milliseconds(milliseconds)
}
