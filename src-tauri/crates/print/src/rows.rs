use crate::lettering::Weight;
use crate::page::{INK, LEFT, LINE, MM, Pages, RIGHT, SOFT, Style};

/// A label in two languages, and what stands in it.
#[derive(Clone)]
pub struct Row {
    /// In Vietnamese.
    pub label: String,
    /// In English, smaller.
    pub label_en: String,
    /// What stands there.
    pub value: String,
}

const LABEL: Style = Style::new(9.5, Weight::Regular, INK);
const LABEL_EN: Style = Style::new(7.5, Weight::Regular, SOFT);
const VALUE: Style = Style::new(11.5, Weight::Strong, INK);
const LABELS: f32 = 58.0 * MM;
const GAP: f32 = 4.0 * MM;
const PADDING: f32 = 1.3 * MM;

pub(crate) fn lay(rows: &[Row], pages: &mut Pages<'_>) {
    for row in rows {
        row.lay(pages);
    }
    pages.skip(6.0 * MM);
}

impl Row {
    /// A row stays on one page; a value that fills more than one goes over them line by line.
    fn lay(&self, pages: &mut Pages<'_>) {
        let wrapped = |text: &str, style: Style, width: f32| {
            pages.lettering.wrapped(text, style.size, style.weight, width)
        };
        let labels: Vec<_> = [(&self.label, LABEL), (&self.label_en, LABEL_EN)]
            .into_iter()
            .flat_map(|(text, style)| {
                let lines = wrapped(text, style, LABELS);
                lines.into_iter().map(move |line| (line, style))
            })
            .collect();
        let values = wrapped(&self.value, VALUE, RIGHT - LEFT - LABELS - GAP);
        let label_height: f32 = labels.iter().map(|(_, style)| style.leading()).sum();
        let value_height = values.len() as f32 * VALUE.leading();
        let height = label_height.max(value_height) + 2.0 * PADDING;
        pages.make_room(height.min(120.0 * MM));
        pages.skip(PADDING);
        let top = pages.y;
        let mut below = top;
        for (line, style) in &labels {
            pages.line(line, *style, LEFT, below);
            below += style.leading();
        }
        for line in &values {
            if pages.make_room(VALUE.leading()) {
                below = pages.y;
            }
            pages.line(line, VALUE, LEFT + LABELS + GAP, pages.y);
            pages.skip(VALUE.leading());
        }
        pages.y = pages.y.max(below);
        pages.skip(PADDING);
        pages.rule(LINE);
    }
}
