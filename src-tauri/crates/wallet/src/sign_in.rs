use std::sync::MutexGuard;
use std::time::Duration;

use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountSnapshot, ApiError, Binding, CitizenNumber, DeviceId, FileState,
    PhoneNumber, Refusal, SignInRequest, SignedIn, TypedPassword,
};
use dinhdanh_vault::{Part, VaultError};

use crate::activation::ActivationOutcome;
use crate::lock::Label;
use crate::own::Remembered;
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

/// What a sign-in leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInOutcome {
    /// An app account: its overview shows.
    SignedIn,
    /// Identified, and active nowhere: it can be activated here.
    Activate,
    /// It is the account that lives here: its passcode comes next.
    Passcode,
    /// It is active on another device.
    Elsewhere,
}

/// The overview of who has signed in, and has no vault here.
#[derive(Clone)]
pub struct AppAccount {
    /// Họ tên.
    pub full_name: String,
    /// The number, its eight middle digits hidden.
    pub masked_number: String,
    /// The phone, masked.
    pub masked_phone: String,
    /// E-mail, where there is one.
    pub email: Option<String>,
    /// Level.
    pub level: AccountLevel,
    /// The file for level 1.
    pub file: FileState,
    /// Until the account is deleted unless a file comes before; none where there is no such term.
    pub deleted_in: Option<Duration>,
    /// Where the bound device is claimed lost: until the account may move without it; zero from then on.
    pub claim_ready_in: Option<Duration>,
    /// What there is to do.
    pub next: Next,
    /// A wallet of the account is on this device, from when it was active here: its papers can be viewed.
    pub lives_here: bool,
}

/// What there is to do for who has signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Send a file for level 1.
    LevelOne,
    /// Wait for approval.
    Wait,
    /// Activate the account here.
    Activate,
    /// It is active on another device.
    TakeOver,
}

impl Wallet {
    /// "Đăng nhập": number and password. Without a number it is the one that is remembered here.
    pub fn sign_in(&self, number: Option<&str>, password: String) -> Result<SignInOutcome, WalletError> {
        let password = TypedPassword::new(password).ok_or(WalletError::PasswordTooLong)?;
        let locks = self.inner().locks();
        let (number, client) = {
            let mut inner = self.free_to_sign_in()?;
            let own = inner.own();
            let number = match number {
                Some(typed) => typed.parse().ok(),
                None => own.remembered().and_then(Remembered::number),
            };
            let client = own.client(&self.profile, self.random.as_ref())?;
            (number.ok_or(WalletError::NumberMalformed)?, client)
        };
        let request = SignInRequest {
            number,
            password,
            client,
        };
        let answer = self.authority.sign_in(&request);
        if let Err(ApiError::Refused(Refusal::AccountSuspended | Refusal::AccountRevoked)) = &answer
            && self.lives_here(&request.number)?
        {
            // The password was right, and the papers of who lives here can still be viewed.
            return self.to_the_passcode(locks);
        }
        let signed_in = self.answered(answer)?;
        let token = signed_in.token.clone();
        let outcome = self.signed_in_since(locks, signed_in);
        if matches!(outcome, Err(_) | Ok(SignInOutcome::Passcode)) {
            self.end_access(&token);
        }
        outcome
    }

    /// What a sign-in leads to, kept unless the wallet was locked since.
    fn signed_in_since(&self, locks: u64, signed_in: SignedIn) -> Result<SignInOutcome, WalletError> {
        let outcome = match (signed_in.account.level, signed_in.binding) {
            (AccountLevel::App, _) => SignInOutcome::SignedIn,
            (_, Binding::None) => SignInOutcome::Activate,
            (_, Binding::Bound { device }) if self.is_bound_here(device)? => {
                return self.to_the_passcode(locks);
            }
            (_, Binding::Bound { .. }) => SignInOutcome::Elsewhere,
        };
        let is_here = self.wallet_is_here(&signed_in.account);
        let mut inner = self.free_to_sign_in()?;
        inner.not_locked_since(locks)?;
        let own = inner.own();
        let before = own
            .remembered()
            .filter(|before| before.number == signed_in.account.number.as_str());
        let remembered = Remembered {
            number: signed_in.account.number.as_str().to_owned(),
            name: signed_in.account.full_name.clone(),
            lives_here: is_here || before.is_some_and(|before| before.lives_here),
        };
        own.remember(&self.profile, Some(remembered), self.random.as_ref())?;
        inner.signed_in = Some(signed_in);
        Ok(outcome)
    }

