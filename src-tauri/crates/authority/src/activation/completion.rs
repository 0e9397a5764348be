use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::{
    AccountLevel, Activated, ActivationCompletion, CredentialView, DeviceId, IssuedCredential, KeyProof,
    NoticeKind, Refusal, SessionToken, is_device_name, key_proof_message,
};

use super::{refuse_unusable, usable_account};
use crate::hashing::{SaltedAnswers, hash_answers};
use crate::issuance::Holder;
use crate::register::{RegisteredPerson, holder};
use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::device::UnboundBy;
use crate::tables::session::{Completed, Session};
use crate::{Authority, AuthorityError, sms};

/// What a completion writes, made ready before the transaction begins.
struct Prepared<'a> {
    completion: &'a ActivationCompletion,
    digest: [u8; 32],
    person: RegisteredPerson,
    answers: SaltedAnswers,
    device: DeviceId,
}

impl Authority {
    /// Binds the device to the session's account and issues its credentials, all or nothing.
    pub(crate) fn complete(
        &self,
        token: &SessionToken,
        completion: &ActivationCompletion,
    ) -> Result<Activated, AuthorityError> {
        let now = self.parts.clock.now();
        check(token, completion)?;
        let digest = digest_of(completion);
        // Asked before the costly hash and again in the transaction that depends on it.
        let account = self.store.read(|read| {
            let session = read.session(token.digest())?.ok_or(Refusal::SessionOver)?;
            match &session.completed {
                Some(completed) => same_completion(completed, digest)?,
                None => may_complete(&session, now)?,
            }
            Ok(session.account)
        })?;
        let prepared = Prepared {
            completion,
            digest,
            person: holder(self.parts.register.as_ref(), &account)?,
            answers: hash_answers(&completion.answers, self.parts.random.as_ref())?,
            device: DeviceId(random::array(self.parts.random.as_ref())?),
        };
        self.write(now, |write| {
            let session = write.session(token.digest())?.ok_or(Refusal::SessionOver)?;
            let (account, device, credentials) = match &session.completed {
                Some(completed) => self.repeat(write, &session, completed, &prepared, now)?,
                None => self.bind(write, &session, &prepared, now)?,
            };
            Ok(Activated {
                account: prepared.person.snapshot(&account),
                device,
                credentials,
                identity_card: prepared.person.card.clone(),
                trust_bundle: self.bundle_within(write, now)?,
            })
        })
    }

    fn bind(
        &self,
        write: &Writing<'_>,
        session: &Session,
        prepared: &Prepared<'_>,
        now: DateTime<Utc>,
    ) -> Result<(Account, DeviceId, Vec<IssuedCredential>), AuthorityError> {
        may_complete(session, now)?;
        let account = usable_account(write, session)?;
        if account.level == AccountLevel::App {
            return Err(Refusal::SessionOver.into());
        }
        let &Prepared {
            completion, device, ..
        } = prepared;
        let bound = write.device_of(&account.number)?;
        // Another device was quicker, which never showed this code, and an SMS alone is not enough to take its place; or
        // the device whose place this one was to take is unbound, and a code of its time with it.
        let old_device = session.taking_over.as_ref().map(|taking| taking.old_device);
        if bound != old_device {
            return Err(Refusal::SessionOver.into());
        }
        let by_sms = session.taking_over.as_ref().is_some_and(|taking| taking.by_sms);
        let device_name = completion.device_name.clone();
        let (by, notice) = if by_sms && write.is_claim_settled(&account.number)? {
            (UnboundBy::Desk, NoticeKind::Replaced { device_name })
        } else {
            (UnboundBy::NewDevice, NoticeKind::TakenOver { device_name })
        };
        write.make_room(&account.number, by, now)?;
        if let Some((replaced, token)) = &completion.replaces {
            self.release(write, *replaced, &token.digest(), now)?;
        }
        let (name, key) = (&completion.device_name, &completion.device_key.key);
        if !write.bind_device(
            device,
            &account.number,
            name,
            Some(key),
            Some(&completion.release),
            now,
        )? {
            return Err(AuthorityError::Damaged("two devices of an account"));
        }
        let keys: Vec<(CredentialView, PublicKey)> = completion
            .view_keys
            .iter()
            .map(|(view, proof)| (*view, proof.key.clone()))
            .collect();
        for (view, key) in &keys {
            write.add_view_key(device, *view, key)?;
        }
        write.set_account_answers(&account.number, &prepared.answers)?;
        write.put_first_share(device, &completion.share)?;
        // Wrong answers were given to the questions before these.
        write.forgive_wrong_answers(&account.number)?;
        if let Some(password) = &session.password {
            write.set_account_password(&account.number, password)?;
        }
        let holder = Holder {
            person: &prepared.person,
            account: &account,
            device,
        };
        let credentials = self.issue_credentials(write, &holder, &keys, &prepared.digest, now)?;
        let completed = Completed {
            completion: prepared.digest,
            device,
        };
        write.complete_session(session, &completed)?;
        write.end_journeys(&account.number)?;
        if bound.is_some() {
            let text = sms::taken_over(&self.parts);
            self.tell(write, &account, (&notice, &text), now)?;
        }
        Ok((account, device, credentials))
    }

