use dinhdanh_protocol::{CitizenNumber, Password, PhoneNumber, ResetRequest};

use super::record::{Journey, Kind, Step};
use crate::{Wallet, WalletError};

impl Wallet {
    /// "Quên mật khẩu": begins a reset, and has the one-time code sent to the account's phone, if number and phone are
    /// an account's: the authority does not tell. Where the sending fails, another may be asked for.
    pub fn begin_reset(&self, number: &str, phone: &str) -> Result<(), WalletError> {
        let number: CitizenNumber = number.parse().map_err(|_| WalletError::NumberMalformed)?;
        let phone: PhoneNumber = phone.parse().map_err(|_| WalletError::PhoneMalformed)?;
        let locks = self.inner().locks();
        let (client, idempotency) = self.beginning(Kind::Reset, &number, &phone)?;
        let request = ResetRequest {
            number: number.clone(),
            phone: phone.clone(),
            client,
            idempotency,
        };
        let session = self.answered(self.authority.begin_reset(&request))?;
        let journey = Journey::new(Kind::Reset, Step::Otp, &session.token, &number, &phone);
        self.begun(journey.clone(), locks)?;
        self.send_first(journey)
    }

    /// Takes the new password. It is sent on and kept nowhere here; signing in comes next.
    pub fn reset_password(&self, password: String) -> Result<(), WalletError> {
        let password = Password::parse(password).map_err(WalletError::PasswordWeak)?;
        let locks = self.inner().locks();
        let journey = self.journey_at(Some(Kind::Reset), Step::Password)?;
        self.told(self.authority.reset_password(&journey.token(), &password))?;
        self.inner().not_locked_since(locks)?;
        self.journey_ends(&journey, &journey.full_name)
    }
}
