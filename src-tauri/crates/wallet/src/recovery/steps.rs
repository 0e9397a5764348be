use dinhdanh_crypto::random;
use dinhdanh_protocol::{
    AccountSnapshot, ApiError, FoldedAnswer, IdempotencyKey, OtpCode, RecoveryRequest, RecoveryShare,
    Refusal, SecurityAnswer, SecurityQuestion, SessionToken, ShareName, SignInRequest, TypedPassword,
};
use dinhdanh_vault::VaultError;
use zeroize::Zeroizing;

use crate::folder::AccountFolder;
use crate::otp::{OtpStep, OtpUnderWay, OtpWay};
use crate::wallet::Inner;
use crate::{State, Wallet, WalletError};

/// The next step of a recovery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecoveryStep {
    /// Number and password.
    SignIn,
    /// The one-time code.
    Otp(OtpStep),
    /// One of the two security questions.
    Question {
        /// Its subject, 1 to 10.
        question: u8,
        /// Whether it is the second.
        second: bool,
        /// Tries left for both, once the answers were wrong.
        tries_left: Option<u8>,
    },
    /// The new passcode, twice.
    Passcode,
}

/// A running recovery. In memory only.
pub(crate) struct Recovering {
    account: AccountFolder,
    stage: Stage,
}

enum Stage {
    /// The key makes a repeated beginning the same session.
    SignIn(IdempotencyKey),
    Otp(Begun, OtpUnderWay),
    Questions {
        begun: Begun,
        first: Option<SecurityAnswer>,
        tries_left: Option<u8>,
    },
    Passcode(Answered),
}

/// What the authority has opened.
#[derive(Clone)]
struct Begun {
    token: SessionToken,
    questions: [SecurityQuestion; 2],
    holder: AccountSnapshot,
}

/// Both answers were right.
#[derive(Clone)]
pub(super) struct Answered {
    begun: Begun,
    pub(super) answers: [SecurityAnswer; 2],
    pub(super) share: RecoveryShare,
}

impl Recovering {
    pub(crate) fn state(&self, wallet: &Wallet) -> State {
        State::Recovering(match &self.stage {
            Stage::SignIn(_) => RecoveryStep::SignIn,
            Stage::Otp(begun, otp) => {
                RecoveryStep::Otp(otp.step(OtpWay::Sms, begun.holder.phone.as_str(), wallet.now()))
            }
            Stage::Questions {
                begun,
                first,
                tries_left,
            } => RecoveryStep::Question {
                question: begun.asked(first.as_ref()).number(),
                second: first.is_some(),
                tries_left: *tries_left,
            },
            Stage::Passcode(_) => RecoveryStep::Passcode,
        })
    }

    /// The phone that one-time codes go to, once it is known.
    pub(crate) fn phone(&self) -> Option<&str> {
        match &self.stage {
            Stage::Otp(begun, _) | Stage::Questions { begun, .. } => Some(begun.holder.phone.as_str()),
            Stage::SignIn(_) | Stage::Passcode(_) => None,
        }
    }

    /// Whether an answer has been typed: whoever comes next must not go on from there.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(
            self.stage,
            Stage::Passcode(_) | Stage::Questions { first: Some(_), .. }
        )
    }

    /// The answers are asked for anew, from the first on.
    pub(crate) fn lock(&mut self) {
        let begun = match &self.stage {
            Stage::SignIn(_) | Stage::Otp(..) => return,
            Stage::Questions { begun, .. } => begun.clone(),
            Stage::Passcode(answered) => answered.begun.clone(),
        };
        self.stage = Stage::Questions {
            begun,
            first: None,
            tries_left: None,
        };
    }

    const fn token(&self) -> Option<&SessionToken> {
        match &self.stage {
            Stage::SignIn(_) => None,
            Stage::Otp(begun, _) | Stage::Questions { begun, .. } => Some(&begun.token),
            Stage::Passcode(answered) => Some(answered.token()),
        }
    }
}

impl Answered {
    pub(super) const fn token(&self) -> &SessionToken {
        &self.begun.token
    }

    pub(super) const fn holder(&self) -> &AccountSnapshot {
        &self.begun.holder
    }
}

impl Begun {
    const fn asked(&self, first: Option<&SecurityAnswer>) -> SecurityQuestion {
        let [one, other] = self.questions;
        if first.is_none() { one } else { other }
    }
}

impl Wallet {
    /// Whether the vault of the account that lives here has a slot to recover it by. What the authority has for it, it
    /// tells in the course of a recovery.
    pub fn has_recovery(&self) -> Result<bool, WalletError> {
        let Some(account) = self.profile.head()? else {
            return Ok(false);
        };
        Ok(!account.place.recovery_names()?.is_empty())
    }

