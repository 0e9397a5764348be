//! A forgotten passcode, in the real window.

use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::Tongue;
use dinhdanh_tests::recovery;
use dinhdanh_tests::tour::Look;
use dinhdanh_tests::window::{Window, story};

#[test]
fn a_forgotten_passcode_is_set_anew() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let look = Look {
            tongue: Tongue::Vietnamese,
            theme: "light",
        };
        let mut seen = Vec::new();
        let see = async |window: &Window, screen: &str| {
            seen.push(screen.to_owned());
            // Whoever stands at a desk is told on every screen of it that the card will do.
            if screen != "86-change-questions" {
                window.reads("Có thể xuất trình thẻ").await?;
            }
            Ok(())
        };
        recovery::walk(&desktop, look, see).await?;
        assert_eq!(seen.len(), 7);
        Ok(())
    })
    .unwrap();
}
