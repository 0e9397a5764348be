use chrono::{DateTime, Utc};
use dinhdanh_crypto::hex;
use dinhdanh_protocol::{DeviceEntry, DeviceId, HolderProof};
use zeroize::Zeroizing;

use crate::change::typed;
use crate::lock::Label;
use crate::{Wallet, WalletError};

/// A device in "Quản lý thiết bị".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The authority's name for it.
    pub id: DeviceId,
    /// What it calls itself.
    pub name: String,
    /// Since when it was bound.
    pub bound_at: DateTime<Utc>,
    /// When it was last heard of.
    pub last_used_at: DateTime<Utc>,
    /// When it was unbound; none for the one that is bound now.
    pub unbound_at: Option<DateTime<Utc>>,
    /// It is this one.
    pub is_here: bool,
}

impl Wallet {
    /// "Quản lý thiết bị": the devices of the open account, or of who has signed in; newest first.
    pub fn devices(&self) -> Result<Vec<Device>, WalletError> {
        let (signed_in, locks) = {
            let inner = self.inner();
            (inner.signed_in.is_some(), inner.locks())
        };
        let (answer, here) = if signed_in {
            let proof = HolderProof::Access(self.access()?);
            (
                self.with_access(self.authority.devices(&proof)),
                self.device_here(),
            )
        } else {
            let proof = self.proof_of_this_device(DeviceEntry::PURPOSE)?;
            let here = Some(proof.device);
            let proof = HolderProof::Device(proof);
            (self.answered(self.authority.devices(&proof)), here)
        };
        let device = |entry: DeviceEntry| Device {
            is_here: Some(entry.device) == here,
            id: entry.device,
            name: entry.name,
            bound_at: entry.bound_at,
            last_used_at: entry.last_used_at,
            unbound_at: entry.unbound_at,
        };
        let devices = answer?.into_iter().map(device).collect();
        self.inner().not_locked_since(locks)?;
        Ok(devices)
    }

    /// "Hủy liên kết": unbinds the account's device. The password is asked again. Another than this one
    /// must be claimed lost, and the wait over; until then it is refused.
    pub fn unbind(&self, device: DeviceId, password: String) -> Result<(), WalletError> {
        let password = typed(password)?;
        let words = Zeroizing::new(format!("unbind {}", hex::encode(&device.0)));
        let here = if self.inner().signed_in.is_some() {
            None
        } else {
            Some(self.proof_of_this_device(DeviceEntry::UNBIND)?)
        };
        self.with_password(password.clone(), words, |token, _| {
            self.authority.unbind(token, device, &password, here.as_ref())
        })?;
        if self.inner().signed_in.is_some() {
            return self.refresh_account();
        }
        if let Err(error) = self.refresh() {
            tracing::info!(code = %error.code(), "not up to date after a device was unbound");
        }
        Ok(())
    }

    /// The device of the account that lives here, as far as its label can be read now.
    fn device_here(&self) -> Option<DeviceId> {
        let head = self.profile.head().ok().flatten()?;
        Label::read(&head).ok().map(|label| DeviceId(label.device))
    }
}
