//! The trust data: none, old, strange, or made to hurt.

use dinhdanh_credential::status::MAX_INFLATED;
use dinhdanh_credential::trust::{BundleContent, sign_bundle};
use dinhdanh_credential::{
    Status, StatusList, StatusPlace, TrustBundle, TrustError, TrustStore, TrustedKey, Verdict, Word, judge,
};
use dinhdanh_crypto::cose::{Sign1, sign1};
use dinhdanh_crypto::sign::Algorithm;
use minicbor::Encoder;
use proptest::prelude::*;

use crate::scene::{Code, Memory, NOW, PLACES, REVOKED, Scene, at, judged, later, trusted, verdict};

/// Number, time and next update, and the head of a bundle before them.
const BEFORE_KEYS: &[u8] = b"\xa5\x01\x01\x02\x1a\x71\x3f\xb3\x00\x03\x1a\x71\x3f\xb4\x00";

/// The protected header under an Ed25519 root.
const HEADER: &[u8] = b"\xa2\x01\x32\x03\x78\x19application/dd-trust+cbor";

#[test]
fn without_a_bundle_nobody_is_accused() {
    let scene = Scene::new();
    let Ok(judgement) = judge(&scene.code().text(), None, None, at(NOW), &mut Memory::default());
    assert_eq!(judgement.verdict, Verdict::UnknownIssuer);
    assert_eq!(judgement.word, Word::Unverified);
    assert_eq!(judgement.trust_issued_at, None);
    // What breaks the grammar is made up whoever looks at it.
    let Ok(judgement) = judge("DD1:", None, None, at(NOW), &mut Memory::default());
    assert_eq!(
        (judgement.verdict, judgement.word),
        (Verdict::Malformed, Word::Fake)
    );
}

#[test]
fn an_unknown_issuer_is_a_fake_only_to_fresh_trust_data() {
    let scene = Scene::new();
    let code = Code {
        issuer: &scene.stranger,
        ..scene.code()
    };
    let next_update = scene.content().next_update;
    let code_then = Code {
        issued_at: NOW + 3_600,
        expires_at: NOW + 3_660,
        ..code
    };
    for (moment, word) in [
        (next_update, Word::Fake),
        (later(next_update, 1_000), Word::Unverified),
    ] {
        let judgement = judged(&code_then.text(), &scene.bundle(), moment);
        assert_eq!(
            (judgement.verdict, judgement.word),
            (Verdict::UnknownIssuer, word)
        );
    }
}

#[test]
fn a_bundle_from_the_future_withdraws_but_calls_nothing_genuine() {
    let scene = Scene::new();
    let made = |issued_at, next_update| {
        scene.open(&BundleContent {
            issued_at: at(issued_at),
            next_update: at(next_update),
            ..scene.content()
        })
    };
    let text = scene.code().text();
    for (issued_at, expected) in [
        (NOW + 10, Verdict::Genuine),
        (NOW + 11, Verdict::StaleTrust),
        (u32::MAX, Verdict::StaleTrust),
    ] {
        assert_eq!(verdict(&text, &made(issued_at, u32::MAX)), expected);
    }
    let ahead = made(NOW + 86_400, u32::MAX);
    let revoked = Code {
        index: REVOKED,
        ..scene.code()
    };
    assert_eq!(verdict(&revoked.text(), &ahead), Verdict::Revoked);
    let strangers = Code {
        issuer: &scene.stranger,
        ..scene.code()
    };
    let judgement = judged(&strangers.text(), &ahead, at(NOW));
    assert_eq!(
        (judgement.verdict, judgement.word),
        (Verdict::UnknownIssuer, Word::Unverified)
    );
}

#[test]
fn a_key_vouches_up_to_its_last_second() {
    let scene = Scene::new();
    for (not_after, expected) in [
        (NOW, Verdict::Genuine),
        (NOW - 1, Verdict::UnknownIssuer),
        (0, Verdict::UnknownIssuer),
        (u32::MAX, Verdict::Genuine),
    ] {
        let mut content = scene.content();
        content.keys[0].not_after = Some(at(not_after));
        assert_eq!(verdict(&scene.code().text(), &scene.open(&content)), expected);
    }
}

#[test]
fn a_last_second_outside_the_grammar_is_not_left_out() {
    let scene = Scene::new();
    for outside in [later(at(u32::MAX), 1_000), later(at(0), -1)] {
        let mut content = scene.content();
        content.keys[0].not_after = Some(outside);
        assert_eq!(sign_bundle(&scene.root, &content), Err(TrustError::OutOfRange));
    }
}

