//! How papers come into wallets: register, offer, token, nonce, copies.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, papers};
use dinhdanh_authority::practice::{Persona, people};
use dinhdanh_credential::Status;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::PaperKind;
use dinhdanh_paper::jose::{from_base64url, jwk, sign};
use dinhdanh_paper::mdoc::{self, IssuerSigned};
use dinhdanh_paper::sd_jwt::SdJwt;
use dinhdanh_paper::vc::{Issued, key_id};
use dinhdanh_protocol::papers::{
    BATCH, CredentialOffer, CredentialRequest, CredentialResponse, NotificationEvent, NotificationRequest,
    PRE_AUTHORIZED, PROOF_TYPE, PaperAnswer, PaperRequest, Proofs, TokenRequest,
};
use dinhdanh_protocol::{AccountStatus, ApiError, AuthorityApi as _, DeviceId, Refusal};
use serde_json::{Map, Value, json};

use crate::place::{Device, Place, WHY, assert_refused};

/// A wallet on its way to a paper.
struct Asking<'a> {
    place: &'a Place,
    device: Device,
    id: DeviceId,
}

impl<'a> Asking<'a> {
    /// A wallet in which this person is active.
    fn of(place: &'a Place, person: &Persona) -> Self {
        let (device, activated) = place.activated(person);
        Self {
            place,
            device,
            id: activated.device,
        }
    }

    /// That of a citizen whose licence is in force.
    fn of_a_driver(place: &'a Place) -> Self {
        let people = people().unwrap();
        let drives = |persona: &Persona| {
            let person = people.iter().find(|one| one.number == persona.number).unwrap();
            let licences = papers::papers(person, PaperKind::DrivingLicence).unwrap();
            licences
                .first()
                .is_some_and(|licence| licence.state == Status::Valid)
        };
        let branches = [Branch::Citizen, Branch::Officer, Branch::CardExpired];
        let mut personas = branches.into_iter().map(|branch| place.persona(branch));
        Self::of(place, &personas.find(drives).unwrap())
    }

    fn asked(&self, kind: PaperKind, number: Option<&str>) -> Result<PaperAnswer, ApiError> {
        let request = PaperRequest {
            configuration: kind.name().to_owned(),
            number: number.map(str::to_owned),
        };
        let digest = request.digest();
        let proof = self
            .device
            .proof(self.id, self.place.now(), PaperRequest::PURPOSE, &digest);
        self.place.authority.offer_papers(&proof, &request)
    }

