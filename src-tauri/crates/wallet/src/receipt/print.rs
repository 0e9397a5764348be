use dinhdanh_paper::judge::HANOI;
use dinhdanh_qr::{ErrorCorrection, encode};

use super::KeptReceipt;
use super::sheet::sheet_of;
use crate::paper::modules;
use crate::{FrameCode, Wallet, WalletError};

/// A receipt as a sheet.
#[derive(Clone)]
pub struct PrintedReceipt {
    /// The file.
    pub pdf: Vec<u8>,
    /// Its name, which tells nothing of whom it is about.
    pub name: String,
    /// The code on it.
    pub code: FrameCode,
}

impl Wallet {
    /// "Xuất PDF": a receipt that is kept, as a black-and-white sheet whose code anybody can verify.
    ///
    /// Fails with [`WalletError::ReceiptMissing`], and with [`WalletError::NotAReceipt`] where its signatures do not hold by the
    /// trust data that there are.
    pub fn print_receipt(&self, id: u64) -> Result<PrintedReceipt, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        let kept = open
            .vault
            .read(|r| r.receipt(id))?
            .ok_or(WalletError::ReceiptMissing)?;
        let kept = KeptReceipt::judged(kept, open, now)?;
        let says = kept.judged.says.as_ref().ok_or(WalletError::NotAReceipt)?;
        let code = FrameCode::of(&encode(&kept.text, ErrorCorrection::Medium)?);
        Ok(PrintedReceipt {
            pdf: sheet_of(&kept.judged, says, modules(&code), now).pdf()?,
            name: format!("phieu-kiem-tra-{}.pdf", (kept.at + HANOI).format("%Y%m%d-%H%M%S")),
            code,
        })
    }
}

/// Without what stands on it.
impl std::fmt::Debug for PrintedReceipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrintedReceipt({} bytes)", self.pdf.len())
    }
}
