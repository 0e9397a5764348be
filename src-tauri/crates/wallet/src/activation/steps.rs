use dinhdanh_protocol::{OtpCode, Password};

use super::Running;
use super::draft::{Draft, Step};
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

impl Wallet {
    /// The device notice was read and accepted: the one-time code is sent.
    pub fn accept_device_notice(&self) -> Result<(), WalletError> {
        let draft = self.draft_at(Step::DeviceNotice)?;
        let mut otp = draft.otp();
        let answer = self.send_first_otp(&draft.token(), &mut otp);
        self.answered(answer)?;
        self.go_on(Step::DeviceNotice, draft.with_otp(otp).at(Step::Otp))
    }

    /// Sends another one-time code; the one before is worth nothing.
    pub fn resend_otp(&self) -> Result<(), WalletError> {
        let draft = self.draft_at(Step::Otp)?;
        let mut otp = draft.otp();
        let answer = self.send_otp(&draft.token(), &mut otp);
        if otp != draft.otp() {
            self.go_on(Step::Otp, draft.with_otp(otp))?;
        }
        self.answered(answer)
    }

    /// Takes the one-time code.
    pub fn confirm_otp(&self, code: &str) -> Result<(), WalletError> {
        let code = OtpCode::parse(code).ok_or(WalletError::OtpMalformed)?;
        let locks = self.inner().locks();
        let mut draft = self.draft_at(Step::Otp)?;
        let mut otp = draft.otp();
        let answer = self.try_otp(&draft.token(), &code, &mut otp);
        if otp != draft.otp() {
            self.go_on(Step::Otp, draft.with_otp(otp))?;
        }
        draft.holder(self.answered(answer)?);
        let next = if draft.needs_password {
            Step::Password
        } else {
            Step::Passcode
        };
        self.go_on(Step::Otp, draft.at(next))?;
        self.locked_meanwhile(&mut self.inner(), locks)
    }

    /// Sets the password of who had no account before. It is sent on and kept nowhere here.
    pub fn set_password(&self, password: String) -> Result<(), WalletError> {
        let password = Password::parse(password).map_err(WalletError::PasswordWeak)?;
        let locks = self.inner().locks();
        let draft = self.draft_at(Step::Password)?;
        self.answered(self.authority.set_password(&draft.token(), &password))?;
        self.inner().not_locked_since(locks)?;
        self.go_on(Step::Password, draft.at(Step::Passcode))
    }

    /// Where the activation stands, to ask the authority by: the wallet is not held while it is asked.
    fn draft_at(&self, step: Step) -> Result<Draft, WalletError> {
        let mut inner = self.inner();
        Ok(at_step(&mut inner, &[step])?.draft.clone())
    }

    /// What the authority answered at `step` moves the activation on, if it is still the same one.
    fn go_on(&self, step: Step, draft: Draft) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let running = at_step(&mut inner, &[step])?;
        if running.draft.token() != draft.token() {
            return Err(WalletError::WrongStep);
        }
        self.advance(running, draft)
    }

    /// The next step is durable before it shows.
    pub(super) fn advance(&self, running: &mut Running, draft: Draft) -> Result<(), WalletError> {
        draft.keep(&running.account, self.random.as_ref())?;
        running.draft = draft;
        Ok(())
    }
}

pub(super) fn at_step<'i>(inner: &'i mut Inner, steps: &[Step]) -> Result<&'i mut Running, WalletError> {
    inner
        .activation
        .as_mut()
        .filter(|running| steps.contains(&running.draft.step))
        .ok_or(WalletError::WrongStep)
}
