//! The judge from outside: the vectors, and our own cases against every row of the table in
//! `README.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what goes wrong in a test's own helpers fails the test"
)]

mod bounds;
#[path = "../../examples/judge/cases.rs"]
mod cases;
mod challenge;
mod made;
mod office;
mod order;
mod receipt;
mod replay;
mod scene;
mod size;
mod tamper;
mod trust;
mod vectors;
