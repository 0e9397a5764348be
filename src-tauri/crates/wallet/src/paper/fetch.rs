use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_credential::judge::CLOCK_TOLERANCE;
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::jose::{from_base64url, jwk, sign};
use dinhdanh_paper::mdoc::{self, IssuerSigned};
use dinhdanh_paper::sd_jwt::SdJwt;
use dinhdanh_paper::vc::{Issued, key_id};
use dinhdanh_paper::{Format, PaperKind};
use dinhdanh_protocol::papers::{
    BATCH, ConfiguredFormat, CredentialOffer, CredentialRequest, CredentialResponse, IssuerMetadata,
    NotificationEvent, NotificationRequest, PRE_AUTHORIZED, PROOF_TYPE, PaperAnswer, PaperOffer,
    PaperRequest, Proofs, TokenRequest,
};
use dinhdanh_protocol::text::fold_name;
use dinhdanh_protocol::{ApiError, DeviceId, Refusal};
use dinhdanh_vault::{Paper, PaperCopy};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use crate::session::Open;
use crate::{Wallet, WalletError};

/// Copies are fetched anew when they have less than this left of their thirty days,
const RENEW_WITHIN: TimeDelta = TimeDelta::days(10);
/// up to so much sooner, seconds: else all that were fetched on one day would be asked for on one day,
const JITTER: u32 = 2 * 86_400;
/// and, where the paper itself ends so soon that new ones live no longer, not more often than that.
pub(super) const AT_MOST_EVERY: TimeDelta = TimeDelta::days(1);

/// Longer names of papers are not the authority's.
const LONGEST_NAME: usize = 64;

/// What the authority issued of one paper, not yet looked at.
pub(super) struct Batch {
    kind: PaperKind,
    name: String,
    answers: Vec<Answer>,
    access_token: Zeroizing<String>,
}

/// The copies in one format.
struct Answer {
    format: Format,
    keys: Vec<SigningKey>,
    response: CredentialResponse,
}

/// What it issued, once it is sure that it is what was asked for.
pub(super) struct Fetched {
    pub(super) paper: Paper,
    pub(super) content: String,
    pub(super) copies: Vec<PaperCopy>,
}

impl Wallet {
    /// Asks the register. The wallet is not held meanwhile.
    pub(super) fn ask_for_papers(
        &self,
        kind: PaperKind,
        number: Option<&str>,
    ) -> Result<(DeviceId, PaperAnswer), WalletError> {
        let request = PaperRequest {
            configuration: kind.name().to_owned(),
            number: number.map(str::to_owned),
        };
        let proof = {
            let mut inner = self.inner();
            let open = inner.opened_even_presenting()?;
            let (now, random) = (self.now(), self.random.as_ref());
            open.proof(PaperRequest::PURPOSE, &request.digest(), now, random)?
        };
        let answer = self.told_of_papers(self.authority.offer_papers(&proof, &request))?;
        Ok((proof.device, answer))
    }

    /// What the authority issues, and how.
    pub(super) fn paper_issuer(&self) -> Result<IssuerMetadata, WalletError> {
        self.told_of_papers(self.authority.paper_issuer())
    }

    /// Fetches copies of an offered paper, each for a fresh key, in every format in which it is offered and that is known
    /// here. The wallet is not held meanwhile.
    pub(super) fn fetch_copies(
        &self,
        kind: PaperKind,
        issuer: &IssuerMetadata,
        offered: &PaperOffer,
    ) -> Result<Batch, WalletError> {
        let offer = &offered.offer;
        let ways = ways(kind, issuer, offer);
        let ours = ways.iter().any(|(format, _)| *format == Format::SdJwt)
            && offer.credential_issuer == issuer.credential_issuer
            && offered.paper.len() <= LONGEST_NAME;
        if !ours {
            return Err(WalletError::Authority(ApiError::Failed));
        }
        let access_token = self.paper_token(offer)?;
        let copies = issuer.batch_credential_issuance.batch_size.clamp(1, BATCH);
        let mut answers = Vec::with_capacity(ways.len());
        for (format, configuration) in ways {
            let keys = (0..copies).map(|_| SigningKey::generate_p256());
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            let request = self.paper_request(offer, configuration, &keys)?;
            let response = self.told_of_papers(self.authority.paper_credentials(&access_token, &request))?;
            answers.push(Answer {
                format,
                keys,
                response,
            });
        }
        Ok(Batch {
            kind,
            name: offered.paper.clone(),
            answers,
            access_token,
        })
    }

