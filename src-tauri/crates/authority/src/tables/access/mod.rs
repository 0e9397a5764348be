use chrono::{DateTime, Utc};
use dinhdanh_protocol::CitizenNumber;

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V13: (&str, &str) = ("V13__access", include_str!("V13__access.sqlite.sql"));

/// A sign-in at the authority.
pub(crate) struct Access {
    pub(crate) account: CitizenNumber,
    pub(crate) signed_in_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

impl Reading<'_> {
    /// The sign-in of a token's digest.
    pub(crate) fn access(&self, digest: [u8; 32]) -> Result<Option<Access>, AuthorityError> {
        self.row(
            "SELECT account, signed_in_at, expires_at FROM access WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = |_| AuthorityError::Damaged("a sign-in");
                Ok(Access {
                    account: row.at::<String>(0)?.parse().map_err(damaged)?,
                    signed_in_at: row.moment(1)?,
                    expires_at: row.moment(2)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_access(&self, digest: [u8; 32], access: &Access) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO access (token_digest, account, signed_in_at, expires_at) VALUES ($1, $2, $3, $4)",
            &[
                &digest,
                &access.account.as_str(),
                &access.signed_in_at.timestamp_millis(),
                &access.expires_at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    pub(crate) fn extend_access(
        &self,
        digest: [u8; 32],
        expires_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE access SET expires_at = $2 WHERE token_digest = $1",
            &[&digest, &expires_at.timestamp_millis()],
        )?;
        Ok(())
    }

    pub(crate) fn end_access(&self, digest: [u8; 32]) -> Result<(), AuthorityError> {
        self.change("DELETE FROM access WHERE token_digest = $1", &[&digest])?;
        Ok(())
    }

    /// Ends every sign-in to an account, and the recoveries that were begun by one.
    pub(crate) fn end_access_to(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change("DELETE FROM access WHERE account = $1", &[&account.as_str()])?;
        self.end_running_recoveries(account)
    }

    /// Ends every sign-in to an account but this one.
    pub(crate) fn end_access_but(
        &self,
        account: &CitizenNumber,
        digest: [u8; 32],
    ) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM access WHERE account = $1 AND token_digest <> $2",
            &[&account.as_str(), &digest],
        )?;
        Ok(())
    }

    /// Ends what runs for an account and only who had signed in could begin: take-overs, claims of a lost device that
    /// were not yet proved, changes of the phone, recoveries.
    pub(crate) fn end_begun_by_access(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.end_running_take_overs(account)?;
        self.end_running_lost_devices(account)?;
        self.end_running_phone_changes(account)?;
        self.end_running_recoveries(account)
    }

    /// Ends the activations of an account that run, and what only who had signed in could begin.
    pub(crate) fn end_journeys(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.end_running_sessions(account)?;
        self.end_begun_by_access(account)
    }

    /// Ends every sign-in to an account and all that runs for it, resets of its password and claims that were proved
    /// included: an account that is locked and unlocked again begins with nothing under way. Its phone must be the old
    /// one still.
    pub(crate) fn end_all_under_way(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.end_all_begun(account)?;
        self.end_claims(account)
    }

    /// The same, but for a claim that was settled at the desk: who is there in person and has lost device and phone has
    /// the wait ended and then the phone set.
    pub(crate) fn end_all_unsettled(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.end_all_begun(account)?;
        self.end_unsettled_claims(account)
    }

    fn end_all_begun(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.end_access_to(account)?;
        self.end_journeys(account)?;
        self.end_running_resets(account)
    }

    /// Forgets the sign-ins that are over.
    pub(crate) fn forget_over_access(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM access WHERE expires_at <= $1",
            &[&now.timestamp_millis()],
        )?;
        Ok(())
    }
}
