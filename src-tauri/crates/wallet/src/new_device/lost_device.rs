use dinhdanh_crypto::random;
use dinhdanh_protocol::{IdempotencyKey, LostDeviceRequest, SecurityQuestion};

use crate::activation::{folded, may_begin};
use crate::journey::{Journey, Kind, Step};
use crate::otp::OtpStep;
use crate::{Wallet, WalletError};

/// The next step of claiming a device lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimStep {
    /// The one-time code.
    Otp(OtpStep),
    /// The account's two security questions, to be answered.
    Answers([SecurityQuestion; 2]),
}

impl Wallet {
    /// The device on which the account is active is lost: who has signed in claims so, with a code by SMS and both
    /// security answers. A day later the account may move without that device. Where the sending fails, another
    /// code may be asked for.
    pub fn begin_lost_device(&self) -> Result<(), WalletError> {
        let locks = self.inner().locks();
        self.look_for_activation()?;
        let (token, number, phone, client) = {
            let mut inner = self.recalled_to_write()?;
            let signed_in = inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?;
            let token = signed_in.token.clone();
            let (number, phone) = (signed_in.account.number.clone(), signed_in.account.phone.clone());
            may_begin(&mut inner)?;
            if inner.activation.is_some() {
                return Err(WalletError::WrongStep);
            }
            let client = inner.own().client(&self.profile, self.random.as_ref())?;
            (token, number, phone, client)
        };
        let request = LostDeviceRequest {
            client,
            idempotency: IdempotencyKey(random::array(self.random.as_ref())?),
        };
        let session = self.with_access(self.authority.begin_lost_device(&token, &request))?;
        let journey = Journey::new(Kind::LostDevice, Step::Otp, &session.token, &number, &phone)
            .with_questions(session.questions);
        {
            let mut inner = self.recalled_to_write()?;
            inner.not_locked_since(locks)?;
            may_begin(&mut inner)?;
            let random = self.random.as_ref();
            inner.own().keep_journey(&self.profile, journey.clone(), random)?;
        }
        self.send_first(journey)
    }

    /// Both security answers: the device is claimed lost, and the overview says until when to wait.
    pub fn answer_lost_device(&self, answers: [(u8, String); 2]) -> Result<(), WalletError> {
        let answers = folded(answers)?;
        let locks = self.inner().locks();
        let journey = self.journey_at(Some(Kind::LostDevice), Step::Answers)?;
        self.told(self.authority.prove_answers(&journey.token(), &answers))?;
        self.journey_is_over(&journey)?;
        self.inner().not_locked_since(locks)?;
        if self.inner().signed_in.is_some() {
            self.refresh_account()?;
        }
        Ok(())
    }
}
