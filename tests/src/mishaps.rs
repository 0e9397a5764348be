//! A walk through the screens that nobody hopes for: what an account may not, what is not valid any more, and what
//! cannot be opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use dinhdanh_authority::practice;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_protocol::{AccountStatus, SystemClock};

use crate::desktop::Desktop;
use crate::person::{self, CODE, Persona, Tongue};
use crate::tour::{Look, judged};
use crate::webcam::{self, Sight};
use crate::window::Window;

/// Walks, and calls `see` at every screen with the screen's name.
///
/// # Errors
/// Where a screen does not come, or where `see` fails.
pub async fn walk(
    desktop: &mut Desktop,
    look: Look,
    mut see: impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    not_valid_any_more(desktop, look, &mut see).await?;
    level_one(desktop, look, &mut see).await?;
    files(desktop, look.tongue, &mut see).await?;
    keyring(desktop, look.tongue, &mut see).await
}

/// The code of somebody whose account was withdrawn while it lived, and the owner's own window.
async fn not_valid_any_more(
    desktop: &Desktop,
    look: Look,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let tongue = look.tongue;
    let citizen = open(desktop, "citizen", look).await?;
    let people = person::personas(&citizen, "not_active", 2, true).await?;
    let [first, second, ..] = people.as_slice() else {
        anyhow::bail!("the picker offers two people who are ready");
    };
    person::activate(&citizen, first, tongue).await?;
    person::make_first_code(&citizen, tongue).await?;
    let sight = Sight::of(&citizen, CODE).await?;
    citizen.close().await?;
    withdraw(desktop, first)?;

    let officer = open(desktop, "officer", look).await?;
    person::activate(&officer, second, tongue).await?;
    webcam::plug_in(&officer).await?;
    officer.press(tongue.say("Quét mã", "Scan")).await?;
    officer
        .reads(tongue.say("Đưa QR code vào khung", "Hold the QR code in the frame"))
        .await?;
    judged(&officer, tongue, &sight, "38-verdict-not-valid", see).await?;
    officer.close().await
}

/// What a level-1 account is told where only level 2 will do.
async fn level_one(
    desktop: &Desktop,
    look: Look,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let tongue = look.tongue;
    let window = open(desktop, "one", look).await?;
    let people = person::personas(&window, "not_active", 1, true).await?;
    let somebody = people.first().context("somebody of level 1 is ready")?;
    person::activate(&window, somebody, tongue).await?;
    see(&window, "39-level-one-home").await?;
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    see(&window, "40-level-one-profile").await?;
    window.press(tongue.say("Quét mã", "Scan")).await?;
    window.shows(".halt h2").await?;
    see(&window, "41-level-one-check").await?;

    let again = Window::open(desktop, "one").await?;
    again.shows(".halt").await?;
    see(&again, "42-profile-in-use").await?;
    again.close().await?;
    window.close().await
}

/// Files of a later version, and torn ones.
async fn files(
    desktop: &Desktop,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let slots = slots_file(&desktop.data().join("profiles/one"))?;
    let whole = fs::read(&slots)?;
    let mut later = whole.clone();
    // The version stands behind eight bytes that say what the file is.
    *later.get_mut(8).context("a slots file is longer")? = u8::MAX;
    for (content, screen) in [
        (later.as_slice(), "43-vault-newer"),
        (b"torn".as_slice(), "44-vault-damaged"),
    ] {
        fs::write(&slots, content)?;
        trouble(desktop, screen, see).await?;
    }
    fs::write(&slots, &whole)?;
    let window = Window::open(desktop, "one").await?;
    window
        .reads(tongue.say("Nhập passcode để mở khóa", "Enter your passcode to unlock"))
        .await?;
    window.close().await
}

/// No keyring, and another one.
async fn keyring(
    desktop: &mut Desktop,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    desktop.stop_keyring();
    trouble(desktop, "45-keystore-unreachable", see).await?;
    desktop.replace_keyring()?;
    let window = Window::open(desktop, "one").await?;
    window.shows(".halt").await?;
    window
        .reads(tongue.say(
            "Khóa của ví không còn trong máy",
            "The wallet’s key is gone from this computer",
        ))
        .await?;
    see(&window, "46-keystore-lost").await?;
    window.close().await
}

async fn trouble(
    desktop: &Desktop,
    screen: &str,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let window = Window::open(desktop, "one").await?;
    window.shows(".halt").await?;
    see(&window, screen).await?;
    window.close().await
}

async fn open(desktop: &Desktop, profile: &str, look: Look) -> Result<Window> {
    let window = Window::open(desktop, profile).await?;
    person::choose_look(&window, look.tongue, look.theme).await?;
    Ok(window)
}

/// The authority withdraws an account, at its desk.
fn withdraw(desktop: &Desktop, somebody: &Persona) -> Result<()> {
    let folder = desktop.data().join("authority");
    let authority = practice::open(&folder, Arc::new(SystemClock::default()), Arc::new(SystemRandom))?;
    let number = somebody.number.parse().ok().context("a persona has a number")?;
    authority
        .desk()
        .set_status(&number, AccountStatus::Revoked, "Theo yêu cầu của công dân.")?;
    Ok(())
}

fn slots_file(profile: &Path) -> Result<PathBuf> {
    let account = fs::read_to_string(profile.join("head"))?;
    Ok(profile.join(account.trim()).join("slots"))
}
