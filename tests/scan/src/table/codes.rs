//! Codes read, by what is known of their pictures.

use std::collections::BTreeSet;

use super::{Report, line};
use crate::tally::Row;

/// Upper bounds of the classes of pixels a module.
const PX_PER_MODULE: [f64; 6] = [1.5, 2.0, 3.0, 4.0, 6.0, f64::INFINITY];

/// Upper bounds of the classes of blur, standard deviation in modules.
const BLUR: [f64; 6] = [0.15, 0.3, 0.45, 0.6, 0.8, f64::INFINITY];

impl Report<'_> {
    pub(super) fn by_set(&self, out: &mut String) {
        self.head(out, "Codes read, by set", &["set", "part"]);
        let sets: BTreeSet<&str> = self.rows.iter().map(|row| row.set.as_str()).collect();
        for set in sets {
            let of_set: Vec<&Row> = self.rows.iter().filter(|row| row.set == set).collect();
            let parts: BTreeSet<&str> = of_set.iter().map(|row| row.part.as_str()).collect();
            for part in parts {
                let of_part: Vec<&Row> = of_set.iter().copied().filter(|row| row.part == part).collect();
                self.counts(out, &[set, part], &of_part);
            }
            self.counts(out, &[&format!("**{set}**"), "**all**"], &of_set);
        }
        let all: Vec<&Row> = self.rows.iter().collect();
        self.counts(out, &["**all**", ""], &all);
    }

    pub(super) fn by_px_per_module(&self, out: &mut String) {
        let title = "Codes read, by pixels a module";
        self.by_class(out, title, "px a module", &PX_PER_MODULE, |row| row.px_per_module);
    }

    pub(super) fn by_blur(&self, out: &mut String) {
        self.by_class(out, "Codes read, by blur", "σ in modules", &BLUR, |row| row.blur);
    }

    fn by_class(
        &self,
        out: &mut String,
        title: &str,
        column: &str,
        bounds: &[f64],
        value: impl Fn(&Row) -> Option<f64>,
    ) {
        self.head(out, title, &[column]);
        let mut low = 0.0;
        for &high in bounds {
            let within =
                |row: &&Row| row.codes == 1 && value(row).is_some_and(|value| value >= low && value < high);
            let rows: Vec<&Row> = self.rows.iter().filter(within).collect();
            let name = if low == 0.0 {
                format!("below {high}")
            } else if high.is_finite() {
                format!("{low} to {high}")
            } else {
                format!("{low} and more")
            };
            self.counts(out, &[&name], &rows);
            low = high;
        }
    }

    fn head(&self, out: &mut String, title: &str, first: &[&str]) {
        line(out, &format!("\n## {title}\n"));
        let columns: Vec<&str> = first
            .iter()
            .copied()
            .chain(["codes"])
            .chain(self.readers.iter().copied())
            .chain(["others together"])
            .collect();
        line(out, &format!("| {} |", columns.join(" | ")));
        let rule: String = columns
            .iter()
            .enumerate()
            .map(|(i, _)| if i < first.len() { "---|" } else { "--:|" })
            .collect();
        line(out, &format!("|{rule}"));
    }

    fn counts(&self, out: &mut String, first: &[&str], rows: &[&Row]) {
        if rows.is_empty() {
            return;
        }
        let codes: usize = rows.iter().map(|row| row.codes).sum();
        let read = |reader: usize| -> usize {
            let marks = rows.iter().filter_map(|row| row.marks.get(reader));
            marks.map(|mark| mark.count()).sum()
        };
        let together: usize = rows.iter().map(|row| row.together(self.ours)).sum();
        let cells: Vec<String> = first
            .iter()
            .map(|cell| (*cell).to_owned())
            .chain([codes.to_string()])
            .chain((0..self.readers.len()).map(|reader| read(reader).to_string()))
            .chain([together.to_string()])
            .collect();
        line(out, &format!("| {} |", cells.join(" | ")));
    }

    /// What there is to learn from: codes that another reads and ours does not.
    pub(super) fn missed(&self, out: &mut String) {
        let Some(best) = self.ours.checked_sub(1) else {
            return;
        };
        line(out, "\n## Read by another and not by ours\n");
        let none = self.rows.iter().fold(true, |none, row| {
            let ours = row.marks.get(best).map_or(0, |mark| mark.count());
            if row.together(self.ours) <= ours {
                return none;
            }
            let readers = self.readers.iter().zip(&row.marks).skip(self.ours);
            let names: Vec<&str> = readers
                .filter(|(_, mark)| mark.count() > ours)
                .map(|(name, _)| *name)
                .collect();
            let px = row
                .px_per_module
                .map_or(String::new(), |px| format!(", {px:.1} px a module"));
            let blur = row.blur.map_or(String::new(), |blur| format!(", blur {blur:.2}"));
            line(
                out,
                &format!("- {} · {}{px}{blur}: {}", row.set, row.name, names.join(", ")),
            );
            false
        });
        if none {
            line(out, "None.");
        }
    }
}
