use dinhdanh_protocol::{DeviceProof, ShareName};

use crate::device_proof::proven_device;
use crate::{Authority, AuthorityError};

/// What the device's proof is for.
const PURPOSE: &str = "recovery";

impl Authority {
    /// Which share is in force for the device; its release token is the one that it says.
    pub(crate) fn settle_share(
        &self,
        proof: &DeviceProof,
        release: &[u8; 32],
    ) -> Result<Option<ShareName>, AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            proven_device(write, proof, PURPOSE, release, now)?;
            write.put_release(proof.device, release)?;
            Ok(write.share_of(proof.device)?.map(|share| share.name()))
        })
    }
}
