use crate::{Format, TypeMetadata};

/// The kinds of papers, in the order of the wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaperKind {
    /// Thông tin cá nhân.
    PersonalInfo,
    /// Thẻ căn cước, with the history of cards.
    IdentityCard,
    /// Giấy phép lái xe.
    DrivingLicence,
    /// Đăng ký xe; a holder may have several.
    VehicleRegistration,
    /// Thẻ bảo hiểm y tế.
    HealthInsurance,
    /// Quá trình tham gia bảo hiểm xã hội.
    SocialInsurance,
    /// Thông tin cư trú, hộ khẩu online.
    Residence,
    /// Người phụ thuộc.
    Dependants,
    /// Sổ sức khỏe điện tử.
    HealthBook,
    /// Thông tin thuế.
    Tax,
}

impl PaperKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::PersonalInfo,
        Self::IdentityCard,
        Self::DrivingLicence,
        Self::VehicleRegistration,
        Self::HealthInsurance,
        Self::SocialInsurance,
        Self::Residence,
        Self::Dependants,
        Self::HealthBook,
        Self::Tax,
    ];

    /// Its name in stores and interfaces, and in its [type](Self::vct).
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonalInfo => "personal-info",
            Self::IdentityCard => "identity-card",
            Self::DrivingLicence => "driving-licence",
            Self::VehicleRegistration => "vehicle-registration",
            Self::HealthInsurance => "health-insurance",
            Self::SocialInsurance => "social-insurance",
            Self::Residence => "residence",
            Self::Dependants => "dependants",
            Self::HealthBook => "health-book",
            Self::Tax => "tax",
        }
    }

    /// The kind of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// `vct`, the type of a credential (SD-JWT VC §2.2.2.1).
    pub fn vct(self) -> String {
        format!("urn:dinhdanh:paper:{}:1", self.name())
    }

    /// The kind of a type.
    pub fn of_vct(vct: &str) -> Option<Self> {
        Self::of_name(vct.strip_prefix("urn:dinhdanh:paper:")?.strip_suffix(":1")?)
    }

    /// The formats in which such a paper is issued.
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::DrivingLicence => &[Format::SdJwt, Format::Mdoc],
            _ => &[Format::SdJwt],
        }
    }

    /// What the type's metadata say of its fields.
    pub fn metadata(self) -> &'static TypeMetadata {
        TypeMetadata::of(self)
    }

    pub(crate) const fn metadata_json(self) -> &'static str {
        match self {
            Self::PersonalInfo => include_str!("../types/personal-info.json"),
            Self::IdentityCard => include_str!("../types/identity-card.json"),
            Self::DrivingLicence => include_str!("../types/driving-licence.json"),
            Self::VehicleRegistration => include_str!("../types/vehicle-registration.json"),
            Self::HealthInsurance => include_str!("../types/health-insurance.json"),
            Self::SocialInsurance => include_str!("../types/social-insurance.json"),
            Self::Residence => include_str!("../types/residence.json"),
            Self::Dependants => include_str!("../types/dependants.json"),
            Self::HealthBook => include_str!("../types/health-book.json"),
            Self::Tax => include_str!("../types/tax.json"),
        }
    }
}
