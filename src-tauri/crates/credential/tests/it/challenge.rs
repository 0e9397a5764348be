//! Codes made for one check, and checks that wait for one code.

use dinhdanh_credential::Challenge;
use dinhdanh_credential::Verdict;
use dinhdanh_credential::proof::make_code;
use dinhdanh_credential::token::EVERYBODY;
use dinhdanh_crypto::random::SeededRandom;

use crate::scene::{Code, NOW, Scene, answer, at, verdict};

#[test]
fn an_answer_is_for_its_challenge_alone() {
    let scene = Scene::new();
    let bundle = scene.bundle();
    let random = SeededRandom::new(1);
    let asked = Challenge::make("cb-1042", &random).unwrap();
    // The wallet knows the challenge from the officer's screen.
    let read = Challenge::read(&asked.text()).unwrap();
    let credential = scene.code().credential();
    let made = make_code(&credential, &scene.device, Some(&read), at(NOW), &random).unwrap();
    assert_eq!(answer(&made.text, &bundle, &asked), Verdict::Genuine);
    assert_eq!(verdict(&made.text, &bundle), Verdict::WrongAudience);
    for other in [
        Challenge::make("cb-1042", &random).unwrap(),
        Challenge::new("cb-1043", *asked.nonce()).unwrap(),
        Challenge::new("cb-10422", *asked.nonce()).unwrap(),
        Challenge::new("CB-1042", *asked.nonce()).unwrap(),
    ] {
        assert_eq!(answer(&made.text, &bundle, &other), Verdict::WrongAudience);
    }
}

#[test]
fn half_an_answer_is_none() {
    let scene = Scene::new();
    let bundle = scene.bundle();
    let asked = Challenge::new("cb-1042", [9; 16]).unwrap();
    let code = |audience, challenge| {
        let code = Code {
            audience,
            challenge,
            ..scene.code()
        };
        code.text()
    };
    for (text, while_pending, otherwise) in [
        (code(EVERYBODY, None), Verdict::WrongAudience, Verdict::Genuine),
        (
            code("cb-1042", None),
            Verdict::WrongAudience,
            Verdict::WrongAudience,
        ),
        (
            code(EVERYBODY, Some([9; 16])),
            Verdict::WrongAudience,
            Verdict::WrongAudience,
        ),
        (
            code("cb-1042", Some([8; 16])),
            Verdict::WrongAudience,
            Verdict::WrongAudience,
        ),
        (
            code("cb-1042", Some([9; 16])),
            Verdict::Genuine,
            Verdict::WrongAudience,
        ),
    ] {
        assert_eq!(answer(&text, &bundle, &asked), while_pending);
        assert_eq!(verdict(&text, &bundle), otherwise);
    }
}
