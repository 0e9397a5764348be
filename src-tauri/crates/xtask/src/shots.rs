//! `cargo xtask shots`: a picture of every screen, language, theme and size, and one sheet of them all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use crate::{process, ui};

/// Pictures of one size on a row of their sheet.
const COLUMNS: usize = 8;

/// Width of a picture on its sheet, pixels, as ImageMagick writes it.
const THUMBNAIL: &str = "240x";

/// Takes the pictures through the real window into ./shots; `only` keeps to screens whose name contains it.
pub(crate) fn shots(workspace: &Workspace, only: Option<&str>) -> Result<ExitCode> {
    let folder = workspace.root().join("shots");
    if only.is_none() && folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    take(workspace, &folder, only)?;
    for size in ["420x860", "820x1180", "1366x768"] {
        sheet(&folder, &format!("-{size}.png"), &format!("sheet-{size}.jpg"))?;
    }
    println!("{}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Takes a picture of every scene of the longest story there is, into ./shots/story.
pub(crate) fn story(workspace: &Workspace) -> Result<ExitCode> {
    let folder = workspace.root().join("shots/story");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    take(workspace, &folder, Some("--story"))?;
    sheet(&folder, ".png", "sheet.jpg")?;
    println!("{}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds what takes the pictures, and has it take those that are asked for.
fn take(workspace: &Workspace, folder: &Path, asked: Option<&str>) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("pictures are taken through WebKitWebDriver and Xvfb, which are on Linux");
    }
    setup::ensure(Purpose::Test)?;
    ui::build(workspace)?;
    fs::create_dir_all(folder)?;
    process::run(
        workspace
            .cargo()
            .args(["build", "--locked", "--package=dinhdanh", "--features=testing"]),
    )?;
    let mut take = workspace.cargo();
    take.args([
        "run",
        "--locked",
        "--package=dinhdanh-tests",
        "--features=window",
        "--bin=shots",
        "--",
    ])
    .arg(folder);
    process::run(take.args(asked))?;
    Ok(())
}

/// All pictures whose names end so, small, with their names below them.
fn sheet(folder: &Path, ending: &str, name: &str) -> Result<()> {
    let mut pictures: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    pictures.sort();
    if pictures.is_empty() {
        bail!("no picture was taken that ends in {ending}");
    }
    // ImageMagick's own choice is a font that Debian does not have.
    let font = process::output(process::command("fc-match").args(["--format=%{file}", "sans"]))
        .context("fontconfig names a font for the sheet")?;
    let mut montage = process::command("montage");
    montage
        .current_dir(folder)
        .args(["-font", &font])
        .args([
            "-label",
            "%t",
            "-tile",
            &format!("{COLUMNS}x"),
            "-geometry",
            &format!("{THUMBNAIL}+8+8"),
            "-background",
            "#dddddd",
        ])
        // Each is made small as it is read: together at full size they are more than Debian lets ImageMagick hold.
        .args(pictures.iter().filter_map(|path| {
            let name = path.file_name()?.to_string_lossy();
            Some(format!("{name}[{THUMBNAIL}]"))
        }))
        .arg(name);
    process::output(&mut montage)
        .map(drop)
        .context("ImageMagick's montage makes the sheet")
}
