use chrono::{DateTime, SubsecRound as _, Utc};
use dinhdanh_credential::Challenge;
use dinhdanh_crypto::random;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::jose::{from_base64url, to_base64url};
use dinhdanh_paper::judge::{EVERYBODY, LIFE};
use dinhdanh_paper::mdoc::{self, IssuerSigned, Transcript};
use dinhdanh_paper::packed::pack;
use dinhdanh_paper::sd_jwt::{Binding, SdJwt};
use dinhdanh_paper::{Format, PaperKind, Purpose, is_among};
use dinhdanh_qr::{Code, ErrorCorrection, encode};
use dinhdanh_stream::{Cargo, Correction, FramePace, Frames};
use dinhdanh_vault::{PaperCopy, Sharing};

use super::card::Asked;
use super::list::kind_of;
use super::open::edition;
use crate::{Wallet, WalletError};

/// The most characters that are kept of to whom a paper was shown.
const LONGEST_TO: usize = 100;

/// What is to be shown of a paper.
#[derive(Clone)]
pub struct PaperShowing {
    /// Which paper.
    pub id: u64,
    /// In which form: one that the paper has copies of.
    pub format: Format,
    /// The fields, as the kind's metadata name them, steps divided by a dot: `full_name`, `age_equal_or_over.18`, a whole
    /// list `visits`, one entry `visits.2`.
    pub fields: Vec<String>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// To whom, for the sharing log alone; 100 characters of it are kept.
    pub to: Option<String>,
    /// The [`edition`](super::PaperSheet::edition) that was chosen from, so that nothing else is shown; none where that is
    /// all the same.
    pub edition: Option<String>,
    /// The text of the officer's challenge, where there is one.
    pub challenge: Option<String>,
    /// How the code is to move.
    pub pace: FramePace,
}

/// Something that is shown of a paper, bound to this moment.
#[derive(Clone)]
pub struct Presentation {
    /// SD-JWT with key binding, or an mdoc's response: for a file, and to be pasted.
    pub text: String,
    /// The codes of one round of the animation: what the text needs, and half as many again. None where the text is too
    /// long for an animated code.
    pub frames: Vec<FrameCode>,
    /// How they follow each other.
    pub pace: FramePace,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When a checker calls it expired.
    pub expires_at: DateTime<Utc>,
}

/// One code of the animation.
#[derive(Clone)]
pub struct FrameCode {
    /// Modules a side, without the quiet zone.
    pub side: usize,
    /// The modules, row by row without gaps, eight in a byte from its highest bit on, dark = 1.
    pub modules: Vec<u8>,
}

impl Wallet {
    /// Presents fields of a paper: "Xuất trình cho cán bộ". One copy is spent with it, and its key not used again while
    /// others are left; that it was shown stands in the sharing log before anything of it is handed out. The passcode is
    /// asked for as to [open](Wallet::open_paper) the paper.
    ///
    /// Fails with [`WalletError::NothingChosen`] where the paper has none of the fields, with
    /// [`WalletError::NotAChallenge`], with [`WalletError::PaperChanged`], with [`WalletError::PaperOutdated`] where no copy
    /// in that form is left that has not ended, with
    /// [`WalletError::PaperMissing`] where it was removed, and where the account may not act.
    pub fn present_paper(
        &self,
        showing: &PaperShowing,
        passcode: Option<&str>,
    ) -> Result<Presentation, WalletError> {
        self.present_asked(showing, &self.asked_for_papers(passcode)?)
    }

