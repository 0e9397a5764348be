//! The project's own commands: run, test, bench, shots, package.

fn main() {}
