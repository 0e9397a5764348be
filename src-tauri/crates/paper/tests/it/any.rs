//! Any JSON, any choice, any alteration.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::OnceLock;

use anyhow::Result;
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::jose;
use dinhdanh_paper::sd_jwt::{Binding, Claims, SdJwt, SdJwtError, Step, issue};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::desk::noon;

struct Keys {
    issuer: SigningKey,
    holder: SigningKey,
}

fn keys() -> Result<&'static Keys> {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    if let Some(keys) = KEYS.get() {
        return Ok(keys);
    }
    let keys = Keys {
        issuer: SigningKey::generate_p256()?,
        holder: SigningKey::generate_p256()?,
    };
    Ok(KEYS.get_or_init(|| keys))
}

/// A member of what is issued.
#[derive(Debug, Clone)]
enum Member {
    Open(Value),
    Hidden(Value),
    List(Vec<Value>),
    Object(Vec<(String, Member)>),
}

/// JSON without what the format keeps to itself. Whole numbers only: how others are rounded is no matter of ours.
fn value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    plain.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z_]{1,6}", any::<String>()].prop_filter("the format's own", |name| {
        !matches!(name.as_str(), "_sd" | "..." | "_sd_alg")
    })
}

fn members() -> impl Strategy<Value = Vec<(String, Member)>> {
    let plain = prop_oneof![
        value().prop_map(Member::Open),
        value().prop_map(Member::Hidden),
        proptest::collection::vec(value(), 0..5).prop_map(Member::List),
    ];
    let member = plain.prop_recursive(2, 12, 4, |inner| distinct(inner).prop_map(Member::Object));
    distinct(member)
}

fn distinct(member: impl Strategy<Value = Member>) -> impl Strategy<Value = Vec<(String, Member)>> {
    proptest::collection::btree_map(name(), member, 0..6).prop_map(|members| members.into_iter().collect())
}

fn claims(members: &[(String, Member)]) -> Claims {
    let mut claims = Claims::new();
    for (name, member) in members {
        match member {
            Member::Open(value) => claims.open(name, value.clone()),
            Member::Hidden(value) => claims.hidden(name, value.clone()),
            Member::List(entries) => claims.list(name, entries.clone()),
            Member::Object(members) => claims.object(name, self::claims(members)),
        };
    }
    claims
}

/// What is chosen, of every place by itself.
fn chosen(choice: u64, place: &[Step]) -> bool {
    let mut hasher = DefaultHasher::new();
    choice.hash(&mut hasher);
    for step in place {
        match step {
            Step::Member(name) => name.hash(&mut hasher),
            Step::Entry(index) => index.hash(&mut hasher),
        }
    }
    hasher.finish().is_multiple_of(2)
}

/// What is to be seen of it.
fn seen(members: &[(String, Member)], choice: u64, way: &mut Vec<Step>) -> Map<String, Value> {
    let mut seen = Map::new();
    for (name, member) in members {
        way.push(Step::Member(name.clone()));
        let value = match member {
            Member::Open(value) => Some(value.clone()),
            Member::Hidden(value) => chosen(choice, way).then(|| value.clone()),
            Member::List(entries) => {
                let entries = entries.iter().enumerate().filter(|(index, _)| {
                    way.push(Step::Entry(*index));
                    let chosen = chosen(choice, way);
                    way.pop();
                    chosen
                });
                Some(entries.map(|(_, entry)| entry.clone()).collect())
            }
            Member::Object(members) => Some(Value::Object(self::seen(members, choice, way))),
        };
        way.pop();
        if let Some(value) = value {
            seen.insert(name.clone(), value);
        }
    }
    seen
}

/// Shown by `choice` and bound.
fn presented(members: &[(String, Member)], choice: u64) -> Result<String> {
    let keys = keys()?;
    let issued = issue(
        &keys.issuer,
        Map::new(),
        claims(members),
        &SeededRandom::new(choice),
    )?;
    let shown = SdJwt::parse(&issued)?.showing(|place| chosen(choice, place))?;
    Ok(Binding::of(&shown, "officer", "n1", noon()).bind(&shown, &keys.holder)?)
}

fn verified(text: &str) -> Result<Map<String, Value>> {
    let (keys, parsed) = (keys()?, SdJwt::parse(text)?);
    let payload = parsed.verified(keys.issuer.public())?;
    let binding = parsed.binding().ok_or(SdJwtError::Malformed)?;
    binding.verified(keys.holder.public())?;
    Ok(payload)
}

