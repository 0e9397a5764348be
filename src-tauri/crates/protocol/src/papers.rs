//! How a paper comes into the wallet: "Tích hợp giấy tờ", and the messages of OpenID for Verifiable Credential Issuance
//! 1.0 with a pre-authorised code. The members are the standard's, so that they can go over HTTP as they stand.

use std::collections::BTreeMap;
use std::fmt;

use dinhdanh_crypto::digest::sha256;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What an issuer says of itself (OpenID4VCI §12.2.4): from it a wallet learns what there is to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerMetadata {
    /// Who issues: the same as in its offers.
    pub credential_issuer: String,
    /// Where [`AuthorityApi::paper_credentials`](crate::AuthorityApi::paper_credentials) is answered.
    pub credential_endpoint: String,
    /// Where [`AuthorityApi::paper_nonce`](crate::AuthorityApi::paper_nonce) is answered.
    pub nonce_endpoint: String,
    /// Where [`AuthorityApi::notify_papers`](crate::AuthorityApi::notify_papers) is answered.
    pub notification_endpoint: String,
    /// How many copies one request may be for.
    pub batch_credential_issuance: BatchIssuance,
    /// What is issued, by the names that offers and requests have for it.
    pub credential_configurations_supported: BTreeMap<String, Configuration>,
}

/// Batches (OpenID4VCI §12.2.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchIssuance {
    /// The most proofs of one request, 2 at least.
    pub batch_size: usize,
}

/// One way in which a credential is issued (OpenID4VCI §12.2.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// The format, and what it is a credential of.
    #[serde(flatten)]
    pub format: ConfiguredFormat,
    /// How the holder's key stands in it: `jwk` or `cose_key`.
    pub cryptographic_binding_methods_supported: Vec<String>,
    /// The proofs of keys that are taken, by their type.
    pub proof_types_supported: BTreeMap<String, ProofType>,
}

/// Which format a configuration is of (OpenID4VCI A). One that is not known is none to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format")]
pub enum ConfiguredFormat {
    /// SD-JWT VC (A.3.2).
    #[serde(rename = "dc+sd-jwt")]
    SdJwt {
        /// Its type.
        vct: String,
        /// JOSE's names of what it is signed with.
        credential_signing_alg_values_supported: Vec<String>,
    },
    /// An mdoc (A.2.2).
    #[serde(rename = "mso_mdoc")]
    Mdoc {
        /// The type of the document.
        doctype: String,
        /// COSE's numbers of what it is signed with.
        credential_signing_alg_values_supported: Vec<i64>,
    },
    /// Another.
    #[serde(other)]
    Unknown,
}

/// What a proof of a key may be signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofType {
    /// JOSE's names.
    pub proof_signing_alg_values_supported: Vec<String>,
}

/// Asks for the papers of one kind that the register has of the account's holder. The proof of the device is for
/// [`PaperRequest::PURPOSE`], bound to [`PaperRequest::digest`].
#[derive(Clone, PartialEq, Eq)]
pub struct PaperRequest {
    /// The kind, as the first of its credential configurations is called: `driving-licence`.
    pub configuration: String,
    /// The number on the paper, where the register is to compare it.
    pub number: Option<String>,
}

impl PaperRequest {
    /// What the device proves itself for.
    pub const PURPOSE: &str = "paper";

    /// What the proof is bound to.
    pub fn digest(&self) -> [u8; 32] {
        let number = self.number.as_deref();
        sha256(&[
            b"dinhdanh paper request v1\0",
            self.configuration.as_bytes(),
            &[0, u8::from(number.is_some())],
            number.unwrap_or_default().as_bytes(),
        ])
    }
}

impl fmt::Debug for PaperRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PaperRequest({})", self.configuration)
    }
}

/// What the register says to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperAnswer {
    /// Khớp: an offer for every such paper that the holder has.
    Matches(Vec<PaperOffer>),
    /// Không khớp: what differs, told to nobody but the holder of the account.
    Differs {
        /// The field, as the paper's metadata call it: `document_number`.
        field: String,
    },
    /// The register has no such paper of this person.
    None,
}

/// An offer, and of which paper: the same paper has the same name whenever it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperOffer {
    /// The authority's name for the paper, up to 64 characters; it says nothing about it.
    pub paper: String,
    /// The offer.
    pub offer: CredentialOffer,
}

/// A credential offer (OpenID4VCI §4.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialOffer {
    /// Who issues.
    pub credential_issuer: String,
    /// What is offered: the paper in each of the formats in which it is issued.
    pub credential_configuration_ids: Vec<String>,
    /// How to get it.
    pub grants: Grants,
}

/// The grants of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    /// The one that is used here: who is offered has proven who they are.
    #[serde(rename = "urn:ietf:params:oauth:grant-type:pre-authorized_code")]
    pub pre_authorized_code: PreAuthorizedCode,
}

/// A pre-authorised code (OpenID4VCI §4.1.1). It does not print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreAuthorizedCode {
    /// Lives 5 minutes, for one token.
    #[serde(rename = "pre-authorized_code")]
    pub code: String,
}

/// The name of the grant in a token request.
pub const PRE_AUTHORIZED: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/// A token request (OpenID4VCI §6.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// [`PRE_AUTHORIZED`].
    pub grant_type: String,
    /// The code of the offer.
    #[serde(rename = "pre-authorized_code")]
    pub code: String,
}

/// A token response (RFC 6749 §5.1). It does not print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenResponse {
    /// For the credential request.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds.
    pub expires_in: u32,
}

/// A nonce response (OpenID4VCI §7.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonceResponse {
    /// What the key proofs must bear; for one credential request.
    pub c_nonce: String,
}

