use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue, masked_name};
use dinhdanh_credential::status::StatusPlace;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::{CredentialView, DeviceId, IssuedCredential};

use crate::register::RegisteredPerson;
use crate::store::Writing;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

/// How long a credential lives. A wallet renews at half of it.
const LIFE: TimeDelta = TimeDelta::days(30);
/// The first status list. It is in every bundle, so that practice authorities on two computers, which know
/// nothing of each other, can judge each other's codes.
pub(crate) const FIRST_LIST: u64 = 1;
/// The last status list that may be opened for codes; papers have those after it.
pub(crate) const LAST_LIST: u64 = 512;
/// Draws of a free place in one list. Where so many hit taken ones, the list is some three quarters full.
const DRAWS: u32 = 16;

/// Whom credentials are issued to.
pub(crate) struct Holder<'a> {
    pub(crate) person: &'a RegisteredPerson,
    pub(crate) account: &'a Account,
    pub(crate) device: DeviceId,
}

impl Authority {
    /// Issues one credential for every key, each at a random place of its own, so that two views of one person
    /// cannot be told to be one person's by their places.
    pub(crate) fn issue_credentials(
        &self,
        write: &Writing<'_>,
        holder: &Holder<'_>,
        keys: &[(CredentialView, PublicKey)],
        request: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Vec<IssuedCredential>, AuthorityError> {
        write.free_places(now, LIFE)?;
        let issued_at = now.trunc_subsecs(0);
        let mut credentials = Vec::with_capacity(keys.len());
        for (view, key) in keys {
            let mut credential = IssuedCredential {
                view: *view,
                token: Vec::new(),
                issued_at,
                expires_at: issued_at + LIFE,
            };
            let place = self.take_place(write, holder, request, &credential)?;
            credential.token = self.sign_credential(holder, &credential, key, place)?;
            write.put_token(place, &credential.token)?;
            credentials.push(credential);
        }
        Ok(credentials)
    }

    fn take_place(
        &self,
        write: &Writing<'_>,
        holder: &Holder<'_>,
        request: &[u8],
        credential: &IssuedCredential,
    ) -> Result<StatusPlace, AuthorityError> {
        let newest = write.newest_list()?.unwrap_or(FIRST_LIST);
        for list in (newest..=LAST_LIST).take(2) {
            for _ in 0..DRAWS {
                // Two bytes count exactly the places of a list.
                let index = u16::from_be_bytes(random::array(self.parts.random.as_ref())?);
                let place = StatusPlace {
                    list,
                    index: index.into(),
                };
                if write.take_place(place, holder.device, holder.account.level, request, credential)? {
                    return Ok(place);
                }
            }
        }
        Err(AuthorityError::ListsFull)
    }

    fn sign_credential(
        &self,
        holder: &Holder<'_>,
        credential: &IssuedCredential,
        key: &PublicKey,
        status: StatusPlace,
    ) -> Result<Vec<u8>, AuthorityError> {
        let RegisteredPerson { card, small_portrait } = holder.person;
        let masked = masked_name(&card.full_name);
        let portrait_hash = sha256(&[&card.portrait]);
        let (short_hash, _) = portrait_hash.split_at(16);
        let identified = Claims {
            number: Some(holder.account.number.as_str()),
            issued_at: credential.issued_at,
            expires_at: credential.expires_at,
            device_key: key,
            full_name: Some(&card.full_name),
            birth_date: Some(card.birth_date),
            level: holder.account.level.number(),
            portrait: PortraitClaim::Hash(&portrait_hash),
            status,
        };
        let claims = match credential.view {
            CredentialView::A => Claims {
                number: None,
                full_name: Some(&masked),
                birth_date: None,
                portrait: PortraitClaim::Hash(short_hash),
                ..identified
            },
            CredentialView::B => identified,
            CredentialView::C => Claims {
                portrait: PortraitClaim::Picture(small_portrait),
                ..identified
            },
        };
        Ok(issue(&self.parts.issuer, &claims)?)
    }
}
