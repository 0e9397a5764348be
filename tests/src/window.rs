//! The real window, driven through WebKitWebDriver as a person would.

use std::future::Future;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::wd::{Capabilities, TimeoutConfiguration};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desktop::{Desktop, Process, eventually};

/// How long the window may take to show what a test waits for.
const PATIENCE: Duration = Duration::from_secs(45);

/// How long a whole story may take: several times what the longest takes on two cores that have other work too.
const LONGEST: Duration = Duration::from_secs(900);

/// No hand presses two keys in a row faster.
const A_HAND: Duration = Duration::from_millis(50);

/// The wait between two looks.
const BLINK: Duration = Duration::from_millis(30);

/// Everything that can be pressed, by its text or its spoken name; a switch by the label round it. `NAME` is replaced by an XPath string.
const PRESSABLE: &str = "//*[(self::button or self::a or self::summary or @role='button' or @role='tab' or \
    @role='radio' or @role='switch' or @role='checkbox' or @role='menuitem' or @role='option') and \
    (normalize-space(.)=NAME or .//span[normalize-space(.)=NAME] or @aria-label=NAME or @aria-labelledby=//*[normalize-space(.)=NAME]/@id or \
    @id=//label[normalize-space(.)=NAME]/@for)] | //label[.//input and starts-with(normalize-space(.),NAME)]";

/// Fields, by the text of their label.
const FIELD: &str = "//*[(self::input or self::textarea or self::select) and (@aria-label=NAME or \
    @aria-labelledby=//*[normalize-space(.)=NAME]/@id or @id=//label[normalize-space(.)=NAME]/@for or \
    ancestor::label[starts-with(normalize-space(.),NAME)])]";

/// One window of one profile.
pub struct Window {
    client: Client,
    driver: Process,
}

impl Window {
    /// Opens the application on a desktop and waits until its document is there.
    ///
    /// # Errors
    /// Where the application or the driver is missing, or where no window opens.
    pub async fn open(desktop: &Desktop, profile: &str) -> Result<Self> {
        Self::open_program(desktop, &application()?, &["--profile", profile]).await
    }

