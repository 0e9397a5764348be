use chrono::SubsecRound as _;
use dinhdanh_paper::Format;
use dinhdanh_paper::packed::pack;
use dinhdanh_paper::sd_jwt::SdJwt;
use dinhdanh_paper::vc::Issued;
use dinhdanh_qr::{ErrorCorrection, encode};
use dinhdanh_stream::{FramePace, Frames};

use super::list::kind_of;
use super::log::PRINTED;
use super::present::disclosed;
use super::sheet::{About, sheet_of};
use super::{FrameCode, PaperShowing};
use crate::{Wallet, WalletError};

/// What is never printed, nor put into the codes: a face takes thirty of them.
const PORTRAIT: &str = "portrait";

/// So many codes may be unreadable, whichever.
const SPARE: usize = 2;

/// More codes than on five pages nobody holds before a camera.
const MOST_CODES: usize = 30;

/// What is to be printed of a paper.
#[derive(Clone)]
pub struct PaperPrinting {
    /// Which paper.
    pub id: u64,
    /// The fields, named as in a [`PaperShowing`]; a portrait among them is left out.
    pub fields: Vec<String>,
    /// As in a [`PaperShowing`].
    pub edition: Option<String>,
    /// For whom, for the sharing log alone; 100 characters of it are kept.
    pub to: Option<String>,
}

/// A paper as a sheet.
#[derive(Clone)]
pub struct PrintedPaper {
    /// The file.
    pub pdf: Vec<u8>,
    /// Its name, which tells nothing of whose it is.
    pub name: String,
    /// The codes on it, in any order; two of them may be missing.
    pub codes: Vec<FrameCode>,
}

impl Wallet {
    /// "Xuất PDF": fields of a paper as a sheet to look at, with a code of which an officer's app reads that the authority
    /// issued them so – and not whose they are: nothing is signed by the holder. One copy is spent with it, as by
    /// [`present_paper`](Wallet::present_paper), and it stands in the sharing log; the passcode is asked for as there.
    ///
    /// Fails as that does, and with [`WalletError::TooLongToPrint`] where the code would take more than 30.
    pub fn print_paper(
        &self,
        printing: &PaperPrinting,
        passcode: Option<&str>,
    ) -> Result<PrintedPaper, WalletError> {
        let fields = printing.fields.iter().filter(|field| *field != PORTRAIT);
        let showing = PaperShowing {
            id: printing.id,
            format: Format::SdJwt,
            fields: fields.cloned().collect(),
            purpose: None,
            to: printing.to.clone(),
            challenge: None,
            edition: printing.edition.clone(),
            pace: FramePace::Calm,
        };
        let asked = self.asked_for_papers(passcode)?;
        let printed_at = self.now().trunc_subsecs(0);
        let (issuer, copy, codes) = {
            let mut inner = self.inner();
            let open = asked.opened(&mut inner)?;
            open.active()?;
            open.vault.write(|w| {
                let paper = w.paper(showing.id)?.ok_or(WalletError::PaperMissing)?;
                showing.names_fields_of(kind_of(&paper.kind)?)?;
                showing.is_of(&w.paper_content(showing.id)?.unwrap_or_default())?;
                let copy = w.spend_paper_copy(showing.id, showing.format.name(), printed_at)?;
                let copy = disclosed(&copy.ok_or(WalletError::PaperOutdated)?, &showing.fields)?;
                let codes = codes_of(&copy)?;
                let mut logged = showing.logged(paper.kind, printed_at);
                logged.purpose = Some(PRINTED.to_owned());
                w.add_sharing(&logged)?;
                Ok::<_, WalletError>((paper.issuer, copy, codes))
            })?
        };
        let damaged = |_| WalletError::RecordDamaged;
        let copy = SdJwt::parse(&copy).map_err(damaged)?;
        let issued = Issued::dangerous_unverified(&copy).map_err(damaged)?;
        let about = About {
            issuer: &issuer,
            practice: self.authority.info().practice,
            printed_at,
        };
        Ok(PrintedPaper {
            pdf: sheet_of(&issued, &about, &codes).pdf()?,
            name: format!(
                "ban-in-{}-{}.pdf",
                issued.envelope.kind.name(),
                printed_at.format("%Y%m%d-%H%M%S")
            ),
            codes,
        })
    }
}

/// The codes that stand on the sheet: of the message, and a few more.
fn codes_of(copy: &str) -> Result<Vec<FrameCode>, WalletError> {
    let too_long = |_| WalletError::TooLongToPrint;
    let frames = Frames::new(&pack(copy), FramePace::Calm).map_err(too_long)?;
    let count = frames.least() + SPARE;
    if count > MOST_CODES {
        return Err(WalletError::TooLongToPrint);
    }
    let codes = frames
        .take(count)
        .map(|text| Ok(FrameCode::of(&encode(&text, ErrorCorrection::Medium)?)));
    codes.collect()
}

/// Without for whom.
impl std::fmt::Debug for PaperPrinting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperPrinting({})", self.id)
    }
}

/// Without what stands on it.
impl std::fmt::Debug for PrintedPaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrintedPaper({} codes)", self.codes.len())
    }
}
