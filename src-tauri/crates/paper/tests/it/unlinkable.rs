use std::collections::HashSet;

use anyhow::Result;
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::PaperKind;
use dinhdanh_paper::vc::{Envelope, issue};

use crate::desk::Desk;

/// Two copies of one paper, each with a key and a place of its own, shown to two officers: what both saw is what was
/// disclosed, and what every paper of the authority's bears.
#[test]
fn two_showings_of_a_paper_share_nothing_but_what_was_shown() -> Result<()> {
    let mut desk = Desk::new()?;
    let mut showing = |index: u64| -> Result<HashSet<String>> {
        desk.holder = SigningKey::generate_p256()?;
        let envelope = Envelope {
            status: StatusPlace { list: 1, index },
            ..desk.envelope(PaperKind::DrivingLicence)
        };
        let paper = issue(&desk.authority, &envelope, &Desk::licence(), &SystemRandom)?;
        let presented = desk.shown(&paper, &["points"], "dd.paper", &index.to_string())?;
        Ok(values(&presented))
    };
    let (one, other) = (showing(3)?, showing(4)?);
    let shared: Vec<_> = one.intersection(&other).cloned().collect();
    let same_for_everybody = |value: &String| {
        [
            "\"urn:dinhdanh:paper:driving-licence:1\"",
            "\"urn:dinhdanh:authority:practice\"",
            "\"urn:dinhdanh:status-list:1\"",
            "\"sha-256\"",
            "\"ES256\"",
            "\"dc+sd-jwt\"",
            "\"kb+jwt\"",
            "\"EC\"",
            "\"P-256\"",
            "\"dd.paper\"",
            // The one thing shown.
            "\"points\"",
            "12",
        ]
        .contains(&value.as_str())
    };
    let linking: Vec<_> = shared.iter().filter(|value| !same_for_everybody(value)).collect();
    // The authority's key, and days that every copy of the day bears.
    assert!(linking.len() <= 4, "{linking:?}");
    Ok(())
}

/// Every value in every part, however deep.
fn values(presented: &str) -> HashSet<String> {
    use base64::Engine as _;
    let mut found = HashSet::new();
    for part in presented.split(['~', '.']) {
        let Ok(bytes) = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part) else {
            continue;
        };
        match serde_json::from_slice(&bytes) {
            Ok(value) => gather(&value, &mut found),
            Err(_) => {
                found.insert(part.to_owned());
            }
        }
    }
    found
}

fn gather(value: &serde_json::Value, found: &mut HashSet<String>) {
    match value {
        serde_json::Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, found)),
        serde_json::Value::Object(members) => members.values().for_each(|member| gather(member, found)),
        plain => {
            found.insert(plain.to_string());
        }
    }
}
