use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::{ActivationAnswer, ActivationRequest, AuthorityApi as _, OtpCode, Refusal};

use crate::place::{Device, Place, WHY, assert_refused, password, request, request_for};

#[test]
fn each_branch_gets_its_answer() {
    let place = Place::new();
    let answer = |branch| {
        place
            .authority
            .request_activation(&request(&place.persona(branch)))
    };
    let needs_password = |branch| match answer(branch) {
        Ok(ActivationAnswer::Open(session)) => session.needs_password,
        other => panic!("{other:?}"),
    };
    assert!(!needs_password(Branch::Citizen));
    assert!(!needs_password(Branch::LevelOne));
    assert!(needs_password(Branch::CardOnly));
    assert!(matches!(
        answer(Branch::AppOnly),
        Ok(ActivationAnswer::NotIdentified)
    ));
    assert!(matches!(
        answer(Branch::AwaitingApproval),
        Ok(ActivationAnswer::NotIdentified)
    ));
    assert!(matches!(
        answer(Branch::ActiveElsewhere),
        Ok(ActivationAnswer::AlreadyActive)
    ));
    assert_refused(answer(Branch::Suspended), Refusal::AccountSuspended);
}

#[test]
fn a_pair_that_does_not_belong_together_gets_one_answer_whatever_the_account() {
    let place = Place::new();
    let stranger = "001099999999".parse().unwrap();
    let citizen = place.persona(Branch::Citizen);
    let numbers = [
        Branch::Citizen,
        Branch::AppOnly,
        Branch::ActiveElsewhere,
        Branch::Suspended,
    ]
    .map(|branch| place.persona(branch).number);
    let other_phone = place.persona(Branch::Officer).phone;
    for number in numbers.iter().chain([&stranger]) {
        let answer = place
            .authority
            .request_activation(&request_for(number, &other_phone))
            .unwrap();
        assert!(matches!(answer, ActivationAnswer::NotMatched));
    }
    let answer = place
        .authority
        .request_activation(&request_for(&stranger, &citizen.phone))
        .unwrap();
    assert!(matches!(answer, ActivationAnswer::NotMatched));
}

#[test]
fn the_same_request_opens_one_session_and_another_opens_another() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let asked = request(&citizen);
    let token = |request: &ActivationRequest| match place.authority.request_activation(request).unwrap() {
        ActivationAnswer::Open(session) => session.token.clone(),
        other => panic!("{other:?}"),
    };
    let first = token(&asked);
    place.clock.forward(TimeDelta::minutes(2));
    assert!(first == token(&asked));
    assert!(first != token(&request(&citizen)));
    // The key of one citizen's request opens no session of another's.
    let officer = place.persona(Branch::Officer);
    let mut borrowed = request(&officer);
    borrowed.idempotency = asked.idempotency;
    assert!(first != token(&borrowed));
}

#[test]
fn the_same_request_is_answered_the_same_after_its_activation_is_complete() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let asked = request(&citizen);
    let ActivationAnswer::Open(session) = place.authority.request_activation(&asked).unwrap() else {
        panic!("not open");
    };
    place.authority.send_otp(&session.token).unwrap();
    place
        .authority
        .confirm_otp(&session.token, &place.code(&citizen.phone))
        .unwrap();
    let completion = Device::new().completion(&session.token);
    place
        .authority
        .complete_activation(&session.token, &completion)
        .unwrap();
    let again = place.authority.request_activation(&asked).unwrap();
    assert!(matches!(again, ActivationAnswer::Open(same) if same.token == session.token));
    let anew = place.authority.request_activation(&request(&citizen)).unwrap();
    assert!(matches!(anew, ActivationAnswer::AlreadyActive));
}

#[test]
fn a_session_lasts_thirty_minutes() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.confirmed(&citizen);
    place
        .clock
        .forward(TimeDelta::minutes(30) - TimeDelta::milliseconds(1));
    // Still there: this step is just not its next one.
    assert_refused(place.authority.send_otp(&token), Refusal::OutOfOrder);
    place.clock.forward(TimeDelta::milliseconds(1));
    assert_refused(place.authority.send_otp(&token), Refusal::SessionOver);
    let code = OtpCode::parse("000000").unwrap();
    assert_refused(place.authority.confirm_otp(&token, &code), Refusal::SessionOver);
    assert_refused(
        place.authority.set_password(&token, &password("Matkhau_2026")),
        Refusal::SessionOver,
    );
    let completion = Device::new().completion(&token);
    assert_refused(
        place.authority.complete_activation(&token, &completion),
        Refusal::SessionOver,
    );
}

