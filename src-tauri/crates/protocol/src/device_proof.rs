use std::fmt;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::sign::SIGNATURE_LENGTH;

use crate::DeviceId;

/// What a bound device says of itself where it asks for something: its key signs who asks, when, for what, and all
/// that the request says.
#[derive(Clone)]
pub struct DeviceProof {
    /// Who asks.
    pub device: DeviceId,
    /// When; the authority takes 5 minutes either way.
    pub at: DateTime<Utc>,
    /// Fresh for every request.
    pub nonce: [u8; 16],
    /// The device key's signature over [`DeviceProof::message`].
    pub signature: [u8; SIGNATURE_LENGTH],
}

impl DeviceProof {
    /// The content of a request that says nothing besides.
    pub const NOTHING: [u8; 32] = [0; 32];

    /// What the device key signs. `purpose` is one word for each kind of request; `content` is a digest of what the
    /// request says besides, zeros where it says nothing.
    pub fn message(
        device: DeviceId,
        at: DateTime<Utc>,
        nonce: &[u8; 16],
        purpose: &str,
        content: &[u8; 32],
    ) -> Vec<u8> {
        [
            b"dinhdanh device proof v1\0".as_slice(),
            &device.0,
            &at.timestamp_millis().to_be_bytes(),
            nonce,
            content,
            purpose.as_bytes(),
        ]
        .concat()
    }
}

impl fmt::Debug for DeviceProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceProof({:?}, {})", self.device, self.at)
    }
}
