//! A check's receipt: its text as a stranger writes it, and its content as an officer's device signs it.
#![no_main]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::TimeDelta;
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue};
use dinhdanh_credential::receipt::{RECEIPT_PREFIX, Receipt, is_plain, judge_receipt};
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{StatusList, StatusPlace, TrustBundle, TrustedKey};
use dinhdanh_crypto::cose::strict;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_fuzz::{NOW, at, key};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Scene {
        bundle,
        credential,
        device,
    } = scene();
    let strange = format!("{RECEIPT_PREFIX}{}", base45::encode(bytes));
    let (verdict, says) = judge_receipt(&strange, Some(bundle), at(NOW));
    assert!(says.is_some() || !verdict.is_signed());
    let Ok(receipt) = strict::<Receipt>(bytes) else {
        return;
    };
    let Ok(text) = receipt.sign(credential, device) else {
        return;
    };
    let (_, says) = judge_receipt(&text, Some(bundle), at(NOW));
    let read = says.expect("both signatures hold").receipt;
    assert_eq!(read, receipt, "what was signed is read");
    let fields = || read.papers.iter().flat_map(|paper| &paper.fields);
    assert!(
        read.agreed || fields().all(|field| field.value.is_none()),
        "who did not agree is not written about"
    );
    assert!(
        fields()
            .filter_map(|field| field.value.as_ref())
            .all(|value| is_plain(value))
    );
    assert!(read.signed_at >= read.checked_at);
});

struct Scene {
    bundle: TrustBundle,
    credential: Vec<u8>,
    device: SigningKey,
}

fn scene() -> &'static Scene {
    static SCENE: OnceLock<Scene> = OnceLock::new();
    SCENE.get_or_init(|| {
        let (root, authority, device) = (key(1), key(2), key(3));
        let content = BundleContent {
            seq: 1,
            issued_at: at(NOW) - TimeDelta::hours(1),
            next_update: at(NOW) + TimeDelta::hours(1),
            keys: vec![TrustedKey {
                key: authority.public().clone(),
                algorithm: authority.public().algorithm(),
                name: "Fuzz".to_owned(),
                practice: true,
                not_after: None,
            }],
            lists: BTreeMap::from([(0, StatusList::new(100))]),
        };
        let signed = sign_bundle(&root, &content).expect("a bundle");
        let claims = Claims {
            number: None,
            issued_at: at(0),
            expires_at: at(4_000_000_000),
            device_key: device.public(),
            full_name: Some("T. Q. Bảo"),
            birth_date: None,
            level: 2,
            portrait: PortraitClaim::Hash(&[7; 16]),
            status: StatusPlace { list: 0, index: 7 },
        };
        Scene {
            bundle: TrustBundle::open(&signed, root.public()).expect("the root's"),
            credential: issue(&authority, &claims).expect("within the grammar"),
            device,
        }
    })
}
