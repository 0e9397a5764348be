//! "Phiếu kết quả kiểm tra": the officer signs what a check found, and both sides keep it.

mod case;
mod print;
mod read;
mod sheet;
mod words;

pub(crate) use case::{Case, said, seen};
pub use print::PrintedReceipt;
pub(crate) use read::is_receipt;
pub use read::{ReceiptFrame, ReceiptRead};

use chrono::{DateTime, SubsecRound as _, Utc};
use dinhdanh_credential::receipt::{
    Compared, LONGEST_BASIS, LONGEST_FILE_NUMBER, ReceiptVerdict, VerifiedReceipt, is_plain, judge_receipt,
};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::CredentialView;
use dinhdanh_qr::{ErrorCorrection, encode};
use dinhdanh_vault as vault;

use crate::check::officer;
use crate::records::view_of;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// What an officer writes beside what the program found.
#[derive(Clone, Default)]
pub struct CaseNote {
    /// What was compared.
    pub compared: Compared,
    /// What the check was made for; [`LONGEST_BASIS`] bytes at most.
    pub basis: Option<String>,
    /// The number of the file; [`LONGEST_FILE_NUMBER`] bytes at most.
    pub file_number: Option<String>,
    /// "Công dân đồng ý ghi nội dung": what stands in the fields goes into the receipt, citizens' numbers masked.
    pub agreed: bool,
}

/// What a receipt about the person at the desk would say so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// When the verdict was given.
    pub checked_at: DateTime<Utc>,
    /// The verdict on their code, or on what is worst of their papers.
    pub verdict: String,
    /// The papers seen, each once, by their kinds' names.
    pub papers: Vec<String>,
}

/// A receipt that is kept, as it is judged now.
#[derive(Clone)]
pub struct KeptReceipt {
    /// Names it in this wallet.
    pub id: u64,
    /// When it was signed: no receipt is forgotten early for an old date of its check.
    pub at: DateTime<Utc>,
    /// This account's holder made it.
    pub own: bool,
    /// Its text: what its QR code bears.
    pub text: String,
    /// What is found about it now, and what it says where both signatures hold.
    pub judged: ReceiptJudged,
}

/// What is found about a receipt.
#[derive(Debug, Clone)]
pub struct ReceiptJudged {
    /// The first check that failed, or that it is signed.
    pub verdict: ReceiptVerdict,
    /// What it says.
    pub says: Option<VerifiedReceipt>,
    /// Whether it is about a code that this wallet made; none where it names no code, or nothing of it can be believed.
    pub of_my_code: Option<bool>,
}

