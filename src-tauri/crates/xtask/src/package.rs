//! `cargo xtask package`: the Debian package.
//!
//! Written with dpkg-deb, which every Debian has, rather than with a bundler: the tree below is all there is to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use crate::{notices, process, ui};

const NAME: &str = "vi-dinh-danh";

/// What the window's tests shift the clock with. Its name in a program gives away a build that is not to be shipped.
const TESTING: &[u8] = b"testing_shift_clock";

/// Names who answers for the package, where that is another than git's user.
const MAINTAINER: &str = "DINHDANH_MAINTAINER";

/// Bytes that a package may have.
const LIMIT: u64 = 8 << 20;

/// Builds the release without any testing feature and packs it into ./dist.
pub(crate) fn package(workspace: &Workspace) -> Result<ExitCode> {
    let maintainer = maintainer(workspace)?;
    println!("{maintainer} will answer for the package; {MAINTAINER} names another");
    setup::ensure(Purpose::Run)?;
    ui::build(workspace)?;
    process::run(
        workspace
            .cargo()
            .args(["build", "--locked", "--release", "--package=dinhdanh"]),
    )?;
    let program = workspace.target().join("release").join("dinhdanh");
    if fs::read(&program)?
        .windows(TESTING.len())
        .any(|bytes| bytes == TESTING)
    {
        bail!(
            "{} has the feature `testing`: it would ship a clock that can be moved",
            program.display()
        );
    }

    let tree = workspace.scratch("package");
    if tree.exists() {
        fs::remove_dir_all(&tree)?;
    }
    let installed = tree.join("install");
    lay_out(workspace, &program, &installed)?;
    let control = Control {
        version: env!("CARGO_PKG_VERSION"),
        architecture: process::output(process::command("dpkg").arg("--print-architecture"))?
            .trim()
            .to_owned(),
        maintainer,
        depends: depends(&tree, &installed.join("usr/bin").join(NAME))?,
        kibibytes: size(&installed)?.div_ceil(1024),
    };
    write(&installed.join("DEBIAN/control"), &control.text())?;

    let folder = workspace.root().join("dist");
    fs::create_dir_all(&folder)?;
    let package = folder.join(format!("{NAME}_{}_{}.deb", control.version, control.architecture));
    process::run(
        process::command("dpkg-deb")
            .args(["--build", "--root-owner-group", "-Zxz"])
            .args([&installed, &package])
            .env("SOURCE_DATE_EPOCH", last_commit(workspace, "%ct")?),
    )?;
    let bytes = fs::metadata(&package)?.len();
    println!(
        "{}: {:.2} MiB",
        package.display(),
        bytes as f64 / f64::from(1 << 20)
    );
    if bytes > LIMIT {
        bail!("the package is larger than {} MiB", LIMIT >> 20);
    }
    Ok(ExitCode::SUCCESS)
}

/// The files as they will lie on the user's machine.
fn lay_out(workspace: &Workspace, program: &Path, root: &Path) -> Result<()> {
    let share = root.join("usr/share");
    copy(program, &root.join("usr/bin").join(NAME))?;
    write(
        &share.join(format!("applications/{NAME}.desktop")),
        include_str!("../package/vi-dinh-danh.desktop"),
    )?;
    let id = identifier(workspace)?;
    let metainfo = include_str!("../package/metainfo.xml")
        .replace("@ID@", &id)
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@DATE@", &last_commit(workspace, "%cs")?);
    write(&share.join(format!("metainfo/{id}.metainfo.xml")), &metainfo)?;
    let icons = workspace.root().join("assets/icon");
    for size in ["32x32", "128x128", "256x256", "512x512"] {
        let icon = share.join(format!("icons/hicolor/{size}/apps/{NAME}.png"));
        copy(&icons.join(format!("{size}.png")), &icon)?;
    }
    copy(
        &icons.join("icon.svg"),
        &share.join(format!("icons/hicolor/scalable/apps/{NAME}.svg")),
    )?;
    let documents = share.join("doc").join(NAME);
    write(&documents.join("copyright"), include_str!("../package/copyright"))?;
    for (name, text) in [
        ("third-party-licences", notices::collect(workspace)?),
        (
            "changelog",
            fs::read_to_string(workspace.root().join("CHANGELOG.md"))?,
        ),
    ] {
        let file = documents.join(name);
        write(&file, &text)?;
        process::run(process::command("gzip").args(["-9", "--no-name"]).arg(&file))?;
    }
    Ok(())
}

