//! A credential's claims and a proof, both well signed: only what they say is a stranger's.
//!
//! The bytes: the length of the claims in two bytes, the claims, the proof; the lowest bit of the first of all
//! says whether a challenge is pending.
#![no_main]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use dinhdanh_credential::token::{CredentialHeader, ProofHeader};
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{Challenge, Status, StatusList, TrustBundle, TrustedKey};
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1};
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_fuzz::{NOW, at, judged, key, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[pending, high, low], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let Some((claims, proof)) = rest.split_at_checked(usize::from(u16::from_be_bytes([high, low]))) else {
        return;
    };
    let Stage {
        authority,
        device,
        bundle,
        challenge,
    } = stage();
    let credential = sign1(
        authority,
        &deterministic(&CredentialHeader {
            algorithm: authority.public().algorithm(),
            key_id: authority.public().key_id(),
        }),
        claims,
    )
    .expect("signs");
    let header = deterministic(&ProofHeader {
        algorithm: device.public().algorithm(),
        credential: Sign1::parse(&credential).expect("just written"),
    });
    let token = sign1(device, &header, proof).expect("signs");
    let pending = (pending & 1 == 1).then_some(challenge);
    judged(&text(&token), Some(bundle), pending, at(NOW));
});

struct Stage {
    authority: SigningKey,
    device: SigningKey,
    bundle: TrustBundle,
    challenge: Challenge,
}

fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(|| {
        let (root, authority) = (key(1), key(2));
        let mut list = StatusList::new(4_000);
        assert!(list.set(7, Status::Revoked) && list.set(8, Status::Suspended));
        let content = BundleContent {
            seq: 1,
            issued_at: at(NOW),
            next_update: at(NOW),
            keys: vec![TrustedKey {
                key: authority.public().clone(),
                algorithm: authority.public().algorithm(),
                name: "Thực hành".to_owned(),
                practice: true,
                not_after: Some(at(NOW)),
            }],
            lists: BTreeMap::from([(0, list)]),
        };
        let signed = sign_bundle(&root, &content).expect("signs");
        Stage {
            bundle: TrustBundle::open(&signed, root.public()).expect("the root's"),
            challenge: Challenge::new("cb-1042", [9; 16]).expect("an audience"),
            authority,
            device: key(5),
        }
    })
}
