use crate::codes::Modules;
use crate::lettering::{Lettering, Weight};

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// A4.
pub(crate) const WIDTH: f32 = 210.0 * MM;
pub(crate) const HEIGHT: f32 = 297.0 * MM;

/// Printers leave no less than 5 mm; a hole punch takes 12.
pub(crate) const LEFT: f32 = 18.0 * MM;
pub(crate) const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 15.0 * MM;
const BOTTOM: f32 = HEIGHT - 20.0 * MM;

/// Shades of grey, 0 black: darker ones are printed without visible dots.
pub(crate) const INK: u8 = 0;
pub(crate) const SOFT: u8 = 80;
pub(crate) const LINE: u8 = 150;
pub(crate) const PALE: u8 = 226;

/// Something on a page, in points from its upper left corner.
pub(crate) enum Mark {
    Text(Text),
    /// From one point to another.
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        grey: u8,
    },
    /// A code with its upper left module there; `side` is without the quiet zone, which is laid in white.
    Code {
        at: (f32, f32),
        side: f32,
        modules: Modules,
    },
}

/// A line of text.
#[derive(Clone)]
pub(crate) struct Text {
    /// Left end of the base line.
    pub(crate) at: (f32, f32),
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) grey: u8,
    pub(crate) text: String,
    /// Turned about its left end, degrees clockwise.
    pub(crate) turned: f32,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) grey: u8,
}

impl Style {
    pub(crate) const fn new(size: f32, weight: Weight, grey: u8) -> Self {
        Self { size, weight, grey }
    }

    /// From one base line to the next.
    pub(crate) fn leading(self) -> f32 {
        self.size * 1.35
    }
}

/// Pages that are filled from above; a new one is begun where the next thing has no room.
pub(crate) struct Pages<'l> {
    pub(crate) lettering: &'l Lettering,
    done: Vec<Vec<Mark>>,
    marks: Vec<Mark>,
    /// How far down the page is filled.
    pub(crate) y: f32,
}

impl<'l> Pages<'l> {
    pub(crate) const fn new(lettering: &'l Lettering) -> Self {
        Self {
            lettering,
            done: Vec::new(),
            marks: Vec::new(),
            y: TOP,
        }
    }

    /// Begins a page where so much has no room on this one; whether it did.
    pub(crate) fn make_room(&mut self, height: f32) -> bool {
        let full = self.y + height > BOTTOM && !self.marks.is_empty();
        if full {
            self.done.push(std::mem::take(&mut self.marks));
            self.y = TOP;
        }
        full
    }

    /// Leaves so much free.
    pub(crate) const fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// What is free above the foot.
    pub(crate) fn left(&self) -> f32 {
        BOTTOM - self.y
    }

    pub(crate) fn put(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// A line of text whose upper edge is at `top`.
    pub(crate) fn line(&mut self, text: &str, style: Style, x: f32, top: f32) {
        if text.is_empty() {
            return;
        }
        self.put(Mark::Text(Text {
            at: (x, top + style.size),
            size: style.size,
            weight: style.weight,
            grey: style.grey,
            text: text.to_owned(),
            turned: 0.0,
        }));
    }

    /// A thin rule across the page where it is filled to.
    pub(crate) fn rule(&mut self, grey: u8) {
        let y = self.y;
        self.put(Mark::Line {
            from: (LEFT, y),
            to: (RIGHT, y),
            width: 0.5,
            grey,
        });
    }

    /// A text over the whole width, as high as it takes. Its lines stay on one page.
    pub(crate) fn paragraph(&mut self, text: &str, style: Style) {
        let lines = self
            .lettering
            .wrapped(text, style.size, style.weight, RIGHT - LEFT);
        self.make_room(lines.len() as f32 * style.leading());
        for line in lines {
            self.line(&line, style, LEFT, self.y);
            self.skip(style.leading());
        }
    }

    /// All pages, each with what stands across it, and its foot with its number.
    pub(crate) fn finished(mut self, across: &[String], foot: &str, title: &str) -> Vec<Vec<Mark>> {
        self.done.push(std::mem::take(&mut self.marks));
        let lettering = self.lettering;
        let all = self.done.len();
        let numbered = |(index, marks): (usize, Vec<Mark>)| {
            let codes = marks.iter().filter(|mark| matches!(mark, Mark::Code { .. }));
            // Of what stood across a page full of codes only scraps would be seen between them.
            let mut page = if codes.count() > 2 {
                Vec::new()
            } else {
                across_the_page(across, lettering)
            };
            page.extend(marks);
            page.extend(at_the_foot(foot, title, index + 1, all, lettering));
            page
        };
        self.done.into_iter().enumerate().map(numbered).collect()
    }
}

/// Lines one below the other, turned from the lower left to the upper right about the middle of the page.
fn across_the_page(lines: &[String], lettering: &Lettering) -> Vec<Mark> {
    const TURNED: f32 = -50.0;
    const SIZE: f32 = 38.0;
    let (sin, cos) = TURNED.to_radians().sin_cos();
    let marks = lines.iter().enumerate().map(|(index, line)| {
        let width = lettering.width(line, SIZE, Weight::Strong);
        // What is long is set smaller, so that it stays on the page.
        let size = SIZE.min(SIZE * 220.0 * MM / width.max(1.0));
        let half = width / SIZE * size / 2.0;
        let down = (index as f32 - (lines.len() as f32 - 1.0) / 2.0) * SIZE * 1.6;
        Mark::Text(Text {
            at: (
                WIDTH / 2.0 - half * cos - down * sin,
                HEIGHT / 2.0 - half * sin + down * cos,
            ),
            size,
            weight: Weight::Strong,
            grey: PALE,
            text: line.clone(),
            turned: TURNED,
        })
    });
    marks.collect()
}

fn at_the_foot(foot: &str, title: &str, number: usize, all: usize, lettering: &Lettering) -> Vec<Mark> {
    const STYLE: Style = Style::new(8.0, Weight::Regular, SOFT);
    let top = BOTTOM + 4.0 * MM;
    let text = |text: String, x: f32, top: f32| {
        Mark::Text(Text {
            at: (x, top + STYLE.size),
            size: STYLE.size,
            weight: STYLE.weight,
            grey: STYLE.grey,
            text,
            turned: 0.0,
        })
    };
    let page = format!("Trang {number}/{all}");
    let page_at = RIGHT - lettering.width(&page, STYLE.size, STYLE.weight);
    let mut marks = vec![Mark::Line {
        from: (LEFT, top - 1.5 * MM),
        to: (RIGHT, top - 1.5 * MM),
        width: 0.5,
        grey: LINE,
    }];
    let room = page_at - LEFT - 6.0 * MM;
    let words = format!("{title} · {foot}");
    let lines = lettering.wrapped(&words, STYLE.size, STYLE.weight, room);
    for (index, line) in lines.into_iter().take(2).enumerate() {
        marks.push(text(line, LEFT, top + index as f32 * STYLE.leading()));
    }
    marks.push(text(page, page_at, top));
    marks
}