#[test]
fn the_list_must_reach_the_place() {
    let scene = Scene::new();
    for (index, expected) in [
        (PLACES - 1, Verdict::Genuine),
        (PLACES, Verdict::StaleTrust),
        (u64::MAX, Verdict::StaleTrust),
    ] {
        let code = Code {
            index,
            ..scene.code()
        };
        assert_eq!(verdict(&code.text(), &scene.bundle()), expected);
    }
    let without_lists = BundleContent {
        lists: [].into(),
        ..scene.content()
    };
    let judgement = judged(&scene.code().text(), &scene.open(&without_lists), at(NOW));
    assert_eq!(
        (judgement.verdict, judgement.word),
        (Verdict::StaleTrust, Word::Unverified)
    );
}

#[test]
fn of_a_key_listed_twice_the_first_entry_speaks() {
    let scene = Scene::new();
    let mut content = scene.content();
    content.keys = vec![trusted(&scene.authority, true), trusted(&scene.authority, false)];
    let text = scene.code().text();
    assert_eq!(verdict(&text, &scene.open(&content)), Verdict::GenuinePractice);
    content.keys[0].not_after = Some(at(NOW - 1));
    assert_eq!(verdict(&text, &scene.open(&content)), Verdict::UnknownIssuer);
}

#[test]
fn a_key_under_another_types_algorithm_vouches_for_nothing() {
    let (quick, p256) = (Scene::new(), Scene::p256());
    for (scene, other) in [(&quick, Algorithm::Esp256), (&p256, Algorithm::Ed25519)] {
        let mut content = scene.content();
        content.keys[0].algorithm = other;
        let bundle = scene.open(&content);
        assert_eq!(
            verdict(&scene.code().text(), &bundle),
            Verdict::BadIssuerSignature
        );
    }
}

#[test]
fn only_the_pinned_root_is_heard_and_the_number_never_goes_back() {
    let scene = Scene::new();
    let numbered = |seq| {
        let content = BundleContent {
            seq,
            ..scene.content()
        };
        sign_bundle(&scene.root, &content).unwrap()
    };
    let mut store = TrustStore::new(scene.root.public().clone());
    assert!(store.offer(&numbered(5)).is_ok());
    assert!(store.offer(&numbered(5)).is_ok());
    assert_eq!(store.offer(&numbered(4)).err(), Some(TrustError::Older));
    let strangers = sign_bundle(&scene.stranger, &scene.content()).unwrap();
    assert_eq!(store.offer(&strangers).err(), Some(TrustError::WrongRoot));
    assert_eq!(store.offer(&[]).err(), Some(TrustError::Malformed));
    assert_eq!(store.bundle().map(TrustBundle::seq), Some(5));
    assert!(store.offer(&numbered(u64::MAX)).is_ok());
}

#[test]
fn a_number_once_taken_is_never_gone_below_even_without_its_bundle() {
    let scene = Scene::new();
    let numbered = |seq| {
        let content = BundleContent {
            seq,
            ..scene.content()
        };
        sign_bundle(&scene.root, &content).unwrap()
    };
    let mut store = TrustStore::resume(scene.root.public().clone(), 7);
    assert_eq!(store.offer(&numbered(6)).err(), Some(TrustError::Older));
    assert!(store.bundle().is_none());
    assert!(store.offer(&numbered(8)).is_ok());
    assert_eq!(store.offer(&numbered(7)).err(), Some(TrustError::Older));
}

/// A bundle without keys, signed by the root, with these lists written as they come.
fn with_lists(scene: &Scene, lists: &[(u64, &[u8])]) -> Result<TrustBundle, TrustError> {
    let mut payload = BEFORE_KEYS.to_vec();
    let mut rest = Encoder::new(&mut payload);
    rest.u8(4).unwrap().array(0).unwrap();
    rest.u8(5).unwrap().map(lists.len() as u64).unwrap();
    for (number, list) in lists {
        rest.u64(*number).unwrap().bytes(list).unwrap();
    }
    let signed = sign1(&scene.root, HEADER, &payload).unwrap();
    TrustBundle::open(&signed, scene.root.public())
}