    /// The same, of who gave the passcode before.
    pub(super) fn present_asked(
        &self,
        showing: &PaperShowing,
        asked: &Asked,
    ) -> Result<Presentation, WalletError> {
        let challenge = match &showing.challenge {
            Some(text) => Some(challenge_of(text)?),
            None => None,
        };
        // Whole seconds: an officer must not find it made later than it says.
        let made_at = self.now().trunc_subsecs(0);
        let (copy, chosen) = {
            let mut inner = self.inner();
            let open = asked.opened(&mut inner)?;
            open.active()?;
            open.vault.write(|w| {
                let paper = w.paper(showing.id)?.ok_or(WalletError::PaperMissing)?;
                showing.names_fields_of(kind_of(&paper.kind)?)?;
                showing.is_of(&w.paper_content(showing.id)?.unwrap_or_default())?;
                let copy = w.spend_paper_copy(showing.id, showing.format.name(), made_at)?;
                let copy = copy.ok_or(WalletError::PaperOutdated)?;
                let chosen = Chosen::of(&copy, showing)?;
                w.add_sharing(&showing.logged(paper.kind, made_at))?;
                Ok::<_, WalletError>((copy, chosen))
            })?
        };
        let text = self.bound(chosen, &copy, challenge.as_ref(), made_at)?;
        Ok(Presentation {
            frames: frames(&text, showing.pace)?,
            text,
            pace: showing.pace,
            made_at,
            expires_at: made_at + LIFE,
        })
    }

    fn bound(
        &self,
        chosen: Chosen<'_>,
        copy: &PaperCopy,
        challenge: Option<&Challenge>,
        made_at: DateTime<Utc>,
    ) -> Result<String, WalletError> {
        let drawn;
        let (audience, nonce) = match challenge {
            Some(challenge) => (challenge.audience(), challenge.nonce()),
            None => {
                drawn = random::array::<16>(self.random.as_ref())?;
                (EVERYBODY, &drawn)
            }
        };
        // The signature needs the key itself.
        let key = SigningKey::from_pkcs8(copy.key.expose())?;
        let nonce = to_base64url(nonce);
        match chosen {
            Chosen::SdJwt(shown) => {
                let binding = Binding::of(&shown, audience, &nonce, made_at);
                binding.bind(&shown, &key).map_err(|_| WalletError::RecordDamaged)
            }
            Chosen::Mdoc { issued, fields } => {
                let transcript = Transcript {
                    audience: audience.to_owned(),
                    nonce,
                    made_at,
                };
                mdoc::present(&issued, fields, &transcript, &key).map_err(|_| WalletError::RecordDamaged)
            }
        }
    }
}

impl PaperShowing {
    /// Refused where nothing was chosen that such a paper has.
    pub(super) fn names_fields_of(&self, kind: PaperKind) -> Result<(), WalletError> {
        let known = |field: &String| self.format.shows(kind, field) && !field.contains(char::is_whitespace);
        if self.fields.is_empty() || !self.fields.iter().all(known) {
            return Err(WalletError::NothingChosen);
        }
        Ok(())
    }

    /// An entry of a list is named by its place, and in another edition that may be another's.
    pub(super) fn is_of(&self, content: &str) -> Result<(), WalletError> {
        match &self.edition {
            Some(chosen_from) if *chosen_from != edition(content) => Err(WalletError::PaperChanged),
            _ => Ok(()),
        }
    }

    pub(super) fn logged(&self, kind: String, at: DateTime<Utc>) -> Sharing {
        let to = self.to.as_deref().map(str::trim).filter(|to| !to.is_empty());
        Sharing {
            id: 0,
            at,
            kind,
            fields: self.fields.clone(),
            purpose: self.purpose.map(|purpose| purpose.name().to_owned()),
            to: to.map(|to| to.chars().take(LONGEST_TO).collect()),
        }
    }
}

/// What was chosen of a copy, not yet bound to who asked.
enum Chosen<'a> {
    /// The token with these disclosures and no others.
    SdJwt(String),
    Mdoc {
        issued: Vec<u8>,
        fields: &'a [String],
    },
}

impl<'a> Chosen<'a> {
    /// Refused where the copy has none of the fields.
    fn of(copy: &PaperCopy, showing: &'a PaperShowing) -> Result<Self, WalletError> {
        match showing.format {
            Format::SdJwt => Ok(Self::SdJwt(disclosed(copy, &showing.fields)?)),
            Format::Mdoc => {
                let issued = from_base64url(&copy.token).ok_or(WalletError::RecordDamaged)?;
                let parsed = IssuerSigned::parse(&issued).map_err(|_| WalletError::RecordDamaged)?;
                if !parsed.has_any(&showing.fields) {
                    return Err(WalletError::NothingChosen);
                }
                Ok(Self::Mdoc {
                    issued,
                    fields: &showing.fields,
                })
            }
        }
    }
}

