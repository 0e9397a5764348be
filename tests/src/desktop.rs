//! A desktop that nobody sees: a screen, a message bus, a keyring and a home, gone when it is dropped.

use std::fs::{self, DirBuilder};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// How long a part of the desktop may take to answer. Generous: the machine may be building something else.
const PATIENCE: Duration = Duration::from_secs(45);

/// A bus that starts no services of the machine's by itself: what a test does not start is not there.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// One person's session, with all that belongs to it in one temporary folder.
///
/// Windows opened on the same desktop share the home and the keyring, as two profiles of one person do.
pub struct Desktop {
    // In this order: the programs end before their home goes.
    input_method: Option<Process>,
    keyring: Option<Process>,
    _bus: Process,
    _screen: Process,
    display: String,
    home: TempDir,
}

impl Desktop {
    /// Starts a screen of 1600 × 1400 pixels, a bus and an unlocked keyring.
    ///
    /// # Errors
    /// Where Xvfb, dbus-daemon or gnome-keyring is missing or does not answer.
    pub fn start() -> Result<Self> {
        let mut desktop = Self::without_keyring()?;
        desktop.keyring = Some(desktop.unlocked_keyring()?);
        Ok(desktop)
    }

    /// The same with no keystore at all, as on a bare Linux.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn without_keyring() -> Result<Self> {
        let home = tempfile::Builder::new().prefix("dinhdanh-desktop-").tempdir()?;
        for folder in ["config", "data", "cache", "state", "run"] {
            DirBuilder::new().mode(0o700).create(home.path().join(folder))?;
        }
        let (screen, display) = screen()?;
        let bus = bus(home.path())?;
        Ok(Self {
            input_method: None,
            keyring: None,
            _bus: bus,
            _screen: screen,
            display: format!(":{display}"),
            home,
        })
    }

    /// Has Unikey change what is typed into windows that are opened from now on, as on most desktops in Viet Nam.
    ///
    /// # Errors
    /// Where IBus or its Unikey is missing or does not answer.
    pub fn type_vietnamese(&mut self) -> Result<()> {
        let mut command = self.command("ibus-daemon");
        command
            .args(["--panel=disable", "--emoji-extension=disable"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.input_method = Some(Process::start(&mut command)?);
        eventually("Unikey is switched on", || {
            // Its status speaks of the layout of the keyboard too, which a screen that nobody sees cannot set.
            self.command("ibus").args(["engine", "Unikey"]).output()?;
            let now = self.command("ibus").arg("engine").output()?;
            Ok(now.stdout.starts_with(b"Unikey").then_some(()))
        })
    }

    /// The folder that HOME and every XDG folder of this desktop lie in.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The address of its message bus.
    pub fn bus(&self) -> String {
        bus_address(self.home())
    }

    /// The X display, such as `:7`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Nothing moves on its own from now on: windows opened later see `prefers-reduced-motion`, and no caret blinks.
    ///
    /// # Errors
    /// Where the home cannot be written to.
    pub fn hold_still(&self) -> Result<()> {
        let folder = self.home.path().join("config/gtk-3.0");
        fs::create_dir_all(&folder)?;
        let settings = "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n";
        fs::write(folder.join("settings.ini"), settings)?;
        Ok(())
    }

    /// Ends the keyring's service, as where it crashed or was never started. Its files stay.
    pub fn stop_keyring(&mut self) {
        self.keyring = None;
    }

    /// Starts an empty keyring in place of the one there was, as after an installation of the system.
    ///
    /// # Errors
    /// Where gnome-keyring does not answer.
    pub fn replace_keyring(&mut self) -> Result<()> {
        self.stop_keyring();
        fs::remove_dir_all(self.home.path().join("data/keyrings"))?;
        self.keyring = Some(self.unlocked_keyring()?);
        Ok(())
    }

    /// The folder of the program's data.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data/vi-dinh-danh")
    }

    /// A program on this desktop: with the environment of its session and nothing of the one that runs the tests.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env(
                "PATH",
                std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into()),
            )
            .env("LANG", "C.UTF-8")
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", bus_address(home))
            .env("GDK_BACKEND", "x11")
            // There is no accessibility bus here, and looking for it takes 25 seconds.
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none")
            .current_dir(home);
        let input_method = if self.input_method.is_some() {
            "ibus"
        } else {
            "gtk-im-context-simple"
        };
        command.env("GTK_IM_MODULE", input_method);
        command
    }

    fn unlocked_keyring(&self) -> Result<Process> {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut keyring = Process::start(&mut command)?;
        // The new keyring's password: one line, which may not be empty.
        let mut stdin = keyring
            .child
            .stdin
            .take()
            .context("the keyring reads its password")?;
        stdin.write_all(b"test")?;
        drop(stdin);
        eventually("the keyring answers", || {
            let answer = self
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                ])
                .args([
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ])
                .output()?;
            Ok(String::from_utf8_lossy(&answer.stdout)
                .contains("boolean true")
                .then_some(()))
        })?;
        Ok(keyring)
    }
}

fn screen() -> Result<(Process, String)> {
    let mut command = Command::new("Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1600x1400x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut screen = Process::start(&mut command)?;
    let display = screen.first_line()?;
    Ok((screen, display))
}

fn bus(home: &Path) -> Result<Process> {
    let config = home.join("bus.conf");
    fs::write(
        &config,
        BUS.replace("SOCKET", &socket(home).display().to_string()),
    )?;
    let mut command = Command::new("dbus-daemon");
    command.arg(format!("--config-file={}", config.display())).args([
        "--nofork",
        "--nopidfile",
        "--print-address=1",
    ]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut bus = Process::start(&mut command)?;
    bus.first_line()?;
    Ok(bus)
}

fn socket(home: &Path) -> PathBuf {
    home.join("run").join("bus")
}

fn bus_address(home: &Path) -> String {
    format!("unix:path={}", socket(home).display())
}

/// A program and all that it starts; killed together when dropped.
pub struct Process {
    child: Child,
    /// Kept open once read from: a program that prints into a closed pipe dies of it.
    output: Option<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts it in a process group of its own.
    ///
    /// # Errors
    /// Where the program is not there.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} did not start"))?;
        Ok(Self { child, output: None })
    }

    /// The process id, which is the group's too.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended by itself.
    ///
    /// # Errors
    /// Where the system does not say.
    pub fn ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// SIGKILL to the whole group, as when the machine loses power: nothing gets to say goodbye.
    pub fn kill(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _gone_already = kill_process_group(group, Signal::KILL);
        }
        let _waited_for_already = self.child.wait();
    }

    /// The first line that it prints.
    fn first_line(&mut self) -> Result<String> {
        let stdout = self.child.stdout.take().context("its output is a pipe")?;
        let mut line = String::new();
        self.output.insert(BufReader::new(stdout)).read_line(&mut line)?;
        if line.trim().is_empty() {
            bail!("it ended before it was ready");
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Asks again and again until there is an answer.
///
/// # Errors
/// Where none comes within half a minute, or where asking fails.
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("waited in vain: {what}")
}
