//! The app without a screen: [`Wallet`], one file per use case.
//!
//! A wallet is one profile on one computer. It knows where it stands ([`State`]) from its folder alone, so
//! that a kill at any instant loses nothing that was acknowledged; time, randomness, the keystore and the
//! authority are handed in.
//!
//! Where the journeys lead (a test plays them and compares). A wrong code and an answer that is lost leave them where
//! they stand; so does a stop, but for a recovery, which begins anew.
//!
//! A card becomes an app account:
//!
//! ```text
//! welcome ── register ──▶ registering: card
//! registering: card ── card passed ──▶ registering: otp
//! registering: otp ── code ──▶ registering: password
//! registering: password ── lock ──▶ welcome
//! registering: password ── password ──▶ signed out
//! signed out ── sign in ──▶ signed in
//! signed in ── sign out ──▶ signed out
//! ```
//!
//! An identified account is activated, with a password first for who had none:
//!
//! ```text
//! welcome ── activate ──▶ device notice
//! device notice ── notice accepted ──▶ otp
//! otp ── code ──▶ password
//! password ── password ──▶ passcode
//! passcode ── passcode ──▶ questions
//! questions ── lock ──▶ locked, activating
//! locked, activating ── passcode ──▶ questions
//! questions ── answers ──▶ unlocked
//! unlocked ── lock ──▶ locked
//! locked ── passcode ──▶ unlocked
//! otp ── code ──▶ passcode
//! ```
//!
//! A forgotten password:
//!
//! ```text
//! welcome ── forgotten password ──▶ resetting: otp
//! resetting: otp ── code ──▶ resetting: password
//! resetting: password ── password ──▶ signed out
//! ```
//!
//! The account moves to a new device:
//!
//! ```text
//! welcome ── sign in ──▶ signed in
//! signed in ── move here ──▶ device notice
//! device notice ── notice accepted ──▶ otp
//! otp ── code of the other device ──▶ passcode
//! passcode ── passcode ──▶ questions
//! questions ── answers ──▶ unlocked
//! ```
//!
//! The old device is lost:
//!
//! ```text
//! signed in ── device lost ──▶ claiming lost: otp
//! claiming lost: otp ── code ──▶ claiming lost: answers
//! claiming lost: answers ── answers ──▶ signed in
//! ```
//!
//! A forgotten passcode:
//!
//! ```text
//! locked ── forgotten passcode ──▶ recovering: sign-in
//! recovering: sign-in ── sign in ──▶ recovering: otp
//! recovering: otp ── code ──▶ recovering: first question
//! recovering: first question ── answer ──▶ recovering: second question
//! recovering: second question ── wrong ──▶ recovering: first question
//! recovering: second question ── answers right ──▶ recovering: passcode
//! recovering: passcode ── lock ──▶ recovering: first question
//! recovering: passcode ── new passcode ──▶ unlocked
//! ```

mod activation;
mod card_form;
mod change;
mod check;
mod code;
mod error;
mod folder;
mod glance;
mod journey;
mod level_one;
mod lock;
mod new_device;
mod notices;
mod office;
mod otp;
mod own;
mod paper;
mod pictures;
mod receipt;
mod records;
mod recovery;
mod refresh;
mod refusal;
mod session;
mod sign_in;
mod state;
mod wallet;

pub use activation::{ActivationOutcome, ActivationStep, Binding};
pub use card_form::{CardFrame, card_form_of_text};
pub use change::{PhoneChange, PhoneCode, Which};
pub use check::{
    Foreign, Frame, NotReady, Readiness, ScanCount, ScanDay, ScanEntry, Scanned, ShownChallenge,
    ShownVerdict, TextWay, TrustTaken,
};
pub use code::{LiveCode, printed_qr_svg};
pub use dinhdanh_qr::{Hint, MAX_FILE_BYTES};
pub use dinhdanh_stream::FramePace;
pub use dinhdanh_vault::{OfficeCount, SeenTwice};
pub use error::{Detail, ErrorCode, WalletError};
pub use glance::{Glance, glance};
pub use journey::{CardChecked, RegistrationStep, ResetStep};
pub use level_one::{PortraitHint, TakenPortrait};
pub use new_device::{AskedFor, ClaimStep, Device};
pub use notices::AccountNotice;
pub use office::{Merged, OfficeFrame, OfficeInvitation, OfficeStanding, OfficeTaken, SightingsCode};
pub use otp::{OtpStep, OtpWay};
pub use paper::{
    AllowedShowing, ChallengeFrame, Expiry, FrameCode, Gathering, Integrated, PaperCard, PaperChecked,
    PaperEntry, PaperPrinting, PaperSheet, PaperShowing, PaperState, Presentation, PrintedPaper,
    SharingEntry,
};
pub use pictures::SeenCorners;
pub use receipt::{
    CaseNote, KeptReceipt, OpenCase, PrintedReceipt, ReceiptFrame, ReceiptJudged, ReceiptRead,
};
pub use recovery::RecoveryStep;
pub use refusal::Refusal;
pub use sign_in::{AppAccount, Next, SignInOutcome};
pub use state::{Locked, Person, SignedOut, State, Trouble};
pub use wallet::{SecretStores, Wallet, WalletParts};
