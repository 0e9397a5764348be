use dinhdanh_paper::{Format, PaperKind, mdoc};
use dinhdanh_protocol::papers::{
    BATCH, BatchIssuance, Configuration, ConfiguredFormat, IssuerMetadata, ProofType,
};

use crate::Authority;

/// What everything here is signed with, as JOSE and as COSE call it.
const JOSE_ES256: &str = "ES256";
const COSE_ES256: i64 = -7;

impl Authority {
    /// What is issued. Nobody calls the endpoints by their names as long as wallet and authority are one program.
    pub(crate) fn metadata(&self) -> IssuerMetadata {
        let issuer = self.issuer_name();
        let ways = PaperKind::ALL
            .into_iter()
            .flat_map(|kind| kind.formats().iter().map(move |format| (kind, *format)));
        IssuerMetadata {
            credential_endpoint: format!("{issuer}:credential"),
            nonce_endpoint: format!("{issuer}:nonce"),
            notification_endpoint: format!("{issuer}:notification"),
            batch_credential_issuance: BatchIssuance { batch_size: BATCH },
            credential_configurations_supported: ways
                .map(|(kind, format)| (configuration_name(kind, format), configuration(kind, format)))
                .collect(),
            credential_issuer: issuer,
        }
    }
}

/// What offers and requests call a paper of this kind in this format.
pub(super) fn configuration_name(kind: PaperKind, format: Format) -> String {
    match format {
        Format::SdJwt => kind.name(),
        Format::Mdoc => mdoc::DOC_TYPE,
    }
    .to_owned()
}

fn configuration(kind: PaperKind, format: Format) -> Configuration {
    let proof = ProofType {
        proof_signing_alg_values_supported: vec![JOSE_ES256.to_owned()],
    };
    let (binding, format) = match format {
        Format::SdJwt => (
            "jwk",
            ConfiguredFormat::SdJwt {
                vct: kind.vct(),
                credential_signing_alg_values_supported: vec![JOSE_ES256.to_owned()],
            },
        ),
        Format::Mdoc => (
            "cose_key",
            ConfiguredFormat::Mdoc {
                doctype: mdoc::DOC_TYPE.to_owned(),
                credential_signing_alg_values_supported: vec![COSE_ES256],
            },
        ),
    };
    Configuration {
        format,
        cryptographic_binding_methods_supported: vec![binding.to_owned()],
        proof_types_supported: [("jwt".to_owned(), proof)].into(),
    }
}
