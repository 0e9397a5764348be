//! The driving licence as an mdoc.

use std::collections::HashSet;

use anyhow::{Context as _, Result};
use chrono::TimeDelta;
use dinhdanh_credential::{Challenge, Status};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::mdoc::{
    Element, IssuerSigned, MdocError, NAMESPACE, PREFIX, Presented, Transcript, issue, present, said,
};
use dinhdanh_paper::{Format, PaperKind, Purpose, jose};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::desk::{Desk, noon};

const ALL: [&str; 12] = [
    "document_number",
    "full_name",
    "birthdate",
    "nationality",
    "address",
    "classes",
    "issued_on",
    "expires_on",
    "issuer_name",
    "points",
    "portrait",
    "age_equal_or_over",
];

fn licence() -> Map<String, Value> {
    let licence = json!({
        "document_number": "790123456789",
        "full_name": "Nguyễn Thị Ánh Đào",
        "birthdate": "1988-03-02",
        "nationality": "Việt Nam",
        "address": "12 Lê Lợi, Phường Bến Thành, Thành phố Hồ Chí Minh",
        "classes": [
            { "class": "A1", "issued_on": "2007-05-01", "expires_on": null },
            { "class": "B", "issued_on": "2019-04-12", "expires_on": "2029-04-12" },
        ],
        "issued_on": "2019-04-12",
        "expires_on": "2029-04-12",
        "issuer_name": "Phòng Cảnh sát giao thông (MẪU)",
        "points": 12,
        "portrait": "AAECAwQ=",
        "age_equal_or_over": { "14": true, "16": true, "18": true, "60": false },
    });
    licence.as_object().cloned().unwrap_or_default()
}

fn issued(desk: &Desk, content: &Map<String, Value>) -> Result<Vec<u8>> {
    let envelope = desk.envelope(PaperKind::DrivingLicence);
    Ok(issue(&desk.authority, None, &envelope, content, &SystemRandom)?)
}

fn shown(desk: &Desk, issued: &[u8], fields: &[&str], audience: &str, nonce: &str) -> Result<String> {
    let transcript = Transcript {
        audience: audience.to_owned(),
        nonce: nonce.to_owned(),
        made_at: noon(),
    };
    Ok(present(issued, fields, &transcript, &desk.holder)?)
}

fn for_everybody(desk: &Desk, fields: &[&str]) -> Result<String> {
    shown(desk, &issued(desk, &licence())?, fields, EVERYBODY, "n1")
}

#[test]
fn an_officer_sees_what_was_chosen_and_nothing_else() -> Result<()> {
    let mut desk = Desk::new()?;
    let all = for_everybody(&desk, &ALL)?;
    let judgement = desk.judged(&all)?;
    assert_eq!(judgement.verdict.code(), "genuine");
    let seen = judgement.shown.context("shown")?;
    assert_eq!((seen.content, seen.format), (licence(), Format::Mdoc));

    let fields = Purpose::OverEighteen
        .fields(PaperKind::DrivingLicence)
        .context("a purpose")?;
    let licence = issued(&desk, &licence())?;
    let judgement = desk.judged(&shown(&desk, &licence, fields, EVERYBODY, "n2")?)?;
    assert_eq!(judgement.verdict.code(), "genuine");
    let seen = judgement.shown.context("shown")?;
    assert!(seen.proof.is_held());
    let expected = json!({ "portrait": "AAECAwQ=", "age_equal_or_over": { "18": true } });
    assert_eq!(Value::Object(seen.content), expected);

    let judgement = desk.judged(&shown(&desk, &licence, &[], EVERYBODY, "n3")?)?;
    assert_eq!(judgement.verdict.code(), "genuine");
    assert!(judgement.shown.context("shown")?.content.is_empty());
    Ok(())
}

