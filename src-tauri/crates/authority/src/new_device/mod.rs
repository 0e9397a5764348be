//! A new device: who has signed in elsewhere takes the account over, with a code that the old device shows; or, where
//! that is lost, with both security answers, a wait, and a code by SMS. The old device's holder may dispute it.

mod devices;
mod dispute;
mod lost;
mod take_over;