#[test]
fn a_bundle_with_one_broken_list_is_refused_whole() {
    let scene = Scene::new();
    let mut list = StatusList::new(20_000);
    for index in (0..20_000).filter(|index| index * index % 97 < 30) {
        list.set(index, Status::Suspended);
    }
    let good = list.compress();
    let open = |list: &[u8]| with_lists(&scene, &[(0, list)]);
    let state = open(&good).map(|bundle| bundle.status(StatusPlace { list: 0, index: 5 }));
    assert_eq!(state.unwrap(), Some(Status::Suspended));
    let bomb = StatusList::new(MAX_INFLATED * 4 + 1).compress();
    for broken in [
        [&good, &b"\0"[..]].concat(),
        [good.as_slice(), &good].concat(),
        good[..good.len() - 1].to_vec(),
        good[2..].to_vec(),
        bomb,
    ] {
        assert_eq!(open(&broken).err(), Some(TrustError::BrokenList));
    }
}

#[test]
fn what_a_head_claims_is_not_believed() {
    let scene = Scene::new();
    // A million keys, 2^63 keys; a million lists, 2^64 − 1 lists, a list of 2^32 bytes: and nothing behind. Who
    // believes it runs out of memory or of time.
    for claim in [
        &b"\x04\x9a\x00\x0f\x42\x40"[..],
        b"\x04\x9b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\x04\x80\x05\xba\x00\x0f\x42\x40",
        b"\x04\x80\x05\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x04\x80\x05\xa1\x00\x5b\x00\x00\x00\x01\x00\x00\x00\x00",
    ] {
        let signed = sign1(&scene.root, HEADER, &[BEFORE_KEYS, claim].concat()).unwrap();
        let refused = TrustBundle::open(&signed, scene.root.public()).err();
        assert_eq!(refused, Some(TrustError::Malformed));
    }
}

#[test]
fn a_list_number_given_twice_is_no_bundle() {
    let scene = Scene::new();
    let list = StatusList::new(4).compress();
    let open = |numbers: [u64; 2]| with_lists(&scene, &numbers.map(|number| (number, list.as_slice()))).err();
    assert_eq!(open([3, 4]), None);
    assert_eq!(open([3, 3]), Some(TrustError::Malformed));
    // Nor are numbers out of order.
    assert_eq!(open([4, 3]), Some(TrustError::Malformed));
}

proptest! {
    #[test]
    fn a_bundle_says_what_was_signed(
        seq: u64,
        next_update in 0u32..,
        keys in proptest::collection::vec((10u8..200, any::<bool>(), proptest::option::of(0u32..)), 0..5),
        lists in proptest::collection::btree_map(any::<u64>(), 0usize..500, 0..4),
        moment in 0u32..u32::MAX - 10,
    ) {
        let scene = Scene::new();
        let mut content = BundleContent { seq, next_update: at(next_update), keys: vec![], ..scene.content() };
        for (seed, practice, not_after) in keys {
            let key = trusted(&crate::scene::ed25519(seed), practice);
            if content.keys.iter().all(|other| other.key != key.key) {
                content.keys.push(TrustedKey { not_after: not_after.map(at), ..key });
            }
        }
        content.lists = lists.into_iter().map(|(number, places)| (number, StatusList::new(places))).collect();
        let bundle = scene.open(&content);
        prop_assert_eq!(bundle.seq(), seq);
        let unborn = moment + 10 < NOW - 3_600;
        prop_assert_eq!(bundle.is_stale(at(moment)), moment > next_update || unborn);
        for key in &content.keys {
            let vouches = key.not_after.is_none_or(|not_after| at(moment) <= not_after);
            prop_assert_eq!(bundle.key(&key.key.key_id(), at(moment)), vouches.then_some(key));
        }
        for (list, states) in &content.lists {
            let place = |index| StatusPlace { list: *list, index };
            prop_assert_eq!(bundle.status(place(0)), states.at(0));
            prop_assert_eq!(bundle.status(place(500)), None);
        }
    }

    #[test]
    fn nonsense_signed_by_the_root_is_refused_quietly(
        place in 0usize..200, bytes in proptest::collection::vec(any::<u8>(), 1..20)
    ) {
        let scene = Scene::new();
        let signed = sign_bundle(&scene.root, &scene.content()).unwrap();
        let mut payload = Sign1::parse(&signed).unwrap().payload.to_vec();
        let place = place % payload.len();
        for (to, from) in payload.iter_mut().skip(place).zip(&bytes) {
            *to = *from;
        }
        let again = sign1(&scene.root, HEADER, &payload).unwrap();
        let mut store = TrustStore::new(scene.root.public().clone());
        let taken = store.offer(&again).is_ok();
        prop_assert_eq!(store.bundle().is_some(), taken);
        prop_assert!(TrustBundle::open(&payload, scene.root.public()).is_err());
        if let Some(bundle) = store.bundle() {
            judged(&scene.code().text(), bundle, at(NOW));
        }
    }
}
