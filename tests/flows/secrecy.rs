//! Whoever copies the disk reads nothing: no names, numbers, phones, answers, keys, neither in the profile's
//! folder nor in what was logged, at any step of a whole story.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_credential::token::UnverifiedCode;
use dinhdanh_paper::{Format, PaperKind, Purpose};
use dinhdanh_protocol::CredentialView;
use dinhdanh_protocol::text::without_diacritics;
use dinhdanh_wallet::{FramePace, PaperShowing, State, Wallet};
use tracing_subscriber::fmt::MakeWriter;

use crate::stage::codes::{bytes_of, check_text, text_of_svg};
use crate::stage::newcomer::{card_form, register_step, reset_step};
use crate::stage::{
    OTHER_PASSCODE, PASSCODE, PASSWORD, Stage, all_steps, answers, authority_in, person, refusal, standing,
};

#[test]
fn nothing_of_a_person_is_in_what_is_printed_of_it() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let code = wallet.make_code(CredentialView::B).unwrap();
    assert!(!format!("{code:?}").contains("<svg"));
    let bytes = bytes_of(&text_of_svg(&code.svg));
    let printed = format!("{:?}", UnverifiedCode::parse(&bytes).unwrap());
    assert!(!printed.contains(citizen.number.as_str()) && !printed.contains(&*citizen.full_name));
    wallet.lock();
    let State::Locked(locked) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert!(!format!("{locked:?}").contains(&*citizen.full_name));
}

#[test]
fn nothing_of_a_person_is_in_the_files_or_in_the_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || story(&log));
}

#[test]
fn nothing_of_a_newcomer_is_in_the_files_or_in_the_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || story_of_a_newcomer(&log));
}

fn story_of_a_newcomer(log: &Log) {
    const NEXT_PASSWORD: &str = "Matkhaumoi_2027";

    let stage = Stage::new();
    let newcomer = person(Branch::NoAccount);
    let mut needles = needles(newcomer);
    let spelled = [newcomer.old_number.clone(), Some(NEXT_PASSWORD.to_owned())];
    needles.extend(
        spelled
            .into_iter()
            .flatten()
            .map(|word| ("a word", word.into_bytes())),
    );
    let folder = stage.profile_folder("an");
    let wallet = stage.wallet("an");
    let mut wrong = card_form(newcomer);
    wrong.full_name = "Nguyễn Thị Khác".to_owned();
    needles.push(("a form that did not pass", wrong.full_name.clone().into_bytes()));
    register_step(&wallet, &stage.authority, newcomer).unwrap();
    assert!(!wallet.check_card_form(&wrong).unwrap().passed);
    assert_nowhere(&needles, &folder, "not passed");
    while register_step(&wallet, &stage.authority, newcomer).unwrap() {
        assert_nowhere(&needles, &folder, standing(&wallet));
    }
    refusal(wallet.sign_in(None, NEXT_PASSWORD.to_owned()));
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    wallet
        .change_password(PASSWORD.to_owned(), NEXT_PASSWORD.to_owned())
        .unwrap();
    assert_nowhere(&needles, &folder, "signed in");
    wallet.sign_out().unwrap();
    stage.clock.pass(std::time::Duration::from_secs(61));
    while reset_step(&wallet, &stage.authority, newcomer, PASSWORD).unwrap() {
        assert_nowhere(&needles, &folder, standing(&wallet));
    }
    assert_nowhere(&needles, &folder, "signed out");

    let logged = log.0.lock().unwrap().clone();
    for (what, needle) in &needles {
        assert!(!contains(&logged, needle), "{what} is in the log");
    }
}

fn story(log: &Log) {
    let stage = Stage::new();
    let (citizen, officer) = (person(Branch::CardOnly), person(Branch::Officer));
    let mut needles = needles(citizen);
    needles.extend(self::needles(officer));

    let wallet = stage.wallet("an");
    all_steps(&wallet, &stage.authority, citizen, || {
        assert_nowhere(&needles, &stage.profile_folder("an"), standing(&wallet));
    });
    wallet.set_code_switch(true).unwrap();
    let other = stage.active("canbo", officer);
    let text = text_of_svg(&wallet.make_code(CredentialView::B).unwrap().svg);
    let bytes = bytes_of(&text);
    let code = UnverifiedCode::parse(&bytes).unwrap();
    needles.push(("the code's text", text.clone().into_bytes()));
    needles.push(("the code's id", code.proof.code_id.to_vec()));
    needles.push(("the device's public key", code.claims.device_key.to_cose()));
    needles.push(("the credential's end", bytes[bytes.len() - 64..].to_vec()));
    check_text(&other, &text);
    check_text(&other, &text);
    check_text(&other, "https://example.vn/Nguyễn");
    wallet.identity_card(Some(PASSCODE)).unwrap();
    needles.extend(a_paper_goes_over(&wallet, &other));
    wallet.refresh().unwrap();
    refusal(wallet.confirm_passcode(OTHER_PASSCODE));
    wallet
        .change_passcode(PASSCODE, OTHER_PASSCODE, OTHER_PASSCODE)
        .unwrap();
    for profile in ["an", "canbo"] {
        assert_nowhere(&needles, &stage.profile_folder(profile), "open");
    }
    wallet.lock();
    drop(other);
    // The second account takes over; things that go wrong are logged too.
    refusal(wallet.unlock(PASSCODE));
    drop(authority_in(stage.folder(), stage.clock.clone()));
    for profile in ["an", "canbo"] {
        assert_nowhere(&needles, &stage.profile_folder(profile), "locked");
    }

    let logged = log.0.lock().unwrap().clone();
    assert!(!logged.is_empty(), "something was logged");
    for (what, needle) in &needles {
        assert!(!contains(&logged, needle), "{what} is in the log");
    }
    // The search finds what is there.
    let shown = std::fs::read(stage.profile_folder("an").join("head")).unwrap();
    let found = all_files(&stage.profile_folder("an"));
    assert!(found.iter().any(|(_, content)| contains(content, &shown)));
}