    /// From the overview to the passcode of the same account's wallet, which is on this device from before. Access ends.
    ///
    /// Fails with [`WalletError::WrongStep`] where there is none.
    pub fn open_wallet_here(&self) -> Result<(), WalletError> {
        let token = {
            let mut inner = self.recalled()?;
            let is_here = inner.own().remembered().is_some_and(|known| known.lives_here);
            if !is_here || inner.signed_in.is_none() {
                return Err(WalletError::WrongStep);
            }
            self.profile.sign_out(false)?;
            inner.forget_access().map(|signed_in| signed_in.token)
        };
        if let Some(token) = token {
            self.end_access(&token);
        }
        Ok(())
    }

    /// "Đăng xuất". An account that lives here is closed, and asks for its password before its passcode from then on.
    pub fn sign_out(&self) -> Result<(), WalletError> {
        let signed_in = self.inner().forget_access();
        if let Some(signed_in) = signed_in {
            self.end_access(&signed_in.token);
            return Ok(());
        }
        let remembered = {
            let mut inner = self.inner();
            let account = &inner.opened()?.account;
            Remembered {
                number: account.number.clone(),
                name: account.full_name.clone(),
                lives_here: true,
            }
        };
        let kept = self.recalled_to_write().and_then(|mut inner| {
            inner
                .own()
                .remember(&self.profile, Some(remembered), self.random.as_ref())
        });
        if let Err(error) = kept {
            // Then the number is asked for, too.
            tracing::warn!(code = %error.code(), "who signed out is not remembered");
        }
        let mut inner = self.inner();
        inner.opened()?;
        self.profile.sign_out(true)?;
        inner.close();
        self.drop_unguarded(&mut inner);
        Ok(())
    }

    /// "Đổi tài khoản": the number of another account is asked for next. An account that lives here stays.
    pub fn change_account(&self) -> Result<(), WalletError> {
        let signed_in = {
            let mut inner = self.recalled()?;
            if inner.open.is_some() {
                return Err(WalletError::WrongStep);
            }
            inner.forget_access()
        };
        if let Some(signed_in) = signed_in {
            self.end_access(&signed_in.token);
        }
        let mut inner = self.recalled()?;
        inner.own().remember(&self.profile, None, self.random.as_ref())
    }

    /// Brings the overview of who has signed in up to date. Access that is over ends here, too.
    pub fn refresh_account(&self) -> Result<(), WalletError> {
        let locks = self.inner().locks();
        let token = self.access()?;
        let answer = self.authority.account(&token);
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        let Some(signed_in) = inner.signed_in.as_mut().filter(|kept| kept.token == token) else {
            return Ok(());
        };
        match answer {
            Ok(now) => *signed_in = now,
            Err(error) => {
                if let ApiError::Refused(
                    Refusal::SessionOver | Refusal::AccountSuspended | Refusal::AccountRevoked,
                ) = error
                {
                    inner.forget_access();
                }
                return self.with_access(Err(error));
            }
        }
        Ok(())
    }

    /// "Kích hoạt" for who has signed in: requests the activation with number and phone of the account.
    pub fn activate_signed_in(&self) -> Result<ActivationOutcome, WalletError> {
        let (number, phone) = self.signed_in_as()?;
        self.request_activation(number.as_str(), phone.as_str())
    }

    /// Number and phone of who has signed in.
    pub(crate) fn signed_in_as(&self) -> Result<(CitizenNumber, PhoneNumber), WalletError> {
        let inner = self.inner();
        let account = &inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?.account;
        Ok((account.number.clone(), account.phone.clone()))
    }

    /// What stands for who has signed in.
    pub(crate) fn access(&self) -> Result<AccessToken, WalletError> {
        let inner = self.inner();
        let signed_in = inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?;
        Ok(signed_in.token.clone())
    }

    /// The authority's answer to who has signed in.
    pub(crate) fn with_access<T>(&self, answer: Result<T, ApiError>) -> Result<T, WalletError> {
        match answer {
            Err(ApiError::Refused(Refusal::SessionOver)) => Err(WalletError::SessionOver),
            answer => self.answered(answer),
        }
    }

    /// The authority is told where it can be reached; access that is not used is soon over by itself.
    pub(crate) fn end_access(&self, token: &AccessToken) {
        if let Err(error) = self.authority.sign_out(token) {
            tracing::info!(%error, "the authority was not told of a sign-out");
        }
    }

