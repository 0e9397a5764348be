//! A code drawn as SVG.

use std::fmt::Write as _;

use crate::encode::Code;

/// The quiet zone that the standard asks for, modules.
const QUIET_ZONE: usize = 4;

impl Code {
    /// The code black on white as an SVG document, one unit a module, the quiet zone of 4 modules included.
    ///
    /// It has a `viewBox` and no width or height: it takes the size of its place. All dark runs are one path,
    /// which a browser draws at once and without hairlines between neighbours.
    pub fn svg(&self) -> String {
        let side = self.size() + 2 * QUIET_ZONE;
        // A run is about four modules and fifteen characters.
        let mut svg = String::with_capacity(256 + self.size() * self.size() * 4);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\""
        );
        for (y, row) in self.rows().enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    let (left, top, length) = (x + QUIET_ZONE, y + QUIET_ZONE, run.len());
                    let _ = write!(svg, "M{left} {top}h{length}v1H{left}z");
                }
                x += run.len();
            }
        }
        svg.push_str("\"/></svg>");
        svg
    }
}

#[cfg(test)]
mod tests {
    use crate::{ErrorCorrection, encode};

    #[test]
    fn the_runs_cover_exactly_the_dark_modules() {
        let code = encode("DD1:ABC", ErrorCorrection::Medium).unwrap();
        let svg = code.svg();
        assert!(svg.contains("viewBox=\"0 0 29 29\"") && !svg.contains(" width=\"21"));
        let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut drawn = vec![vec![false; 29]; 29];
        for run in path.split('M').skip(1) {
            let (left, rest) = run.split_once(' ').unwrap();
            let (top, rest) = rest.split_once('h').unwrap();
            let (length, rest) = rest.split_once('v').unwrap();
            assert_eq!(rest, format!("1H{left}z"));
            let (left, length): (usize, usize) = (left.parse().unwrap(), length.parse().unwrap());
            drawn[top.parse::<usize>().unwrap()][left..left + length].fill(true);
        }
        for (y, row) in drawn.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = x >= 4 && y >= 4 && code.module(x - 4, y - 4);
                assert_eq!(*dark, inside, "{x},{y}");
            }
        }
    }
}
