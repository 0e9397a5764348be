use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::CitizenNumber;
#[cfg(feature = "practice")]
use dinhdanh_protocol::PhoneNumber;

use crate::AuthorityError;
use crate::sms::Message;
#[cfg(feature = "practice")]
use crate::store::Reading;
use crate::store::Writing;

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
    /// Whether it is a one-time code.
    pub(crate) is_code: bool,
    pub(crate) text: String,
    pub(crate) sent_at: DateTime<Utc>,
}

#[cfg(feature = "practice")]
impl Reading<'_> {
    /// The newest messages to a phone number, newest first.
    pub(crate) fn messages_to(&self, phone: &PhoneNumber) -> Result<Vec<SentMessage>, AuthorityError> {
        self.rows(
            "SELECT id, kind, text, sent_at FROM message WHERE phone = $1 ORDER BY id DESC LIMIT $2",
            &[&phone.as_str(), &SHOWN],
            |row| {
                Ok(SentMessage {
                    id: row.at(0)?,
                    is_code: row.at::<u8>(1)? == MessageKind::OneTimeCode as u8,
                    text: row.at(2)?,
                    sent_at: row.moment(3)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Keeps that a message was sent, and forgets old ones. Without one it asks the same of the database, and keeps
    /// nothing. The text is empty where it is not for this database.
    pub(crate) fn put_message(
        &self,
        message: Option<&Message<'_>>,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM message WHERE sent_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        self.change(
            "INSERT INTO message (account, phone, kind, text, sent_at) SELECT $1, $2, $3, $4, $5 WHERE $6 = 1",
            &[
                &message.and_then(|message| message.account.map(CitizenNumber::as_str)),
                &message.map(|message| message.phone.as_str()),
                &message.map(|message| message.kind as u8),
                &message.map(|message| message.text),
                &now.timestamp_millis(),
                &u8::from(message.is_some()),
            ],
        )?;
        Ok(())
    }
}
