use dinhdanh_protocol::{DeviceProof, NoticeKind, QuestionsChange, Refusal};

use super::begin::account_of;
use crate::activation::refuse_unusable;
use crate::device_proof::proven_device;
use crate::hashing::hash_answers;
use crate::limits::Counted;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Keeps other answers, and the share that goes with them.
    pub(crate) fn put_questions(
        &self,
        proof: &DeviceProof,
        change: &QuestionsChange,
    ) -> Result<(), AuthorityError> {
        let (now, content) = (self.parts.clock.now(), change.digest());
        let [first, second] = &change.answers;
        if first.question == second.question {
            return Err(Refusal::BadRequest.into());
        }
        // Asked before the costly hash and again in the transaction.
        self.store
            .read(|read| proven_device(read, proof, QuestionsChange::PURPOSE, &content, now).map(drop))?;
        let answers = hash_answers(&change.answers, self.parts.random.as_ref())?;
        self.write(now, |write| {
            let device = proven_device(write, proof, QuestionsChange::PURPOSE, &content, now)?;
            let account = account_of(write, &device.account)?;
            refuse_unusable(&account)?;
            let kept = write.share_of(proof.device)?;
            // The same change again: its answer was lost.
            if kept.is_some_and(|kept| kept.name() == change.share.name()) {
                return Ok(());
            }
            self.count_all(write, &[Counted::QuestionsChangeOf(&account.number)], now)?;
            write.put_share(proof.device, &change.share)?;
            write.set_account_answers(&account.number, &answers)?;
            // Who guesses at the old ones has nothing to guess at any more.
            write.forgive_wrong_answers(&account.number)?;
            let text = sms::questions_changed(&self.parts);
            self.tell(write, &account, (&NoticeKind::QuestionsChanged, &text), now)
        })
    }
}
