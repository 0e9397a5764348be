use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, DeviceId};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V23: (&str, &str) = ("V23__claim", include_str!("V23__claim.sqlite.sql"));

pub(crate) const V27: (&str, &str) = (
    "V27__settled_claim",
    include_str!("V27__settled_claim.sqlite.sql"),
);

/// How long a journey is remembered after it has expired: a repetition of its last step still finds it.
const KEPT: TimeDelta = TimeDelta::days(1);
/// How long a claim that is ready may be used.
const USABLE: TimeDelta = TimeDelta::days(7);

/// A journey that claims the account's device lost.
pub(crate) struct LostDevice {
    /// What stands for its token here.
    pub(crate) digest: [u8; 32],
    pub(crate) account: CitizenNumber,
    pub(crate) expires_at: DateTime<Utc>,
    /// Whether its one-time code was given.
    pub(crate) confirmed: bool,
    pub(crate) completed: bool,
}

impl Reading<'_> {
    pub(crate) fn lost_device(&self, digest: [u8; 32]) -> Result<Option<LostDevice>, AuthorityError> {
        self.row(
            "SELECT account, expires_at, confirmed_at IS NOT NULL, completed_at IS NOT NULL
             FROM lost_device LEFT JOIN one_time_code ON session = token_digest WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = |_| AuthorityError::Damaged("a claim");
                Ok(LostDevice {
                    digest,
                    account: row.at::<String>(0)?.parse().map_err(damaged)?,
                    expires_at: row.moment(1)?,
                    confirmed: row.at(2)?,
                    completed: row.at(3)?,
                })
            },
        )
    }

    /// When the account may move to another device by SMS, where its device is claimed lost.
    pub(crate) fn claim(&self, account: &CitizenNumber) -> Result<Option<DateTime<Utc>>, AuthorityError> {
        self.row(
            "SELECT ready_at FROM claim WHERE account = $1",
            &[&account.as_str()],
            |row| row.moment(0),
        )
    }

    /// Whether the account's device is claimed lost by who has shown at the desk to be its holder.
    pub(crate) fn is_claim_settled(&self, account: &CitizenNumber) -> Result<bool, AuthorityError> {
        let settled = self.row(
            "SELECT 1 FROM claim WHERE account = $1 AND settled = 1",
            &[&account.as_str()],
            |_| Ok(()),
        )?;
        Ok(settled.is_some())
    }
}

impl Writing<'_> {
    pub(crate) fn add_lost_device(
        &self,
        digest: [u8; 32],
        account: &CitizenNumber,
        expires_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO lost_device (token_digest, account, expires_at) VALUES ($1, $2, $3)",
            &[&digest, &account.as_str(), &expires_at.timestamp_millis()],
        )?;
        Ok(())
    }

    pub(crate) fn complete_lost_device(
        &self,
        digest: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE lost_device SET completed_at = $2 WHERE token_digest = $1",
            &[&digest, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Claims the account's device lost.
    pub(crate) fn put_claim(
        &self,
        account: &CitizenNumber,
        device: DeviceId,
        ready_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO claim (account, device, ready_at) VALUES ($1, $2, $3)",
            &[&account.as_str(), &device.0, &ready_at.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Lets the account move from now on: whose it is was settled at the desk.
    pub(crate) fn settle_claim(
        &self,
        account: &CitizenNumber,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE claim SET ready_at = $2, settled = 1 WHERE account = $1",
            &[&account.as_str(), &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Ends the account's claim, and the journeys to one that run.
    pub(crate) fn end_claims(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change("DELETE FROM claim WHERE account = $1", &[&account.as_str()])?;
        self.end_running_lost_devices(account)
    }

    /// Ends the account's claim unless it was settled at the desk, and the journeys to one that run.
    pub(crate) fn end_unsettled_claims(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM claim WHERE account = $1 AND settled = 0",
            &[&account.as_str()],
        )?;
        self.end_running_lost_devices(account)
    }

    /// Ends the journeys to a claim that run.
    pub(crate) fn end_running_lost_devices(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM lost_device WHERE account = $1 AND completed_at IS NULL",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Forgets the claims that nobody can come back to, and those that nobody came back to.
    pub(crate) fn forget_old_claims(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM lost_device WHERE expires_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        self.change(
            "DELETE FROM claim WHERE ready_at < $1",
            &[&(now - USABLE).timestamp_millis()],
        )?;
        Ok(())
    }
}
