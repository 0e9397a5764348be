use crate::lettering::Weight;
use crate::page::{INK, LEFT, MM, Mark, Pages, RIGHT, Style};

/// QR codes, two beside each other: large enough for a webcam that sees the sheet in somebody's hand.
pub struct Codes {
    /// What they are.
    pub title: String,
    /// What is to be done with them.
    pub hint: String,
    /// One or more.
    pub codes: Vec<Modules>,
}

/// The modules of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// A side, without the quiet zone.
    pub side: usize,
    /// Row by row, true is dark; as many as the side has squared.
    pub dark: Vec<bool>,
}

/// A side without its quiet zone: three rows fill a page, and a module of a code of version 13 is 1.1 mm.
const SIDE: f32 = 74.0 * MM;
/// The white around a code is at least four modules wide (ISO/IEC 18004 §9.1): of version 13, 4.3 mm on each side.
const QUIET: f32 = 5.0 * MM;
const ACROSS: f32 = SIDE + 12.0 * MM;
const DOWN: f32 = SIDE + 10.0 * MM;
const FIRST: f32 = LEFT + (RIGHT - LEFT - ACROSS - SIDE) / 2.0;
const BESIDE: usize = 2;

const TITLE: Style = Style::new(12.0, Weight::Strong, INK);
const HINT: Style = Style::new(9.0, Weight::Regular, INK);
const NUMBER: Style = Style::new(11.0, Weight::Strong, INK);

impl Codes {
    pub(crate) fn lay(&self, pages: &mut Pages<'_>) {
        // The title stands above its first codes.
        pages.make_room(DOWN + 22.0 * MM);
        pages.paragraph(&self.title, TITLE);
        pages.skip(0.5 * MM);
        pages.paragraph(&self.hint, HINT);
        pages.skip(4.0 * MM);
        let mut number = 0;
        for beside in self.codes.chunks(BESIDE) {
            pages.make_room(SIDE + 3.0 * MM);
            for (column, modules) in beside.iter().enumerate() {
                number += 1;
                let (x, y) = (FIRST + column as f32 * ACROSS, pages.y);
                pages.put(Mark::Code {
                    at: (x, y),
                    side: SIDE,
                    modules: modules.clone(),
                });
                // Nothing may stand in the white: the number stands towards the edge of the page.
                let words = number.to_string();
                let wide = pages.lettering.width(&words, NUMBER.size, NUMBER.weight);
                let at = if column == 0 {
                    x - QUIET - wide
                } else {
                    x + SIDE + QUIET
                };
                pages.line(&words, NUMBER, at, y);
            }
            pages.skip(DOWN.min(pages.left()).max(SIDE));
        }
    }
}
