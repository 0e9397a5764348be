//! Recovery (khôi phục): the way back into the vault without the passcode, and what is made ready for it.

mod factors;

pub(crate) use factors::{factors, new_share};
