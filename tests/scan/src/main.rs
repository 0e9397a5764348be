//! Our reader of QR codes beside others, in one process and one run: `cargo xtask bench scan`.
//!
//! [`made`] makes frames, [`photos`] loads what lies in folders, [`readers`] read them, [`tally`] counts, and
//! [`table`], [`plot`] and [`record`] tell.
#![expect(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

mod chance;
mod clock;
mod keep;
mod made;
mod photos;
mod pictures;
mod plot;
mod readers;
mod record;
mod table;
mod tally;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use pico_args::Arguments;

use pictures::Pictures;
use readers::Ours;
use table::Report;

/// The frames are the same in every run of this seed.
const SEED: u64 = 20_260;

/// How this project's readers stand first among the readers of single pictures.
const OURS: usize = 2;

fn main() -> Result<()> {
    let mut arguments = Arguments::from_env();
    let quick = arguments.contains("--quick");
    let seed = arguments.opt_value_from_str("--seed")?.unwrap_or(SEED);
    let photos: Option<PathBuf> = arguments.opt_value_from_str("--photos")?;
    let keep: Option<PathBuf> = arguments.opt_value_from_str("--keep")?;
    let out: PathBuf = arguments.value_from_str("--out")?;
    if let Some(left) = arguments.finish().first() {
        bail!("`{}` is not understood", left.to_string_lossy());
    }
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;

    let begun = Instant::now();
    let share = if quick { 0.2 } else { 1.0 };
    let mut pictures = made::make(seed, share)?;
    println!(
        "{} frames and {} videos made in {:.0} s",
        pictures.singles.len(),
        pictures.sequences.len(),
        begun.elapsed().as_secs_f64()
    );
    if let Some(folder) = keep {
        keep::put_away(&pictures, &folder)?;
    }
    let mut notes = vec![format!(
        "Frames made here: seed {seed}{}.",
        if quick { ", a fifth of them" } else { "" }
    )];
    match photos {
        Some(folder) => {
            let (singles, sequences) = if quick { (50, 3) } else { (usize::MAX, usize::MAX) };
            let found = photos::load(&folder, singles, sequences)?;
            notes.push(format!(
                "Photographs: {} pictures, {} videos{}.",
                found.singles.len(),
                found.sequences.len(),
                if quick { ", a part of what there is" } else { "" }
            ));
            pictures.singles.extend(found.singles);
            pictures.sequences.extend(found.sequences);
        }
        None => notes.push("Photographs: not here.".to_owned()),
    }
    measure(&pictures, notes, &out)?;
    println!("{:.0} s in all", begun.elapsed().as_secs_f64());
    Ok(())
}

fn measure(pictures: &Pictures, mut notes: Vec<String>, out: &Path) -> Result<()> {
    // rqrr's panics are counted, not told one by one.
    std::panic::set_hook(Box::new(|_| {}));
    let mut readers = readers::all(&out.join("python"), &mut notes);
    let names: Vec<&'static str> = readers.iter().map(|reader| reader.name()).collect();
    let rows = tally::read_singles(&pictures.singles, &mut readers)?;

    // A still picture's effort is none for a video.
    readers.remove(OURS - 1);
    readers.insert(0, Box::new(Ours::fused()));
    let watchers: Vec<&'static str> = readers.iter().map(|reader| reader.name()).collect();
    let watched = tally::read_sequences(&pictures.sequences, &mut readers)?;
    drop(std::panic::take_hook());

    notes.push("Times are of the processor, on one thread, from grey pixels in memory to texts.".to_owned());
    let plot = out.join("scan.svg");
    fs::write(&plot, plot::svg(&names, OURS, &rows))?;
    let record = out.join("scan.jsonl");
    fs::write(&record, record::lines(&names, &rows, &watchers, &watched))?;
    let report = Report {
        readers: names,
        ours: OURS,
        rows: &rows,
        watchers,
        watched: &watched,
        notes,
    };
    let markdown = report.markdown();
    println!("\n{markdown}");
    let table = out.join("scan.md");
    fs::write(&table, markdown)?;
    println!("{}\n{}\n{}", record.display(), table.display(), plot.display());
    Ok(())
}
