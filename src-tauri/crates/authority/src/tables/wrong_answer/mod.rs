use dinhdanh_protocol::CitizenNumber;

use crate::AuthorityError;
use crate::answers::WrongAnswers;
use crate::store::{Reading, Writing};

pub(crate) const V21: (&str, &str) = ("V21__wrong_answer", include_str!("V21__wrong_answer.sqlite.sql"));

impl Reading<'_> {
    /// What wrong answers have brought on an account since the last right ones.
    pub(crate) fn wrong_answers(
        &self,
        account: &CitizenNumber,
    ) -> Result<Option<WrongAnswers>, AuthorityError> {
        self.row(
            "SELECT tries_left, locked_until, at FROM wrong_answer WHERE account = $1",
            &[&account.as_str()],
            |row| {
                Ok(WrongAnswers {
                    tries_left: row.at(0)?,
                    locked_until: row.moment_or_none(1)?,
                    at: row.moment(2)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn put_wrong_answers(
        &self,
        account: &CitizenNumber,
        wrong: &WrongAnswers,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO wrong_answer (account, tries_left, locked_until, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account) DO UPDATE SET tries_left = excluded.tries_left,
                 locked_until = excluded.locked_until, at = excluded.at",
            &[
                &account.as_str(),
                &wrong.tries_left,
                &wrong.locked_until.map(|until| until.timestamp_millis()),
                &wrong.at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    /// Forgets an account's wrong answers, and the lock that they brought.
    pub(crate) fn forgive_wrong_answers(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM wrong_answer WHERE account = $1",
            &[&account.as_str()],
        )?;
        Ok(())
    }
}
