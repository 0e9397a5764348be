//! Whoever comes to a window that is locked, or that shows a code across a counter, gets nothing else from it, even if they
//! could put words into its page's mouth.

use anyhow::{Context as _, Result, bail, ensure};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::drag::Drag;
use dinhdanh_tests::person::{self, PASSCODE, Tongue};
use dinhdanh_tests::window::{Window, story};
use serde_json::json;

const VI: Tongue = Tongue::Vietnamese;

/// All that the window may ask.
const COMMANDS: &str = include_str!("../../src-tauri/permissions/window.toml");

/// What a presented code is in need of, and what gives nothing of anybody away.
const WHILE_PRESENTING: [&str; 17] = [
    "app_state",
    "brighten",
    "card_form_text",
    "card_province",
    "confirm_passcode",
    "current_code",
    "lock",
    "make_code",
    "onlookers",
    "paper_kinds",
    "preferences",
    "presentation",
    "refresh_soon",
    "shell_info",
    "stop_presenting_paper",
    "testing_shift_clock",
    "touch",
];

/// What the desk, the code and the papers are made of.
const BEHIND_THE_LOCK: [&str; 61] = [
    "allow_answer",
    "allow_showing",
    "ask_for_code",
    "ask_for_paper",
    "card_qr",
    "challenge_frame",
    "challenge_image",
    "change_passcode",
    "check_dropped",
    "check_frame",
    "check_image",
    "check_next",
    "check_paper_text",
    "check_pasted",
    "check_ready",
    "check_text",
    "confirm_passcode",
    "drop_code",
    "dropped_files",
    "export_scan_report",
    "export_sharing",
    "export_sightings",
    "export_trust",
    "forget_receipt",
    "forget_refusal",
    "forget_sharing",
    "identity_card",
    "import_trust",
    "integrate_paper",
    "invite_desk",
    "join_office",
    "judge_receipt",
    "keep_receipt",
    "leave_office",
    "make_code",
    "make_office",
    "make_receipt",
    "next_person",
    "note_refusal",
    "notices",
    "notices_read",
    "office",
    "office_frame",
    "open_case",
    "paper",
    "papers",
    "present_paper",
    "presentation",
    "print_paper",
    "print_receipt",
    "receipt_frame",
    "receipt_image",
    "receipts",
    "refusals",
    "remove_paper",
    "save_invitation",
    "scan_history",
    "set_code_switch",
    "set_papers_ask",
    "sharing_log",
    "take_office_file",
];

#[test]
fn a_locked_window_and_one_that_shows_a_code_answer_nobody() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let window = Window::open(&desktop, "officer").await?;
        let people = person::personas(&window, "not_active", 2, true).await?;
        let Some(officer) = people.first() else {
            bail!("the picker offers somebody who is ready");
        };
        person::activate(&window, officer, VI).await?;
        window.invoke("set_code_switch", json!({ "on": true })).await?;
        window.invoke("make_code", json!({ "view": "b" })).await?;
        let file = desktop.home().join("ho-so-cua-an.png");
        std::fs::write(&file, "a picture")?;
        Drag::over_window(&desktop, &file)?.release()?;
        let listed = window.invoke("dropped_files", json!({})).await?;
        ensure!(listed["names"] == json!(["ho-so-cua-an.png"]), "{listed}");

        window.invoke("presentation", json!({})).await?;
        let reached = all_commands()?
            .into_iter()
            .filter(|command| !WHILE_PRESENTING.contains(command));
        all_refused(&window, reached, "presenting").await?;
        let other = window.invoke("make_code", json!({ "view": "a" })).await;
        ensure!(other.is_err(), "another view than the one that shows");

        window.invoke("lock", json!({})).await?;
        all_refused(&window, BEHIND_THE_LOCK, "locked").await?;
        window.invoke("unlock", json!({ "passcode": PASSCODE })).await?;
        let listed = window.invoke("dropped_files", json!({})).await?;
        ensure!(listed["names"] == json!([]), "{listed}");
        window.close().await
    })
    .unwrap();
}

fn all_commands() -> Result<Vec<&'static str>> {
    let (_, listed) = COMMANDS
        .split_once("commands.allow = [")
        .context("a list of commands")?;
    let (listed, _) = listed.split_once(']').context("its end")?;
    let commands: Vec<_> = listed.split('"').skip(1).step_by(2).collect();
    ensure!(commands.len() > 140, "{} commands", commands.len());
    Ok(commands)
}

/// Each command says just this, whatever it is asked.
async fn all_refused(
    window: &Window,
    commands: impl IntoIterator<Item = &'static str>,
    code: &str,
) -> Result<()> {
    const CALL: &str = "const [command, given, done] = arguments; \
        const { invoke } = window.__TAURI_INTERNALS__; \
        const ask = (given, options) => \
            invoke(command, given, options).then(() => 'done', error => error.code ?? error); \
        const raw = { headers: { 'x-width': '2', 'x-height': '2' } }; \
        const named = { ...given, id: '00'.repeat(16) }; \
        ask(given) \
            .then(said => said.includes('expected a string') ? ask(named) : said) \
            .then(said => said === 'image_unreadable' ? ask(new Uint8Array(4), raw) : said) \
            .then(done);";
    let mut otherwise = Vec::new();
    for command in commands {
        let arguments = vec![json!(command), serde_json::from_str(GIVEN)?];
        let said = window.client().execute_async(CALL, arguments).await?;
        if said != json!(code) {
            otherwise.push(format!("{command}: {said}"));
        }
    }
    ensure!(otherwise.is_empty(), "not {code}: {otherwise:#?}");
    Ok(())
}

/// Something for each name under which a command asks for something.
const GIVEN: &str = r#"{
    "answer": "x", "answers": [{ "question": 1, "answer": "x" }, { "question": 2, "answer": "x" }], "ask": false,
    "askedFor": "x", "batch": 1, "challenge": "DD1C:ABC", "challenged": true, "code": "000000", "current": "000000",
    "day": null, "digits": "00000000", "email": null, "first": "000000",
    "form": {
        "number": "", "oldNumber": null, "fullName": "", "birthDate": "", "sex": null, "residence": "", "issuedOn": null
    },
    "id": 1, "invitation": "DDO1:ABC", "kind": "tax", "month": "2026-11", "new": "x",
    "note": {
        "compared": { "face": true, "papers": true, "form": true }, "basis": null, "fileNumber": null, "agreed": true
    },
    "number": "old", "on": true, "pace": "calm", "passcode": "000000", "password": "x", "phone": "0900000000",
    "place": "x", "preferences": { "lockWhenHidden": false },
    "printing": { "id": 1, "fields": [], "edition": null, "to": null }, "profile": "default", "purpose": null,
    "query": null, "said": "x", "second": "000000",
    "showing": {
        "id": 1, "format": "sd_jwt", "fields": [], "edition": "", "purpose": null, "to": null, "pace": "calm"
    },
    "text": "DD1:ABC", "typed": false, "upTo": 1, "view": "b"
}"#;