    /// Unbinds the account that lived on the device until now, by the device's release token: whoever has the device may
    /// do that, so its holder is told.
    fn release(
        &self,
        write: &Writing<'_>,
        replaced: DeviceId,
        token: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let Some(number) = write.account_to_release(replaced, token)? else {
            return Ok(());
        };
        let account = write
            .account(&number)?
            .ok_or(AuthorityError::Damaged("a device without account"))?;
        write.unbind_device(&number, UnboundBy::OtherAccount, now)?;
        let text = sms::other_account_activated(&self.parts);
        self.tell(write, &account, (&NoticeKind::DeviceUnbound, &text), now)
    }

    /// The same completion again: its answer was lost. It gets what was made then, or the like of it where that
    /// has long expired; the answers to the questions and the share that goes with them are those given last,
    /// since the wallet may have asked for them anew. Unless the holder has changed them since, or the vault was
    /// recovered: then its answer was not lost, and what it says is of the past.
    fn repeat(
        &self,
        write: &Writing<'_>,
        session: &Session,
        completed: &Completed,
        prepared: &Prepared<'_>,
        now: DateTime<Utc>,
    ) -> Result<(Account, DeviceId, Vec<IssuedCredential>), AuthorityError> {
        same_completion(completed, prepared.digest)?;
        let device = completed.device;
        write.bound_device(device)?.ok_or(Refusal::DeviceUnbound)?;
        let account = write
            .account(&session.account)?
            .ok_or(AuthorityError::Damaged("a session without account"))?;
        refuse_unusable(&account)?;
        if write.put_first_share(device, &prepared.completion.share)? {
            write.set_account_answers(&account.number, &prepared.answers)?;
        }
        let mut credentials = write.issued(device, &completed.completion)?;
        if credentials.is_empty() {
            let holder = Holder {
                person: &prepared.person,
                account: &account,
                device,
            };
            let keys = write.view_keys(device)?;
            credentials = self.issue_credentials(write, &holder, &keys, &completed.completion, now)?;
        }
        Ok((account, device, credentials))
    }
}

fn same_completion(completed: &Completed, digest: [u8; 32]) -> Result<(), Refusal> {
    if completed.completion == digest {
        Ok(())
    } else {
        Err(Refusal::SessionOver)
    }
}

fn may_complete(session: &Session, now: DateTime<Utc>) -> Result<(), Refusal> {
    if now >= session.expires_at {
        return Err(Refusal::SessionOver);
    }
    let password_set = !session.needs_password || session.password.is_some();
    if session.confirmed && password_set {
        Ok(())
    } else {
        Err(Refusal::OutOfOrder)
    }
}

/// Whether the completion is as it must be: a name, every view once, no key twice, every key proven to be held,
/// two different questions.
fn check(token: &SessionToken, completion: &ActivationCompletion) -> Result<(), Refusal> {
    let named = is_device_name(&completion.device_name);
    let [first, second] = &completion.answers;
    let mut views: Vec<CredentialView> = completion.view_keys.iter().map(|(view, _)| *view).collect();
    views.sort_unstable();
    let purposes = completion
        .view_keys
        .iter()
        .map(|(view, proof)| (view.letter(), proof));
    let proofs: Vec<(&str, &KeyProof)> = [("device", &completion.device_key)]
        .into_iter()
        .chain(purposes)
        .collect();
    let mut keys: Vec<Vec<u8>> = proofs.iter().map(|(_, proof)| proof.key.to_cose()).collect();
    keys.sort_unstable();
    keys.dedup();
    let request = token.digest();
    let proven = || {
        proofs.iter().all(|(purpose, proof)| {
            let message = key_proof_message(&request, purpose);
            proof.key.verify(&message, &proof.signature).is_ok()
        })
    };
    let as_it_must_be = named
        && first.question != second.question
        && views == CredentialView::ALL
        && keys.len() == proofs.len()
        && proven();
    if as_it_must_be {
        Ok(())
    } else {
        Err(Refusal::BadRequest)
    }
}

/// What makes a completion the same again: its idempotency key, and the keys that it binds. Not the device's name,
/// which is another once a network has renamed the computer.
fn digest_of(completion: &ActivationCompletion) -> [u8; 32] {
    let mut keys = completion.device_key.key.to_cose();
    let mut views: Vec<_> = completion.view_keys.iter().collect();
    views.sort_unstable_by_key(|(view, _)| *view);
    for (view, proof) in views {
        keys.extend_from_slice(view.letter().as_bytes());
        keys.extend_from_slice(&proof.key.to_cose());
    }
    sha256(&[b"dinhdanh completion v1\0", &completion.idempotency.0, &keys])
}
