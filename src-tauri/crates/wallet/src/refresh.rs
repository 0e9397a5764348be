use chrono::TimeDelta;
use dinhdanh_credential::{Status, TrustBundle, TrustError};
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{CredentialView, DeviceId, Renewal, RenewalRequest};
use dinhdanh_vault::{Account, AccountStatus, Credential, VaultError};

use crate::notices::{SHOWN, newest_change};
use crate::records::{bundle_record, credential_record, status_of, status_place, view_of};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// A credential is renewed when it has less than this left of its thirty days.
const RENEW_WITHIN_DAYS: i64 = 15;

impl Wallet {
    /// Brings trust data, credentials and the account's state up to date, as far as the authority can be
    /// reached. What is kept stays usable without it. The wallet is not held while the authority is asked.
    pub fn refresh(&self) -> Result<(), WalletError> {
        self.refresh_trust()?;
        if let Err(error) = self.tell_passcode_change() {
            tracing::info!(code = %error.code(), "of the new passcode nobody was told yet");
        }
        // A notice may be why to renew; and what became of a device that is bound no more stands in its last ones.
        let fetched = self.fetch_notices();
        self.renew_credentials().and(fetched)?;
        if let Err(error) = self.refresh_papers() {
            // The copies that there are stay.
            tracing::info!(code = %error.code(), "papers are not up to date yet");
        }
        if let Err(error) = self.settle_recovery() {
            // Both slots stay until it is known.
            tracing::warn!(code = %error.code(), "which recovery slot counts is not known yet");
        }
        Ok(())
    }

    pub(crate) fn refresh_trust(&self) -> Result<(), WalletError> {
        self.inner().opened_even_presenting()?;
        let bytes = self.answered(self.authority.trust_bundle())?;
        let mut inner = self.inner();
        match self.take_trust(inner.opened_even_presenting()?, bytes) {
            Err(WalletError::TrustFile(error)) => {
                tracing::warn!(%error, "the authority's trust bundle was not taken");
                Ok(())
            }
            taken => taken,
        }
    }

    /// Takes trust data, whoever brought them, if the root signed them and they are not older than what there is.
    pub(crate) fn take_trust(&self, open: &mut Open, bytes: Vec<u8>) -> Result<(), WalletError> {
        // Memory follows the vault: a bundle that it finds older never speaks for a moment.
        let mut trust = open.trust.clone();
        let bundle = trust.offer(&bytes).map_err(WalletError::TrustFile)?;
        let record = bundle_record(bundle, bytes, self.now());
        match open.vault.write(|w| w.put_trust_bundle(&record)) {
            Ok(()) => {
                open.trust = trust;
                Ok(())
            }
            Err(VaultError::OlderBundle { .. }) => Err(WalletError::TrustFile(TrustError::Older)),
            Err(error) => Err(error.into()),
        }
    }

    fn renew_credentials(&self) -> Result<(), WalletError> {
        let Some(request) = self.renewal_request()? else {
            return Ok(());
        };
        let answer = self.answered(self.authority.renew(&request));
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        // Locked and opened again as somebody else meanwhile: the answer is not for this account.
        if open.account.device_id != request.device.0 {
            return Ok(());
        }
        match answer {
            Ok(renewal) => self.take_renewal(open, renewal),
            Err(WalletError::DeviceUnbound) => open.now_is(AccountStatus::DeviceUnbound),
            Err(error) => {
                // Until the authority itself says what has become of the account, the trust data speak: its own
                // word, which tells more, is never replaced by theirs.
                if open.active().is_ok()
                    && let Some(status) = told_by_lists(open)?
                {
                    open.now_is(status)?;
                }
                Err(error)
            }
        }
    }