struct Control {
    version: &'static str,
    architecture: String,
    /// `Name <address>` of whoever builds the package.
    maintainer: String,
    depends: String,
    kibibytes: u64,
}

impl Control {
    fn text(&self) -> String {
        include_str!("../package/control")
            .replace("@VERSION@", self.version)
            .replace("@ARCHITECTURE@", &self.architecture)
            .replace("@MAINTAINER@", &self.maintainer)
            .replace("@DEPENDS@", &self.depends)
            .replace("@SIZE@", &self.kibibytes.to_string())
    }
}

/// The packages whose libraries the program is linked to, in the versions that have the symbols it uses.
fn depends(scratch: &Path, program: &Path) -> Result<String> {
    // dpkg-shlibdeps insists on a source package around it.
    write(
        &scratch.join("debian/control"),
        &format!("Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"),
    )?;
    let mut command = process::command("dpkg-shlibdeps");
    let printed = process::output(command.current_dir(scratch).arg("-O").arg(program))?;
    let libraries = printed
        .lines()
        .find_map(|line| line.strip_prefix("shlibs:Depends="))
        .context("dpkg-shlibdeps names no library")?;
    Ok(libraries.to_owned())
}

/// The application's identifier, as the window's configuration has it.
fn identifier(workspace: &Workspace) -> Result<String> {
    let text = fs::read_to_string(workspace.root().join("src-tauri/tauri.conf.json"))?;
    let configuration: serde_json::Value = serde_json::from_str(&text)?;
    let identifier = configuration
        .get("identifier")
        .and_then(serde_json::Value::as_str);
    Ok(identifier
        .context("tauri.conf.json has no identifier")?
        .to_owned())
}

/// Who answers for the package: whoever builds it. The project has no address, and whoever committed last has not
/// asked to be written to.
fn maintainer(workspace: &Workspace) -> Result<String> {
    let named = match std::env::var(MAINTAINER) {
        Ok(named) => named,
        Err(_) => format!(
            "{} <{}>",
            git_config(workspace, "user.name")?,
            git_config(workspace, "user.email")?
        ),
    };
    if !is_name_and_address(&named) {
        bail!("`{named}` is not of the form `Name <address>`, which a package asks for: set {MAINTAINER}");
    }
    Ok(named)
}

/// One line `Name <address>`, neither of them empty.
fn is_name_and_address(text: &str) -> bool {
    let parts = text.strip_suffix('>').and_then(|text| text.split_once(" <"));
    parts.is_some_and(|(name, address)| {
        let is_plain = |part: &str| !part.trim().is_empty() && !part.contains(['<', '>', '\n', '\r']);
        is_plain(name) && is_plain(address) && address.contains('@')
    })
}

fn git_config(workspace: &Workspace, key: &str) -> Result<String> {
    let mut git = process::command("git");
    let value =
        process::output(git.current_dir(workspace.root()).args(["config", key])).with_context(|| {
            format!("nobody is known to answer for the package: set {MAINTAINER}=\"Name <address>\"")
        })?;
    Ok(value.trim().to_owned())
}

/// A time of the last commit, in git's format: the same sources make the same files on any day.
fn last_commit(workspace: &Workspace, format: &str) -> Result<String> {
    let mut git = process::command("git");
    let told = process::output(git.current_dir(workspace.root()).args([
        "log",
        "-1",
        &format!("--format={format}"),
    ]))?;
    Ok(told.trim().to_owned())
}

fn size(folder: &Path) -> Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        total += if path.is_dir() {
            size(&path)?
        } else {
            fs::metadata(&path)?.len()
        };
    }
    Ok(total)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    create_parent(to)?;
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    create_parent(path)?;
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn create_parent(path: &Path) -> Result<()> {
    let parent = path
        .parent()
        .map(PathBuf::from)
        .context("a file lies in a folder")?;
    fs::create_dir_all(&parent).with_context(|| format!("{} cannot be made", parent.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maintainer_has_a_name_and_an_address() {
        assert!(is_name_and_address("Nguyễn Văn An <an@example.org>"));
        for wrong in [
            "",
            "an@example.org",
            " <an@example.org>",
            "An <>",
            "An <an>",
            "An <an@example.org>\nX: y",
            "An <an@example.org> <b@example.org>",
        ] {
            assert!(!is_name_and_address(wrong), "{wrong:?}");
        }
    }
}
