//! The journeys that a one-time code guards, and what each sends in place of one where nobody is to get it.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{CitizenNumber, IdempotencyKey, PhoneNumber, Refusal, SessionToken};

use crate::activation::{refuse_unusable, usable_account};
use crate::reset::named_account;
use crate::sms::{self, CodeFor, Message};
use crate::store::Reading;
use crate::tables::account::Account;
use crate::tables::claim::LostDevice;
use crate::tables::message::MessageKind;
use crate::tables::password_reset::PasswordReset;
use crate::tables::phone_change::PhoneChange;
use crate::tables::recovery::Recovery;
use crate::tables::registration::Registration;
use crate::tables::session::Session;
use crate::{Authority, AuthorityError, AuthorityParts};

/// How long a journey may take.
pub(crate) const LIFE: TimeDelta = TimeDelta::minutes(30);

/// A running journey.
pub(crate) enum Journey {
    /// Kích hoạt.
    Activation(Session),
    /// Đăng ký.
    Registration(Registration),
    /// Quên mật khẩu.
    Reset(PasswordReset),
    /// Đổi số điện thoại, at one of the two numbers.
    PhoneChange {
        change: PhoneChange,
        /// Whether it is the new one.
        at_new: bool,
    },
    /// Mất thiết bị.
    LostDevice(LostDevice),
    /// Khôi phục.
    Recovery(Recovery),
}

/// A kind of journey: the codes of one are counted apart from those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JourneyKind {
    TakeOver,
    Activation,
    Registration,
    Reset,
    PhoneChange,
    LostDevice,
    Recovery,
}

impl JourneyKind {
    pub(crate) const ALL: [Self; 7] = [
        Self::TakeOver,
        Self::Activation,
        Self::Registration,
        Self::Reset,
        Self::PhoneChange,
        Self::LostDevice,
        Self::Recovery,
    ];

    /// What stands for it in what is counted: never another's.
    pub(crate) const fn label(self) -> &'static [u8] {
        match self {
            Self::TakeOver => b"take over",
            Self::Activation => b"activation",
            Self::Registration => b"registration",
            Self::Reset => b"reset",
            Self::PhoneChange => b"phone change",
            Self::LostDevice => b"lost device",
            Self::Recovery => b"recovery",
        }
    }
}

/// Who gets a journey's code.
pub(crate) struct Addressee {
    /// The phone to which codes are counted: the one that the caller named.
    pub(crate) phone: PhoneNumber,
    pub(crate) post: Post,
}

/// What is sent when a code is asked for. The caller cannot tell one from another.
pub(crate) enum Post {
    /// The code.
    Code {
        /// None before there is one.
        account: Option<CitizenNumber>,
        what_for: CodeFor,
    },
    /// The code, not sent: the bound device shows it.
    Shown {
        account: CitizenNumber,
        /// What the device that asks calls itself.
        device_name: String,
    },
    /// No code: the first time a notice to the phone of the account that there is, then nothing.
    Notice {
        account: Account,
        text: fn(&AuthorityParts) -> String,
    },
    /// Nothing.
    None,
}

impl Journey {
    /// The journey of a token, while it runs.
    pub(crate) fn running(
        read: &Reading<'_>,
        token: &SessionToken,
        now: DateTime<Utc>,
    ) -> Result<Self, AuthorityError> {
        let digest = token.digest();
        let (journey, expires_at, completed) = if let Some(session) = read.session(digest)? {
            let (expires_at, completed) = (session.expires_at, session.completed.is_some());
            (Self::Activation(session), expires_at, completed)
        } else if let Some(registration) = read.registration(digest)? {
            let (expires_at, completed) = (registration.expires_at, registration.completed);
            (Self::Registration(registration), expires_at, completed)
        } else if let Some(reset) = read.password_reset(digest)? {
            let (expires_at, completed) = (reset.expires_at, reset.completed);
            (Self::Reset(reset), expires_at, completed)
        } else if let Some(change) = read.phone_change(digest)? {
            let (expires_at, completed) = (change.expires_at, change.completed);
            let at_new = change.new_digest == digest;
            (Self::PhoneChange { change, at_new }, expires_at, completed)
        } else if let Some(lost) = read.lost_device(digest)? {
            let (expires_at, completed) = (lost.expires_at, lost.completed);
            (Self::LostDevice(lost), expires_at, completed)
        } else if let Some(recovery) = read.recovery(digest)? {
            let (expires_at, completed) = (recovery.expires_at, recovery.renewed.is_some());
            (Self::Recovery(recovery), expires_at, completed)
        } else {
            return Err(Refusal::SessionOver.into());
        };
        if completed || now >= expires_at {
            return Err(Refusal::SessionOver.into());
        }
        Ok(journey)
    }

    /// What stands for its token in the database.
    pub(crate) const fn digest(&self) -> [u8; 32] {
        match self {
            Self::Activation(session) => session.digest,
            Self::Registration(registration) => registration.digest,
            Self::Reset(reset) => reset.digest,
            Self::PhoneChange {
                change,
                at_new: false,
            } => change.digest,
            Self::PhoneChange { change, at_new: true } => change.new_digest,
            Self::LostDevice(lost) => lost.digest,
            Self::Recovery(recovery) => recovery.digest,
        }
    }

