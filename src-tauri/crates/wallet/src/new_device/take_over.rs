use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::random;
use dinhdanh_protocol::{CodeWay, IdempotencyKey, TakeOver, TakeOverRequest};

use crate::activation::may_begin;
use crate::otp::OtpWay;
use crate::{Wallet, WalletError};

/// Somebody wants this device's place, and has the password: the code to type on the new one.
#[derive(Clone)]
pub struct AskedFor {
    /// The code.
    pub code: String,
    /// What the new device calls itself: a stranger's words.
    pub device_name: String,
    /// When the code was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until it is worth nothing.
    pub expires_in: Duration,
}

/// Without the code.
impl fmt::Debug for AskedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AskedFor")
            .field("asked_at", &self.asked_at)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

impl Wallet {
    /// Who has signed in wants the account here, in the place of the device on which it is active: begins an
    /// activation whose code shows on that device; by SMS where it is lost and the wait is over.
    pub fn begin_take_over(&self) -> Result<(), WalletError> {
        let locks = self.inner().locks();
        let (token, number, phone, client) = {
            let mut inner = self.recalled_to_write()?;
            let signed_in = inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?;
            let token = signed_in.token.clone();
            let (number, phone) = (signed_in.account.number.clone(), signed_in.account.phone.clone());
            may_begin(&mut inner)?;
            let client = inner.own().client(&self.profile, self.random.as_ref())?;
            (token, number, phone, client)
        };
        let request = TakeOverRequest {
            client,
            device_name: self.device_name.clone(),
            idempotency: IdempotencyKey(random::array(self.random.as_ref())?),
        };
        let begun = self.with_access(self.authority.begin_take_over(&token, &request))?;
        let way = match begun.code {
            CodeWay::Device => OtpWay::Device,
            CodeWay::Sms => OtpWay::Sms,
        };
        self.begin_activation(&begun.session, &number, &phone, way, locks)
    }

    /// The code to show, while somebody wants this device's place; none while nobody does.
    pub fn asked_for(&self) -> Result<Option<AskedFor>, WalletError> {
        let locks = self.inner().locks();
        let proof = self.proof_of_this_device(TakeOver::PURPOSE)?;
        let asked = self.answered(self.authority.take_over_code(&proof));
        if let Err(WalletError::DeviceUnbound) = asked
            && let Err(error) = self.refresh()
        {
            // The account has just moved, and a later round has the rest of the news.
            tracing::info!(code = %error.code(), "not up to date after the account moved");
        }
        let asked = asked?;
        self.inner().not_locked_since(locks)?;
        let now = self.now();
        Ok(asked.map(|asked| AskedFor {
            // It is there to be read on this screen.
            code: asked.code.expose().to_owned(),
            device_name: asked.device_name,
            asked_at: asked.asked_at,
            expires_in: (asked.expires_at - now).to_std().unwrap_or_default(),
        }))
    }

    /// "Không phải tôi đăng nhập": the account is locked, and all that runs for it ends. Only the desk unlocks it.
    pub fn dispute(&self) -> Result<(), WalletError> {
        let proof = self.proof_of_this_device(TakeOver::DISPUTE)?;
        self.answered(self.authority.dispute(&proof))?;
        // The authority's word on the account, which is another one now. Where it cannot be had, a later round has it.
        if let Err(error) = self.refresh() {
            tracing::info!(code = %error.code(), "not up to date after a dispute");
        }
        Ok(())
    }
}
