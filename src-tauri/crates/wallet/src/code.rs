mod answer;

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::Challenge;
use dinhdanh_credential::proof::make_code;
use dinhdanh_credential::receipt::mark_of;
use dinhdanh_credential::token::MAX_LIFE;
use dinhdanh_crypto::hex;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{Clock, CredentialView};
use dinhdanh_qr::{ErrorCorrection, encode};
use dinhdanh_vault::{Credential, VaultError};

use crate::records::view_of;
use crate::session::Open;
use crate::{Wallet, WalletError};

pub(crate) use answer::AllowedAnswer;

/// The code that shows now.
#[derive(Clone)]
pub struct LiveCode {
    /// Names this code in the interface; not its `cti`.
    pub id: String,
    /// What the officer will see.
    pub view: CredentialView,
    /// The QR, black on white with its quiet zone.
    pub svg: String,
    /// What is left of its sixty seconds.
    pub remaining: Duration,
    /// A level-2 account's: it proves the app. A level-1 account's only shares its data.
    pub proves_app: bool,
}

/// Without the QR code, which speaks for the person while it lives.
impl fmt::Debug for LiveCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveCode")
            .field("view", &self.view)
            .field("remaining", &self.remaining)
            .finish_non_exhaustive()
    }
}

/// A code as the session keeps it.
pub(crate) struct ShownCode {
    id: String,
    view: CredentialView,
    svg: String,
    proves_app: bool,
    /// When it was made, by the clock that nobody can set.
    made_at: Duration,
    /// When an officer will call it expired, by the clock on the wall.
    expires_at: DateTime<Utc>,
}

impl ShownCode {
    /// What is left by the stricter of two clocks: the wall clock may be set back, and is what an officer judges by.
    pub(crate) fn remaining(&self, clock: &dyn Clock) -> Duration {
        let shown_for = clock.monotonic().saturating_sub(self.made_at);
        let on_the_wall = (self.expires_at - clock.now()).to_std().unwrap_or_default();
        Duration::from_secs(u64::from(MAX_LIFE))
            .saturating_sub(shown_for)
            .min(on_the_wall)
    }

    fn live(&self, clock: &dyn Clock) -> LiveCode {
        LiveCode {
            id: self.id.clone(),
            view: self.view,
            svg: self.svg.clone(),
            remaining: self.remaining(clock),
            proves_app: self.proves_app,
        }
    }
}

/// The QR of a card as it is printed on it, black on white with its quiet zone: data, no proof.
pub fn printed_qr_svg(text: &str) -> Result<String, WalletError> {
    Ok(encode(text, ErrorCorrection::Medium)?.svg())
}

impl Wallet {
    /// The switch "Xác minh ứng dụng qua QR code"; level 2 only. Off drops the code that shows.
    pub fn set_code_switch(&self, on: bool) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        if on {
            open.at_level_two()?;
            open.active()?;
        }
        open.vault.write(|w| w.set_code_switch(on))?;
        open.account.code_switch = on;
        if !on {
            open.code = None;
        }
        Ok(())
    }

    /// Makes a code that lives sixty seconds from now, in place of the one that shows.
    pub fn make_code(&self, view: CredentialView) -> Result<LiveCode, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        may_make(open)?;
        // Whoever holds the device across the counter gets no more of the person than was being shown.
        if open.presented.is_some_and(|presented| presented != view) {
            return Err(WalletError::Presenting);
        }
        self.show_code(open, view, None)
    }

    /// Makes a code for everybody, or in answer to a challenge, in place of the one that shows.
    fn show_code(
        &self,
        open: &mut Open,
        view: CredentialView,
        challenge: Option<&Challenge>,
    ) -> Result<LiveCode, WalletError> {
        let now = self.now();
        let credential = credential_for(open, view, now)?;
        // The signature needs the key itself.
        let key = SigningKey::from_pkcs8(credential.key.expose())?;
        let made = make_code(&credential.token, &key, challenge, now, self.random.as_ref())?;
        let svg = encode(&made.text, ErrorCorrection::Medium)?.svg();
        // Before anybody sees it: a receipt about it is known for the holder's by this.
        open.vault
            .write(|w| w.remember_made_code(&mark_of(&made.code_id), now))?;
        let id = dinhdanh_crypto::random::array::<8>(self.random.as_ref())?;
        let shown = ShownCode {
            id: hex::encode(&id),
            view,
            svg,
            proves_app: open.at_level_two().is_ok(),
            made_at: self.clock.monotonic(),
            expires_at: made.expires_at,
        };
        let live = shown.live(self.clock.as_ref());
        open.code = Some(shown);
        Ok(live)
    }

    /// The code that shows, if it still lives.
    pub fn current_code(&self) -> Option<LiveCode> {
        let inner = self.inner();
        let live = inner.open.as_ref()?.code.as_ref()?.live(self.clock.as_ref());
        (!live.remaining.is_zero()).then_some(live)
    }

    /// Takes the code off the screen. What an officer has read of it stays good for its sixty seconds.
    pub fn drop_code(&self) -> Result<(), WalletError> {
        self.inner().opened()?.code = None;
        Ok(())
    }

    /// The QR as it is printed on the card: data, no proof.
    pub fn card_qr(&self) -> Result<String, WalletError> {
        let mut inner = self.inner();
        let card = inner
            .opened()?
            .vault
            .read(|r| r.identity_card())?
            .ok_or(VaultError::NoAccount)?;
        printed_qr_svg(&card.printed_qr)
    }

    /// "Chế độ xuất trình": from here on only the code is reachable, in the view of the one that shows; in view B
    /// where none was made. It ends by [`Wallet::confirm_passcode`] or [`Wallet::lock`].
    pub fn present(&self) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        // With no code made yet it is the view that a counter asks for.
        let shown = open.code.as_ref().map_or(CredentialView::B, |shown| shown.view);
        open.presented.get_or_insert(shown);
        Ok(())
    }

    /// Whether presentation mode is on.
    pub fn is_presenting(&self) -> bool {
        self.inner()
            .open
            .as_ref()
            .is_some_and(|open| open.presented.is_some())
    }
}

/// What a code of this view is made by, if it lasts as long as the code does.
fn credential_for(open: &Open, view: CredentialView, now: DateTime<Utc>) -> Result<Credential, WalletError> {
    let missing = || {
        if view == CredentialView::C {
            WalletError::NoPortrait
        } else {
            WalletError::CredentialsExpired
        }
    };
    let credential = open
        .vault
        .read(|r| r.credential(view_of(view)))?
        .ok_or_else(missing)?;
    if credential.expires_at < now + TimeDelta::seconds(i64::from(MAX_LIFE) + 1) {
        return Err(WalletError::CredentialsExpired);
    }
    Ok(credential)
}

/// Both levels may make a code; that it proves the app is level 2's, and asks for the switch.
fn may_make(open: &Open) -> Result<(), WalletError> {
    open.active()?;
    if open.at_level_two().is_ok() && !open.account.code_switch {
        return Err(WalletError::SwitchOff);
    }
    Ok(())
}
