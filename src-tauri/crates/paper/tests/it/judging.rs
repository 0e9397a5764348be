use anyhow::{Context as _, Result};
use chrono::TimeDelta;
use dinhdanh_credential::{Challenge, Status, Word};
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::judge::LIFE;
use dinhdanh_paper::{PaperKind, PaperVerdict, Proof, Purpose};
use serde_json::{Value, json};

use crate::desk::{Desk, altered, noon};

#[test]
fn an_officer_sees_what_was_chosen_and_nothing_else() -> Result<()> {
    let mut desk = Desk::new()?;
    let fields = Purpose::OverEighteen
        .fields(PaperKind::DrivingLicence)
        .context("a licence tells the age")?;
    let presented = desk.for_everybody(&desk.paper()?, fields)?;
    let judgement = desk.judged(&presented)?;
    assert_eq!(judgement.verdict.code(), "genuine");
    assert_eq!(judgement.word, Word::Genuine);
    let shown = judgement.shown.context("it was shown")?;
    assert!(shown.proof.is_held());
    // The lists that stand open are empty, and no name, no day of birth is there.
    let expected = json!({ "age_equal_or_over": { "18": true }, "classes": [] });
    assert_eq!(Value::Object(shown.content), expected);
    assert!(!presented.contains(&base64_of("1988-03-02")));
    Ok(())
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

#[test]
fn one_entry_of_a_list_can_be_shown_alone() -> Result<()> {
    let mut desk = Desk::new()?;
    let presented = desk.for_everybody(&desk.paper()?, &["classes.1"])?;
    let shown = desk.judged(&presented)?.shown.context("it was shown")?;
    let classes = shown.content.get("classes").context("the list stands open")?;
    assert_eq!(classes.pointer("/0/class"), Some(&json!("B")));
    assert_eq!(classes.as_array().map(Vec::len), Some(1));
    Ok(())
}

#[test]
fn each_forgery_has_its_verdict() -> Result<()> {
    let mut desk = Desk::new()?;
    let paper = desk.paper()?;
    let presented = desk.for_everybody(&paper, &["full_name", "points"])?;
    let code = |desk: &mut Desk, text: &str| Ok::<_, anyhow::Error>(desk.judged(text)?.verdict.code());

    let stranger = Desk::new()?;
    assert_eq!(
        code(&mut desk, &stranger.for_everybody(&stranger.paper()?, &[])?)?,
        "unknown_issuer"
    );
    let flipped = altered(&presented, 0, |jwt| {
        let (rest, signature) = jwt.rsplit_once('.').unwrap_or_default();
        let first = if signature.starts_with('A') { "B" } else { "A" };
        format!("{rest}.{first}{}", signature.get(1..).unwrap_or_default())
    })?;
    assert_eq!(code(&mut desk, &flipped)?, "bad_issuer_signature");
    // Signed by the authority, but presented by somebody who copied it.
    let mut thief = Desk::new()?;
    std::mem::swap(&mut thief.authority, &mut desk.authority);
    let stolen = thief.for_everybody(&paper, &["full_name"])?;
    std::mem::swap(&mut thief.authority, &mut desk.authority);
    assert_eq!(code(&mut desk, &stolen)?, "bad_holder_signature");
    // A disclosure taken away, added or altered after the holder signed.
    let less: String = altered(&presented, 1, |_| String::new())?.replacen("~~", "~", 1);
    assert_eq!(code(&mut desk, &less)?, "bad_holder_signature");
    let doctored = altered(&presented, 1, |_| base64_of(r#"["c2FsdA","points",99]"#))?;
    assert_eq!(code(&mut desk, &doctored)?, "malformed");
    for nonsense in ["", "~", "~~~", "a.b.c~", "DD1:ABC", &"~".repeat(100_000)] {
        assert_eq!(code(&mut desk, nonsense)?, "malformed");
    }
    // And after all that the first one is still what it is.
    assert_eq!(code(&mut desk, &presented)?, "genuine");
    assert_eq!(code(&mut desk, &presented)?, "replayed");
    Ok(())
}

/// What is left of a presentation without the holder's signature.
fn stripped(presented: &str) -> Result<String> {
    let (copy, _) = presented.rsplit_once('~').context("a binding")?;
    Ok(format!("{copy}~"))
}

#[test]
fn a_copy_is_as_the_authority_issued_it_and_never_more() -> Result<()> {
    let mut desk = Desk::new()?;
    let presented = desk.for_everybody(&desk.paper()?, &["full_name", "points"])?;
    let copy = stripped(&presented)?;
    // It may be looked at again, and answers nobody's challenge.
    let challenge = Challenge::new("officer-7", [3; 16]).context("a challenge")?;
    for judgement in [
        desk.judged(&copy)?,
        desk.judged(&copy)?,
        desk.asked(&copy, &challenge)?,
    ] {
        assert_eq!(judgement.verdict, PaperVerdict::PrintedCopy);
        assert_eq!(judgement.verdict.code(), "printed_copy");
        assert_eq!(judgement.word, Word::Unverified);
        assert!(!judgement.verdict.is_genuine());
        let shown = judgement.shown.context("it is readable")?;
        assert_eq!(shown.proof, Proof::Issued);
        assert_eq!(
            (shown.made_at, shown.content.get("points")),
            (None, Some(&json!(12)))
        );
    }
    // And looking at it takes nothing from the presentation that it was made of.
    assert_eq!(desk.judged(&presented)?.verdict.code(), "genuine");
    desk.practice = true;
    assert_eq!(desk.judged(&copy)?.verdict.code(), "printed_copy");
    Ok(())
}

#[test]
fn a_copy_is_judged_as_far_as_it_can_be() -> Result<()> {
    let mut desk = Desk::new()?;
    let copy = stripped(&desk.for_everybody(&desk.paper()?, &["full_name"])?)?;
    let doctored = altered(&copy, 1, |_| base64_of(r#"["c2FsdA","full_name","Ai đó"]"#))?;
    assert_eq!(desk.judged(&doctored)?.verdict.code(), "malformed");
    let stranger = Desk::new()?;
    let forged = stripped(&stranger.for_everybody(&stranger.paper()?, &["full_name"])?)?;
    let judgement = desk.judged(&forged)?;
    assert_eq!(
        (judgement.verdict.code(), judgement.word),
        ("unknown_issuer", Word::Fake)
    );
    assert!(judgement.shown.is_none());
    // The bundle is old by then, and the copy's own end is what is said.
    let late = desk.judged_at(&copy, noon() + TimeDelta::days(29) + TimeDelta::seconds(10))?;
    assert_eq!((late.verdict.code(), late.word), ("expired", Word::Unverified));
    let old = desk.judged_at(&copy, noon() + TimeDelta::days(28))?;
    assert_eq!(old.verdict.code(), "stale_trust");
    let early = desk.judged_at(&copy, noon() - TimeDelta::days(2))?;
    assert_eq!(early.verdict.code(), "not_yet_valid");
    desk.states.push((77, Status::Revoked));
    let judgement = desk.judged(&copy)?;
    assert_eq!(
        (judgement.verdict.code(), judgement.word),
        ("revoked", Word::Withdrawn)
    );
    assert!(judgement.shown.is_some_and(|shown| shown.proof == Proof::None));
    Ok(())
}

#[test]
fn a_presentation_has_its_time_and_its_officer() -> Result<()> {
    let mut desk = Desk::new()?;
    let paper = desk.paper()?;
    let presented = desk.for_everybody(&paper, &[])?;
    let early = desk.judged_at(&presented, noon() - TimeDelta::seconds(11))?;
    assert_eq!(early.verdict.code(), "not_yet_valid");
    let late = desk.judged_at(&presented, noon() + LIFE + TimeDelta::seconds(10))?;
    assert_eq!(late.verdict.code(), "expired");

    let challenge = Challenge::new("officer-7", [3; 16]).context("a challenge")?;
    assert_eq!(
        desk.asked(&presented, &challenge)?.verdict.code(),
        "wrong_audience"
    );
    let nonce = base64_of("\u{3}".repeat(16).as_str());
    let answer = desk.shown(&paper, &["points"], "officer-7", &nonce)?;
    assert_eq!(desk.judged(&answer)?.verdict.code(), "wrong_audience");
    assert_eq!(desk.asked(&answer, &challenge)?.verdict.code(), "genuine");
    Ok(())
}

#[test]
fn what_the_authority_has_said_since_counts() -> Result<()> {
    for (status, code, word) in [
        (Status::Revoked, "revoked", Word::Withdrawn),
        (Status::Suspended, "suspended", Word::Withdrawn),
    ] {
        let mut desk = Desk::new()?;
        desk.states.push((77, status));
        let judgement = desk.judged(&desk.for_everybody(&desk.paper()?, &[])?)?;
        assert_eq!((judgement.verdict.code(), judgement.word), (code, word));
        assert!(judgement.shown.is_some_and(|shown| shown.proof == Proof::None));
    }
    let mut desk = Desk::new()?;
    desk.practice = true;
    let judgement = desk.judged(&desk.for_everybody(&desk.paper()?, &[])?)?;
    assert_eq!(judgement.verdict.code(), "genuine_practice");
    Ok(())
}

#[test]
fn a_paper_past_its_last_day_was_real_once() -> Result<()> {
    let mut desk = Desk::new()?;
    let mut licence = Desk::licence();
    licence.insert("expires_on".to_owned(), json!("2026-11-01"));
    let envelope = desk.envelope(PaperKind::DrivingLicence);
    let random = dinhdanh_crypto::random::SeededRandom::new(1);
    let paper = dinhdanh_paper::vc::issue(&desk.authority, &envelope, &licence, &random)?;
    let judgement = desk.judged(&desk.for_everybody(&paper, &["expires_on"])?)?;
    assert_eq!(judgement.verdict.code(), "paper_expired");
    assert_eq!(judgement.word, Word::Withdrawn);
    Ok(())
}

#[test]
fn another_papers_key_signs_nothing() -> Result<()> {
    let mut desk = Desk::new()?;
    let paper = desk.paper()?;
    desk.holder = SigningKey::generate_p256()?;
    let presented = desk.for_everybody(&paper, &["points"])?;
    assert_eq!(desk.judged(&presented)?.verdict.code(), "bad_holder_signature");
    Ok(())
}
