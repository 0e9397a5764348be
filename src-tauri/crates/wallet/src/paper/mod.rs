//! "Ví giấy tờ": papers that the authority signs, kept in copies that say the same under keys of their own. A copy is
//! spent with each presentation, so that no two can be linked by it; others are fetched before the last one is gone.

mod answer;
mod card;
mod check;
mod fetch;
mod integrate;
mod list;
mod log;
mod open;
mod present;
mod print;
mod refresh;
mod remove;
mod sheet;
mod words;

pub(crate) use answer::ALLOWED_FOR;
pub use answer::{AllowedShowing, ChallengeFrame};
pub use card::{Expiry, PaperCard};
pub(crate) use check::{Brought, PaperDesk};
pub use check::{Gathering, PaperChecked};
pub use integrate::Integrated;
pub use list::{PaperEntry, PaperState};
pub use log::SharingEntry;
pub(crate) use log::kept_since;
pub use open::PaperSheet;
pub use present::{FrameCode, PaperShowing, Presentation};
pub(crate) use present::{challenge_of, frames_of};
pub use print::{PaperPrinting, PrintedPaper};
pub(crate) use words::{label, modules, name, written};
