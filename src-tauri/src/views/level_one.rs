use dinhdanh_wallet::{PortraitHint, TakenPortrait};
use serde::Serialize;
use ts_rs::TS;

use super::picture::portrait_address;

/// What would make a portrait better.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PortraitHintView {
    TooDark,
    TooBright,
    /// Lit from one side.
    Uneven,
    LowContrast,
    Blurred,
}

/// A portrait as it was taken.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PortraitView {
    /// A `data:` address.
    picture: String,
    /// What would make another one better.
    hint: Option<PortraitHintView>,
}

impl From<PortraitHint> for PortraitHintView {
    fn from(hint: PortraitHint) -> Self {
        match hint {
            PortraitHint::TooDark => Self::TooDark,
            PortraitHint::TooBright => Self::TooBright,
            PortraitHint::Uneven => Self::Uneven,
            PortraitHint::LowContrast => Self::LowContrast,
            PortraitHint::Blurred => Self::Blurred,
        }
    }
}

impl From<TakenPortrait> for PortraitView {
    fn from(taken: TakenPortrait) -> Self {
        Self {
            picture: portrait_address(taken.portrait.webp()),
            hint: taken.hint.map(PortraitHintView::from),
        }
    }
}
