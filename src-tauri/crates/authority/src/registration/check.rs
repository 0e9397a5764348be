use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::text::fold_name;
use dinhdanh_protocol::{CardForm, IdentityCard, Refusal, RegisterCheck, SessionToken};

use super::running;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Asks the register about a form. The same form again is a lost answer asked for again.
    pub(crate) fn check_form(
        &self,
        token: &SessionToken,
        form: &CardForm,
    ) -> Result<RegisterCheck, AuthorityError> {
        let now = self.parts.clock.now();
        let digest = token.digest();
        let mac = self.form_mac(form);
        // The register is asked before the transaction; whether there is a check left for its answer, within.
        let number = self.store.read(|read| running(read, digest, now))?.number;
        let passes = form.number == number
            && self
                .parts
                .register
                .person(&number)
                .is_some_and(|person| agrees(form, &person.card));
        self.write(now, |write| {
            let registration = running(write, digest, now)?;
            let again = registration.checked.as_deref() == Some(mac.as_slice());
            match (registration.passed, again) {
                (true, true) => return Ok(RegisterCheck::Passed),
                (true, false) => return Err(Refusal::OutOfOrder.into()),
                (false, true) => {
                    return Ok(RegisterCheck::NotPassed {
                        checks_left: registration.checks_left,
                    });
                }
                (false, false) => {}
            }
            if registration.checks_left == 0 {
                return Err(Refusal::SessionOver.into());
            }
            if passes {
                write.pass_check(digest, &mac, now)?;
                return Ok(RegisterCheck::Passed);
            }
            let checks_left = write.spend_check(digest, &mac)?;
            Ok(RegisterCheck::NotPassed { checks_left })
        })
    }

    fn form_mac(&self, form: &CardForm) -> [u8; 32] {
        // Debug quotes texts, so that where one field ends makes a difference.
        let told = format!(
            "{:?}",
            (
                form.number.as_str(),
                &form.old_number,
                &form.full_name,
                form.birth_date,
                form.sex,
                &form.residence,
                form.issued_on,
            )
        );
        // The key is exposed to the MAC.
        hmac_sha256(self.limit_key.expose(), &[b"form", told.as_bytes()])
    }
}

/// Whether a form is of the person whom the register has. The residence is not compared: it changes while a card
/// lives, and people write it in many ways. What old forms of the printed QR leave out is compared where it is there.
fn agrees(form: &CardForm, card: &IdentityCard) -> bool {
    let same_old_number = form.old_number.is_none() || form.old_number == card.old_number;
    fold_name(&form.full_name) == fold_name(&card.full_name)
        && form.birth_date == card.birth_date
        && form.sex == card.sex
        && same_old_number
        && form.issued_on.is_none_or(|day| day == card.issued_on)
}
