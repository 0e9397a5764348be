//! The project's own commands: `cargo xtask run | test | bench | shots | package`.
#![expect(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

mod bench;
mod count;
mod foreign;
mod fuzz;
mod licences;
mod notices;
mod package;
mod process;
mod report;
mod run;
mod scan;
mod setup;
mod shots;
mod test;
mod types;
mod ui;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use pico_args::Arguments;

const USAGE: &str = "\
cargo xtask <command>

  run [--profile NAME] [--release]   set up, build and open the window; each profile is a wallet of its own
  run --desk                         the same for the desk of the practice authority
  test [--quick]                     every check there is; --quick leaves out what needs a window or minutes
  bench                              the benchmarks, as ratios measured in one run
  bench scan [--quick] [--photos FOLDER] [--keep FOLDER] [--seed N]
                                     our reader of QR codes beside others: a table and a plot; --photos where else
                                     than in ../shared/qr-photos pictures with an index are, --keep to keep the frames
  count [--keep]                     the instructions that reading a frame takes, as committed; --keep to commit new ones
  shots [SCREEN]                     a picture of every screen, language, theme and size, into ./shots
  shots --story                      the way from a card to a genuine code as a series of pictures, into ./shots/story
  package                            the Debian package, into ./dist
  setup                              only install what the commands above need";

fn main() -> ExitCode {
    match dispatch(Arguments::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut arguments: Arguments) -> Result<ExitCode> {
    if arguments.contains(["-h", "--help"]) {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let Some(command) = arguments.subcommand()? else {
        bail!("which command?\n\n{USAGE}");
    };
    let workspace = workspace::Workspace::open()?;
    match command.as_str() {
        "run" => {
            let options = run::Options {
                profile: arguments.opt_value_from_str("--profile")?,
                release: arguments.contains("--release"),
                desk: arguments.contains("--desk"),
            };
            nothing_left(arguments)?;
            run::run(&workspace, &options)
        }
        "test" => {
            let extent = if arguments.contains("--quick") {
                test::Extent::Quick
            } else {
                test::Extent::Full
            };
            nothing_left(arguments)?;
            test::test(&workspace, extent)
        }
        "bench" => match arguments.subcommand()?.as_deref() {
            None => {
                nothing_left(arguments)?;
                bench::bench(&workspace)
            }
            Some("scan") => {
                let options = scan::Options {
                    quick: arguments.contains("--quick"),
                    photos: arguments.opt_value_from_str("--photos")?,
                    keep: arguments.opt_value_from_str("--keep")?,
                    seed: arguments.opt_value_from_str("--seed")?,
                };
                nothing_left(arguments)?;
                scan::scan(&workspace, &options)
            }
            Some(other) => bail!("there is no benchmark `{other}`\n\n{USAGE}"),
        },
        "count" => {
            let purpose = if arguments.contains("--keep") {
                count::Purpose::Keep
            } else {
                count::Purpose::Compare
            };
            nothing_left(arguments)?;
            setup::ensure(setup::Purpose::Test)?;
            count::count(&workspace, purpose)?;
            Ok(ExitCode::SUCCESS)
        }
        "shots" => {
            let story = arguments.contains("--story");
            let only: Option<String> = arguments.opt_free_from_str()?;
            nothing_left(arguments)?;
            match (story, only) {
                (true, None) => shots::story(&workspace),
                (true, Some(_)) => bail!("the story is told whole"),
                (false, only) => shots::shots(&workspace, only.as_deref()),
            }
        }
        "package" => {
            nothing_left(arguments)?;
            package::package(&workspace)
        }
        "setup" => {
            nothing_left(arguments)?;
            setup::ensure(setup::Purpose::Test)?;
            ui::install(&workspace)?;
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("no command is called `{other}`\n\n{USAGE}"),
    }
}

/// Refuses what no command asked for: a mistyped option must not be taken for its absence.
fn nothing_left(arguments: Arguments) -> Result<()> {
    let left = arguments.finish();
    if let Some(first) = left.first() {
        bail!("`{}` is not understood\n\n{USAGE}", first.to_string_lossy());
    }
    Ok(())
}