/// A paper comes, is presented and judged; what must not be found of it.
fn a_paper_goes_over(wallet: &Wallet, officer: &Wallet) -> Vec<(&'static str, Vec<u8>)> {
    const TO: &str = "Khách sạn Hòa Bình";

    let kept = wallet.integrate_paper(PaperKind::IdentityCard, None).unwrap();
    let entry = wallet.papers().unwrap().remove(0);
    let sheet = wallet.open_paper(entry.id, Some(PASSCODE)).unwrap();
    let showing = PaperShowing {
        id: entry.id,
        format: Format::SdJwt,
        fields: vec!["full_name".to_owned(), "personal_number".to_owned()],
        purpose: Some(Purpose::Lodging),
        to: Some(TO.to_owned()),
        edition: None,
        challenge: None,
        pace: FramePace::Calm,
    };
    let presentation = wallet.present_paper(&showing, Some(PASSCODE)).unwrap();
    officer.refresh().unwrap();
    let checked = officer.check_paper_text(&presentation.text, None).unwrap();
    let log = wallet.shared(None).unwrap();
    let printed = format!("{kept:?} {sheet:?} {showing:?} {presentation:?} {checked:?} {log:?}");
    let name = sheet.content["full_name"].as_str().unwrap();
    let number = sheet.content["personal_number"].as_str().unwrap();
    for secret in [name, number, TO] {
        assert!(!printed.contains(secret));
    }
    let token = presentation.text.split('~').next().unwrap().to_owned();
    vec![
        ("to whom a paper was shown", TO.as_bytes().to_vec()),
        ("a paper", token.into_bytes()),
        ("a presentation", presentation.text.into_bytes()),
        ("a paper's kind", b"identity-card/0".to_vec()),
    ]
}

/// What must not be found, in every spelling a program might leave it in.
fn needles(person: &Person) -> Vec<(&'static str, Vec<u8>)> {
    let number = person.number.as_str();
    let words = [
        ("the name", person.full_name.clone()),
        ("the name in capitals", person.full_name.to_uppercase()),
        (
            "the name without diacritics",
            without_diacritics(&person.full_name),
        ),
        (
            "the name without diacritics",
            without_diacritics(&person.full_name).to_lowercase(),
        ),
        ("the number", number.to_owned()),
        ("the number, masked", person.number.masked_at_sign_in()),
        ("the number, masked", person.number.masked_in_device_notice()),
        ("the phone", person.phone.as_str().to_owned()),
        ("the phone, masked", person.phone.masked()),
        ("the phone, abroad", person.phone.as_str()[1..].to_owned()),
        ("the birth date", person.birth_date.format("%Y-%m-%d").to_string()),
        ("the birth date", person.birth_date.format("%d%m%Y").to_string()),
        ("the home", person.place_of_residence.clone()),
        ("the passcode", PASSCODE.to_owned()),
        ("the passcode", OTHER_PASSCODE.to_owned()),
        ("the password", PASSWORD.to_owned()),
        ("an answer", answers()[0].1.clone()),
        ("an answer", answers()[1].1.clone()),
        ("a folded answer", "cao lau".to_owned()),
        ("a portrait", "RIFF".to_owned()),
        ("a database", "SQLite format 3".to_owned()),
    ];
    let spelled = |(what, word): (&'static str, String)| {
        let units = || word.encode_utf16();
        [
            (what, units().flat_map(u16::to_le_bytes).collect()),
            (what, units().flat_map(u16::to_be_bytes).collect()),
            (what, word.clone().into_bytes()),
        ]
    };
    words.into_iter().flat_map(spelled).collect()
}

#[track_caller]
fn assert_nowhere(needles: &[(&'static str, Vec<u8>)], folder: &Path, when: &str) {
    for (path, content) in all_files(folder) {
        for (what, needle) in needles {
            assert!(!contains(&content, needle), "{what} is in {path}, {when}");
            assert!(
                !contains(path.as_bytes(), needle),
                "{what} is in the name {path}, {when}"
            );
        }
    }
}

fn all_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(all_files(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    files
}

fn contains(content: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else {
        return false;
    };
    let mut rest = content;
    while let Some(place) = rest.iter().position(|byte| byte == first) {
        if rest[place..].starts_with(needle) {
            return true;
        }
        rest = &rest[place + 1..];
    }
    false
}

/// All that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'l> MakeWriter<'l> for Log {
    type Writer = Self;

    fn make_writer(&'l self) -> Self {
        self.clone()
    }
}