    /// Asks for a copy for each key, with a nonce of its own.
    fn paper_request(
        &self,
        offer: &CredentialOffer,
        configuration: &str,
        keys: &[SigningKey],
    ) -> Result<CredentialRequest, WalletError> {
        let nonce = self.told_of_papers(self.authority.paper_nonce())?.c_nonce;
        let now = self.now();
        let proofs = keys
            .iter()
            .map(|key| proof_of(key, &offer.credential_issuer, &nonce, now));
        Ok(CredentialRequest {
            credential_configuration_id: configuration.to_owned(),
            proofs: Proofs {
                jwt: proofs.collect::<Result<_, _>>()?,
            },
        })
    }

    pub(super) fn paper_token(&self, offer: &CredentialOffer) -> Result<Zeroizing<String>, WalletError> {
        let request = TokenRequest {
            grant_type: PRE_AUTHORIZED.to_owned(),
            code: offer.grants.pre_authorized_code.code.clone(),
        };
        let response = self.told_of_papers(self.authority.paper_token(&request))?;
        Ok(Zeroizing::new(response.access_token.clone()))
    }

    /// What the batches hold, once all of each is what was asked for; else the authority is told, as far as it can be.
    pub(super) fn looked_at(&self, open: &Open, batches: &[Batch]) -> Result<Vec<Fetched>, WalletError> {
        let now = self.now();
        let mut all = Vec::with_capacity(batches.len());
        for batch in batches {
            let sooner = u32::from_be_bytes(random::array(self.random.as_ref())?) % JITTER;
            let sooner = TimeDelta::seconds(sooner.into());
            let Some(fetched) = batch.looked_at(open, sooner, now) else {
                tracing::warn!(
                    kind = batch.kind.name(),
                    "copies of a paper are not as they must be"
                );
                return Err(WalletError::Authority(ApiError::Failed));
            };
            all.push(fetched);
        }
        Ok(all)
    }

    /// Tells the authority what became of copies. It need not hear of it.
    pub(super) fn tell_of(&self, batches: &[Batch], event: NotificationEvent) {
        for batch in batches {
            for answer in &batch.answers {
                let notification = NotificationRequest {
                    notification_id: answer.response.notification_id.clone(),
                    event,
                };
                let told = self.authority.notify_papers(&batch.access_token, &notification);
                if told.is_err() {
                    tracing::info!("the authority does not know what became of copies");
                }
            }
        }
    }

    /// The authority's answer. That it came too late is, to who asked, as if none had come.
    pub(super) fn told_of_papers<T>(&self, answer: Result<T, ApiError>) -> Result<T, WalletError> {
        self.answered(match answer {
            Err(ApiError::Refused(Refusal::SessionOver)) => Err(ApiError::Unreachable),
            answer => answer,
        })
    }
}

/// The ways in which a paper is offered and known here: the format, and what the authority calls it.
fn ways<'a>(kind: PaperKind, issuer: &IssuerMetadata, offer: &'a CredentialOffer) -> Vec<(Format, &'a str)> {
    let format = |name: &String| {
        let configured = issuer.credential_configurations_supported.get(name)?;
        match &configured.format {
            ConfiguredFormat::SdJwt { vct, .. } if *vct == kind.vct() => Some(Format::SdJwt),
            ConfiguredFormat::Mdoc { doctype, .. } if doctype == mdoc::DOC_TYPE => Some(Format::Mdoc),
            _ => None,
        }
    };
    let mut ways: Vec<(Format, &str)> = Vec::new();
    for name in &offer.credential_configuration_ids {
        let known = format(name).filter(|format| kind.formats().contains(format));
        if let Some(format) = known
            && ways.iter().all(|(other, _)| *other != format)
        {
            ways.push((format, name));
        }
    }
    ways
}

