use dinhdanh_authority::AuthorityError;
use dinhdanh_authority::population::Branch;
use dinhdanh_credential::status::Status;
use dinhdanh_protocol::{AccountLevel, AccountStatus, ActivationAnswer, AuthorityApi as _, Refusal};

use crate::place::{Place, assert_refused, request};

#[test]
fn a_lowered_level_withdraws_what_says_more() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let desk = place.authority.authority();
    desk.set_level(&citizen.number, AccountLevel::One).unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    let renewed = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    assert_eq!(renewed.account.level, AccountLevel::One);
    assert_eq!(place.statuses(&renewed.credentials), [Status::Valid; 3]);
    // What was withdrawn stays so.
    desk.set_level(&citizen.number, AccountLevel::Two).unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    assert_eq!(place.statuses(&renewed.credentials), [Status::Valid; 3]);
}

#[test]
fn an_app_account_has_no_device() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    place
        .authority
        .authority()
        .set_level(&citizen.number, AccountLevel::App)
        .unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    assert_refused(
        place
            .authority
            .renew(&device.renewal(activated.device, place.now())),
        Refusal::DeviceUnbound,
    );
    let answer = place.authority.request_activation(&request(&citizen)).unwrap();
    assert!(matches!(answer, ActivationAnswer::NotIdentified));
}

#[test]
fn approval_tells_the_citizen_once_and_opens_the_way() {
    let place = Place::new();
    let waiting = place.persona(Branch::AwaitingApproval);
    let desk = place.authority.authority();
    desk.approve(&waiting.number, AccountLevel::Two).unwrap();
    desk.approve(&waiting.number, AccountLevel::Two).unwrap();
    let messages = place.authority.messages(&waiting.phone).unwrap();
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    let name = dinhdanh_protocol::text::without_diacritics(&waiting.full_name);
    let said = format!(
        "Cơ quan định danh thực hành thông báo: Hồ sơ đăng ký tài khoản định danh điện tử của công dân {name} đã \
         được phê duyệt. Đề nghị truy cập ứng dụng Ví Định Danh để kích hoạt tài khoản."
    );
    assert!(message.text.starts_with(&said), "{}", message.text);
    assert!(message.code.is_none());
    assert!(
        !place.session(&waiting).needs_password,
        "a registered account has its password"
    );
}

#[test]
fn approval_wants_a_file_and_a_level() {
    let place = Place::new();
    let desk = place.authority.authority();
    let app_only = place.persona(Branch::AppOnly).number;
    let waiting = place.persona(Branch::AwaitingApproval).number;
    assert!(matches!(
        desk.approve(&app_only, AccountLevel::Two),
        Err(AuthorityError::UnknownAccount)
    ));
    let no_level = desk.approve(&waiting, AccountLevel::App);
    assert!(matches!(
        no_level,
        Err(AuthorityError::Refused(Refusal::BadRequest))
    ));
}

#[test]
fn an_unknown_account_is_an_error() {
    let place = Place::new();
    let nobody = "001099999999".parse().unwrap();
    let desk = place.authority.authority();
    let results = [
        desk.set_status(&nobody, AccountStatus::Active),
        desk.set_level(&nobody, AccountLevel::One),
        desk.unbind(&nobody),
    ];
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Err(AuthorityError::UnknownAccount)))
    );
}
