//! Whatever is changed in a genuine code, it is genuine no more.

use dinhdanh_credential::{Verdict, judge};
use proptest::prelude::*;

use crate::scene::{Memory, NOW, Scene, at, text, verdict};

#[test]
fn no_single_bit_can_be_flipped() {
    for scene in [Scene::new(), Scene::p256()] {
        let (token, bundle) = (scene.code().bytes(), scene.bundle());
        let mut memory = Memory::default();
        for (place, bit) in (0..token.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
            let mut changed = token.clone();
            changed[place] ^= 1 << bit;
            let Ok(judgement) = judge(&text(&changed), Some(&bundle), None, at(NOW), &mut memory);
            assert!(
                judgement
                    .verdict
                    .check()
                    .is_some_and(|row| (2..=5).contains(&row)),
                "bit {bit} of byte {place}: {:?}",
                judgement.verdict
            );
        }
        assert!(memory.seen.is_empty());
        assert_eq!(verdict(&text(&token), &bundle), Verdict::Genuine);
    }
}

#[test]
fn no_character_can_be_changed_left_out_or_added() {
    let scene = Scene::new();
    let (good, bundle) = (scene.code().text(), scene.bundle());
    let characters: Vec<char> = good.chars().collect();
    let changed = |characters: Vec<char>| {
        let text: String = characters.into_iter().collect();
        assert!(text == good || !verdict(&text, &bundle).is_genuine(), "{text}");
    };
    for place in 0..characters.len() {
        for other in ['0', ':', ' ', 'a', 'é', '\n'] {
            let mut replaced = characters.clone();
            replaced[place] = other;
            changed(replaced);
        }
        let mut longer = characters.clone();
        longer.insert(place, ' ');
        changed(longer);
        let mut shorter = characters.clone();
        shorter.remove(place);
        changed(shorter);
    }
    changed([characters, vec!['0']].concat());
}

proptest! {
    #[test]
    fn no_change_of_a_character_is_genuine(place in 0usize..600, other in "[0-9A-Z $%*+./:-]") {
        let scene = Scene::new();
        let good = scene.code().text();
        let place = place % good.len();
        let text = format!("{}{other}{}", &good[..place], &good[place + 1..]);
        prop_assert!(text == good || !verdict(&text, &scene.bundle()).is_genuine());
    }

    #[test]
    fn no_stretch_of_a_token_can_be_overwritten(
        place in 0usize..400, bytes in proptest::collection::vec(any::<u8>(), 1..40)
    ) {
        let scene = Scene::new();
        let token = scene.code().bytes();
        let place = place % token.len();
        let mut changed = token.clone();
        for (to, from) in changed.iter_mut().skip(place).zip(bytes) {
            *to = from;
        }
        prop_assert!(changed == token || !verdict(&text(&changed), &scene.bundle()).is_genuine());
    }
}
