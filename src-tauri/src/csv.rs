//! Tables as files that a Vietnamese spreadsheet opens with a double click.

/// A line a row (RFC 4180), its cells divided by semicolons, as where the comma stands within numbers; with a byte order
/// mark, without which spreadsheets take the letters of Vietnamese for others.
pub(crate) fn csv<'a>(rows: impl IntoIterator<Item = &'a Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text
}

/// What a spreadsheet would reckon with is a text here: somebody wrote it.
fn quoted(cell: &str) -> String {
    let reckoned = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if reckoned { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_ends_early_or_is_reckoned_with() {
        let cells = ["Ngày", "", "a;b\r\nc", "=HYPERLINK(\"x\")", "-1", "12"];
        assert_eq!(
            csv(&[cells.map(str::to_owned).into(), vec!["1".to_owned()]]),
            "\u{feff}\"Ngày\";\"\";\"a;b\r\nc\";\"'=HYPERLINK(\"\"x\"\")\";\"'-1\";\"12\"\r\n\"1\"\r\n"
        );
    }
}
