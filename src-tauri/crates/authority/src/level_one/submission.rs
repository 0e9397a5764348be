use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{AccessToken, FileState, FileSubmission, Refusal};

use crate::limits::Counted;
use crate::register::agrees;
use crate::states::{Stage, StageEvent};
use crate::tables::file::NewFile;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Takes a file for level 1. The same file again is a lost answer asked for again.
    pub(crate) fn take_file(
        &self,
        token: &AccessToken,
        file: &FileSubmission,
    ) -> Result<FileState, AuthorityError> {
        let now = self.parts.clock.now();
        let request = self.file_digest(file);
        // The register is asked before the transaction; whether there is a try left for its answer, within.
        let number = self
            .store
            .read(|read| read.access(token.digest()))?
            .ok_or(Refusal::SessionOver)?
            .account;
        let passes = file.card.number == number
            && self
                .parts
                .register
                .person(&number)
                .is_some_and(|person| agrees(&file.card, &person.card));
        // A card that does not pass is an outcome, not an error: what it cost must be committed.
        let outcome = self.write(now, |write| {
            let (account, _) = self.use_account(write, token, now)?;
            if write.has_file(&account.number, &request)? {
                return Ok(Ok(write.file_state(&account.number)?));
            }
            Stage::of(&account)
                .after(StageEvent::FileSent)
                .ok_or(Refusal::OutOfOrder)?;
            self.count_all(write, &[Counted::FileOf(&account.number)], now)?;
            if !passes {
                return Ok(Err(Refusal::CardNotPassed));
            }
            let file_kept = NewFile {
                account: &account.number,
                request,
                residence: &file.card.residence,
                portrait: Some(file.portrait.webp()),
            };
            write.add_file(&file_kept, now)?;
            write.await_approval(&account.number)?;
            if let Some(email) = &file.email {
                write.set_account_email(&account.number, Some(email))?;
            }
            Ok(Ok(FileState::Awaiting))
        })?;
        Ok(outcome?)
    }

    /// What makes a sending the same again: its idempotency key and all that is in it.
    fn file_digest(&self, file: &FileSubmission) -> [u8; 32] {
        hmac_sha256(
            // The key is exposed to the MAC.
            self.limit_key.expose(),
            &[
                b"file",
                &file.idempotency.0,
                &self.form_mac(&file.card),
                &file.portrait.digest(),
                file.email.as_ref().map_or("", |email| email.as_str()).as_bytes(),
            ],
        )
    }
}
