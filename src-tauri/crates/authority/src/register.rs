use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::text::fold_name;
use dinhdanh_protocol::{AccountSnapshot, CardForm, CitizenNumber, IdentityCard};

use crate::AuthorityError;
use crate::papers::RegisteredPaper;
use crate::tables::account::Account;

/// The population register (CSDL quốc gia về dân cư): who a number belongs to. The authority asks it and
/// keeps nothing of it but what stands in the credentials.
pub trait Register: Send + Sync {
    /// The person of this number; none where the register has none, or could not be asked.
    fn person(&self, number: &CitizenNumber) -> Option<RegisteredPerson>;

    /// The papers of one kind that the person has, always in the same order; none where the register has none, or
    /// could not be asked.
    fn papers(&self, number: &CitizenNumber, kind: PaperKind) -> Vec<RegisteredPaper>;
}

/// A person as the register has them.
#[derive(Clone)]
pub struct RegisteredPerson {
    /// The identity card, with the portrait (WebP) of which credentials bear the hash.
    pub card: IdentityCard,
    /// The portrait small enough for a code: WebP, at most 550 bytes.
    pub small_portrait: Vec<u8>,
}

impl RegisteredPerson {
    /// The account of this person, as a wallet sees it.
    pub(crate) fn snapshot(&self, account: &Account) -> AccountSnapshot {
        AccountSnapshot {
            number: account.number.clone(),
            full_name: self.card.full_name.clone(),
            birth_date: self.card.birth_date,
            sex: self.card.sex,
            phone: account.phone.clone(),
            email: account.email.clone(),
            level: account.level,
            status: account.status,
        }
    }
}

impl std::fmt::Debug for RegisteredPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RegisteredPerson(…)")
    }
}

/// The person behind an account. Asked before a transaction begins, never inside one: a register is far away.
pub(crate) fn holder(
    register: &dyn Register,
    number: &CitizenNumber,
) -> Result<RegisteredPerson, AuthorityError> {
    register.person(number).ok_or(AuthorityError::NotRegistered)
}

/// Whether a form is of the person whom the register has. The residence is not compared: it changes while a card
/// lives, and people write it in many ways. What old forms of the printed QR leave out is compared where it is there.
pub(crate) fn agrees(form: &CardForm, card: &IdentityCard) -> bool {
    let same_old_number = form.old_number.is_none() || form.old_number == card.old_number;
    fold_name(&form.full_name) == fold_name(&card.full_name)
        && form.birth_date == card.birth_date
        && form.sex == card.sex
        && same_old_number
        && form.issued_on.is_none_or(|day| day == card.issued_on)
}
