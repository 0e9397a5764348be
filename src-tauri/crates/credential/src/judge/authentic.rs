use chrono::{DateTime, Utc};

use super::Verdict;
use crate::token::UnverifiedCode;
use crate::trust::{TrustBundle, TrustedKey};

/// A code whose issuer the trust bundle knows.
pub(super) struct KnownIssuer<'c, 'b> {
    code: &'c UnverifiedCode<'b>,
    pub(super) key: &'c TrustedKey,
}

/// A code both of whose signatures hold (checks 3 to 5).
pub(super) struct AuthenticCode<'c, 'b> {
    pub(super) code: &'c UnverifiedCode<'b>,
}

impl<'c, 'b> KnownIssuer<'c, 'b> {
    /// Check 3: the key is in the bundle and still vouches.
    pub(super) fn find(
        code: &'c UnverifiedCode<'b>,
        bundle: Option<&'c TrustBundle>,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let key = bundle?.key(&code.credential_header.key_id, now)?;
        Some(Self { code, key })
    }

    /// Checks 4 and 5. The algorithm is the bundle's, then the device key's: never the token's choice.
    pub(super) fn check_signatures(&self) -> Result<AuthenticCode<'c, 'b>, Verdict> {
        let Self { code, key } = self;
        if code.credential_header.algorithm != key.algorithm || key.key.algorithm() != key.algorithm {
            return Err(Verdict::BadIssuerSignature);
        }
        code.proof_header
            .credential
            .verify(&key.key)
            .map_err(|_| Verdict::BadIssuerSignature)?;
        let device_key = &code.claims.device_key;
        if code.proof_header.algorithm != device_key.algorithm() {
            return Err(Verdict::BadHolderSignature);
        }
        code.holder
            .verify(device_key)
            .map_err(|_| Verdict::BadHolderSignature)?;
        Ok(AuthenticCode { code })
    }
}
