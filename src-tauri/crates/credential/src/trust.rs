//! The trust bundle: the authority's keys and status lists, signed by the root key that the app pins.

mod bundle;
mod store;

pub use bundle::{BundleContent, TrustBundle, TrustError, TrustStanding, TrustedKey, sign_bundle};
pub use store::TrustStore;
