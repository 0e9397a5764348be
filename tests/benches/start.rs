//! What the window costs beside an empty one of the same toolkit: time until it stands still, and memory.
//!
//! The programs are looked at from outside, as a person does: the start ends with the last change on the screen.
//! `DINHDANH_APP` and `DINHDANH_EMPTY` name the two, both built for release.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use dinhdanh_tests::desktop::{Desktop, Process};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};
use x11rb::rust_connection::RustConnection;

/// Starts of each program that count, after one that does not.
const ROUNDS: usize = 7;

/// With no change for so long the window stands still.
const STILL: Duration = Duration::from_millis(800);

/// Part of the screen that is compared, in pixels: the window as it opens, at the top left.
const WINDOW: (u16, u16) = (420, 860);

fn main() -> Result<()> {
    let program = |variable: &str| -> Result<PathBuf> {
        Ok(std::env::var_os(variable)
            .with_context(|| format!("{variable} names a program"))?
            .into())
    };
    let (app, empty) = (program("DINHDANH_APP")?, program("DINHDANH_EMPTY")?);
    let desktop = Desktop::start()?;
    desktop.hold_still()?;
    let screen = Screen::of(&desktop)?;

    // Fills the caches and lays the profile's folder: what is measured is a second start.
    for program in [&empty, &app] {
        start(&desktop, &screen, program)?;
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(start(&desktop, &screen, &empty)?);
        ours.push(start(&desktop, &screen, &app)?);
    }
    let (ours, theirs) = (Cost::median(&ours), Cost::median(&theirs));
    println!("empty window: {theirs}; ours: {ours}");
    let time = ours.time.as_secs_f64() / theirs.time.as_secs_f64();
    println!("measured: second start ÷ an empty window's: {time:.2}, limit 1.3");
    let memory = ours.memory as f64 / theirs.memory as f64;
    println!("measured: memory (PSS of all processes) ÷ an empty window's: {memory:.2}, limit 1.2");
    Ok(())
}

struct Cost {
    /// From the start of the program to the last change on the screen.
    time: Duration,
    /// Proportional set size of the program and all it started, in KiB.
    memory: u64,
}

impl Cost {
    fn median(costs: &[Self]) -> Self {
        let middle = |mut values: Vec<u128>| {
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        let time = middle(costs.iter().map(|cost| cost.time.as_micros()).collect());
        let memory = middle(costs.iter().map(|cost| u128::from(cost.memory)).collect());
        Self {
            time: Duration::from_micros(u64::try_from(time).unwrap_or(u64::MAX)),
            memory: u64::try_from(memory).unwrap_or(u64::MAX),
        }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms, {} MiB", self.time.as_millis(), self.memory / 1024)
    }
}

/// Starts the program, waits until its window stands still, and ends it.
fn start(desktop: &Desktop, screen: &Screen, program: &PathBuf) -> Result<Cost> {
    let blank = screen.look()?;
    let begun = Instant::now();
    let mut command = desktop.command(program);
    let process = Process::start(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )?;
    let (mut seen, mut changed) = (blank.clone(), begun);
    while seen == blank || changed.elapsed() < STILL {
        if begun.elapsed() > Duration::from_secs(30) {
            bail!("{} never stands still", program.display());
        }
        let now = screen.look()?;
        if now != seen {
            (seen, changed) = (now, Instant::now());
        }
        std::thread::sleep(Duration::from_millis(4));
    }
    let memory = memory(process.id())?;
    drop(process);
    while screen.look()? != blank {
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(Cost {
        time: changed - begun,
        memory,
    })
}

/// PSS of every process in the group, in KiB.
fn memory(group: u32) -> Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir("/proc")? {
        let folder = entry?.path();
        // A process may end while it is looked at.
        let Ok(stat) = fs::read_to_string(folder.join("stat")) else {
            continue;
        };
        // After the name in brackets: state, parent, group.
        let of = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(2)?.parse::<u32>().ok());
        if of == Some(group) {
            let rollup = fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
            let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
            total += line
                .and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok())
                .unwrap_or(0);
        }
    }
    Ok(total)
}

/// The desktop's screen, looked at without any window on it knowing.
struct Screen {
    connection: RustConnection,
    root: u32,
}

impl Screen {
    fn of(desktop: &Desktop) -> Result<Self> {
        let (connection, number) = RustConnection::connect(Some(desktop.display()))?;
        let root = connection
            .setup()
            .roots
            .get(number)
            .context("the display has a screen")?
            .root;
        Ok(Self { connection, root })
    }

    fn look(&self) -> Result<Vec<u8>> {
        let (width, height) = WINDOW;
        let picture =
            self.connection
                .get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, u32::MAX)?;
        Ok(picture.reply()?.data)
    }
}
