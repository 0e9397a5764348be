//! A line: `issuer` (JWK), `text`, `genuine`, and what the receipt says: `verdict`, `file_number`, `fields`.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use chrono::{SubsecRound as _, TimeDelta, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue};
use dinhdanh_credential::receipt::{Compared, RECEIPT_PREFIX, Receipt, SeenField, SeenPaper, mark_of};
use dinhdanh_crypto::base45;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::jose;
use serde_json::json;

/// Prints what we make: receipts by officers with keys of both kinds, and what becomes of them by one bit.
pub(crate) fn make() -> Result<()> {
    let authority = SigningKey::generate_p256()?;
    let officers = [
        SigningKey::generate_p256()?,
        SigningKey::ed25519_from_seed(&Secret32::new([7; 32]))?,
    ];
    let now = Utc::now().trunc_subsecs(0);
    let mut lines = Vec::new();
    for (agreed, officer) in [false, true].into_iter().zip(&officers) {
        let claims = Claims {
            number: None,
            issued_at: now - TimeDelta::days(1),
            expires_at: now + TimeDelta::days(29),
            device_key: officer.public(),
            full_name: Some("T. Q. Bảo"),
            birth_date: None,
            level: 2,
            portrait: PortraitClaim::Hash(&[7; 16]),
            status: StatusPlace { list: 0, index: 77 },
        };
        let receipt = Receipt {
            checked_at: now - TimeDelta::minutes(5),
            signed_at: now,
            verdict: "genuine_practice".to_owned(),
            code_mark: Some(mark_of(b"a fresh code id.")),
            compared: Compared::default(),
            basis: Some("Đăng ký tạm trú".to_owned()),
            file_number: Some("H29.18-261121-0042".to_owned()),
            agreed,
            papers: vec![SeenPaper {
                kind: "residence".to_owned(),
                verdict: "genuine_practice".to_owned(),
                fields: vec![SeenField {
                    name: "permanent_address".to_owned(),
                    value: agreed.then(|| "12 ngõ Thổ Quan, Hà Nội".to_owned()),
                }],
            }],
        };
        let text = receipt.sign(&issue(&authority, &claims)?, officer)?;
        let line = |text: &str, genuine: bool| {
            json!({
                "issuer": jose::jwk(authority.public()), "text": text, "genuine": genuine,
                "verdict": receipt.verdict, "file_number": receipt.file_number,
                "values": receipt.papers.iter().flat_map(|paper| &paper.fields).filter_map(|field| field.value.as_ref())
                    .collect::<Vec<_>>(),
            })
        };
        lines.push(line(&text, true));
        let bytes = base45::read(&text, RECEIPT_PREFIX).context("a receipt")?;
        for at in (0..bytes.len()).step_by(7) {
            let mut altered = bytes.clone();
            if let Some(byte) = altered.get_mut(at) {
                *byte ^= 1 << (at % 8);
            }
            lines.push(line(&base45::write(RECEIPT_PREFIX, &altered), false));
        }
    }
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
