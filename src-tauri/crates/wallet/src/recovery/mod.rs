//! Recovery (khôi phục): the way back into the vault without the passcode, and what is made ready for it.
//!
//! Until the vault is under its new passcode all of it is in memory only, and a stop drops it: nothing has changed yet,
//! and it is begun again. Locking wipes what was answered, and the first question is asked again. From then on the vault
//! is the open one; should the authority's answer to the new share be lost, the next refresh asks it which one it has.

mod factors;
mod proof;
mod questions;
mod settle;
mod steps;
mod vault;

pub(crate) use factors::{factors, new_share};
pub(crate) use steps::Recovering;
pub use steps::RecoveryStep;
