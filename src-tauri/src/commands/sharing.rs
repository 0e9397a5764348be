use dinhdanh_paper::PaperKind;
use dinhdanh_wallet::SharingEntry;
use tauri::command;

use super::{Answer, Program};
use crate::csv::csv;
use crate::platform::downloads;
use crate::views::wallet_paper::SharingView;

/// "Nhật ký chia sẻ", newest first; with a query what bears its words.
#[command]
pub(crate) async fn sharing_log(program: Program<'_>, query: Option<String>) -> Answer<Vec<SharingView>> {
    program
        .ask(move |opened| {
            let entries = opened.wallet.shared(query.as_deref())?;
            Ok(entries.into_iter().map(SharingView::from).collect())
        })
        .await
}

/// Deletes a line of it.
#[command]
pub(crate) async fn forget_sharing(program: Program<'_>, id: u64) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.forget_shared(id)?))
        .await
}

/// Writes it, as it is listed, into the folder for downloads; the path that it has there.
#[command]
pub(crate) async fn export_sharing(program: Program<'_>, query: Option<String>) -> Answer<String> {
    program
        .ask(move |opened| {
            let entries = opened.wallet.shared(query.as_deref())?;
            downloads::write("nhat-ky-chia-se.csv", csv(&rows(&entries)).as_bytes())
        })
        .await
}

/// The headings, and a row a sharing.
fn rows(entries: &[SharingEntry]) -> Vec<Vec<String>> {
    let mut rows = vec![
        ["at", "paper", "fields", "purpose", "to"]
            .map(str::to_owned)
            .into(),
    ];
    rows.extend(entries.iter().map(|entry| {
        vec![
            entry.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            name(entry.kind),
            entry.fields.join(" "),
            purpose(entry).to_owned(),
            entry.to.clone().unwrap_or_default(),
        ]
    }));
    rows
}

/// A word for what it was shown for; empty where that was the holder's own choice.
fn purpose(entry: &SharingEntry) -> &'static str {
    match entry.purpose {
        Some(purpose) => purpose.name(),
        None if entry.printed => "print",
        None => "",
    }
}

fn name(kind: PaperKind) -> String {
    let names = &kind.metadata().display;
    let found = names.iter().find(|one| one.locale == "vi");
    found.map(|one| one.name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use dinhdanh_paper::Purpose;

    use super::*;

    #[test]
    fn a_row_a_sharing() {
        let entry = SharingEntry {
            id: 1,
            at: DateTime::UNIX_EPOCH,
            kind: PaperKind::DrivingLicence,
            fields: vec!["portrait".to_owned(), "age_equal_or_over.18".to_owned()],
            purpose: Some(Purpose::OverEighteen),
            printed: false,
            to: Some("Lễ tân".to_owned()),
        };
        assert_eq!(
            rows(&[entry])[1],
            [
                "1970-01-01T00:00:00Z",
                "Giấy phép lái xe",
                "portrait age_equal_or_over.18",
                "over-eighteen",
                "Lễ tân"
            ]
        );
    }
}
