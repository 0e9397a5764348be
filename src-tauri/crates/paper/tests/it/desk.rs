//! An authority, a holder and an officer.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context as _, Result};
use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::trust::{BundleContent, TrustedKey, sign_bundle};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, Status, StatusList, StatusPlace, TrustBundle};
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::sd_jwt::{Binding, SdJwt};
use dinhdanh_paper::vc::{Envelope, issue};
use dinhdanh_paper::{PaperJudgement, PaperKind, is_among, judge};
use serde_json::{Map, Value, json};

/// When everything happens, unless a test says otherwise.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

pub(crate) struct Desk {
    pub(crate) authority: SigningKey,
    pub(crate) holder: SigningKey,
    root: SigningKey,
    random: SeededRandom,
    pub(crate) practice: bool,
    pub(crate) states: Vec<(u64, Status)>,
    seen: Memory,
}

#[derive(Default)]
struct Memory(HashMap<[u8; 16], DateTime<Utc>>);

impl ReplayMemory for Memory {
    type Error = Infallible;

    fn remember(
        &mut self,
        code_id: &[u8; 16],
        _keep_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Sighting, Infallible> {
        Ok(match self.0.insert(*code_id, now) {
            None => Sighting::First,
            Some(at) => Sighting::Again(at),
        })
    }
}

impl Desk {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            authority: SigningKey::generate_p256()?,
            holder: SigningKey::generate_p256()?,
            root: SigningKey::ed25519_from_seed(&Secret32::new([9; 32]))?,
            random: SeededRandom::new(5),
            practice: false,
            states: Vec::new(),
            seen: Memory::default(),
        })
    }

    pub(crate) fn licence() -> Map<String, Value> {
        let licence = json!({
            "document_number": "790123456789",
            "full_name": "Nguyễn Thị Ánh Đào",
            "birthdate": "1988-03-02",
            "classes": [
                { "class": "A1", "issued_on": "2007-05-01", "expires_on": null },
                { "class": "B", "issued_on": "2019-04-12", "expires_on": "2029-04-12" },
            ],
            "expires_on": "2029-04-12",
            "points": 12,
            "age_equal_or_over": { "14": true, "16": true, "18": true, "60": false },
        });
        licence.as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn envelope(&self, kind: PaperKind) -> Envelope {
        Envelope {
            kind,
            issuer: "urn:dinhdanh:authority:practice".to_owned(),
            issued_at: noon() - TimeDelta::days(1),
            expires_at: noon() + TimeDelta::days(29),
            holder: self.holder.public().clone(),
            status: StatusPlace { list: 1, index: 77 },
        }
    }

    pub(crate) fn paper(&self) -> Result<String> {
        let envelope = self.envelope(PaperKind::DrivingLicence);
        Ok(issue(&self.authority, &envelope, &Self::licence(), &self.random)?)
    }

    /// Shows these fields of `paper`, bound to `audience` and `nonce`.
    pub(crate) fn shown(&self, paper: &str, fields: &[&str], audience: &str, nonce: &str) -> Result<String> {
        let shown = SdJwt::parse(paper)?.showing(|place| is_among(place, fields))?;
        Ok(Binding::of(&shown, audience, nonce, noon()).bind(&shown, &self.holder)?)
    }

    pub(crate) fn for_everybody(&self, paper: &str, fields: &[&str]) -> Result<String> {
        self.shown(paper, fields, EVERYBODY, "n1")
    }

    fn bundle(&self) -> Result<TrustBundle> {
        let mut list = StatusList::new(128);
        for (index, status) in &self.states {
            list.set(*index, *status);
        }
        let key = TrustedKey {
            key: self.authority.public().clone(),
            algorithm: self.authority.public().algorithm(),
            name: "Cơ quan thực hành".to_owned(),
            practice: self.practice,
            not_after: None,
        };
        let content = BundleContent {
            seq: 1,
            issued_at: noon() - TimeDelta::hours(2),
            next_update: noon() + TimeDelta::days(7),
            keys: vec![key],
            lists: [(1, list)].into(),
        };
        let bytes = sign_bundle(&self.root, &content)?;
        Ok(TrustBundle::open(&bytes, self.root.public())?)
    }

    pub(crate) fn judged_at(&mut self, presented: &str, now: DateTime<Utc>) -> Result<PaperJudgement> {
        let bundle = self.bundle()?;
        Ok(judge(presented, Some(&bundle), None, now, &mut self.seen)?)
    }

    pub(crate) fn judged(&mut self, presented: &str) -> Result<PaperJudgement> {
        self.judged_at(presented, noon())
    }

    pub(crate) fn asked(&mut self, presented: &str, challenge: &Challenge) -> Result<PaperJudgement> {
        let bundle = self.bundle()?;
        Ok(judge(
            presented,
            Some(&bundle),
            Some(challenge),
            noon(),
            &mut self.seen,
        )?)
    }
}

/// The text in which part number `part` (between tildes) is replaced.
pub(crate) fn altered(presented: &str, part: usize, by: impl Fn(&str) -> String) -> Result<String> {
    let mut parts: Vec<String> = presented.split('~').map(str::to_owned).collect();
    let at = parts.get_mut(part).context("such a part")?;
    *at = by(at);
    Ok(parts.join("~"))
}
