use crate::lettering::Weight;
use crate::page::{INK, LEFT, LINE, MM, Pages, RIGHT, SOFT, Style};

/// A list, an entry a line; its head stands on every page that it goes over.
pub struct Table {
    /// What is listed.
    pub title: String,
    /// The same in English, smaller.
    pub title_en: String,
    /// What every entry says, from left to right.
    pub columns: Vec<Column>,
    /// The entries, each as many texts as there are columns.
    pub entries: Vec<Vec<String>>,
}

/// A column's label in two languages.
pub struct Column {
    /// In Vietnamese.
    pub label: String,
    /// In English, smaller.
    pub label_en: String,
}

const TITLE: Style = Style::new(12.0, Weight::Strong, INK);
const TITLE_EN: Style = Style::new(8.0, Weight::Regular, SOFT);
const LABEL: Style = Style::new(8.0, Weight::Strong, INK);
const LABEL_EN: Style = Style::new(6.5, Weight::Regular, SOFT);
const CELL: Style = Style::new(8.5, Weight::Regular, INK);
const GAP: f32 = 2.5 * MM;
const PADDING: f32 = 1.0 * MM;
/// A column is no narrower than a day is wide.
const NARROWEST: f32 = 18.0 * MM;

/// Lines of a cell, each in its style.
type Cell = Vec<(String, Style)>;

impl Table {
    pub(crate) fn lay(&self, pages: &mut Pages<'_>) {
        let widths = self.widths(pages);
        let labels = self.columns.iter().zip(&widths).map(|(column, width)| {
            let mut cell = wrapped(&column.label, LABEL, *width, pages);
            cell.extend(wrapped(&column.label_en, LABEL_EN, *width, pages));
            cell
        });
        let labels: Vec<Cell> = labels.collect();
        // The title does not stand alone at the foot of a page.
        pages.make_room(45.0 * MM);
        pages.paragraph(&self.title, TITLE);
        pages.paragraph(&self.title_en, TITLE_EN);
        pages.skip(1.5 * MM);
        lay_line(&labels, &widths, pages);
        for entry in &self.entries {
            let cells = entry.iter().zip(&widths);
            let cells: Vec<Cell> = cells
                .map(|(text, width)| wrapped(text, CELL, *width, pages))
                .collect();
            if pages.make_room(height(&cells)) {
                lay_line(&labels, &widths, pages);
            }
            lay_line(&cells, &widths, pages);
        }
        pages.skip(6.0 * MM);
    }

    /// What is left of the page's width beside the narrowest columns goes to those that have more to say.
    fn widths(&self, pages: &Pages<'_>) -> Vec<f32> {
        let count = self.columns.len().max(1) as f32;
        let whole = RIGHT - LEFT - GAP * (count - 1.0);
        let narrowest = NARROWEST.min(whole / count);
        let wanted: Vec<f32> = (0..self.columns.len())
            .map(|column| {
                let cells = self.entries.iter().filter_map(|entry| entry.get(column));
                let widest = cells
                    .map(|text| pages.lettering.width(text, CELL.size, CELL.weight))
                    .fold(0.0, f32::max);
                // Long texts are wrapped: twice as long is not twice as wide.
                (widest - narrowest).max(0.0).sqrt()
            })
            .collect();
        let all = wanted.iter().sum::<f32>();
        let spare = whole - narrowest * count;
        let share = |wanted: &f32| if all > 0.0 { wanted / all } else { 1.0 / count };
        wanted
            .iter()
            .map(|wanted| narrowest + spare * share(wanted))
            .collect()
    }
}

fn wrapped(text: &str, style: Style, width: f32, pages: &Pages<'_>) -> Cell {
    let lines = pages.lettering.wrapped(text, style.size, style.weight, width);
    lines.into_iter().map(|line| (line, style)).collect()
}

fn height(cells: &[Cell]) -> f32 {
    let of = |cell: &Cell| cell.iter().map(|(_, style)| style.leading()).sum::<f32>();
    cells.iter().map(of).fold(0.0, f32::max) + 2.0 * PADDING
}

fn lay_line(cells: &[Cell], widths: &[f32], pages: &mut Pages<'_>) {
    pages.skip(PADDING);
    let mut x = LEFT;
    for (cell, width) in cells.iter().zip(widths) {
        let mut top = pages.y;
        for (line, style) in cell {
            pages.line(line, *style, x, top);
            top += style.leading();
        }
        x += width + GAP;
    }
    pages.skip(height(cells) - PADDING);
    pages.rule(LINE);
}
