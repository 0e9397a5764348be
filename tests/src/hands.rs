//! A desktop used by hand: for what WebDriver would do otherwise than a person, such as giving a permission.

use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::desktop::{Desktop, Process, eventually};
use crate::window::application;

impl Desktop {
    /// Starts the application with no driver beside it and waits for its window, which lies at the top left.
    ///
    /// # Errors
    /// Where the application is missing or shows no window.
    pub fn launch(&self, profile: &str) -> Result<Process> {
        self.launch_with(&["--profile", profile])
    }

    /// The practice authority's desk, started the same way.
    ///
    /// # Errors
    /// As [`Self::launch`].
    pub fn launch_desk(&self, profile: &str) -> Result<Process> {
        self.launch_with(&["--desk", "--profile", profile])
    }

    fn launch_with(&self, arguments: &[&str]) -> Result<Process> {
        let mut command = self.command(application()?);
        let program = Process::start(command.args(arguments).stdin(Stdio::null()))?;
        let pid = program.id().to_string();
        eventually("the application shows its window", || {
            let found = self
                .command("xdotool")
                .args(["search", "--onlyvisible", "--pid", &pid])
                .output()?;
            Ok(found.status.success().then_some(()))
        })?;
        Ok(program)
    }

    /// Clicks at a point of the screen, in pixels from the top left.
    ///
    /// # Errors
    /// Where xdotool is missing.
    pub fn click(&self, x: u32, y: u32) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"])
    }

    /// Presses the button at one point of the screen, and lets it go at another, on a way of many small steps as a hand
    /// goes.
    ///
    /// # Errors
    /// Where xdotool is missing.
    pub fn drag(&self, from: (u32, u32), to: (u32, u32)) -> Result<()> {
        const STEPS: u32 = 24;
        self.xdotool(&[
            "mousemove",
            &from.0.to_string(),
            &from.1.to_string(),
            "mousedown",
            "1",
        ])?;
        let between = |from: u32, to: u32, step: u32| (from * (STEPS - step) + to * step) / STEPS;
        for step in 1..=STEPS {
            let (x, y) = (between(from.0, to.0, step), between(from.1, to.1, step));
            self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "sleep", "0.05"])?;
        }
        // The window below is asked whether it takes what is held.
        self.xdotool(&["sleep", "1", "mouseup", "1"])
    }

    /// Types a text into the window under the pointer.
    ///
    /// # Errors
    /// Where xdotool is missing.
    pub fn write(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "20", text])
    }

    /// Presses a key by its X name, such as `Tab`, `Return` or `ctrl+v`.
    ///
    /// # Errors
    /// Where xdotool is missing.
    pub fn key(&self, name: &str) -> Result<()> {
        self.xdotool(&["key", name])
    }

    /// Copies a file of this media type to the clipboard, where it stays until what is returned is dropped.
    ///
    /// # Errors
    /// Where xclip is missing.
    pub fn copy(&self, kind: &str, file: &[u8]) -> Result<Process> {
        let path = self.home().join("copied");
        std::fs::write(&path, file)?;
        let mut command = self.command("xclip");
        // "Quiet" is its word for staying in the foreground, to be ended with this process.
        command
            .args(["-quiet", "-selection", "clipboard", "-target", kind])
            .arg(&path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let owner = Process::start(&mut command)?;
        eventually("the clipboard holds it", || {
            let offered = self
                .command("xclip")
                .args(["-out", "-selection", "clipboard", "-target", "TARGETS"])
                .output()?;
            Ok(String::from_utf8_lossy(&offered.stdout)
                .lines()
                .any(|offered| offered == kind)
                .then_some(()))
        })?;
        Ok(owner)
    }

    /// A PNG of the whole screen.
    ///
    /// # Errors
    /// Where ImageMagick is missing.
    pub fn picture(&self) -> Result<Vec<u8>> {
        let picture = self
            .command("import")
            .args(["-window", "root", "png:-"])
            .output()?;
        if !picture.status.success() {
            bail!(
                "no picture of the screen: {}",
                String::from_utf8_lossy(&picture.stderr)
            );
        }
        Ok(picture.stdout)
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let status = self
            .command("xdotool")
            .args(arguments)
            .status()
            .context("xdotool did not start")?;
        if !status.success() {
            bail!("xdotool {arguments:?} ended with {status}");
        }
        Ok(())
    }
}
