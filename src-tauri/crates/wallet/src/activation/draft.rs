use chrono::NaiveDate;
use dinhdanh_credential::token::{day_number, day_of_number};
use dinhdanh_crypto::random::Random;
use dinhdanh_protocol::{AccountHolder, IdempotencyKey, SessionToken};
use dinhdanh_vault::passcode_rule::PasscodeContext;
use dinhdanh_vault::{Part, VaultError, sealed};
use minicbor::{Decode, Encode};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::WalletError;
use crate::folder::{AccountFolder, DRAFT};
use crate::otp::{OtpUnderWay, OtpWay};

/// Where an activation stands: sealed under the device secret, replaced whole at every step. The session in it
/// goes on with the activation for whoever has it, so no copy outlives its use.
#[derive(Clone, Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub(super) struct Draft {
    #[n(0)]
    #[zeroize(skip)]
    pub(super) step: Step,
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(super) token: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(super) completion: [u8; 16],
    #[n(3)]
    pub(super) number: String,
    #[n(4)]
    pub(super) phone: String,
    #[n(5)]
    pub(super) needs_password: bool,
    #[n(6)]
    pub(super) otp_expires_at: i64,
    #[n(7)]
    pub(super) otp_resend_at: i64,
    #[n(8)]
    pub(super) otp_tries_left: u8,
    #[n(9)]
    pub(super) otp_sends_left: u8,
    #[n(10)]
    pub(super) full_name: String,
    /// The date of birth as the number yyyymmdd; 0 before the one-time code was right.
    #[n(11)]
    pub(super) birth: u32,
    /// The authority has been asked to bind this device, and may have done it: from here on only this vault holds
    /// the keys of a binding that may exist.
    #[n(12)]
    pub(super) completing: bool,
    /// Where the one-time code is to be read.
    #[cbor(n(13), default)]
    #[zeroize(skip)]
    pub(super) way: OtpWay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(super) enum Step {
    #[n(0)]
    DeviceNotice,
    #[n(1)]
    Otp,
    #[n(2)]
    Password,
    #[n(3)]
    Passcode,
    #[n(4)]
    Questions,
}

impl Draft {
    pub(super) fn new(
        token: &SessionToken,
        completion: IdempotencyKey,
        number: &str,
        phone: &str,
        needs_password: bool,
        way: OtpWay,
    ) -> Self {
        Self {
            step: Step::DeviceNotice,
            // The draft is sealed; the token is what goes on with the activation after a stop.
            token: *token.expose(),
            completion: completion.0,
            number: number.to_owned(),
            phone: phone.to_owned(),
            needs_password,
            otp_expires_at: 0,
            otp_resend_at: 0,
            otp_tries_left: 0,
            otp_sends_left: 0,
            full_name: String::new(),
            birth: 0,
            completing: false,
            way,
        }
    }

    /// The draft as it will stand at the next step.
    pub(super) fn at(&self, step: Step) -> Self {
        let mut draft = self.clone();
        draft.step = step;
        draft
    }

    /// The draft with the authority asked to bind this device, or sure not to have done it.
    pub(super) fn completing(&self, completing: bool) -> Self {
        let mut draft = self.clone();
        draft.completing = completing;
        draft
    }

    pub(super) fn token(&self) -> SessionToken {
        SessionToken::new(self.token)
    }

    pub(super) const fn completion(&self) -> IdempotencyKey {
        IdempotencyKey(self.completion)
    }

    pub(super) fn passcode_context(&self) -> PasscodeContext<'_> {
        PasscodeContext {
            birth_date: self.birth_date(),
            number: Some(&self.number),
            phone: Some(&self.phone),
        }
    }

    fn birth_date(&self) -> Option<NaiveDate> {
        day_of_number(self.birth)
    }

    /// What is known of the code that was sent last.
    pub(super) const fn otp(&self) -> OtpUnderWay {
        if self.otp_resend_at == 0 {
            return OtpUnderWay::NONE;
        }
        OtpUnderWay {
            expires_at: self.otp_expires_at,
            resend_at: self.otp_resend_at,
            tries_left: self.otp_tries_left,
            sends_left: self.otp_sends_left,
        }
    }

    pub(super) fn with_otp(&self, otp: OtpUnderWay) -> Self {
        let mut draft = self.clone();
        draft.otp_expires_at = otp.expires_at;
        draft.otp_resend_at = otp.resend_at;
        draft.otp_tries_left = otp.tries_left;
        draft.otp_sends_left = otp.sends_left;
        draft
    }

    pub(super) fn holder(&mut self, holder: AccountHolder) {
        self.birth = day_number(holder.birth_date).unwrap_or_default();
        self.full_name = holder.full_name;
    }

    pub(super) fn keep(&self, account: &AccountFolder, random: &dyn Random) -> Result<(), WalletError> {
        let secret = account.place.device_secret_or_new(random)?;
        let content = Zeroizing::new(minicbor::to_vec(self).map_err(|_| WalletError::RecordDamaged)?);
        Ok(sealed::write(
            &account.file(DRAFT),
            DRAFT,
            &secret,
            &content,
            random,
        )?)
    }

    pub(super) fn read(account: &AccountFolder) -> Result<Self, WalletError> {
        let damaged = || WalletError::Vault(VaultError::Damaged(Part::Sealed));
        let secret = account.place.device_secret()?;
        let content = sealed::read(&account.file(DRAFT), DRAFT, &secret)?.ok_or_else(damaged)?;
        minicbor::decode(content.expose()).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_wiped_when_it_is_dropped() {
        const fn is_wiped<T: ZeroizeOnDrop>() {}
        is_wiped::<Draft>();
        let token = SessionToken::new([7; 32]);
        let mut draft = Draft::new(
            &token,
            IdempotencyKey([8; 16]),
            "001199000001",
            "0912345678",
            true,
            OtpWay::Sms,
        );
        draft.zeroize();
        assert_eq!((draft.token, draft.completion), ([0; 32], [0; 16]));
        assert!(draft.number.is_empty() && draft.phone.is_empty());
    }
}
