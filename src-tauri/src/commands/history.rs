use chrono::{Months, NaiveDate};
use dinhdanh_wallet::ErrorCode;
use tauri::command;

use super::{Answer, Program};
use crate::csv::csv;
use crate::error::CommandError;
use crate::platform::downloads;
use crate::views::history::ScanDayView;
use crate::words::scan_report::scan_report;

/// "Lịch sử quét mã" of a day, `yyyy-mm-dd`; today's without one.
#[command]
pub(crate) async fn scan_history(program: Program<'_>, day: Option<String>) -> Answer<ScanDayView> {
    program
        .ask(move |opened| {
            let day = day.map(|day| day_of(&day)).transpose()?;
            Ok(opened.wallet.scans(day)?.into())
        })
        .await
}

/// Writes how many verdicts of each kind there were on each day of a month, `yyyy-mm`, into the folder for downloads;
/// the path that the file has there.
#[command]
pub(crate) async fn export_scan_report(program: Program<'_>, month: String) -> Answer<String> {
    program
        .ask(move |opened| {
            let first = day_of(&format!("{month}-01"))?;
            let next = first.checked_add_months(Months::new(1));
            let last = next.and_then(|next| next.pred_opt()).unwrap_or(first);
            let counts = opened.wallet.scan_counts(first, last)?;
            let name = format!("kiem-tra-{}.csv", first.format("%Y-%m"));
            downloads::write(&name, csv(&scan_report(&counts)).as_bytes())
        })
        .await
}

fn day_of(text: &str) -> Answer<NaiveDate> {
    text.parse().map_err(|_| CommandError::of(ErrorCode::Failed))
}
