use chrono::NaiveDate;
use dinhdanh_protocol::text::without_diacritics;
use dinhdanh_protocol::{AccountLevel, CitizenNumber, IdentityCard};

use super::{PersonaState, PracticeAuthority};
use crate::{AuthorityError, Register as _};

/// The most that a search gives.
const MOST: usize = 60;

/// Somebody in the practice register, with the account as it is now.
#[derive(Clone)]
pub struct Holder {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// Họ tên.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Level now; the lowest where there is no account.
    pub level: AccountLevel,
    /// State now.
    pub state: PersonaState,
}

impl PracticeAuthority {
    /// Who is found by a number's beginning or a part of a name, diacritics or none: the first 60 in the register's
    /// order, of all where nothing is asked.
    pub fn holders(&self, search: &str) -> Result<Vec<Holder>, AuthorityError> {
        let search = search.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = without_diacritics(&search);
        let found = self.register.people().iter().filter(|person| {
            person.number.as_str().starts_with(&search)
                || without_diacritics(&person.full_name).contains(&name)
        });
        self.authority.store.read(|read| {
            found
                .take(MOST)
                .map(|person| {
                    let account = read.account(&person.number)?;
                    let account = account.as_ref();
                    Ok(Holder {
                        number: person.number.clone(),
                        full_name: person.full_name.clone(),
                        birth_date: person.birth_date,
                        level: account.map_or(AccountLevel::App, |account| account.level),
                        state: PersonaState::now(account, person.standing),
                    })
                })
                .collect()
        })
    }

    /// The card of somebody in the practice register.
    pub fn card(&self, number: &CitizenNumber) -> Option<IdentityCard> {
        self.register.person(number).map(|person| person.card)
    }
}

impl std::fmt::Debug for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Holder({:?})", self.state)
    }
}
