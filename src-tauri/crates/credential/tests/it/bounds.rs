//! Boundaries, to the second.

use dinhdanh_credential::Verdict;

use crate::scene::{Code, NOW, Scene, at, judged, later, verdict};

fn cases(cases: &[(Code<'_>, Verdict)], scene: &Scene) {
    for (place, (code, expected)) in cases.iter().enumerate() {
        assert_eq!(verdict(&code.text(), &scene.bundle()), *expected, "case {place}");
    }
}

#[test]
fn the_tolerance_of_the_clocks() {
    let scene = Scene::new();
    let code = scene.code();
    let (text, bundle) = (code.text(), scene.bundle());
    let (issued, expires) = (at(code.issued_at), at(code.expires_at));
    for (moment, expected) in [
        (later(issued, -11_000), Verdict::NotYetValid),
        (later(issued, -10_001), Verdict::NotYetValid),
        (later(issued, -10_000), Verdict::Genuine),
        (later(expires, 9_000), Verdict::Genuine),
        (later(expires, 9_999), Verdict::Genuine),
        (later(expires, 10_000), Verdict::Expired),
        (chrono::DateTime::<chrono::Utc>::MIN_UTC, Verdict::NotYetValid),
        (chrono::DateTime::<chrono::Utc>::MAX_UTC, Verdict::Expired),
    ] {
        assert_eq!(judged(&text, &bundle, moment).verdict, expected, "{moment}");
    }
}

#[test]
fn the_life_of_a_proof() {
    let scene = Scene::new();
    let lasting = |issued_at, expires_at| Code {
        issued_at,
        expires_at,
        ..scene.code()
    };
    cases(
        &[
            (lasting(NOW, NOW + 1), Verdict::Genuine),
            (lasting(NOW, NOW + 60), Verdict::Genuine),
            (lasting(NOW, NOW + 61), Verdict::BadLifetime),
            (lasting(NOW, NOW), Verdict::BadLifetime),
            (lasting(NOW, NOW - 1), Verdict::BadLifetime),
            (lasting(u32::MAX, 0), Verdict::BadLifetime),
            (lasting(0, u32::MAX), Verdict::BadLifetime),
        ],
        &scene,
    );
}

#[test]
fn a_proof_lies_within_its_credential() {
    let scene = Scene::new();
    let code = scene.code();
    let (from, to) = (code.issued_at, code.expires_at);
    let within = |credential_times| Code {
        credential_times,
        ..scene.code()
    };
    cases(
        &[
            (within((from, to)), Verdict::Genuine),
            (within((from + 1, to)), Verdict::BadLifetime),
            (within((from, to - 1)), Verdict::BadLifetime),
            (within((to, from)), Verdict::BadLifetime),
            (within((0, u32::MAX)), Verdict::Genuine),
        ],
        &scene,
    );
}

#[test]
fn the_ends_of_the_calendar_do_not_wrap() {
    let scene = Scene::new();
    let mut code = scene.code();
    code.credential_times = (0, u32::MAX);
    (code.issued_at, code.expires_at) = (u32::MAX - 60, u32::MAX);
    let mut content = scene.content();
    (content.issued_at, content.next_update) = (at(0), at(u32::MAX));
    let bundle = scene.open(&content);
    let end = at(u32::MAX);
    // Beyond the grammar's last second the bundle is stale, and ten seconds later the code has expired.
    for (moment, expected) in [
        (end, Verdict::Genuine),
        (later(end, 1_000), Verdict::StaleTrust),
        (later(end, 9_000), Verdict::StaleTrust),
        (later(end, 10_000), Verdict::Expired),
    ] {
        assert_eq!(judged(&code.text(), &bundle, moment).verdict, expected);
    }
    (code.issued_at, code.expires_at) = (0, 60);
    assert_eq!(judged(&code.text(), &bundle, at(0)).verdict, Verdict::Genuine);
    assert_eq!(
        judged(&code.text(), &bundle, later(at(0), -10_001)).verdict,
        Verdict::NotYetValid
    );
}
