//! What is under way at the authority before there is an account to open: a registration (đăng ký), a reset of the
//! password (quên mật khẩu), the claim that the account's device is lost. Each step is durable before the next; locking
//! drops what stands at the password, which nothing guards any more.

mod record;
mod registration;
mod reset;

use std::sync::MutexGuard;

use dinhdanh_crypto::random;
use dinhdanh_protocol::{
    ApiError, CitizenNumber, ClientId, IdempotencyKey, OtpCode, PhoneNumber, Refusal, SecurityQuestion,
    SessionToken, TypedCardForm,
};

use crate::new_device::ClaimStep;
use crate::otp::{OtpStep, OtpWay};
use crate::own::Remembered;
use crate::wallet::Inner;
use crate::{State, Wallet, WalletError};
pub(crate) use record::{Journey, Kind, Step};
pub use registration::CardChecked;

/// The next step of a registration.
#[derive(Debug, Clone)]
pub enum RegistrationStep {
    /// What stands on the card.
    Card {
        /// How often the register may still be asked.
        checks_left: u8,
        /// The number that registers: the card must be its own.
        number: CitizenNumber,
        /// What the register was asked about last, and did not pass or not yet answer.
        form: Option<TypedCardForm>,
    },
    /// The one-time code.
    Otp(OtpStep),
    /// The password.
    Password,
}

/// The next step of a reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResetStep {
    /// The one-time code.
    Otp(OtpStep),
    /// The new password.
    Password,
}

/// A beginning that the authority was asked for, until it answers.
pub(crate) struct Beginning {
    kind: Kind,
    number: CitizenNumber,
    phone: PhoneNumber,
    key: IdempotencyKey,
}

impl Wallet {
    /// Sends another one-time code of what is under way; the one before is worth nothing.
    pub fn resend_journey_otp(&self) -> Result<(), WalletError> {
        let journey = self.journey_at(None, Step::Otp)?;
        let mut otp = journey.otp;
        let answer = self.send_otp(&journey.token(), &mut otp);
        if otp != journey.otp {
            self.journey_goes_on(journey.with_otp(otp))?;
        }
        self.told(answer)
    }

    /// Takes the one-time code of what is under way.
    pub fn confirm_journey_otp(&self, code: &str) -> Result<(), WalletError> {
        let code = OtpCode::parse(code).ok_or(WalletError::OtpMalformed)?;
        let locks = self.inner().locks();
        let journey = self.journey_at(None, Step::Otp)?;
        let mut otp = journey.otp;
        let answer = self.try_otp(&journey.token(), &code, &mut otp);
        if otp != journey.otp {
            self.journey_goes_on(journey.with_otp(otp))?;
        }
        let holder = self.told(answer)?;
        let next = match journey.kind {
            Kind::Registration | Kind::Reset => Step::Password,
            Kind::LostDevice => Step::Answers,
        };
        let mut inner = self.recalled_to_write()?;
        self.journey_goes_on_in(&mut inner, journey.of_holder(holder).at(next))?;
        self.locked_meanwhile(&mut inner, locks)
    }

    /// Gives up what is under way; nothing was made yet, and no password is another.
    pub fn cancel_journey(&self) -> Result<(), WalletError> {
        self.recalled()?.own().drop_journey(&self.profile)
    }

    /// Whose password is asked next, and by which key: the same beginning again until the authority has answered it.
    fn beginning(
        &self,
        kind: Kind,
        number: &CitizenNumber,
        phone: &PhoneNumber,
    ) -> Result<(ClientId, IdempotencyKey), WalletError> {
        let mut inner = self.free_for_journey()?;
        let own = inner.own();
        let same = own
            .beginning
            .as_ref()
            .filter(|asked| asked.kind == kind && asked.number == *number && asked.phone == *phone);
        let key = match same {
            Some(asked) => asked.key,
            None => IdempotencyKey(random::array(self.random.as_ref())?),
        };
        own.beginning = Some(Beginning {
            kind,
            number: number.clone(),
            phone: phone.clone(),
            key,
        });
        Ok((own.client(&self.profile, self.random.as_ref())?, key))
    }

    /// The authority has opened it. One that was under way before is over. Nothing begins where the wallet was locked
    /// since it was asked.
    fn begun(&self, journey: Journey, locks: u64) -> Result<(), WalletError> {
        let mut inner = self.free_for_journey()?;
        inner.not_locked_since(locks)?;
        let own = inner.own();
        own.keep_journey(&self.profile, journey, self.random.as_ref())?;
        own.beginning = None;
        Ok(())
    }

