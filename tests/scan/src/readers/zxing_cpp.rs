use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::{Answer, Reads};
use crate::pictures::Gray;

/// Reads pictures from standard input – a line with width and height, then the grey pixels – and writes a line of
/// JSON each.
const PROGRAM: &str = r#"
import json, sys, time, zxingcpp
options = {"formats": zxingcpp.BarcodeFormat.QRCode}
if hasattr(getattr(zxingcpp, "TextMode", None), "Plain"):
    options["text_mode"] = zxingcpp.TextMode.Plain
source = sys.stdin.buffer
while True:
    header = source.readline().split()
    if not header:
        break
    width, height = map(int, header)
    gray = memoryview(source.read(width * height)).cast("B", shape=[height, width])
    begun = time.thread_time()
    found = zxingcpp.read_barcodes(gray, **options)
    ms = (time.thread_time() - begun) * 1000
    print(json.dumps({"texts": [one.text for one in found], "ms": ms}), flush=True)
"#;

/// zxing-cpp in a Python beside this process, with its own defaults, which try hardest.
pub(crate) struct ZxingCpp {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl ZxingCpp {
    /// Starts a Python that has zxing-cpp: the system's, or one of its own in `folder`, into which the wheel is
    /// fetched where it is not there yet.
    ///
    /// # Errors
    /// Where there is no Python, or no wheel of zxing-cpp for it, or no way to fetch it.
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let python = python(folder)?;
        let mut child = Command::new(&python)
            .args(["-c", PROGRAM])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} did not start", python.display()))?;
        let input = child.stdin.take().context("its input is a pipe")?;
        let output = child.stdout.take().context("its output is a pipe")?;
        Ok(Self {
            child,
            input,
            output: BufReader::new(output),
        })
    }
}

impl Drop for ZxingCpp {
    fn drop(&mut self) {
        // It ends by itself when its input does; nobody is left to tell where this fails.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Reads for ZxingCpp {
    fn name(&self) -> &'static str {
        "zxing-cpp"
    }

    fn read(&mut self, gray: &Gray) -> Result<Answer> {
        writeln!(self.input, "{} {}", gray.width, gray.height)?;
        self.input.write_all(&gray.pixels)?;
        self.input.flush()?;
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            bail!("zxing-cpp's Python ended");
        }
        let answer: Value = serde_json::from_str(&line)?;
        let texts = answer.get("texts").and_then(Value::as_array);
        Ok(Answer {
            texts: texts
                .into_iter()
                .flatten()
                .filter_map(|text| Some(text.as_str()?.to_owned()))
                .collect(),
            ms: answer.get("ms").and_then(Value::as_f64).unwrap_or(0.0),
            panicked: false,
        })
    }
}

/// A Python that has zxing-cpp.
fn python(folder: &Path) -> Result<PathBuf> {
    let own = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let system = PathBuf::from(if cfg!(windows) { "python" } else { "python3" });
    for python in [&own, &system] {
        if succeeds(Command::new(python).args(["-c", "import zxingcpp"])) {
            return Ok(python.clone());
        }
    }
    if !succeeds(Command::new(&system).args(["-m", "venv"]).arg(folder)) {
        bail!("no Python 3 with venv");
    }
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries=1",
        "--timeout=15",
    ];
    if !succeeds(
        Command::new(&own)
            .args(pip)
            .args(["--only-binary=:all:", "zxing-cpp"]),
    ) {
        bail!("its wheel cannot be fetched");
    }
    Ok(own)
}

fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
