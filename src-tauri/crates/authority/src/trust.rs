use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::judge::CLOCK_TOLERANCE;
use dinhdanh_credential::status::{Status, StatusList};
use dinhdanh_credential::trust::{BundleContent, TrustedKey, sign_bundle};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::SigningKey;

use crate::issuance::{FIRST_LIST, LAST_LIST};
use crate::papers::{FIRST_PAPER_LIST, LAST_PAPER_LIST};
use crate::store::{Reading, Writing};
use crate::tables::bundle::StoredBundle;
use crate::tables::credential::{Marked, PLACES};
use crate::{Authority, AuthorityError};

/// A bundle is signed anew when it is so old, even if nothing has changed.
const SIGNED_ANEW_AFTER: TimeDelta = TimeDelta::days(1);
/// From its issue, until verifiers call it stale.
const NEXT_UPDATE: TimeDelta = TimeDelta::days(7);

/// What a bundle says beside its number and its moments.
struct States {
    newest_list: u64,
    newest_paper_list: u64,
    marked: Vec<Marked>,
}

impl Authority {
    /// The newest trust bundle; signed anew when a state has changed or the last one is a day old.
    pub(crate) fn newest_bundle(&self) -> Result<Vec<u8>, AuthorityError> {
        let now = self.parts.clock.now();
        let current = self.store.read(|read| {
            let digest = self.digest_of(&states(read, now)?);
            Ok(read.bundle()?.filter(|bundle| is_current(bundle, &digest, now)))
        })?;
        match current {
            Some(bundle) => Ok(bundle.signed),
            None => self.store.write(|write| self.bundle_within(write, now)),
        }
    }

    /// The newest trust bundle, as of this write.
    pub(crate) fn bundle_within(
        &self,
        write: &Writing<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<u8>, AuthorityError> {
        let states = states(write, now)?;
        let digest = self.digest_of(&states);
        let before = write.bundle()?;
        let last_seq = before.as_ref().map_or(0, |bundle| bundle.seq);
        if let Some(bundle) = before.filter(|bundle| is_current(bundle, &digest, now)) {
            return Ok(bundle.signed);
        }
        // Never below the clock: a database made anew must not count from one again, since wallets hold the
        // bundles of the one before.
        let seq = (last_seq + 1).max(now.timestamp().try_into().unwrap_or(0));
        let content = BundleContent {
            seq,
            issued_at: now,
            next_update: now + NEXT_UPDATE,
            keys: [&self.parts.issuer, &self.parts.paper_issuer]
                .map(|key| self.trusted(key))
                .into(),
            lists: lists(&states),
        };
        let signed = sign_bundle(&self.parts.root, &content)?;
        write.put_bundle(&StoredBundle {
            seq,
            issued_at: now,
            content: digest.to_vec(),
            signed: signed.clone(),
        })?;
        Ok(signed)
    }

    fn trusted(&self, key: &SigningKey) -> TrustedKey {
        let key = key.public().clone();
        TrustedKey {
            algorithm: key.algorithm(),
            key,
            name: self.parts.name.clone(),
            practice: self.parts.practice,
            not_after: None,
        }
    }

    fn digest_of(&self, states: &States) -> [u8; 32] {
        let mut marked = Vec::with_capacity(states.marked.len() * 17);
        for Marked { place, status } in &states.marked {
            marked.extend_from_slice(&place.list.to_be_bytes());
            marked.extend_from_slice(&place.index.to_be_bytes());
            marked.push(match status {
                Status::Valid => 0,
                Status::Revoked => 1,
                Status::Suspended => 2,
            });
        }
        sha256(&[
            &self.parts.root.public().to_cose(),
            &self.parts.issuer.public().to_cose(),
            &self.parts.paper_issuer.public().to_cose(),
            &states.newest_list.to_be_bytes(),
            &states.newest_paper_list.to_be_bytes(),
            &marked,
            self.parts.name.as_bytes(),
        ])
    }
}

fn states(read: &Reading<'_>, now: DateTime<Utc>) -> Result<States, AuthorityError> {
    let newest_list = read.newest_list()?.unwrap_or(FIRST_LIST);
    if !(FIRST_LIST..=LAST_LIST).contains(&newest_list) {
        return Err(AuthorityError::Damaged("the number of a status list"));
    }
    let newest_paper_list = read.newest_paper_list()?.unwrap_or(FIRST_PAPER_LIST);
    if !(FIRST_PAPER_LIST..=LAST_PAPER_LIST).contains(&newest_paper_list) {
        return Err(AuthorityError::Damaged("the number of a papers' status list"));
    }
    let mut marked = read.marked_places(now)?;
    marked.extend(read.marked_papers(now)?);
    Ok(States {
        newest_list,
        newest_paper_list,
        marked,
    })
}

/// Whether the bundle still says what is so, and is not of another day. What is a little ahead another process
/// has just signed; what is further ahead was made before the clock was set back, and verifiers call it stale.
fn is_current(bundle: &StoredBundle, digest: &[u8; 32], now: DateTime<Utc>) -> bool {
    let age = now - bundle.issued_at;
    bundle.content == digest && age >= -CLOCK_TOLERANCE && age < SIGNED_ANEW_AFTER
}

fn lists(states: &States) -> BTreeMap<u64, StatusList> {
    let empty = StatusList::new(PLACES);
    let mut lists: BTreeMap<u64, StatusList> = (FIRST_LIST..=states.newest_list)
        .chain(FIRST_PAPER_LIST..=states.newest_paper_list)
        .map(|number| (number, empty.clone()))
        .collect();
    for Marked { place, status } in &states.marked {
        if let Some(list) = lists.get_mut(&place.list) {
            list.set(place.index, *status);
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_current_for_a_day_and_as_far_ahead_as_verifiers_allow() {
        let issued_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let bundle = StoredBundle {
            seq: 1,
            issued_at,
            content: vec![7; 32],
            signed: Vec::new(),
        };
        let current = |age, content| is_current(&bundle, &[content; 32], issued_at + age);
        assert!(current(TimeDelta::zero(), 7) && !current(TimeDelta::zero(), 8));
        assert!(current(SIGNED_ANEW_AFTER - TimeDelta::seconds(1), 7) && !current(SIGNED_ANEW_AFTER, 7));
        assert!(current(-CLOCK_TOLERANCE, 7) && !current(-CLOCK_TOLERANCE - TimeDelta::seconds(1), 7));
    }
}