    /// The wallet to sign in to, if nothing is under way there.
    fn free_to_sign_in(&self) -> Result<MutexGuard<'_, Inner>, WalletError> {
        self.look_for_activation()?;
        let mut inner = self.recalled_to_write()?;
        let busy = inner.open.is_some() || inner.activation.is_some() || inner.signed_in.is_some();
        if busy || inner.recovering.is_some() || inner.own().journey().is_some() {
            Err(WalletError::WrongStep)
        } else {
            Ok(inner)
        }
    }

    fn to_the_passcode(&self, locks: u64) -> Result<SignInOutcome, WalletError> {
        let inner = self.inner();
        inner.not_locked_since(locks)?;
        self.profile.sign_out(false)?;
        Ok(SignInOutcome::Passcode)
    }

    /// Whether the authority's device is the account that lives here. One whose label cannot be read is as good as
    /// another device; but where who signed out comes back to a keystore that has lost the label's key, it is taken for
    /// theirs, since the way to recover it is behind the sign-in.
    fn is_bound_here(&self, device: DeviceId) -> Result<bool, WalletError> {
        let Some(head) = self.profile.head()? else {
            return Ok(false);
        };
        match Label::read(&head) {
            Ok(label) => Ok(label.device == device.0),
            Err(WalletError::Vault(VaultError::KeystoreLost)) => Ok(self.profile.is_signed_out()),
            Err(WalletError::Vault(VaultError::Newer | VaultError::Damaged(Part::Sealed))) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn lives_here(&self, number: &CitizenNumber) -> Result<bool, WalletError> {
        let mut inner = self.recalled()?;
        let remembered = inner.own().remembered();
        Ok(self.profile.is_signed_out()
            && remembered.is_some_and(|known| known.lives_here && known.number == number.as_str()))
    }

    /// Whether the wallet on this device is this account's, as far as its label tells. It opens with its passcode alone,
    /// so that a mistake shows nobody anything.
    fn wallet_is_here(&self, account: &AccountSnapshot) -> bool {
        self.label_here().is_some_and(|label| {
            label.name == account.full_name && label.masked_at_sign_in == account.number.masked_at_sign_in()
        })
    }

    /// Whether who signed out here, or has signed in since, has this number and a wallet on this device, whose label says
    /// so, too.
    pub(crate) fn is_known_to_live_here(&self, number: &CitizenNumber) -> bool {
        let known = self.recalled().is_ok_and(|mut inner| {
            let known = inner.own().remembered();
            known.is_some_and(|known| known.lives_here && known.number == number.as_str())
        });
        known
            && self
                .label_here()
                .is_some_and(|label| label.masked_at_sign_in == number.masked_at_sign_in())
    }

    /// From now on nobody else is remembered as living here.
    pub(crate) fn lives_here_now(&self, number: &str) -> Result<(), WalletError> {
        let mut inner = self.recalled()?;
        let own = inner.own();
        let Some(mut remembered) = own.remembered().cloned() else {
            return Ok(());
        };
        remembered.lives_here = remembered.number == number;
        own.remember(&self.profile, Some(remembered), self.random.as_ref())
    }

    /// The label of the account that lives here, where there is one that can be read.
    pub(crate) fn label_here(&self) -> Option<Label> {
        let head = self.profile.head().ok().flatten()?;
        Label::read(&head).ok()
    }

    pub(crate) fn overview(&self, signed_in: &SignedIn, lives_here: bool) -> AppAccount {
        let account = &signed_in.account;
        AppAccount {
            full_name: account.full_name.clone(),
            masked_number: account.number.masked_at_sign_in(),
            masked_phone: account.phone.masked(),
            email: account.email.clone(),
            level: account.level,
            file: signed_in.file.clone(),
            deleted_in: signed_in
                .deleted_at
                .map(|at| (at - self.now()).to_std().unwrap_or_default()),
            claim_ready_in: signed_in
                .claim
                .map(|at| (at - self.now()).to_std().unwrap_or_default()),
            next: match (account.level, &signed_in.file, signed_in.binding) {
                (AccountLevel::App, FileState::Awaiting, _) => Next::Wait,
                (AccountLevel::App, FileState::None | FileState::Returned { .. }, _) => Next::LevelOne,
                (_, _, Binding::None) => Next::Activate,
                (_, _, Binding::Bound { .. }) => Next::TakeOver,
            },
            lives_here,
        }
    }
}
