//! Ví Định Danh: the program. The window and its commands; all that they do is done by `dinhdanh-wallet`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod arguments;
mod authority;
mod auto_lock;
mod commands;
mod csv;
#[cfg(feature = "practice")]
mod desk;
mod dropped;
mod error;
mod host;
mod platform;
mod preferences;
mod secret_text;
#[cfg(feature = "testing")]
mod shifted_clock;
mod trust_import;
mod upkeep;
mod views;
mod waiting_trust;
mod watch;
mod window;
mod words;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::{Arguments, Order};

fn main() -> ExitCode {
    platform::core_dumps::turn_off();
    let outcome = match Arguments::parse(pico_args::Arguments::from_env()) {
        Ok(Order::Open(arguments)) => app::run(arguments),
        #[cfg(feature = "practice")]
        Ok(Order::Desk(arguments)) => desk::run(arguments),
        Ok(Order::ImportTrust(file)) => trust_import::run(&file)
            .map(|told| say(&told))
            .map_err(|refused| refused.to_string()),
        Ok(Order::Say(text)) => {
            say(&text);
            Ok(())
        }
        Err(problem) => Err(problem.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            complain(&problem);
            ExitCode::FAILURE
        }
    }
}

fn say(text: &str) {
    // Whoever closed the terminal does not read it; what was done stays done, and the exit code says so.
    let _ = writeln!(io::stdout(), "{text}");
}

fn complain(problem: &str) {
    eprintln!("vi-dinh-danh: {problem}");
}
