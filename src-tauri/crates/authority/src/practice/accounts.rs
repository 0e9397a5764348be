//! The accounts with which practice mode begins.

use dinhdanh_crypto::digest::sha256;
use dinhdanh_protocol::{AccountStatus, DeviceId, FileState};

use crate::population::{Person, Standing};
use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::file::NewFile;
use crate::tables::setting::Setting;
use crate::{Authority, AuthorityError};

/// What an account that is active elsewhere is active on.
const OTHER_DEVICE: &str = "Máy tính khác (MẪU)";

/// Adds the accounts of these people where they are not there yet, but for who has none. Those there stay as they
/// are, whatever has become of them; so a later edition of the population only adds.
pub(super) fn add(authority: &Authority, people: &[Person]) -> Result<(), AuthorityError> {
    let edition = edition(people);
    let is_there = |kept: Option<Vec<u8>>| kept.is_some_and(|kept| kept == edition);
    if is_there(
        authority
            .store
            .read(|read| read.setting(Setting::PracticePopulation))?,
    ) {
        return Ok(());
    }
    authority.store.write(|write| {
        if is_there(write.setting(Setting::PracticePopulation)?) {
            return Ok(());
        }
        for person in people {
            add_one(authority, write, person)?;
        }
        write.put_setting(Setting::PracticePopulation, &edition)
    })
}

fn add_one(authority: &Authority, write: &Writing<'_>, person: &Person) -> Result<(), AuthorityError> {
    if person.standing == Standing::NoAccount {
        return Ok(());
    }
    let account = Account {
        number: person.number.clone(),
        phone: person.phone.clone(),
        email: person.email.clone(),
        level: person.standing.level(),
        status: match person.standing {
            Standing::Suspended => AccountStatus::Suspended,
            _ => AccountStatus::Active,
        },
        awaiting_approval: person.standing == Standing::AwaitingApproval,
        registered: person.standing.has_password(),
        active: person.standing == Standing::ActiveElsewhere,
        deleted_at: None,
    };
    let added = write.add_account(&account)?;
    if person.standing == Standing::AwaitingApproval {
        add_file(authority, write, person)?;
    }
    if added && account.active {
        let device = other_device(person);
        write.bind_device(
            device,
            &account.number,
            OTHER_DEVICE,
            None,
            None,
            authority.parts.clock.now(),
        )?;
    }
    Ok(())
}

/// The file that the person has sent, where the account waits for approval and has none yet: one made by an earlier
/// edition has not. The portrait in it is the register's.
fn add_file(authority: &Authority, write: &Writing<'_>, person: &Person) -> Result<(), AuthorityError> {
    let waits = write
        .account(&person.number)?
        .is_some_and(|account| account.awaiting_approval);
    if !waits || write.file_state(&person.number)? != FileState::None {
        return Ok(());
    }
    let file = NewFile {
        account: &person.number,
        request: sha256(&[b"dinhdanh practice file v1\0", person.number.as_str().as_bytes()]),
        residence: &person.place_of_residence,
        portrait: None,
    };
    write.add_file(&file, authority.parts.clock.now())
}

fn other_device(person: &Person) -> DeviceId {
    let [id @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = sha256(&[
        b"dinhdanh practice device v1\0",
        person.number.as_str().as_bytes(),
    ]);
    DeviceId(id)
}

/// Tells one population from another.
fn edition(people: &[Person]) -> [u8; 32] {
    let mut told = Vec::new();
    for person in people {
        told.extend_from_slice(person.number.as_str().as_bytes());
        told.extend_from_slice(person.phone.as_str().as_bytes());
        told.extend_from_slice(person.standing.code().as_bytes());
    }
    sha256(&[b"dinhdanh practice accounts v2\0", &told])
}
