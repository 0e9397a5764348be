use dinhdanh_authority::population::Branch;
use dinhdanh_authority::practice::PersonaState;
use dinhdanh_protocol::{AccountLevel, AccountStatus, Password};

use crate::place::{Place, WHY};

#[test]
fn the_picker_offers_someone_for_every_branch() {
    let place = Place::new();
    let personas = place.authority.personas().unwrap();
    assert_eq!(personas.len(), Branch::ALL.len());
    let state = |branch| place.persona(branch).state.code();
    assert_eq!(state(Branch::Citizen), "not_active");
    assert_eq!(state(Branch::CardOnly), "card_only");
    assert_eq!(state(Branch::AppOnly), "app_only");
    assert_eq!(state(Branch::AwaitingApproval), "awaiting_approval");
    assert_eq!(state(Branch::ActiveElsewhere), "active_elsewhere");
    assert_eq!(state(Branch::Suspended), "suspended");
    assert_eq!(state(Branch::NoAccount), "no_account");
    assert_eq!(state(Branch::NoAccountNewCard), "no_account");
    assert_eq!(place.persona(Branch::LevelOne).level, AccountLevel::One);
    for persona in &personas {
        assert_eq!(persona.has_password, persona.sample_password.is_some());
        assert!(
            persona
                .sample_password
                .iter()
                .all(|sample| Password::parse(sample.clone()).is_ok())
        );
        assert!(persona.portrait.starts_with(b"RIFF"));
    }
}

#[test]
fn it_shows_the_state_of_now() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let state = || place.persona(Branch::Citizen).state;
    place.activated(&citizen);
    assert_eq!(state(), PersonaState::ActiveElsewhere);
    let desk = place.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(state(), PersonaState::Suspended);
    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    desk.unbind(&citizen.number, WHY).unwrap();
    assert_eq!(state(), PersonaState::NotActive);
}

#[test]
fn what_has_become_of_accounts_outlives_a_restart() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    place.activated(&citizen);
    let personas = place.another().personas().unwrap();
    let after = personas
        .into_iter()
        .find(|persona| persona.branch == Branch::Citizen)
        .unwrap();
    assert_eq!(after.state, PersonaState::ActiveElsewhere);
}
