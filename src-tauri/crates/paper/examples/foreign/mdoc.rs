//! A line: `transcript` and `response` (base64url of CBOR), `issuer` (JWK), `genuine`, and `elements`: the texts disclosed.
//! `make` reads one line first: the issuer's key and the certificate that goes with it, `pkcs8` and `certificate`.

use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{TimeDelta, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::mdoc::{Element, NAMESPACE, PREFIX, Presented, Transcript, issue, present};
use dinhdanh_paper::vc::Envelope;
use dinhdanh_paper::{PaperKind, jose};
use serde_json::{Map, Value, json};

/// Prints what we make.
pub(crate) fn make() -> Result<()> {
    let line = std::io::stdin().lines().next().context("a key")??;
    let line: Value = serde_json::from_str(&line)?;
    let authority = SigningKey::from_pkcs8(&bytes(&line, "pkcs8")?)?;
    let certificate = bytes(&line, "certificate")?;
    let holder = SigningKey::generate_p256()?;
    let envelope = Envelope {
        kind: PaperKind::DrivingLicence,
        issuer: "urn:dinhdanh:authority:practice".to_owned(),
        issued_at: Utc::now() - TimeDelta::minutes(1),
        expires_at: Utc::now() + TimeDelta::days(29),
        holder: holder.public().clone(),
        status: StatusPlace { list: 1, index: 77 },
    };
    let content = json!({
        "document_number": "790123456789",
        "full_name": "Nguyễn Thị Ánh Đào",
        "classes": [{ "class": "A1", "expires_on": null }, { "class": "B", "expires_on": "2029-04-12" }],
        "issued_on": "2019-04-12",
        "expires_on": "2029-04-12",
        "points": 12,
        "portrait": "AAECAwQ=",
        "age_equal_or_over": { "16": true, "18": true, "60": false },
    });
    let content = content.as_object().context("an object")?;
    let licence = issue(&authority, Some(&certificate), &envelope, content, &SystemRandom)?;
    let transcript = |nonce: &str| Transcript {
        audience: EVERYBODY.to_owned(),
        nonce: nonce.to_owned(),
        made_at: Utc::now(),
    };
    let mut out = std::io::stdout().lock();
    let mut line = |transcript: &[u8], response: &[u8], genuine: bool, elements: &Value| {
        let line = json!({
            "transcript": URL_SAFE_NO_PAD.encode(transcript), "response": URL_SAFE_NO_PAD.encode(response),
            "genuine": genuine, "elements": elements,
        });
        writeln!(out, "{line}")
    };
    for (fields, elements) in [
        (&[][..], json!({})),
        (&["age_equal_or_over.18"], json!({})),
        (
            &["full_name", "classes", "points", "expires_on"],
            json!({ "family_name": "Nguyễn", "given_name": "Thị Ánh Đào" }),
        ),
    ] {
        let (bound, other) = (transcript("n1"), transcript("n2"));
        let presented = Presented::parse(&present(&licence, fields, &bound, &holder)?)?;
        let (transcript, response) = presented.parts();
        line(transcript, response, true, &elements)?;
        line(&other.encoded(), response, false, &elements)?;
        let stolen = Presented::parse(&present(&licence, fields, &bound, &SigningKey::generate_p256()?)?)?;
        line(transcript, stolen.parts().1, false, &elements)?;
        for at in [response.len() / 3, response.len() - 20] {
            let mut altered = response.to_vec();
            *altered.get_mut(at).context("a byte")? ^= 1;
            line(transcript, &altered, false, &elements)?;
        }
    }
    Ok(())
}

/// Judges what they make.
pub(crate) fn judge() -> Result<()> {
    let (mut taken, mut refused) = (0, 0);
    for line in std::io::stdin().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let issuer = line
            .get("issuer")
            .and_then(Value::as_object)
            .and_then(jose::public_key);
        let presented = [
            &[0x82][..],
            &bytes(&line, "transcript")?,
            &bytes(&line, "response")?,
        ]
        .concat();
        let text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(presented));
        let genuine = line
            .get("genuine")
            .and_then(Value::as_bool)
            .context("a verdict")?;
        match elements(&text, &issuer.context("a key")?) {
            Ok(elements) => {
                ensure!(genuine, "taken, and must not be: {line}");
                let elements = Value::Object(elements);
                ensure!(
                    line.get("elements") == Some(&elements),
                    "it reads {elements}: {line}"
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
        "mdoc: of theirs, {taken} taken and {refused} forged ones refused"
    )?;
    Ok(())
}

/// The texts that were disclosed, once both signatures hold.
fn elements(text: &str, issuer: &PublicKey) -> Result<Map<String, Value>> {
    let presented = Presented::parse(text)?;
    let (object, disclosed) = presented.issued().verified(issuer)?;
    presented.bound(&object.holder)?;
    let elements = disclosed.into_iter().filter(|(space, _)| space == NAMESPACE);
    Ok(elements
        .flat_map(|(_, elements)| elements)
        .filter_map(|(name, value)| match value {
            Element::Text(text) => Some((name, text.into())),
            _ => None,
        })
        .collect())
}

fn bytes(line: &Value, name: &str) -> Result<Vec<u8>> {
    let text = line.get(name).and_then(Value::as_str).context("a text")?;
    URL_SAFE_NO_PAD.decode(text).ok().context("base64url")
}
