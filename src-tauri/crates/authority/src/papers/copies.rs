use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use dinhdanh_credential::status::StatusPlace;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::hex;
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_paper::jose::to_base64url;
use dinhdanh_paper::judge::HANOI;
use dinhdanh_paper::vc::{self, Envelope};
use dinhdanh_paper::{Format, mdoc};
use dinhdanh_protocol::papers::{
    CredentialEntry, CredentialRequest, CredentialResponse, NotificationEvent, NotificationRequest,
};
use dinhdanh_protocol::{AccountStatus, Refusal};

use super::RegisteredPaper;
use super::configurations::configuration_name;
use super::offers::digest;
use crate::store::Writing;
use crate::tables::paper::{Copy, Offered};
use crate::{Authority, AuthorityError};

/// How long a copy lives at most.
const LIFE: TimeDelta = TimeDelta::days(30);

/// The first and the last status list of papers; the lists before them are the codes'.
pub(crate) const FIRST_PAPER_LIST: u64 = 513;
pub(crate) const LAST_PAPER_LIST: u64 = 1_024;

/// Draws of a free place in one list, as for credentials.
const DRAWS: u32 = 16;

impl Authority {
    /// A copy of the paper for every key. The same request again is answered the same.
    pub(crate) fn issue_papers(
        &self,
        access_token: &str,
        request: &CredentialRequest,
    ) -> Result<CredentialResponse, AuthorityError> {
        let now = self.parts.clock.now();
        let offered = self
            .store
            .read(|read| read.offer_of_token(digest(access_token), now))?;
        let offered = offered.ok_or(Refusal::SessionOver)?;
        let format =
            offered.kind.formats().iter().find(|format| {
                configuration_name(offered.kind, **format) == request.credential_configuration_id
            });
        let format = *format.ok_or(Refusal::BadRequest)?;
        let id = request_id(access_token, request);
        let response = |copies: Vec<String>| CredentialResponse {
            credentials: copies
                .into_iter()
                .map(|credential| CredentialEntry { credential })
                .collect(),
            notification_id: id.clone(),
        };
        let before = self
            .store
            .read(|read| read.issued_papers(offered.device, id.as_bytes()))?;
        if !before.is_empty() {
            return Ok(response(before));
        }
        let keys = self.proven_keys(&request.proofs, now)?;
        let device = self.store.read(|read| read.bound_device(offered.device))?;
        let device = device.ok_or(Refusal::DeviceUnbound)?;
        let papers = self.parts.register.papers(&device.account, offered.kind);
        let paper = papers.get(offered.paper).ok_or(Refusal::OutOfOrder)?;
        self.write(now, |write| {
            let device = write
                .bound_device(offered.device)?
                .ok_or(Refusal::DeviceUnbound)?;
            let account = write
                .account(&device.account)?
                .ok_or(AuthorityError::Damaged("a device without account"))?;
            match account.status {
                AccountStatus::Active => {}
                AccountStatus::Suspended => return Err(Refusal::AccountSuspended.into()),
                AccountStatus::Revoked => return Err(Refusal::AccountRevoked.into()),
            }
            // Another call with this request may have been quicker.
            let before = write.issued_papers(offered.device, id.as_bytes())?;
            if !before.is_empty() {
                return Ok(response(before));
            }
            write.free_paper_places(now, LIFE)?;
            let expires_at = end_of(paper, now);
            let mut copies = Vec::with_capacity(keys.len());
            for (number, key) in keys.iter().enumerate() {
                let copy = Copy {
                    offered: &offered,
                    state: paper.state,
                    request: id.as_bytes(),
                    number,
                    expires_at,
                };
                let place = self.place_for(write, &copy)?;
                let token = self.sign_paper(paper, format, key, place, (day(now), expires_at))?;
                write.put_paper_token(place, &token)?;
                copies.push(token);
            }
            Ok(response(copies))
        })
    }

    fn place_for(&self, write: &Writing<'_>, copy: &Copy<'_>) -> Result<StatusPlace, AuthorityError> {
        let newest = write.newest_paper_list()?.unwrap_or(FIRST_PAPER_LIST);
        for list in (newest..=LAST_PAPER_LIST).take(2) {
            for _ in 0..DRAWS {
                // Two bytes count exactly the places of a list.
                let index = u16::from_be_bytes(random::array(self.parts.random.as_ref())?);
                let place = StatusPlace {
                    list,
                    index: index.into(),
                };
                if write.take_paper_place(place, copy)? {
                    return Ok(place);
                }
            }
        }
        Err(AuthorityError::ListsFull)
    }

    fn sign_paper(
        &self,
        paper: &RegisteredPaper,
        format: Format,
        holder: &PublicKey,
        status: StatusPlace,
        (issued_at, expires_at): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<String, AuthorityError> {
        let envelope = Envelope {
            kind: paper.kind,
            issuer: self.issuer_name(),
            issued_at,
            expires_at,
            holder: holder.clone(),
            status,
        };
        let (key, content) = (&self.parts.paper_issuer, &paper.content);
        let random = self.parts.random.as_ref();
        Ok(match format {
            Format::SdJwt => vc::issue(key, &envelope, content, random)?,
            Format::Mdoc => to_base64url(&mdoc::issue(key, None, &envelope, content, random)?),
        })
    }

    /// What became of copies: those that could not be kept are withdrawn, and those that were removed with all that the
    /// device was given of that paper before.
    pub(crate) fn note_papers(
        &self,
        access_token: &str,
        notification: &NotificationRequest,
    ) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        let offered = self
            .store
            .read(|read| read.offer_of_token(digest(access_token), now))?;
        let offered: Offered = offered.ok_or(Refusal::SessionOver)?;
        let id = notification.notification_id.as_bytes();
        match notification.event {
            NotificationEvent::CredentialAccepted => Ok(()),
            NotificationEvent::CredentialFailure => {
                self.write(now, |write| write.withdraw_batch(offered.device, id))
            }
            NotificationEvent::CredentialDeleted => {
                self.write(now, |write| write.withdraw_paper_until(offered.device, id))
            }
        }
    }
}

/// The day's first second: copies that are fetched on one day cannot be told from each other by it.
fn day(now: DateTime<Utc>) -> DateTime<Utc> {
    now.date_naive().and_time(NaiveTime::MIN).and_utc()
}

/// The end of the last day that the paper has, or of the copy's thirty, whichever is sooner; a paper that is past it
/// lives on as a copy, which says so itself.
fn end_of(paper: &RegisteredPaper, now: DateTime<Utc>) -> DateTime<Utc> {
    let latest = day(now) + LIFE;
    let last = paper.last_day.and_then(|day| day.checked_add_days(Days::new(1)));
    let end = last.map(|day| day.and_time(NaiveTime::MIN).and_utc() - HANOI);
    end.filter(|end| *end > now).map_or(latest, |end| end.min(latest))
}

/// Names a request: what it is for, the keys, and the token that it came with.
fn request_id(access_token: &str, request: &CredentialRequest) -> String {
    let mut parts: Vec<&[u8]> = vec![
        b"dinhdanh paper copies v2\0",
        access_token.as_bytes(),
        b"\0",
        request.credential_configuration_id.as_bytes(),
    ];
    for proof in &request.proofs.jwt {
        parts.push(b"\0");
        parts.push(proof.as_bytes());
    }
    hex::encode(&sha256(&parts))
}