impl Wallet {
    /// What there is of the person at the desk to make a receipt of; none before anything was checked, after the receipt
    /// was made, and half an hour later.
    pub fn open_case(&self) -> Result<Option<OpenCase>, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.let_go_of_old_case(self.clock.monotonic());
        Ok(open.case.as_ref().map(|case| OpenCase {
            checked_at: case.checked_at(),
            verdict: case.verdict().to_owned(),
            papers: case.papers().map(|paper| paper.kind.clone()).collect(),
        }))
    }

    /// Signs what was found of the person at the desk, with the key of the view that says the least of the officer, and
    /// keeps it. With it their case is closed.
    ///
    /// Fails with [`WalletError::WrongStep`] where nothing was checked, with [`WalletError::NoteTooLong`] where the note does
    /// not fit, with [`WalletError::NoteNotPlain`], with [`WalletError::ReceiptTooLong`] where what the citizen agreed to does
    /// not fit into a code, and as codes do without a credential.
    pub fn make_receipt(&self, note: &CaseNote) -> Result<KeptReceipt, WalletError> {
        let now = self.now().trunc_subsecs(0);
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.let_go_of_old_case(self.clock.monotonic());
        let case = open.case.as_ref().ok_or(WalletError::WrongStep)?;
        let written = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let note = CaseNote {
            basis: written(&note.basis),
            file_number: written(&note.file_number),
            ..note.clone()
        };
        let fits = |text: &Option<String>, most| text.as_ref().is_none_or(|text| text.len() <= most);
        if !fits(&note.basis, LONGEST_BASIS) || !fits(&note.file_number, LONGEST_FILE_NUMBER) {
            return Err(WalletError::NoteTooLong);
        }
        if ![&note.basis, &note.file_number]
            .into_iter()
            .flatten()
            .all(|text| is_plain(text))
        {
            return Err(WalletError::NoteNotPlain);
        }
        let receipt = case.receipt(note, now);
        let credential = open
            .vault
            .read(|r| r.credential(view_of(CredentialView::A)))?
            .ok_or(WalletError::CredentialsExpired)?;
        if credential.expires_at < receipt.signed_at {
            return Err(WalletError::CredentialsExpired);
        }
        let key = SigningKey::from_pkcs8(credential.key.expose())?;
        let text = receipt
            .sign(&credential.token, &key)
            .map_err(|error| match error {
                // All else is within its bounds.
                CryptoError::BadParameters if receipt.agreed => WalletError::ReceiptTooLong,
                error => error.into(),
            })?;
        let kept = self.kept(open, text, receipt.signed_at, true)?;
        open.case = None;
        Ok(kept)
    }

    /// What is found about somebody's receipt. Whoever has a wallet may ask.
    pub fn judge_receipt(&self, text: &str) -> Result<ReceiptJudged, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        ReceiptJudged::of(text.trim(), open, now)
    }

    /// The citizen keeps a receipt that an officer gave them, once both its signatures hold.
    ///
    /// Fails with [`WalletError::NotAReceipt`] where they do not.
    pub fn keep_receipt(&self, text: &str) -> Result<KeptReceipt, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        let text = text.trim();
        let (_, says) = judge_receipt(text, open.trust.bundle(), now);
        let at = says.ok_or(WalletError::NotAReceipt)?.receipt.signed_at;
        self.kept(open, text.to_owned(), at, false)
    }

    /// The receipts that are kept, newest first, as they are judged now.
    pub fn receipts(&self) -> Result<Vec<KeptReceipt>, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        let kept = open.vault.read(|r| r.receipts())?;
        kept.into_iter()
            .map(|kept| KeptReceipt::judged(kept, open, now))
            .collect()
    }

    /// Forgets a receipt for good. One that is not there is forgotten already.
    pub fn forget_receipt(&self, id: u64) -> Result<(), WalletError> {
        self.inner().opened()?.vault.write(|w| w.forget_receipt(id))?;
        Ok(())
    }

    fn kept(
        &self,
        open: &Open,
        text: String,
        at: DateTime<Utc>,
        own: bool,
    ) -> Result<KeptReceipt, WalletError> {
        let receipt = vault::Receipt { id: 0, at, own, text };
        let kept = open.vault.write(|w| w.keep_receipt(&receipt))?;
        KeptReceipt::judged(kept, open, self.now())
    }
}

impl ReceiptJudged {
    /// Judges a text by the trust data and the codes that this wallet made.
    pub(crate) fn of(text: &str, open: &Open, now: DateTime<Utc>) -> Result<Self, WalletError> {
        let (verdict, says) = judge_receipt(text, open.trust.bundle(), now);
        let mark = says.as_ref().and_then(|says| says.receipt.code_mark);
        let of_my_code = match mark {
            Some(mark) => Some(open.vault.read(|r| r.made_code(&mark))?),
            None => None,
        };
        Ok(Self {
            verdict,
            says,
            of_my_code,
        })
    }
}

/// Without what was written.
impl std::fmt::Debug for CaseNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CaseNote({:?})", self.compared)
    }
}

impl KeptReceipt {
    fn judged(kept: vault::Receipt, open: &Open, now: DateTime<Utc>) -> Result<Self, WalletError> {
        let mut judged = ReceiptJudged::of(&kept.text, open, now)?;
        if kept.own {
            // Of whom an officer checked, nobody asks whether it was they.
            judged.of_my_code = None;
        }
        Ok(Self {
            id: kept.id,
            at: kept.at,
            own: kept.own,
            text: kept.text,
            judged,
        })
    }

    /// Its QR code, black on white with its quiet zone.
    pub fn svg(&self) -> Result<String, WalletError> {
        Ok(encode(&self.text, ErrorCorrection::Medium)?.svg())
    }
}

/// Without its text, which says what was read.
impl std::fmt::Debug for KeptReceipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeptReceipt({})", self.id)
    }
}
