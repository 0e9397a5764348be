use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_credential::judge::{CLOCK_TOLERANCE, Issuer};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, Status, TrustBundle, TrustedKey, Verdict};
use serde_json::{Map, Value};

use super::paper::{Came, Presented};
use super::{PaperJudgement, PaperVerdict, Proof, Shown};
use crate::jose::to_base64url;
use crate::sd_jwt::Binding;
use crate::vc::Issued;

/// How long a presentation may take from the holder's hand to the officer's screen: a file goes by a USB stick.
pub const LIFE: TimeDelta = TimeDelta::minutes(5);

/// Whom a presentation is for that answers no challenge.
pub const EVERYBODY: &str = "dd.paper";

/// A day in Viet Nam begins seven hours before Greenwich's.
pub const HANOI: TimeDelta = TimeDelta::hours(7);

/// Judges what a holder presents, in either format, unchanged, at `now`.
///
/// `pending` is the officer's challenge, if one is pending. What was presented before is told by `memory`; its error is
/// the only one, and then there is no verdict.
pub fn judge<M: ReplayMemory>(
    presented: &str,
    bundle: Option<&TrustBundle>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
    memory: &mut M,
) -> Result<PaperJudgement, M::Error> {
    let stale = bundle.is_none_or(|bundle| bundle.is_stale(now));
    let verdict = PaperVerdict::Code(Verdict::Malformed);
    let mut judgement = PaperJudgement {
        verdict,
        word: verdict.word(stale),
        shown: None,
        issuer: None,
        seen_before_at: None,
        answered: false,
        trust_issued_at: bundle.map(TrustBundle::issued_at),
    };
    judgement.verdict = found(presented, bundle, pending, now, memory, &mut judgement)?;
    judgement.word = judgement.verdict.word(stale);
    if let Some(shown) = &mut judgement.shown {
        shown.proof = judgement.verdict.proof();
    }
    Ok(judgement)
}

fn found<M: ReplayMemory>(
    presented: &str,
    bundle: Option<&TrustBundle>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
    memory: &mut M,
    told: &mut PaperJudgement,
) -> Result<PaperVerdict, M::Error> {
    let Some(came) = Came::parse(presented) else {
        return Ok(PaperVerdict::Code(Verdict::Malformed));
    };
    let vouched = match vouched(&came, bundle, now) {
        Ok(vouched) => vouched,
        Err(verdict) => return Ok(PaperVerdict::Code(verdict)),
    };
    match &came {
        Came::Copy(_) => Ok(printed(&vouched, now, told)),
        Came::Presented(paper) => live(paper, &vouched, pending, now, memory, told),
    }
}

/// What the authority's signature holds over.
struct Vouched<'b> {
    issued: Issued,
    key: &'b TrustedKey,
    bundle: &'b TrustBundle,
}

/// Checks 2 to 4: form, the issuer's key in the bundle, its signature.
fn vouched<'b>(
    came: &Came,
    bundle: Option<&'b TrustBundle>,
    now: DateTime<Utc>,
) -> Result<Vouched<'b>, Verdict> {
    let key_id = came.key_id().ok_or(Verdict::Malformed)?;
    let bundle = bundle.ok_or(Verdict::UnknownIssuer)?;
    let key = bundle.key(&key_id, now).ok_or(Verdict::UnknownIssuer)?;
    let issued = came
        .issued(&key.key)
        .map_err(|failed| failed.verdict(Verdict::BadIssuerSignature))?;
    Ok(Vouched { issued, key, bundle })
}

impl Vouched<'_> {
    /// Tells what it says: the signatures that it came with hold.
    fn tell(&self, made_at: Option<DateTime<Utc>>, told: &mut PaperJudgement) {
        told.issuer = Some(Issuer {
            name: self.key.name.clone(),
            practice: self.key.practice,
        });
        let envelope = &self.issued.envelope;
        told.shown = Some(Shown {
            kind: envelope.kind,
            format: self.issued.format,
            content: self.issued.content.clone(),
            issued_at: envelope.issued_at,
            made_at,
            proof: Proof::None,
        });
    }
}

