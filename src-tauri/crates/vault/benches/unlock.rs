//! What unlocking costs beyond the key derivation, and how long a vault with many records takes to open.
//!
//! The figures that have a limit are measured in turns, so that a busy machine slows all sides alike, and their
//! medians are printed first.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has no result")]

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use dinhdanh_crypto::kdf::{Argon2Params, argon2id};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_vault::{FileSecrets, Passcode, Vault, VaultError, VaultPlace};

const ROUNDS: usize = 25;

fn place(root: &Path) -> VaultPlace {
    VaultPlace::new(
        root.join("vault"),
        Arc::new(FileSecrets::new(root.join("keystore"))),
        "main",
    )
}

fn passcode() -> Passcode {
    Passcode::new("482915").unwrap()
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn bare_derivation() {
    black_box(argon2id(Argon2Params::PASSCODE, b"482915", &[7; 32]).unwrap());
}

fn fill(vault: &Vault, records: u32) {
    vault
        .write(|w| {
            for number in 0..records {
                w.remember_code(&number.to_be_bytes(), noon() + TimeDelta::minutes(1), noon())?;
            }
            Ok::<_, VaultError>(())
        })
        .unwrap();
}

/// Unlocks and reads one record: all that stands between the derivation and the first screen.
fn unlock(place: &VaultPlace) {
    let vault = Vault::unlock(place, &passcode(), noon()).unwrap();
    black_box(vault.read(|r| r.account()).unwrap());
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap()
}

fn timed(f: impl FnOnce()) -> Duration {
    let start = Instant::now();
    f();
    start.elapsed()
}

fn unlocking(criterion: &mut Criterion) {
    let root = tempfile::tempdir().unwrap();
    let real = place(root.path());
    drop(Vault::create(&real, &passcode(), &SystemRandom).unwrap());

    // On a disk of memory where there is one: what the vault does is measured, not what the disk does.
    let quick_root = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let quick = place(quick_root.path()).with_quick_kdf();
    let vault = Vault::create(&quick, &passcode(), &SystemRandom).unwrap();
    fill(&vault, 10_000);
    drop(vault);
    let (mut bare, mut whole, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(timed(bare_derivation));
        whole.push(timed(|| unlock(&real)));
        rest.push(timed(|| unlock(&quick)));
    }
    let (bare, whole, rest) = (median(bare), median(whole), median(rest));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "unlock {whole:.1?}, bare Argon2id {bare:.1?}; opening has the counting of the try in it\n\
         measured: unlock ÷ bare Argon2id: {ratio:.3}, limit 1.1\n\
         measured: opening 10,000 records after the derivation: {:.2} ms, limit 5 ms",
        rest.as_secs_f64() * 1e3
    )
    .unwrap();

    let mut group = criterion.benchmark_group("unlock");
    group.sample_size(10);
    group.bench_function("bare Argon2id", |b| b.iter(bare_derivation));
    group.bench_function("whole", |b| b.iter(|| unlock(&real)));
    group.bench_function("10,000 records, without the derivation", |b| {
        b.iter(|| unlock(&quick))
    });
    group.finish();
}

criterion_group!(benches, unlocking);
criterion_main!(benches);
