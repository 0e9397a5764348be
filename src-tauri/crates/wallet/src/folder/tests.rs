use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_vault::FileSecrets;
use tempfile::TempDir;

use super::*;

fn profile() -> (TempDir, ProfileFolder) {
    let folder = tempfile::tempdir().unwrap();
    let profile = open(&folder);
    (folder, profile)
}

fn open(folder: &TempDir) -> ProfileFolder {
    let kept = Arc::new(FileSecrets::new(folder.path().join("secrets")));
    let secrets = SecretStores {
        keystore: kept.clone(),
        software: kept,
        for_new: Protection::Software,
    };
    ProfileFolder::open(folder.path().join("an"), secrets, "an".to_owned(), false).unwrap()
}

fn begin(profile: &ProfileFolder, before: Before) -> AccountFolder {
    profile.begin_pending(&SystemRandom, before, |_| Ok(())).unwrap()
}

fn assert_pending(profile: &ProfileFolder, expected: &AccountFolder) {
    let pending = profile.pending().unwrap().map(|account| account.id);
    assert_eq!(pending.as_ref(), Some(&expected.id));
    assert!(expected.place.folder().exists());
}

#[test]
fn what_waits_is_pending_once_and_dropped_only_when_it_is_meant() {
    let (_folder, profile) = profile();
    let waiting = begin(&profile, Before::Leaves);
    let locked_away = begin(&profile, Before::Waits);
    profile.part_with(&locked_away).unwrap();
    assert_pending(&profile, &waiting);
    // Who was about to drop it comes too late for it, and takes nothing else.
    profile.drop_pending(&locked_away).unwrap();
    assert_pending(&profile, &waiting);
    assert!(!locked_away.place.folder().exists());
    profile.drop_pending(&waiting).unwrap();
    assert!(profile.pending().unwrap().is_none());
    assert!(!waiting.place.folder().exists());
}

#[test]
fn what_waits_goes_on_waiting_where_who_locks_parts_with_what_stood_before_it() {
    for before in [Before::Leaves, Before::Waits] {
        let (_folder, profile) = profile();
        let waiting = begin(&profile, Before::Leaves);
        let locked_away = begin(&profile, Before::Waits);
        let lock = |_: &AccountFolder| profile.part_with(&locked_away);
        let begun = profile.begin_pending(&SystemRandom, before, lock).unwrap();
        assert_pending(&profile, &begun);
        assert!(!locked_away.place.folder().exists());
        profile.drop_pending(&begun).unwrap();
        assert_pending(&profile, &waiting);
    }
}

#[test]
fn what_is_parted_with_leaves_even_where_its_pointer_is_lost() {
    for torn in [false, true] {
        let (folder, profile) = profile();
        let account = begin(&profile, Before::Leaves);
        let pointer = folder.path().join("an").join(PENDING);
        if torn {
            fs::write(pointer, "torn").unwrap();
        } else {
            fs::remove_file(pointer).unwrap();
        }
        profile.part_with(&account).unwrap();
        assert!(profile.pending().unwrap().is_none());
        drop(profile);
        let _opened = open(&folder);
        assert!(!account.place.folder().exists());
    }
}
