//! A database of each earlier edition opens as one of this edition, and nothing in it is lost.

use std::path::Path;

use chrono::DateTime;
use refinery::{Migration, Runner};
use rusqlite::Connection;

use super::MIGRATIONS;
use crate::sms::Message;
use crate::store::Store;
use crate::tables::message::MessageKind;

/// The first edition that was handed out had eight migrations.
const FIRST_EDITION: usize = 8;

/// A row or two in every table of the first edition.
const ROWS: &str = "
    INSERT INTO setting VALUES ('secret', zeroblob(32));
    INSERT INTO account (number, phone, level, status, awaiting_approval, registered, first_question)
        VALUES ('001156900001', '0980000001', 2, 0, 0, 1, 3), ('001156900002', '0980000002', 0, 0, 0, 1, NULL);
    INSERT INTO device VALUES (x'11111111111111111111111111111111', '001156900001', 'Máy', NULL, NULL, 5, NULL);
    INSERT INTO view_key VALUES (x'11111111111111111111111111111111', 'a', x'22');
    INSERT INTO session (token_digest, account, expires_at, needs_password)
        VALUES (zeroblob(32), '001156900001', 9000, 0);
    INSERT INTO session VALUES (x'0101010101010101010101010101010101010101010101010101010101010101', '001156900001',
        9000, 1, 2, 4, 7000, x'0202020202020202020202020202020202020202020202020202020202020202', NULL,
        NULL, NULL, NULL, NULL);
    INSERT INTO session VALUES (x'0303030303030303030303030303030303030303030303030303030303030303', '001156900001',
        9000, 0, 1, 5, 7000, zeroblob(32), 7500, NULL, NULL, zeroblob(32), x'11111111111111111111111111111111');
    INSERT INTO credential VALUES (1, 2, x'11111111111111111111111111111111', 'a', 2, x'33', x'44', 5, 6, 0, 0);
    INSERT INTO message (account, phone, kind, text, sent_at)
        VALUES ('001156900001', '0980000001', 1, 'mã', 7000), ('001156900001', '0980000001', 2, 'tin', 8000);
    DELETE FROM message WHERE text = 'tin';
    INSERT INTO bundle VALUES (1, 2, 3, x'55', x'66');
    INSERT INTO age VALUES (1, 7, 8);
";

/// A row of each table that came later, with the number of the migration that made it.
const LATER: [(usize, &str, &str); 15] = [
    (11, "attempt", "INSERT INTO attempt VALUES (1, zeroblob(32), 5)"),
    (
        12,
        "registration",
        "INSERT INTO registration (token_digest, number, phone, expires_at, checks_left)
         VALUES (zeroblob(32), '001156900009', '0980000009', 9000, 5)",
    ),
    (
        13,
        "access",
        "INSERT INTO access VALUES (zeroblob(32), '001156900001', 5, 9000)",
    ),
    (
        14,
        "wrong_password",
        "INSERT INTO wrong_password VALUES (zeroblob(32), 4, 0, NULL, 5)",
    ),
    (
        15,
        "password_reset",
        "INSERT INTO password_reset VALUES (zeroblob(32), '001156900001', '0980000001', 9000, NULL)",
    ),
    (
        16,
        "file",
        "INSERT INTO file (account, request, residence, portrait, sent_at)
         VALUES ('001156900002', zeroblob(32), 'Hà Nội', x'77', 5)",
    ),
    (
        17,
        "act",
        "INSERT INTO act (at, officer, kind, number, reason)
         VALUES (5, 'Cán bộ', 'suspended', '001156900001', 'Mất máy.')",
    ),
    (
        18,
        "notice",
        "INSERT INTO notice (account, kind, data, at) VALUES ('001156900001', 'restored', NULL, 5)",
    ),
    (
        22,
        "take_over",
        "INSERT INTO take_over VALUES (zeroblob(32), x'11111111111111111111111111111111', 'Máy', 0, NULL)",
    ),
    (
        23,
        "lost_device",
        "INSERT INTO lost_device VALUES (zeroblob(32), '001156900001', 9000, NULL)",
    ),
    (
        23,
        "claim",
        "INSERT INTO claim (account, device, ready_at) VALUES ('001156900001', x'11111111111111111111111111111111', 9000)",
    ),
    (
        24,
        "change",
        "INSERT INTO change VALUES (zeroblob(32), '001156900001', 5)",
    ),
    (
        25,
        "phone_change",
        "INSERT INTO phone_change VALUES (zeroblob(32), x'88', '001156900001', '0980000009', 9000, NULL)",
    ),
    (
        29,
        "paper_offer",
        "INSERT INTO paper_offer
         VALUES (zeroblob(32), zeroblob(32), x'11111111111111111111111111111111', 'tax', 0, 5, 9000)",
    ),
    (
        29,
        "paper_copy",
        "INSERT INTO paper_copy
         VALUES (513, 2, x'11111111111111111111111111111111', 'tax', 0, 0, x'99', 0, 'bản sao', 9000, 0, 0)",
    ),
];

