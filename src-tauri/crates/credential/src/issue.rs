//! The authority's half: it says whose device key this is.

use chrono::{DateTime, NaiveDate, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::cose::{deterministic, sign1, strict};
use dinhdanh_crypto::sign::{PublicKey, SigningKey};

use crate::epoch::epoch;
use crate::status::StatusPlace;
use crate::token;

/// How a credential shows the portrait.
#[derive(Debug, Clone, Copy)]
pub enum PortraitClaim<'a> {
    /// Not at all.
    None,
    /// The first 16 to 32 bytes of its SHA-256.
    Hash(&'a [u8]),
    /// A small WebP, 1 to 700 bytes, of which 550 keep the code readable.
    Picture(&'a [u8]),
}

/// What a credential is to say.
#[derive(Debug, Clone)]
pub struct Claims<'a> {
    /// Số định danh cá nhân, 12 bytes.
    pub number: Option<&'a str>,
    /// From when.
    pub issued_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The key of the device, used for this credential alone.
    pub device_key: &'a PublicKey,
    /// Họ tên in NFC, at most 64 bytes.
    pub full_name: Option<&'a str>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Level of the account, 1 or 2.
    pub level: u8,
    /// Portrait.
    pub portrait: PortraitClaim<'a>,
    /// Where its status will stand.
    pub status: StatusPlace,
}

/// Why a credential was not issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// A claim is outside what the grammar allows.
    #[error("a claim is outside the grammar")]
    OutsideGrammar,
    /// The key did not sign.
    #[error("the issuing key did not sign")]
    Signing(#[from] CryptoError),
}

/// Issues a credential: a tagged COSE_Sign1 that keeps the grammar.
pub fn issue(issuer: &SigningKey, claims: &Claims<'_>) -> Result<Vec<u8>, IssueError> {
    let payload = deterministic(&wire_claims(claims).ok_or(IssueError::OutsideGrammar)?);
    // Read back what is about to be signed: nothing outside the grammar ever gets the authority's word.
    strict::<token::Claims<'_>>(&payload).map_err(|_| IssueError::OutsideGrammar)?;
    let header = token::CredentialHeader {
        algorithm: issuer.public().algorithm(),
        key_id: issuer.public().key_id(),
    };
    Ok(sign1(issuer, &deterministic(&header), &payload)?)
}

fn wire_claims<'a>(claims: &Claims<'a>) -> Option<token::Claims<'a>> {
    let birth = match claims.birth_date {
        Some(date) => Some(token::day_number(date)?),
        None => None,
    };
    let (portrait_hash, portrait) = match claims.portrait {
        PortraitClaim::None => (None, None),
        PortraitClaim::Hash(hash) => (Some(hash), None),
        PortraitClaim::Picture(picture) => (None, Some(picture)),
    };
    Some(token::Claims {
        subject: claims.number,
        expires_at: epoch(claims.expires_at)?,
        issued_at: epoch(claims.issued_at)?,
        device_key: claims.device_key.clone(),
        identity: token::Identity {
            full_name: claims.full_name,
            birth,
            level: claims.level,
            portrait_hash,
            portrait,
            status: claims.status,
        },
    })
}

/// The name as view A shows it: the first letter of each word but the given name, which comes last in
/// Vietnamese: "Nguyễn Thị Ánh Đào" → "N. T. Á. Đào".
pub fn masked_name(full_name: &str) -> String {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    let Some((given, before)) = words.split_last() else {
        return String::new();
    };
    let initials = before
        .iter()
        .filter_map(|word| word.chars().next())
        .map(|letter| format!("{letter}. "));
    initials.chain([(*given).to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::cose::Sign1;
    use dinhdanh_crypto::secret::Secret32;

    use super::*;

    #[test]
    fn names_are_masked_to_the_given_name() {
        assert_eq!(masked_name("Nguyễn Thị Ánh Đào"), "N. T. Á. Đào");
        assert_eq!(masked_name("Đào"), "Đào");
        assert_eq!(masked_name(""), "");
    }

    #[test]
    fn nothing_outside_the_grammar_is_signed() -> Result<(), IssueError> {
        let issuer = SigningKey::ed25519_from_seed(&Secret32::new([1; 32]))?;
        let device = SigningKey::generate_p256()?;
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let good = Claims {
            number: Some("001084123999"),
            issued_at: at,
            expires_at: at + chrono::TimeDelta::days(30),
            device_key: device.public(),
            full_name: Some("Nguyễn Thị Ánh Đào"),
            birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
            level: 2,
            portrait: PortraitClaim::Hash(&[7; 32]),
            status: StatusPlace {
                list: 1,
                index: 65_535,
            },
        };
        let token = issue(&issuer, &good)?;
        assert!(Sign1::parse(&token)?.verify(issuer.public()).is_ok());
        let wrong = [
            Claims {
                level: 3,
                ..good.clone()
            },
            Claims {
                number: Some("001"),
                ..good.clone()
            },
            Claims {
                full_name: Some(""),
                ..good.clone()
            },
            Claims {
                portrait: PortraitClaim::Picture(&[0; 701]),
                ..good.clone()
            },
            Claims {
                birth_date: NaiveDate::from_ymd_opt(1899, 12, 31),
                ..good.clone()
            },
            Claims {
                expires_at: DateTime::<Utc>::MAX_UTC,
                ..good.clone()
            },
        ];
        for claims in wrong {
            assert_eq!(
                issue(&issuer, &claims),
                Err(IssueError::OutsideGrammar),
                "{claims:?}"
            );
        }
        Ok(())
    }
}