#[test]
fn what_is_said_as_an_mdoc_is_known_beforehand() -> Result<()> {
    let mut desk = Desk::new()?;
    let mut content = licence();
    content.insert("expires_on".to_owned(), Value::Null);
    let vehicles = json!([{ "class": "A1", "vehicles": "Xe mô tô hai bánh", "expires_on": null }]);
    content.insert("classes".to_owned(), vehicles);
    let presented = shown(&desk, &issued(&desk, &content)?, &ALL, EVERYBODY, "n1")?;
    let read = desk.judged(&presented)?.shown.context("shown")?.content;
    assert_eq!(said(&content)?, read);
    // No last day, and not what vehicles a class is for.
    assert!(!read.contains_key("expires_on"));
    assert_eq!(
        read.get("classes"),
        Some(&json!([{ "class": "A1", "expires_on": null }]))
    );

    let copy = IssuerSigned::parse(&issued(&desk, &content)?)?;
    assert!(copy.has_any(&["salary", "full_name"]));
    assert!(!copy.has_any(&["expires_on"]));
    assert_eq!(copy.paper(desk.authority.public())?.content, read);
    Ok(())
}

#[test]
fn each_forgery_has_its_verdict() -> Result<()> {
    let mut desk = Desk::new()?;
    let licence = issued(&desk, &licence())?;
    let code = |desk: &mut Desk, text: &str| Ok::<_, anyhow::Error>(desk.judged(text)?.verdict.code());

    let stranger = Desk::new()?;
    assert_eq!(
        code(&mut desk, &for_everybody(&stranger, &["points"])?)?,
        "unknown_issuer"
    );
    let holder = std::mem::replace(&mut desk.holder, SigningKey::generate_p256()?);
    let stolen = shown(&desk, &licence, &["points"], EVERYBODY, "n1")?;
    assert_eq!(code(&mut desk, &stolen)?, "bad_holder_signature");
    desk.holder = holder;

    let challenge = Challenge::new("officer-7", [3; 16]).context("a challenge")?;
    let presented = shown(&desk, &licence, &["points"], EVERYBODY, "n1")?;
    assert_eq!(
        desk.asked(&presented, &challenge)?.verdict.code(),
        "wrong_audience"
    );
    let answer = shown(
        &desk,
        &licence,
        &["points"],
        "officer-7",
        "AwMDAwMDAwMDAwMDAwMDAw",
    )?;
    assert_eq!(desk.asked(&answer, &challenge)?.verdict.code(), "genuine");
    assert_eq!(code(&mut desk, &presented)?, "genuine");
    assert_eq!(code(&mut desk, &presented)?, "replayed");
    let late = desk.judged_at(&presented, noon() + TimeDelta::hours(1))?;
    assert_eq!(late.verdict.code(), "expired");
    desk.states.push((77, Status::Revoked));
    let again = shown(&desk, &licence, &["points"], EVERYBODY, "n2")?;
    assert_eq!(code(&mut desk, &again)?, "revoked");
    Ok(())
}

#[test]
fn a_licence_past_its_last_day_was_real_once() -> Result<()> {
    let mut desk = Desk::new()?;
    let mut content = licence();
    content.insert("expires_on".to_owned(), json!("2026-11-01"));
    let licence = issued(&desk, &content)?;
    let presented = shown(&desk, &licence, &["expires_on"], EVERYBODY, "n1")?;
    assert_eq!(desk.judged(&presented)?.verdict.code(), "paper_expired");
    Ok(())
}

#[test]
fn no_altered_byte_passes() -> Result<()> {
    let mut desk = Desk::new()?;
    let presented = for_everybody(&desk, &["full_name", "classes", "portrait"])?;
    let bytes = from_base64url(&presented)?;
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        *altered.get_mut(at).context("a byte")? ^= 1 << (at % 8);
        let judgement = desk.judged(&to_text(&altered))?;
        assert!(!judgement.verdict.is_genuine(), "byte {at}");
    }
    for end in (0..bytes.len()).step_by(7) {
        let cut = bytes.get(..end).context("a part")?;
        assert_eq!(desk.judged(&to_text(cut))?.verdict.code(), "malformed");
    }
    assert_eq!(
        desk.judged(&to_text(&[&bytes[..], &[0]].concat()))?
            .verdict
            .code(),
        "malformed"
    );
    assert_eq!(desk.judged(&presented)?.verdict.code(), "genuine");
    Ok(())
}

