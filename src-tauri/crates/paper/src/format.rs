use crate::PaperKind;
use crate::mdoc;

/// How a paper is written, signed and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// [`sd_jwt`](crate::sd_jwt): every paper has it.
    SdJwt,
    /// [`mdoc`]: a driving licence has it besides.
    Mdoc,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SdJwt, Self::Mdoc];

    /// Its identifier in the messages of issuance (OpenID4VCI A.2.1, A.3.1), and in stores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SdJwt => "dc+sd-jwt",
            Self::Mdoc => "mso_mdoc",
        }
    }

    /// The format of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether a field of a kind can be shown in this format: a step of it, as `visits.2` names one, where the format shows
    /// entries by themselves. Of an mdoc those alone that the standard has a name for.
    pub fn shows(self, kind: PaperKind, field: &str) -> bool {
        match self {
            Self::SdJwt => {
                let name = field.split('.').next().unwrap_or_default();
                kind.metadata().fields().any(|one| one.name() == name)
            }
            Self::Mdoc => kind == PaperKind::DrivingLicence && mdoc::is_named(field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_mdoc_shows_what_its_standard_names_and_lists_as_a_whole() {
        let shown = |field| Format::Mdoc.shows(PaperKind::DrivingLicence, field);
        for field in [
            "full_name",
            "classes",
            "portrait",
            "age_equal_or_over.18",
            "expires_on",
        ] {
            assert!(shown(field), "{field}");
        }
        for field in ["points", "classes.0", "age_equal_or_over.99", "salary", ""] {
            assert!(!shown(field), "{field}");
        }
        assert!(!Format::Mdoc.shows(PaperKind::IdentityCard, "full_name"));
        assert!(Format::SdJwt.shows(PaperKind::DrivingLicence, "classes.0"));
        assert!(!Format::SdJwt.shows(PaperKind::DrivingLicence, "salary"));
    }

    #[test]
    fn a_name_is_one_formats() {
        for format in Format::ALL {
            assert_eq!(Format::of_name(format.name()), Some(format));
        }
        assert_eq!(Format::of_name("jwt_vc_json"), None);
    }
}
