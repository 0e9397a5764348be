use dinhdanh_wallet::PaperPrinting;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be printed of a paper.
#[derive(Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperPrintingView {
    id: u64,
    /// No portrait is printed.
    fields: Vec<String>,
    /// The paper's edition that was chosen from.
    edition: Option<String>,
    /// For whom, for the sharing log alone.
    to: Option<String>,
}

/// A sheet that was written.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PrintedPaperView {
    /// Where it lies.
    pub(crate) path: String,
    /// So many codes are on it.
    pub(crate) codes: usize,
}

impl From<PaperPrintingView> for PaperPrinting {
    fn from(printing: PaperPrintingView) -> Self {
        Self {
            id: printing.id,
            fields: printing.fields,
            edition: printing.edition,
            to: printing.to,
        }
    }
}
