use dinhdanh_paper::{ClaimMetadata, Disclosing, Format, PaperKind, Purpose, ValueKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of papers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PaperKindView {
    PersonalInfo,
    IdentityCard,
    DrivingLicence,
    VehicleRegistration,
    HealthInsurance,
    SocialInsurance,
    Residence,
    Dependants,
    HealthBook,
    Tax,
}

/// The form of a paper that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaperFormatView {
    SdJwt,
    /// ISO/IEC 18013-5.
    Mdoc,
}

/// What a paper is shown for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PurposeView {
    OverEighteen,
    Driving,
    Treatment,
    Lodging,
}

/// What there is to know of a kind before any such paper is there.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperKindInfoView {
    kind: PaperKindView,
    name_vi: String,
    name_en: String,
    description_vi: String,
    description_en: String,
    /// The register that it comes from.
    source_vi: String,
    source_en: String,
    /// The field whose number can be typed to have it compared; none where the holder's own number says all.
    number_field: Option<String>,
    /// What can be shown or kept by itself, a list as a whole.
    fields: Vec<PaperColumnView>,
    purposes: Vec<PurposeFieldsView>,
    formats: Vec<FormatFieldsView>,
}

/// What of a kind's fields can be shown in a form.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FormatFieldsView {
    format: PaperFormatView,
    fields: Vec<String>,
}

/// The fields that a purpose takes.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PurposeFieldsView {
    purpose: PurposeView,
    fields: Vec<String>,
}

/// A field's name and labels.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperColumnView {
    /// Steps divided by a dot: `age_equal_or_over.18`.
    name: String,
    label_vi: String,
    label_en: String,
}

impl PaperKindInfoView {
    /// Of every kind, in the order of the wallet.
    pub(crate) fn all() -> Vec<Self> {
        PaperKind::ALL.into_iter().map(Self::of).collect()
    }

    fn of(kind: PaperKind) -> Self {
        let metadata = kind.metadata();
        let display = |locale: &str| metadata.display.iter().find(|one| one.locale == locale);
        let source = |locale: &str| {
            let found = metadata.source.iter().find(|one| one.locale == locale);
            found.map(|one| one.name.clone()).unwrap_or_default()
        };
        let name = |locale| display(locale).map(|one| one.name.clone()).unwrap_or_default();
        let description = |locale| {
            display(locale)
                .map(|one| one.description.clone())
                .unwrap_or_default()
        };
        Self {
            kind: kind.into(),
            name_vi: name("vi"),
            name_en: name("en"),
            description_vi: description("vi"),
            description_en: description("en"),
            source_vi: source("vi"),
            source_en: source("en"),
            number_field: number_field(kind).map(str::to_owned),
            fields: choosable(kind).map(PaperColumnView::of).collect(),
            formats: kind
                .formats()
                .iter()
                .map(|format| FormatFieldsView::of(kind, *format))
                .collect(),
            purposes: Purpose::ALL
                .into_iter()
                .filter_map(|purpose| {
                    Some(PurposeFieldsView {
                        purpose: purpose.into(),
                        fields: purpose
                            .fields(kind)?
                            .iter()
                            .map(|&field| field.to_owned())
                            .collect(),
                    })
                })
                .collect(),
        }
    }
}

impl FormatFieldsView {
    fn of(kind: PaperKind, format: Format) -> Self {
        let names = choosable(kind).map(|claim| PaperColumnView::of(claim).name);
        Self {
            format: format.into(),
            fields: names.filter(|name| format.shows(kind, name)).collect(),
        }
    }
}

impl PaperColumnView {
    /// By its whole path.
    pub(crate) fn of(claim: &ClaimMetadata) -> Self {
        let names: Vec<&str> = claim.path.iter().filter_map(Option::as_deref).collect();
        Self::named(names.join("."), claim)
    }

    /// Within an entry of a list.
    pub(crate) fn within(claim: &ClaimMetadata) -> Self {
        Self::named(claim.name().to_owned(), claim)
    }

    /// The field of a kind that is named so.
    pub(crate) fn find(kind: PaperKind, name: &str) -> Option<Self> {
        let mut all = choosable(kind).map(Self::of);
        all.find(|column| column.name == name)
    }

    fn named(name: String, claim: &ClaimMetadata) -> Self {
        let label = |locale: &str| {
            let found = claim.display.iter().find(|one| one.locale == locale);
            found.map(|one| one.label.clone()).unwrap_or_default()
        };
        Self {
            name,
            label_vi: label("vi"),
            label_en: label("en"),
        }
    }
}

/// The fields that can be shown or kept by themselves, in the order in which they are read.
pub(crate) fn choosable(kind: PaperKind) -> impl Iterator<Item = &'static ClaimMetadata> {
    kind.metadata().claims.iter().filter(|claim| {
        let in_an_entry = claim.path.iter().any(Option::is_none);
        let kept = claim.sd == Disclosing::Always || claim.value == ValueKind::Entries;
        !in_an_entry && kept && claim.value != ValueKind::Ages
    })
}

