//! Đăng nhập: number and password → access, for as long as it is used.
//!
//! A number without an account goes the way of a wrong password, with the same answers and at the same cost, as far as
//! the lock.

mod access;
mod admission;
mod lock;

pub(crate) use self::admission::sign_in_locked;
pub(crate) use self::lock::{WrongPasswords, holds};
