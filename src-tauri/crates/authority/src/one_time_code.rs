//! The one-time code: sent and taken in one way, whichever journey it guards.

use chrono::{DateTime, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::digest::same;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_protocol::{AccountHolder, NoticeKind, OtpCode, OtpSent, PhoneNumber, Refusal, SessionToken};

use crate::hashing::otp_mac;
use crate::journey::{Journey, Post};
use crate::limits::Counted;
use crate::register::holder;
use crate::states::{CodeEvent, CodeState};
use crate::store::Writing;
use crate::tables::one_time_code::SentCode;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Sends a code; the one before is worth nothing from then on. Where nobody is to get one, all goes the same way.
    pub(crate) fn send_code(&self, token: &SessionToken) -> Result<OtpSent, AuthorityError> {
        let now = self.parts.clock.now();
        let code = draw(self.parts.random.as_ref())?;
        // No code has this MAC: what was sent to nobody cannot be guessed either.
        let nobodys = random::array(self.parts.random.as_ref())?;
        // The key is exposed to the MAC.
        let mac = otp_mac(self.otp_key.expose(), token, &code);
        self.write(now, |write| {
            let journey = Journey::running(write, token, now)?;
            let addressee = journey.addressee(write)?;
            let digest = journey.digest();
            may_send(write.one_time_code(digest)?.as_ref(), now)?;
            self.count_code(write, &journey, &addressee.phone, now)?;
            let kept = if addressee.gets_code() { &mac } else { &nobodys };
            let sends = write.put_code(digest, kept, OtpCode::TRIES, now)?;
            let text = match &addressee.post {
                Post::Code { what_for, .. } => {
                    sms::one_time_code(&self.parts, *what_for, &code, OtpCode::LIFE)
                }
                Post::Notice { text, .. } => text(&self.parts),
                Post::Shown { account, device_name } => {
                    write.show_code(digest, &code)?;
                    // Who does not look now learns of it later: somebody knows the password.
                    if sends == 1 {
                        let device_name = device_name.clone();
                        write.add_notice(account, &NoticeKind::TakeOverAsked { device_name }, now)?;
                    }
                    String::new()
                }
                Post::None => String::new(),
            };
            self.send_sms(write, addressee.message(&text, sends == 1).as_ref(), now)?;
            Ok(OtpSent::untried(now, OtpCode::SENDS.saturating_sub(sends)))
        })
    }

    /// Counts a code to a phone in a journey, or says when there may be another.
    fn count_code(
        &self,
        write: &Writing<'_>,
        journey: &Journey,
        phone: &PhoneNumber,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let (journey, number) = (journey.kind(), journey.number());
        let hour = Counted::CodeTo {
            phone,
            journey,
            number,
        };
        let day = Counted::CodesOfDay {
            phone,
            journey,
            number,
        };
        let free_at = self
            .free_at(write, hour, now)?
            .max(self.free_at(write, day, now)?);
        if let Some(resend_at) = free_at {
            return Err(Refusal::OtpTooSoon { resend_at }.into());
        }
        self.count(write, hour, now)?;
        self.count(write, day, now)
    }

    /// Takes a code. The right one moves the journey on once; that one again is a lost answer asked for again.
    pub(crate) fn take_code(
        &self,
        token: &SessionToken,
        code: &OtpCode,
    ) -> Result<AccountHolder, AuthorityError> {
        let now = self.parts.clock.now();
        // The key is exposed to the MAC.
        let mac = otp_mac(self.otp_key.expose(), token, code);
        // A wrong code is an outcome, not an error: the try that it cost must be committed.
        let (outcome, journey) = self.write(now, |write| {
            let journey = Journey::running(write, token, now)?;
            Ok((judge(write, journey.digest(), &mac, now)?, journey))
        })?;
        outcome?;
        let card = holder(self.parts.register.as_ref(), journey.number())?.card;
        Ok(AccountHolder {
            full_name: card.full_name,
            birth_date: card.birth_date,
        })
    }
}

fn judge(
    write: &Writing<'_>,
    journey: [u8; 32],
    mac: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, AuthorityError> {
    let sent = write.one_time_code(journey)?;
    let state = CodeState::of(sent.as_ref(), now);
    let Some(sent) = sent else {
        return Ok(Err(Refusal::OtpExpired));
    };
    let event = match (same(&sent.mac, mac), sent.tries_left) {
        (true, _) => CodeEvent::Right,
        (false, 0 | 1) => CodeEvent::LastWrong,
        (false, _) => CodeEvent::Wrong,
    };
    match (state, state.after(event)) {
        (CodeState::Sent, Some(CodeState::Given)) => {
            write.confirm_code(journey, now)?;
            Ok(Ok(()))
        }
        (CodeState::Sent, Some(_)) => {
            let tries_left = write.spend_code_try(journey)?;
            Ok(Err(Refusal::OtpWrong { tries_left }))
        }
        (CodeState::Given, Some(_)) => Ok(Ok(())),
        (CodeState::Given, None) => Ok(Err(Refusal::OutOfOrder)),
        (CodeState::Spent, _) => Ok(Err(Refusal::OtpExhausted)),
        (CodeState::Unsent | CodeState::Expired, _) | (CodeState::Sent, None) => Ok(Err(Refusal::OtpExpired)),
    }
}

/// Whether a journey may have another code.
fn may_send(sent: Option<&SentCode>, now: DateTime<Utc>) -> Result<(), Refusal> {
    CodeState::of(sent, now)
        .after(CodeEvent::SentAnew)
        .ok_or(Refusal::OutOfOrder)?;
    let Some(sent) = sent else {
        return Ok(());
    };
    if sent.sends >= OtpCode::SENDS {
        return Err(Refusal::OtpLimit);
    }
    let resend_at = sent.at + OtpCode::RESEND_AFTER;
    // A code from the future was sent before the clock was set back: no reason to wait for it.
    if sent.at <= now && now < resend_at {
        return Err(Refusal::OtpTooSoon { resend_at });
    }
    Ok(())
}

/// Six digits, each of the million codes as likely as the others.
fn draw(random: &dyn Random) -> Result<OtpCode, CryptoError> {
    const CODES: u32 = 1_000_000;
    // Numbers beyond the last whole million of the range would favour the low codes.
    const FAIR: u32 = u32::MAX - u32::MAX % CODES;
    // One draw in five thousand is thrown away; a source that gives only such draws is broken.
    for _ in 0..16 {
        let number = u32::from_be_bytes(random::array(random)?);
        if number < FAIR {
            return OtpCode::parse(&format!("{:06}", number % CODES)).ok_or(CryptoError::NoRandomness);
        }
    }
    Err(CryptoError::NoRandomness)
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    #[test]
    fn codes_have_six_digits_and_every_first_digit_comes() -> Result<(), CryptoError> {
        let random = SeededRandom::new(1);
        let mut seen = [0u32; 10];
        for _ in 0..2_000 {
            let code = draw(&random)?;
            let first = code
                .expose()
                .chars()
                .next()
                .and_then(|digit| digit.to_digit(10))
                .unwrap();
            seen[first as usize] += 1;
        }
        // 200 expected each, standard deviation 13: six of them either way.
        assert!(seen.iter().all(|count| (120..280).contains(count)), "{seen:?}");
        Ok(())
    }

    #[test]
    fn a_source_that_is_stuck_is_an_error_and_not_an_endless_loop() {
        struct Stuck;
        impl Random for Stuck {
            fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
                out.fill(0xff);
                Ok(())
            }
        }
        assert!(draw(&Stuck).is_err());
    }
}
