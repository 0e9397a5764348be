use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, PhoneNumber};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V12: (&str, &str) = ("V12__registration", include_str!("V12__registration.sqlite.sql"));

/// How long a registration is remembered after it has expired: a repetition of its completion still finds it.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A registration at the authority.
pub(crate) struct Registration {
    /// What stands for its token here.
    pub(crate) digest: [u8; 32],
    pub(crate) number: CitizenNumber,
    pub(crate) phone: PhoneNumber,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) checks_left: u8,
    /// MAC of the form that was checked last.
    pub(crate) checked: Option<Vec<u8>>,
    /// Whether the register said Đạt.
    pub(crate) passed: bool,
    /// Whether its one-time code was given.
    pub(crate) confirmed: bool,
    pub(crate) completed: bool,
}

impl Reading<'_> {
    pub(crate) fn registration(&self, digest: [u8; 32]) -> Result<Option<Registration>, AuthorityError> {
        self.row(
            "SELECT number, phone, expires_at, checks_left, checked, passed_at IS NOT NULL,
                    confirmed_at IS NOT NULL, completed_at IS NOT NULL
             FROM registration LEFT JOIN one_time_code ON session = token_digest WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = || AuthorityError::Damaged("a registration");
                Ok(Registration {
                    digest,
                    number: row.at::<String>(0)?.parse().map_err(|_| damaged())?,
                    phone: row.at::<String>(1)?.parse().map_err(|_| damaged())?,
                    expires_at: row.moment(2)?,
                    checks_left: row.at(3)?,
                    checked: row.at(4)?,
                    passed: row.at(5)?,
                    confirmed: row.at(6)?,
                    completed: row.at(7)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_registration(
        &self,
        digest: [u8; 32],
        number: &CitizenNumber,
        phone: &PhoneNumber,
        expires_at: DateTime<Utc>,
        checks: u8,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO registration (token_digest, number, phone, expires_at, checks_left)
             VALUES ($1, $2, $3, $4, $5)",
            &[
                &digest,
                &number.as_str(),
                &phone.as_str(),
                &expires_at.timestamp_millis(),
                &checks,
            ],
        )?;
        Ok(())
    }

    /// Takes one check away for a form that did not pass; says how many are left.
    pub(crate) fn spend_check(&self, digest: [u8; 32], form: &[u8; 32]) -> Result<u8, AuthorityError> {
        self.row(
            "UPDATE registration SET checks_left = checks_left - 1, checked = $2
             WHERE token_digest = $1 AND checks_left > 0 RETURNING checks_left",
            &[&digest, form],
            |row| row.at(0),
        )?
        .ok_or(AuthorityError::Damaged("a registration's checks"))
    }

    pub(crate) fn pass_check(
        &self,
        digest: [u8; 32],
        form: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE registration SET passed_at = $3, checked = $2 WHERE token_digest = $1",
            &[&digest, form, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    pub(crate) fn end_registration(
        &self,
        digest: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE registration SET completed_at = $2 WHERE token_digest = $1",
            &[&digest, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Forgets the registrations that nobody can come back to.
    pub(crate) fn forget_old_registrations(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM registration WHERE expires_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
