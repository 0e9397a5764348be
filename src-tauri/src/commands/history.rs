use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use dinhdanh_wallet::{ErrorCode, ScanCount};
use tauri::command;

use super::{Answer, Program};
use crate::error::CommandError;
use crate::platform::downloads;
use crate::views::history::ScanDayView;

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
            downloads::write(&name, csv(&counts).as_bytes())
        })
        .await
}

fn day_of(text: &str) -> Answer<NaiveDate> {
    text.parse().map_err(|_| CommandError::of(ErrorCode::Failed))
}

/// A line a day, a column a verdict (RFC 4180); nothing in it is of a person.
fn csv(counts: &[ScanCount]) -> String {
    let columns: BTreeSet<_> = counts.iter().map(column).collect();
    let mut days: BTreeMap<NaiveDate, BTreeMap<_, u64>> = BTreeMap::new();
    for count in counts {
        days.entry(count.day)
            .or_default()
            .insert(column(count), count.number);
    }
    let mut text = String::from("day");
    for (what, verdict) in &columns {
        text.push_str(&format!(",{what}:{verdict}"));
    }
    text.push_str(",total\r\n");
    for (day, of_day) in days {
        text.push_str(&day.to_string());
        for column in &columns {
            let number = of_day.get(column).copied().unwrap_or_default();
            text.push_str(&format!(",{number}"));
        }
        text.push_str(&format!(",{}\r\n", of_day.values().sum::<u64>()));
    }
    text
}

fn column(count: &ScanCount) -> (&str, &str) {
    (&count.what, &count.verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_a_day_and_a_column_a_verdict() {
        let count = |day: u32, what: &str, verdict: &str, number| ScanCount {
            day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            what: what.to_owned(),
            verdict: verdict.to_owned(),
            number,
        };
        let counts = [
            count(20, "code", "genuine", 180),
            count(20, "paper", "genuine", 12),
            count(21, "code", "expired", 3),
            count(21, "code", "genuine", 150),
        ];
        assert_eq!(
            csv(&counts),
            "day,code:expired,code:genuine,paper:genuine,total\r\n\
             2026-11-20,0,180,12,192\r\n2026-11-21,3,150,0,153\r\n"
        );
        assert_eq!(csv(&[]), "day,total\r\n");
    }
}