/// A copy that nobody presents: at best what it is, and never genuine. It answers no challenge and may be looked at again.
fn printed(vouched: &Vouched<'_>, now: DateTime<Utc>, told: &mut PaperJudgement) -> PaperVerdict {
    vouched.tell(None, told);
    let (envelope, content) = (&vouched.issued.envelope, &vouched.issued.content);
    if now + CLOCK_TOLERANCE < envelope.issued_at {
        return PaperVerdict::Code(Verdict::NotYetValid);
    }
    if now >= envelope.expires_at + CLOCK_TOLERANCE {
        return if is_past(content, now) {
            PaperVerdict::PaperExpired
        } else {
            PaperVerdict::Code(Verdict::Expired)
        };
    }
    match standing(vouched, now) {
        Ok(()) => PaperVerdict::PrintedCopy,
        Err(verdict) => verdict,
    }
}

/// Check 5, the holder's signature, and all that follows from it.
fn live<M: ReplayMemory>(
    paper: &Presented,
    vouched: &Vouched<'_>,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
    memory: &mut M,
    told: &mut PaperJudgement,
) -> Result<PaperVerdict, M::Error> {
    let binding = match paper.bound(&vouched.issued.envelope.holder) {
        Ok(binding) => binding,
        Err(failed) => return Ok(PaperVerdict::Code(failed.verdict(Verdict::BadHolderSignature))),
    };
    vouched.tell(Some(binding.made_at), told);
    if let Err(verdict) = in_time_and_for_us(&vouched.issued, &binding, pending, now) {
        return Ok(verdict);
    }
    told.answered = pending.is_some();
    let keep_until = binding.made_at + LIFE + CLOCK_TOLERANCE;
    if let Sighting::Again(at) = memory.remember(&binding.id(), keep_until, now)? {
        told.seen_before_at = Some(at);
        return Ok(PaperVerdict::Code(Verdict::Replayed));
    }
    Ok(match standing(vouched, now) {
        Ok(()) if vouched.key.practice => PaperVerdict::Code(Verdict::GenuinePractice),
        Ok(()) => PaperVerdict::Code(Verdict::Genuine),
        Err(verdict) => verdict,
    })
}

/// Checks 7 to 10.
fn in_time_and_for_us(
    issued: &Issued,
    binding: &Binding,
    pending: Option<&Challenge>,
    now: DateTime<Utc>,
) -> Result<(), PaperVerdict> {
    let envelope = &issued.envelope;
    if binding.made_at < envelope.issued_at || envelope.expires_at <= binding.made_at {
        // A copy ends with its paper at the latest.
        return Err(if is_past(&issued.content, now) {
            PaperVerdict::PaperExpired
        } else {
            PaperVerdict::Code(Verdict::BadLifetime)
        });
    }
    let failed = |verdict| Err(PaperVerdict::Code(verdict));
    if binding.made_at > now + CLOCK_TOLERANCE {
        return failed(Verdict::NotYetValid);
    }
    if now >= binding.made_at + LIFE + CLOCK_TOLERANCE {
        return failed(Verdict::Expired);
    }
    let for_this_check = match pending {
        None => binding.audience == EVERYBODY,
        Some(asked) => binding.audience == asked.audience() && binding.nonce == to_base64url(asked.nonce()),
    };
    if for_this_check {
        Ok(())
    } else {
        failed(Verdict::WrongAudience)
    }
}

/// Checks 12 and 13, and the paper's own last day.
fn standing(vouched: &Vouched<'_>, now: DateTime<Utc>) -> Result<(), PaperVerdict> {
    let (bundle, issued) = (vouched.bundle, &vouched.issued);
    Err(PaperVerdict::Code(match bundle.status(issued.envelope.status) {
        Some(Status::Revoked) => Verdict::Revoked,
        Some(Status::Suspended) => Verdict::Suspended,
        Some(Status::Valid) if is_past(&issued.content, now) => return Err(PaperVerdict::PaperExpired),
        None => Verdict::StaleTrust,
        Some(Status::Valid) if bundle.is_stale(now) => Verdict::StaleTrust,
        Some(Status::Valid) => return Ok(()),
    }))
}

/// Whether the paper's last day was shown and is over.
fn is_past(content: &Map<String, Value>, now: DateTime<Utc>) -> bool {
    let last_day = content.get("expires_on").and_then(Value::as_str);
    let last_day = last_day.and_then(|day| day.parse::<NaiveDate>().ok());
    last_day.is_some_and(|day| (now + HANOI).date_naive() > day)
}