fn first_edition(folder: &Path) {
    edition(folder, FIRST_EDITION);
}

/// A database as it was after so many migrations, with a row or two in every table.
fn edition(folder: &Path, number: usize) {
    let migrated = |connection: &mut Connection, number| {
        let migrations: Vec<Migration> = MIGRATIONS
            .iter()
            .take(number)
            .map(|(name, ddl)| Migration::unapplied(name, ddl).unwrap())
            .collect();
        Runner::new(&migrations).run(connection).unwrap();
    };
    let mut connection = Connection::open(folder.join("authority.db")).unwrap();
    migrated(&mut connection, FIRST_EDITION);
    connection.execute_batch(ROWS).unwrap();
    migrated(&mut connection, number);
    for (_, _, row) in LATER.iter().filter(|(since, _, _)| *since <= number) {
        connection.execute_batch(row).unwrap();
    }
}

#[test]
fn the_rows_of_every_edition_are_there_still() {
    for number in FIRST_EDITION..=MIGRATIONS.len() {
        assert_rows_after(number);
    }
}

fn assert_rows_after(number: usize) {
    let folder = tempfile::tempdir().unwrap();
    edition(folder.path(), number);
    let store = Store::open(folder.path()).unwrap();
    let connection = Connection::open(folder.path().join("authority.db")).unwrap();
    let count = |table: &str| -> i64 {
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    };
    for (table, rows) in [
        ("setting", 1),
        ("account", 2),
        ("device", 1),
        ("view_key", 1),
        ("session", 3),
        ("one_time_code", 2),
        ("credential", 1),
        ("message", 1),
        ("bundle", 1),
        ("age", 1),
    ] {
        assert_eq!(count(table), rows, "{table}");
    }
    for (since, table, _) in LATER {
        assert_eq!(count(table), i64::from(since <= number), "{table} after {number}");
    }
    let intact: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(intact, "ok");
    assert!(
        connection
            .query_row("PRAGMA foreign_key_check", [], |_| Ok(()))
            .is_err(),
        "no reference points at nothing"
    );

    let moment = |ms| DateTime::from_timestamp_millis(ms).unwrap();
    store
        .read(|read| {
            let unsent = read.session([0; 32])?.unwrap();
            assert!(!unsent.confirmed && read.one_time_code([0; 32])?.is_none());
            let code = read.one_time_code([1; 32])?.unwrap();
            assert_eq!((code.sends, code.tries_left, code.at), (2, 4, moment(7000)));
            assert_eq!((code.mac, code.confirmed), ([2; 32], false));
            let completed = read.session([3; 32])?.unwrap();
            assert!(completed.confirmed && completed.completed.is_some());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_portrait_is_kept_where_its_file_waits_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    edition(folder.path(), 25);
    let connection = Connection::open(folder.path().join("authority.db")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO file (account, request, residence, portrait, sent_at, state, decided_at)
             VALUES ('001156900001', zeroblob(32), 'Huế', x'78', 5, 2, 6)",
        )
        .unwrap();
    Store::open(folder.path()).unwrap();
    let kept: Vec<(u8, bool)> = connection
        .prepare("SELECT state, portrait IS NOT NULL FROM file ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(kept, [(0, true), (2, false)]);
}

#[test]
fn what_is_written_then_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    first_edition(folder.path());
    let store = Store::open(folder.path()).unwrap();
    let connection = Connection::open(folder.path().join("authority.db")).unwrap();
    store
        .write(|write| {
            let account = write.account(&"001156900001".parse().unwrap())?.unwrap();
            let at = DateTime::from_timestamp_millis(9000).unwrap();
            let message = Message {
                account: Some(&account.number),
                phone: &account.phone,
                kind: MessageKind::Notice,
                text: "mới",
            };
            write.put_message(Some(&message), at)
        })
        .unwrap();
    // The second message was deleted before the roll forward; its number is not given again.
    let newest: i64 = connection
        .query_row("SELECT max(id) FROM message", [], |row| row.get(0))
        .unwrap();
    assert_eq!(newest, 3);
    // A journey takes its code along.
    connection
        .execute("DELETE FROM session WHERE token_digest = zeroblob(32)", [])
        .unwrap();
    let codes = |connection: &Connection| -> i64 {
        connection
            .query_row("SELECT count(*) FROM one_time_code", [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(codes(&connection), 2);
    connection.execute("DELETE FROM session", []).unwrap();
    assert_eq!(codes(&connection), 0);
}
