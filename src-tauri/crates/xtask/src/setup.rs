//! What a machine must have before anything builds: installed on Debian and Ubuntu, named elsewhere.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building the program and opening its window.
    Run,
    /// All that, and windows that no one looks at, a keystore of their own and a camera that is not there.
    Test,
}

/// To build: a C compiler for SQLCipher and ring, the webview, SVG icons, OpenSSL for SQLCipher.
/// To see: GStreamer's plugins are how WebKitGTK reaches the camera and plays a sound.
const RUN: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-pipewire",
];

const TEST: &[&str] = &[
    "xvfb",
    "xauth",
    "xclip",
    "xdotool",
    "webkit2gtk-driver",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "ibus",
    "ibus-gtk3",
    "ibus-unikey",
    "imagemagick",
    "fontconfig",
    "procps",
    "pipewire",
    "wireplumber",
    "gstreamer1.0-tools",
    "valgrind",
];

/// Names the versions of Node that the front end's tools run on.
const FRONT_END: &str = include_str!("../../../../ui/package.json");

/// Sees to it that what `purpose` needs is there.
///
/// # Errors
/// Where something is missing that cannot be installed from here; the message says how to get it.
pub(crate) fn ensure(purpose: Purpose) -> Result<()> {
    node()?;
    if cfg!(target_os = "linux") {
        return if is_debian() {
            debian(purpose)
        } else {
            other_linux()
        };
    }
    // The webview and the keystore of these systems come with them.
    if cfg!(target_os = "macos") && !process::answers(process::command("xcode-select").arg("-p")) {
        bail!("Apple's command line tools are missing: xcode-select --install");
    }
    println!(
        "On this system OpenSSL must be found by cargo: `brew install openssl@3` (macOS), or `vcpkg install \
         openssl:x64-windows-static-md` with VCPKG_ROOT set, and the WebView2 runtime (Windows)."
    );
    Ok(())
}

/// Node is not installed from here: what Debian 12 and Ubuntu 24.04 have is too old, and another source of packages is
/// the owner's to choose.
fn node() -> Result<()> {
    let package: Value = serde_json::from_str(FRONT_END).context("ui/package.json is not JSON")?;
    let wanted = package
        .pointer("/engines/node")
        .and_then(Value::as_str)
        .context("ui/package.json does not say which Node.js it wants")?;
    let how = format!(
        "Node.js {wanted} is wanted: https://nodejs.org/en/download, or your system's package where it is new enough \
         (Debian 12's and Ubuntu 24.04's are not)"
    );
    let printed = process::output(process::command("node").arg("--version"))
        .with_context(|| format!("Node.js is missing; {how}"))?;
    match major_and_minor(printed.trim().trim_start_matches('v')) {
        Some(version) if is_in(version, wanted) => Ok(()),
        _ => bail!("Node.js {} will not do; {how}", printed.trim()),
    }
}

/// Whether a version is in one of the ranges, of which the forms `^20.19` and `>=24` are read.
fn is_in(version: (u32, u32), ranges: &str) -> bool {
    ranges.split("||").map(str::trim).any(|range| {
        let caret = range.strip_prefix('^').and_then(major_and_minor);
        let least = range.strip_prefix(">=").and_then(major_and_minor);
        caret.is_some_and(|from| version.0 == from.0 && version >= from)
            || least.is_some_and(|from| version >= from)
    })
}

/// `20.19.2`, `20.19` or `20`.
fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next().unwrap_or(Some(0))?))
}

fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let family = release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| {
            value
                .trim_matches('"')
                .split(' ')
                .any(|id| id == "debian" || id == "ubuntu")
        });
    family && process::answers(process::command("apt-get").arg("--version"))
}

fn debian(purpose: Purpose) -> Result<()> {
    let mut wanted = RUN.to_vec();
    if purpose == Purpose::Test {
        wanted.extend(TEST);
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!(
        "Missing Debian packages, to be installed now: {}",
        missing.join(" ")
    );
    process::run(as_root("apt-get")?.args(["update", "--quiet=2"]))?;
    process::run(
        as_root("apt-get")?
            .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Those of the packages that dpkg does not call installed.
fn missing<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    // dpkg-query fails when it does not know one of them, and still tells of the others.
    let output = process::command("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"])
        .args(wanted)
        .output()
        .context("dpkg-query did not start")?;
    let known = String::from_utf8_lossy(&output.stdout);
    let installed = |package: &str| {
        known.lines().any(|line| {
            line.split_once(' ')
                .is_some_and(|(name, state)| name == package && state == "installed")
        })
    };
    Ok(wanted
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect())
}

/// The program as root: as it is where we are root, else through sudo, which asks for itself.
fn as_root(program: &str) -> Result<Command> {
    let user = process::output(process::command("id").arg("-u"))?;
    if user.trim() == "0" {
        return Ok(process::command(program));
    }
    let mut command = process::command("sudo");
    command.args(["--preserve-env=DEBIAN_FRONTEND", program]);
    Ok(command)
}

fn other_linux() -> Result<()> {
    if process::answers(process::command("pkg-config").args([
        "--exists",
        "webkit2gtk-4.1",
        "openssl",
        "librsvg-2.0",
    ])) {
        return Ok(());
    }
    bail!(
        "missing: a C compiler, pkg-config, or the development files of WebKitGTK 4.1, librsvg or OpenSSL.\n  \
         Fedora: sudo dnf install gcc gcc-c++ pkgconf webkit2gtk4.1-devel librsvg2-devel openssl-devel \
         gstreamer1-plugins-good pipewire-gstreamer\n  \
         Arch:   sudo pacman -S base-devel webkit2gtk-4.1 librsvg openssl gst-plugins-good gst-plugin-pipewire\n\
         For `cargo xtask test` also: Xvfb, xclip, xdotool, WebKitWebDriver, dbus, gnome-keyring, IBus with Unikey, ImageMagick, \
         PipeWire, valgrind."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_taken_from_the_least_minor_of_its_major_on() {
        let ranges = "^20.19 || ^22.13 || >=24";
        for (version, taken) in [
            ("18.20.4", false),
            ("20.18.3", false),
            ("20.19.0", true),
            ("20.20", true),
            ("21.7.3", false),
            ("22.12.0", false),
            ("22.13.0", true),
            ("23.11.0", false),
            ("24.0.0", true),
            ("25", true),
        ] {
            let version = major_and_minor(version).unwrap();
            assert_eq!(is_in(version, ranges), taken, "{version:?}");
        }
        assert_eq!(major_and_minor("next"), None);
        assert!(!is_in((20, 19), "20.x"));
    }

    #[test]
    fn a_package_that_nobody_makes_is_missing() {
        if is_debian() {
            assert_eq!(
                missing(&["dpkg", "no-such-package-as-this"]).unwrap(),
                ["no-such-package-as-this"]
            );
        }
    }
}
