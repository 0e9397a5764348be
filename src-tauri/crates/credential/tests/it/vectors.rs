use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::cases;

const VECTORS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../tests/vectors/idqr.jsonl"
));

/// What the example prints for a file.
fn answers(file: &[u8]) -> Vec<Value> {
    let disk = tempfile::tempdir().unwrap();
    let mut out = Vec::new();
    cases::run(file, disk.path(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the vectors expect, in the same form.
fn expected() -> Vec<Value> {
    let lines = VECTORS
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let answer = |line: Value| match line {
        line if line.get("restart").is_some() => None,
        line if line.get("bundle").is_some() => Some(json!({ "bundle_ok": line["bundle_ok"] })),
        line => Some(json!({ "id": line["id"], "verdict": line["expect"] })),
    };
    lines.filter_map(answer).collect()
}

#[test]
fn every_vector_agrees() {
    let expected = expected();
    let verdicts: BTreeSet<_> = expected
        .iter()
        .filter_map(|line| line["verdict"].as_str())
        .collect();
    assert_eq!(verdicts.len(), dinhdanh_credential::Verdict::ALL.len());
    assert_eq!(answers(VECTORS.as_bytes()), expected);
}

#[test]
fn line_ends_of_other_systems_and_a_missing_last_one_change_nothing() {
    let other = VECTORS.trim_end().replace('\n', "\r\n");
    assert_eq!(answers(other.as_bytes()), expected());
}

#[test]
fn lines_of_unknown_kinds_and_unknown_fields_are_passed_over() {
    let mut file = String::new();
    for line in VECTORS.lines() {
        let strange = [
            &line.replacen('{', r#"{"weather":{"rain":[1,2.5,null]},"#, 1),
            "",
            "no json",
            r#"["bundle"]"#,
            r#"{"id":7,"verifier":"a","now":1,"text":"an id of another type"}"#,
            r#"{"id":"a","verifier":"a","now":"soon","text":""}"#,
            r#"{"id":"a","verifier":"a","now":1,"text":"","aud":"","cnonce":"00"}"#,
            r#"{"id":"a","frame":"AAAA","now":1}"#,
            r#"{"bundle":{"seq":1}}"#,
            "",
        ];
        file += &strange.join("\n");
    }
    assert_eq!(answers(file.as_bytes()), expected());
}