impl Batch {
    fn looked_at(&self, open: &Open, sooner: TimeDelta, now: DateTime<Utc>) -> Option<Fetched> {
        let (mut said, mut issuer) = (BTreeMap::new(), None);
        let mut copies = Vec::new();
        for answer in &self.answers {
            let entries = &answer.response.credentials;
            if entries.len() != answer.keys.len() {
                return None;
            }
            for (entry, key) in entries.iter().zip(&answer.keys) {
                let (issued, signer) = read(answer.format, &entry.credential, open, now)?;
                let envelope = issued.envelope;
                let in_time = envelope.issued_at <= now + CLOCK_TOLERANCE && now < envelope.expires_at;
                let alike = *said
                    .entry(answer.format)
                    .or_insert_with(|| issued.content.clone())
                    == issued.content;
                if !(envelope.kind == self.kind && envelope.holder == *key.public() && in_time && alike) {
                    return None;
                }
                issuer.get_or_insert(signer);
                copies.push(PaperCopy {
                    format: answer.format.name().to_owned(),
                    batch: answer.response.notification_id.clone(),
                    token: entry.credential.clone(),
                    key: key.pkcs8()?.clone(),
                    status: (envelope.status.list, envelope.status.index),
                    expires_at: envelope.expires_at,
                });
            }
        }
        let content = said.remove(&Format::SdJwt)?;
        let as_mdoc = said.remove(&Format::Mdoc);
        let alike = as_mdoc.is_none_or(|mdoc| mdoc::said(&content).is_ok_and(|said| said == mdoc));
        let places: BTreeSet<_> = copies.iter().map(|copy| copy.status).collect();
        // Two copies with one place in a list could be linked by it.
        if !alike || places.len() != copies.len() || !is_of(&content, open) {
            return None;
        }
        let end = copies.iter().map(|copy| copy.expires_at).min()?;
        Some(Fetched {
            paper: Paper {
                id: 0,
                kind: self.kind.name().to_owned(),
                name: self.name.clone(),
                issuer: issuer?,
                title: title(self.kind, &content),
                last_day: last_day(&content),
                refreshed_at: now,
                renew_after: (end - RENEW_WITHIN - sooner).max(now + AT_MOST_EVERY),
            },
            content: Value::Object(content).to_string(),
            copies,
        })
    }
}

/// What a copy says, and who signed it, by the trust data.
fn read(format: Format, credential: &str, open: &Open, now: DateTime<Utc>) -> Option<(Issued, String)> {
    let trust = open.trust.bundle()?;
    let (issued, signer) = match format {
        Format::SdJwt => {
            let token = SdJwt::parse(credential).ok()?;
            let signer = trust.key(&key_id(&token)?, now)?;
            (Issued::verify(&token, &signer.key).ok()?, signer)
        }
        Format::Mdoc => {
            let token = IssuerSigned::parse(&from_base64url(credential)?).ok()?;
            let signer = trust.key(&token.key_id()?, now)?;
            (token.paper(&signer.key).ok()?, signer)
        }
    };
    Some((issued, signer.name.clone()))
}

/// Proves a key to the authority (OpenID4VCI F.1).
fn proof_of(
    key: &SigningKey,
    audience: &str,
    nonce: &str,
    now: DateTime<Utc>,
) -> Result<String, WalletError> {
    let mut header = Map::new();
    header.insert("typ".to_owned(), PROOF_TYPE.into());
    header.insert(
        "jwk".to_owned(),
        jwk(key.public()).ok_or(WalletError::RecordDamaged)?,
    );
    let mut claims = Map::new();
    claims.insert("aud".to_owned(), json!(audience));
    claims.insert("iat".to_owned(), json!(now.timestamp()));
    claims.insert("nonce".to_owned(), json!(nonce));
    Ok(sign(key, header, &claims)?)
}

/// Whether a paper is the account's holder's, as far as it says whose it is.
fn is_of(content: &Map<String, Value>, open: &Open) -> bool {
    let text = |name: &str| content.get(name).and_then(Value::as_str);
    let named = text("full_name").is_none_or(|name| fold_name(name) == fold_name(&open.account.full_name));
    named && text("personal_number").is_none_or(|number| number == open.account.number)
}

fn title(kind: PaperKind, content: &Map<String, Value>) -> Option<String> {
    match kind {
        PaperKind::VehicleRegistration => Some(content.get("plate")?.as_str()?.to_owned()),
        PaperKind::DrivingLicence => {
            let classes = content.get("classes")?.as_array()?.iter();
            let names: Vec<_> = classes.filter_map(|entry| entry.get("class")?.as_str()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn last_day(content: &Map<String, Value>) -> Option<NaiveDate> {
    content.get("expires_on")?.as_str()?.parse().ok()
}
