use dinhdanh_protocol::{
    CardFormFault, CitizenNumber, Password, PhoneNumber, RegisterCheck, RegistrationRequest, TypedCardForm,
};

use super::record::{Journey, Kind, Step};
use crate::{Wallet, WalletError};

/// What the population register said of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardChecked {
    /// Đạt: a one-time code was sent.
    pub passed: bool,
    /// How often the register may still be asked.
    pub checks_left: u8,
}

impl Wallet {
    /// "Đăng ký": begins a registration. The authority does not tell whether the number has an account.
    pub fn begin_registration(&self, number: &str, phone: &str) -> Result<(), WalletError> {
        let number: CitizenNumber = number.parse().map_err(|_| WalletError::NumberMalformed)?;
        let phone: PhoneNumber = phone.parse().map_err(|_| WalletError::PhoneMalformed)?;
        let locks = self.inner().locks();
        let (client, idempotency) = self.beginning(Kind::Registration, &number, &phone)?;
        let request = RegistrationRequest {
            number: number.clone(),
            phone: phone.clone(),
            client,
            idempotency,
        };
        let session = self.answered(self.authority.begin_registration(&request))?;
        let journey = Journey::new(Kind::Registration, Step::Card, &session.token, &number, &phone);
        self.begun(journey, locks)
    }

    /// All that is wrong with a form as it is being typed; its number must be the one that registers, or of who has
    /// signed in.
    pub fn card_form_faults(&self, form: &TypedCardForm) -> Result<Vec<CardFormFault>, WalletError> {
        let registers = self.journey_at(Some(Kind::Registration), Step::Card);
        let number = match registers {
            Ok(journey) => journey.number.parse().ok(),
            Err(_) => self.signed_in_as().ok().map(|(number, _)| number),
        };
        let parsed = form.parse(number.as_ref(), self.today());
        Ok(parsed.err().unwrap_or_default())
    }

    /// Has the authority ask the population register. Passed, the first one-time code is sent; where the sending
    /// fails, the registration stands at the code all the same, and another may be asked for.
    pub fn check_card_form(&self, form: &TypedCardForm) -> Result<CardChecked, WalletError> {
        let locks = self.inner().locks();
        let journey = self.journey_at(Some(Kind::Registration), Step::Card)?;
        let number = journey.number.parse().ok();
        let form = form
            .parse(number.as_ref(), self.today())
            .map_err(WalletError::CardFormFaulty)?;
        // Kept before it is asked about: after a stop nobody types it again.
        let asked = journey.with_form(Some(&form));
        self.journey_goes_on(asked.clone())?;
        match self.told(self.authority.check_register(&journey.token(), &form))? {
            RegisterCheck::NotPassed { checks_left } => {
                let mut journey = asked;
                journey.checks_left = checks_left;
                self.journey_goes_on(journey)?;
                self.inner().not_locked_since(locks)?;
                Ok(CardChecked {
                    passed: false,
                    checks_left,
                })
            }
            RegisterCheck::Passed => {
                let passed = asked.with_form(None).at(Step::Otp);
                self.journey_goes_on(passed.clone())?;
                self.inner().not_locked_since(locks)?;
                self.send_first(passed.clone())?;
                Ok(CardChecked {
                    passed: true,
                    checks_left: passed.checks_left,
                })
            }
        }
    }

    /// Takes the password, and the app account is made. It is sent on and kept nowhere here; signing in comes next.
    pub fn complete_registration(&self, password: String) -> Result<(), WalletError> {
        let password = Password::parse(password).map_err(WalletError::PasswordWeak)?;
        let locks = self.inner().locks();
        let journey = self.journey_at(Some(Kind::Registration), Step::Password)?;
        let answer = self.authority.complete_registration(&journey.token(), &password);
        let registered = self.told(answer)?;
        self.inner().not_locked_since(locks)?;
        self.journey_ends(&journey, &registered.account.full_name)
    }

    /// Has the first code sent of a journey that stands at it.
    pub(crate) fn send_first(&self, journey: Journey) -> Result<(), WalletError> {
        let mut otp = journey.otp;
        let answer = self.send_first_otp(&journey.token(), &mut otp);
        if otp != journey.otp {
            self.journey_goes_on(journey.with_otp(otp))?;
        }
        self.told(answer)
    }
}
