use chrono::{DateTime, Utc};
use dinhdanh_protocol::{OtpCode, PhoneNumber};

use super::PracticeAuthority;
use crate::{AuthorityError, sms};

/// A message in the drawer "Tin nhắn SMS thực hành".
#[derive(Clone)]
pub struct PracticeMessage {
    /// Counts up.
    pub id: i64,
    /// Who sent it.
    pub from: String,
    /// The words.
    pub text: String,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// The one-time code in it, to copy with one tap.
    pub code: Option<OtpCode>,
}

impl PracticeAuthority {
    /// What was sent to this number, newest first: the last 50 of the last 7 days.
    pub fn messages(&self, phone: &PhoneNumber) -> Result<Vec<PracticeMessage>, AuthorityError> {
        let sent = self.authority.store.read(|read| read.messages_to(phone))?;
        Ok(sent
            .into_iter()
            .map(|message| PracticeMessage {
                id: message.id,
                from: self.authority.parts.name.clone(),
                code: message.is_code.then(|| sms::code_in(&message.text)).flatten(),
                text: message.text,
                sent_at: message.sent_at,
            })
            .collect())
    }
}

impl std::fmt::Debug for PracticeMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PracticeMessage({})", self.id)
    }
}
