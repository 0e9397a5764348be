//! Nothing on any screen keeps somebody out: axe looks at each, in both languages, by day and by night.

use std::cell::RefCell;

use anyhow::Result;
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::mishaps;
use dinhdanh_tests::moving;
use dinhdanh_tests::newcomer;
use dinhdanh_tests::person::Tongue;
use dinhdanh_tests::recovery;
use dinhdanh_tests::tour::{self, Look};
use dinhdanh_tests::window::{Window, story};

/// One of the walks that together come to every screen. Each is a test of its own: a computer that builds beside it then
/// makes them slow and not late.
#[derive(Clone, Copy)]
enum Walk {
    Tour,
    Newcomer,
    Moving,
    Recovery,
    Mishaps,
}

#[test]
fn the_tour_keeps_nobody_out_in_vietnamese() {
    nothing_found(Walk::Tour, Tongue::Vietnamese, &["dark", "light"]);
}

#[test]
fn the_tour_keeps_nobody_out_in_english() {
    nothing_found(Walk::Tour, Tongue::English, &["dark"]);
}

#[test]
fn a_new_account_keeps_nobody_out() {
    nothing_found(Walk::Newcomer, Tongue::Vietnamese, &["dark", "light"]);
    nothing_found(Walk::Newcomer, Tongue::English, &["dark"]);
}

#[test]
fn a_move_to_another_computer_keeps_nobody_out() {
    nothing_found(Walk::Moving, Tongue::Vietnamese, &["dark", "light"]);
    nothing_found(Walk::Moving, Tongue::English, &["dark"]);
}

#[test]
fn recovery_keeps_nobody_out() {
    nothing_found(Walk::Recovery, Tongue::Vietnamese, &["dark", "light"]);
    nothing_found(Walk::Recovery, Tongue::English, &["dark"]);
}

#[test]
fn mishaps_keep_nobody_out() {
    nothing_found(Walk::Mishaps, Tongue::Vietnamese, &["dark", "light"]);
    nothing_found(Walk::Mishaps, Tongue::English, &["dark"]);
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

fn nothing_found(walk: Walk, tongue: Tongue, themes: &[&'static str]) {
    let found = found(walk, tongue, themes).map_err(|error| format!("{error:?}"));
    assert_eq!(found, Ok(Vec::new()));
}

/// Everything that axe finds on the way, with the name of the screen. Each screen is looked at in these themes; colours
/// are all that differs between them, and the last theme is the one in which all is looked at.
fn found(walk: Walk, tongue: Tongue, themes: &[&'static str]) -> Result<Vec<String>> {
    let found = RefCell::new(Vec::new());
    let theme = themes.last().copied().unwrap_or("light");
    let look = Look { tongue, theme };
    let see = async |window: &Window, screen: &str| -> Result<()> {
        for theme in themes {
            let paint = format!("document.documentElement.dataset.theme = '{theme}'");
            window.script(&paint).await?;
            let faults = if *theme == look.theme {
                window.axe().await?
            } else {
                window.axe_of_colours().await?
            };
            let named = faults.iter().map(|fault| format!("{screen} ({theme}): {fault}"));
            found.borrow_mut().extend(named);
        }
        Ok(())
    };
    story(async {
        let mut desktop = Desktop::start()?;
        desktop.hold_still()?;
        match walk {
            Walk::Tour => tour::walk(&desktop, "main", look, see).await,
            Walk::Newcomer => newcomer::walk(&desktop, look, see).await,
            Walk::Moving => moving::walk(&desktop, look, see).await,
            Walk::Recovery => recovery::walk(&desktop, look, see).await,
            Walk::Mishaps => mishaps::walk(&mut desktop, look, see).await,
        }
    })?;
    Ok(found.into_inner())
}
