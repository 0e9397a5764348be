//! Ví Định Danh: window and commands.

fn main() {}