const fn number_field(kind: PaperKind) -> Option<&'static str> {
    match kind {
        PaperKind::DrivingLicence | PaperKind::HealthInsurance | PaperKind::SocialInsurance => {
            Some("document_number")
        }
        PaperKind::VehicleRegistration => Some("plate"),
        _ => None,
    }
}

impl From<PaperKind> for PaperKindView {
    fn from(kind: PaperKind) -> Self {
        match kind {
            PaperKind::PersonalInfo => Self::PersonalInfo,
            PaperKind::IdentityCard => Self::IdentityCard,
            PaperKind::DrivingLicence => Self::DrivingLicence,
            PaperKind::VehicleRegistration => Self::VehicleRegistration,
            PaperKind::HealthInsurance => Self::HealthInsurance,
            PaperKind::SocialInsurance => Self::SocialInsurance,
            PaperKind::Residence => Self::Residence,
            PaperKind::Dependants => Self::Dependants,
            PaperKind::HealthBook => Self::HealthBook,
            PaperKind::Tax => Self::Tax,
        }
    }
}

impl From<PaperKindView> for PaperKind {
    fn from(kind: PaperKindView) -> Self {
        match kind {
            PaperKindView::PersonalInfo => Self::PersonalInfo,
            PaperKindView::IdentityCard => Self::IdentityCard,
            PaperKindView::DrivingLicence => Self::DrivingLicence,
            PaperKindView::VehicleRegistration => Self::VehicleRegistration,
            PaperKindView::HealthInsurance => Self::HealthInsurance,
            PaperKindView::SocialInsurance => Self::SocialInsurance,
            PaperKindView::Residence => Self::Residence,
            PaperKindView::Dependants => Self::Dependants,
            PaperKindView::HealthBook => Self::HealthBook,
            PaperKindView::Tax => Self::Tax,
        }
    }
}

impl From<Format> for PaperFormatView {
    fn from(format: Format) -> Self {
        match format {
            Format::SdJwt => Self::SdJwt,
            Format::Mdoc => Self::Mdoc,
        }
    }
}

impl From<PaperFormatView> for Format {
    fn from(format: PaperFormatView) -> Self {
        match format {
            PaperFormatView::SdJwt => Self::SdJwt,
            PaperFormatView::Mdoc => Self::Mdoc,
        }
    }
}

impl From<Purpose> for PurposeView {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::OverEighteen => Self::OverEighteen,
            Purpose::Driving => Self::Driving,
            Purpose::Treatment => Self::Treatment,
            Purpose::Lodging => Self::Lodging,
        }
    }
}

impl From<PurposeView> for Purpose {
    fn from(purpose: PurposeView) -> Self {
        match purpose {
            PurposeView::OverEighteen => Self::OverEighteen,
            PurposeView::Driving => Self::Driving,
            PurposeView::Treatment => Self::Treatment,
            PurposeView::Lodging => Self::Lodging,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_purposes_are_spelt_as_the_core_spells_them() {
        for kind in PaperKind::ALL {
            let sent = serde_json::to_value(PaperKindView::from(kind)).unwrap();
            assert_eq!(sent, kind.name());
            assert_eq!(PaperKind::from(PaperKindView::from(kind)), kind);
        }
        for purpose in Purpose::ALL {
            let sent = serde_json::to_value(PurposeView::from(purpose)).unwrap();
            assert_eq!(sent, purpose.name());
        }
    }

    #[test]
    fn a_licence_alone_has_two_forms_and_of_one_not_every_field() {
        for kind in PaperKind::ALL {
            let info = PaperKindInfoView::of(kind);
            let [usual, others @ ..] = info.formats.as_slice() else {
                panic!("{kind:?}")
            };
            assert_eq!(usual.format, PaperFormatView::SdJwt);
            assert_eq!(usual.fields.len(), info.fields.len(), "{kind:?}");
            assert_eq!(others.len(), usize::from(kind == PaperKind::DrivingLicence));
            if let [mdoc] = others {
                assert!(mdoc.fields.iter().any(|name| name == "age_equal_or_over.18"));
                assert!(!mdoc.fields.iter().any(|name| name == "points"));
            }
        }
    }

    #[test]
    fn what_a_purpose_takes_can_be_chosen() {
        for kind in PaperKind::ALL {
            for purpose in Purpose::ALL {
                for field in purpose.fields(kind).unwrap_or_default() {
                    assert!(PaperColumnView::find(kind, field).is_some(), "{kind:?} {field}");
                }
            }
            if let Some(field) = number_field(kind) {
                assert!(PaperColumnView::find(kind, field).is_some(), "{kind:?} {field}");
            }
        }
    }
}