    /// The wallet to begin a journey in. Neither behind an open account, nor behind an activation or a recovery: it would
    /// not show.
    fn free_for_journey(&self) -> Result<MutexGuard<'_, Inner>, WalletError> {
        self.look_for_activation()?;
        let inner = self.recalled_to_write()?;
        let busy = inner.open.is_some() || inner.activation.is_some() || inner.signed_in.is_some();
        if busy || inner.recovering.is_some() {
            Err(WalletError::WrongStep)
        } else {
            Ok(inner)
        }
    }

    /// The running journey, to ask the authority by: the wallet is not held while it is asked.
    pub(crate) fn journey_at(&self, kind: Option<Kind>, step: Step) -> Result<Journey, WalletError> {
        let mut inner = self.recalled()?;
        let journey = inner.own().journey();
        journey
            .filter(|journey| journey.step == step && kind.is_none_or(|kind| journey.kind == kind))
            .cloned()
            .ok_or(WalletError::WrongStep)
    }

    /// What the authority answered moves the journey on, if it is still the same one. The next step is durable
    /// before it shows.
    fn journey_goes_on(&self, journey: Journey) -> Result<(), WalletError> {
        self.journey_goes_on_in(&mut *self.recalled_to_write()?, journey)
    }

    fn journey_goes_on_in(&self, inner: &mut Inner, journey: Journey) -> Result<(), WalletError> {
        let own = inner.own();
        still(own.journey(), &journey.token())?;
        own.keep_journey(&self.profile, journey, self.random.as_ref())
    }

    /// The journey is over, if it is still the same one.
    pub(crate) fn journey_is_over(&self, journey: &Journey) -> Result<(), WalletError> {
        let mut inner = self.recalled()?;
        let own = inner.own();
        still(own.journey(), &journey.token())?;
        own.drop_journey(&self.profile)
    }

    /// The journey is over, and the account that it was for is asked only for its password next.
    fn journey_ends(&self, journey: &Journey, name: &str) -> Result<(), WalletError> {
        let mut inner = self.recalled_to_write()?;
        let own = inner.own();
        still(own.journey(), &journey.token())?;
        let before = own.remembered();
        let lives_here = before.is_some_and(|before| before.lives_here && before.number == journey.number);
        let remembered = Remembered {
            number: journey.number.clone(),
            name: name.to_owned(),
            lives_here,
        };
        own.remember(&self.profile, Some(remembered), self.random.as_ref())?;
        own.drop_journey(&self.profile)
    }

    /// The authority's answer to a journey: one that it has forgotten must be begun anew.
    pub(crate) fn told<T>(&self, answer: Result<T, ApiError>) -> Result<T, WalletError> {
        match answer {
            Err(ApiError::Refused(Refusal::SessionOver)) => Err(WalletError::RequestExpired),
            answer => self.answered(answer),
        }
    }
}

fn still(running: Option<&Journey>, token: &SessionToken) -> Result<(), WalletError> {
    running
        .filter(|running| running.token() == *token)
        .map(drop)
        .ok_or(WalletError::WrongStep)
}

impl Journey {
    pub(crate) fn state(&self, wallet: &Wallet) -> Result<State, WalletError> {
        let otp = || self.otp.step(OtpWay::Sms, &self.phone, wallet.now());
        Ok(match (self.kind, self.step) {
            (Kind::Registration, Step::Card) => State::Registering(RegistrationStep::Card {
                checks_left: self.checks_left,
                number: self.number.parse().map_err(|_| WalletError::RecordDamaged)?,
                form: self.form.as_ref().map(TypedCardForm::from),
            }),
            (Kind::Registration, Step::Otp) => State::Registering(RegistrationStep::Otp(otp())),
            (Kind::Registration, Step::Password | Step::Answers) => {
                State::Registering(RegistrationStep::Password)
            }
            (Kind::Reset, Step::Otp) => State::Resetting(ResetStep::Otp(otp())),
            (Kind::Reset, Step::Card | Step::Password | Step::Answers) => {
                State::Resetting(ResetStep::Password)
            }
            (Kind::LostDevice, Step::Answers) => {
                let asked = |number| SecurityQuestion::from_number(number).ok_or(WalletError::RecordDamaged);
                let [first, second] = self.questions;
                State::ClaimingLost(ClaimStep::Answers([asked(first)?, asked(second)?]))
            }
            (Kind::LostDevice, Step::Otp | Step::Card | Step::Password) => {
                State::ClaimingLost(ClaimStep::Otp(otp()))
            }
        })
    }
}
