//! What a code costs that is asked for on the home screen: signed by the device, encoded, drawn.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue};
use dinhdanh_credential::proof::make_code;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_qr::{ErrorCorrection, encode};

/// Codes that count, after as many that do not.
const ROUNDS: usize = 200;

/// Milliseconds a code may take.
const LIMIT: f64 = 10.0;

/// 12:00 on the 1st of November 2026, UTC.
const NOON: i64 = 1_793_534_400;

fn main() -> Result<()> {
    let now = DateTime::<Utc>::from_timestamp(NOON, 0).context("a time")?;
    let (authority, device) = (SigningKey::generate_p256()?, SigningKey::generate_p256()?);
    // View B, the everyday one.
    let claims = Claims {
        number: Some("001084123999"),
        issued_at: now - TimeDelta::days(1),
        expires_at: now + TimeDelta::days(29),
        device_key: device.public(),
        full_name: Some("Nguyễn Thị Ánh Đào"),
        birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
        level: 2,
        portrait: PortraitClaim::Hash(&[7; 32]),
        status: StatusPlace { list: 0, index: 4711 },
    };
    let credential = issue(&authority, &claims)?;
    let made = || -> Result<Duration> {
        let start = Instant::now();
        let code = make_code(&credential, &device, None, now, &SystemRandom)?;
        black_box(encode(&code.text, ErrorCorrection::Medium)?.svg());
        Ok(start.elapsed())
    };
    let mut times = Vec::new();
    for round in 0..2 * ROUNDS {
        let took = made()?;
        if round >= ROUNDS {
            times.push(took);
        }
    }
    times.sort_unstable();
    let median = times.get(ROUNDS / 2).context("some were made")?.as_secs_f64() * 1e3;
    println!("measured: making a code (sign, QR, SVG): {median:.2} ms, limit {LIMIT} ms");
    Ok(())
}
