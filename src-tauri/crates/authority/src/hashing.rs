//! Passwords, security answers and one-time codes as they are kept.

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_crypto::kdf::{Argon2Params, argon2id};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_protocol::{
    CitizenNumber, OtpCode, Password, SecurityAnswer, SecurityQuestion, SessionToken, TypedPassword,
};

use crate::Authority;

/// What guards passwords and answers: 19 MiB, two passes.
const COST: Argon2Params = Argon2Params {
    memory_kib: 19 * 1024,
    passes: 2,
};

/// An Argon2id hash beside its salt.
pub(crate) struct SaltedHash {
    pub(crate) salt: [u8; 16],
    pub(crate) hash: [u8; 32],
}

/// The password of an account, as it is kept.
pub(crate) enum KeptPassword {
    /// There is no such account, or it has no password yet.
    None,
    /// The sample password of practice mode.
    Sample,
    /// Its holder's.
    Own(SaltedHash),
}

/// The hash of two answers, in the order of their questions' numbers.
pub(crate) struct SaltedAnswers {
    pub(crate) questions: [SecurityQuestion; 2],
    pub(crate) hash: SaltedHash,
}

impl SaltedHash {
    /// Hashes under a fresh salt.
    fn make(secret: &[u8], random: &dyn Random) -> Result<Self, CryptoError> {
        Self::under(random::array(random)?, secret)
    }

    /// Hashes under a salt. Takes some 30 ms: never inside a transaction.
    fn under(salt: [u8; 16], secret: &[u8]) -> Result<Self, CryptoError> {
        #[cfg(test)]
        crate::tally::note("Argon2id");
        let hash = *argon2id(COST, secret, &salt)?.expose();
        Ok(Self { salt, hash })
    }
}

/// A password as it is kept.
pub(crate) fn hash_password(password: &Password, random: &dyn Random) -> Result<SaltedHash, CryptoError> {
    SaltedHash::make(password.expose().as_bytes(), random)
}

impl Authority {
    /// A password set in a journey, as it is kept. Its salt is the journey's, so that the same password again gives
    /// the same hash, and a lost answer can be asked for again.
    pub(crate) fn journey_password(
        &self,
        journey: &SessionToken,
        password: &Password,
    ) -> Result<SaltedHash, CryptoError> {
        let salt = self.derived_salt(b"salt", &journey.digest())?;
        SaltedHash::under(salt, password.expose().as_bytes())
    }

    /// What was typed as the password of a number, hashed as the one that is kept. Where none is kept, or there is no
    /// such account, it costs the same.
    pub(crate) fn typed_password(
        &self,
        number: &CitizenNumber,
        kept: &KeptPassword,
        typed: &TypedPassword,
    ) -> Result<SaltedHash, CryptoError> {
        let nobodys = self.derived_salt(b"nobody's salt", number.as_str().as_bytes())?;
        let salt = match kept {
            KeptPassword::Own(kept) => kept.salt,
            KeptPassword::None | KeptPassword::Sample => nobodys,
        };
        SaltedHash::under(salt, typed.expose().as_bytes())
    }

    /// Answers that were given, hashed as those that are kept. Where none are kept it costs the same.
    pub(crate) fn given_answers(
        &self,
        number: &CitizenNumber,
        kept: Option<&SaltedAnswers>,
        given: &[SecurityAnswer; 2],
    ) -> Result<SaltedAnswers, CryptoError> {
        let nobodys = self.derived_salt(b"nobody's salt", number.as_str().as_bytes())?;
        answers_under(kept.map_or(nobodys, |kept| kept.hash.salt), given)
    }

    fn derived_salt(&self, purpose: &[u8], of: &[u8]) -> Result<[u8; 16], CryptoError> {
        // The key is exposed to the MAC.
        let drawn = hmac_sha256(self.token_key.expose(), &[purpose, of]);
        drawn.first_chunk().copied().ok_or(CryptoError::NoRandomness)
    }
}

/// Two answers as they are kept, whatever the order in which they were given.
pub(crate) fn hash_answers(
    answers: &[SecurityAnswer; 2],
    random: &dyn Random,
) -> Result<SaltedAnswers, CryptoError> {
    answers_under(random::array(random)?, answers)
}

fn answers_under(salt: [u8; 16], answers: &[SecurityAnswer; 2]) -> Result<SaltedAnswers, CryptoError> {
    let [mut first, mut second] = answers.each_ref();
    if second.question < first.question {
        (first, second) = (second, first);
    }
    let framed: Vec<u8> = [first, second]
        .into_iter()
        .flat_map(|answer| {
            let text = answer.answer.expose();
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            length.to_be_bytes().into_iter().chain(text.iter().copied())
        })
        .collect();
    let framed = dinhdanh_crypto::secret::SecretBytes::new(framed);
    Ok(SaltedAnswers {
        questions: [first.question, second.question],
        hash: SaltedHash::under(salt, framed.expose())?,
    })
}

/// A one-time code as it is kept. A million codes are soon tried, so the MAC takes in the session's token too,
/// which is not in the database: a stolen copy tells nothing. A practice authority's does, since the words of
/// its messages are in the same database, for the drawer to show.
pub(crate) fn otp_mac(key: &[u8; 32], session: &SessionToken, code: &OtpCode) -> [u8; 32] {
    hmac_sha256(key, &[session.expose(), code.expose().as_bytes()])
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;
    use dinhdanh_protocol::FoldedAnswer;

    use super::*;

    fn answer(question: SecurityQuestion, typed: &str) -> SecurityAnswer {
        SecurityAnswer {
            question,
            answer: FoldedAnswer::fold(typed).unwrap(),
        }
    }

    #[test]
    fn answers_are_hashed_in_the_order_of_their_questions() -> Result<(), CryptoError> {
        let town = answer(SecurityQuestion::BirthTown, "Hòa Bình");
        let song = answer(SecurityQuestion::FavouriteSong, "Bèo dạt mây trôi");
        let one = hash_answers(&[town.clone(), song.clone()], &SeededRandom::new(1))?;
        let other = hash_answers(&[song, town], &SeededRandom::new(1))?;
        assert_eq!(one.hash.hash, other.hash.hash);
        assert_eq!(one.questions, other.questions);
        Ok(())
    }

    #[test]
    fn where_one_answer_ends_makes_a_difference() -> Result<(), CryptoError> {
        let hash = |first: &str, second: &str| -> Result<_, CryptoError> {
            let answers = [
                answer(SecurityQuestion::BirthTown, first),
                answer(SecurityQuestion::FavouriteDish, second),
            ];
            Ok(hash_answers(&answers, &SeededRandom::new(1))?.hash.hash)
        };
        assert_ne!(hash("ab", "c")?, hash("a", "bc")?);
        Ok(())
    }
}
