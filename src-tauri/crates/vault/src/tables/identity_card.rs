//! The identity card, as the register last gave it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, named_params};

use super::column::{Day, Millis};
use super::{Reading, Sex, Writing};
use crate::VaultError;

/// What stands on the card, front and back.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityCard {
    /// Personal identification number, 12 digits.
    pub number: String,
    /// Full name.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Nationality.
    pub nationality: String,
    /// Quê quán.
    pub place_of_origin: String,
    /// Nơi thường trú.
    pub place_of_residence: String,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// Last day of validity; `None` is "Không thời hạn".
    pub expires_on: Option<NaiveDate>,
    /// The 9-digit number of the paper before it, where there was one.
    pub old_number: Option<String>,
    /// Đặc điểm nhân dạng.
    pub features: String,
    /// Who issued it.
    pub issuer: String,
    /// The machine-readable zone (TD1), three lines of 30.
    pub mrz: [String; 3],
    /// The text of the QR printed on it.
    pub printed_qr: String,
    /// Portrait as an encoded picture.
    pub portrait: Vec<u8>,
    /// When the register gave this.
    pub refreshed_at: DateTime<Utc>,
}

impl Reading<'_> {
    /// The card, once it was fetched.
    pub fn identity_card(&self) -> Result<Option<IdentityCard>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT * FROM identity_card")?
            .query_row([], |row| {
                Ok(IdentityCard {
                    number: row.get("number")?,
                    full_name: row.get("full_name")?,
                    birth_date: row.get::<_, Day>("birth_date")?.0,
                    sex: row.get("sex")?,
                    nationality: row.get("nationality")?,
                    place_of_origin: row.get("place_of_origin")?,
                    place_of_residence: row.get("place_of_residence")?,
                    issued_on: row.get::<_, Day>("issued_on")?.0,
                    expires_on: row.get::<_, Option<Day>>("expires_on")?.map(|day| day.0),
                    old_number: row.get("old_number")?,
                    features: row.get("features")?,
                    issuer: row.get("issuer")?,
                    mrz: [row.get("mrz_1")?, row.get("mrz_2")?, row.get("mrz_3")?],
                    printed_qr: row.get("printed_qr")?,
                    portrait: row.get("portrait")?,
                    refreshed_at: row.get::<_, Millis>("refreshed_at")?.0,
                })
            })
            .optional()?)
    }
}

impl Writing<'_> {
    /// Keeps the card, in place of any before it.
    pub fn put_identity_card(&self, card: &IdentityCard) -> Result<(), VaultError> {
        let [mrz_1, mrz_2, mrz_3] = &card.mrz;
        self.connection.execute(
            "INSERT OR REPLACE INTO identity_card VALUES (1, :number, :full_name, :birth_date, :sex,
                 :nationality, :place_of_origin, :place_of_residence, :issued_on, :expires_on, :old_number,
                 :features, :issuer, :mrz_1, :mrz_2, :mrz_3, :printed_qr, :portrait, :refreshed_at)",
            named_params! {
                ":number": card.number,
                ":full_name": card.full_name,
                ":birth_date": Day(card.birth_date),
                ":sex": card.sex,
                ":nationality": card.nationality,
                ":place_of_origin": card.place_of_origin,
                ":place_of_residence": card.place_of_residence,
                ":issued_on": Day(card.issued_on),
                ":expires_on": card.expires_on.map(Day),
                ":old_number": card.old_number,
                ":features": card.features,
                ":issuer": card.issuer,
                ":mrz_1": mrz_1,
                ":mrz_2": mrz_2,
                ":mrz_3": mrz_3,
                ":printed_qr": card.printed_qr,
                ":portrait": card.portrait,
                ":refreshed_at": Millis(card.refreshed_at),
            },
        )?;
        Ok(())
    }
}
