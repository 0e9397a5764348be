//! A place to try things out: a folder, a keystore, and what goes into a vault.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::secret::{Secret32, SecretBytes};
use dinhdanh_vault::{
    Account, AccountStatus, Credential, DeviceSecrets, FileSecrets, IdentityCard, MemorySecrets, Passcode,
    RecoveryFactors, Sex, TrustBundle, Vault, VaultPlace, View,
};

pub(crate) const RIGHT: &str = "482915";
pub(crate) const WRONG: &str = "730164";

pub(crate) struct Desk {
    pub(crate) root: tempfile::TempDir,
    pub(crate) secrets: Arc<MemorySecrets>,
    pub(crate) place: VaultPlace,
    pub(crate) random: SeededRandom,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let secrets = Arc::new(MemorySecrets::new());
        let place = place(&root.path().join("vault"), secrets.clone());
        Self {
            root,
            secrets,
            place,
            random: SeededRandom::new(1),
        }
    }

    /// A desk with a vault under [`RIGHT`], locked.
    pub(crate) fn with_vault() -> Self {
        let desk = Self::new();
        drop(Vault::create(&desk.place, &passcode(RIGHT), &desk.random).unwrap());
        desk
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.place.folder().join(name)
    }

    /// Wrong passcodes in a row, each after the delay of the one before; the time after the last.
    pub(crate) fn fail(&self, times: u32, mut now: DateTime<Utc>) -> DateTime<Utc> {
        for _ in 0..times {
            now += TimeDelta::from_std(self.place.lock_state(now).unwrap().wait).unwrap();
            assert!(Vault::unlock(&self.place, &passcode(WRONG), now).is_err());
        }
        now
    }
}

pub(crate) fn place(folder: &Path, secrets: Arc<dyn DeviceSecrets>) -> VaultPlace {
    VaultPlace::new(folder, secrets, "main").with_quick_kdf()
}

/// A place whose keystore other processes see too.
pub(crate) fn shared_place(root: &Path) -> VaultPlace {
    place(
        &root.join("vault"),
        Arc::new(FileSecrets::new(root.join("keystore"))),
    )
}

pub(crate) fn passcode(digits: &str) -> Passcode {
    Passcode::new(digits).unwrap()
}

/// What recovers a vault, for a share of so many.
pub(crate) fn factors(share: u8) -> RecoveryFactors {
    RecoveryFactors::new([b"da nang", b"bun bo"], Secret32::new([share; 32]), [share; 16])
}

pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// This test binary again, running one of its hidden tests on `root`.
pub(crate) fn child(test: &str, root: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env("VAULT_TEST_ROOT", root);
    command
}

/// Where a child was told to work.
pub(crate) fn child_root() -> PathBuf {
    std::env::var_os("VAULT_TEST_ROOT")
        .expect("run by its parent test")
        .into()
}

pub(crate) fn account() -> Account {
    Account {
        number: "001190000017".into(),
        full_name: "NGUYỄN THỊ ÁNH TUYẾT".into(),
        birth_date: NaiveDate::from_ymd_opt(1990, 3, 5).unwrap(),
        sex: Sex::Female,
        phone: "0912047358".into(),
        email: Some("anh.tuyet@example.vn".into()),
        level: 2,
        status: AccountStatus::Active,
        device_id: b"device-identifier".to_vec(),
        portrait: Some(b"portrait-of-the-account".to_vec()),
        activated_at: noon(),
        code_switch: false,
        papers_ask: true,
        security_questions: [3, 8],
    }
}

pub(crate) fn credential(view: View) -> Credential {
    Credential {
        view,
        token: format!("token of view {view:?}").into_bytes(),
        key: SecretBytes::new(format!("private key of view {view:?}").into_bytes()),
        issued_at: noon(),
        expires_at: noon() + TimeDelta::days(30),
    }
}

pub(crate) fn identity_card() -> IdentityCard {
    IdentityCard {
        number: "001190000017".into(),
        full_name: "NGUYỄN THỊ ÁNH TUYẾT".into(),
        birth_date: NaiveDate::from_ymd_opt(1990, 3, 5).unwrap(),
        sex: Sex::Female,
        nationality: "Việt Nam".into(),
        place_of_origin: "Đông Anh, Hà Nội".into(),
        place_of_residence: "12 Hàng Bài, Hoàn Kiếm, Hà Nội".into(),
        issued_on: NaiveDate::from_ymd_opt(2022, 6, 1).unwrap(),
        expires_on: None,
        old_number: Some("012345678".into()),
        features: "Nốt ruồi cách 1 cm dưới mắt trái".into(),
        issuer: "Cơ quan thực hành".into(),
        mrz: [
            "IDVNM1900000173001190000017<<5",
            "9003055F3003059VNM<<<<<<<<<<<8",
            "NGUYEN<<THI<ANH<TUYET<<<<<<<<<",
        ]
        .map(Into::into),
        printed_qr:
            "001190000017|012345678|Nguyễn Thị Ánh Tuyết|05031990|Nữ|12 Hàng Bài, Hoàn Kiếm, Hà Nội|01062022"
                .into(),
        portrait: b"portrait-on-the-card".to_vec(),
        refreshed_at: noon(),
    }
}

pub(crate) fn bundle(seq: u64) -> TrustBundle {
    TrustBundle {
        bytes: format!("signed bundle {seq}").into_bytes(),
        seq,
        stored_at: noon(),
    }
}
