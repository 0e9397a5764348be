use crate::lettering::Weight;
use crate::page::{INK, LEFT, MM, Mark, Pages, RIGHT, SOFT, Style};

/// The head of a sheet.
pub struct Head {
    /// Who made it: small, above the title.
    pub maker: String,
    /// What it is. The document's title too.
    pub title: String,
    /// The title in English, smaller.
    pub title_en: String,
    /// What must not be overlooked, in a frame: a sentence, and below it in small letters what more there is to say of it.
    pub notice: (String, String),
}

const MAKER: Style = Style::new(9.0, Weight::Strong, SOFT);
const TITLE: Style = Style::new(24.0, Weight::Strong, INK);
const TITLE_EN: Style = Style::new(10.0, Weight::Regular, SOFT);
const NOTICE: Style = Style::new(15.0, Weight::Strong, INK);
const NOTICE_MORE: Style = Style::new(8.5, Weight::Regular, INK);
const PADDING: f32 = 3.5 * MM;

impl Head {
    pub(crate) fn lay(&self, pages: &mut Pages<'_>) {
        pages.paragraph(&self.maker, MAKER);
        pages.skip(2.0 * MM);
        pages.paragraph(&self.title, TITLE);
        pages.paragraph(&self.title_en, TITLE_EN);
        pages.skip(4.0 * MM);
        self.lay_notice(pages);
        pages.skip(5.0 * MM);
    }

    fn lay_notice(&self, pages: &mut Pages<'_>) {
        let top = pages.y;
        pages.skip(PADDING);
        let width = RIGHT - LEFT - 2.0 * PADDING;
        for (text, style) in [(&self.notice.0, NOTICE), (&self.notice.1, NOTICE_MORE)] {
            for line in pages.lettering.wrapped(text, style.size, style.weight, width) {
                pages.line(&line, style, LEFT + PADDING, pages.y);
                pages.skip(style.leading());
            }
        }
        pages.skip(PADDING * 0.7);
        let bottom = pages.y;
        let corners = [(LEFT, top), (RIGHT, top), (RIGHT, bottom), (LEFT, bottom)];
        for (index, from) in corners.into_iter().enumerate() {
            let to = corners.get((index + 1) % 4).copied().unwrap_or(from);
            pages.put(Mark::Line {
                from,
                to,
                width: 1.2,
                grey: INK,
            });
        }
    }
}