#[test]
fn an_unknown_token_opens_nothing() {
    let place = Place::new();
    let token = dinhdanh_protocol::SessionToken::new([7; 32]);
    assert_refused(place.authority.send_otp(&token), Refusal::SessionOver);
    let completion = Device::new().completion(&token);
    assert_refused(
        place.authority.complete_activation(&token, &completion),
        Refusal::SessionOver,
    );
}

#[test]
fn no_step_can_be_left_out() {
    let place = Place::new();
    let newcomer = place.persona(Branch::CardOnly);
    let session = place.session(&newcomer);
    let token = &session.token;
    let completion = Device::new().completion(token);
    let complete = || place.authority.complete_activation(token, &completion);
    assert_refused(complete(), Refusal::OutOfOrder);
    assert_refused(
        place.authority.set_password(token, &password("Matkhau_2026")),
        Refusal::OutOfOrder,
    );
    place.authority.send_otp(token).unwrap();
    assert_refused(complete(), Refusal::OutOfOrder);
    place
        .authority
        .confirm_otp(token, &place.code(&newcomer.phone))
        .unwrap();
    assert_refused(complete(), Refusal::OutOfOrder);
    place
        .authority
        .set_password(token, &password("Matkhau_2026"))
        .unwrap();
    assert!(complete().is_ok());
}

#[test]
fn a_password_is_set_only_by_who_has_none() {
    let place = Place::new();
    let citizen = place.confirmed(&place.persona(Branch::Citizen));
    assert_refused(
        place.authority.set_password(&citizen, &password("Matkhau_2026")),
        Refusal::OutOfOrder,
    );

    let newcomer = place.persona(Branch::CardOnly);
    let token = place.confirmed(&newcomer);
    // The same one again is fine, and a better one too.
    place
        .authority
        .set_password(&token, &password("Matkhau_2026"))
        .unwrap();
    place
        .authority
        .set_password(&token, &password("Matkhau_2027"))
        .unwrap();
    assert!(
        !place.persona(Branch::CardOnly).has_password,
        "given up, it would leave nothing behind"
    );
    place
        .authority
        .complete_activation(&token, &Device::new().completion(&token))
        .unwrap();
    let after = place.persona(Branch::CardOnly);
    assert!(after.has_password && after.sample_password.is_none());
    place.authority.desk().unbind(&newcomer.number, WHY).unwrap();
    assert!(!place.session(&newcomer).needs_password);
}

#[test]
fn a_lock_stops_a_running_activation() {
    use dinhdanh_protocol::AccountStatus::{Active, Revoked, Suspended};
    for (status, refusal) in [
        (Suspended, Refusal::AccountSuspended),
        (Revoked, Refusal::AccountRevoked),
    ] {
        let place = Place::new();
        let citizen = place.persona(Branch::Citizen);
        let token = place.confirmed(&citizen);
        let completion = Device::new().completion(&token);
        let complete = || place.authority.complete_activation(&token, &completion);
        let desk = place.authority.desk();
        desk.set_status(&citizen.number, status, WHY).unwrap();
        assert_refused(complete(), Refusal::SessionOver);
        assert_refused(place.authority.request_activation(&request(&citizen)), refusal);
        if status == Suspended {
            desk.set_status(&citizen.number, Active, WHY).unwrap();
            assert_refused(complete(), Refusal::SessionOver);
            place.activated(&citizen);
        }
    }
}

#[test]
fn nothing_secret_prints() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let session = place.session(&citizen);
    let printed = format!("{:?} {:?} {:?}", request(&citizen), session, citizen);
    assert!(!printed.contains(citizen.number.as_str()) && !printed.contains(citizen.phone.as_str()));
    assert!(printed.contains("SessionToken(…)"), "{printed}");
}
