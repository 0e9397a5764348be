use dinhdanh_credential::token::MAX_LIFE;
use dinhdanh_protocol::CredentialView;
use dinhdanh_wallet::LiveCode;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::millis;

/// Which values a code shows.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CodeViewKind {
    A,
    B,
    C,
}

/// The code that shows.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeView {
    id: String,
    view: CodeViewKind,
    /// Black on white, quiet zone included, sized by its viewBox.
    svg: String,
    remaining_ms: u64,
    life_ms: u64,
    /// Level 2: the code proves the app.
    proves_app: bool,
}

/// The QR as it is printed on the card.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct CardQrView {
    /// As that of a code.
    pub(crate) svg: String,
}

impl From<CodeViewKind> for CredentialView {
    fn from(kind: CodeViewKind) -> Self {
        match kind {
            CodeViewKind::A => Self::A,
            CodeViewKind::B => Self::B,
            CodeViewKind::C => Self::C,
        }
    }
}

impl From<CredentialView> for CodeViewKind {
    fn from(view: CredentialView) -> Self {
        match view {
            CredentialView::A => Self::A,
            CredentialView::B => Self::B,
            CredentialView::C => Self::C,
        }
    }
}

impl From<LiveCode> for CodeView {
    fn from(code: LiveCode) -> Self {
        Self {
            id: code.id,
            view: code.view.into(),
            svg: code.svg,
            remaining_ms: millis(code.remaining),
            life_ms: u64::from(MAX_LIFE) * 1000,
            proves_app: code.proves_app,
        }
    }
}
