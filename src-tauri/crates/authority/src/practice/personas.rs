use dinhdanh_protocol::{AccountLevel, AccountStatus, CitizenNumber, PhoneNumber};

use super::PracticeAuthority;
use crate::AuthorityError;
use crate::hashing::KeptPassword;
use crate::population::{self, Branch, Person, SAMPLE_PASSWORD, Standing};
use crate::tables::account::Account;

/// A person whom the picker "Chọn nhân vật thực hành" offers, with the account as it is now.
#[derive(Clone)]
pub struct Persona {
    /// What a newcomer plays with this person, as the account was at first.
    pub branch: Branch,
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// Họ tên.
    pub full_name: String,
    /// The number that SMS go to; of who has no account, the one to register with.
    pub phone: PhoneNumber,
    /// Level now; the lowest where there is no account.
    pub level: AccountLevel,
    /// State now.
    pub state: PersonaState,
    /// Whether the account has a password now.
    pub has_password: bool,
    /// That password, unless its holder has set another.
    pub sample_password: Option<String>,
    /// Portrait, WebP, small enough for a list.
    pub portrait: Vec<u8>,
}

/// How far a practice account has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonaState {
    /// No account yet: may register.
    NoAccount,
    /// An app account, not identified.
    AppOnly,
    /// Identified, activated nowhere.
    NotActive,
    /// Active on some device: a made-up one, or a profile of this computer.
    ActiveElsewhere,
    /// Its file waits for approval.
    AwaitingApproval,
    /// Came with the card, has no password yet.
    CardOnly,
    /// Suspended or withdrawn.
    Suspended,
}

impl PersonaState {
    /// The name of the state in interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::AppOnly => "app_only",
            Self::NotActive => "not_active",
            Self::ActiveElsewhere => "active_elsewhere",
            Self::AwaitingApproval => "awaiting_approval",
            Self::CardOnly => "card_only",
            Self::Suspended => "suspended",
        }
    }

    /// As the account is now, if there is one.
    pub(super) fn now(account: Option<&Account>, at_first: Standing) -> Self {
        account.map_or(Self::NoAccount, |account| Self::of(account, at_first))
    }

    fn of(account: &Account, at_first: Standing) -> Self {
        if account.status != AccountStatus::Active {
            Self::Suspended
        } else if account.awaiting_approval {
            Self::AwaitingApproval
        } else if account.level == AccountLevel::App {
            Self::AppOnly
        } else if account.active {
            Self::ActiveElsewhere
        } else if at_first == Standing::CardOnly && !account.registered {
            Self::CardOnly
        } else {
            Self::NotActive
        }
    }
}

impl PracticeAuthority {
    /// The people of the picker, in its order, with the state of their accounts now.
    pub fn personas(&self) -> Result<Vec<Persona>, AuthorityError> {
        population::personas(self.register.people())
            .into_iter()
            .map(|persona| self.persona(persona.branch, persona.person))
            .collect()
    }

    fn persona(&self, branch: Branch, person: &Person) -> Result<Persona, AuthorityError> {
        let (account, password) = self.authority.store.read(|read| {
            let account = read.account(&person.number)?;
            Ok((account, read.account_password(&person.number)?))
        })?;
        let account = account.as_ref();
        let portrait = population::portrait::preview(person)
            .map_err(|_| AuthorityError::PracticeRegister("a portrait cannot be drawn"))?;
        Ok(Persona {
            branch,
            number: person.number.clone(),
            full_name: person.full_name.clone(),
            phone: account.map_or(&person.phone, |account| &account.phone).clone(),
            level: account.map_or(AccountLevel::App, |account| account.level),
            state: PersonaState::now(account, person.standing),
            has_password: account.is_some_and(|account| account.registered),
            sample_password: match password {
                KeptPassword::Sample => Some(SAMPLE_PASSWORD.to_owned()),
                KeptPassword::None | KeptPassword::Own(_) => None,
            },
            portrait,
        })
    }
}

impl std::fmt::Debug for Persona {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Persona({:?}, {:?})", self.branch, self.state)
    }
}
