//! What time undoes: journeys and sign-ins that nobody can come back to, counts, app accounts that were never
//! identified.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sms::{self, Message};
use crate::store::Writing;
use crate::tables::message::MessageKind;
use crate::{Authority, AuthorityError};

/// How long an app account waits for its file for level 1, be it the first or another after one that was returned.
pub(crate) const UNIDENTIFIED: TimeDelta = TimeDelta::days(3);
/// How long before its deletion an app account is warned by SMS.
const WARNED_BEFORE: TimeDelta = TimeDelta::days(1);

impl Authority {
    /// Writes all or nothing, on a database in which nothing is left that time has undone.
    pub(crate) fn write<T>(
        &self,
        now: DateTime<Utc>,
        writing: impl FnOnce(&Writing<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        self.store.write(|write| {
            self.forget_past(write, now)?;
            writing(write)
        })
    }

    fn forget_past(&self, write: &Writing<'_>, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        write.forget_old_sessions(now)?;
        write.forget_old_registrations(now)?;
        write.forget_old_password_resets(now)?;
        write.forget_old_recoveries(now)?;
        write.forget_old_claims(now)?;
        write.forget_old_phone_changes(now)?;
        write.forget_old_changes(now)?;
        write.forget_over_access(now)?;
        write.forget_wrong_passwords(now)?;
        write.forget_old_notices(now)?;
        self.forget_counted(write, now)?;
        write.delete_unidentified_accounts(now)?;
        for account in write.accounts_to_warn(now + WARNED_BEFORE)? {
            let Some(deleted_at) = account.deleted_at else {
                continue;
            };
            write.note_warning(&account.number)?;
            let message = Message {
                account: Some(&account.number),
                phone: &account.phone,
                kind: MessageKind::Notice,
                text: &sms::deletion_near(&self.parts, deleted_at),
            };
            self.send_sms(write, Some(&message), now)?;
        }
        Ok(())
    }
}