/// A credential request (OpenID4VCI §8.2): a credential for every proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialRequest {
    /// One of those that were offered.
    pub credential_configuration_id: String,
    /// The keys.
    pub proofs: Proofs,
}

/// Proofs of keys (OpenID4VCI §8.2.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// `openid4vci-proof+jwt`, each with the key in its header (`jwk`), the issuer as its audience (`aud`), the time
    /// (`iat`) and the nonce.
    pub jwt: Vec<String>,
}

/// The type of a key proof.
pub const PROOF_TYPE: &str = "openid4vci-proof+jwt";

/// How many credentials one request is answered with at most, each for a key of its own: so many showings cannot be
/// linked before new ones are fetched.
pub const BATCH: usize = 10;

/// A credential response (OpenID4VCI §8.3).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialResponse {
    /// In the order of the proofs.
    pub credentials: Vec<CredentialEntry>,
    /// To say later what became of them.
    pub notification_id: String,
}

/// A credential in a response.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialEntry {
    /// The SD-JWT VC with all its disclosures, or an mdoc's IssuerSigned in base64url.
    pub credential: String,
}

/// A notification (OpenID4VCI §11.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRequest {
    /// Of the response.
    pub notification_id: String,
    /// What happened.
    pub event: NotificationEvent,
}

/// What became of credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotificationEvent {
    /// They are kept.
    CredentialAccepted,
    /// They could not be kept.
    CredentialFailure,
    /// Their holder removed them, and the paper with them: the authority withdraws them, and what copies of that paper the
    /// device was given before.
    CredentialDeleted,
}

macro_rules! silent {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent!(PreAuthorizedCode TokenRequest TokenResponse CredentialResponse CredentialEntry);

macro_rules! wiped {
    ($($name:ident.$secret:ident)*) => {$(
        impl Drop for $name {
            fn drop(&mut self) {
                self.$secret.zeroize();
            }
        }
    )*};
}

wiped!(PreAuthorizedCode.code TokenRequest.code TokenResponse.access_token);

#[cfg(test)]
mod tests {
    use super::*;

    /// The members of the examples of OpenID4VCI 1.0 A.2.2 and A.3.2 that we use, and a format that we do not know.
    #[test]
    fn metadata_are_read_and_written_as_the_standard_has_them() -> Result<(), serde_json::Error> {
        let text = r#"{
            "credential_issuer": "https://credential-issuer.example.com",
            "credential_endpoint": "https://credential-issuer.example.com/credential",
            "nonce_endpoint": "https://credential-issuer.example.com/nonce",
            "notification_endpoint": "https://credential-issuer.example.com/notification",
            "batch_credential_issuance": { "batch_size": 10 },
            "credential_configurations_supported": {
                "SD_JWT_VC_example_in_OpenID4VCI": {
                    "format": "dc+sd-jwt",
                    "vct": "SD_JWT_VC_example_in_OpenID4VCI",
                    "credential_signing_alg_values_supported": ["ES256"],
                    "cryptographic_binding_methods_supported": ["jwk"],
                    "proof_types_supported": { "jwt": { "proof_signing_alg_values_supported": ["ES256"] } }
                },
                "org.iso.18013.5.1.mDL": {
                    "format": "mso_mdoc",
                    "doctype": "org.iso.18013.5.1.mDL",
                    "credential_signing_alg_values_supported": [-7],
                    "cryptographic_binding_methods_supported": ["cose_key"],
                    "proof_types_supported": { "jwt": { "proof_signing_alg_values_supported": ["ES256"] } }
                }
            }
        }"#;
        let metadata: IssuerMetadata = serde_json::from_str(text)?;
        let known: Vec<_> = metadata.credential_configurations_supported.values().collect();
        assert!(matches!(&known[0].format, ConfiguredFormat::SdJwt { vct, .. } if vct.starts_with("SD_JWT")));
        assert!(
            matches!(&known[1].format, ConfiguredFormat::Mdoc { doctype, .. } if doctype.ends_with("mDL"))
        );
        let again: serde_json::Value = serde_json::from_str(&serde_json::to_string(&metadata)?)?;
        assert_eq!(again, serde_json::from_str::<serde_json::Value>(text)?);
        let other: IssuerMetadata = serde_json::from_str(&text.replace("mso_mdoc", "ldp_vc"))?;
        let other = other
            .credential_configurations_supported
            .get("org.iso.18013.5.1.mDL");
        assert!(other.is_some_and(|one| one.format == ConfiguredFormat::Unknown));
        Ok(())
    }

    /// The example of OpenID4VCI 1.0 §4.1.1, with the members that we use.
    #[test]
    fn an_offer_is_written_as_the_standard_has_it() -> Result<(), serde_json::Error> {
        let text = r#"{
            "credential_issuer": "https://credential-issuer.example.com",
            "credential_configuration_ids": ["UniversityDegreeCredential"],
            "grants": {
                "urn:ietf:params:oauth:grant-type:pre-authorized_code": {
                    "pre-authorized_code": "oaKazRN8I0IbtZ0C7JuMn5"
                }
            }
        }"#;
        let offer: CredentialOffer = serde_json::from_str(text)?;
        assert_eq!(offer.grants.pre_authorized_code.code, "oaKazRN8I0IbtZ0C7JuMn5");
        let again: serde_json::Value = serde_json::from_str(&serde_json::to_string(&offer)?)?;
        assert_eq!(again, serde_json::from_str::<serde_json::Value>(text)?);
        assert!(!format!("{offer:?}").contains("oaKaz"));
        Ok(())
    }
}
