use dinhdanh_protocol::{AccountLevel, AccountStatus, Refusal, Renewal, RenewalRequest};

use crate::device_proof::MOST_OFF;
use crate::issuance::Holder;
use crate::limits::Counted;
use crate::register::holder;
use crate::tables::device::Device;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Fresh credentials for the keys of a bound device. The old ones live until they expire.
    pub(crate) fn renew_credentials(&self, request: &RenewalRequest) -> Result<Renewal, AuthorityError> {
        let now = self.parts.clock.now();
        let device = self.store.read(|read| read.bound_device(request.device))?;
        let device = device.ok_or(Refusal::DeviceUnbound)?;
        check_signature(&device, request)?;
        if (now - request.at).abs() > MOST_OFF {
            return Err(Refusal::BadRequest.into());
        }
        let person = holder(self.parts.register.as_ref(), &device.account)?;
        self.write(now, |write| {
            write
                .bound_device(request.device)?
                .ok_or(Refusal::DeviceUnbound)?;
            let account = write
                .account(&device.account)?
                .ok_or(AuthorityError::Damaged("a device without account"))?;
            write.touch_device(request.device, now)?;
            let entitled = account.status == AccountStatus::Active && account.level != AccountLevel::App;
            let mut credentials = Vec::new();
            if entitled {
                // The same request again, its answer lost or somebody's replay: nothing new is made.
                credentials = write.issued(request.device, &request.nonce)?;
                if credentials.is_empty() {
                    self.count_all(write, &[Counted::RenewalOf(&account.number)], now)?;
                    let holder = Holder {
                        person: &person,
                        account: &account,
                        device: request.device,
                    };
                    let keys = write.view_keys(request.device)?;
                    credentials = self.issue_credentials(write, &holder, &keys, &request.nonce, now)?;
                }
            }
            Ok(Renewal {
                account: person.snapshot(&account),
                credentials,
            })
        })
    }
}

fn check_signature(device: &Device, request: &RenewalRequest) -> Result<(), Refusal> {
    let message = RenewalRequest::message(request.device, request.at, &request.nonce);
    let key = device.key.as_ref().ok_or(Refusal::BadRequest)?;
    key.verify(&message, &request.signature)
        .map_err(|_| Refusal::BadRequest)
}
