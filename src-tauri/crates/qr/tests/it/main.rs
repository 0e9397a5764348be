//! The crate as its callers use it: pictures in, texts out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what draws and looks up for the tests fails them by a panic, as they do themselves"
)]

mod files;
mod pictures;
mod roundtrip;
mod scene;
mod steady;
mod video;