    fn offers(&self, kind: PaperKind) -> Vec<CredentialOffer> {
        match self.asked(kind, None) {
            Ok(PaperAnswer::Matches(offers)) => offers.into_iter().map(|one| one.offer).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn token(&self, offer: &CredentialOffer) -> String {
        let request = TokenRequest {
            grant_type: PRE_AUTHORIZED.to_owned(),
            code: offer.grants.pre_authorized_code.code.clone(),
        };
        self.place
            .authority
            .paper_token(&request)
            .unwrap()
            .access_token
            .clone()
    }

    fn request(&self, offer: &CredentialOffer, keys: &[SigningKey]) -> CredentialRequest {
        self.request_in(offer, offer.credential_configuration_ids.first().unwrap(), keys)
    }

    fn request_in(
        &self,
        offer: &CredentialOffer,
        configuration: &str,
        keys: &[SigningKey],
    ) -> CredentialRequest {
        let nonce = self.place.authority.paper_nonce().unwrap().c_nonce;
        CredentialRequest {
            credential_configuration_id: configuration.to_owned(),
            proofs: Proofs {
                jwt: keys
                    .iter()
                    .map(|key| self.proof(key, &offer.credential_issuer, &nonce))
                    .collect(),
            },
        }
    }

    fn proof(&self, key: &SigningKey, audience: &str, nonce: &str) -> String {
        let mut header = Map::new();
        header.insert("typ".to_owned(), PROOF_TYPE.into());
        header.insert("jwk".to_owned(), jwk(key.public()).unwrap());
        let claims = json!({ "aud": audience, "iat": self.place.now().timestamp(), "nonce": nonce });
        sign(key, header, claims.as_object().unwrap()).unwrap()
    }

    fn fetched(&self, offer: &CredentialOffer, keys: &[SigningKey]) -> CredentialResponse {
        let request = self.request(offer, keys);
        self.place
            .authority
            .paper_credentials(&self.token(offer), &request)
            .unwrap()
    }

    /// A copy, as who has the trust bundle reads it.
    fn read(&self, copy: &str) -> Issued {
        let bundle = self.place.bundle();
        let Ok(paper) = SdJwt::parse(copy) else {
            let copy = IssuerSigned::parse(&from_base64url(copy).unwrap()).unwrap();
            let key = bundle.key(&copy.key_id().unwrap(), self.place.now()).unwrap();
            return copy.paper(&key.key).unwrap();
        };
        let key = bundle.key(&key_id(&paper).unwrap(), self.place.now()).unwrap();
        Issued::verify(&paper, &key.key).unwrap()
    }

    fn statuses(&self, response: &CredentialResponse) -> BTreeSet<String> {
        let bundle = self.place.bundle();
        let status = |copy: &str| bundle.status(self.read(copy).envelope.status);
        let all = response
            .credentials
            .iter()
            .map(|one| format!("{:?}", status(&one.credential)));
        all.collect()
    }
}

fn keys(count: usize) -> Vec<SigningKey> {
    (0..count).map(|_| SigningKey::generate_p256().unwrap()).collect()
}

fn state(status: Status) -> BTreeSet<String> {
    [format!("{:?}", Some(status))].into()
}

#[test]
fn ten_copies_come_each_for_a_key_and_a_place_of_its_own() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let asking = Asking::of(&place, &person);
    let offers = asking.offers(PaperKind::HealthInsurance);
    let [offer] = offers.as_slice() else {
        panic!("{offers:?}")
    };
    let keys = keys(BATCH);
    let response = asking.fetched(offer, &keys);
    assert_eq!(response.credentials.len(), BATCH);
    let mut places = BTreeSet::new();
    for (one, key) in response.credentials.iter().zip(&keys) {
        let issued = asking.read(&one.credential);
        assert_eq!(&issued.envelope.holder, key.public());
        assert_eq!(issued.envelope.kind, PaperKind::HealthInsurance);
        // The day's first second, for all that are fetched on this day.
        assert_eq!(issued.envelope.issued_at.timestamp() % 86_400, 0);
        assert_eq!(
            issued.content.get("full_name").and_then(Value::as_str),
            Some(person.full_name.as_str())
        );
        places.insert((issued.envelope.status.list, issued.envelope.status.index));
    }
    assert_eq!(places.len(), BATCH);
    assert_eq!(asking.statuses(&response), state(Status::Valid));
}

#[test]
fn a_licence_is_issued_as_an_mdoc_besides() {
    let place = Place::new();
    let asking = Asking::of_a_driver(&place);
    let offer = asking.offers(PaperKind::DrivingLicence).remove(0);
    assert_eq!(
        offer.credential_configuration_ids,
        ["driving-licence", "org.iso.18013.5.1.mDL"]
    );
    let token = asking.token(&offer);
    let (usual, keys) = (asking.fetched(&offer, &keys(2)), keys(BATCH));
    let request = asking.request_in(&offer, mdoc::DOC_TYPE, &keys);
    let response = place.authority.paper_credentials(&token, &request).unwrap();
    assert!(response == place.another().paper_credentials(&token, &request).unwrap());
    // The same proofs for the other configuration are another request.
    let other = CredentialRequest {
        credential_configuration_id: "driving-licence".to_owned(),
        ..request
    };
    let other = place.authority.paper_credentials(&token, &other).unwrap();
    assert!(SdJwt::parse(&other.credentials.first().unwrap().credential).is_ok());

    let licence = asking.read(&usual.credentials.first().unwrap().credential);
    let mut places = BTreeSet::new();
    for (one, key) in response.credentials.iter().zip(&keys) {
        let issued = asking.read(&one.credential);
        assert_eq!(&issued.envelope.holder, key.public());
        assert_eq!(issued.envelope.kind, PaperKind::DrivingLicence);
        assert_eq!(issued.envelope.issued_at, licence.envelope.issued_at);
        assert_eq!(issued.envelope.expires_at, licence.envelope.expires_at);
        assert!(issued.content == mdoc::said(&licence.content).unwrap());
        places.insert((issued.envelope.status.list, issued.envelope.status.index));
    }
    assert_eq!(places.len(), BATCH);
    assert!(places.iter().all(|(list, _)| (513..=1024).contains(list)));
    assert_eq!(asking.statuses(&response), state(Status::Valid));
    // Removing the one format takes the other with it, where that was fetched before.
    let notification = NotificationRequest {
        notification_id: response.notification_id.clone(),
        event: NotificationEvent::CredentialDeleted,
    };
    place.authority.notify_papers(&token, &notification).unwrap();
    assert_eq!(asking.statuses(&response), state(Status::Revoked));
}

#[test]
fn the_metadata_name_what_is_offered() {
    let place = Place::new();
    let metadata = place.authority.paper_issuer().unwrap();
    assert_eq!(metadata.batch_credential_issuance.batch_size, BATCH);
    let issued = &metadata.credential_configurations_supported;
    assert_eq!(issued.len(), PaperKind::ALL.len() + 1);
    let licence = serde_json::to_value(&issued["org.iso.18013.5.1.mDL"]).unwrap();
    assert_eq!(licence["format"], "mso_mdoc");
    assert_eq!(licence["doctype"], "org.iso.18013.5.1.mDL");
    let tax = serde_json::to_value(&issued["tax"]).unwrap();
    assert_eq!(tax["format"], "dc+sd-jwt");
    assert_eq!(tax["vct"], PaperKind::Tax.vct());

    let asking = Asking::of_a_driver(&place);
    let offer = asking.offers(PaperKind::DrivingLicence).remove(0);
    assert_eq!(offer.credential_issuer, metadata.credential_issuer);
    let named = |id: &String| issued.contains_key(id);
    assert!(offer.credential_configuration_ids.iter().all(named));
    // What was not offered is refused, whatever the metadata name.
    let request = asking.request_in(&offer, "tax", &keys(1));
    assert_refused(
        place.authority.paper_credentials(&asking.token(&offer), &request),
        Refusal::BadRequest,
    );
}

#[test]
fn the_number_typed_is_compared_as_people_write_it() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let asking = Asking::of(&place, &person);
    let made_up = people().unwrap();
    let made_up = made_up.iter().find(|one| one.number == person.number).unwrap();
    let card = papers::papers(made_up, PaperKind::HealthInsurance).unwrap();
    let number = card.first().unwrap().number.clone().unwrap();
    let (group, rest) = number.split_at(2);
    let typed = format!("{} {rest} ", group.to_lowercase());
    assert!(matches!(
        asking.asked(PaperKind::HealthInsurance, Some(&typed)),
        Ok(PaperAnswer::Matches(_))
    ));
    assert_eq!(
        asking.asked(PaperKind::HealthInsurance, Some("GD4012345678901")),
        Ok(PaperAnswer::Differs {
            field: "document_number".to_owned()
        })
    );
}

