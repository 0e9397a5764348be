use chrono::{DateTime, Utc};
use dinhdanh_protocol::{HolderProof, Notice, NoticeKind};

use crate::device_proof::device_of_holder;
use crate::store::Writing;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

/// The most notices of one answer.
const PAGE: u32 = 100;

impl Authority {
    /// The notices after this one. A device that was unbound is told what there was until then, that included; one that
    /// took its place is not told what befell that one, its own coming included.
    pub(crate) fn notices_after(
        &self,
        holder: &HolderProof,
        after: u64,
    ) -> Result<Vec<Notice>, AuthorityError> {
        let now = self.parts.clock.now();
        match holder {
            HolderProof::Access(token) => self.write(now, |write| {
                let (account, _) = self.use_account(write, token, now)?;
                write.notices(&account.number, after, now, PAGE)
            }),
            HolderProof::Device(proof) => self.store.read(|read| {
                let device = device_of_holder(read, proof, Notice::PURPOSE, &Notice::content(after), now)?;
                let until = device.unbound_at.unwrap_or(now);
                read.notices_of_device(&device.account, after, (device.bound_at, until), PAGE)
            }),
        }
    }

    /// Tells an account's holder what happens to it, by notice and by SMS.
    pub(crate) fn tell(
        &self,
        write: &Writing<'_>,
        account: &Account,
        (kind, text): (&NoticeKind, &str),
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        write.add_notice(&account.number, kind, now)?;
        self.notify(write, (&account.number, &account.phone), text, now)
    }
}
