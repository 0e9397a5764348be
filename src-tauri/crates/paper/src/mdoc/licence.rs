use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::{Disclosed, Element, MdocError, NAMESPACE, OUR_NAMESPACE};

/// Fields that are one element each: ours, in which namespace, the element.
const ONE_TO_ONE: [(&str, &str, &str, Form); 8] = [
    ("document_number", NAMESPACE, "document_number", Form::Text),
    ("birthdate", NAMESPACE, "birth_date", Form::Date),
    ("issued_on", NAMESPACE, "issue_date", Form::Date),
    ("expires_on", NAMESPACE, "expiry_date", Form::Date),
    ("issuer_name", NAMESPACE, "issuing_authority", Form::Text),
    ("address", NAMESPACE, "resident_address", Form::Text),
    ("points", OUR_NAMESPACE, "points", Form::Number),
    // The standard's own portrait is JPEG; ours is WebP.
    ("portrait", OUR_NAMESPACE, "portrait", Form::Picture),
];

#[derive(Clone, Copy)]
enum Form {
    Text,
    Date,
    Number,
    Picture,
}

/// How a country is written in the standard, and with us.
const COUNTRY: (&str, &str) = ("VN", "Việt Nam");

type Named<'a> = (&'static str, &'a str, Element);

/// The elements of a licence: with those that the standard asks of every one.
///
/// A family name is the first word of a name. What kind of vehicle a class is for stands in no element.
pub(super) fn elements(content: &Map<String, Value>) -> Result<Vec<Named<'_>>, MdocError> {
    let wrong = MdocError::Malformed;
    let mut elements: Vec<Named<'_>> = vec![
        (NAMESPACE, "issuing_country", Element::Text(COUNTRY.0.to_owned())),
        (
            NAMESPACE,
            "un_distinguishing_sign",
            Element::Text(COUNTRY.0.to_owned()),
        ),
    ];
    for (field, value) in content {
        match (field.as_str(), value) {
            // No last day, no element.
            ("expires_on", Value::Null) => {}
            ("full_name", Value::String(name)) => {
                let (family, given) = name.split_once(' ').unwrap_or((name, ""));
                elements.push((NAMESPACE, "family_name", Element::Text(family.to_owned())));
                elements.push((NAMESPACE, "given_name", Element::Text(given.to_owned())));
            }
            ("nationality", Value::String(country)) => {
                let (space, country) = if country == COUNTRY.1 {
                    (NAMESPACE, COUNTRY.0)
                } else {
                    (OUR_NAMESPACE, country.as_str())
                };
                elements.push((space, "nationality", Element::Text(country.to_owned())));
            }
            ("classes", Value::Array(classes)) => {
                let classes: Option<_> = classes.iter().map(privilege).collect();
                let classes = Element::List(classes.ok_or(wrong)?);
                elements.push((NAMESPACE, "driving_privileges", classes));
            }
            ("age_equal_or_over", Value::Object(ages)) => {
                for (age, reached) in ages {
                    let name = age_element(age).ok_or(wrong)?;
                    elements.push((NAMESPACE, name, Element::Truth(reached.as_bool().ok_or(wrong)?)));
                }
            }
            (field, value) => {
                let (_, space, name, form) = ONE_TO_ONE.iter().find(|known| known.0 == field).ok_or(wrong)?;
                elements.push((space, name, form.element(value).ok_or(wrong)?));
            }
        }
    }
    Ok(elements)
}

/// The elements that show nothing of anybody, and go along with what is shown.
pub(super) fn goes_along(element: &str) -> bool {
    matches!(element, "issuing_country" | "un_distinguishing_sign")
}

/// The elements that show a field of ours, `age_equal_or_over.18` say.
pub(super) fn is_of(namespace: &str, element: &str, fields: &[impl AsRef<str>]) -> bool {
    fields.iter().any(|field| match field.as_ref() {
        "full_name" => matches!(element, "family_name" | "given_name"),
        "nationality" => element == "nationality",
        "classes" => element == "driving_privileges",
        "age_equal_or_over" => element.starts_with("age_over_"),
        field => match field.strip_prefix("age_equal_or_over.") {
            Some(age) => age_element(age) == Some(element),
            None => ONE_TO_ONE
                .iter()
                .any(|(known, space, name, _)| (field, namespace, element) == (*known, *space, *name)),
        },
    })
}

/// Whether the standard has a name for a field of ours, so that any reader of licences knows it: `classes` as a whole,
/// `age_equal_or_over.18`. The portrait counts, which is only written otherwise.
pub fn is_named(field: &str) -> bool {
    match field {
        "full_name" | "nationality" | "classes" | "age_equal_or_over" | "portrait" => true,
        field => match field.strip_prefix("age_equal_or_over.") {
            Some(age) => age_element(age).is_some(),
            None => ONE_TO_ONE
                .iter()
                .any(|(known, space, ..)| (field, NAMESPACE) == (*known, *space)),
        },
    }
}

