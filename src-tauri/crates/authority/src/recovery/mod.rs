//! Khôi phục: who has signed in → one-time code → both security answers → the share of the vault's recovery slot → a
//! new share in its place. And the change of the questions, which changes the share with them.
//!
//! The share is of one device. It is given at the activation, and gone when the device is unbound: so only the vault
//! of the device that the account is bound to is ever recovered.

mod begin;
mod complete;
mod questions;
mod settle;
mod share;
