use chrono::{DateTime, Utc};

use super::authentic::{AuthenticCode, KnownIssuer};
use super::{Issuer, Judgement, Person, Reading, ReplayMemory, Sighting, Verdict};
use crate::card_qr::is_card_qr;
use crate::challenge::Challenge;
use crate::epoch::{CLOCK_TOLERANCE, moment};
use crate::status::Status;
use crate::token::{EVERYBODY, MAX_LIFE, PREFIX, UnverifiedCode, text_to_bytes};
use crate::trust::TrustBundle;

/// Judges what a scanner read, unchanged, at `now`.
///
/// `pending` is the officer's challenge, if one is pending. Check 11 writes to `memory`; its error is the only
/// one, and then there is no verdict.
pub fn judge<M: ReplayMemory>(
    text: &str,
    bundle: Option<&TrustBundle>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
    memory: &mut M,
) -> Result<Judgement, M::Error> {
    let stale = bundle.is_none_or(|bundle| bundle.is_stale(now));
    let mut judgement = Judgement {
        verdict: Verdict::Malformed,
        word: Verdict::Malformed.word(stale),
        reading: None,
        issuer: None,
        seen_before_at: None,
        trust_issued_at: bundle.map(TrustBundle::issued_at),
        answered: false,
    };
    judgement.verdict = decide(text, bundle, pending, now, memory, &mut judgement)?;
    judgement.word = judgement.verdict.word(stale);
    if judgement.verdict.is_genuine() {
        judgement.reading = judgement.reading.map(Reading::proven);
    }
    Ok(judgement)
}

fn decide<M: ReplayMemory>(
    text: &str,
    bundle: Option<&TrustBundle>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
    memory: &mut M,
    told: &mut Judgement,
) -> Result<Verdict, M::Error> {
    if !text.starts_with(PREFIX) {
        return Ok(if is_card_qr(text) {
            Verdict::CardQr
        } else {
            Verdict::NotIdentificationQr
        });
    }
    let Some(bytes) = text_to_bytes(text) else {
        return Ok(Verdict::Malformed);
    };
    let Ok(code) = UnverifiedCode::parse(&bytes) else {
        return Ok(Verdict::Malformed);
    };
    let (Some(issuer), Some(bundle)) = (KnownIssuer::find(&code, bundle, now), bundle) else {
        return Ok(Verdict::UnknownIssuer);
    };
    let authentic = match issuer.check_signatures() {
        Ok(authentic) => authentic,
        Err(verdict) => return Ok(verdict),
    };
    told.issuer = Some(Issuer {
        name: issuer.key.name.clone(),
        practice: issuer.key.practice,
    });
    told.reading = Some(Reading::Unproven(Person::of(&code.claims, code.proof.expires_at)));
    if let Err(verdict) = level_times_and_audience(&authentic, pending, now) {
        return Ok(verdict);
    }
    told.answered = pending.is_some();
    let keep_until = moment(code.proof.expires_at) + CLOCK_TOLERANCE;
    if let Sighting::Again(at) = memory.remember(&code.proof.code_id, keep_until, now)? {
        told.seen_before_at = Some(at);
        return Ok(Verdict::Replayed);
    }
    Ok(status_and_trust(&authentic, bundle, now, issuer.key.practice))
}

/// Checks 6 to 10.
fn level_times_and_audience(
    authentic: &AuthenticCode<'_, '_>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
) -> Result<(), Verdict> {
    let (proof, claims) = (&authentic.code.proof, &authentic.code.claims);
    let now = now.timestamp();
    if claims.identity.level != 2 {
        return Err(Verdict::LevelTooLow);
    }
    // An end before the beginning is no life either.
    let life = proof.expires_at.saturating_sub(proof.issued_at);
    let within_credential = claims.issued_at <= proof.issued_at && proof.expires_at <= claims.expires_at;
    if life == 0 || life > MAX_LIFE || !within_credential {
        return Err(Verdict::BadLifetime);
    }
    if i64::from(proof.issued_at) > now.saturating_add(CLOCK_TOLERANCE.num_seconds()) {
        return Err(Verdict::NotYetValid);
    }
    if now >= i64::from(proof.expires_at) + CLOCK_TOLERANCE.num_seconds() {
        return Err(Verdict::Expired);
    }
    let for_this_check = match pending {
        None => proof.audience == EVERYBODY && proof.challenge.is_none(),
        Some(asked) => proof.audience == asked.audience() && proof.challenge.as_ref() == Some(asked.nonce()),
    };
    if for_this_check {
        Ok(())
    } else {
        Err(Verdict::WrongAudience)
    }
}

/// Checks 12 to 14.
fn status_and_trust(
    authentic: &AuthenticCode<'_, '_>,
    bundle: &TrustBundle,
    now: DateTime<Utc>,
    practice: bool,
) -> Verdict {
    match bundle.status(authentic.code.claims.identity.status) {
        Some(Status::Revoked) => Verdict::Revoked,
        Some(Status::Suspended) => Verdict::Suspended,
        None => Verdict::StaleTrust,
        Some(Status::Valid) if bundle.is_stale(now) => Verdict::StaleTrust,
        Some(Status::Valid) if practice => Verdict::GenuinePractice,
        Some(Status::Valid) => Verdict::Genuine,
    }
}