    fn renewal_request(&self) -> Result<Option<RenewalRequest>, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        let (kept, key) = open
            .vault
            .read(|r| Ok::<_, VaultError>((r.credentials()?, r.device_key()?)))?;
        let due = |credential: &Credential| credential.expires_at - now < TimeDelta::days(RENEW_WITHIN_DAYS);
        let all_valid =
            |statuses: &[Option<Status>]| statuses.iter().all(|s| s.is_none_or(|s| s == Status::Valid));
        let as_ever = open.active().is_ok() && all_valid(&statuses(&kept, open.trust.bundle())?);
        // What was issued before the account's level or phone was set says what is no longer so.
        let newest_change = newest_change(&open.vault.read(|r| r.notices(SHOWN))?);
        let outdated = |credential: &Credential| {
            newest_change.is_some_and(|at| at.timestamp() >= credential.issued_at.timestamp())
        };
        let due = |credential: &Credential| due(credential) || outdated(credential);
        if as_ever && !kept.is_empty() && !kept.iter().any(due) {
            return Ok(None);
        }
        let key = key.ok_or(WalletError::RecordDamaged)?;
        // The device proves itself with the key that the authority bound.
        let key = SigningKey::from_pkcs8(key.expose())?;
        let device = open
            .account
            .device_id
            .as_slice()
            .try_into()
            .map_err(|_| WalletError::RecordDamaged)?;
        let device = DeviceId(device);
        let nonce = random::array(self.random.as_ref())?;
        let signature = key.sign(&RenewalRequest::message(device, now, &nonce))?;
        Ok(Some(RenewalRequest {
            device,
            at: now,
            nonce,
            signature,
        }))
    }

    fn take_renewal(&self, open: &mut Open, renewal: Renewal) -> Result<(), WalletError> {
        let now = self.now();
        let status = status_of(renewal.account.status);
        let kept = open.vault.read(|r| r.credentials())?;
        let trust = open.trust.bundle().ok_or(WalletError::RecordDamaged)?;
        let mut fresh = Vec::new();
        for issued in renewal.credentials {
            let view = view_of(issued.view);
            let key = kept
                .iter()
                .find(|credential| credential.view == view)
                .map(|credential| credential.key.clone());
            fresh.push(credential_record(
                issued,
                key.ok_or(WalletError::RecordDamaged)?,
                trust,
                now,
            )?);
        }
        debug_assert!(fresh.len() <= CredentialView::ALL.len(), "one credential a view");
        let mut account = open.account.clone();
        account.level = renewal.account.level.number();
        account.phone = renewal.account.phone.as_str().to_owned();
        account.email = renewal.account.email.clone();
        account.status = status;
        // The switch is level 2's: it is off again for who comes back to it later.
        account.code_switch &= account.level == 2;
        open.vault.write(|w| {
            if !fresh.is_empty() {
                w.replace_credentials(&fresh)?;
            }
            w.put_account(&account)
        })?;
        open.account_is(account);
        Ok(())
    }
}

impl Open {
    /// Keeps that the account stands so from now on.
    fn now_is(&mut self, status: AccountStatus) -> Result<(), WalletError> {
        if self.account.status == status {
            return Ok(());
        }
        self.vault.write(|w| w.set_account_status(status))?;
        self.account_is(Account {
            status,
            ..self.account.clone()
        });
        Ok(())
    }

    /// Memory follows the vault. A code that was made for another standing no longer shows.
    fn account_is(&mut self, account: Account) {
        let standing = |account: &Account| (account.level, account.status);
        if standing(&account) != standing(&self.account) {
            self.code = None;
        }
        self.account = account;
    }
}

/// What has become of an account all of whose credentials here are withdrawn, as far as the trust data tell it.
fn told_by_lists(open: &Open) -> Result<Option<AccountStatus>, WalletError> {
    let kept = open.vault.read(|r| r.credentials())?;
    let statuses = statuses(&kept, open.trust.bundle())?;
    let all = |status| !statuses.is_empty() && statuses.iter().all(|s| *s == Some(status));
    Ok(if all(Status::Revoked) {
        Some(AccountStatus::DeviceUnbound)
    } else if all(Status::Suspended) {
        Some(AccountStatus::Suspended)
    } else {
        None
    })
}

/// What the trust data say of each of these credentials; nothing of one that their lists do not reach.
fn statuses(kept: &[Credential], trust: Option<&TrustBundle>) -> Result<Vec<Option<Status>>, WalletError> {
    let Some(trust) = trust else {
        return Ok(vec![None; kept.len()]);
    };
    kept.iter()
        .map(|credential| Ok(trust.status(status_place(&credential.token)?)))
        .collect()
}
