use chrono::{DateTime, Utc};
use dinhdanh_crypto::cose::{Sign1, strict};

use super::{Header, RECEIPT_PREFIX, Receipt};
use crate::epoch::{CLOCK_TOLERANCE, moment};
use crate::judge::Issuer;
use crate::status::Status;
use crate::token::{Claims, CredentialHeader};
use crate::trust::TrustBundle;

/// What is found about a receipt: the first check that fails names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptVerdict {
    /// Not a receipt, or one outside its grammar.
    Malformed,
    /// The officer's credential is signed by no key of the trust bundle.
    UnknownIssuer,
    /// The authority's signature on it does not hold.
    BadIssuerSignature,
    /// The signature of the officer's device does not hold.
    BadOfficerSignature,
    /// The officer's account is of level 1, and makes no checks.
    LevelTooLow,
    /// Signed outside the life of the officer's credential, or in this verifier's future.
    BadTime,
    /// The officer's credential has been withdrawn since, or is suspended.
    Withdrawn,
    /// The trust data are too old to say, or lack its status.
    StaleTrust,
    /// An officer's device signed it; vouched for by a practice key.
    SignedPractice,
    /// An officer's device signed it.
    Signed,
}

/// Who signed, as far as the credential shows: a masked name and a mark of the device's key.
#[derive(Clone, PartialEq, Eq)]
pub struct Officer {
    /// Initials and given name.
    pub name: Option<String>,
    /// The first bytes of the device key's identifier: two receipts of one device have the same.
    pub device: [u8; 4],
}

/// A receipt both of whose signatures hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// What was found then.
    pub receipt: Receipt,
    /// Who found it.
    pub officer: Officer,
    /// Who vouches for the officer.
    pub issuer: Issuer,
}

impl ReceiptVerdict {
    /// The verdict's name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownIssuer => "unknown_issuer",
            Self::BadIssuerSignature => "bad_issuer_signature",
            Self::BadOfficerSignature => "bad_officer_signature",
            Self::LevelTooLow => "level_too_low",
            Self::BadTime => "bad_time",
            Self::Withdrawn => "withdrawn",
            Self::StaleTrust => "stale_trust",
            Self::SignedPractice => "signed_practice",
            Self::Signed => "signed",
        }
    }

    /// Whether it says that somebody made the receipt up. The rest says that something is not known, or changed since.
    pub const fn accuses(self) -> bool {
        matches!(
            self,
            Self::Malformed | Self::BadIssuerSignature | Self::BadOfficerSignature
        )
    }

    /// Whether an officer's device signed what is read.
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Signed | Self::SignedPractice)
    }
}

/// Judges the text of a receipt at `now`. What was read comes with it from where both signatures hold; it is to be believed
/// where [`ReceiptVerdict::is_signed`], and says what was found **then**, not how things stand now.
pub fn judge_receipt(
    text: &str,
    bundle: Option<&TrustBundle>,
    now: DateTime<Utc>,
) -> (ReceiptVerdict, Option<VerifiedReceipt>) {
    match signed(text, bundle, now) {
        Err(verdict) => (verdict, None),
        Ok((verified, verdict)) => (verdict, Some(verified)),
    }
}

fn signed(
    text: &str,
    bundle: Option<&TrustBundle>,
    now: DateTime<Utc>,
) -> Result<(VerifiedReceipt, ReceiptVerdict), ReceiptVerdict> {
    let malformed = ReceiptVerdict::Malformed;
    let bytes = dinhdanh_crypto::base45::read(text, RECEIPT_PREFIX).ok_or(malformed)?;
    let outer = Sign1::parse(&bytes).map_err(|_| malformed)?;
    let header: Header<'_> = strict(outer.protected).map_err(|_| malformed)?;
    let receipt: Receipt = strict(outer.payload).map_err(|_| malformed)?;
    let credential: CredentialHeader = strict(header.credential.protected).map_err(|_| malformed)?;
    let claims: Claims<'_> = strict(header.credential.payload).map_err(|_| malformed)?;

    let bundle = bundle.ok_or(ReceiptVerdict::UnknownIssuer)?;
    // The key that vouched when it was signed: it may have been put away since.
    let key = bundle
        .key(&credential.key_id, receipt.signed_at.min(now))
        .ok_or(ReceiptVerdict::UnknownIssuer)?;
    if credential.algorithm != key.algorithm || key.key.algorithm() != key.algorithm {
        return Err(ReceiptVerdict::BadIssuerSignature);
    }
    let held = header.credential.verify(&key.key);
    held.map_err(|_| ReceiptVerdict::BadIssuerSignature)?;
    if header.algorithm != claims.device_key.algorithm() {
        return Err(ReceiptVerdict::BadOfficerSignature);
    }
    let held = outer.verify(&claims.device_key);
    held.map_err(|_| ReceiptVerdict::BadOfficerSignature)?;

    let [a, b, c, d, ..] = claims.device_key.key_id();
    let verdict = decided(&receipt, &claims, bundle, now, key.practice);
    let verified = VerifiedReceipt {
        receipt,
        officer: Officer {
            name: claims.identity.full_name.map(str::to_owned),
            device: [a, b, c, d],
        },
        issuer: Issuer {
            name: key.name.clone(),
            practice: key.practice,
        },
    };
    Ok((verified, verdict))
}

fn decided(
    receipt: &Receipt,
    claims: &Claims<'_>,
    bundle: &TrustBundle,
    now: DateTime<Utc>,
    practice: bool,
) -> ReceiptVerdict {
    if claims.identity.level != 2 {
        return ReceiptVerdict::LevelTooLow;
    }
    // The check itself may be older than the credential that the officer signed with: it is renewed now and then.
    let within =
        moment(claims.issued_at) <= receipt.signed_at && receipt.signed_at <= moment(claims.expires_at);
    if !within || receipt.signed_at > now + CLOCK_TOLERANCE {
        return ReceiptVerdict::BadTime;
    }
    match bundle.status(claims.identity.status) {
        Some(Status::Revoked | Status::Suspended) => ReceiptVerdict::Withdrawn,
        None => ReceiptVerdict::StaleTrust,
        Some(Status::Valid) if bundle.is_stale(now) => ReceiptVerdict::StaleTrust,
        Some(Status::Valid) if practice => ReceiptVerdict::SignedPractice,
        Some(Status::Valid) => ReceiptVerdict::Signed,
    }
}

/// Without the name.
impl std::fmt::Debug for Officer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Officer")
    }
}
