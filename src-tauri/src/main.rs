//! Ví Định Danh: the program. The window and its commands; all that they do is done by `dinhdanh-wallet`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod arguments;
mod authority;
mod auto_lock;
mod commands;
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
mod upkeep;
mod views;
mod watch;
mod window;
mod words;

use std::process::ExitCode;

use arguments::{Arguments, Order};

fn main() -> ExitCode {
    platform::core_dumps::turn_off();
    let outcome = match Arguments::parse(pico_args::Arguments::from_env()) {
        Ok(Order::Open(arguments)) => app::run(arguments),
        #[cfg(feature = "practice")]
        Ok(Order::Desk(arguments)) => desk::run(arguments),
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

#[expect(clippy::print_stdout, reason = "asked for on the command line")]
fn say(text: &str) {
    println!("{text}");
}

fn complain(problem: &str) {
    eprintln!("vi-dinh-danh: {problem}");
}
