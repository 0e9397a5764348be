use dinhdanh_protocol::{
    AccountHolder, CardForm, CitizenNumber, PhoneNumber, RegistrationSession, SecurityQuestion, SessionToken,
    Sex, TypedCardForm,
};
use minicbor::{Decode, Encode};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::otp::OtpUnderWay;

/// Where a registration or a reset stands: sealed, replaced whole at every step. The session in it goes on with the
/// journey for whoever has it, so no copy outlives its use.
#[derive(Clone, Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Journey {
    #[n(0)]
    #[zeroize(skip)]
    pub(super) kind: Kind,
    #[n(1)]
    #[zeroize(skip)]
    pub(super) step: Step,
    #[cbor(n(2), with = "minicbor::bytes")]
    token: [u8; 32],
    #[n(3)]
    pub(super) number: String,
    #[n(4)]
    pub(super) phone: String,
    #[n(5)]
    pub(super) checks_left: u8,
    #[n(6)]
    #[zeroize(skip)]
    pub(super) otp: OtpUnderWay,
    /// What the register was asked about last, until it passes.
    #[n(7)]
    pub(super) form: Option<AskedForm>,
    /// Họ tên, once the one-time code was right.
    #[n(8)]
    pub(super) full_name: String,
    /// The numbers of the questions to be answered; 0 where none are.
    #[cbor(n(9), default)]
    pub(super) questions: [u8; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum Kind {
    #[n(0)]
    Registration,
    #[n(1)]
    Reset,
    #[n(2)]
    LostDevice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum Step {
    #[n(0)]
    Card,
    #[n(1)]
    Otp,
    #[n(2)]
    Password,
    #[n(3)]
    Answers,
}

/// A form that the register was asked about; what is not given is empty.
#[derive(Clone, Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub(super) struct AskedForm {
    #[n(0)]
    number: String,
    #[n(1)]
    old_number: String,
    #[n(2)]
    full_name: String,
    #[n(3)]
    birth_date: String,
    #[n(4)]
    female: bool,
    #[n(5)]
    residence: String,
    #[n(6)]
    issued_on: String,
}

impl Journey {
    pub(crate) fn new(
        kind: Kind,
        step: Step,
        session: &SessionToken,
        number: &CitizenNumber,
        phone: &PhoneNumber,
    ) -> Self {
        Self {
            kind,
            step,
            // The record is sealed; the token is what goes on with the journey after a stop.
            token: *session.expose(),
            number: number.as_str().to_owned(),
            phone: phone.as_str().to_owned(),
            checks_left: RegistrationSession::CHECKS,
            otp: OtpUnderWay::NONE,
            form: None,
            full_name: String::new(),
            questions: [0; 2],
        }
    }

    pub(crate) fn token(&self) -> SessionToken {
        SessionToken::new(self.token)
    }

    /// The phone that one-time codes go to.
    pub(crate) fn phone(&self) -> &str {
        &self.phone
    }

    /// Whether the one-time code was right, and nothing else is asked of who sets the password.
    pub(crate) fn is_unguarded(&self) -> bool {
        self.step == Step::Password
    }

    /// The journey as it will stand at the next step.
    pub(super) fn at(mut self, step: Step) -> Self {
        self.step = step;
        self
    }

    pub(super) fn with_otp(&self, otp: OtpUnderWay) -> Self {
        let mut journey = self.clone();
        journey.otp = otp;
        journey
    }

    pub(super) fn with_form(&self, form: Option<&CardForm>) -> Self {
        let mut journey = self.clone();
        journey.form = form.map(AskedForm::from);
        journey
    }

    pub(crate) fn with_questions(mut self, questions: [SecurityQuestion; 2]) -> Self {
        self.questions = questions.map(SecurityQuestion::number);
        self
    }

    pub(super) fn of_holder(mut self, holder: AccountHolder) -> Self {
        self.full_name = holder.full_name;
        self
    }
}

impl From<&CardForm> for AskedForm {
    fn from(form: &CardForm) -> Self {
        Self {
            number: form.number.as_str().to_owned(),
            old_number: form.old_number.clone().unwrap_or_default(),
            full_name: form.full_name.clone(),
            birth_date: form.birth_date.to_string(),
            female: form.sex == Sex::Female,
            residence: form.residence.clone(),
            issued_on: form.issued_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

impl From<&AskedForm> for TypedCardForm {
    fn from(form: &AskedForm) -> Self {
        Self {
            number: form.number.clone(),
            old_number: form.old_number.clone(),
            full_name: form.full_name.clone(),
            birth_date: form.birth_date.clone(),
            sex: Some(if form.female { Sex::Female } else { Sex::Male }),
            residence: form.residence.clone(),
            issued_on: form.issued_on.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journey_is_wiped_when_it_is_dropped() {
        const fn is_wiped<T: ZeroizeOnDrop>() {}
        is_wiped::<Journey>();
        let session = SessionToken::new([7; 32]);
        let number = "001199000001".parse().unwrap();
        let phone = "0912345678".parse().unwrap();
        let mut journey = Journey::new(Kind::Registration, Step::Card, &session, &number, &phone);
        journey.zeroize();
        assert_eq!(journey.token, [0; 32]);
        assert!(journey.number.is_empty() && journey.phone.is_empty());
    }
}