/// Two copies, shown to two officers: no salt, digest, key or signature is in both, but for the name of the authority's
/// key and what every licence bears, which is words.
#[test]
fn two_showings_share_nothing_but_what_was_shown() -> Result<()> {
    let mut desk = Desk::new()?;
    let authority = desk.authority.public().key_id();
    let mut showing = |nonce: &str| {
        desk.holder = SigningKey::generate_p256()?;
        let licence = issued(&desk, &licence())?;
        let mut bytes = from_base64url(&shown(&desk, &licence, &["points"], EVERYBODY, nonce)?)?;
        let name = bytes.windows(8).position(|window| window == authority);
        let name = name.context("the name of the key")?;
        bytes.splice(name..name + 8, *b"theirkey");
        let windows = bytes.windows(16).map(<[u8]>::to_vec);
        Ok::<HashSet<_>, anyhow::Error>(windows.collect())
    };
    let (one, other) = (showing("1")?, showing("2")?);
    for shared in one.intersection(&other) {
        let letters = shared.iter().filter(|byte| byte.is_ascii_graphic()).count();
        assert!(letters >= 6, "{shared:02x?}");
    }
    Ok(())
}

#[test]
fn only_a_licence_becomes_an_mdoc() -> Result<()> {
    let desk = Desk::new()?;
    let tax = desk.envelope(PaperKind::Tax);
    let ours = desk.envelope(PaperKind::DrivingLicence);
    let refused = Some(MdocError::Malformed);
    let issued =
        |envelope, content: &Map<_, _>| issue(&desk.authority, None, envelope, content, &SystemRandom).err();
    assert_eq!(issued(&tax, &licence()), refused);
    for wrong in [
        json!({ "colour": "red" }),
        json!({ "points": "many" }),
        json!({ "age_equal_or_over": { "99": true } }),
        json!({ "classes": [{ "issued_on": "2007-05-01" }] }),
    ] {
        let content = wrong.as_object().context("an object")?;
        assert_eq!(issued(&ours, content), refused, "{wrong}");
    }
    Ok(())
}

fn from_base64url(text: &str) -> Result<Vec<u8>> {
    use base64::Engine as _;
    let text = text.strip_prefix(PREFIX).unwrap_or(text);
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok();
    bytes.context("base64url")
}

fn to_text(bytes: &[u8]) -> String {
    use base64::Engine as _;
    format!(
        "{PREFIX}{}",
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    )
}

fn failed(error: anyhow::Error) -> TestCaseError {
    TestCaseError::fail(format!("{error:#}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_licence_is_read_as_it_was_written(
        name in "[A-ZĐ][a-zễạ]{0,6}( [A-ZĐ][a-zễạ]{1,6}){0,4}",
        number in any::<String>(),
        country in prop_oneof![Just("Việt Nam".to_owned()), any::<String>()],
        points in any::<u32>(),
        ends in proptest::option::of("20[0-9]{2}-0[1-9]-1[0-9]"),
        reached in any::<[bool; 3]>(),
        chosen in proptest::sample::subsequence(&ALL[..], 0..=ALL.len()),
    ) {
        let mut content = licence();
        let [a, b, c] = reached;
        for (field, value) in [
            ("full_name", json!(name)),
            ("document_number", json!(number)),
            ("nationality", json!(country)),
            ("points", json!(points)),
            ("classes", json!([{ "class": "B", "expires_on": ends }])),
            ("age_equal_or_over", json!({ "14": a, "18": b, "60": c })),
        ] {
            content.insert(field.to_owned(), value);
        }
        let mut desk = Desk::new().map_err(failed)?;
        let licence = issued(&desk, &content).map_err(failed)?;
        let presented = shown(&desk, &licence, &chosen, EVERYBODY, "n1").map_err(failed)?;
        let judgement = desk.judged(&presented).map_err(failed)?;
        content.retain(|field, _| chosen.contains(&field.as_str()));
        let read = judgement.shown.map(|shown| shown.content);
        prop_assert_eq!(read, Some(content));
    }

    #[test]
    fn a_strangers_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Presented::parse(&to_text(&bytes)).is_err());
        let _ = IssuerSigned::parse(&bytes);
    }
}

