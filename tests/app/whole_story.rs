//! From a card of plastic to a genuine code.

use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::whole_story::tell;
use dinhdanh_tests::window::story;

#[test]
fn a_card_becomes_an_account_whose_code_is_genuine() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        tell(&desktop, async |_, _| Ok(())).await
    })
    .unwrap();
}
