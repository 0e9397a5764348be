//! Trust data that a script brings by file: no window is opened for it, and the wallets take them.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_tests::desktop::{Desktop, Process, eventually};
use dinhdanh_tests::person::{self, PASSCODE, Tongue};
use dinhdanh_tests::trust::{bundle, bundle_of, practice_issuer, stranger, trusted};
use dinhdanh_tests::window::{Window, application, story};
use serde_json::json;
use tempfile::TempDir;

const VI: Tongue = Tongue::Vietnamese;

/// A computer without a screen, a bus, a keystore and a network.
struct Server {
    home: TempDir,
}

impl Server {
    fn new() -> Result<Self> {
        Ok(Self {
            home: tempfile::tempdir()?,
        })
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn waiting(&self) -> PathBuf {
        self.data().join("trust/waiting.ddtrust")
    }

    fn file(&self, content: &[u8]) -> Result<PathBuf> {
        let path = self.home.path().join("dữ liệu.ddtrust");
        fs::write(&path, content)?;
        Ok(path)
    }

    fn import(&self, file: &Path) -> Result<Command> {
        let mut command = Command::new(application()?);
        command
            .env_clear()
            .env("VI_DINH_DANH_DATA", self.data())
            .current_dir(self.home.path())
            .args(["trust", "import"])
            .arg(file);
        Ok(command)
    }

    /// Puts these trust data there; what is said.
    fn takes(&self, content: &[u8]) -> Result<String> {
        let output = self.import(&self.file(content)?)?.output()?;
        ensure!(output.status.code() == Some(0), "{}", said(&output));
        ensure!(output.stderr.is_empty(), "{}", said(&output));
        ensure!(
            fs::read(self.waiting())? == content,
            "what waits is what was brought"
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Brings a file that is not taken, for this reason.
    fn refuses(&self, file: &Path, vi: &str, en: &str) -> Result<()> {
        let before = fs::read(self.waiting()).ok();
        let output = self.import(file)?.output()?;
        let said = said(&output);
        ensure!(output.status.code() == Some(1), "{file:?}: {said}");
        ensure!(output.stdout.is_empty(), "{file:?}: {said}");
        ensure!(said.contains(vi) && said.contains(en), "{file:?}: {said}");
        ensure!(
            fs::read(self.waiting()).ok() == before,
            "{file:?} leaves what there was"
        );
        Ok(())
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Trust data of the practice authority that were made so long ago.
fn made(ago: TimeDelta) -> Result<Vec<u8>> {
    bundle(Utc::now() - ago, vec![trusted(&practice_issuer()?, true)])
}

fn in_hanoi(at: DateTime<Utc>, format: &str) -> String {
    (at + TimeDelta::hours(7)).format(format).to_string()
}

#[test]
fn what_is_whole_and_newer_is_put_there_and_nothing_else_is_done() -> Result<()> {
    let server = Server::new()?;
    let now = Utc::now();
    let old = bundle(
        now - TimeDelta::hours(3),
        vec![trusted(&practice_issuer()?, true)],
    )?;
    let told = server.takes(&old)?;
    let (from, until) = (
        now - TimeDelta::hours(3),
        now + TimeDelta::days(7) - TimeDelta::hours(3),
    );
    for words in [
        format!(
            "Đã nạp dữ liệu tin cậy lập lúc {}, dùng được đến {}. Ví của người dùng này trên máy này dùng khi được mở khóa",
            in_hanoi(from, "%H:%M ngày %d/%m/%Y"),
            in_hanoi(until, "%H:%M ngày %d/%m/%Y")
        ),
        format!(
            "Imported trust data made at {}, good until {}. This user’s wallets on this computer use them once unlocked",
            in_hanoi(from, "%H:%M on %d/%m/%Y"),
            in_hanoi(until, "%H:%M on %d/%m/%Y")
        ),
    ] {
        ensure!(told.contains(&words), "{told}");
    }
    ensure!(
        !told.contains("CHÚ Ý") && !told.contains("NOTE"),
        "good for six days: {told}"
    );
    // No profile, no authority, no log: only what was brought, for this user's eyes.
    let names: Vec<_> = fs::read_dir(server.data())?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_>>()?;
    ensure!(names == ["trust"], "{names:?}");
    ensure!(fs::metadata(server.waiting())?.permissions().mode() & 0o777 == 0o600);

    ensure!(
        server
            .takes(&old)?
            .contains("Máy này đã có sẵn dữ liệu tin cậy lập lúc")
    );
    ensure!(
        server
            .takes(&made(TimeDelta::hours(2))?)?
            .contains("Đã nạp dữ liệu tin cậy")
    );
    let older = ("Tệp này cũ hơn", "older than what was imported before");
    server.refuses(&server.file(&old)?, older.0, older.1)
}

#[test]
fn what_runs_out_has_run_out_or_is_of_tomorrow_is_taken_and_told() -> Result<()> {
    let server = Server::new()?;
    for (ago, vi, en) in [
        (TimeDelta::days(8), "đã quá hạn", "out of date"),
        (
            TimeDelta::hours(6 * 24 + 1),
            "chỉ còn dùng được chưa đến một ngày",
            "run out within a day",
        ),
        (
            TimeDelta::days(-1),
            "có ngày muộn hơn đồng hồ của máy này",
            "dated later than",
        ),
    ] {
        let told = server.takes(&made(ago)?)?;
        ensure!(told.contains(vi) && told.contains(en), "{told}");
    }
    Ok(())
}

#[test]
fn what_is_torn_anothers_or_no_file_leaves_what_there_was() -> Result<()> {
    let server = Server::new()?;
    let newer = made(TimeDelta::hours(1))?;
    let broken = ("không phải dữ liệu tin cậy hoặc bị hỏng", "or is damaged");
    let another = (
        "không do cơ quan mà ứng dụng tin cậy ký",
        "not signed by the authority",
    );
    for there in [None, Some(made(TimeDelta::hours(3))?)] {
        if let Some(there) = &there {
            server.takes(there)?;
        }
        for cut in [0, 1, 40, newer.len() / 2, newer.len() - 1] {
            let torn = server.file(newer.get(..cut).context("within")?)?;
            server.refuses(&torn, broken.0, broken.1)?;
        }
        server.refuses(&server.file(b"Not at all.")?, broken.0, broken.1)?;
        let mut forged = newer.clone();
        *forged.last_mut().context("not empty")? ^= 1;
        server.refuses(&server.file(&forged)?, another.0, another.1)?;
        let strangers = bundle_of(&stranger()?, Utc::now(), vec![trusted(&practice_issuer()?, true)])?;
        server.refuses(&server.file(&strangers)?, another.0, another.1)?;

        let heavy = server.home.path().join("heavy");
        File::create(&heavy)?.set_len(16 * 1024 * 1024 + 1)?;
        server.refuses(&heavy, broken.0, broken.1)?;
        let none = ("Không có tệp", "There is no file");
        server.refuses(&server.home.path().join("gone"), none.0, none.1)?;
        let pipe = server.home.path().join("pipe");
        if !pipe.exists() {
            ensure!(Command::new("mkfifo").arg(&pipe).status()?.success());
        }
        for no_file in [server.home.path(), &pipe, Path::new("/dev/zero")] {
            server.refuses(no_file, "không phải là tệp", "is not a file")?;
        }
        // A file to all appearances, which cannot be read: as on a stick that is pulled.
        let going = Path::new("/proc/self/mem");
        server.refuses(going, "Không đọc được tệp", "cannot be read")?;
    }
    // What somebody else wrote there is no reason to keep the authority's word away.
    fs::write(server.waiting(), "Not at all.")?;
    server.takes(&newer)?;
    Ok(())
}

#[test]
fn root_writes_nothing_that_the_wallet_s_user_could_not_read() -> Result<()> {
    let server = Server::new()?;
    fs::create_dir(server.data())?;
    if chown(server.data(), Some(65_534), None).is_err() {
        return Ok(()); // Who is not root cannot come into this.
    }
    let file = server.file(&made(TimeDelta::hours(1))?)?;
    server.refuses(&file, "của người dùng khác", "another user’s")?;
    ensure!(
        fs::read_dir(server.data())?.next().is_none(),
        "nothing is left there"
    );
    Ok(())
}

#[test]
fn of_several_at_once_the_newest_stays() -> Result<()> {
    let server = Server::new()?;
    let hours = [3, 1, 5, 2, 4, 6];
    let mut running = Vec::new();
    for hour in hours {
        let file = server.home.path().join(hour.to_string());
        fs::write(&file, made(TimeDelta::hours(hour))?)?;
        running.push(
            server
                .import(&file)?
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?,
        );
    }
    for mut one in running {
        one.wait()?;
    }
    ensure!(fs::read(server.waiting())? == fs::read(server.home.path().join("1"))?);
    Ok(())
}

#[test]
fn a_kill_leaves_the_old_or_the_new_whole() -> Result<()> {
    let server = Server::new()?;
    let begun = Instant::now();
    server.takes(&made(TimeDelta::hours(100))?)?;
    let whole = begun.elapsed();
    for hour in 0..20_i64 {
        let before = fs::read(server.waiting())?;
        let after = made(TimeDelta::hours(99 - hour))?;
        let mut import = server.import(&server.file(&after)?)?;
        let mut running = Process::start(import.stdout(Stdio::null()))?;
        std::thread::sleep(whole / 2 + whole / 20 * u32::try_from(hour)?);
        running.kill();
        let there = fs::read(server.waiting())?;
        ensure!(there == before || there == after, "whole after {hour}");
    }
    server.takes(&made(TimeDelta::hours(1))?)?;
    Ok(())
}

#[test]
fn an_officer_without_a_network_judges_by_what_a_script_brought() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let officer = Window::open(&desktop, "officer").await?;
        let people = person::personas(&officer, "not_active", 2, true).await?;
        let somebody = people
            .first()
            .context("the picker offers somebody who is ready")?;
        person::activate(&officer, somebody, VI).await?;
        officer.invoke("lock", json!({})).await?;
        officer.reads("Nhập passcode").await?;
        without_network(&desktop)?;
        let script = |ago| -> Result<()> {
            let file = desktop.home().join("bundle");
            fs::write(&file, made(ago)?)?;
            let output = desktop
                .command(application()?)
                .args(["trust", "import"])
                .arg(file)
                .output()?;
            ensure!(output.status.success(), "{}", said(&output));
            Ok(())
        };

        script(TimeDelta::hours(30))?;
        officer.keys(PASSCODE).await?;
        officer.press("Quét mã").await?;
        officer.press("Dữ liệu tin cậy").await?;
        officer.reads("Cập nhật 1 ngày trước").await?;

        // While it is open, the screen follows by itself.
        script(TimeDelta::hours(3))?;
        officer.reads("Cập nhật 3 giờ trước").await?;

        // What somebody else writes there is told to the log, once, and nothing is lost.
        let waiting = desktop.data().join("trust/waiting.ddtrust");
        fs::write(waiting, "Not at all.")?;
        let told = |word: &str| -> Result<usize> {
            let logs = fs::read_dir(desktop.data().join("logs"))?;
            let logs: String = logs
                .map(|log| Ok(fs::read_to_string(log?.path())?))
                .collect::<Result<_>>()?;
            Ok(logs.matches(word).count())
        };
        let refused = || told("code=trust_unreadable");
        eventually("what is broken is told", || Ok((refused()? > 0).then_some(())))?;
        let rounds = told("not up to date")?;
        eventually("the next round is over", || {
            Ok((told("not up to date")? > rounds + 1).then_some(()))
        })?;
        ensure!(refused()? == 1, "once");
        officer.reads("Cập nhật 3 giờ trước").await
    })
    .unwrap();
}

/// Nobody is to be reached any more: nothing is left in the practice authority's store, not even in what its processes
/// share of it in memory.
fn without_network(desktop: &Desktop) -> Result<()> {
    for file in fs::read_dir(desktop.data().join("authority"))? {
        let mut store = File::options().write(true).open(file?.path())?;
        let length = usize::try_from(store.metadata()?.len())?;
        store.write_all(&vec![0; length])?;
    }
    Ok(())
}
