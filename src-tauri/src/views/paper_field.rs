use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dinhdanh_paper::{ClaimMetadata, PaperKind, ValueKind};
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

use super::paper_kind::{PaperColumnView, choosable};
use super::person::SexView;
use super::picture::stranger_portrait_address;

/// A field of a paper with what stands in it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperFieldView {
    #[serde(flatten)]
    column: PaperColumnView,
    value: PaperValueView,
}

/// What stands in a field, so that it can be written as people write it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "type")]
pub(crate) enum PaperValueView {
    Text {
        text: String,
    },
    /// Names something: not to be reckoned with.
    Number {
        text: String,
    },
    /// yyyy-mm-dd.
    Date {
        day: String,
    },
    /// The last day of validity; null: without end.
    Expiry {
        day: Option<String>,
    },
    /// yyyy-mm.
    Month {
        month: String,
    },
    Count {
        count: i64,
    },
    /// So many months.
    Months {
        count: i64,
    },
    /// Đồng.
    Money {
        count: i64,
    },
    Sex {
        sex: SexView,
    },
    Truth {
        holds: bool,
    },
    /// A `data:` address.
    Portrait {
        address: String,
    },
    /// A list: what its entries can have, and each entry's values in that order.
    Entries {
        columns: Vec<PaperColumnView>,
        rows: Vec<Vec<Option<PaperValueView>>>,
    },
}

impl PaperFieldView {
    /// What stands on a paper, in the order in which it is read. What is not of the shape that its field has is left out.
    pub(crate) fn all(kind: PaperKind, content: &Map<String, Value>) -> Vec<Self> {
        choosable(kind)
            .filter_map(|claim| {
                Some(Self {
                    value: value_of(kind, claim, content)?,
                    column: PaperColumnView::of(claim),
                })
            })
            .collect()
    }
}

fn value_of(kind: PaperKind, claim: &ClaimMetadata, content: &Map<String, Value>) -> Option<PaperValueView> {
    let mut names = claim.path.iter().flatten();
    let first = content.get(names.next()?)?;
    let value = names.try_fold(first, |value, name| value.get(name))?;
    if claim.value == ValueKind::Entries {
        return entries(kind, claim.name(), value.as_array()?);
    }
    PaperValueView::of(claim.value, value)
}

fn entries(kind: PaperKind, list: &str, entries: &[Value]) -> Option<PaperValueView> {
    let within: Vec<&ClaimMetadata> = kind.metadata().entry_fields(list).collect();
    let row = |entry: &Value| {
        let value = |claim: &&ClaimMetadata| PaperValueView::of(claim.value, entry.get(claim.name())?);
        within.iter().map(value).collect()
    };
    Some(PaperValueView::Entries {
        columns: within
            .iter()
            .map(|claim| PaperColumnView::within(claim))
            .collect(),
        rows: entries.iter().map(row).collect(),
    })
}

impl PaperValueView {
    fn of(kind: ValueKind, value: &Value) -> Option<Self> {
        let text = || value.as_str().map(str::to_owned);
        Some(match kind {
            ValueKind::Text => Self::Text { text: text()? },
            ValueKind::Number => Self::Number { text: text()? },
            ValueKind::Date => Self::Date { day: text()? },
            ValueKind::Expiry if value.is_null() => Self::Expiry { day: None },
            ValueKind::Expiry => Self::Expiry { day: Some(text()?) },
            ValueKind::Month => Self::Month { month: text()? },
            ValueKind::Count => Self::Count {
                count: value.as_i64()?,
            },
            ValueKind::Months => Self::Months {
                count: value.as_i64()?,
            },
            ValueKind::Money => Self::Money {
                count: value.as_i64()?,
            },
            ValueKind::Sex => Self::Sex {
                sex: match value.as_str()? {
                    "male" => SexView::Male,
                    "female" => SexView::Female,
                    _ => return None,
                },
            },
            ValueKind::Truth => Self::Truth {
                holds: value.as_bool()?,
            },
            ValueKind::Portrait => Self::Portrait {
                address: stranger_portrait_address(&STANDARD.decode(value.as_str()?).ok()?)?,
            },
            ValueKind::Ages | ValueKind::Entries | ValueKind::Entry => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_paper_is_read_in_the_order_of_its_fields() {
        let content = json!({
            "expires_on": null,
            "full_name": "Trần Văn An",
            "points": "twelve",
            "age_equal_or_over": { "18": true },
            "classes": [{ "class": "B", "expires_on": "2030-01-02" }],
        });
        let fields = PaperFieldView::all(PaperKind::DrivingLicence, content.as_object().unwrap());
        let sent = serde_json::to_value(fields).unwrap();
        let names: Vec<_> = sent
            .as_array()
            .unwrap()
            .iter()
            .map(|field| &field["name"])
            .collect();
        assert_eq!(
            names,
            ["full_name", "classes", "expires_on", "age_equal_or_over.18"]
        );
        assert_eq!(sent[1]["value"]["columns"][0]["name"], "class");
        assert_eq!(
            sent[1]["value"]["rows"][0][0],
            json!({ "type": "text", "text": "B" })
        );
        assert_eq!(sent[1]["value"]["rows"][0][1], Value::Null);
        assert_eq!(sent[2]["value"], json!({ "type": "expiry", "day": null }));
        assert_eq!(sent[3]["value"], json!({ "type": "truth", "holds": true }));
    }
}
