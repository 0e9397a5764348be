//! Whoever has the source has the keys of practice mode: they are public. Here they make codes that no honest
//! app would make.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_credential::issue::{self, PortraitClaim};
use dinhdanh_credential::token::{EVERYBODY, Proof, ProofHeader, UnverifiedCode};
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1};
use dinhdanh_crypto::random::{self, SystemRandom};
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_tests::trust::practice_issuer;

use super::codes::{bytes_of, text_of};

/// A code to be made, genuine until something is changed.
pub(crate) struct Forgery {
    /// Who signs the credential.
    pub(crate) issuer: SigningKey,
    /// Whose key the credential bears.
    pub(crate) device: SigningKey,
    /// Who signs the proof.
    pub(crate) signer: Option<SigningKey>,
    pub(crate) level: u8,
    pub(crate) status: StatusPlace,
    pub(crate) issued_at: DateTime<Utc>,
    /// Seconds.
    pub(crate) life: u32,
    pub(crate) audience: &'static str,
    pub(crate) challenge: Option<[u8; 16]>,
}

impl Forgery {
    /// With the practice authority's own key. Its place in the status list is one that somebody's real
    /// credential has.
    pub(crate) fn at(now: DateTime<Utc>, status: StatusPlace) -> Self {
        Self {
            issuer: practice_issuer().unwrap(),
            device: SigningKey::generate_p256().unwrap(),
            signer: None,
            level: 2,
            status,
            issued_at: now,
            life: 60,
            audience: EVERYBODY,
            challenge: None,
        }
    }

    pub(crate) fn text(&self) -> String {
        let claims = issue::Claims {
            number: Some("001184900001"),
            issued_at: self.issued_at - TimeDelta::days(1),
            expires_at: self.issued_at + TimeDelta::days(29),
            device_key: self.device.public(),
            full_name: Some("Nguyễn Văn Giả"),
            birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
            level: self.level,
            portrait: PortraitClaim::Hash(&[7; 32]),
            status: self.status,
        };
        let credential = issue::issue(&self.issuer, &claims).unwrap();
        let signer = self.signer.as_ref().unwrap_or(&self.device);
        let issued_at = u32::try_from(self.issued_at.timestamp()).unwrap();
        let proof = Proof {
            audience: self.audience,
            issued_at,
            expires_at: issued_at + self.life,
            code_id: random::array(&SystemRandom).unwrap(),
            challenge: self.challenge,
        };
        let header = ProofHeader {
            algorithm: signer.public().algorithm(),
            credential: Sign1::parse(&credential).unwrap(),
        };
        text_of(&sign1(signer, &deterministic(&header), &deterministic(&proof)).unwrap())
    }
}

/// Where the status of the credential in a code stands.
pub(crate) fn status_place(text: &str) -> StatusPlace {
    UnverifiedCode::parse(&bytes_of(text))
        .unwrap()
        .claims
        .identity
        .status
}
