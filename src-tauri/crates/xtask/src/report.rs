//! What a run of many steps came to.

use std::time::{Duration, Instant};

use anyhow::Result;

/// How a step ended that did not fail.
pub(crate) enum Done {
    Passed,
    /// Not run, and why: said aloud, so that nobody takes it for passed.
    Skipped(String),
}

/// Steps in the order they ran. A failed step does not stop the next: one run shows all that is wrong.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
}

struct Step {
    name: String,
    took: Duration,
    outcome: Result<Done>,
}

impl Report {
    /// Runs a step under a heading.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Done>) {
        println!("\n=== {name} ===");
        let start = Instant::now();
        let outcome = work();
        if let Err(error) = &outcome {
            println!("FAILED: {error:#}");
        }
        self.steps.push(Step {
            name: name.to_owned(),
            took: start.elapsed(),
            outcome,
        });
    }

    /// Prints every step with its time, then the count alone on the last line. True where nothing failed.
    pub(crate) fn close(self) -> bool {
        println!("\n=== Summary ===");
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for Step { name, took, outcome } in &self.steps {
            let seconds = took.as_secs_f32();
            match outcome {
                Ok(Done::Passed) => {
                    passed += 1;
                    println!("  ok      {seconds:7.1} s  {name}");
                }
                Ok(Done::Skipped(why)) => {
                    skipped += 1;
                    println!("  skipped {seconds:7.1} s  {name}: {why}");
                }
                Err(error) => {
                    failed += 1;
                    println!("  FAILED  {seconds:7.1} s  {name}: {error:#}");
                }
            }
        }
        let skips = if skipped > 0 {
            format!(", {skipped} skipped")
        } else {
            String::new()
        };
        println!("\n{passed} passed, {failed} failed{skips}");
        failed == 0
    }
}
