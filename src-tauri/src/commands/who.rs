//! "Ai đang dùng máy này?": a computer that a family shares has a profile for each, with a device and a vault of its own.

use std::sync::Arc;

use dinhdanh_wallet::{ErrorCode, Glance, glance};
use tauri::{AppHandle, WebviewWindow, command};

use super::{Answer, Program};
use crate::arguments::Profile;
use crate::error::CommandError;
use crate::host::Host;
use crate::platform::keystore;
use crate::upkeep::tell;
use crate::views::who::OccupantView;
use crate::watch::parted;
use crate::window;

/// The most people who share a computer.
const MOST: u32 = 20;

/// Who may say that it is them.
pub(super) fn occupants(host: &Host) -> Vec<OccupantView> {
    let profiles = host.folders.profiles().into_iter();
    profiles
        .map(|profile| (look(host, &profile), profile))
        .filter(|(glance, _)| glance.lived_in)
        .map(|(glance, profile)| OccupantView::new(&profile, glance))
        .collect()
}

fn look(host: &Host, profile: &Profile) -> Glance {
    glance(
        host.folders.profile(profile),
        keystore::secret_stores(&host.folders, profile),
        profile.name().to_owned(),
    )
}

/// "Đổi người dùng": locks, and asks who sits there.
#[command]
pub(crate) async fn who_change(app: AppHandle, window: WebviewWindow, program: Program<'_>) -> Answer<()> {
    sit(app, window, program, |_| Ok(None)).await
}

/// Somebody of those who are listed sits down.
#[command]
pub(crate) async fn who_sits(
    app: AppHandle,
    window: WebviewWindow,
    program: Program<'_>,
    profile: String,
) -> Answer<()> {
    sit(app, window, program, move |host| {
        let known = host.folders.profiles();
        let named = Profile::named(&profile)
            .ok()
            .filter(|named| known.contains(named));
        named
            .map(Some)
            .ok_or_else(|| CommandError::of(ErrorCode::WrongStep))
    })
    .await
}

/// Somebody new sits down, in a profile of their own.
#[command]
pub(crate) async fn who_is_new(app: AppHandle, window: WebviewWindow, program: Program<'_>) -> Answer<()> {
    sit(app, window, program, |host| {
        let numbered = (2..=MOST).filter_map(|count| Profile::named(&format!("nguoi-{count}")).ok());
        let free = std::iter::once(Profile::default())
            .chain(numbered)
            .find(|profile| {
                let glance = look(host, profile);
                !glance.lived_in && !glance.in_use
            });
        free.map(Some).ok_or_else(|| CommandError::of(ErrorCode::Failed))
    })
    .await
}

/// Whoever comes takes the seat, and the window looks and speaks as they prefer. Not out of a code that is being shown
/// across a counter.
async fn sit<F>(app: AppHandle, window: WebviewWindow, program: Program<'_>, who: F) -> Answer<()>
where
    F: FnOnce(&Host) -> Answer<Option<Profile>> + Send + 'static,
{
    let host = Arc::clone(&program);
    program
        .work(move || {
            host.not_presenting()?;
            host.change_seat(who(&host)?);
            Ok(())
        })
        .await?;
    parted(&app);
    window::show_theme(&window, program.seat().preferences.now().theme);
    if window.set_title(&window::title(&program)).is_err() {
        tracing::warn!("the window kept its title");
    }
    tell(&app);
    Ok(())
}
