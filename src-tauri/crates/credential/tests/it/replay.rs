//! What a verifier remembers, and that without a memory there is no verdict.

use chrono::{DateTime, Utc};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, Verdict, judge};

use crate::scene::{Code, Memory, NOW, Scene, at, later};

#[test]
fn a_code_is_remembered_as_long_as_it_could_come_again() {
    let scene = Scene::new();
    let (code, bundle) = (scene.code(), scene.bundle());
    let mut memory = Memory::default();
    let mut scan = |now| {
        let Ok(judgement) = judge(&code.text(), Some(&bundle), None, now, &mut memory);
        (judgement.verdict, judgement.seen_before_at)
    };
    let first = later(at(NOW), 250);
    assert_eq!(scan(first), (Verdict::Genuine, None));
    assert_eq!(scan(at(NOW + 1)), (Verdict::Replayed, Some(first)));
    let last = at(code.expires_at + 9);
    assert_eq!(scan(last), (Verdict::Replayed, Some(first)));
    assert_eq!(scan(at(code.expires_at + 10)), (Verdict::Expired, None));
    assert_eq!(memory.kept_until, Some(at(code.expires_at + 10)));
}

#[test]
fn a_withdrawn_code_becomes_no_better_by_waiting_for_another_bundle() {
    let scene = Scene::new();
    let code = Code {
        index: crate::scene::REVOKED,
        ..scene.code()
    };
    let mut unrevoked = scene.content();
    unrevoked.lists = [(0, dinhdanh_credential::StatusList::new(100))].into();
    let mut memory = Memory::default();
    let mut scan = |bundle| {
        let Ok(judgement) = judge(&code.text(), Some(&bundle), None, at(NOW), &mut memory);
        judgement.verdict
    };
    assert_eq!(scan(scene.bundle()), Verdict::Revoked);
    assert_eq!(scan(scene.open(&unrevoked)), Verdict::Replayed);
}

#[test]
fn the_same_id_in_another_code_is_a_replay() {
    let scene = Scene::new();
    let bundle = scene.bundle();
    let first = scene.code();
    let second = Code {
        device: &scene.other_device,
        signer: &scene.other_device,
        issued_at: NOW,
        ..scene.code()
    };
    let mut memory = Memory::default();
    let mut scan = |code: &Code<'_>| {
        let Ok(judgement) = judge(&code.text(), Some(&bundle), None, at(NOW), &mut memory);
        judgement.verdict
    };
    assert_eq!(scan(&first), Verdict::Genuine);
    assert_eq!(scan(&second), Verdict::Replayed);
}

/// A full disk.
struct Failing;

impl ReplayMemory for Failing {
    type Error = &'static str;

    fn remember(
        &mut self,
        _: &[u8; 16],
        _: DateTime<Utc>,
        _: DateTime<Utc>,
    ) -> Result<Sighting, &'static str> {
        Err("no space left")
    }
}

#[test]
fn without_a_memory_there_is_no_verdict_from_row_11_on() {
    let scene = Scene::new();
    let bundle = scene.bundle();
    let scan = |code: Code<'_>, pending: Option<&Challenge>| {
        judge(&code.text(), Some(&bundle), pending, at(NOW), &mut Failing).map(|judgement| judgement.verdict)
    };
    assert_eq!(scan(scene.code(), None), Err("no space left"));
    let challenge = Challenge::new("cb-1042", [1; 16]).unwrap();
    assert_eq!(scan(scene.code(), Some(&challenge)), Ok(Verdict::WrongAudience));
}
