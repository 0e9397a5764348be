use crate::PaperKind;
use crate::sd_jwt::Step;

/// What a paper is shown for: what that takes of it, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// "Từ đủ 18 tuổi": the age alone, and the face that it belongs to.
    OverEighteen,
    /// "Lái xe".
    Driving,
    /// "Khám bệnh".
    Treatment,
    /// "Lưu trú".
    Lodging,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OverEighteen, Self::Driving, Self::Treatment, Self::Lodging];

    /// Its name in interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OverEighteen => "over-eighteen",
            Self::Driving => "driving",
            Self::Treatment => "treatment",
            Self::Lodging => "lodging",
        }
    }

    /// The fields of a paper that it takes, as names divided by a dot, a whole list by its name; none where such a paper
    /// is not what is asked for.
    pub const fn fields(self, kind: PaperKind) -> Option<&'static [&'static str]> {
        Some(match (self, kind) {
            (
                Self::OverEighteen,
                PaperKind::IdentityCard | PaperKind::PersonalInfo | PaperKind::DrivingLicence,
            ) => &["portrait", "age_equal_or_over.18"],
            (Self::Driving, PaperKind::DrivingLicence) => &[
                "document_number",
                "full_name",
                "birthdate",
                "classes",
                "issued_on",
                "expires_on",
                "points",
                "portrait",
            ],
            (Self::Driving, PaperKind::VehicleRegistration) => &[
                "plate",
                "document_number",
                "kind",
                "brand",
                "colour",
                "full_name",
                "expires_on",
            ],
            (Self::Treatment, PaperKind::HealthInsurance) => &[
                "document_number",
                "full_name",
                "birthdate",
                "sex",
                "hospital",
                "benefit_level",
                "valid_from",
                "expires_on",
            ],
            (Self::Treatment, PaperKind::IdentityCard) => {
                &["full_name", "birthdate", "personal_number", "portrait"]
            }
            (Self::Treatment, PaperKind::HealthBook) => {
                &["full_name", "blood_type", "allergies", "conditions"]
            }
            (Self::Lodging, PaperKind::IdentityCard) => &[
                "full_name",
                "personal_number",
                "birthdate",
                "sex",
                "nationality",
                "address",
                "portrait",
            ],
            (Self::Lodging, PaperKind::Residence) => &["full_name", "personal_number", "permanent_address"],
            _ => return None,
        })
    }
}

/// Whether a place is one of these fields, or within one.
pub fn is_among(place: &[Step], fields: &[impl AsRef<str>]) -> bool {
    fields.iter().any(|field| {
        let mut names = field.as_ref().split('.');
        let mut steps = place.iter();
        names.all(|name| match steps.next() {
            Some(Step::Member(member)) => member == name,
            Some(Step::Entry(entry)) => name.parse() == Ok(*entry),
            None => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_names_fields_that_there_are() {
        for purpose in Purpose::ALL {
            let mut papers = 0;
            for kind in PaperKind::ALL {
                let Some(fields) = purpose.fields(kind) else {
                    continue;
                };
                papers += 1;
                for field in fields {
                    let names: Vec<_> = field.split('.').map(|name| Some(name.to_owned())).collect();
                    let there = kind.metadata().claims.iter().any(|claim| claim.path == names);
                    assert!(there, "{purpose:?} {kind:?} {field}");
                }
            }
            assert!(papers > 0, "{purpose:?}");
        }
    }

    #[test]
    fn a_list_is_shown_whole_or_entry_by_entry() {
        let place = [Step::Member("visits".to_owned()), Step::Entry(2)];
        assert!(is_among(&place, &["visits"]));
        assert!(is_among(&place, &["visits.2"]));
        assert!(!is_among(&place, &["visits.1", "visit", "visits.2.date"]));
    }
}
