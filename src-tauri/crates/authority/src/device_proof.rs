use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{DeviceProof, Refusal};

use crate::AuthorityError;
use crate::store::Reading;
use crate::tables::device::Device;

/// How far a request's time may be from the authority's, either way.
pub(crate) const MOST_OFF: TimeDelta = TimeDelta::minutes(5);

/// The device whose key signed this request, bound or not: who was unbound may still ask what became of it.
///
/// Refused with [`Refusal::DeviceUnbound`] where there is no such device, or with [`Refusal::BadRequest`] where the
/// signature is another's or the clocks are far apart.
pub(crate) fn device_of_holder(
    read: &Reading<'_>,
    proof: &DeviceProof,
    purpose: &str,
    content: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Device, AuthorityError> {
    let device = read.device(proof.device)?.ok_or(Refusal::DeviceUnbound)?;
    signed(&device, proof, purpose, content, now)?;
    Ok(device)
}

/// The same for a device that is bound. A replay proves no more than the request did, so what is done for it must be
/// the same when it is done again.
pub(crate) fn proven_device(
    read: &Reading<'_>,
    proof: &DeviceProof,
    purpose: &str,
    content: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Device, AuthorityError> {
    let device = read.bound_device(proof.device)?.ok_or(Refusal::DeviceUnbound)?;
    signed(&device, proof, purpose, content, now)?;
    Ok(device)
}

fn signed(
    device: &Device,
    proof: &DeviceProof,
    purpose: &str,
    content: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let message = DeviceProof::message(proof.device, proof.at, &proof.nonce, purpose, content);
    let key = device.key.as_ref().ok_or(Refusal::BadRequest)?;
    key.verify(&message, &proof.signature)
        .map_err(|_| Refusal::BadRequest)?;
    if (now - proof.at).abs() > MOST_OFF {
        return Err(Refusal::BadRequest);
    }
    Ok(())
}
