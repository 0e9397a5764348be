use dinhdanh_protocol::{DeviceId, RecoveryShare};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V19: (&str, &str) = ("V19__share", include_str!("V19__share.sqlite.sql"));
pub(crate) const V28: (&str, &str) = ("V28__later_share", include_str!("V28__later_share.sqlite.sql"));

impl Reading<'_> {
    /// The share that is kept for a bound device.
    pub(crate) fn share_of(&self, device: DeviceId) -> Result<Option<RecoveryShare>, AuthorityError> {
        self.row("SELECT share FROM share WHERE device = $1", &[&device.0], |row| {
            let share = row.at::<Vec<u8>>(0)?;
            let damaged = |_| AuthorityError::Damaged("a share");
            Ok(RecoveryShare::new(share.try_into().map_err(damaged)?))
        })
    }
}

impl Writing<'_> {
    /// Keeps the share of a device's activation, unless a later one was put; says whether it is kept.
    pub(crate) fn put_first_share(
        &self,
        device: DeviceId,
        share: &RecoveryShare,
    ) -> Result<bool, AuthorityError> {
        // It is exposed to be kept.
        let kept = self.change(
            "INSERT INTO share (device, share, later) VALUES ($1, $2, 0)
             ON CONFLICT (device) DO UPDATE SET share = excluded.share WHERE share.later = 0",
            &[&device.0, share.expose()],
        )?;
        Ok(kept == 1)
    }

    /// Keeps a share for a bound device, in the place of the one before.
    pub(crate) fn put_share(&self, device: DeviceId, share: &RecoveryShare) -> Result<(), AuthorityError> {
        // It is exposed to be kept.
        self.change(
            "INSERT INTO share (device, share, later) VALUES ($1, $2, 1)
             ON CONFLICT (device) DO UPDATE SET share = excluded.share, later = 1",
            &[&device.0, share.expose()],
        )?;
        Ok(())
    }
}
