//! "Đổi mật khẩu", "Đổi e-mail", and whatever else asks for the password again: of who has signed in, and of an open
//! account.

mod passcode;
mod phone;

use dinhdanh_crypto::random;
use dinhdanh_protocol::{
    AccessToken, ApiError, Email, EmailChange, IdempotencyKey, Password, PasswordChange, SignInRequest,
    TypedPassword,
};
use zeroize::Zeroizing;

pub(crate) use passcode::first_passcode_is_known;
pub(crate) use phone::PhoneChanging;
pub use phone::{PhoneChange, PhoneCode, Which};

use crate::{Wallet, WalletError};

/// A change that the authority has not answered: asked again in the same words, it is the same one. The password may
/// be another one already, so that no other sign-in would ask for it.
pub(crate) struct Unanswered {
    asking: Asking,
    password: TypedPassword,
    words: Zeroizing<String>,
}

/// By what the authority is asked.
struct Asking {
    token: AccessToken,
    /// The token is for this asking alone.
    is_own: bool,
    key: IdempotencyKey,
}

impl Wallet {
    /// "Đổi mật khẩu". All other access ends.
    pub fn change_password(&self, current: String, new: String) -> Result<(), WalletError> {
        let new = Password::parse(new).map_err(WalletError::PasswordWeak)?;
        let current = typed(current)?;
        // To know the same change again, in memory only.
        let words = Zeroizing::new(format!("password {}", new.expose()));
        self.with_password(current.clone(), words, |token, idempotency| {
            let change = PasswordChange {
                current: current.clone(),
                new: new.clone(),
                idempotency,
            };
            self.authority.change_password(token, &change)
        })
    }

    /// "Đổi e-mail"; none takes it away.
    pub fn change_email(&self, password: String, email: Option<&str>) -> Result<(), WalletError> {
        let email: Option<Email> = email
            .map(str::parse)
            .transpose()
            .map_err(|_| WalletError::EmailMalformed)?;
        let password = typed(password)?;
        let locks = self.inner().locks();
        let words = Zeroizing::new(format!("email {}", email.as_ref().map_or("", Email::as_str)));
        self.with_password(password.clone(), words, |token, idempotency| {
            let change = EmailChange {
                password: password.clone(),
                email: email.clone(),
                idempotency,
            };
            self.authority.change_email(token, &change)
        })?;
        if self.inner().signed_in.is_some() {
            return self.refresh_account();
        }
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        let open = inner.opened()?;
        let mut account = open.account.clone();
        account.email = email.map(|email| email.as_str().to_owned());
        open.vault.write(|w| w.put_account(&account))?;
        open.account = account;
        Ok(())
    }

    /// Asks something of the authority as who has just given the password: by the sign-in that runs, else by one for
    /// this asking alone. `words` say what is asked.
    pub(crate) fn with_password<T>(
        &self,
        password: TypedPassword,
        words: Zeroizing<String>,
        ask: impl Fn(&AccessToken, IdempotencyKey) -> Result<T, ApiError>,
    ) -> Result<T, WalletError> {
        let locks = self.inner().locks();
        let asking = self.asking(&password, &words)?;
        let answer = ask(&asking.token, asking.key);
        if answer
            .as_ref()
            .is_err_and(|error| *error == ApiError::Unreachable)
        {
            let mut inner = self.inner();
            // Whose account it was of may be gone already.
            if inner.locks() == locks {
                inner.unanswered = Some(Unanswered {
                    asking,
                    password,
                    words,
                });
            }
        } else if asking.is_own {
            self.end_access(&asking.token);
        }
        self.with_access(answer)
    }

    fn asking(&self, password: &TypedPassword, words: &str) -> Result<Asking, WalletError> {
        let (number, client) = {
            let mut inner = self.recalled_to_write()?;
            let running = inner.signed_in.as_ref().map(|signed_in| signed_in.token.clone());
            if running.is_none() {
                inner.opened()?;
            }
            let same = inner.unanswered.take().filter(|asked| {
                asked.password.expose() == password.expose()
                    && *asked.words == words
                    && running
                        .as_ref()
                        .map_or(asked.asking.is_own, |token| *token == asked.asking.token)
            });
            if let Some(same) = same {
                return Ok(same.asking);
            }
            if let Some(token) = running {
                return Ok(Asking {
                    token,
                    is_own: false,
                    key: IdempotencyKey(random::array(self.random.as_ref())?),
                });
            }
            let number = inner.opened()?.account.number.parse();
            let client = inner.own().client(&self.profile, self.random.as_ref())?;
            (number.map_err(|_| WalletError::RecordDamaged)?, client)
        };
        let request = SignInRequest {
            number,
            password: password.clone(),
            client,
        };
        let signed_in = self.answered(self.authority.sign_in(&request))?;
        Ok(Asking {
            token: signed_in.token,
            is_own: true,
            key: IdempotencyKey(random::array(self.random.as_ref())?),
        })
    }
}

/// A password as typed.
pub(crate) fn typed(password: String) -> Result<TypedPassword, WalletError> {
    TypedPassword::new(password).ok_or(WalletError::PasswordTooLong)
}
