//! How much each reader reads over the pixels a module, as an SVG for light and dark pages.

use crate::tally::Row;

/// The ends of the scale, pixels a module.
const FROM: f64 = 1.0;
const TO: f64 = 11.0;

/// Bounds of the classes, pixels a module.
const CLASSES: [f64; 13] = [FROM, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, TO];

/// A class with fewer codes says more about chance than about readers.
const ENOUGH: usize = 6;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 470.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 700.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 400.0;

/// Colours of the lines, on light and on dark ground.
const COLOURS: [(&str, &str); 6] = [
    ("#b02a6b", "#ff8ac2"),
    ("#0b5d5b", "#4fd1c9"),
    ("#8a5a00", "#e0b050"),
    ("#3b4fb0", "#9fb0ff"),
    ("#4d6b1f", "#b5d77a"),
    ("#666666", "#b0b0b0"),
];

/// Draws it: a line a reader, and one for all others together. `ours` as in the report.
pub(crate) fn svg(readers: &[&str], ours: usize, rows: &[Row]) -> String {
    let classes: Vec<Class<'_>> = CLASSES
        .windows(2)
        .filter_map(|bounds| match bounds {
            &[low, high] => Class::of(low, high, rows),
            _ => None,
        })
        .collect();
    let mut out = String::new();
    head(&mut out);
    axes(&mut out);
    let mut lines: Vec<(&str, Vec<(f64, f64)>)> = readers
        .iter()
        .enumerate()
        .map(|(reader, name)| {
            (
                *name,
                classes
                    .iter()
                    .map(|class| class.point(|row| row.marks.get(reader).map_or(0, |mark| mark.count())))
                    .collect(),
            )
        })
        .collect();
    lines.push((
        "others together",
        classes
            .iter()
            .map(|class| class.point(|row| row.together(ours)))
            .collect(),
    ));
    let mut labels: Vec<(f64, usize, &str)> = Vec::new();
    for (number, (name, points)) in lines.iter().enumerate() {
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let wide = if number < ours { " ours" } else { "" };
        let dashed = if number == lines.len() - 1 {
            " together"
        } else {
            ""
        };
        put(
            &mut out,
            &format!(
                r#"<polyline class="line c{number}{wide}{dashed}" points="{}"/>"#,
                path.join(" ")
            ),
        );
        if let Some((_, y)) = points.last() {
            labels.push((*y, number, name));
        }
    }
    names(&mut out, labels);
    put(&mut out, "</svg>");
    out
}

/// The codes of a class.
struct Class<'a> {
    middle: f64,
    rows: Vec<&'a Row>,
    codes: usize,
}

impl<'a> Class<'a> {
    fn of(low: f64, high: f64, rows: &'a [Row]) -> Option<Self> {
        let within =
            |row: &&Row| row.codes == 1 && row.px_per_module.is_some_and(|px| px >= low && px < high);
        let rows: Vec<&Row> = rows.iter().filter(within).collect();
        let codes = rows.iter().map(|row| row.codes).sum();
        (codes >= ENOUGH).then_some(Self {
            middle: (low * high).sqrt(),
            rows,
            codes,
        })
    }

    fn point(&self, read: impl Fn(&Row) -> usize) -> (f64, f64) {
        let read: usize = self.rows.iter().map(|row| read(row)).sum();
        (across(self.middle), up(read as f64 / self.codes as f64))
    }
}

/// Where pixels a module stand, in even steps a doubling.
fn across(px_per_module: f64) -> f64 {
    let part = (px_per_module / FROM).ln() / (TO / FROM).ln();
    LEFT + (RIGHT - LEFT) * part
}

fn up(part: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * part
}

fn head(out: &mut String) {
    put(
        out,
        &format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Share of codes read over pixels a module">"#
        ),
    );
    let colours = |pick: fn(&(&'static str, &'static str)) -> &'static str| -> String {
        COLOURS
            .iter()
            .enumerate()
            .map(|(number, pair)| {
                format!(
                    ".line.c{number}{{stroke:{0}}}.name.c{number}{{fill:{0}}}",
                    pick(pair)
                )
            })
            .collect()
    };
    put(
        out,
        &format!(
            "<style>svg{{font:14px system-ui,sans-serif}}.ground{{fill:#fff}}text{{fill:#222}}.grid{{stroke:#ddd}}\
             .line{{fill:none;stroke-width:1.6;stroke-linejoin:round}}.line.ours{{stroke-width:3}}\
             .line.together{{stroke-dasharray:6 4}}.title{{font-weight:600;font-size:16px}}{}\
             @media(prefers-color-scheme:dark){{.ground{{fill:#16181a}}text{{fill:#e8e8e8}}.grid{{stroke:#3a3d40}}{}}}\
             </style>",
            colours(|pair| pair.0),
            colours(|pair| pair.1)
        ),
    );
}

fn axes(out: &mut String) {
    put(out, r#"<rect class="ground" width="100%" height="100%"/>"#);
    put(
        out,
        &format!(r#"<text class="title" x="{LEFT}" y="28">Codes read, over pixels a module</text>"#),
    );
    for percent in [0, 25, 50, 75, 100] {
        let y = up(f64::from(percent) / 100.0);
        put(
            out,
            &format!(r#"<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/>"#),
        );
        put(
            out,
            &format!(
                r#"<text x="{}" y="{:.1}" text-anchor="end">{percent} %</text>"#,
                LEFT - 8.0,
                y + 5.0
            ),
        );
    }
    for px in [1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0] {
        let x = across(px);
        put(
            out,
            &format!(r#"<line class="grid" x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{BOTTOM}"/>"#),
        );
        put(
            out,
            &format!(
                r#"<text x="{x:.1}" y="{}" text-anchor="middle">{px}</text>"#,
                BOTTOM + 22.0
            ),
        );
    }
    let middle = (LEFT + RIGHT) / 2.0;
    put(
        out,
        &format!(
            r#"<text x="{middle}" y="{}" text-anchor="middle">pixels a module</text>"#,
            BOTTOM + 50.0
        ),
    );
}

/// The readers' names at the ends of their lines, pushed apart where they would lie on one another.
fn names(out: &mut String, mut labels: Vec<(f64, usize, &str)>) {
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut last = f64::NEG_INFINITY;
    for (y, number, name) in labels {
        last = y.max(last + 18.0);
        put(
            out,
            &format!(
                r#"<text class="name c{number}" x="{}" y="{:.1}">{name}</text>"#,
                RIGHT + 8.0,
                last + 5.0
            ),
        );
    }
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
