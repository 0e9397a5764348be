use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, DeviceId};

use crate::AuthorityError;
use crate::hashing::SaltedHash;
use crate::store::{Reading, Writing};
use crate::tables::take_over::TakingOver;

pub(crate) const V4: (&str, &str) = ("V4__session", include_str!("V4__session.sqlite.sql"));

/// How long an abandoned activation is remembered after it has expired.
const ABANDONED_KEPT: TimeDelta = TimeDelta::days(1);
/// How long a completed one is, and no shorter than its device is bound: as long as there is a binding, a
/// repetition of its completion finds it.
const COMPLETED_KEPT: TimeDelta = TimeDelta::days(30);

/// An activation at the authority.
pub(crate) struct Session {
    /// What stands for its token here.
    pub(crate) digest: [u8; 32],
    pub(crate) account: CitizenNumber,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) needs_password: bool,
    /// Set where it takes the place of the bound device.
    pub(crate) taking_over: Option<TakingOver>,
    /// Whether its one-time code was given.
    pub(crate) confirmed: bool,
    /// Set by its holder in this session; becomes the account's when the activation is complete.
    pub(crate) password: Option<SaltedHash>,
    pub(crate) completed: Option<Completed>,
}

/// What a completed activation did.
pub(crate) struct Completed {
    /// Digest of the completion that was carried out.
    pub(crate) completion: [u8; 32],
    pub(crate) device: DeviceId,
}

impl Reading<'_> {
    pub(crate) fn session(&self, digest: [u8; 32]) -> Result<Option<Session>, AuthorityError> {
        self.row(
            "SELECT account, expires_at, needs_password, confirmed_at IS NOT NULL,
                    password_salt, password_hash, completion, device, old_device, by_sms, device_name
             FROM session LEFT JOIN one_time_code c ON c.session = token_digest
                          LEFT JOIN take_over t ON t.session = token_digest
             WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = |_| AuthorityError::Damaged("a session");
                Ok(Session {
                    digest,
                    account: row
                        .at::<String>(0)?
                        .parse()
                        .map_err(|_| AuthorityError::Damaged("a session"))?,
                    expires_at: row.moment(1)?,
                    needs_password: row.at(2)?,
                    taking_over: match both(bytes(row.at(8)?).map_err(damaged)?, row.at(9)?) {
                        None => None,
                        Some((old_device, by_sms)) => Some(TakingOver {
                            old_device: DeviceId(old_device),
                            by_sms,
                            device_name: row.at(10)?,
                        }),
                    },
                    confirmed: row.at(3)?,
                    password: both(
                        bytes(row.at(4)?).map_err(damaged)?,
                        bytes(row.at(5)?).map_err(damaged)?,
                    )
                    .map(|(salt, hash)| SaltedHash { salt, hash }),
                    completed: both(
                        bytes(row.at(6)?).map_err(damaged)?,
                        bytes(row.at(7)?).map_err(damaged)?,
                    )
                    .map(|(completion, device)| Completed {
                        completion,
                        device: DeviceId(device),
                    }),
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_session(
        &self,
        digest: [u8; 32],
        account: &CitizenNumber,
        expires_at: DateTime<Utc>,
        needs_password: bool,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO session (token_digest, account, expires_at, needs_password) VALUES ($1, $2, $3, $4)",
            &[
                &digest,
                &account.as_str(),
                &expires_at.timestamp_millis(),
                &needs_password,
            ],
        )?;
        Ok(())
    }

    pub(crate) fn put_session_password(
        &self,
        session: &Session,
        password: &SaltedHash,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE session SET password_salt = $2, password_hash = $3 WHERE token_digest = $1",
            &[&session.digest, &password.salt, &password.hash],
        )?;
        Ok(())
    }

    /// Ends the session: what it did is kept, its password is the account's now.
    pub(crate) fn complete_session(
        &self,
        session: &Session,
        completed: &Completed,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE session SET completion = $2, device = $3, password_salt = NULL, password_hash = NULL
             WHERE token_digest = $1",
            &[&session.digest, &completed.completion, &completed.device.0],
        )?;
        Ok(())
    }

    /// Ends the account's activations that run.
    pub(crate) fn end_running_sessions(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM session WHERE account = $1 AND completion IS NULL",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Forgets the sessions that nobody can come back to.
    pub(crate) fn forget_old_sessions(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM session
             WHERE (completion IS NULL AND expires_at < $2)
                OR (expires_at < $1 AND device IN (SELECT id FROM device WHERE unbound_at IS NOT NULL))",
            &[
                &(now - COMPLETED_KEPT).timestamp_millis(),
                &(now - ABANDONED_KEPT).timestamp_millis(),
            ],
        )?;
        Ok(())
    }
}

fn bytes<const N: usize>(stored: Option<Vec<u8>>) -> Result<Option<[u8; N]>, Vec<u8>> {
    stored.map(TryInto::try_into).transpose()
}

fn both<A, B>(a: Option<A>, b: Option<B>) -> Option<(A, B)> {
    a.zip(b)
}