/// An SD-JWT's copy with these of its disclosures and no others, without a key binding. Refused where it has none of them.
pub(super) fn disclosed(copy: &PaperCopy, fields: &[String]) -> Result<String, WalletError> {
    let damaged = |_| WalletError::RecordDamaged;
    let token = SdJwt::parse(&copy.token).map_err(damaged)?;
    let none = token.showing(|_| false).map_err(damaged)?;
    let text = token.showing(|place| is_among(place, fields)).map_err(damaged)?;
    if text == none {
        return Err(WalletError::NothingChosen);
    }
    Ok(text)
}

/// The officer's challenge in a text. One in everybody's name is none: what answers it would be good wherever nothing was
/// asked.
/// An officer's challenge, as its code says it.
pub(crate) fn challenge_of(text: &str) -> Result<Challenge, WalletError> {
    Challenge::read(text.trim())
        .filter(|challenge| challenge.audience() != EVERYBODY)
        .ok_or(WalletError::NotAChallenge)
}

fn frames(text: &str, pace: FramePace) -> Result<Vec<FrameCode>, WalletError> {
    frames_of(Cargo::Paper, &pack(text), pace)
}

/// The codes of one round of an animation: what the message needs, and half as many again. None where it is too long for
/// one.
pub(crate) fn frames_of(
    cargo: Cargo,
    message: &[u8],
    pace: FramePace,
) -> Result<Vec<FrameCode>, WalletError> {
    let level = match pace.correction() {
        Correction::Low => ErrorCorrection::Low,
        Correction::Medium => ErrorCorrection::Medium,
    };
    let Ok(frames) = Frames::of(cargo, message, pace) else {
        return Ok(Vec::new());
    };
    let least = frames.least();
    let codes = frames
        .take(least + least.div_ceil(2))
        .map(|text| Ok(FrameCode::of(&encode(&text, level)?)));
    codes.collect()
}

impl Presentation {
    /// The very same, in codes that move otherwise: nothing else is shown with it, and no copy spent.
    pub fn paced(self, pace: FramePace) -> Result<Self, WalletError> {
        Ok(Self {
            frames: frames(&self.text, pace)?,
            pace,
            ..self
        })
    }
}

impl FrameCode {
    pub(crate) fn of(code: &Code) -> Self {
        let side = code.size();
        let mut modules = vec![0; (side * side).div_ceil(8)];
        for (bit, (x, y)) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).enumerate() {
            if let Some(byte) = modules.get_mut(bit / 8)
                && code.module(x, y)
            {
                *byte |= 0x80 >> (bit % 8);
            }
        }
        Self { side, modules }
    }

    /// Whether the module in column `x`, row `y` is dark. Outside the code all is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let bit = y * self.side + x;
        let byte = self.modules.get(bit / 8).copied().unwrap_or_default();
        x < self.side && byte & (0x80 >> (bit % 8)) != 0
    }
}

/// Without to whom.
impl std::fmt::Debug for PaperShowing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperShowing({:?})", self.purpose)
    }
}

/// Without what is presented.
impl std::fmt::Debug for Presentation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Presentation({} frames, {})", self.frames.len(), self.made_at)
    }
}

impl std::fmt::Debug for FrameCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrameCode({})", self.side)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_asks_in_everybodys_name() {
        let read = |audience| challenge_of(&Challenge::new(audience, [7; 16]).unwrap().text());
        assert!(read("cb-1042").is_ok());
        assert!(matches!(read(EVERYBODY), Err(WalletError::NotAChallenge)));
        assert!(matches!(challenge_of("DD1C:"), Err(WalletError::NotAChallenge)));
    }
}
