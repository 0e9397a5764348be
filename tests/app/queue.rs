//! A desk's queue: one person after the other before a camera that is always on, and nobody touches the officer's computer.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use dinhdanh_authority::population::printed_qr;
use dinhdanh_authority::practice;
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, Persona, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use serde_json::{Value, json};

const VI: Tongue = Tongue::Vietnamese;

/// How many stand in the queue: a few of each kind, and two hundred where `DINHDANH_QUEUE=200` asks for a whole day.
const PEOPLE: usize = 16;

/// Longer than a code may be out of sight and be the same showing.
const AWAY: Duration = Duration::from_millis(2_500);

/// What each next person holds up.
#[derive(Clone, Copy)]
enum Holds {
    Genuine,
    Expired,
    Replayed,
    Forged,
    Suspended,
    OtherGenuine,
    CardQr,
    Link,
}

const KINDS: [Holds; 8] = [
    Holds::Suspended,
    Holds::OtherGenuine,
    Holds::Genuine,
    Holds::Expired,
    Holds::Replayed,
    Holds::Forged,
    Holds::CardQr,
    Holds::Link,
];

/// A citizen with a wallet of their own.
struct Citizen {
    window: Window,
    person: Persona,
}

impl Citizen {
    async fn code(&self) -> Result<Sight> {
        self.window.invoke("touch", json!({})).await?;
        let code = self.window.invoke("make_code", json!({ "view": "b" })).await?;
        let svg = code
            .get("svg")
            .and_then(Value::as_str)
            .context("a code is drawn")?;
        Sight::of_svg(svg)
    }
}

#[test]
fn a_queue_is_judged_right_and_nothing_stays_of_the_one_before() {
    let people = std::env::var("DINHDANH_QUEUE")
        .ok()
        .and_then(|people| people.parse().ok());
    story(queue(people.unwrap_or(PEOPLE))).unwrap();
}

async fn queue(people: usize) -> Result<()> {
    let desktop = Desktop::start()?;
    desktop.hold_still()?;
    let officer = Window::open(&desktop, "officer").await?;
    let offered = person::personas(&officer, "not_active", 2, true).await?;
    let [own, rest @ ..] = offered.as_slice() else {
        bail!("the picker offers people");
    };
    let [genuine, other, late, suspended] = citizens(&desktop, rest).await?;
    let expired = late.code().await?;
    for window in [&officer, &genuine.window, &other.window, &suspended.window] {
        person::shift_clock(window, 75_000).await?;
    }
    let withdrawn = suspended.code().await?;
    let made = Instant::now();
    person::suspend(&desktop, &suspended.person).await?;
    // Activated after that, so that the trust data know of it.
    person::activate(&officer, own, VI).await?;
    open_desk(&officer).await?;
    // A code lives for a minute; however long all that took, it was made just now.
    let since = i64::try_from(made.elapsed().as_millis())?;
    for window in [&officer, &genuine.window, &other.window] {
        person::shift_clock(window, -since).await?;
    }

    let register = practice::people()?;
    let card = register
        .iter()
        .find(|one| one.number.as_str() == genuine.person.number);
    let card = printed_qr(card.context("the register has them all")?);
    let mut shown: Option<&Persona> = None;
    let mut last = None;
    let mut counts = [0; 4];
    for (number, kind) in KINDS.into_iter().cycle().take(people).enumerate() {
        let holds = match kind {
            // Whoever is suspended learns of it soon, and makes no more codes.
            Holds::Suspended if number > 0 => Holds::Genuine,
            holds => holds,
        };
        let (sight, says, whose, column) = match holds {
            Holds::Genuine => {
                let sight = genuine.code().await?;
                last = Some(sight.text()?);
                (sight, genuine.person.full_name.as_str(), Some(&genuine.person), 0)
            }
            Holds::OtherGenuine => (
                other.code().await?,
                other.person.full_name.as_str(),
                Some(&other.person),
                0,
            ),
            Holds::Expired => (expired.clone(), "Mã đã quá 60 giây.", Some(&late.person), 1),
            Holds::Replayed => {
                // Within a shake of the hand it would be the same showing still.
                webcam::hold_up(&officer, None).await?;
                tokio::time::sleep(AWAY).await;
                let again = Sight::of_text(last.as_deref().context("somebody came before")?)?;
                (
                    again,
                    "Mã này đã được quét trên máy này rồi.",
                    Some(&genuine.person),
                    1,
                )
            }
            Holds::Suspended => {
                let says = "Tài khoản đang bị khóa tạm thời.";
                (withdrawn.clone(), says, Some(&suspended.person), 2)
            }
            Holds::Forged => {
                let forged = webcam::tampered(&other.code().await?.text()?)?;
                (Sight::of_text(&forged)?, "MÃ GIẢ", Some(&other.person), 3)
            }
            Holds::CardQr => {
                let says = "Đây là QR in trên thẻ căn cước";
                (Sight::of_text(&card)?, says, None, 1)
            }
            Holds::Link => {
                let link = Sight::of_text(&format!("https://example.org/so-{number}"))?;
                (link, "Đây là một liên kết", None, 1)
            }
        };
        webcam::hold_up(&officer, Some(&sight.seen())).await?;
        officer
            .reads(says)
            .await
            .with_context(|| format!("person {number} of the queue"))?;
        let page = officer
            .script("return document.documentElement.outerHTML")
            .await?;
        let page = page.as_str().context("a page is text")?;
        if let Some(before) = shown.filter(|before| whose.is_none_or(|whose| whose.number != before.number)) {
            for trace in [before.full_name.clone(), person::grouped(&before.number)] {
                ensure!(
                    !page.contains(&trace),
                    "person {number} sees of the one before: {trace}"
                );
            }
        }
        if let (Holds::Genuine | Holds::OtherGenuine, Some(whose)) = (holds, whose) {
            ensure!(
                page.contains(&person::grouped(&whose.number)),
                "person {number} is read"
            );
        }
        shown = whose;
        *counts.get_mut(column).context("four words")? += 1;
    }
    webcam::hold_up(&officer, None).await?;
    let counted = officer
        .script("return [...document.querySelectorAll('.counts b')].map(each => Number(each.textContent))")
        .await?;
    ensure!(counted == json!(counts), "{counted} of {counts:?}");
    officer.press("Người kế tiếp").await?;
    officer.reads("Mời công dân đưa mã").await
}

/// The first of these people, each with a wallet of their own that makes codes.
async fn citizens<const N: usize>(desktop: &Desktop, people: &[Persona]) -> Result<[Citizen; N]> {
    let mut citizens = Vec::new();
    for person in people.iter().take(N) {
        let window = Window::open(desktop, &person.number).await?;
        person::activate(&window, person, VI).await?;
        person::make_first_code(&window, VI).await?;
        let person = person.clone();
        citizens.push(Citizen { window, person });
    }
    let found = citizens.len();
    citizens
        .try_into()
        .map_err(|_| anyhow::anyhow!("the picker offers {found} only"))
}

async fn open_desk(officer: &Window) -> Result<()> {
    officer.resize(1366, 768).await?;
    webcam::plug_in(officer).await?;
    officer.press("Quét mã").await?;
    officer.press("Chế độ bàn kiểm tra").await?;
    officer.press("Mở bàn").await?;
    officer.reads("Mời công dân đưa mã").await
}
