//! The encrypted local store: keys, passcode, tables, migrations.
