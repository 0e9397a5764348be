use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::status::{Status, StatusPlace};
use dinhdanh_protocol::{AccountLevel, CitizenNumber, CredentialView, DeviceId, IssuedCredential};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V5: (&str, &str) = ("V5__credential", include_str!("V5__credential.sqlite.sql"));

/// How long an expired credential keeps its place and its mark there: well beyond any clock's tolerance.
const PLACE_KEPT: TimeDelta = TimeDelta::days(1);

/// Places in one status list.
pub(crate) const PLACES: usize = 65_536;

/// A place whose state is not "valid".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) place: StatusPlace,
    pub(crate) status: Status,
}

impl Reading<'_> {
    /// What was issued to the device for this request; empty when nothing was.
    pub(crate) fn issued(
        &self,
        device: DeviceId,
        request: &[u8],
    ) -> Result<Vec<IssuedCredential>, AuthorityError> {
        self.rows(
            "SELECT view, token, issued_at, expires_at FROM credential
             WHERE device = $1 AND request = $2 ORDER BY view",
            &[&device.0, &request],
            |row| {
                Ok(IssuedCredential {
                    view: CredentialView::from_letter(&row.at::<String>(0)?)
                        .ok_or(AuthorityError::Damaged("a credential"))?,
                    token: row.at(1)?,
                    issued_at: row.moment(2)?,
                    expires_at: row.moment(3)?,
                })
            },
        )
    }

    /// The newest list that has credentials in it; none when no credential lives.
    pub(crate) fn newest_list(&self) -> Result<Option<u64>, AuthorityError> {
        let newest = self.row("SELECT max(list) FROM credential", &[], |row| row.at(0))?;
        Ok(newest.flatten())
    }

    /// The places of credentials that are not valid, in order, until [`PLACE_KEPT`] after their expiry: a
    /// verifier whose clock is slow takes them for living still. A credential is revoked with its device, with
    /// its account and when what it says is true no more; suspended with its account.
    pub(crate) fn marked_places(&self, now: DateTime<Utc>) -> Result<Vec<Marked>, AuthorityError> {
        self.rows(
            "SELECT c.list, c.place,
                    CASE WHEN c.withdrawn = 1 OR d.unbound_at IS NOT NULL OR a.status = 2 THEN 1 ELSE 2 END
             FROM credential c JOIN device d ON d.id = c.device JOIN account a ON a.number = d.account
             WHERE c.expires_at > $1 AND (c.withdrawn = 1 OR d.unbound_at IS NOT NULL OR a.status <> 0)
             ORDER BY c.list, c.place",
            &[&(now - PLACE_KEPT).timestamp_millis()],
            |row| {
                Ok(Marked {
                    place: StatusPlace {
                        list: row.at(0)?,
                        index: row.at(1)?,
                    },
                    status: match row.at::<u8>(2)? {
                        1 => Status::Revoked,
                        _ => Status::Suspended,
                    },
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Takes a place for a credential to be made; false where another lives there.
    pub(crate) fn take_place(
        &self,
        place: StatusPlace,
        device: DeviceId,
        level: AccountLevel,
        request: &[u8],
        credential: &IssuedCredential,
    ) -> Result<bool, AuthorityError> {
        let taken = self.change(
            "INSERT INTO credential (list, place, device, view, level, request, token, issued_at, expires_at,
                                     taken_at_age)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce((SELECT lived FROM age), 0))
             ON CONFLICT (list, place) DO NOTHING",
            &[
                &place.list,
                &place.index,
                &device.0,
                &credential.view.letter(),
                &level.number(),
                &request,
                &credential.token,
                &credential.issued_at.timestamp_millis(),
                &credential.expires_at.timestamp_millis(),
            ],
        )?;
        Ok(taken == 1)
    }

    pub(crate) fn put_token(&self, place: StatusPlace, token: &[u8]) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE credential SET token = $3 WHERE list = $1 AND place = $2",
            &[&place.list, &place.index, &token],
        )?;
        Ok(())
    }

    /// Withdraws the account's credentials that say more than `level`, and the papers that take more.
    pub(crate) fn withdraw_above(
        &self,
        account: &CitizenNumber,
        level: AccountLevel,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE credential SET withdrawn = 1
             WHERE level > $2 AND device IN (SELECT id FROM device WHERE account = $1)",
            &[&account.as_str(), &level.number()],
        )?;
        self.withdraw_papers_above(account, level)
    }

    /// Frees the places of credentials that are long dead: by the clock, and by the age of the database, since
    /// a clock once far ahead would take the states of living ones along.
    pub(crate) fn free_places(&self, now: DateTime<Utc>, life: TimeDelta) -> Result<(), AuthorityError> {
        let taken_before = self.age(now)? - (life + PLACE_KEPT).num_milliseconds();
        self.change(
            "DELETE FROM credential WHERE expires_at < $1 AND taken_at_age < $2",
            &[&(now - PLACE_KEPT).timestamp_millis(), &taken_before],
        )?;
        Ok(())
    }
}
