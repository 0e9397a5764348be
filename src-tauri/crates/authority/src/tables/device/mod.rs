use chrono::{DateTime, Utc};
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::{CitizenNumber, CredentialView, DeviceEntry, DeviceId};

use crate::AuthorityError;
use crate::desk::DeskDevice;
use crate::store::{Reading, Writing};

pub(crate) const V3: (&str, &str) = ("V3__device", include_str!("V3__device.sqlite.sql"));

/// A device, bound or not.
pub(crate) struct Device {
    pub(crate) account: CitizenNumber,
    /// None for a made-up device of practice mode, which can prove nothing.
    pub(crate) key: Option<PublicKey>,
    pub(crate) bound_at: DateTime<Utc>,
    /// When it was unbound, if it was.
    pub(crate) unbound_at: Option<DateTime<Utc>>,
    /// Whether its holder may say that it was not he who unbound it.
    pub(crate) disputable: bool,
}

/// Who unbinds a device.
#[derive(Clone, Copy)]
pub(crate) enum UnboundBy {
    /// An officer at the desk, or who has shown there to be the holder.
    Desk,
    /// Who has signed in as the account's holder.
    Holder,
    /// Another device, which takes its place.
    NewDevice,
    /// Another account, which is activated on it.
    OtherAccount,
}

impl UnboundBy {
    /// Whether somebody else may have done it in the holder's name.
    const fn is_disputable(self) -> bool {
        match self {
            Self::Desk => false,
            Self::Holder | Self::NewDevice | Self::OtherAccount => true,
        }
    }
}

impl Reading<'_> {
    /// The account's devices, the bound one first, then newest first, twenty at most.
    pub(crate) fn device_entries(&self, account: &CitizenNumber) -> Result<Vec<DeviceEntry>, AuthorityError> {
        self.rows(
            "SELECT id, name, bound_at, coalesce(last_used_at, bound_at), unbound_at FROM device
             WHERE account = $1
             ORDER BY CASE WHEN unbound_at IS NULL THEN 0 ELSE 1 END, bound_at DESC LIMIT 20",
            &[&account.as_str()],
            |row| {
                let id = row.at::<Vec<u8>>(0)?;
                Ok(DeviceEntry {
                    device: DeviceId(id.try_into().map_err(|_| AuthorityError::Damaged("a device"))?),
                    name: row.at(1)?,
                    bound_at: row.moment(2)?,
                    last_used_at: row.moment(3)?,
                    unbound_at: row.moment_or_none(4)?,
                })
            },
        )
    }

    /// The device of this name, unless it was unbound.
    pub(crate) fn bound_device(&self, id: DeviceId) -> Result<Option<Device>, AuthorityError> {
        let device = self.device(id)?;
        Ok(device.filter(|device| device.unbound_at.is_none()))
    }

    /// The device of this name, bound or not.
    pub(crate) fn device(&self, id: DeviceId) -> Result<Option<Device>, AuthorityError> {
        self.row(
            "SELECT account, key, bound_at, unbound_at, disputable FROM device WHERE id = $1",
            &[&id.0],
            |row| {
                let damaged = || AuthorityError::Damaged("a device");
                Ok(Device {
                    account: row.at::<String>(0)?.parse().map_err(|_| damaged())?,
                    key: row
                        .at::<Option<Vec<u8>>>(1)?
                        .map(|key| PublicKey::from_cose(&key))
                        .transpose()
                        .map_err(|_| damaged())?,
                    bound_at: row.moment(2)?,
                    unbound_at: row.moment_or_none(3)?,
                    disputable: row.at(4)?,
                })
            },
        )
    }

    /// The device that is bound to an account.
    pub(crate) fn device_of(&self, account: &CitizenNumber) -> Result<Option<DeviceId>, AuthorityError> {
        self.row(
            "SELECT id FROM device WHERE account = $1 AND unbound_at IS NULL",
            &[&account.as_str()],
            |row| {
                let id = row.at::<Vec<u8>>(0)?;
                let damaged = |_| AuthorityError::Damaged("a device");
                Ok(DeviceId(id.try_into().map_err(damaged)?))
            },
        )
    }

    /// The device that is bound to an account, as officers see it.
    pub(crate) fn desk_device(&self, account: &CitizenNumber) -> Result<Option<DeskDevice>, AuthorityError> {
        self.row(
            "SELECT name, bound_at FROM device WHERE account = $1 AND unbound_at IS NULL",
            &[&account.as_str()],
            |row| {
                Ok(DeskDevice {
                    name: row.at(0)?,
                    bound_at: row.moment(1)?,
                })
            },
        )
    }

    /// The account that this device is bound to, where its release token has this digest.
    pub(crate) fn account_to_release(
        &self,
        id: DeviceId,
        release: &[u8; 32],
    ) -> Result<Option<CitizenNumber>, AuthorityError> {
        self.row(
            "SELECT account FROM device WHERE id = $1 AND release = $2 AND unbound_at IS NULL",
            &[&id.0, &release.as_slice()],
            |row| {
                let damaged = |_| AuthorityError::Damaged("a device");
                row.at::<String>(0)?.parse().map_err(damaged)
            },
        )
    }

    /// The keys of the device's views.
    pub(crate) fn view_keys(
        &self,
        device: DeviceId,
    ) -> Result<Vec<(CredentialView, PublicKey)>, AuthorityError> {
        self.rows(
            "SELECT view, key FROM view_key WHERE device = $1 ORDER BY view",
            &[&device.0],
            |row| {
                let damaged = || AuthorityError::Damaged("a view's key");
                let view = CredentialView::from_letter(&row.at::<String>(0)?).ok_or_else(damaged)?;
                let key = PublicKey::from_cose(&row.at::<Vec<u8>>(1)?).map_err(|_| damaged())?;
                Ok((view, key))
            },
        )
    }
}

