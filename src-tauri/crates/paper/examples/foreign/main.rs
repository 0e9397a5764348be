//! Our half of the check by implementations that are not ours; `tests/foreign/check.js` is the other.
//!
//! `foreign FORMAT make` prints what we make, one JSON object a line. `foreign FORMAT judge` reads such lines of what they
//! make, and fails where one is taken that must not be, refused that must be taken, or reads otherwise than they say.

mod mdoc;
mod receipt;
mod sd_jwt;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next().as_deref()) {
        (Some("sd-jwt"), Some("make")) => sd_jwt::make(),
        (Some("sd-jwt"), Some("judge")) => sd_jwt::judge(),
        (Some("mdoc"), Some("make")) => mdoc::make(),
        (Some("mdoc"), Some("judge")) => mdoc::judge(),
        (Some("receipt"), Some("make")) => receipt::make(),
        _ => bail!("foreign ((sd-jwt | mdoc) (make | judge) | receipt make)"),
    }
}
