use dinhdanh_protocol::{Password, Refusal, SessionToken};

use super::running_session;
use crate::hashing::hash_password;
use crate::tables::session::Session;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Keeps the password of who had no account before, with the session: it becomes the account's when the
    /// activation is complete, so that one that was given up leaves nothing behind.
    pub(crate) fn keep_password(
        &self,
        token: &SessionToken,
        password: &Password,
    ) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        // Asked before the costly hash and again in the transaction that depends on it.
        self.store
            .read(|read| may_set(&running_session(read, token, now)?))?;
        let hash = hash_password(password, self.parts.random.as_ref())?;
        self.write(now, |write| {
            let session = running_session(write, token, now)?;
            may_set(&session)?;
            write.put_session_password(&session, &hash)
        })
    }
}

fn may_set(session: &Session) -> Result<(), AuthorityError> {
    if session.confirmed && session.needs_password {
        Ok(())
    } else {
        Err(Refusal::OutOfOrder.into())
    }
}