#[test]
fn the_same_steps_again_give_the_same_copies() {
    let place = Place::new();
    let asking = Asking::of(&place, &place.persona(Branch::Citizen));
    let offer = asking.offers(PaperKind::IdentityCard).remove(0);
    let (token, request) = (asking.token(&offer), asking.request(&offer, &keys(2)));
    assert_eq!(asking.token(&offer), token);
    let first = place.authority.paper_credentials(&token, &request).unwrap();
    place.clock.forward(TimeDelta::minutes(4));
    let again = place.another().paper_credentials(&token, &request).unwrap();
    assert!(first == again);
    // Once the code is over there are no others.
    place.clock.forward(TimeDelta::minutes(2));
    assert_refused(
        place.authority.paper_credentials(&token, &request),
        Refusal::SessionOver,
    );
}

#[test]
fn a_key_that_is_not_proven_gets_nothing() {
    let place = Place::new();
    let asking = Asking::of(&place, &place.persona(Branch::Citizen));
    let offer = asking.offers(PaperKind::Tax).remove(0);
    let token = asking.token(&offer);
    let key = &keys(1).remove(0);
    let nonce = place.authority.paper_nonce().unwrap().c_nonce;
    let good = asking.proof(key, &offer.credential_issuer, &nonce);
    let refused = |jwt: Vec<String>| {
        let request = CredentialRequest {
            credential_configuration_id: "tax".to_owned(),
            proofs: Proofs { jwt },
        };
        assert_refused(
            place.authority.paper_credentials(&token, &request),
            Refusal::BadRequest,
        );
    };
    refused(vec![]);
    refused(vec![good.clone(), good.clone()]);
    refused(vec![asking.proof(key, "urn:another", &nonce)]);
    refused(vec![asking.proof(key, &offer.credential_issuer, "stale")]);
    let (signed, _) = good.rsplit_once('.').unwrap();
    refused(vec![format!("{signed}.AAAA")]);
    refused((0..=BATCH).map(|_| good.clone()).collect());
    let wrong = CredentialRequest {
        credential_configuration_id: "identity-card".to_owned(),
        proofs: Proofs { jwt: vec![good] },
    };
    assert_refused(
        place.authority.paper_credentials(&token, &wrong),
        Refusal::BadRequest,
    );
}

