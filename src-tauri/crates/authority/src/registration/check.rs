use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{CardForm, Refusal, RegisterCheck, SessionToken};

use super::running;
use crate::register::agrees;
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

    pub(crate) fn form_mac(&self, form: &CardForm) -> [u8; 32] {
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
