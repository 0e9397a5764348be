use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, DeviceId, ShareName};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V20: (&str, &str) = ("V20__recovery", include_str!("V20__recovery.sqlite.sql"));

/// How long a recovery is remembered after it has expired: a repetition of its last step still finds it.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A recovery of a device's vault.
pub(crate) struct Recovery {
    /// What stands for its token here.
    pub(crate) digest: [u8; 32],
    pub(crate) account: CitizenNumber,
    pub(crate) device: DeviceId,
    pub(crate) expires_at: DateTime<Utc>,
    /// Whether its one-time code was given.
    pub(crate) confirmed: bool,
    /// The share that was given out, once both answers were right.
    pub(crate) given: Option<ShareName>,
    /// The share that took its place, once the vault was open again.
    pub(crate) renewed: Option<ShareName>,
}

impl Reading<'_> {
    pub(crate) fn recovery(&self, digest: [u8; 32]) -> Result<Option<Recovery>, AuthorityError> {
        self.row(
            "SELECT account, device, expires_at, confirmed_at IS NOT NULL, given, renewed
             FROM recovery LEFT JOIN one_time_code ON session = token_digest WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = || AuthorityError::Damaged("a recovery");
                let name = |name: Option<Vec<u8>>| -> Result<_, AuthorityError> {
                    let name = name.map(|name| name.try_into().map(ShareName));
                    name.transpose().map_err(|_| damaged())
                };
                let device = row.at::<Vec<u8>>(1)?;
                Ok(Recovery {
                    digest,
                    account: row.at::<String>(0)?.parse().map_err(|_| damaged())?,
                    device: DeviceId(device.try_into().map_err(|_| damaged())?),
                    expires_at: row.moment(2)?,
                    confirmed: row.at(3)?,
                    given: name(row.at(4)?)?,
                    renewed: name(row.at(5)?)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_recovery(
        &self,
        digest: [u8; 32],
        account: &CitizenNumber,
        device: DeviceId,
        expires_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO recovery (token_digest, account, device, expires_at) VALUES ($1, $2, $3, $4)",
            &[
                &digest,
                &account.as_str(),
                &device.0,
                &expires_at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    /// Keeps which share a recovery was given.
    pub(crate) fn note_given(&self, recovery: &Recovery, share: ShareName) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE recovery SET given = $2 WHERE token_digest = $1",
            &[&recovery.digest, &share.0],
        )?;
        Ok(())
    }

    /// Completes a recovery with its new share; every other of the device ends.
    pub(crate) fn end_recovery(&self, recovery: &Recovery, renewed: ShareName) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE recovery SET renewed = $2 WHERE token_digest = $1",
            &[&recovery.digest, &renewed.0],
        )?;
        self.change(
            "DELETE FROM recovery WHERE device = $1 AND renewed IS NULL",
            &[&recovery.device.0],
        )?;
        Ok(())
    }

    /// Ends the account's recoveries that run.
    pub(crate) fn end_running_recoveries(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM recovery WHERE account = $1 AND renewed IS NULL",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Forgets the recoveries that nobody can come back to.
    pub(crate) fn forget_old_recoveries(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM recovery WHERE expires_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
