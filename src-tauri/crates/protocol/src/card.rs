use chrono::NaiveDate;

use crate::Sex;

/// The identity card (thẻ căn cước) as the register has it.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityCard {
    /// Số định danh cá nhân, 12 digits.
    pub number: String,
    /// Họ tên, NFC.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Quốc tịch.
    pub nationality: String,
    /// Quê quán.
    pub place_of_origin: String,
    /// Nơi thường trú.
    pub place_of_residence: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day of validity; none for "Không thời hạn".
    pub expires_on: Option<NaiveDate>,
    /// The older nine-digit CMND number, if there was one.
    pub old_number: Option<String>,
    /// Đặc điểm nhân dạng.
    pub features: String,
    /// Who issued the card.
    pub issuer: String,
    /// The three machine-readable lines (TD1), 30 characters each.
    pub mrz: [String; 3],
    /// The text of the QR printed on the card.
    pub printed_qr: String,
    /// Portrait, WebP, 240×320 pixels.
    pub portrait: Vec<u8>,
}

impl std::fmt::Debug for IdentityCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityCard(…)")
    }
}
