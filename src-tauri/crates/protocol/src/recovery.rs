use std::fmt;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{IdempotencyKey, SecurityAnswer, SecurityQuestion, SessionToken};

/// Thirty-two random bytes of a vault's recovery slot that the authority keeps: with both answers they open the
/// vault, alone they open nothing. It gives them back to who has proved to be the account's holder.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryShare([u8; 32]);

impl RecoveryShare {
    /// A share from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to send, to keep at the authority, or to open a slot with.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What names it where it must not stand itself.
    pub fn name(&self) -> ShareName {
        let digest = sha256(&[b"dinhdanh recovery share v1\0", &self.0]);
        let [name @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = digest;
        ShareName(name)
    }
}

impl fmt::Debug for RecoveryShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryShare(…)")
    }
}

/// Names a [`RecoveryShare`] and gives nothing of it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShareName(pub [u8; 16]);

/// Khôi phục: who has signed in wants back into the vault of the device that the account is bound to.
#[derive(Debug, Clone)]
pub struct RecoveryRequest {
    /// The shares for which the vault has a recovery slot: two at most.
    pub shares: Vec<ShareName>,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

/// A running recovery at the authority. A one-time code comes next, then the answers.
#[derive(Debug, Clone)]
pub struct RecoverySession {
    /// Who holds it, goes on with it.
    pub token: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
    /// What will be asked.
    pub questions: [SecurityQuestion; 2],
}

/// The last step of a recovery: the vault is open again, and under new secrets.
#[derive(Debug, Clone)]
pub struct RecoveryCompletion {
    /// Digest of the device's new [`ReleaseToken`](crate::ReleaseToken).
    pub release: [u8; 32],
    /// Takes the place of the share that was given out.
    pub share: RecoveryShare,
}

/// Đổi câu hỏi bảo mật: what the authority keeps from now on.
#[derive(Debug, Clone)]
pub struct QuestionsChange {
    /// Two answers to different questions.
    pub answers: [SecurityAnswer; 2],
    /// The share of the recovery slot that these answers open.
    pub share: RecoveryShare,
}

impl QuestionsChange {
    /// The purpose of the proof that goes with it.
    pub const PURPOSE: &'static str = "questions";

    /// What the proof is bound to.
    pub fn digest(&self) -> [u8; 32] {
        let mut told = Vec::from(b"dinhdanh questions change v1\0".as_slice());
        told.extend_from_slice(self.share.expose());
        for SecurityAnswer { question, answer } in &self.answers {
            // What is signed is all of the change; the digest gives no answer away, since the share is in it.
            let answer = answer.expose();
            told.push(question.number());
            told.extend_from_slice(&u32::try_from(answer.len()).unwrap_or(u32::MAX).to_be_bytes());
            told.extend_from_slice(answer);
        }
        let digest = sha256(&[&told]);
        told.zeroize();
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FoldedAnswer;

    fn change(answers: [&str; 2], share: u8) -> QuestionsChange {
        let answer = |question, typed: &str| SecurityAnswer {
            question,
            answer: FoldedAnswer::fold(typed).unwrap(),
        };
        let [first, second] = answers;
        QuestionsChange {
            answers: [
                answer(SecurityQuestion::BirthTown, first),
                answer(SecurityQuestion::FavouriteDish, second),
            ],
            share: RecoveryShare::new([share; 32]),
        }
    }

    #[test]
    fn a_share_is_named_and_does_not_print() {
        let (one, other) = (RecoveryShare::new([7; 32]), RecoveryShare::new([8; 32]));
        assert_eq!(one.name(), RecoveryShare::new([7; 32]).name());
        assert_ne!(one.name(), other.name());
        assert_ne!(one.name().0, one.expose()[..16]);
        assert_eq!(format!("{one:?}"), "RecoveryShare(…)");
    }

    #[test]
    fn a_change_is_told_from_every_other() {
        let digest = change(["Hội An", "Cao lầu"], 1).digest();
        assert_eq!(digest, change(["hoi an", "CAO LẦU"], 1).digest());
        assert_ne!(digest, change(["Hội An", "Cao lầu"], 2).digest());
        assert_ne!(digest, change(["Hội AnC", "ao lầu"], 1).digest());
    }
}
