//! The judge from outside: the vectors, and our own cases against every row of the specification's table.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what goes wrong in a test's own helpers fails the test"
)]

#[path = "../../examples/judge/cases.rs"]
mod cases;
mod vectors;
