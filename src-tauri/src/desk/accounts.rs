//! Accounts: looked up, raised, locked, unlocked, withdrawn; and the log of all that was done.

use dinhdanh_protocol::PhoneNumber;
use tauri::command;

use super::error::{DeskAnswer, DeskError, DeskErrorCode};
use super::views::{DeskAccountView, DeskActView, DeskLevel, DeskStatus};
use super::{AtDesk, citizen};

/// The account of a number; null where there is none.
#[command]
pub(super) async fn desk_account(desk: AtDesk<'_>, number: String) -> DeskAnswer<Option<DeskAccountView>> {
    let number = citizen(&number)?;
    desk.ask(move |desk| {
        let Some(account) = desk.at_work().account(&number)? else {
            return Ok(None);
        };
        let portrait = desk.authority.practice().card(&number).map(|card| card.portrait);
        Ok(Some(DeskAccountView::new(account, portrait)))
    })
    .await
}

/// Locks, unlocks, or withdraws for good.
#[command]
pub(super) async fn desk_set_status(
    desk: AtDesk<'_>,
    number: String,
    status: DeskStatus,
    reason: String,
) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().set_status(&number, status.into(), &reason)?))
        .await
}

/// Sets the level: to 2 after the check in person.
#[command]
pub(super) async fn desk_set_level(
    desk: AtDesk<'_>,
    number: String,
    level: DeskLevel,
    reason: String,
) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().set_level(&number, level.into(), &reason)?))
        .await
}

/// Unbinds the device, so that the account can be activated anew.
#[command]
pub(super) async fn desk_unbind(desk: AtDesk<'_>, number: String, reason: String) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().unbind(&number, &reason)?))
        .await
}

/// Sets the phone number of who has lost the one before.
#[command]
pub(super) async fn desk_set_phone(
    desk: AtDesk<'_>,
    number: String,
    phone: String,
    reason: String,
) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    let phone: PhoneNumber = phone
        .parse()
        .map_err(|_| DeskError::of(DeskErrorCode::PhoneMalformed))?;
    desk.ask(move |desk| Ok(desk.at_work().set_phone(&number, &phone, &reason)?))
        .await
}

/// Ends the wait of who has lost the device and is here in person.
#[command]
pub(super) async fn desk_shorten_wait(desk: AtDesk<'_>, number: String, reason: String) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().shorten_wait(&number, &reason)?))
        .await
}

/// Lets security answers be given again at once.
#[command]
pub(super) async fn desk_unlock_answers(desk: AtDesk<'_>, number: String, reason: String) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().unlock_answers(&number, &reason)?))
        .await
}

/// Lets at once be asked for again what was asked for too often.
#[command]
pub(super) async fn desk_lift_limits(desk: AtDesk<'_>, number: String, reason: String) -> DeskAnswer<()> {
    let number = citizen(&number)?;
    desk.ask(move |desk| Ok(desk.at_work().lift_limits(&number, &reason)?))
        .await
}

/// What was done, newest first, a hundred acts at most: before the act of this id, or the newest; with one account, or
/// with all.
#[command]
pub(super) async fn desk_acts(
    desk: AtDesk<'_>,
    number: Option<String>,
    before: Option<i64>,
) -> DeskAnswer<Vec<DeskActView>> {
    let number = number.as_deref().map(citizen).transpose()?;
    desk.ask(move |desk| {
        let acts = desk.at_work().acts(number.as_ref(), before)?;
        Ok(acts.into_iter().map(DeskActView::from).collect())
    })
    .await
}