/// What somebody may do to a text on its way.
#[derive(Debug, Clone)]
enum Harm {
    Replace(prop::sample::Index, char),
    Insert(prop::sample::Index, String),
    Delete(prop::sample::Index, usize),
    Cut(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Twice(prop::sample::Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), proptest::char::range('+', 'é')).prop_map(|(at, by)| Harm::Replace(at, by)),
        (at(), "[A-Za-z0-9_~.-]{1,5}").prop_map(|(at, text)| Harm::Insert(at, text)),
        (at(), 1..80usize).prop_map(|(at, many)| Harm::Delete(at, many)),
        at().prop_map(Harm::Cut),
        (at(), at()).prop_map(|(one, other)| Harm::Swap(one, other)),
        at().prop_map(Harm::Twice),
    ]
}

impl Harm {
    fn done_to(&self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let mut parts: Vec<&str> = text.split('~').collect();
        match self {
            Self::Replace(at, by) => *at.get_mut(&mut letters) = *by,
            Self::Insert(at, more) => {
                let at = at.index(letters.len() + 1);
                letters.splice(at..at, more.chars());
            }
            Self::Delete(at, many) => {
                let at = at.index(letters.len());
                letters.drain(at..(at + many).min(letters.len()));
            }
            Self::Cut(at) => letters.truncate(at.index(letters.len())),
            Self::Swap(one, other) => {
                let (one, other) = (one.index(parts.len()), other.index(parts.len()));
                parts.swap(one, other);
                return parts.join("~");
            }
            Self::Twice(at) => {
                let part = *at.get(&parts);
                parts.push(part);
                return parts.join("~");
            }
        }
        letters.into_iter().collect()
    }
}

/// What a test that can fail by itself tells proptest.
fn failed(error: anyhow::Error) -> TestCaseError {
    TestCaseError::fail(format!("{error:#}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn what_is_chosen_is_seen_and_nothing_else(members in members(), choice: u64) {
        let text = presented(&members, choice).map_err(failed)?;
        prop_assert_eq!(verified(&text).map_err(failed)?, seen(&members, choice, &mut Vec::new()));
    }

    #[test]
    fn no_alteration_passes(members in members(), choice: u64, harm in proptest::collection::vec(harm(), 1..4)) {
        let text = presented(&members, choice).map_err(failed)?;
        let altered = harm.iter().fold(text.clone(), |text, harm| harm.done_to(&text));
        prop_assume!(altered != text);
        prop_assert!(verified(&altered).is_err(), "{altered}");
    }

    #[test]
    fn a_strangers_text_is_refused(
        text in prop_oneof![any::<String>(), "[A-Za-z0-9_-]{0,40}([.~][A-Za-z0-9_-]{0,40}){0,6}"],
    ) {
        prop_assert!(verified(&text).is_err());
    }

    /// An issuer that signs nonsense, with digests where nobody expects them.
    #[test]
    fn well_signed_nonsense_never_panics(
        payload in nonsense(),
        disclosures in proptest::collection::vec(nonsense(), 0..4),
    ) {
        let mut payload = json!({ "a": payload });
        let mut text = String::new();
        for disclosure in disclosures {
            let disclosure = base64url(disclosure.to_string().as_bytes());
            let digest = base64url(&dinhdanh_crypto::digest::sha256(&[disclosure.as_bytes()]));
            text.push_str(&disclosure);
            text.push('~');
            payload = json!({ "a": payload, "_sd": [digest], "b": [{ "...": digest }] });
        }
        let payload = payload.as_object().cloned().unwrap_or_default();
        let keys = keys().map_err(failed)?;
        let issuer = jose::sign(&keys.issuer, Map::new(), &payload).map_err(|error| failed(error.into()))?;
        if let Ok(parsed) = SdJwt::parse(&format!("{issuer}~{text}")) {
            let _ = parsed.verified(keys.issuer.public());
            let _ = parsed.showing(|_| true);
        }
    }
}

fn nonsense() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("_sd".to_owned()),
        Just("...".to_owned()),
        Just("_sd_alg".to_owned()),
        "[ab]"
    ];
    value().prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name.clone(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn base64url(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// A name that the format keeps to itself could be signed, and never be revealed again.
#[test]
fn what_could_not_be_revealed_is_not_issued() -> Result<()> {
    let keys = keys()?;
    let refused = |claims: Claims| {
        issue(&keys.issuer, Map::new(), claims, &SeededRandom::new(1)) == Err(SdJwtError::Malformed)
    };
    for name in ["_sd", "...", "_sd_alg"] {
        for member in [
            Member::Open(json!(1)),
            Member::Hidden(json!(1)),
            Member::List(Vec::new()),
            Member::Object(Vec::new()),
        ] {
            assert!(refused(claims(&[(name.to_owned(), member)])), "{name}");
        }
        let within = json!({ "a": [{ name: [] }] });
        assert!(
            refused(claims(&[("a".to_owned(), Member::Hidden(within))])),
            "{name}"
        );
    }
    Ok(())
}
