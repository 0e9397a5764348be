//! Other processes: this program again, with one hidden test to run.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use super::{FakeClock, MORNING};

const FOLDER: &str = "FLOWS_FOLDER";
const WALL: &str = "FLOWS_WALL";
/// Begins a line that a child says to its parent, among those of the test harness.
const SAID: &str = "said ";

/// A running child and what it says.
pub(crate) struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Runs a hidden test in a process of its own, its wall clock `wall` milliseconds since 1970.
    pub(crate) fn start(test: &str, folder: &Path, wall: i64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder)
            .env(WALL, wall.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next thing that it says; none when it has ended.
    pub(crate) fn hear(&mut self) -> Option<String> {
        // The harness writes its own words without ending the line.
        self.lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            line.split_once(SAID).map(|(_, said)| said.to_owned())
        })
    }

    pub(crate) fn tell(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Lets it say `first` things, then work on for a while, kills it, and gives all that it had said.
    pub(crate) fn kill_after(mut self, first: u64, while_working: Duration) -> Vec<String> {
        let mut said: Vec<String> = (0..first).map_while(|_| self.hear()).collect();
        std::thread::sleep(while_working);
        self.child.kill().unwrap();
        said.extend(std::iter::from_fn(|| self.hear()));
        self.child.wait().unwrap();
        said
    }

    /// The same, from when it says `word` for the first time.
    pub(crate) fn kill_once(mut self, word: &str, while_working: Duration) -> Vec<String> {
        let mut said = Vec::new();
        while said.last().is_none_or(|last| last != word) {
            said.extend(Some(self.hear().unwrap()));
        }
        said.extend(self.kill_after(0, while_working));
        said
    }

    pub(crate) fn end(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Where the parent's test failed midway, its child ends too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In a child: where it was told to work.
pub(crate) fn folder() -> PathBuf {
    std::env::var_os(FOLDER).expect("run by its parent test").into()
}

/// In a child: the clock that it was given.
pub(crate) fn clock() -> Arc<FakeClock> {
    let wall = std::env::var(WALL).ok().and_then(|wall| wall.parse().ok());
    Arc::new(FakeClock::at(wall.unwrap_or(MORNING)))
}

/// In a child: says something to the parent.
pub(crate) fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{SAID}{what}").unwrap();
    out.flush().unwrap();
}
