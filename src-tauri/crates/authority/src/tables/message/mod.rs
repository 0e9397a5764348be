use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::CitizenNumber;
#[cfg(feature = "practice")]
use dinhdanh_protocol::PhoneNumber;

use crate::AuthorityError;
use crate::store::{Reading, Writing};
use crate::tables::account::Account;

pub(crate) const V6: (&str, &str) = ("V6__message", include_str!("V6__message.sqlite.sql"));
pub(crate) const V10: (&str, &str) = (
    "V10__message_to_anybody",
    include_str!("V10__message_to_anybody.sqlite.sql"),
);

/// How long a message is kept.
const KEPT: TimeDelta = TimeDelta::days(7);
/// How many of the newest the drawer shows.
#[cfg(feature = "practice")]
const SHOWN: u8 = 50;

/// What a message is about.
#[derive(Clone, Copy)]
pub(crate) enum MessageKind {
    OneTimeCode = 1,
    Notice = 2,
}

/// A message as it was sent.
#[cfg(feature = "practice")]
pub(crate) struct SentMessage {
    pub(crate) id: i64,
    pub(crate) text: String,
    pub(crate) sent_at: DateTime<Utc>,
}

impl Reading<'_> {
    /// When the account was sent one-time codes since `from`, oldest first.
    pub(crate) fn codes_sent(
        &self,
        account: &CitizenNumber,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>, AuthorityError> {
        self.rows(
            "SELECT sent_at FROM message WHERE account = $1 AND kind = $2 AND sent_at > $3 AND sent_at <= $4
             ORDER BY sent_at",
            &[
                &account.as_str(),
                &(MessageKind::OneTimeCode as u8),
                &from.timestamp_millis(),
                &until.timestamp_millis(),
            ],
            |row| row.moment(0),
        )
    }

    /// The newest messages to a phone number, newest first.
    #[cfg(feature = "practice")]
    pub(crate) fn messages_to(&self, phone: &PhoneNumber) -> Result<Vec<SentMessage>, AuthorityError> {
        self.rows(
            "SELECT id, text, sent_at FROM message WHERE phone = $1 ORDER BY id DESC LIMIT $2",
            &[&phone.as_str(), &SHOWN],
            |row| {
                Ok(SentMessage {
                    id: row.at(0)?,
                    text: row.at(1)?,
                    sent_at: row.moment(2)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Keeps that a message was sent to the account's phone, and forgets old ones. `text` is empty where it is
    /// not for this database.
    pub(crate) fn put_message(
        &self,
        account: &Account,
        kind: MessageKind,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM message WHERE sent_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        self.change(
            "INSERT INTO message (account, phone, kind, text, sent_at) VALUES ($1, $2, $3, $4, $5)",
            &[
                &account.number.as_str(),
                &account.phone.as_str(),
                &(kind as u8),
                &text,
                &now.timestamp_millis(),
            ],
        )?;
        Ok(())
    }
}
