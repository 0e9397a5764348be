//! Kích hoạt: number and phone → one-time code → password, where there is none → device, questions, credentials.

mod completion;
mod password;
mod request;

use chrono::{DateTime, Utc};
use dinhdanh_protocol::{AccountStatus, Refusal, SessionToken};

use crate::AuthorityError;
use crate::store::Reading;
use crate::tables::account::Account;
use crate::tables::session::Session;

/// The session of a token, while it runs.
fn running_session(
    read: &Reading<'_>,
    token: &SessionToken,
    now: DateTime<Utc>,
) -> Result<Session, AuthorityError> {
    let session = read.session(token.digest())?.ok_or(Refusal::SessionOver)?;
    if session.completed.is_some() || now >= session.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    Ok(session)
}

/// The account of a session, if it may be activated now.
pub(crate) fn usable_account(read: &Reading<'_>, session: &Session) -> Result<Account, AuthorityError> {
    let account = read
        .account(&session.account)?
        .ok_or(AuthorityError::Damaged("a session without account"))?;
    refuse_unusable(&account)?;
    Ok(account)
}

/// Refuses what is locked or withdrawn.
pub(crate) fn refuse_unusable(account: &Account) -> Result<(), Refusal> {
    match account.status {
        AccountStatus::Active => Ok(()),
        AccountStatus::Suspended => Err(Refusal::AccountSuspended),
        AccountStatus::Revoked => Err(Refusal::AccountRevoked),
    }
}