    /// "Quên passcode?", or the keystore is lost: begins a recovery of the account that lives here.
    ///
    /// Fails with `no_recovery` where its vault has no recovery slot, and with [`WalletError::WrongStep`] where it is
    /// open or something else is under way.
    pub fn begin_recovery(&self) -> Result<(), WalletError> {
        let account = self.profile.head()?.ok_or(VaultError::NoVault)?;
        if account.place.recovery_names()?.is_empty() {
            return Err(VaultError::NoRecovery.into());
        }
        let key = self.recovery_key()?;
        self.look_for_activation()?;
        let mut inner = self.recalled()?;
        let journey = inner.own().journey().is_some();
        if inner.open.is_some() || inner.activation.is_some() || inner.signed_in.is_some() || journey {
            return Err(WalletError::WrongStep);
        }
        inner.recovering.get_or_insert(Recovering {
            account,
            stage: Stage::SignIn(key),
        });
        Ok(())
    }

    /// Gives a recovery up. Nothing has changed.
    pub fn cancel_recovery(&self) {
        self.inner().recovering = None;
    }

    /// Number and password: the authority opens the recovery, and has a one-time code sent. Without a number it is the
    /// one that is remembered of who lives here. Where the sending fails, another code may be asked for.
    pub fn recovery_sign_in(&self, number: Option<&str>, password: String) -> Result<(), WalletError> {
        let password = TypedPassword::new(password).ok_or(WalletError::PasswordTooLong)?;
        let (account, locks) = {
            let mut inner = self.inner();
            (inner.recovering()?.0.clone(), inner.locks())
        };
        let names = account.place.recovery_names()?;
        let (request, key) = {
            let mut inner = self.recalled_to_write()?;
            let Stage::SignIn(key) = *inner.recovering()?.1 else {
                return Err(WalletError::WrongStep);
            };
            let own = inner.own();
            let number = match number {
                Some(typed) => typed.parse().ok(),
                None => own
                    .remembered()
                    .filter(|remembered| remembered.lives_here)
                    .and_then(crate::own::Remembered::number),
            };
            let request = SignInRequest {
                number: number.ok_or(WalletError::NumberMalformed)?,
                password,
                client: own.client(&self.profile, self.random.as_ref())?,
            };
            (request, key)
        };
        let signed_in = self.answered(self.authority.sign_in(&request))?;
        let request = RecoveryRequest {
            shares: names.into_iter().map(ShareName).collect(),
            idempotency: key,
        };
        let answer = self.authority.begin_recovery(&signed_in.token, &request);
        // Access has served its turn; what is not used is soon over by itself.
        let _ = self.authority.sign_out(&signed_in.token);
        let session = self.answered(answer)?;
        let begun = Begun {
            token: session.token,
            questions: session.questions,
            holder: signed_in.account,
        };
        {
            let mut inner = self.inner();
            inner.not_locked_since(locks)?;
            let (_, stage) = inner.recovering()?;
            match stage {
                Stage::SignIn(kept) if *kept == key => *stage = Stage::Otp(begun.clone(), OtpUnderWay::NONE),
                _ => return Err(WalletError::WrongStep),
            }
        }
        let mut otp = OtpUnderWay::NONE;
        let answer = self.send_first_otp(&begun.token, &mut otp);
        self.otp_is(&begun.token, otp);
        self.in_recovery(&begun.token, answer)
    }

    /// Sends another one-time code; the one before is worth nothing.
    pub fn resend_recovery_otp(&self) -> Result<(), WalletError> {
        let (begun, mut otp) = self.recovery_otp()?;
        let answer = self.send_otp(&begun.token, &mut otp);
        self.otp_is(&begun.token, otp);
        self.in_recovery(&begun.token, answer)
    }

    /// Takes the one-time code.
    pub fn confirm_recovery_otp(&self, code: &str) -> Result<(), WalletError> {
        let code = OtpCode::parse(code).ok_or(WalletError::OtpMalformed)?;
        let locks = self.inner().locks();
        let (begun, mut otp) = self.recovery_otp()?;
        let answer = self.try_otp(&begun.token, &code, &mut otp);
        self.otp_is(&begun.token, otp);
        self.in_recovery(&begun.token, answer)?;
        self.still_recovering(&begun.token, |stage| {
            *stage = Stage::Questions {
                begun: begun.clone(),
                first: None,
                tries_left: None,
            };
        })?;
        self.inner().not_locked_since(locks)
    }

