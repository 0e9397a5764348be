//! What came of it.

use std::io::{Write as _, stderr};

use anyhow::Result;

use crate::pictures::{Gray, Picture, Sequence};
use crate::readers::{Answer, Reads};

/// What one reader made of one picture.
pub(crate) struct Mark {
    /// For each code of the picture, whether it was read.
    pub(crate) read: Vec<bool>,
    /// Texts that no code of the picture bears.
    pub(crate) wrong: Vec<String>,
    pub(crate) ms: f64,
    pub(crate) panicked: bool,
}

impl Mark {
    fn of(picture: &Picture, answer: Answer) -> Self {
        let Picture { texts, besides, .. } = picture;
        let is_there = |text: &String| texts.contains(text) || besides.contains(text);
        Self {
            read: texts.iter().map(|text| answer.texts.contains(text)).collect(),
            wrong: answer.texts.into_iter().filter(|text| !is_there(text)).collect(),
            ms: answer.ms,
            panicked: answer.panicked,
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.read.iter().filter(|read| **read).count()
    }
}

/// A picture, and what every reader made of it, in their order.
pub(crate) struct Row {
    pub(crate) set: String,
    pub(crate) part: String,
    pub(crate) name: String,
    pub(crate) size: (usize, usize),
    pub(crate) codes: usize,
    pub(crate) px_per_module: Option<f64>,
    /// The standard deviation of the blur, modules.
    pub(crate) blur: Option<f64>,
    pub(crate) marks: Vec<Mark>,
}

impl Row {
    /// How many of its codes at least one of the readers from number `from` on has read.
    pub(crate) fn together(&self, from: usize) -> usize {
        (0..self.codes)
            .filter(|&code| {
                let read = |mark: &Mark| mark.read.get(code).copied().unwrap_or(false);
                self.marks.iter().skip(from).any(read)
            })
            .count()
    }
}

/// When one reader first read a video.
pub(crate) struct First {
    /// Of the frame, counted from 1; none where it read none.
    pub(crate) frame: Option<usize>,
    /// From the first frame's moment to the text: the video's time and the reader's.
    pub(crate) ms: f64,
    pub(crate) wrong: Vec<String>,
    /// The processor's time for each frame up to then, milliseconds.
    pub(crate) times: Vec<f64>,
    /// And for each after it, where the reader goes on watching.
    pub(crate) later: Vec<f64>,
}

/// A video, and when every reader read it, in their order.
pub(crate) struct Watched {
    pub(crate) set: String,
    pub(crate) part: String,
    pub(crate) name: String,
    pub(crate) firsts: Vec<First>,
}

/// Has every reader read every picture, by turns.
///
/// # Errors
/// Where a picture cannot be unpacked, or a reader is gone.
pub(crate) fn read_singles(pictures: &[Picture], readers: &mut [Box<dyn Reads>]) -> Result<Vec<Row>> {
    let mut rows = Vec::with_capacity(pictures.len());
    for (number, picture) in pictures.iter().enumerate() {
        progress("pictures", number, pictures.len());
        let gray = picture.gray()?;
        let mut marks = Vec::with_capacity(readers.len());
        for reader in readers.iter_mut() {
            marks.push(Mark::of(picture, reader.read(&gray)?));
        }
        let px_per_module = picture.px_per_module.filter(|px| *px > 0.0);
        rows.push(Row {
            set: picture.set.clone(),
            part: picture.part.clone(),
            name: picture.name.clone(),
            size: (gray.width, gray.height),
            codes: picture.texts.len(),
            px_per_module,
            blur: px_per_module.and_then(|px| Some(picture.blur? / px)),
            marks,
        });
    }
    Ok(rows)
}

/// Shows every video to every reader, each until it reads it, or to the end where it goes on watching.
///
/// # Errors
/// As [`read_singles`].
pub(crate) fn read_sequences(sequences: &[Sequence], readers: &mut [Box<dyn Reads>]) -> Result<Vec<Watched>> {
    let mut watched = Vec::with_capacity(sequences.len());
    for (number, sequence) in sequences.iter().enumerate() {
        progress("videos", number, sequences.len());
        let frames: Vec<Gray> = sequence
            .frames
            .iter()
            .map(|(_, frame)| frame.gray())
            .collect::<Result<_>>()?;
        let mut firsts = Vec::with_capacity(readers.len());
        for reader in readers.iter_mut() {
            firsts.push(first(sequence, &frames, reader.as_mut())?);
        }
        watched.push(Watched {
            set: sequence.set.clone(),
            part: sequence.part.clone(),
            name: sequence.name.clone(),
            firsts,
        });
    }
    Ok(watched)
}

fn first(sequence: &Sequence, frames: &[Gray], reader: &mut dyn Reads) -> Result<First> {
    reader.forget();
    let mut first = First {
        frame: None,
        ms: 0.0,
        wrong: Vec::new(),
        times: Vec::new(),
        later: Vec::new(),
    };
    for (number, ((moment, picture), gray)) in sequence.frames.iter().zip(frames).enumerate() {
        let mark = Mark::of(picture, reader.watch(gray)?);
        let read = mark.read.contains(&true);
        first.wrong.extend(mark.wrong);
        if first.frame.is_some() {
            first.later.push(mark.ms);
            continue;
        }
        first.ms = moment + mark.ms;
        first.times.push(mark.ms);
        if read {
            first.frame = Some(number + 1);
            if !reader.goes_on() {
                break;
            }
        }
    }
    Ok(first)
}

/// A run takes minutes: it says how far it is. Where nobody looks at it, nothing is lost.
fn progress(what: &str, number: usize, count: usize) {
    if number.is_multiple_of(50) {
        drop(writeln!(stderr(), "{what}: {number} of {count}"));
    }
}

/// The value that this part of the values is not above; 0 where there are none.
pub(crate) fn quantile(values: impl IntoIterator<Item = f64>, part: f64) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((last as f64 * part).round() as usize)
        .copied()
        .unwrap_or(0.0)
}
