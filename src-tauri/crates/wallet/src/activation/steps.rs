use dinhdanh_protocol::{OtpCode, Password};
use dinhdanh_vault::files;

use super::draft::{Draft, Step};
use super::turn::{at_step, running_still};
use crate::folder::DRAFT;
use crate::{Wallet, WalletError};

impl Wallet {
    /// The device notice was read and accepted: the one-time code is sent.
    pub fn accept_device_notice(&self) -> Result<(), WalletError> {
        let (draft, locks) = self.draft_at(Step::DeviceNotice)?;
        let mut otp = draft.otp();
        let answer = self.send_first_otp(&draft.token(), &mut otp);
        self.answered(answer)?;
        self.go_on(Step::DeviceNotice, draft.with_otp(otp).at(Step::Otp), locks)
    }

    /// Sends another one-time code; the one before is worth nothing.
    pub fn resend_otp(&self) -> Result<(), WalletError> {
        let (draft, locks) = self.draft_at(Step::Otp)?;
        let mut otp = draft.otp();
        let answer = self.send_otp(&draft.token(), &mut otp);
        if otp != draft.otp() {
            self.go_on(Step::Otp, draft.with_otp(otp), locks)?;
        }
        self.answered(answer)
    }

    /// Takes the one-time code.
    pub fn confirm_otp(&self, code: &str) -> Result<(), WalletError> {
        let code = OtpCode::parse(code).ok_or(WalletError::OtpMalformed)?;
        let (mut draft, locks) = self.draft_at(Step::Otp)?;
        let mut otp = draft.otp();
        let answer = self.try_otp(&draft.token(), &code, &mut otp);
        if otp != draft.otp() {
            self.go_on(Step::Otp, draft.with_otp(otp), locks)?;
        }
        draft.holder(self.answered(answer)?);
        let next = if draft.needs_password {
            Step::Password
        } else {
            Step::Passcode
        };
        self.go_on(Step::Otp, draft.at(next), locks)
    }

    /// Sets the password of who had no account before. It is sent on and kept nowhere here.
    pub fn set_password(&self, password: String) -> Result<(), WalletError> {
        let password = Password::parse(password).map_err(WalletError::PasswordWeak)?;
        let (draft, locks) = self.draft_at(Step::Password)?;
        self.answered(self.authority.set_password(&draft.token(), &password))?;
        self.inner().not_locked_since(locks)?;
        self.go_on(Step::Password, draft.at(Step::Passcode), locks)
    }

    /// Where the activation stands, to ask the authority by, and how often the wallet had been locked: it is not held
    /// while the authority is asked.
    fn draft_at(&self, step: Step) -> Result<(Draft, u64), WalletError> {
        let mut inner = self.inner();
        let locks = inner.locks();
        Ok((at_step(&mut inner, step)?.draft.clone(), locks))
    }

    /// What the authority answered at `step` moves the activation on, if it is still the same one. The next step is
    /// durable before it shows. Whoever locked meanwhile is past no one-time code.
    fn go_on(&self, step: Step, draft: Draft, locks: u64) -> Result<(), WalletError> {
        let _turn = self.turn();
        let token = draft.token();
        let account = {
            let mut inner = self.inner();
            at_step(&mut inner, step)?;
            running_still(&mut inner, &token)?.account.clone()
        };
        draft.keep(&account, self.random.as_ref())?;
        let mut inner = self.inner();
        let Ok(running) = running_still(&mut inner, &token) else {
            // Only a lock drops it meanwhile.
            files::remove(&account.file(DRAFT))?;
            return Err(WalletError::Locked);
        };
        running.draft = draft;
        if running.is_unguarded() {
            self.locked_meanwhile(&mut inner, locks)
        } else {
            Ok(())
        }
    }
}
