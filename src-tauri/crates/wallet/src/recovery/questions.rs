use dinhdanh_protocol::{ApiError, DeviceProof, QuestionsChange, ShareName};
use dinhdanh_vault::{Account, Passcode, Vault, VaultPlace};

use super::{factors, new_share};
use crate::activation::folded;
use crate::session::Session;
use crate::{Wallet, WalletError};

impl Wallet {
    /// "Đổi câu hỏi bảo mật", and "Thiết lập khôi phục" for a vault without a recovery slot: other answers, and a slot
    /// that they open. All of it, or nothing; while the authority's answer is lost the old answers open the old slot
    /// and the new ones the new, and which of them count is found out by the next refresh, or when it is done again.
    pub fn change_questions(&self, passcode: &str, answers: [(u8, String); 2]) -> Result<(), WalletError> {
        let answers = folded(answers)?;
        let passcode = Passcode::new(passcode).map_err(|_| WalletError::PasscodeMalformed)?;
        let session = {
            let mut inner = self.inner();
            inner.opened()?.active()?;
            inner.session()?
        };
        let in_force = self.settled(&session.place)?.map(|kept| kept.0);
        let share = new_share(self.random.as_ref())?;
        let name = share.name();
        let questions = answers.each_ref().map(|answer| answer.question.number());
        // The wallet is not held meanwhile: locking waits neither for a keystore nor for the derivations.
        self.after_passcode(Vault::add_recovery_by_passcode(
            &session.place,
            &passcode,
            &factors(&answers, &share),
            in_force,
            self.random.as_ref(),
            self.now(),
        ))?;
        let change = QuestionsChange { answers, share };
        let proof = match self.questions_proof(&session, &change) {
            Ok(proof) => proof,
            Err(error) => {
                session.place.keep_recovery(in_force, self.now())?;
                return Err(error);
            }
        };
        match self.authority.change_questions(&proof, &change) {
            Ok(()) => {}
            Err(ApiError::Refused(refusal)) => {
                session.place.keep_recovery(in_force, self.now())?;
                return self.answered(Err(ApiError::Refused(refusal)));
            }
            // Perhaps it was done, and only its answer lost.
            Err(error) => match self.settled(&session.place) {
                Ok(Some(found)) if found == name => {}
                _ => return self.answered(Err(error)),
            },
        }
        self.questions_are(&session, &session.place, name, questions)
    }

    fn questions_proof(
        &self,
        session: &Session,
        change: &QuestionsChange,
    ) -> Result<DeviceProof, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened_still(session)?;
        let random = self.random.as_ref();
        open.proof(QuestionsChange::PURPOSE, &change.digest(), self.now(), random)
    }

    fn questions_are(
        &self,
        session: &Session,
        place: &VaultPlace,
        name: ShareName,
        questions: [u8; 2],
    ) -> Result<(), WalletError> {
        place.keep_recovery(Some(name.0), self.now())?;
        let mut inner = self.inner();
        let open = inner.opened_still(session)?;
        let account = Account {
            security_questions: questions,
            ..open.account.clone()
        };
        open.vault.write(|w| w.put_account(&account))?;
        open.account = account;
        open.recoverable = true;
        Ok(())
    }
}
