//! A citizen who has a card and no account yet, or has forgotten the password.

use dinhdanh_authority::population::{Person, SAMPLE_PASSWORD, printed_qr};
use dinhdanh_authority::practice::PracticeAuthority;
use dinhdanh_protocol::TypedCardForm;
use dinhdanh_wallet::{RegistrationStep, ResetStep, State, Wallet, WalletError, card_form_of_text};

use super::{PASSWORD, newest_otp, standing};

/// Of who had an account before the play began.
pub(crate) const OLD_PASSWORD: &str = SAMPLE_PASSWORD;

/// The card's form as its QR gives it.
pub(crate) fn card_form(person: &Person) -> TypedCardForm {
    let form = card_form_of_text(&printed_qr(person)).unwrap();
    TypedCardForm {
        number: form.number.as_str().to_owned(),
        old_number: form.old_number.unwrap_or_default(),
        full_name: form.full_name,
        birth_date: form.birth_date.to_string(),
        sex: Some(form.sex),
        residence: form.residence,
        issued_on: form.issued_on.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// A code that is not the right one.
pub(crate) fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

/// One act towards an app account; false once the wallet asks to sign in.
pub(crate) fn register_step(
    wallet: &Wallet,
    authority: &PracticeAuthority,
    person: &Person,
) -> Result<bool, WalletError> {
    match wallet.state() {
        State::SignedOut(_) => return Ok(false),
        State::Registering(RegistrationStep::Card { .. }) => {
            assert!(wallet.check_card_form(&card_form(person))?.passed);
        }
        State::Registering(RegistrationStep::Otp(otp)) if otp.expires_in.is_zero() => {
            wallet.resend_journey_otp()?;
        }
        State::Registering(RegistrationStep::Otp(_)) => {
            wallet.confirm_journey_otp(&newest_otp(authority, person))?;
        }
        State::Registering(RegistrationStep::Password) => {
            wallet.complete_registration(PASSWORD.to_owned())?;
        }
        State::Welcome => wallet.begin_registration(person.number.as_str(), person.phone.as_str())?,
        _ => panic!("no registration: {}", standing(wallet)),
    }
    Ok(true)
}

/// The same, towards another password.
pub(crate) fn reset_step(
    wallet: &Wallet,
    authority: &PracticeAuthority,
    person: &Person,
    password: &str,
) -> Result<bool, WalletError> {
    match wallet.state() {
        State::Resetting(ResetStep::Otp(otp)) if otp.expires_in.is_zero() => wallet.resend_journey_otp()?,
        State::Resetting(ResetStep::Otp(_)) => {
            wallet.confirm_journey_otp(&newest_otp(authority, person))?;
        }
        State::Resetting(ResetStep::Password) => {
            wallet.reset_password(password.to_owned())?;
            return Ok(false);
        }
        _ => wallet.begin_reset(person.number.as_str(), person.phone.as_str())?,
    }
    Ok(true)
}

/// From "Đăng ký" to an account that is signed out.
pub(crate) fn register(wallet: &Wallet, authority: &PracticeAuthority, person: &Person) {
    while register_step(wallet, authority, person).unwrap() {}
}

/// From "Quên mật khẩu" to another password.
pub(crate) fn reset(wallet: &Wallet, authority: &PracticeAuthority, person: &Person, password: &str) {
    while reset_step(wallet, authority, person, password).unwrap() {}
}
