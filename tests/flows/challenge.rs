//! "Hỏi mã dùng một lần": an officer's challenge and the one code that answers it.

use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::{AccountStatus, CredentialView};
use dinhdanh_wallet::{TextWay, Wallet};

use crate::stage::codes::{bytes_of, check_text, picture_of_svg, picture_of_text, see, text_of, text_of_svg};
use crate::stage::{OTHER_PASSCODE, PASSCODE, Stage, WHY, person, refusal};

/// A citizen and an officer who face each other.
struct Counter {
    stage: Stage,
    citizen: Wallet,
    officer: Wallet,
}

impl Counter {
    fn new() -> Self {
        let stage = Stage::new();
        let citizen = stage.active("an", citizen());
        let officer = stage.active("canbo", person(Branch::Officer));
        Self {
            stage,
            citizen,
            officer,
        }
    }

    /// What the officer's screen asks from now on.
    fn asked(&self) -> String {
        let challenge = self.officer.ask_for_code().unwrap();
        assert_eq!(challenge.life, Duration::from_secs(60));
        assert_eq!(text_of_svg(&challenge.svg), challenge.text);
        challenge.text
    }

    /// What the citizen's screen says to it.
    fn answer(&self, challenge: &str) -> String {
        self.citizen.allow_answer(CredentialView::B, PASSCODE).unwrap();
        text_of_svg(&self.citizen.answer_with_code(challenge).unwrap().svg)
    }

    /// A code for everybody.
    fn everyday(&self) -> String {
        text_of_svg(&self.citizen.make_code(CredentialView::B).unwrap().svg)
    }

    fn judged(&self, text: &str) -> (&'static str, Option<bool>) {
        let shown = check_text(&self.officer, text);
        (shown.judgement.verdict.code(), shown.answered)
    }

    fn passes(&self, seconds: u64) {
        self.stage.clock.pass(Duration::from_secs(seconds));
    }
}

fn citizen() -> &'static Person {
    person(Branch::Citizen)
}

const RIGHT: (&str, Option<bool>) = ("genuine_practice", Some(true));
const NOT_FOR_THIS: (&str, Option<bool>) = ("wrong_audience", Some(false));

#[test]
fn the_right_answer_is_taken_once_and_nothing_else_is_while_the_question_stands() {
    let counter = Counter::new();
    let before = counter.asked();
    let older = counter.answer(&before);
    let challenge = counter.asked();
    assert_ne!(before, challenge);
    assert_eq!(counter.judged(&counter.everyday()), NOT_FOR_THIS);
    assert_eq!(
        counter.judged(&older),
        NOT_FOR_THIS,
        "what answers an older question"
    );
    let (one, other) = (counter.answer(&challenge), counter.answer(&challenge));
    assert_eq!(counter.judged(&one), RIGHT, "nothing of that ended the question");
    // It had its answer, and none is pending: a second is not for this check, and neither is the first once more.
    assert_eq!(counter.judged(&other), NOT_FOR_THIS);
    assert_eq!(counter.judged(&one), NOT_FOR_THIS);
    // What was made for everybody is judged as ever, and is told to answer nothing.
    assert_eq!(
        counter.judged(&counter.everyday()),
        ("genuine_practice", Some(false))
    );
    counter.officer.ask_for_paper(None, false).unwrap();
    assert_eq!(counter.judged(&counter.everyday()), ("genuine_practice", None));
}

#[test]
fn of_two_answers_at_once_one_is_taken() {
    let counter = Counter::new();
    let challenge = counter.asked();
    let answers = [counter.answer(&challenge), counter.answer(&challenge)];
    let judge = |text: &String| {
        let frame = counter.officer.check_text(text, TextWay::Pasted).unwrap();
        frame.verdict.unwrap().answered
    };
    let mut taken = std::thread::scope(|scope| {
        let threads = answers.each_ref().map(|text| scope.spawn(move || judge(text)));
        threads.map(|thread| thread.join().unwrap())
    });
    taken.sort();
    assert_eq!(taken, [Some(false), Some(true)]);
}

#[test]
fn a_forged_answer_leaves_the_question_to_the_right_one() {
    let counter = Counter::new();
    let challenge = counter.asked();
    let answer = counter.answer(&challenge);
    let mut forged = bytes_of(&answer);
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(
        counter.judged(&text_of(&forged)),
        ("bad_holder_signature", Some(false))
    );
    assert_eq!(
        counter.judged(&answer[..answer.len() - 3]),
        ("malformed", Some(false))
    );
    assert_eq!(counter.judged(&answer), RIGHT);
}

#[test]
fn an_answer_that_is_withdrawn_is_an_answer() {
    let counter = Counter::new();
    let challenge = counter.asked();
    let answers = [counter.answer(&challenge), counter.answer(&challenge)];
    let desk = counter.stage.authority.desk();
    desk.set_status(&citizen().number, AccountStatus::Suspended, WHY)
        .unwrap();
    counter.officer.refresh().unwrap();
    assert_eq!(counter.judged(&answers[0]), ("suspended", Some(true)));
    assert_eq!(counter.judged(&answers[1]), NOT_FOR_THIS);
}

