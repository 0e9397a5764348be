//! A page whose process ends: the window begins it anew, and the program goes on.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use dinhdanh_tests::desktop::{Desktop, Process, eventually};
use rustix::process::{Pid, Signal, kill_process};

const SETTLED: Duration = Duration::from_secs(3);

/// The kernel keeps the first 15 bytes of a name.
const WEB_PROCESS: &str = "WebKitWebProces";

#[test]
fn the_wallet_s_page_comes_back() {
    comes_back(|desktop| desktop.launch("main")).unwrap();
}

#[test]
fn the_desk_s_page_comes_back() {
    comes_back(|desktop| desktop.launch_desk("main")).unwrap();
}

fn comes_back(launch: impl FnOnce(&Desktop) -> Result<Process>) -> Result<()> {
    let desktop = Desktop::start()?;
    desktop.hold_still()?;
    let mut program = launch(&desktop)?;
    eventually("the page is drawn", || drawn(&desktop))?;
    // What it asks for once it is there comes after it.
    std::thread::sleep(SETTLED);
    let before = eventually("the page has come to rest", || drawn(&desktop))?;
    let first = eventually("it has a process", || web_process(&program))?;
    kill_process(first, Signal::KILL)?;
    eventually("it has another process", || {
        Ok(web_process(&program)?.filter(|now| *now != first))
    })?;
    eventually("the page is what it was", || {
        Ok(drawn(&desktop)?.filter(|now| alike(now, &before)).map(|_| ()))
    })?;
    assert!(!program.ended()?);
    Ok(())
}

/// The screen, once a page shows there and has come to rest.
fn drawn(desktop: &Desktop) -> Result<Option<Vec<u8>>> {
    /// More colours than an empty window has, and than its frame.
    const COLOURS: usize = 50;
    let look = || anyhow::Ok(image::load_from_memory(&desktop.picture()?)?.into_rgb8());
    let screen = look()?;
    let mut colours: Vec<_> = screen.pixels().map(|pixel| pixel.0).collect();
    colours.sort_unstable();
    colours.dedup();
    std::thread::sleep(Duration::from_millis(500));
    let rests = colours.len() > COLOURS && look()? == screen;
    Ok(rests.then(|| screen.into_raw()))
}

/// The same but for a hundredth of it: pictures are not scaled and edges not drawn alike twice.
fn alike(one: &[u8], other: &[u8]) -> bool {
    let differing = one.iter().zip(other).filter(|(one, other)| one != other);
    differing.count() < one.len() / 100
}

/// The process that draws a program's page.
fn web_process(program: &Process) -> Result<Option<Pid>> {
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // It may have ended since it was listed.
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
            continue;
        };
        let (named, rest) = stat.rsplit_once(')').context("a name in brackets")?;
        // State and parent follow.
        let parent = rest.split_whitespace().nth(1).and_then(|id| id.parse().ok());
        if named.ends_with(WEB_PROCESS) && parent == Some(program.id()) {
            return Ok(Pid::from_raw(pid));
        }
    }
    Ok(None)
}
