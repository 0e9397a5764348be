//! The authority that this build turns to.

#[cfg(not(feature = "practice"))]
#[path = "authority/none.rs"]
mod here;
#[cfg(feature = "practice")]
#[path = "authority/practice.rs"]
mod here;

pub(crate) use here::{Authority, NAME, PRACTICE, root};
