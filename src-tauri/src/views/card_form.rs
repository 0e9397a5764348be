use dinhdanh_protocol::{CardForm, CardFormFault as ProtocolFault, CardQrFault, Sex, TypedCardForm};
use dinhdanh_wallet::{CardChecked, CardFrame};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::{HintView, SeenView};
use super::day;
use super::person::SexView;

/// What stands on a card, as it was scanned or is being typed.
#[derive(Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardFormView {
    number: String,
    old_number: Option<String>,
    full_name: String,
    /// yyyy-mm-dd, or whatever is typed so far.
    birth_date: String,
    /// None as long as it is not chosen.
    sex: Option<SexView>,
    residence: String,
    /// yyyy-mm-dd
    issued_on: Option<String>,
}

/// What one picture of a card gave.
#[derive(Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardFrameView {
    form: Option<CardFormView>,
    /// What would help, if nothing was read.
    hint: Option<HintView>,
    /// Where the camera sees a code, read or not.
    seen: Option<SeenView>,
    /// Why what was read gives no form.
    fault: Option<CardQrFaultView>,
}

/// Why a code gives no card's form; spelt as the error codes are.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CardQrFaultView {
    CardQrMangled,
    CardQrUnreadable,
    NotCardQr,
}

/// What is wrong with a typed form.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CardFormFault {
    Number,
    /// Another number than the one that registers.
    NumberOther,
    /// Century and year in the number are not those of the birth date.
    NumberBirth,
    /// The sex in the number is not the one chosen.
    NumberSex,
    OldNumber,
    Name,
    Birth,
    Sex,
    Residence,
    Issued,
}

/// What the population register said.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardCheckedView {
    passed: bool,
    /// How often it may still be asked.
    checks_left: u8,
}

impl From<CardForm> for CardFormView {
    fn from(form: CardForm) -> Self {
        Self {
            number: form.number.as_str().to_owned(),
            old_number: form.old_number,
            full_name: form.full_name,
            birth_date: day(form.birth_date),
            sex: Some(match form.sex {
                Sex::Male => SexView::Male,
                Sex::Female => SexView::Female,
            }),
            residence: form.residence,
            issued_on: form.issued_on.map(day),
        }
    }
}

impl From<&TypedCardForm> for CardFormView {
    fn from(form: &TypedCardForm) -> Self {
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        Self {
            number: form.number.clone(),
            old_number: given(&form.old_number),
            full_name: form.full_name.clone(),
            birth_date: form.birth_date.clone(),
            sex: form.sex.map(|sex| match sex {
                Sex::Male => SexView::Male,
                Sex::Female => SexView::Female,
            }),
            residence: form.residence.clone(),
            issued_on: given(&form.issued_on),
        }
    }
}

impl From<CardFormView> for TypedCardForm {
    fn from(form: CardFormView) -> Self {
        Self {
            number: form.number,
            old_number: form.old_number.unwrap_or_default(),
            full_name: form.full_name,
            birth_date: form.birth_date,
            sex: form.sex.map(|sex| match sex {
                SexView::Male => Sex::Male,
                SexView::Female => Sex::Female,
            }),
            residence: form.residence,
            issued_on: form.issued_on.unwrap_or_default(),
        }
    }
}

impl From<CardFrame> for CardFrameView {
    fn from(frame: CardFrame) -> Self {
        Self {
            form: frame.form.map(CardFormView::from),
            hint: frame.hint.map(HintView::from),
            seen: frame.seen.and_then(SeenView::of),
            fault: frame.fault.map(|fault| match fault {
                CardQrFault::Mangled => CardQrFaultView::CardQrMangled,
                CardQrFault::Unreadable => CardQrFaultView::CardQrUnreadable,
                CardQrFault::NotACard => CardQrFaultView::NotCardQr,
            }),
        }
    }
}

impl From<ProtocolFault> for CardFormFault {
    fn from(fault: ProtocolFault) -> Self {
        match fault {
            ProtocolFault::Number => Self::Number,
            ProtocolFault::NumberOther => Self::NumberOther,
            ProtocolFault::NumberBirth => Self::NumberBirth,
            ProtocolFault::NumberSex => Self::NumberSex,
            ProtocolFault::OldNumber => Self::OldNumber,
            ProtocolFault::Name => Self::Name,
            ProtocolFault::Birth => Self::Birth,
            ProtocolFault::Sex => Self::Sex,
            ProtocolFault::Residence => Self::Residence,
            ProtocolFault::Issued => Self::Issued,
        }
    }
}

impl From<CardChecked> for CardCheckedView {
    fn from(checked: CardChecked) -> Self {
        Self {
            passed: checked.passed,
            checks_left: checked.checks_left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_code_is_spelt_as_its_error() {
        for (fault, view) in [
            (CardQrFault::Mangled, CardQrFaultView::CardQrMangled),
            (CardQrFault::Unreadable, CardQrFaultView::CardQrUnreadable),
            (CardQrFault::NotACard, CardQrFaultView::NotCardQr),
        ] {
            let code = dinhdanh_wallet::WalletError::CardQr(fault).code();
            assert_eq!(serde_json::to_value(view).unwrap(), code.to_string());
        }
    }
}
