use dinhdanh_protocol::RecoveryCompletion;
use dinhdanh_vault::Vault;
use dinhdanh_vault::passcode_rule::{self, PasscodeContext, PasscodeFault};

use super::steps::Answered;
use super::{factors, new_share};
use crate::folder::AccountFolder;
use crate::lock::chosen_passcode;
use crate::records::label_of;
use crate::{Wallet, WalletError};

impl Wallet {
    /// The last step of a recovery: the vault is put under a new device secret and this passcode, and opens. Nothing
    /// that is in it is lost.
    ///
    /// Fails with `no_recovery` where the recovery slot does not open: then it was altered.
    pub fn recover(&self, first: &str, second: &str) -> Result<(), WalletError> {
        let (account, answered, locks) = self.answered_recovery()?;
        let passcode = chosen_passcode(first, second, &context(&answered))?;
        let random = self.random.as_ref();
        let share = new_share(random)?;
        let vault = Vault::recover(
            &account.place,
            &factors(&answered.answers, &answered.share),
            Some(&factors(&answered.answers, &share)),
            &passcode,
            random,
        )?;
        let open = self.session_of(vault)?;
        if let Err(error) = label_of(&open.account).and_then(|label| label.write(&account, random)) {
            // Unlocking mends it.
            tracing::warn!(code = %error.code(), "the label of the account could not be written anew");
        }
        // The password has been given.
        self.profile.sign_out(false)?;
        let entered = {
            let mut inner = self.inner();
            inner.recovered(answered.token());
            inner.enter(open, locks)
        };
        if let Err(error) = self.renew_share(&account, &answered, share) {
            // The vault has a slot for either; a refresh finds out which one counts.
            tracing::warn!(code = %error.code(), "the new share of the recovery slot is not known to be taken");
        }
        entered
    }

    /// Why a new passcode would be refused in a recovery; none when it is fine, or none is chosen.
    pub(crate) fn recovery_passcode_fault(
        &self,
        passcode: &dinhdanh_vault::Passcode,
    ) -> Option<Option<PasscodeFault>> {
        let (_, answered, _) = self.answered_recovery().ok()?;
        Some(passcode_rule::fault(passcode, &context(&answered)))
    }

    fn renew_share(
        &self,
        account: &AccountFolder,
        answered: &Answered,
        share: dinhdanh_protocol::RecoveryShare,
    ) -> Result<(), WalletError> {
        let name = share.name();
        let completion = RecoveryCompletion {
            release: account.release_token()?.digest(),
            share,
        };
        self.answered(self.authority.complete_recovery(answered.token(), &completion))?;
        account.place.keep_recovery(Some(name.0), self.now())?;
        Ok(())
    }
}

fn context(answered: &Answered) -> PasscodeContext<'_> {
    PasscodeContext {
        birth_date: Some(answered.holder().birth_date),
        number: Some(answered.holder().number.as_str()),
        phone: Some(answered.holder().phone.as_str()),
    }
}