#[test]
fn a_question_stands_for_a_minute_that_no_clock_on_the_wall_prolongs() {
    let counter = Counter::new();
    let challenge = counter.asked();
    counter.passes(59);
    assert_eq!(counter.judged(&counter.answer(&challenge)), RIGHT);

    let challenge = counter.asked();
    counter.passes(60);
    counter.stage.clock.set(-30_000);
    let late = counter.answer(&challenge);
    assert_eq!(counter.judged(&late), NOT_FOR_THIS);
}

#[test]
fn a_desk_asks_one_question_at_a_time_and_none_after_a_lock() {
    let counter = Counter::new();
    let of_a_code = counter.asked();
    let of_a_paper = counter.officer.ask_for_paper(None, true).unwrap().unwrap();
    assert_eq!(
        counter.judged(&counter.answer(&of_a_code)),
        ("wrong_audience", None)
    );
    assert_eq!(
        counter.judged(&counter.answer(&of_a_paper.text)),
        ("wrong_audience", None),
        "a question for a paper is none for a code"
    );

    let challenge = counter.asked();
    let answer = counter.answer(&challenge);
    counter.officer.lock();
    counter.officer.unlock(PASSCODE).unwrap();
    assert_eq!(counter.judged(&answer), ("wrong_audience", None));
    assert_eq!(counter.judged(&counter.everyday()), ("genuine_practice", None));
}

#[test]
fn two_cameras_that_face_each_other_s_screens_take_question_and_answer_once() {
    let counter = Counter::new();
    let (citizen, officer) = (&counter.citizen, &counter.officer);
    // A code that was held out before is none that answers.
    let everyday = picture_of_text(&counter.everyday());
    assert!(see(officer, &everyday).unwrap().verdict.is_some());
    let challenge = officer.ask_for_code().unwrap();
    let frame = see(officer, &everyday).unwrap();
    assert!(frame.same_as_before && frame.verdict.is_none());

    citizen.allow_answer(CredentialView::B, PASSCODE).unwrap();
    let on_the_officers_screen = picture_of_svg(&challenge.svg);
    let (width, height) = on_the_officers_screen.dimensions();
    let seen = citizen
        .challenge_in_frame(width as usize, height as usize, on_the_officers_screen.as_raw())
        .unwrap();
    assert_eq!(seen.challenge.as_deref(), Some(challenge.text.as_str()));
    // The citizen's screen shows what its camera sees: the question looks back at who asks it.
    let frame = see(officer, &on_the_officers_screen).unwrap();
    assert!(frame.verdict.is_none() && frame.paper.is_none());

    let answer = citizen.answer_with_code(&seen.challenge.unwrap()).unwrap();
    assert_eq!(answer.remaining, Duration::from_secs(60));
    let answer = picture_of_svg(&answer.svg);
    let first = see(officer, &answer).unwrap();
    let again = see(officer, &answer).unwrap();
    for (frame, same) in [(first, false), (again, true)] {
        let shown = frame.verdict.unwrap();
        assert_eq!(frame.same_as_before, same);
        assert_eq!((shown.judgement.verdict.code(), shown.answered), RIGHT);
    }
    // The next question finds it held out still, and neither judges nor takes it.
    counter.asked();
    assert!(see(officer, &answer).unwrap().same_as_before);
}

#[test]
fn one_passcode_allows_one_answer_for_three_minutes_and_no_lock() {
    let counter = Counter::new();
    let challenge = counter.asked();
    let citizen = &counter.citizen;
    let allow = |passcode| citizen.allow_answer(CredentialView::A, passcode);
    let answer = || citizen.answer_with_code(&challenge);
    assert_eq!(refusal(answer()), "wrong_step");
    assert_eq!(refusal(allow(OTHER_PASSCODE)), "passcode_wrong");
    assert_eq!(refusal(answer()), "wrong_step");

    allow(PASSCODE).unwrap();
    assert_eq!(refusal(citizen.answer_with_code("DD1C:ABC")), "not_a_challenge");
    counter.passes(179);
    assert_eq!(answer().unwrap().view, CredentialView::A);
    assert_eq!(refusal(answer()), "wrong_step", "one scan, one answer");

    allow(PASSCODE).unwrap();
    counter.passes(180);
    assert_eq!(refusal(answer()), "wrong_step");
    allow(PASSCODE).unwrap();
    citizen.forbid_answer();
    assert_eq!(refusal(answer()), "wrong_step");
    allow(PASSCODE).unwrap();
    citizen.lock();
    assert_eq!(refusal(answer()), "locked");
    citizen.unlock(PASSCODE).unwrap();
    assert_eq!(refusal(answer()), "wrong_step");

    citizen.set_code_switch(false).unwrap();
    assert_eq!(refusal(allow(PASSCODE)), "switch_off");
}