    /// Of which kind it is.
    pub(crate) const fn kind(&self) -> JourneyKind {
        match self {
            Self::Activation(session) if session.taking_over.is_some() => JourneyKind::TakeOver,
            Self::Activation(_) => JourneyKind::Activation,
            Self::Registration(_) => JourneyKind::Registration,
            Self::Reset(_) => JourneyKind::Reset,
            Self::PhoneChange { .. } => JourneyKind::PhoneChange,
            Self::LostDevice(_) => JourneyKind::LostDevice,
            Self::Recovery(_) => JourneyKind::Recovery,
        }
    }

    /// Whose journey it is.
    pub(crate) const fn number(&self) -> &CitizenNumber {
        match self {
            Self::Activation(session) => &session.account,
            Self::Registration(registration) => &registration.number,
            Self::Reset(reset) => &reset.number,
            Self::PhoneChange { change, .. } => &change.account,
            Self::LostDevice(lost) => &lost.account,
            Self::Recovery(recovery) => &recovery.account,
        }
    }

    /// Who gets its code, if it is time for one.
    pub(crate) fn addressee(&self, read: &Reading<'_>) -> Result<Addressee, AuthorityError> {
        match self {
            Self::Activation(session) => {
                let account = usable_account(read, session)?;
                let number = account.number;
                let code_for = |number, what_for| Post::Code {
                    account: Some(number),
                    what_for,
                };
                Ok(Addressee {
                    phone: account.phone,
                    post: match &session.taking_over {
                        None => code_for(number, CodeFor::Activation),
                        Some(taking) if taking.by_sms => code_for(number, CodeFor::NewDevice),
                        Some(taking) => Post::Shown {
                            account: number,
                            device_name: taking.device_name.clone(),
                        },
                    },
                })
            }
            Self::PhoneChange { change, at_new } => {
                let holder = code_to_holder(read, &change.account, CodeFor::PhoneChange)?;
                Ok(match at_new {
                    false => holder,
                    true => Addressee {
                        phone: change.phone.clone(),
                        ..holder
                    },
                })
            }
            Self::LostDevice(lost) => code_to_holder(read, &lost.account, CodeFor::LostDevice),
            Self::Recovery(recovery) => {
                read.share_of(recovery.device)?.ok_or(Refusal::NoRecovery)?;
                code_to_holder(read, &recovery.account, CodeFor::Recovery)
            }
            Self::Registration(registration) => {
                if !registration.passed {
                    return Err(Refusal::OutOfOrder.into());
                }
                let post = match read.account(&registration.number)? {
                    None => Post::Code {
                        account: None,
                        what_for: CodeFor::Registration,
                    },
                    Some(account) => Post::Notice {
                        text: if account.registered {
                            sms::registered_already
                        } else {
                            sms::came_with_card
                        },
                        account,
                    },
                };
                Ok(Addressee {
                    phone: registration.phone.clone(),
                    post,
                })
            }
            Self::Reset(reset) => {
                let post = match named_account(read, reset)? {
                    None => Post::None,
                    Some(account) if account.registered => Post::Code {
                        account: Some(account.number),
                        what_for: CodeFor::Reset,
                    },
                    Some(account) => Post::Notice {
                        account,
                        text: sms::no_password_yet,
                    },
                };
                Ok(Addressee {
                    phone: reset.phone.clone(),
                    post,
                })
            }
        }
    }
}

/// The code by SMS to the phone of an account that is usable.
fn code_to_holder(
    read: &Reading<'_>,
    account: &CitizenNumber,
    what_for: CodeFor,
) -> Result<Addressee, AuthorityError> {
    let account = read
        .account(account)?
        .ok_or(AuthorityError::Damaged("a journey without account"))?;
    refuse_unusable(&account)?;
    Ok(Addressee {
        phone: account.phone,
        post: Post::Code {
            account: Some(account.number),
            what_for,
        },
    })
}

impl Addressee {
    /// Whether what is sent is the code.
    pub(crate) const fn gets_code(&self) -> bool {
        matches!(self.post, Post::Code { .. } | Post::Shown { .. })
    }

    /// The message; `first` for the first code that is asked for in the journey. None where nothing is sent.
    pub(crate) fn message<'a>(&'a self, text: &'a str, first: bool) -> Option<Message<'a>> {
        match &self.post {
            Post::Code { account, .. } => Some(Message {
                account: account.as_ref(),
                phone: &self.phone,
                kind: MessageKind::OneTimeCode,
                text,
            }),
            Post::Notice { account, .. } => first.then_some(Message {
                account: Some(&account.number),
                phone: &account.phone,
                kind: MessageKind::Notice,
                text,
            }),
            Post::Shown { .. } | Post::None => None,
        }
    }
}

impl Authority {
    /// The token of a request's journey: the same for the same request, and known to nobody else, since the
    /// idempotency key in it is nowhere in the database. `kind` keeps the journeys apart; an activation's is empty.
    pub(crate) fn journey_token(
        &self,
        kind: &[u8],
        idempotency: &IdempotencyKey,
        number: &CitizenNumber,
        phone: &PhoneNumber,
    ) -> SessionToken {
        SessionToken::new(hmac_sha256(
            // The key is exposed to the MAC.
            self.token_key.expose(),
            &[
                &idempotency.0,
                number.as_str().as_bytes(),
                phone.as_str().as_bytes(),
                kind,
            ],
        ))
    }
}
