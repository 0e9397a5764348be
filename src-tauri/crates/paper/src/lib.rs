//! The papers of the wallet: credentials that the authority signs, of which their holder shows what is needed and an
//! officer verifies it without a network.
//!
//! | room | what is in it |
//! |---|---|
//! | [`PaperKind`], [`TypeMetadata`] | the ten kinds, and what their fields are called (`types/*.json`) |
//! | [`Format`] | the two ways in which a paper is written |
//! | [`sd_jwt`] | the format of every paper: SD-JWT, RFC 9901 |
//! | [`mdoc`] | the driving licence as ISO/IEC 18013-5 has it |
//! | [`vc`] | what the authority says beside a paper's fields: type, holder, times, status |
//! | [`jose`] | signed JSON under them |
//! | [`Purpose`] | what a paper is shown for, and which fields that takes |
//! | [`packed`] | a presentation for the way from a screen to a camera |
//! | [`judge`](mod@judge) | the officer's verdict on what is shown |

mod format;
pub mod jose;
mod json;
pub mod judge;
mod kind;
pub mod mdoc;
mod metadata;
pub mod packed;
mod purpose;
pub mod sd_jwt;
pub mod vc;

pub use format::Format;
pub use judge::{PaperJudgement, PaperVerdict, Proof, Shown, is_presentation, judge};
pub use kind::PaperKind;
pub use metadata::{
    ClaimDisplay, ClaimMetadata, Disclosing, SourceDisplay, TypeDisplay, TypeMetadata, ValueKind,
};
pub use purpose::{Purpose, is_among};
