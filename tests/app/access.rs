//! Nothing on any screen keeps somebody out: axe looks at each, in both languages, by day and by night.

use std::cell::RefCell;

use anyhow::Result;
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::mishaps;
use dinhdanh_tests::moving;
use dinhdanh_tests::newcomer;
use dinhdanh_tests::person::Tongue;
use dinhdanh_tests::recovery;
use dinhdanh_tests::tour::{Look, walk};
use dinhdanh_tests::window::{Window, story};

#[test]
fn axe_finds_nothing_in_vietnamese() {
    assert_eq!(
        found(Tongue::Vietnamese, &["dark", "light"]).unwrap(),
        Vec::<String>::new()
    );
}

#[test]
fn axe_finds_nothing_in_english() {
    assert_eq!(found(Tongue::English, &["dark"]).unwrap(), Vec::<String>::new());
}

#[test]
fn axe_would_find_a_button_that_says_nothing() {
    story(async {
        let desktop = Desktop::start()?;
        let window = Window::open(&desktop, "main").await?;
        window
            .script("document.body.append(document.createElement('button'))")
            .await?;
        let found = window.axe().await?;
        assert!(
            found.iter().any(|fault| fault.starts_with("button-name")),
            "{found:?}"
        );
        Ok(())
    })
    .unwrap();
}

/// Everything that axe finds on the way, with the name of the screen. Each screen is looked at in these themes; colours
/// are all that differs between them.
fn found(tongue: Tongue, themes: &[&'static str]) -> Result<Vec<String>> {
    let found = RefCell::new(Vec::new());
    let theme = themes.last().copied().unwrap_or("light");
    let look = Look { tongue, theme };
    let see = async |window: &Window, screen: &str| -> Result<()> {
        for theme in themes {
            let paint = format!("document.documentElement.dataset.theme = '{theme}'");
            window.script(&paint).await?;
            let faults = window.axe().await?;
            let named = faults.iter().map(|fault| format!("{screen} ({theme}): {fault}"));
            found.borrow_mut().extend(named);
        }
        Ok(())
    };
    story(async {
        let mut desktop = Desktop::start()?;
        desktop.hold_still()?;
        walk(&desktop, "main", look, see).await?;
        newcomer::walk(&desktop, look, see).await?;
        moving::walk(&desktop, look, see).await?;
        recovery::walk(&desktop, look, see).await?;
        mishaps::walk(&mut desktop, look, see).await
    })?;
    Ok(found.into_inner())
}
