//! The practice authority's population: made-up people who play every branch of the journeys.
//!
//! Everything follows from one public 32-byte seed, so that every process, and every computer, has the same
//! people without asking another. Nobody in it exists, and nothing in it could be somebody's: the serials of
//! the numbers, the phones and the e-mail addresses lie in ranges that are not given out (see [`Person`]).
//!
//! Drawing the people takes milliseconds; their portraits are drawn one by one, when asked for.

pub mod card;
mod cast;
mod draw;
mod feature;
mod generate;
mod mrz;
mod names;
pub mod papers;
mod person;
mod persona;
mod places;
pub mod portrait;
mod printed_qr;
mod standing;

use chrono::NaiveDate;

pub use card::CardData;
pub use feature::{Feature, Landmark, Mark, Side};
pub use generate::{PopulationError, SIZE, population};
pub use mrz::mrz;
pub use person::Person;
pub use persona::{Branch, Persona, personas};
pub use printed_qr::printed_qr;
pub use standing::{IdentifiedLevel, SAMPLE_PASSWORD, Standing};

/// The day on which the population stands still: 1 November 2026. Ages, days of issue and days of expiry are
/// relative to it, not to the clock; as time goes on, more cards expire, as they do.
pub const POPULATION_DATE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[cfg(test)]
mod tests;
