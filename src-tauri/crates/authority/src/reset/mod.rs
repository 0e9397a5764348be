//! Quên mật khẩu: number and phone → one-time code → a new password.
//!
//! Any number and phone may begin, with the same answers; the code goes out only where both are one account's. Who has
//! an account without a password is told by SMS to activate it.

mod begin;
mod complete;

use dinhdanh_crypto::digest::same;

use crate::AuthorityError;
use crate::store::Reading;
use crate::tables::account::Account;
use crate::tables::password_reset::PasswordReset;

/// The account of which a reset names both number and phone.
pub(crate) fn named_account(
    read: &Reading<'_>,
    reset: &PasswordReset,
) -> Result<Option<Account>, AuthorityError> {
    let account = read.account(&reset.number)?;
    let named = reset.phone.as_str().as_bytes();
    Ok(account.filter(|account| same(account.phone.as_str().as_bytes(), named)))
}
