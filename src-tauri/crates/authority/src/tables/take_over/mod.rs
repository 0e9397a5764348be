use chrono::{DateTime, Utc};
use dinhdanh_protocol::{CitizenNumber, DeviceId, OtpCode, TakeOver};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V22: (&str, &str) = ("V22__take_over", include_str!("V22__take_over.sqlite.sql"));

/// What makes an activation a take-over.
pub(crate) struct TakingOver {
    /// The device whose place is taken.
    pub(crate) old_device: DeviceId,
    /// Whether the code goes by SMS: the old device is lost.
    pub(crate) by_sms: bool,
    /// What the new device calls itself.
    pub(crate) device_name: String,
}

impl Reading<'_> {
    /// The newest code that this device is to show, while it is worth anything.
    pub(crate) fn code_to_show(
        &self,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> Result<Option<TakeOver>, AuthorityError> {
        self.row(
            "SELECT t.code, t.device_name, o.sent_at
             FROM take_over t JOIN session s ON s.token_digest = t.session
                  JOIN one_time_code o ON o.session = t.session
             WHERE t.old_device = $1 AND t.code IS NOT NULL AND s.completion IS NULL AND s.expires_at > $2
                   AND o.confirmed_at IS NULL AND o.tries_left > 0 AND o.sent_at > $3
             ORDER BY o.sent_at DESC LIMIT 1",
            &[
                &device.0,
                &now.timestamp_millis(),
                &(now - OtpCode::LIFE).timestamp_millis(),
            ],
            |row| {
                let asked_at = row.moment(2)?;
                Ok(TakeOver {
                    code: OtpCode::parse(&row.at::<String>(0)?)
                        .ok_or(AuthorityError::Damaged("a code to show"))?,
                    device_name: row.at(1)?,
                    asked_at,
                    expires_at: asked_at + OtpCode::LIFE,
                })
            },
        )
    }

    /// Whether an activation runs that would take this device's place, in the name of who may not be the holder: not one
    /// for who has shown at the desk to be it.
    pub(crate) fn is_being_taken_over(
        &self,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> Result<bool, AuthorityError> {
        let running = self.row(
            "SELECT 1 FROM take_over t JOIN session s ON s.token_digest = t.session
             WHERE t.old_device = $1 AND s.completion IS NULL AND s.expires_at > $2
                AND NOT (t.by_sms = 1 AND EXISTS (SELECT 1 FROM claim WHERE device = $1 AND settled = 1))",
            &[&device.0, &now.timestamp_millis()],
            |_| Ok(()),
        )?;
        Ok(running.is_some())
    }
}

impl Writing<'_> {
    /// Makes an activation a take-over.
    pub(crate) fn add_take_over(&self, session: [u8; 32], taking: &TakingOver) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO take_over (session, old_device, device_name, by_sms) VALUES ($1, $2, $3, $4)",
            &[
                &session,
                &taking.old_device.0,
                &taking.device_name,
                &taking.by_sms,
            ],
        )?;
        Ok(())
    }

    /// Ends the take-overs of an account that run.
    pub(crate) fn end_running_take_overs(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM session WHERE account = $1 AND completion IS NULL
                AND token_digest IN (SELECT session FROM take_over)",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Puts the code that the old device is to show.
    pub(crate) fn show_code(&self, session: [u8; 32], code: &OtpCode) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE take_over SET code = $2 WHERE session = $1",
            // The code is exposed to be shown, which is what it is for.
            &[&session, &code.expose()],
        )?;
        Ok(())
    }
}
