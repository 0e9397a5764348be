//! What making a code costs: modules and drawing of the longest everyday text, version 16-M.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dinhdanh_qr::{ErrorCorrection, encode};

fn make_code(criterion: &mut Criterion) {
    let text: String = "DD1:"
        .chars()
        .chain("%69 VD92EX0".chars().cycle())
        .take(640)
        .collect();
    criterion.bench_function("make_code", |bencher| {
        bencher.iter(|| encode(black_box(&text), ErrorCorrection::Medium).map(|code| code.svg()));
    });
}

criterion_group!(benches, make_code);
criterion_main!(benches);
