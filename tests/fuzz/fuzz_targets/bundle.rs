//! A trust bundle as it may come on a stranger's stick; what a root could sign; a status list alone.
#![no_main]

use std::sync::OnceLock;

use dinhdanh_credential::status::MAX_INFLATED;
use dinhdanh_credential::{StatusList, StatusPlace, TrustBundle, TrustStore};
use dinhdanh_crypto::cose::sign1;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_fuzz::{NOW, at, key};
use libfuzzer_sys::fuzz_target;

/// The protected header under an Ed25519 root.
const HEADER: &[u8] = b"\xa2\x01\x32\x03\x78\x19application/dd-trust+cbor";

fuzz_target!(|bytes: &[u8]| {
    static ROOT: OnceLock<SigningKey> = OnceLock::new();
    let root = ROOT.get_or_init(|| key(1));
    // Nobody but the root signs, so whatever these bytes are, they are refused.
    assert!(TrustBundle::open(bytes, root.public()).is_err());
    let signed = sign1(root, HEADER, bytes).expect("signs");
    let mut store = TrustStore::new(root.public().clone());
    if let Ok(bundle) = store.offer(&signed) {
        bundle.is_stale(at(NOW));
        bundle.key(&[0; 8], at(NOW));
        let place = |index| StatusPlace { list: 0, index };
        assert_eq!(bundle.status(place(u64::MAX)), None);
        assert_eq!(bundle.status(place(4 * MAX_INFLATED as u64)), None);
        assert!(store.offer(&signed).is_ok(), "the same again is fine");
    }
    if let Ok(list) = StatusList::inflate(bytes) {
        assert_eq!(StatusList::inflate(&list.compress()), Ok(list));
    }
});
