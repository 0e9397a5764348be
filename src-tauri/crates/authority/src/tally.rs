//! What an operation costs: the statements and the costly hashes of the running thread, in their order. Two answers
//! that a stranger must not tell apart cost the same; a test cannot compare times, but this.

use std::cell::RefCell;

thread_local! {
    static NOTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn note(done: &str) {
    NOTED.with_borrow_mut(|noted| noted.push(done.to_owned()));
}

#[cfg(feature = "practice")]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::time::Duration;

    use chrono::{DateTime, Utc};
    use dinhdanh_crypto::random::{self, SystemRandom};
    use dinhdanh_crypto::sign::SigningKey;
    use dinhdanh_protocol::{
        ActivationAnswer, ActivationCompletion, ActivationRequest, AuthorityApi, CardForm, CitizenNumber,
        ClientId, Clock, CredentialView, FoldedAnswer, IdempotencyKey, KeyProof, OtpCode, Password,
        PhoneNumber, RecoveryRequest, RecoveryShare, RegistrationRequest, ResetRequest, SecurityAnswer,
        SecurityQuestion, SessionToken, SignInRequest, TypedPassword, key_proof_message,
    };

    use super::NOTED;
    use crate::population::{self, Branch, Person, SAMPLE_PASSWORD, Standing, printed_qr};
    use crate::practice::{self, PracticeAuthority};

    /// Every time that it is asked, a minute has gone by.
    struct Hurried(AtomicI64);

    impl Clock for Hurried {
        fn now(&self) -> DateTime<Utc> {
            let minutes = self.0.fetch_add(1, Ordering::SeqCst);
            DateTime::from_timestamp(1_800_000_000 + minutes * 60, 0).unwrap()
        }

        fn monotonic(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::SeqCst).unsigned_abs() * 60)
        }
    }

    /// What was done by it.
    fn cost(act: impl FnOnce(&dyn AuthorityApi)) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (clock, random) = (Arc::new(Hurried(AtomicI64::new(0))), Arc::new(SystemRandom));
        let authority = practice::open(folder.path(), clock, random).unwrap();
        // What opening took is not counted.
        NOTED.take();
        act(&authority);
        NOTED.take()
    }

    fn of_standing(standing: Standing) -> Person {
        let people = practice::people().unwrap();
        people
            .into_iter()
            .find(|person| person.standing == standing)
            .unwrap()
    }

    fn hashes(cost: &[String]) -> usize {
        cost.iter().filter(|done| *done == "Argon2id").count()
    }

    #[test]
    fn an_unknown_number_costs_what_a_wrong_password_does() {
        let wrong = |number: &CitizenNumber| {
            cost(|authority| {
                for _ in 0..6 {
                    let request = SignInRequest {
                        number: number.clone(),
                        password: TypedPassword::new("Sai_2026".to_owned()).unwrap(),
                        client: ClientId([7; 16]),
                    };
                    assert!(authority.sign_in(&request).is_err());
                }
            })
        };
        let unknown = wrong(&"001099999999".parse().unwrap());
        assert_eq!(hashes(&unknown), 5, "the sixth is locked out");
        for standing in [
            Standing::AppOnly,
            Standing::CardOnly,
            Standing::Suspended,
            Standing::NoAccount,
        ] {
            assert_eq!(wrong(&of_standing(standing).number), unknown, "{standing:?}");
        }
    }

    #[test]
    fn an_unknown_number_costs_what_a_wrong_phone_does_to_activate() {
        let activate = |number: &CitizenNumber| {
            cost(|authority| {
                let request = ActivationRequest {
                    number: number.clone(),
                    phone: "0901000999".parse().unwrap(),
                    client: ClientId([7; 16]),
                    idempotency: IdempotencyKey(random::array(&SystemRandom).unwrap()),
                };
                for _ in 0..11 {
                    let answer = authority.request_activation(&request);
                    assert!(matches!(answer, Ok(ActivationAnswer::NotMatched) | Err(_)));
                }
            })
        };
        let unknown = activate(&"001099999999".parse().unwrap());
        for standing in [
            Standing::AppOnly,
            Standing::CardOnly,
            Standing::Suspended,
            Standing::ActiveElsewhere,
            Standing::NoAccount,
        ] {
            assert_eq!(activate(&of_standing(standing).number), unknown, "{standing:?}");
        }
    }

    #[test]
    fn a_number_with_an_account_costs_what_one_without_does_to_register() {
        let phone: PhoneNumber = "0901000999".parse().unwrap();
        let register = |person: &Person| {
            cost(|authority| {
                let request = RegistrationRequest {
                    number: person.number.clone(),
                    phone: phone.clone(),
                    client: ClientId([7; 16]),
                    idempotency: IdempotencyKey(random::array(&SystemRandom).unwrap()),
                };
                let token = authority.begin_registration(&request).unwrap().token;
                let form = CardForm::from_printed_qr(&printed_qr(person)).unwrap();
                authority.check_register(&token, &form).unwrap();
                authority.send_otp(&token).unwrap();
                authority.send_otp(&token).unwrap();
                // A right guess is one in a million.
                let guess = OtpCode::parse("123456").unwrap();
                assert!(authority.confirm_otp(&token, &guess).is_err());
            })
        };
        let without = register(&of_standing(Standing::NoAccount));
        for standing in [Standing::AppOnly, Standing::CardOnly, Standing::Suspended] {
            assert_eq!(register(&of_standing(standing)), without, "{standing:?}");
        }
    }

    #[test]
    fn an_account_that_is_not_there_costs_what_one_does_to_reset() {
        let reset = |number: &CitizenNumber, phone: &PhoneNumber| {
            cost(|authority| {
                let request = ResetRequest {
                    number: number.clone(),
                    phone: phone.clone(),
                    client: ClientId([7; 16]),
                    idempotency: IdempotencyKey(random::array(&SystemRandom).unwrap()),
                };
                let token = authority.begin_reset(&request).unwrap().token;
                authority.send_otp(&token).unwrap();
                // A right guess is one in a million.
                let guess = OtpCode::parse("123456").unwrap();
                assert!(authority.confirm_otp(&token, &guess).is_err());
                let password = Password::parse("Matkhau_2026".to_owned()).unwrap();
                assert!(authority.reset_password(&token, &password).is_err());
            })
        };
        let strangers: PhoneNumber = "0901000999".parse().unwrap();
        let unknown = reset(&"001099999999".parse().unwrap(), &strangers);
        for standing in [Standing::AppOnly, Standing::CardOnly, Standing::Suspended] {
            let person = of_standing(standing);
            assert_eq!(reset(&person.number, &strangers), unknown, "{standing:?}");
            assert_eq!(reset(&person.number, &person.phone), unknown, "{standing:?}");
        }
    }

    /// Which of the two answers was wrong, and whether the questions were others, costs nothing more or less; right
    /// ones cost the same hash, and a lock that runs costs none.
    #[test]
    fn wrong_answers_cost_the_same_whichever_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let (clock, random) = (Arc::new(Hurried(AtomicI64::new(0))), Arc::new(SystemRandom));
        let authority = practice::open(folder.path(), clock, random).unwrap();
        let people = practice::people().unwrap();
        let person = population::personas(&people)
            .into_iter()
            .find(|persona| persona.branch == Branch::Citizen)
            .unwrap()
            .person;
        let token = in_recovery(&authority, person);
        let cost_of = |answers: [SecurityAnswer; 2], right: bool| {
            NOTED.take();
            assert_eq!(authority.recover(&token, &answers).is_ok(), right);
            NOTED.take()
        };
        let right = cost_of([town("Hội An"), dish("Cao lầu")], true);
        let first = cost_of([town("Huế"), dish("Cao lầu")], false);
        let second = cost_of([town("Hội An"), dish("Phở")], false);
        let both = cost_of([town("Huế"), dish("Phở")], false);
        let other = SecurityAnswer {
            question: SecurityQuestion::FirstPhone,
            ..town("Hội An")
        };
        let others = cost_of([other, dish("Cao lầu")], false);
        assert_eq!([&first, &second, &both, &others].map(|cost| hashes(cost)), [1; 4]);
        assert_eq!(hashes(&right), 1);
        assert!(first == second && second == both && both == others);
        cost_of([town("Huế"), dish("Phở")], false);
        assert_eq!(hashes(&cost_of([town("Hội An"), dish("Cao lầu")], false)), 0);
    }

    fn town(typed: &str) -> SecurityAnswer {
        SecurityAnswer {
            question: SecurityQuestion::BirthTown,
            answer: FoldedAnswer::fold(typed).unwrap(),
        }
    }

    fn dish(typed: &str) -> SecurityAnswer {
        SecurityAnswer {
            question: SecurityQuestion::FavouriteDish,
            ..town(typed)
        }
    }

    /// A recovery of the person's device, activated for it, whose code was given.
    fn in_recovery(authority: &PracticeAuthority, person: &Person) -> SessionToken {
        let key = || IdempotencyKey(random::array(&SystemRandom).unwrap());
        let give_code = |token: &SessionToken| {
            authority.send_otp(token).unwrap();
            let messages = authority.messages(&person.phone).unwrap();
            let code = messages.into_iter().find_map(|message| message.code).unwrap();
            authority.confirm_otp(token, &code).unwrap();
        };
        let request = ActivationRequest {
            number: person.number.clone(),
            phone: person.phone.clone(),
            client: ClientId([7; 16]),
            idempotency: key(),
        };
        let ActivationAnswer::Open(session) = authority.request_activation(&request).unwrap() else {
            unreachable!("the person activates");
        };
        give_code(&session.token);
        let proof = |purpose: &str| {
            let key = SigningKey::generate_p256().unwrap();
            let message = key_proof_message(&session.token.digest(), purpose);
            KeyProof {
                key: key.public().clone(),
                signature: key.sign(&message).unwrap(),
            }
        };
        let share = RecoveryShare::new([1; 32]);
        let completion = ActivationCompletion {
            idempotency: key(),
            device_name: "Máy".to_owned(),
            device_key: proof("device"),
            view_keys: CredentialView::ALL
                .map(|view| (view, proof(view.letter())))
                .into(),
            answers: [town("Hội An"), dish("Cao lầu")],
            share: share.clone(),
            release: [2; 32],
            replaces: None,
        };
        authority
            .complete_activation(&session.token, &completion)
            .unwrap();
        let sign_in = SignInRequest {
            number: person.number.clone(),
            password: TypedPassword::new(SAMPLE_PASSWORD.to_owned()).unwrap(),
            client: ClientId([7; 16]),
        };
        let access = authority.sign_in(&sign_in).unwrap().token;
        let request = RecoveryRequest {
            shares: vec![share.name()],
            idempotency: key(),
        };
        let token = authority.begin_recovery(&access, &request).unwrap().token;
        give_code(&token);
        token
    }
}
