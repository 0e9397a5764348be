use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::status::{Status, StatusPlace};
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::{AccountLevel, CitizenNumber, DeviceId};

use super::credential::Marked;
use crate::AuthorityError;
use crate::papers::least_level;
use crate::store::{Reading, Writing};

pub(crate) const V29: (&str, &str) = ("V29__paper", include_str!("V29__paper.sqlite.sql"));

/// How long an expired copy keeps its place, as a credential does.
const PLACE_KEPT: TimeDelta = TimeDelta::days(1);

/// Which paper was offered to whom.
pub(crate) struct Offered {
    pub(crate) device: DeviceId,
    pub(crate) kind: PaperKind,
    /// Which of those that the register has, from 0.
    pub(crate) paper: usize,
    pub(crate) offered_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// A copy to be made.
pub(crate) struct Copy<'a> {
    pub(crate) offered: &'a Offered,
    pub(crate) state: Status,
    pub(crate) request: &'a [u8],
    pub(crate) number: usize,
    pub(crate) expires_at: DateTime<Utc>,
}

const fn state_number(state: Status) -> u8 {
    match state {
        Status::Valid => 0,
        Status::Revoked => 1,
        Status::Suspended => 2,
    }
}

impl Reading<'_> {
    /// The offer of a code's digest, if it is not over.
    pub(crate) fn offer_of_code(
        &self,
        digest: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Offered>, AuthorityError> {
        self.offer(
            "SELECT device, kind, paper, offered_at, expires_at FROM paper_offer
             WHERE code_digest = $1 AND expires_at > $2",
            digest,
            now,
        )
    }

    /// The offer of a token's digest, if it is not over.
    pub(crate) fn offer_of_token(
        &self,
        digest: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Offered>, AuthorityError> {
        self.offer(
            "SELECT device, kind, paper, offered_at, expires_at FROM paper_offer
             WHERE token_digest = $1 AND expires_at > $2",
            digest,
            now,
        )
    }

    fn offer(
        &self,
        sql: &str,
        digest: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Offered>, AuthorityError> {
        self.row(sql, &[&digest, &now.timestamp_millis()], |row| {
            let damaged = || AuthorityError::Damaged("an offer of a paper");
            Ok(Offered {
                device: DeviceId(row.at(0)?),
                kind: PaperKind::of_name(&row.at::<String>(1)?).ok_or_else(damaged)?,
                paper: usize::try_from(row.at::<u32>(2)?).map_err(|_| damaged())?,
                offered_at: row.moment(3)?,
                expires_at: row.moment(4)?,
            })
        })
    }

    /// What was issued to the device for this request, in the order of its keys; empty when nothing was.
    pub(crate) fn issued_papers(
        &self,
        device: DeviceId,
        request: &[u8],
    ) -> Result<Vec<String>, AuthorityError> {
        self.rows(
            "SELECT token FROM paper_copy WHERE device = $1 AND request = $2 ORDER BY number",
            &[&device.0, &request],
            |row| row.at(0),
        )
    }

    /// The newest list that has copies in it; none where no copy lives.
    pub(crate) fn newest_paper_list(&self) -> Result<Option<u64>, AuthorityError> {
        let newest = self.row("SELECT max(list) FROM paper_copy", &[], |row| row.at(0))?;
        Ok(newest.flatten())
    }

    /// The places of copies that are not valid, as [`Reading::marked_places`] has them of credentials.
    pub(crate) fn marked_papers(&self, now: DateTime<Utc>) -> Result<Vec<Marked>, AuthorityError> {
        self.rows(
            "SELECT c.list, c.place,
                    CASE WHEN c.withdrawn = 1 OR c.state = 1 OR d.unbound_at IS NOT NULL OR a.status = 2
                         THEN 1 ELSE 2 END
             FROM paper_copy c JOIN device d ON d.id = c.device JOIN account a ON a.number = d.account
             WHERE c.expires_at > $1
               AND (c.withdrawn = 1 OR c.state <> 0 OR d.unbound_at IS NOT NULL OR a.status <> 0)
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
    /// Keeps an offer; the same again is fine.
    pub(crate) fn add_offer(
        &self,
        code_digest: [u8; 32],
        token_digest: [u8; 32],
        offered: &Offered,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO paper_offer (code_digest, token_digest, device, kind, paper, offered_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code_digest) DO NOTHING",
            &[
                &code_digest,
                &token_digest,
                &offered.device.0,
                &offered.kind.name(),
                &(offered.paper as u64),
                &offered.offered_at.timestamp_millis(),
                &offered.expires_at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    pub(crate) fn forget_over_offers(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM paper_offer WHERE expires_at <= $1",
            &[&now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Takes a place for a copy to be made; false where another lives there.
    pub(crate) fn take_paper_place(
        &self,
        place: StatusPlace,
        copy: &Copy<'_>,
    ) -> Result<bool, AuthorityError> {
        let taken = self.change(
            "INSERT INTO paper_copy (list, place, device, kind, paper, state, request, number, token, expires_at,
                                     taken_at_age)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, coalesce((SELECT lived FROM age), 0))
             ON CONFLICT (list, place) DO NOTHING",
            &[
                &place.list,
                &place.index,
                &copy.offered.device.0,
                &copy.offered.kind.name(),
                &(copy.offered.paper as u64),
                &state_number(copy.state),
                &copy.request,
                &(copy.number as u64),
                &copy.expires_at.timestamp_millis(),
            ],
        )?;
        Ok(taken == 1)
    }

    pub(crate) fn put_paper_token(&self, place: StatusPlace, token: &str) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE paper_copy SET token = $3 WHERE list = $1 AND place = $2",
            &[&place.list, &place.index, &token],
        )?;
        Ok(())
    }

    /// Withdraws the copies that were issued for a request.
    pub(crate) fn withdraw_batch(&self, device: DeviceId, request: &[u8]) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE paper_copy SET withdrawn = 1 WHERE device = $1 AND request = $2",
            &[&device.0, &request],
        )?;
        Ok(())
    }

    /// Withdraws the copies that were issued for a request, and every copy of the same paper that the device was given
    /// before them: those that were fetched after the paper was removed are of another integration, and stay.
    pub(crate) fn withdraw_paper_until(
        &self,
        device: DeviceId,
        request: &[u8],
    ) -> Result<(), AuthorityError> {
        self.withdraw_batch(device, request)?;
        self.change(
            "UPDATE paper_copy SET withdrawn = 1
             WHERE device = $1 AND EXISTS (
                 SELECT 1 FROM paper_copy last
                 WHERE last.device = $1 AND last.request = $2 AND last.kind = paper_copy.kind
                   AND last.paper = paper_copy.paper AND last.taken_at_age > paper_copy.taken_at_age)",
            &[&device.0, &request],
        )?;
        Ok(())
    }

    /// Withdraws the copies of papers that an account of `level` may not have.
    pub(super) fn withdraw_papers_above(
        &self,
        account: &CitizenNumber,
        level: AccountLevel,
    ) -> Result<(), AuthorityError> {
        for kind in PaperKind::ALL
            .into_iter()
            .filter(|kind| least_level(*kind) > level)
        {
            self.change(
                "UPDATE paper_copy SET withdrawn = 1
                 WHERE kind = $2 AND device IN (SELECT id FROM device WHERE account = $1)",
                &[&account.as_str(), &kind.name()],
            )?;
        }
        Ok(())
    }

    /// Frees the places of copies that are long dead, by the clock and by the age of the database.
    pub(crate) fn free_paper_places(
        &self,
        now: DateTime<Utc>,
        life: TimeDelta,
    ) -> Result<(), AuthorityError> {
        let taken_before = self.age(now)? - (life + PLACE_KEPT).num_milliseconds();
        self.change(
            "DELETE FROM paper_copy WHERE expires_at < $1 AND taken_at_age < $2",
            &[&(now - PLACE_KEPT).timestamp_millis(), &taken_before],
        )?;
        Ok(())
    }
}