#[test]
fn copies_fall_with_their_account_and_with_who_removes_them() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let asking = Asking::of(&place, &person);
    let offer = asking.offers(PaperKind::Residence).remove(0);
    let fetched = || {
        let fetched = asking.fetched(&offer, &keys(2));
        place.clock.forward(TimeDelta::seconds(1));
        fetched
    };
    let (first, lost, removed, kept) = (fetched(), fetched(), fetched(), fetched());
    let other = asking.fetched(&asking.offers(PaperKind::Tax).remove(0), &keys(2));
    let told = |of: &CredentialResponse, event| {
        let notification = NotificationRequest {
            notification_id: of.notification_id.clone(),
            event,
        };
        place
            .authority
            .notify_papers(&asking.token(&offer), &notification)
            .unwrap();
    };
    // What could not be kept is withdrawn alone.
    told(&lost, NotificationEvent::CredentialFailure);
    assert_eq!(asking.statuses(&first), state(Status::Valid));
    assert_eq!(asking.statuses(&lost), state(Status::Revoked));
    // What was removed, with all that was fetched before; not what came after, nor another paper.
    told(&removed, NotificationEvent::CredentialDeleted);
    assert_eq!(asking.statuses(&first), state(Status::Revoked));
    assert_eq!(asking.statuses(&removed), state(Status::Revoked));
    assert_eq!(asking.statuses(&kept), state(Status::Valid));
    assert_eq!(asking.statuses(&other), state(Status::Valid));
    let desk = place.authority.desk();
    desk.set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(asking.statuses(&kept), state(Status::Suspended));
    assert_eq!(asking.statuses(&removed), state(Status::Revoked));
    assert_refused(asking.asked(PaperKind::Tax, None), Refusal::AccountSuspended);
}

#[test]
fn at_level_one_there_is_ones_own_data_and_nothing_else() {
    let place = Place::new();
    let asking = Asking::of(&place, &place.persona(Branch::LevelOne));
    assert_eq!(asking.offers(PaperKind::PersonalInfo).len(), 1);
    for kind in PaperKind::ALL
        .into_iter()
        .filter(|kind| *kind != PaperKind::PersonalInfo)
    {
        assert_refused(asking.asked(kind, None), Refusal::LevelTooLow);
    }
}
