//! How often something may be asked for. Counted in the database, so that neither a restart nor another process
//! begins anew, and whether or not there is such an account, so that a limit tells nothing.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{CitizenNumber, ClientId, PhoneNumber, Refusal};

use crate::journey::JourneyKind;
use crate::store::{Reading, Writing};
use crate::{Authority, AuthorityError};

const HOUR: TimeDelta = TimeDelta::hours(1);
/// The longest time over which anything is counted.
const DAY: TimeDelta = TimeDelta::days(1);

/// Something that is counted, and for whom.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Counted<'a> {
    /// Codes to one phone in one kind of journey of one number: fifty guesses an hour at a million codes. Not over all
    /// journeys: whoever knows a phone could use its holder's codes up.
    CodeTo {
        phone: &'a PhoneNumber,
        journey: JourneyKind,
        number: &'a CitizenNumber,
    },
    /// The same codes over a day: 125 guesses.
    CodesOfDay {
        phone: &'a PhoneNumber,
        journey: JourneyKind,
        number: &'a CitizenNumber,
    },
    /// Pairs of number and phone that do not belong together, where an account is to be activated: of one number.
    WrongPairOf(&'a CitizenNumber),
    /// The same, with one phone.
    WrongPairWith(&'a PhoneNumber),
    /// The same, by one copy of the app.
    WrongPairBy(ClientId),
    /// Registrations of one number.
    RegistrationOf(&'a CitizenNumber),
    /// Registrations with one phone.
    RegistrationTo(&'a PhoneNumber),
    /// Registrations by one copy of the app.
    RegistrationBy(ClientId),
    /// Sign-ins that one copy of the app tries, whosever.
    SignInBy(ClientId),
    /// Take-overs of one account.
    TakeOverOf(&'a CitizenNumber),
    /// Take-overs by one copy of the app.
    TakeOverBy(ClientId),
    /// Claims that one account's device is lost.
    LostDeviceOf(&'a CitizenNumber),
    /// Claims of a lost device by one copy of the app.
    LostDeviceBy(ClientId),
    /// Changes of one account's phone number.
    PhoneChangeOf(&'a CitizenNumber),
    /// Changes to one phone number.
    PhoneChangeTo(&'a PhoneNumber),
    /// Changes of phone numbers by one copy of the app.
    PhoneChangeBy(ClientId),
    /// Changes of one account's password.
    PasswordChangeOf(&'a CitizenNumber),
    /// Changes of one account's e-mail.
    EmailChangeOf(&'a CitizenNumber),
    /// Files for level 1 of one account, those that do not pass included.
    FileOf(&'a CitizenNumber),
    /// Recoveries of one account's vault.
    RecoveryOf(&'a CitizenNumber),
    /// Resets by one copy of the app; of one number, their codes are counted.
    ResetBy(ClientId),
    /// Changes of one account's security questions.
    QuestionsChangeOf(&'a CitizenNumber),
    /// New passcodes of which one account's holder is told.
    PasscodeChangeOf(&'a CitizenNumber),
    /// Fresh credentials for one account.
    RenewalOf(&'a CitizenNumber),
    /// Papers asked for by one account's holder: numbers tried, and fresh copies.
    PapersOf(&'a CitizenNumber),
}

/// At most so many in such a time.
struct Limit {
    /// Stands for what is counted in the database: never another's.
    kind: u8,
    most: usize,
    within: TimeDelta,
}

impl Counted<'_> {
    const fn limit(self) -> Limit {
        let (kind, most, within) = match self {
            Self::CodeTo { .. } => (1, 10, HOUR),
            Self::RegistrationOf(_) => (2, 5, DAY),
            Self::RegistrationTo(_) => (3, 5, DAY),
            Self::RegistrationBy(_) => (4, 20, DAY),
            Self::SignInBy(_) => (5, 50, HOUR),
            Self::CodesOfDay { .. } => (22, 25, DAY),
            Self::ResetBy(_) => (7, 20, DAY),
            Self::FileOf(_) => (8, 10, DAY),
            Self::RecoveryOf(_) => (9, 10, DAY),
            Self::TakeOverOf(_) => (10, 10, DAY),
            Self::TakeOverBy(_) => (11, 20, DAY),
            Self::LostDeviceOf(_) => (12, 5, DAY),
            Self::LostDeviceBy(_) => (13, 20, DAY),
            Self::PhoneChangeOf(_) => (14, 5, DAY),
            Self::PhoneChangeTo(_) => (15, 5, DAY),
            Self::PhoneChangeBy(_) => (16, 20, DAY),
            Self::PasswordChangeOf(_) => (17, 10, DAY),
            Self::EmailChangeOf(_) => (18, 10, DAY),
            Self::WrongPairOf(_) => (19, 10, DAY),
            Self::WrongPairWith(_) => (20, 10, DAY),
            Self::WrongPairBy(_) => (21, 20, DAY),
            Self::QuestionsChangeOf(_) => (23, 10, DAY),
            Self::PasscodeChangeOf(_) => (24, 20, DAY),
            Self::RenewalOf(_) => (25, 50, DAY),
            Self::PapersOf(_) => (26, 100, DAY),
        };
        Limit { kind, most, within }
    }
}

impl<'a> Counted<'a> {
    /// All that is counted of the holder of this number and phone.
    fn of_holder(number: &'a CitizenNumber, phone: &'a PhoneNumber) -> Vec<Self> {
        let codes = JourneyKind::ALL.into_iter().flat_map(|journey| {
            [
                Self::CodeTo {
                    phone,
                    journey,
                    number,
                },
                Self::CodesOfDay {
                    phone,
                    journey,
                    number,
                },
            ]
        });
        let others = [
            Self::WrongPairOf(number),
            Self::WrongPairWith(phone),
            Self::RegistrationOf(number),
            Self::RegistrationTo(phone),
            Self::TakeOverOf(number),
            Self::LostDeviceOf(number),
            Self::PhoneChangeOf(number),
            Self::PhoneChangeTo(phone),
            Self::PasswordChangeOf(number),
            Self::EmailChangeOf(number),
            Self::FileOf(number),
            Self::RecoveryOf(number),
            Self::QuestionsChangeOf(number),
            Self::PasscodeChangeOf(number),
            Self::RenewalOf(number),
            Self::PapersOf(number),
        ];
        codes.chain(others).collect()
    }
}

impl Authority {
    /// Until when something is refused to the holder of this number and phone because it was asked for too often.
    pub(crate) fn limited_until(
        &self,
        read: &Reading<'_>,
        (number, phone): (&CitizenNumber, &PhoneNumber),
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AuthorityError> {
        let mut until = None;
        for counted in Counted::of_holder(number, phone) {
            until = until.max(self.free_at(read, counted, now)?);
        }
        Ok(until)
    }

    /// Forgets what was counted of the holder of this number and phone.
    pub(crate) fn lift_limits(
        &self,
        write: &Writing<'_>,
        (number, phone): (&CitizenNumber, &PhoneNumber),
    ) -> Result<(), AuthorityError> {
        for counted in Counted::of_holder(number, phone) {
            write.forget_attempts_of(counted.limit().kind, &self.subject(counted))?;
        }
        Ok(())
    }

    /// When one more may be asked for; none when it may be now.
    pub(crate) fn free_at(
        &self,
        read: &Reading<'_>,
        counted: Counted<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AuthorityError> {
        let Limit { kind, most, within } = counted.limit();
        let made = read.attempts(kind, &self.subject(counted), now - within, now)?;
        // As soon as so many are older that one more fits.
        let freed_by = made.len().checked_sub(most).and_then(|over| made.get(over));
        Ok(freed_by.map(|made| *made + within))
    }

    pub(crate) fn count(
        &self,
        write: &Writing<'_>,
        counted: Counted<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        write.add_attempt(counted.limit().kind, &self.subject(counted), now)
    }

    /// Counts all of these, or none and says when all may be asked for again.
    pub(crate) fn count_all(
        &self,
        write: &Writing<'_>,
        all: &[Counted<'_>],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.refuse_over(write, all, now)?;
        for counted in all {
            self.count(write, *counted, now)?;
        }
        Ok(())
    }

    /// Refuses where one of these was used up, and says when all may be asked for again.
    pub(crate) fn refuse_over(
        &self,
        read: &Reading<'_>,
        all: &[Counted<'_>],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let mut until = None;
        for counted in all {
            until = until.max(self.free_at(read, *counted, now)?);
        }
        match until {
            Some(until) => Err(Refusal::TooMany { until }.into()),
            None => Ok(()),
        }
    }

    /// Forgets what is no longer counted.
    pub(crate) fn forget_counted(
        &self,
        write: &Writing<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        write.forget_attempts(now - DAY)
    }

    fn subject(&self, counted: Counted<'_>) -> [u8; 32] {
        // Numbers and phones have one length each: no two lists of parts read the same.
        let told: [&[u8]; 3] = match &counted {
            Counted::CodeTo {
                phone,
                journey,
                number,
            }
            | Counted::CodesOfDay {
                phone,
                journey,
                number,
            } => [
                phone.as_str().as_bytes(),
                journey.label(),
                number.as_str().as_bytes(),
            ],
            Counted::WrongPairWith(phone)
            | Counted::RegistrationTo(phone)
            | Counted::PhoneChangeTo(phone) => [phone.as_str().as_bytes(), &[], &[]],
            Counted::WrongPairOf(number)
            | Counted::RegistrationOf(number)
            | Counted::RecoveryOf(number)
            | Counted::PhoneChangeOf(number)
            | Counted::PasswordChangeOf(number)
            | Counted::EmailChangeOf(number)
            | Counted::TakeOverOf(number)
            | Counted::LostDeviceOf(number)
            | Counted::QuestionsChangeOf(number)
            | Counted::PasscodeChangeOf(number)
            | Counted::RenewalOf(number)
            | Counted::PapersOf(number)
            | Counted::FileOf(number) => [number.as_str().as_bytes(), &[], &[]],
            Counted::WrongPairBy(client)
            | Counted::RegistrationBy(client)
            | Counted::SignInBy(client)
            | Counted::PhoneChangeBy(client)
            | Counted::TakeOverBy(client)
            | Counted::LostDeviceBy(client)
            | Counted::ResetBy(client) => [&client.0, &[], &[]],
        };
        let [first, second, third] = told;
        // The key is exposed to the MAC.
        hmac_sha256(
            self.limit_key.expose(),
            &[&[counted.limit().kind], first, second, third],
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Whether the desk lifts it for the account's holder; of a copy of the app it knows nothing. What is new here goes
    /// into the list below, too.
    const fn is_of_holder(counted: Counted<'_>) -> bool {
        match counted {
            Counted::CodeTo { .. }
            | Counted::CodesOfDay { .. }
            | Counted::WrongPairOf(_)
            | Counted::WrongPairWith(_)
            | Counted::RegistrationOf(_)
            | Counted::RegistrationTo(_)
            | Counted::TakeOverOf(_)
            | Counted::LostDeviceOf(_)
            | Counted::PhoneChangeOf(_)
            | Counted::PhoneChangeTo(_)
            | Counted::PasswordChangeOf(_)
            | Counted::EmailChangeOf(_)
            | Counted::FileOf(_)
            | Counted::RecoveryOf(_)
            | Counted::QuestionsChangeOf(_)
            | Counted::PasscodeChangeOf(_)
            | Counted::RenewalOf(_)
            | Counted::PapersOf(_) => true,
            Counted::WrongPairBy(_)
            | Counted::RegistrationBy(_)
            | Counted::SignInBy(_)
            | Counted::TakeOverBy(_)
            | Counted::LostDeviceBy(_)
            | Counted::PhoneChangeBy(_)
            | Counted::ResetBy(_) => false,
        }
    }

    #[test]
    fn all_that_is_the_holder_s_is_lifted() {
        let (number, phone) = (&"001099000001".parse().unwrap(), &"0901000777".parse().unwrap());
        let (client, journey) = (ClientId([7; 16]), JourneyKind::Reset);
        let all = [
            Counted::CodeTo {
                phone,
                journey,
                number,
            },
            Counted::CodesOfDay {
                phone,
                journey,
                number,
            },
            Counted::WrongPairOf(number),
            Counted::WrongPairWith(phone),
            Counted::WrongPairBy(client),
            Counted::RegistrationOf(number),
            Counted::RegistrationTo(phone),
            Counted::RegistrationBy(client),
            Counted::SignInBy(client),
            Counted::TakeOverOf(number),
            Counted::TakeOverBy(client),
            Counted::LostDeviceOf(number),
            Counted::LostDeviceBy(client),
            Counted::PhoneChangeOf(number),
            Counted::PhoneChangeTo(phone),
            Counted::PhoneChangeBy(client),
            Counted::PasswordChangeOf(number),
            Counted::EmailChangeOf(number),
            Counted::FileOf(number),
            Counted::RecoveryOf(number),
            Counted::ResetBy(client),
            Counted::QuestionsChangeOf(number),
            Counted::PasscodeChangeOf(number),
            Counted::RenewalOf(number),
            Counted::PapersOf(number),
        ];
        let kinds = |counted: &[Counted<'_>]| -> BTreeSet<u8> {
            counted.iter().map(|counted| counted.limit().kind).collect()
        };
        assert_eq!(kinds(&all).len(), all.len(), "a kind of its own for each");
        let of_holder = all.into_iter().filter(|counted| is_of_holder(*counted));
        let of_holder: Vec<Counted<'_>> = of_holder.collect();
        assert_eq!(kinds(&of_holder), kinds(&Counted::of_holder(number, phone)));
    }
}