    /// The same as somebody opens it who names no profile.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_unnamed(desktop: &Desktop) -> Result<Self> {
        Self::open_program(desktop, &application()?, &[]).await
    }

    /// The practice authority's desk, in the look and language that the profile prefers.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_desk(desktop: &Desktop, profile: &str) -> Result<Self> {
        Self::open_program(desktop, &application()?, &["--desk", "--profile", profile]).await
    }

    /// The same for any program whose window is a WebKitGTK view.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_program(desktop: &Desktop, program: &Path, arguments: &[&str]) -> Result<Self> {
        let port = free_port()?;
        let mut command = desktop.command("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            // The first is read by the webview, the second by the window toolkit's own switch.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAURI_AUTOMATION", "true")
            .stdin(Stdio::null());
        let driver = Process::start(&mut command)?;
        eventually("WebKitWebDriver listens", || {
            Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok().map(drop))
        })?;
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": program, "args": arguments }),
        );
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("the application's window did not open")?;
        // A script that looks at a whole page takes its time where the computer has other work.
        let timeouts = TimeoutConfiguration::new(Some(4 * PATIENCE), None, None);
        client.update_timeouts(timeouts).await?;
        let window = Self { client, driver };
        window
            .until("the document is there", async |window: &Self| {
                let state = window
                    .script("return document.readyState + ' ' + document.body.childElementCount")
                    .await?;
                Ok(state
                    .as_str()
                    .is_some_and(|state| state.starts_with("complete") && !state.ends_with(" 0")))
            })
            .await?;
        Ok(window)
    }

    /// The WebDriver session, for what this type has no word for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Presses the button, link, tab or switch of this name, as soon as there is one that can be pressed.
    ///
    /// # Errors
    /// Where there is none in time.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.press_one(name, |found| found).await
    }

    /// The same where several have the name: the one that comes last, as a dialog's does.
    ///
    /// # Errors
    /// As [`Self::press`].
    pub async fn press_last(&self, name: &str) -> Result<()> {
        self.press_one(name, |mut found| {
            found.reverse();
            found
        })
        .await
    }

    async fn press_one(&self, name: &str, order: impl Fn(Vec<Element>) -> Vec<Element>) -> Result<()> {
        let path = PRESSABLE.replace("NAME", &xpath_string(name));
        let pressed = self
            .until(&format!("“{name}” can be pressed"), async |window: &Self| {
                for element in order(window.client.find_all(Locator::XPath(&path)).await?) {
                    // The driver scrolls the page, but not a part of it that scrolls by itself.
                    let place = vec![serde_json::to_value(&element)?];
                    window
                        .script_with("arguments[0].scrollIntoView({ block: 'center' })", place)
                        .await?;
                    if element.is_displayed().await?
                        && element.is_enabled().await?
                        && element.click().await.is_ok()
                    {
                        return Ok(true);
                    }
                }
                Ok(false)
            })
            .await;
        match pressed {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!(
                "the window reads: {}",
                self.text().await.unwrap_or_default()
            ))),
        }
    }

    /// Types into the field of this label, in place of what it held.
    ///
    /// # Errors
    /// Where there is no such field in time.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.field(label).await?;
        // The driver scrolls the page, but not a part of it that scrolls by itself.
        let place = vec![serde_json::to_value(&field)?];
        self.script_with("arguments[0].scrollIntoView({ block: 'center' })", place)
            .await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// The field of this label.
    ///
    /// # Errors
    /// Where there is none in time.
    pub async fn field(&self, label: &str) -> Result<Element> {
        let path = FIELD.replace("NAME", &xpath_string(label));
        self.until(
            &format!("there is a field “{label}”"),
            async |window: &Self| Ok(!window.client.find_all(Locator::XPath(&path)).await?.is_empty()),
        )
        .await?;
        Ok(self.client.find(Locator::XPath(&path)).await?)
    }

    /// The whole label of the field whose label begins so.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn label_of(&self, beginning: &str) -> Result<String> {
        const FIND: &str = "return [...document.querySelectorAll('label')].map(label => label.innerText.trim())\
            .find(label => label.startsWith(arguments[0])) ?? ''";
        let label = self.script_with(FIND, vec![json!(beginning)]).await?;
        let label = label.as_str().filter(|label| !label.is_empty());
        Ok(label
            .with_context(|| format!("no label begins with “{beginning}”"))?
            .to_owned())
    }

    /// Types on the keyboard, wherever the focus is.
    ///
    /// # Errors
    /// Where the session has ended.
    pub async fn keys(&self, text: &str) -> Result<()> {
        // A sheet that has just come takes the focus a moment after its words can be read.
        self.until("something takes keys", async |window: &Self| {
            match window.client.active_element().await?.send_keys(text).await {
                Err(error) if error.to_string().contains("not focusable") => Ok(false),
                typed => typed.map(|()| true).map_err(Into::into),
            }
        })
        .await
    }

    /// Goes on from control to control, as far as the one of this name has the focus, and presses it: by the keyboard alone.
    ///
    /// # Errors
    /// Where the focus never comes to it.
    pub async fn press_by_keyboard(&self, name: &str) -> Result<()> {
        const TAB: &str = "\u{e004}";
        const ENTER: &str = "\u{e007}";
        const MOST: usize = 80;
        const NAMED: &str = "const now = document.activeElement; \
            return (now.getAttribute('aria-label') ?? now.textContent).includes(arguments[0]) && now !== document.body";
        self.reads(name).await?;
        for _ in 0..MOST {
            self.keys(TAB).await?;
            if self.script_with(NAMED, vec![json!(name)]).await? == true {
                // A scanner's Enter follows the key before it at once, and presses nothing.
                tokio::time::sleep(A_HAND).await;
                return self.keys(ENTER).await;
            }
        }
        bail!("no key leads to “{name}”")
    }

    /// Waits until this text can be read somewhere.
    ///
    /// # Errors
    /// Where it cannot be in time; the message says what can be read instead.
    pub async fn reads(&self, text: &str) -> Result<()> {
        let seen = self
            .until(&format!("“{text}” can be read"), async |window: &Self| {
                Ok(window.text().await?.contains(text))
            })
            .await;
        match seen {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!(
                "the window reads: {}",
                self.text().await.unwrap_or_default()
            ))),
        }
    }

    /// All that can be read now, with no difference between one white space and another.
    ///
    /// # Errors
    /// Where the session has ended.
    pub async fn text(&self) -> Result<String> {
        let text = self.script("return document.body.innerText").await?;
        Ok(text
            .as_str()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "))
    }

    /// Waits until something that this CSS selector finds is on the screen, and has come to rest.
    ///
    /// # Errors
    /// Where it is not in time.
    pub async fn shows(&self, selector: &str) -> Result<()> {
        const SHOWN: &str = "const box = document.querySelector(arguments[0])?.getBoundingClientRect(); \
            return box !== undefined && box.width > 0 && box.height > 0 && \
            document.getAnimations().every(each => each.playState !== 'running')";
        self.until(&format!("`{selector}` is shown"), async |window: &Self| {
            Ok(window.script_with(SHOWN, vec![json!(selector)]).await? == true)
        })
        .await
    }

    /// What the first element of this CSS selector says, as soon as there is one.
    ///
    /// # Errors
    /// Where there is none in time.
    pub async fn read(&self, selector: &str) -> Result<String> {
        const READ: &str = "return document.querySelector(arguments[0])?.innerText ?? ''";
        let found = std::cell::RefCell::new(String::new());
        self.until(&format!("`{selector}` says something"), async |window: &Self| {
            let text = window.script_with(READ, vec![json!(selector)]).await?;
            *found.borrow_mut() = text.as_str().unwrap_or_default().trim().to_owned();
            Ok(!found.borrow().is_empty())
        })
        .await?;
        Ok(found.into_inner())
    }

    /// Begins the page anew; the program goes on.
    ///
    /// # Errors
    /// Where the page does not come back.
    pub async fn reload(&self) -> Result<()> {
        self.client.refresh().await?;
        self.shows(".app .body > *").await
    }

    /// Runs a function body in the page and gives what it returns.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn script(&self, body: &str) -> Result<Value> {
        self.script_with(body, vec![]).await
    }

    /// The same with arguments.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn script_with(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(body, arguments).await?)
    }

    /// Calls a command of the shell, as the interface does. The error is what the command rejected with.
    ///
    /// # Errors
    /// Where the command fails.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value> {
        const CALL: &str = "const [command, given, done] = arguments; window.__TAURI_INTERNALS__.invoke(command, given)\
            .then(value => done({ value }), error => done({ error }));";
        let answer = self
            .client
            .execute_async(CALL, vec![json!(command), arguments])
            .await?;
        match answer.get("error") {
            Some(error) => bail!("{command}: {error}"),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// Gives the page this size, in CSS pixels.
    ///
    /// # Errors
    /// Where the window does not take it in time.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.client.set_window_size(width, height).await?;
        self.until(
            &format!("the page is {width} × {height}"),
            async |window: &Self| {
                let size = window.script("return [innerWidth, innerHeight]").await?;
                Ok(size == json!([width, height]))
            },
        )
        .await
    }

    /// A PNG of the page. It lags what the document says by up to 300 ms.
    ///
    /// # Errors
    /// Where the session has ended.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        tokio::time::sleep(Duration::from_millis(350)).await;
        Ok(self.client.screenshot().await?)
    }

    /// What axe finds wrong with the screen as it is: one line a rule, with the first element that breaks it.
    ///
    /// # Errors
    /// Where axe is not installed (`npm ci` in ui).
    pub async fn axe(&self) -> Result<Vec<String>> {
        const ALL: [&str; 6] = [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice",
        ];
        self.axe_of(json!({ "type": "tag", "values": ALL })).await
    }

    /// What axe finds wrong with the colours alone: all that a theme changes.
    ///
    /// # Errors
    /// As [`Window::axe`].
    pub async fn axe_of_colours(&self) -> Result<Vec<String>> {
        self.axe_of(json!({ "type": "rule", "values": ["color-contrast"] }))
            .await
    }

    async fn axe_of(&self, rules: Value) -> Result<Vec<String>> {
        // A sheet that is closing is still there for a moment, and nobody can reach it any more.
        self.until("no sheet is closing", async |window: &Self| {
            const CLOSED: &str = "return document.querySelector('.sheet[data-state=closed]') === null";
            Ok(window.script(CLOSED).await?.as_bool() == Some(true))
        })
        .await?;
        const RUN: &str = "const [rules, done] = arguments; axe.run(document, { runOnly: rules, \
            resultTypes: ['violations'] }).then(found => done(found.violations.map(broken => \
            broken.id + ': ' + broken.help + ' ' + broken.nodes[0].html)), error => done(['axe: ' + error]));";
        // Once a page: it is half a megabyte.
        if self.script("return window.axe === undefined").await? == true {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(&source)
                .with_context(|| format!("{} is missing", source.display()))?;
            self.script(&source).await?;
        }
        let found = self.client.execute_async(RUN, vec![rules]).await?;
        serde_json::from_value(found).context("axe answers with lines")
    }

    /// Asks again and again until it holds.
    ///
    /// # Errors
    /// Where it does not in time, or where asking fails.
    pub async fn until<F>(&self, what: &str, holds: F) -> Result<()>
    where
        F: AsyncFn(&Self) -> Result<bool>,
    {
        let start = Instant::now();
        loop {
            // A page in the middle of a change may refuse to answer; what it says last counts.
            let answer = holds(self).await;
            if matches!(answer, Ok(true)) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                return match answer {
                    Ok(_) => bail!("waited in vain: {what}"),
                    Err(error) => Err(error.context(format!("waited in vain: {what}"))),
                };
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    /// Closes the window as a person does, and waits until the program has ended.
    ///
    /// # Errors
    /// Where the session has ended already.
    pub async fn close(self) -> Result<()> {
        self.client.close().await?;
        Ok(())
    }

    /// SIGKILL to the program, its web processes and the driver.
    pub fn kill(mut self) {
        self.driver.kill();
    }
}

/// Runs a story to its end on a runtime of its own.
///
/// # Errors
/// The story's, and where it does not end within [`LONGEST`]: a webview that stopped answering answers never.
pub fn story(told: impl Future<Output = Result<()>>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        tokio::time::timeout(LONGEST, told)
            .await
            .context("the story never ends")?
    })
}

/// The shell as the suite builds it, unless `DINHDANH_APP` names another: in cargo's folder of programs, where the
/// programs of this crate lie too and the tests one folder deeper.
pub fn application() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("DINHDANH_APP") {
        return Ok(named.into());
    }
    std::env::current_exe()?
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join("dinhdanh"))
        .find(|program| program.exists())
        .context("no shell is built: cargo build -p dinhdanh --features testing")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// A text as XPath 1.0 writes it, which knows no escapes.
fn xpath_string(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
