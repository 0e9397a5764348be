//! A4 sheets as PDF, for a printer without colours: what stands on them can be selected, searched and read aloud.
//!
//! A [`Sheet`] is a head and parts below it, which go over as many pages as they take. It knows nothing of papers: what is
//! printed, and in which words, is its maker's.

mod codes;
mod draw;
mod head;
mod large_code;
mod lettering;
mod page;
mod rows;
mod table;

pub use codes::{Codes, Modules};
pub use head::Head;
pub use large_code::LargeCode;
pub use rows::Row;
pub use table::{Column, Table};

use lettering::Lettering;
use page::Pages;

/// What is printed.
pub struct Sheet {
    /// Above everything else on the first page.
    pub head: Head,
    /// Pale letters across every page; none where the sheet is as it looks.
    pub across: Vec<String>,
    /// One after another.
    pub parts: Vec<Part>,
    /// Below, on every page.
    pub foot: String,
}

/// A part of a sheet.
pub enum Part {
    /// Labels with what stands in them.
    Rows(Vec<Row>),
    /// A list.
    Table(Table),
    /// QR codes.
    Codes(Codes),
    /// One QR code that bears much.
    LargeCode(LargeCode),
}

/// Why a sheet could not be made. Nothing of what was to stand on it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The letters that are built in cannot be read.
    #[error("the letters cannot be read")]
    Letters,
    /// The pages could not be written.
    #[error("the pages cannot be written")]
    Pages,
}

impl Sheet {
    /// The sheet as a file.
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        let lettering = Lettering::built_in().ok_or(PrintError::Letters)?;
        let mut pages = Pages::new(&lettering);
        self.head.lay(&mut pages);
        for part in &self.parts {
            match part {
                Part::Rows(rows) => rows::lay(rows, &mut pages),
                Part::Table(table) => table.lay(&mut pages),
                Part::Codes(codes) => codes.lay(&mut pages),
                Part::LargeCode(code) => code.lay(&mut pages),
            }
        }
        let pages = pages.finished(&self.across, &self.foot, &self.head.title);
        draw::pdf(&pages, &self.head.title, &lettering)
    }
}
