use crate::codes::Modules;
use crate::lettering::Weight;
use crate::page::{INK, LEFT, MM, Mark, Pages, RIGHT, Style};

/// One QR code that bears much, as wide as its modules need to be told apart by a webcam.
pub struct LargeCode {
    /// What it is.
    pub title: String,
    /// What is to be done with it.
    pub hint: String,
    /// The code.
    pub code: Modules,
}

/// A module that a webcam tells from the next when the code fills its picture.
const MODULE: f32 = 0.9 * MM;
const NARROWEST: f32 = 74.0 * MM;
/// With the white around it the code stays within the margins.
const WIDEST: f32 = 155.0 * MM;
/// Modules of white (ISO/IEC 18004 §9.1).
const QUIET: f32 = 4.0;

const TITLE: Style = Style::new(12.0, Weight::Strong, INK);
const HINT: Style = Style::new(9.0, Weight::Regular, INK);

impl LargeCode {
    pub(crate) fn lay(&self, pages: &mut Pages<'_>) {
        let modules = self.code.side.max(1) as f32;
        let side = (modules * MODULE).clamp(NARROWEST, WIDEST);
        let quiet = QUIET * side / modules;
        // Title and code stay together.
        pages.make_room(side + 2.0 * quiet + 20.0 * MM);
        pages.paragraph(&self.title, TITLE);
        pages.skip(0.5 * MM);
        pages.paragraph(&self.hint, HINT);
        pages.skip(quiet);
        let at = (LEFT + (RIGHT - LEFT - side) / 2.0, pages.y);
        pages.put(Mark::Code {
            at,
            side,
            modules: self.code.clone(),
        });
        pages.skip(side + quiet);
    }
}