    /// Takes the answer to the question that is asked. After the second the authority is asked about both; where one
    /// is wrong, the first is asked again.
    pub fn answer_recovery(&self, typed: String) -> Result<(), WalletError> {
        let typed = Zeroizing::new(typed);
        let answer = FoldedAnswer::fold(&typed).ok_or(WalletError::AnswerEmpty)?;
        let (begun, answers, locks) = {
            let mut inner = self.inner();
            let locks = inner.locks();
            let (_, stage) = inner.recovering()?;
            let Stage::Questions { begun, first, .. } = stage else {
                return Err(WalletError::WrongStep);
            };
            let answer = SecurityAnswer {
                question: begun.asked(first.as_ref()),
                answer,
            };
            match first {
                None => {
                    *first = Some(answer);
                    return Ok(());
                }
                Some(first) => (begun.clone(), [first.clone(), answer], locks),
            }
        };
        let answer = self.authority.recover(&begun.token, &answers);
        let token = begun.token.clone();
        match &answer {
            Ok(share) => {
                let mut inner = self.inner();
                // Whoever comes after the lock answers for themselves.
                inner.not_locked_since(locks)?;
                *inner.recovering_still(&token)? = Stage::Passcode(Answered {
                    begun,
                    answers,
                    share: share.clone(),
                });
            }
            Err(ApiError::Refused(refusal)) => {
                let left = match refusal {
                    Refusal::AnswersWrong { tries_left } => Some(*tries_left),
                    _ => None,
                };
                self.still_recovering(&token, |stage| {
                    *stage = Stage::Questions {
                        begun: begun.clone(),
                        first: None,
                        tries_left: left,
                    };
                })?;
            }
            // Not answered: the same two may be sent again.
            Err(_) => {}
        }
        self.in_recovery(&token, answer).map(drop)
    }

    /// Back from the second question to the first.
    pub fn recovery_back(&self) -> Result<(), WalletError> {
        let mut inner = self.inner();
        match inner.recovering()? {
            (_, Stage::Questions { first, .. }) if first.is_some() => {
                *first = None;
                Ok(())
            }
            _ => Err(WalletError::WrongStep),
        }
    }

    /// Both answers were right: what opens the vault, where it lies, and how often the wallet had been locked.
    pub(super) fn answered_recovery(&self) -> Result<(AccountFolder, Answered, u64), WalletError> {
        let mut inner = self.inner();
        let locks = inner.locks();
        match inner.recovering()? {
            (account, Stage::Passcode(answered)) => Ok((account.clone(), answered.clone(), locks)),
            _ => Err(WalletError::WrongStep),
        }
    }

    fn recovery_otp(&self) -> Result<(Begun, OtpUnderWay), WalletError> {
        let mut inner = self.inner();
        match inner.recovering()? {
            (_, Stage::Otp(begun, otp)) => Ok((begun.clone(), *otp)),
            _ => Err(WalletError::WrongStep),
        }
    }

    fn otp_is(&self, token: &SessionToken, now: OtpUnderWay) {
        // What was given up meanwhile has no code any more.
        let _ = self.still_recovering(token, |stage| {
            if let Stage::Otp(_, otp) = stage {
                *otp = now;
            }
        });
    }

    /// Moves the recovery on, if it is still the same one.
    fn still_recovering(&self, token: &SessionToken, on: impl FnOnce(&mut Stage)) -> Result<(), WalletError> {
        on(self.inner().recovering_still(token)?);
        Ok(())
    }

    /// The authority's answer to a recovery: one that it has forgotten begins again with number and password.
    fn in_recovery<T>(&self, token: &SessionToken, answer: Result<T, ApiError>) -> Result<T, WalletError> {
        if !matches!(answer, Err(ApiError::Refused(Refusal::SessionOver))) {
            return self.answered(answer);
        }
        let key = self.recovery_key()?;
        self.still_recovering(token, |stage| *stage = Stage::SignIn(key))?;
        Err(WalletError::RequestExpired)
    }

    fn recovery_key(&self) -> Result<IdempotencyKey, WalletError> {
        Ok(IdempotencyKey(random::array(self.random.as_ref())?))
    }
}

impl Inner {
    fn recovering(&mut self) -> Result<(&AccountFolder, &mut Stage), WalletError> {
        let recovering = self.recovering.as_mut().ok_or(WalletError::WrongStep)?;
        Ok((&recovering.account, &mut recovering.stage))
    }

    /// The recovery has come to its end, if it is still the same one.
    pub(super) fn recovered(&mut self, token: &SessionToken) {
        if self.recovering_still(token).is_ok() {
            self.recovering = None;
        }
    }

    /// Where the recovery stands, if it is still the same one.
    fn recovering_still(&mut self, token: &SessionToken) -> Result<&mut Stage, WalletError> {
        self.recovering
            .as_mut()
            .filter(|recovering| recovering.token() == Some(token))
            .map(|recovering| &mut recovering.stage)
            .ok_or(WalletError::WrongStep)
    }
}