/// What a licence with this content says as an mdoc, all of it disclosed: the same but for what has no element.
pub fn said(licence: &Map<String, Value>) -> Result<Map<String, Value>, MdocError> {
    let mut disclosed = Disclosed::new();
    for (namespace, name, value) in elements(licence)? {
        let elements = disclosed.entry(namespace.to_owned()).or_default();
        elements.insert(name.to_owned(), value);
    }
    content(&disclosed)
}

/// What was disclosed, in our names. Elements that we know nothing of are passed over.
pub(super) fn content(disclosed: &Disclosed) -> Result<Map<String, Value>, MdocError> {
    let wrong = MdocError::Malformed;
    let mut content = Map::new();
    let find = |space: &str, name: &str| disclosed.get(space)?.get(name);
    for (field, space, name, form) in ONE_TO_ONE {
        if let Some(element) = find(space, name) {
            content.insert(field.to_owned(), form.value(element).ok_or(wrong)?);
        }
    }
    match (find(NAMESPACE, "family_name"), find(NAMESPACE, "given_name")) {
        (Some(Element::Text(family)), Some(Element::Text(given))) => {
            let name = format!("{family} {given}");
            content.insert("full_name".to_owned(), name.trim_end().into());
        }
        (None, None) => {}
        _ => return Err(wrong),
    }
    match (find(NAMESPACE, "nationality"), find(OUR_NAMESPACE, "nationality")) {
        (Some(Element::Text(country)), None) if country == COUNTRY.0 => {
            content.insert("nationality".to_owned(), COUNTRY.1.into());
        }
        (Some(Element::Text(country)), None) | (None, Some(Element::Text(country))) => {
            content.insert("nationality".to_owned(), country.as_str().into());
        }
        (None, None) => {}
        _ => return Err(wrong),
    }
    match find(NAMESPACE, "driving_privileges") {
        Some(Element::List(privileges)) => {
            let classes: Option<Vec<_>> = privileges.iter().map(class).collect();
            content.insert("classes".to_owned(), classes.ok_or(wrong)?.into());
        }
        None => {}
        Some(_) => return Err(wrong),
    }
    let mut ages = Map::new();
    for (name, value) in disclosed.get(NAMESPACE).into_iter().flatten() {
        let Some(age) = name.strip_prefix("age_over_") else {
            continue;
        };
        let Element::Truth(reached) = value else {
            return Err(wrong);
        };
        ages.insert(age.to_owned(), (*reached).into());
    }
    if !ages.is_empty() {
        content.insert("age_equal_or_over".to_owned(), ages.into());
    }
    Ok(content)
}

impl Form {
    fn element(self, value: &Value) -> Option<Element> {
        let text = || value.as_str().map(str::to_owned);
        Some(match self {
            Self::Text => Element::Text(text()?),
            Self::Date => Element::Date(text()?),
            Self::Number => Element::Number(value.as_i64()?),
            Self::Picture => Element::Bytes(STANDARD.decode(value.as_str()?).ok()?),
        })
    }

    fn value(self, element: &Element) -> Option<Value> {
        Some(match (self, element) {
            (Self::Text, Element::Text(text)) | (Self::Date, Element::Date(text)) => text.as_str().into(),
            (Self::Number, Element::Number(number)) => (*number).into(),
            (Self::Picture, Element::Bytes(bytes)) => STANDARD.encode(bytes).into(),
            _ => return None,
        })
    }
}

fn age_element(age: &str) -> Option<&'static str> {
    Some(match age {
        "14" => "age_over_14",
        "16" => "age_over_16",
        "18" => "age_over_18",
        "60" => "age_over_60",
        _ => return None,
    })
}

/// `DrivingPrivilege` of an entry of `classes` (§7.2.4).
fn privilege(class: &Value) -> Option<Element> {
    let mut members = vec![(
        "vehicle_category_code".to_owned(),
        Element::Text(class.get("class")?.as_str()?.to_owned()),
    )];
    for (ours, theirs) in [("issued_on", "issue_date"), ("expires_on", "expiry_date")] {
        match class.get(ours) {
            None | Some(Value::Null) => {}
            Some(day) => members.push((theirs.to_owned(), Element::Date(day.as_str()?.to_owned()))),
        }
    }
    Some(Element::Object(members))
}

fn class(privilege: &Element) -> Option<Value> {
    let Element::Object(members) = privilege else {
        return None;
    };
    let mut class = json!({ "expires_on": null });
    let entry = class.as_object_mut()?;
    for (name, value) in members {
        match (name.as_str(), value) {
            ("vehicle_category_code", Element::Text(code)) => {
                entry.insert("class".to_owned(), code.as_str().into())
            }
            ("issue_date", Element::Date(day)) => entry.insert("issued_on".to_owned(), day.as_str().into()),
            ("expiry_date", Element::Date(day)) => entry.insert("expires_on".to_owned(), day.as_str().into()),
            ("codes", Element::List(_)) => None,
            _ => return None,
        };
    }
    entry.contains_key("class").then_some(class)
}
