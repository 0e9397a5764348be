//! Takes the pictures of `cargo xtask shots`: every screen, language, theme and size, or the longest story scene by scene,
//! out of the real window.

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    taking::pictures()
}

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod taking {
    use std::path::{Path, PathBuf};

    use anyhow::{Context, Result};
    use dinhdanh_tests::desktop::Desktop;
    use dinhdanh_tests::mishaps;
    use dinhdanh_tests::moving;
    use dinhdanh_tests::newcomer;
    use dinhdanh_tests::person::Tongue;
    use dinhdanh_tests::recovery;
    use dinhdanh_tests::tour::{Look, walk};
    use dinhdanh_tests::whole_story::tell;
    use dinhdanh_tests::window::{Window, story};

    /// A phone's, a tablet's and a laptop's window, CSS pixels. The first is the size to go on with.
    const SIZES: [(u32, u32); 3] = [(420, 860), (820, 1180), (1366, 768)];

    /// What was pressed last may lie far down.
    const FROM_THE_TOP: &str = "document.querySelectorAll('.scroll').forEach(part => { part.scrollTop = 0 })";

    /// Into the folder named first: the whole story for `--story`, else the screens whose name contains what is named
    /// second.
    pub(super) fn pictures() -> Result<()> {
        let mut arguments = std::env::args_os().skip(1);
        let folder = PathBuf::from(arguments.next().context("which folder?")?);
        let only = arguments.next().map(|only| only.to_string_lossy().into_owned());
        if only.as_deref() == Some("--story") {
            return story(the_story(&folder));
        }
        for tongue in [Tongue::Vietnamese, Tongue::English] {
            for theme in ["light", "dark"] {
                story(one_look(Look { tongue, theme }, &folder, only.as_deref()))?;
            }
        }
        Ok(())
    }

    async fn the_story(folder: &Path) -> Result<()> {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        tell(&desktop, async |window: &Window, scene: &str| {
            window.script(FROM_THE_TOP).await?;
            std::fs::write(folder.join(format!("{scene}.png")), window.picture().await?)?;
            Ok(())
        })
        .await
    }

    async fn one_look(look: Look, folder: &Path, only: Option<&str>) -> Result<()> {
        let mut desktop = Desktop::start()?;
        desktop.hold_still()?;
        let take = async |window: &Window, screen: &str| take(window, screen, look, folder, only).await;
        walk(&desktop, "main", look, take).await?;
        newcomer::walk(&desktop, look, take).await?;
        moving::walk(&desktop, look, take).await?;
        recovery::walk(&desktop, look, take).await?;
        mishaps::walk(&mut desktop, look, take).await
    }

    async fn take(
        window: &Window,
        screen: &str,
        look: Look,
        folder: &Path,
        only: Option<&str>,
    ) -> Result<()> {
        if only.is_some_and(|only| !screen.contains(only)) {
            return Ok(());
        }
        for (width, height) in SIZES {
            window.resize(width, height).await?;
            window.script(FROM_THE_TOP).await?;
            let name = format!(
                "{screen}-{}-{}-{width}x{height}.png",
                look.tongue.code(),
                look.theme
            );
            std::fs::write(folder.join(name), window.picture().await?)?;
        }
        let [(width, height), ..] = SIZES;
        window.resize(width, height).await
    }
}
