//! A line: `issuer` and `holder` (JWK), `text`, `nonce`, `genuine`, and `claims`: what a verifier has in the end.

use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use chrono::{TimeDelta, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::sd_jwt::{Binding, SdJwt};
use dinhdanh_paper::vc::{Envelope, Issued, issue};
use dinhdanh_paper::{PaperKind, is_among, jose};
use serde_json::{Map, Value, json};

/// Prints what we make.
pub(crate) fn make() -> Result<()> {
    let (authority, holder) = (SigningKey::generate_p256()?, SigningKey::generate_p256()?);
    let envelope = Envelope {
        kind: PaperKind::DrivingLicence,
        issuer: "urn:dinhdanh:authority:practice".to_owned(),
        issued_at: Utc::now() - TimeDelta::days(1),
        expires_at: Utc::now() + TimeDelta::days(29),
        holder: holder.public().clone(),
        status: StatusPlace { list: 1, index: 77 },
    };
    let content = json!({
        "document_number": "790123456789",
        "full_name": "Nguyễn Thị Ánh Đào",
        "classes": [{ "class": "A1", "expires_on": null }, { "class": "B", "expires_on": "2029-04-12" }],
        "points": 12,
        "age_equal_or_over": { "16": true, "18": true, "60": false },
    });
    let paper = issue(
        &authority,
        &envelope,
        content.as_object().context("an object")?,
        &SystemRandom,
    )?;
    let mut lines = Vec::new();
    for fields in [
        &[][..],
        &["age_equal_or_over.18"],
        &["full_name", "classes.1", "points"],
        &[
            "document_number",
            "full_name",
            "classes",
            "points",
            "age_equal_or_over",
        ],
    ] {
        let shown = SdJwt::parse(&paper)?.showing(|place| is_among(place, fields))?;
        let text = Binding::of(&shown, EVERYBODY, "n1", Utc::now()).bind(&shown, &holder)?;
        let claims = SdJwt::parse(&text)?.verified(authority.public())?;
        let line = |text: &str, nonce: &str, genuine: bool| {
            json!({
                "issuer": jose::jwk(authority.public()), "holder": jose::jwk(holder.public()),
                "text": text, "nonce": nonce, "genuine": genuine, "claims": claims,
            })
        };
        lines.push(line(&text, "n1", true));
        lines.push(line(&text, "n2", false));
        let stranger = SigningKey::generate_p256()?;
        let stolen = Binding::of(&shown, EVERYBODY, "n1", Utc::now()).bind(&shown, &stranger)?;
        lines.push(line(&stolen, "n1", false));
        let (issued, rest) = text.split_once('~').context("a tilde")?;
        let (signed, signature) = issued.rsplit_once('.').context("a signature")?;
        let other = if signature.starts_with('A') { "B" } else { "A" };
        let signature = signature.get(1..).context("a signature")?;
        lines.push(line(&format!("{signed}.{other}{signature}~{rest}"), "n1", false));
        if let Some((_, rest)) = rest.split_once('~') {
            lines.push(line(&format!("{issued}~{rest}"), "n1", false));
        }
    }
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Judges what they make.
pub(crate) fn judge() -> Result<()> {
    let (mut taken, mut refused) = (0, 0);
    for line in std::io::stdin().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let key = |name: &str| {
            line.get(name)
                .and_then(Value::as_object)
                .and_then(jose::public_key)
        };
        let text = |name: &str| line.get(name).and_then(Value::as_str).context("a text");
        let issuer = key("issuer").context("a key")?;
        let found = content(text("text")?, &issuer, text("nonce")?);
        let genuine = line
            .get("genuine")
            .and_then(Value::as_bool)
            .context("a verdict")?;
        match found {
            Ok((holder, claims)) => {
                ensure!(genuine, "taken, and must not be: {line}");
                ensure!(Some(holder) == key("holder"), "another holder: {line}");
                ensure!(
                    line.get("claims") == Some(&Value::Object(claims)),
                    "it reads otherwise: {line}"
                );
                taken += 1;
            }
            Err(error) => {
                ensure!(!genuine, "refused ({error}), and must be taken: {line}");
                refused += 1;
            }
        }
    }
    ensure!(taken > 0 && refused > 0, "nothing to judge");
    writeln!(
        std::io::stdout(),
        "SD-JWT: of theirs, {taken} taken and {refused} forged ones refused"
    )?;
    Ok(())
}

/// The holder and all that is said, once both signatures hold and the nonce is the one asked for.
fn content(text: &str, issuer: &PublicKey, nonce: &str) -> Result<(PublicKey, Map<String, Value>)> {
    let paper = SdJwt::parse(text)?;
    let holder = Issued::verify(&paper, issuer)?.envelope.holder;
    let binding = paper.binding().context("no key binding")?.verified(&holder)?;
    ensure!(binding.nonce == nonce, "another nonce");
    Ok((holder, paper.verified(issuer)?))
}
