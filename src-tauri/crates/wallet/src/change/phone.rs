use dinhdanh_protocol::{ApiError, OtpCode, PhoneChangeRequest, PhoneNumber, SessionToken};
use zeroize::Zeroizing;

use super::typed;
use crate::otp::{OtpStep, OtpUnderWay, OtpWay};
use crate::{Wallet, WalletError};

/// A running change of the phone number: a code to each number, in whichever order. In memory only: nothing has changed
/// until it is complete.
pub(crate) struct PhoneChanging {
    old: Half,
    new: Half,
}

#[derive(Clone)]
struct Half {
    session: SessionToken,
    phone: PhoneNumber,
    otp: OtpUnderWay,
    confirmed: bool,
}

/// Which of the two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The account's number now.
    Old,
    /// The one that is to be.
    New,
}

/// What shows of a running change of the phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneChange {
    /// At the account's number now.
    pub old: PhoneCode,
    /// At the one that is to be.
    pub new: PhoneCode,
}

/// The code at one of the two numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneCode {
    /// The code under way.
    pub otp: OtpStep,
    /// It was given.
    pub confirmed: bool,
}

impl PhoneChanging {
    /// The number that is to be.
    pub(crate) const fn next(&self) -> &PhoneNumber {
        &self.new.phone
    }

    const fn half(&mut self, which: Which) -> &mut Half {
        match which {
            Which::Old => &mut self.old,
            Which::New => &mut self.new,
        }
    }
}

impl Wallet {
    /// "Đổi số điện thoại": begins a change, and has a code sent to each number. Where a sending fails, another code
    /// may be asked for.
    pub fn begin_phone_change(&self, password: String, phone: &str) -> Result<(), WalletError> {
        let phone: PhoneNumber = phone.parse().map_err(|_| WalletError::PhoneMalformed)?;
        let password = typed(password)?;
        let locks = self.inner().locks();
        let (client, now) = {
            let mut inner = self.recalled_to_write()?;
            let now = inner.opened()?.account.phone.parse();
            let client = inner.own().client(&self.profile, self.random.as_ref())?;
            (client, now.map_err(|_| WalletError::RecordDamaged)?)
        };
        if phone == now {
            return Err(WalletError::PhoneSame);
        }
        let words = Zeroizing::new(format!("phone {}", phone.as_str()));
        let begun = self.with_password(password.clone(), words, |token, idempotency| {
            let request = PhoneChangeRequest {
                password: password.clone(),
                phone: phone.clone(),
                client,
                idempotency,
            };
            self.authority.begin_phone_change(token, &request)
        })?;
        let half = |session, phone| Half {
            session,
            phone,
            otp: OtpUnderWay::NONE,
            confirmed: false,
        };
        {
            let mut inner = self.inner();
            inner.not_locked_since(locks)?;
            inner.opened()?;
            inner.phone_change = Some(PhoneChanging {
                old: half(begun.at_old, now),
                new: half(begun.at_new, phone),
            });
        }
        for which in [Which::New, Which::Old] {
            self.ask_half(which, |wallet, half| {
                wallet.send_first_otp(&half.session, &mut half.otp)
            })?;
        }
        Ok(())
    }

    /// The running change, if there is one.
    pub fn phone_change(&self) -> Option<PhoneChange> {
        let now = self.now();
        let mut inner = self.inner();
        let changing = inner.phone_change.as_mut()?;
        let code = |half: &Half| PhoneCode {
            otp: half.otp.step(OtpWay::Sms, half.phone.as_str(), now),
            confirmed: half.confirmed,
        };
        Some(PhoneChange {
            old: code(&changing.old),
            new: code(&changing.new),
        })
    }

    /// Sends another code to one of the numbers; the one before is worth nothing.
    pub fn resend_phone_change_otp(&self, which: Which) -> Result<(), WalletError> {
        self.ask_half(which, |wallet, half| {
            wallet.send_otp(&half.session, &mut half.otp)
        })
    }

    /// Takes the code of one of the numbers.
    pub fn confirm_phone_change_otp(&self, which: Which, code: &str) -> Result<(), WalletError> {
        let code = OtpCode::parse(code).ok_or(WalletError::OtpMalformed)?;
        self.ask_half(which, |wallet, half| {
            wallet.try_otp(&half.session, &code, &mut half.otp)?;
            half.confirmed = true;
            Ok(())
        })
    }

    /// Both codes were given: the new number is the account's. The same again is fine.
    pub fn complete_phone_change(&self) -> Result<(), WalletError> {
        let (session, phone, locks) = {
            let mut inner = self.inner();
            inner.opened()?;
            let changing = inner.phone_change.as_ref().ok_or(WalletError::WrongStep)?;
            let session = changing.old.session.clone();
            (session, changing.new.phone.clone(), inner.locks())
        };
        self.told(self.authority.complete_phone_change(&session))?;
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        inner.phone_change = None;
        let open = inner.opened()?;
        let mut account = open.account.clone();
        account.phone = phone.as_str().to_owned();
        open.vault.write(|w| w.put_account(&account))?;
        open.account = account;
        Ok(())
    }

    /// Gives the change up: the number is as it was.
    pub fn cancel_phone_change(&self) {
        self.inner().phone_change = None;
    }

    /// Asks the authority about one of the numbers. The wallet is not held meanwhile; what is known of the code is
    /// kept of a refusal, too.
    fn ask_half(
        &self,
        which: Which,
        ask: impl FnOnce(&Self, &mut Half) -> Result<(), ApiError>,
    ) -> Result<(), WalletError> {
        let (mut half, locks) = {
            let mut inner = self.inner();
            inner.opened()?;
            let locks = inner.locks();
            let changing = inner.phone_change.as_mut().ok_or(WalletError::WrongStep)?;
            (changing.half(which).clone(), locks)
        };
        let answer = ask(self, &mut half);
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        let running = inner.phone_change.as_mut().map(|changing| changing.half(which));
        let running = running.filter(|running| running.session == half.session);
        *running.ok_or(WalletError::WrongStep)? = half;
        drop(inner);
        self.told(answer)
    }
}
