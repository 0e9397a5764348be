use chrono::TimeDelta;
use dinhdanh_crypto::digest::{hmac_sha256, sha256};
use dinhdanh_crypto::hex;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::papers::{
    CredentialOffer, Grants, PRE_AUTHORIZED, PaperAnswer, PaperOffer, PaperRequest, PreAuthorizedCode,
    TokenRequest, TokenResponse,
};
use dinhdanh_protocol::{AccountStatus, DeviceProof, Refusal};

use super::configurations::configuration_name;
use super::least_level;
use crate::device_proof::proven_device;
use crate::limits::Counted;
use crate::tables::paper::Offered;
use crate::{Authority, AuthorityError};

/// How long a code is good for.
const LIFE: TimeDelta = TimeDelta::minutes(5);

impl Authority {
    /// What the register has of the device's holder, and an offer for each such paper.
    pub(crate) fn offer(
        &self,
        proof: &DeviceProof,
        request: &PaperRequest,
    ) -> Result<PaperAnswer, AuthorityError> {
        let now = self.parts.clock.now();
        let kind = PaperKind::of_name(&request.configuration).ok_or(Refusal::BadRequest)?;
        let device = self
            .store
            .read(|read| proven_device(read, proof, PaperRequest::PURPOSE, &request.digest(), now))?;
        // The register is far away: it is asked before a transaction begins.
        let papers = self.parts.register.papers(&device.account, kind);
        self.write(now, |write| {
            write.bound_device(proof.device)?.ok_or(Refusal::DeviceUnbound)?;
            let account = write
                .account(&device.account)?
                .ok_or(AuthorityError::Damaged("a device without account"))?;
            match account.status {
                AccountStatus::Active => {}
                AccountStatus::Suspended => return Err(Refusal::AccountSuspended.into()),
                AccountStatus::Revoked => return Err(Refusal::AccountRevoked.into()),
            }
            if account.level < least_level(kind) {
                return Err(Refusal::LevelTooLow.into());
            }
            self.count_all(write, &[Counted::PapersOf(&account.number)], now)?;
            write.touch_device(proof.device, now)?;
            write.forget_over_offers(now)?;
            if papers.is_empty() {
                return Ok(PaperAnswer::None);
            }
            let mut offers = Vec::new();
            for (place, paper) in papers.iter().enumerate() {
                let agrees = match (&request.number, &paper.number) {
                    (Some(typed), Some(number)) => folded(typed) == folded(number),
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                if agrees {
                    let offered = Offered {
                        device: proof.device,
                        kind,
                        paper: place,
                        offered_at: now,
                        expires_at: now + LIFE,
                    };
                    let code = self.code(proof, place);
                    write.add_offer(digest(&code), digest(&self.token(&code)), &offered)?;
                    offers.push(self.offer_of(kind, place, code));
                }
            }
            Ok(if offers.is_empty() {
                PaperAnswer::Differs {
                    field: number_field(kind).to_owned(),
                }
            } else {
                PaperAnswer::Matches(offers)
            })
        })
    }

    /// The token of a code: the same again, as long as the code lives.
    pub(crate) fn token_for(&self, request: &TokenRequest) -> Result<TokenResponse, AuthorityError> {
        let now = self.parts.clock.now();
        if request.grant_type != PRE_AUTHORIZED {
            return Err(Refusal::BadRequest.into());
        }
        let offered = self
            .store
            .read(|read| read.offer_of_code(digest(&request.code), now))?;
        let offered = offered.ok_or(Refusal::SessionOver)?;
        Ok(TokenResponse {
            access_token: self.token(&request.code),
            token_type: "Bearer".to_owned(),
            expires_in: seconds(offered.expires_at - now),
        })
    }

    fn offer_of(&self, kind: PaperKind, place: usize, code: String) -> PaperOffer {
        PaperOffer {
            paper: format!("{}/{place}", kind.name()),
            offer: CredentialOffer {
                credential_issuer: self.issuer_name(),
                credential_configuration_ids: kind
                    .formats()
                    .iter()
                    .map(|format| configuration_name(kind, *format))
                    .collect(),
                grants: Grants {
                    pre_authorized_code: PreAuthorizedCode { code },
                },
            },
        }
    }

    /// What the authority calls itself in papers and proofs.
    pub(crate) fn issuer_name(&self) -> String {
        let kid = hex::encode(&self.parts.paper_issuer.public().key_id());
        format!("urn:dinhdanh:authority:{kid}")
    }

    /// The same for the same request: its answer lost, it is asked again.
    fn code(&self, proof: &DeviceProof, place: usize) -> String {
        // The key is exposed to the MAC.
        hex::encode(&hmac_sha256(
            self.token_key.expose(),
            &[
                b"paper code\0",
                &proof.nonce,
                &proof.signature,
                &(place as u64).to_be_bytes(),
            ],
        ))
    }

    fn token(&self, code: &str) -> String {
        // The key is exposed to the MAC.
        hex::encode(&hmac_sha256(
            self.token_key.expose(),
            &[b"paper token\0", code.as_bytes()],
        ))
    }
}

/// What the tables keep of a code or a token.
pub(super) fn digest(secret: &str) -> [u8; 32] {
    sha256(&[b"dinhdanh paper secret v1\0", secret.as_bytes()])
}

pub(super) fn seconds(left: TimeDelta) -> u32 {
    left.num_seconds().try_into().unwrap_or(0)
}

/// The field that bears the number typed.
const fn number_field(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::VehicleRegistration => "plate",
        _ => "document_number",
    }
}

/// A number as people write it: spaces, dots and dashes say nothing, nor does the case.
fn folded(number: &str) -> String {
    let said = number.chars().filter(|letter| letter.is_alphanumeric());
    said.flat_map(char::to_uppercase).collect()
}