/// Annex D.4.1.2: what the issuer signed is ours to read. Its holder's proof is a MAC with a reader's key, which nobody has
/// where no channel is opened.
#[test]
fn the_standards_own_example_is_read() -> Result<()> {
    let vector: Value = serde_json::from_str(include_str!("../vectors/iso18013-5.json"))?;
    let bytes = |name: &str| from_base64url(vector.get(name).and_then(Value::as_str).unwrap_or_default());
    let key = |name: &str| jose::public_key(vector.get(name)?.as_object()?);
    let signed = bytes("issuer_signed")?;
    let issuer = key("issuer").context("a key")?;
    let (object, disclosed) = IssuerSigned::parse(&signed)?.verified(&issuer)?;
    assert_eq!(Some(object.holder), key("holder"));
    assert_eq!(object.signed_at.to_rfc3339(), "2020-10-01T13:30:02+00:00");
    assert_eq!(object.valid_until.to_rfc3339(), "2021-10-01T13:30:02+00:00");
    assert_eq!(
        object
            .digests
            .values()
            .map(|digests| digests.len())
            .sum::<usize>(),
        17
    );
    assert_eq!(object.status, None);
    let elements = disclosed.get(NAMESPACE).context("the namespace")?;
    let text = |text: &str| Element::Text(text.to_owned());
    let date = |date: &str| Element::Date(date.to_owned());
    for (name, value) in [
        ("family_name", text("Doe")),
        ("issue_date", date("2019-10-20")),
        ("expiry_date", date("2024-10-20")),
        ("document_number", text("123456789")),
    ] {
        assert_eq!(elements.get(name), Some(&value), "{name}");
    }
    let privilege = |code: &str, from: &str, until: &str| {
        Element::Object(vec![
            ("vehicle_category_code".to_owned(), text(code)),
            ("issue_date".to_owned(), date(from)),
            ("expiry_date".to_owned(), date(until)),
        ])
    };
    let privileges = vec![
        privilege("A", "2018-08-09", "2024-10-20"),
        privilege("B", "2017-02-23", "2024-10-20"),
    ];
    assert_eq!(
        elements.get("driving_privileges"),
        Some(&Element::List(privileges))
    );
    assert!(
        matches!(elements.get("portrait"), Some(Element::Bytes(bytes)) if bytes.starts_with(&[0xff, 0xd8]))
    );
    assert_eq!(elements.len(), 6);

    let stranger = SigningKey::generate_p256()?;
    let parsed = IssuerSigned::parse(&signed)?;
    assert_eq!(
        parsed.verified(stranger.public()).err(),
        Some(MdocError::BadSignature)
    );
    // But for the certificate, which we do not look at, every byte counts.
    let certificate = signed.windows(3).position(|window| window == [0x18, 33, 0x59]);
    let certificate = certificate.context("a certificate")?;
    for at in (0..signed.len()).step_by(3) {
        let mut altered = signed.clone();
        *altered.get_mut(at).context("a byte")? ^= 1;
        let taken = IssuerSigned::parse(&altered).and_then(|parsed| parsed.verified(&issuer));
        assert!(
            taken.is_err() || (certificate..certificate + 471).contains(&at),
            "byte {at}"
        );
    }
    let response = bytes("response")?;
    let presented = [&[0x82, 0x83, 0xf6, 0xf6, 0x80][..], &response].concat();
    assert!(Presented::parse(&to_text(&presented)).is_err());
    Ok(())
}
