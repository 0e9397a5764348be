//! What a machine must have before anything builds: installed on Debian and Ubuntu, named elsewhere.

use std::process::Command;

use anyhow::{Context, Result, bail};

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
    "xdotool",
    "webkit2gtk-driver",
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "imagemagick",
    "fontconfig",
    "procps",
    "pipewire",
    "wireplumber",
    "gstreamer1.0-tools",
];

const NODE: u32 = 20;

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

fn node() -> Result<()> {
    let how = "install Node.js 20 or later: https://nodejs.org, or your system's package manager";
    let version = process::output(process::command("node").arg("--version")).context(how)?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        _ => bail!("Node.js {} is too old: {how}", version.trim()),
    }
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
         For `cargo xtask test` also: Xvfb, xdotool, WebKitWebDriver, dbus, gnome-keyring, ImageMagick, PipeWire."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