impl Writing<'_> {
    /// Binds a device to an account that has none bound; false where it has one.
    pub(crate) fn bind_device(
        &self,
        id: DeviceId,
        account: &CitizenNumber,
        name: &str,
        key: Option<&PublicKey>,
        release: Option<&[u8; 32]>,
        now: DateTime<Utc>,
    ) -> Result<bool, AuthorityError> {
        let bound = self.change(
            "INSERT INTO device (id, account, name, key, release, bound_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT DO NOTHING",
            &[
                &id.0,
                &account.as_str(),
                &name,
                &key.map(PublicKey::to_cose),
                &release.map(<[u8; 32]>::as_slice),
                &now.timestamp_millis(),
            ],
        )?;
        Ok(bound == 1)
    }

    /// Unbinds the account's device, if one is bound, and ends the journeys that run: they were begun beside it. Its
    /// credentials count as revoked from then on.
    pub(crate) fn unbind_device(
        &self,
        account: &CitizenNumber,
        by: UnboundBy,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.make_room(account, by, now)?;
        self.end_journeys(account)
    }

    /// Unbinds the account's device, if one is bound, for the one that is bound in the same write; which ends the
    /// journeys once its own is complete.
    pub(crate) fn make_room(
        &self,
        account: &CitizenNumber,
        by: UnboundBy,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE device SET unbound_at = $2, disputable = $3 WHERE account = $1 AND unbound_at IS NULL",
            &[&account.as_str(), &now.timestamp_millis(), &by.is_disputable()],
        )?;
        Ok(())
    }

    /// Lets no device of the account that was unbound say any more that it was not its holder: the desk has to do with
    /// it, or had.
    pub(crate) fn settle_disputes(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE device SET disputable = 0 WHERE account = $1 AND disputable = 1",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Keeps that the device was heard of.
    pub(crate) fn touch_device(&self, id: DeviceId, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE device SET last_used_at = $2 WHERE id = $1",
            &[&id.0, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// The digest of a bound device's release token from now on.
    pub(crate) fn put_release(&self, id: DeviceId, release: &[u8; 32]) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE device SET release = $2 WHERE id = $1 AND unbound_at IS NULL",
            &[&id.0, &release.as_slice()],
        )?;
        Ok(())
    }

    pub(crate) fn add_view_key(
        &self,
        device: DeviceId,
        view: CredentialView,
        key: &PublicKey,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO view_key (device, view, key) VALUES ($1, $2, $3)",
            &[&device.0, &view.letter(), &key.to_cose()],
        )?;
        Ok(())
    }
}
