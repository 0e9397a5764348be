//! Another device: this one takes the account over, or has it taken from it.

mod devices;
mod lost_device;
mod take_over;

pub use devices::Device;
pub use lost_device::ClaimStep;
pub use take_over::AskedFor;
