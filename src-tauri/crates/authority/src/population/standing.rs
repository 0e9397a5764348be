//! How far a practice account has come on its journey.

use dinhdanh_protocol::AccountLevel;

use super::draw::Draw;

/// The password of every practice account that has one, until its holder sets another.
pub const SAMPLE_PASSWORD: &str = "Thuchanh_2026";

/// A level that identification gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdentifiedLevel {
    /// Mức 1.
    One,
    /// Mức 2.
    #[default]
    Two,
}

/// The state of a practice account as the population hands it to the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Has a card and no account of any kind: may register.
    NoAccount,
    /// A registered app account, not identified.
    AppOnly,
    /// A registered app account whose file waits for approval.
    AwaitingApproval,
    /// Identified and approved, activated nowhere.
    NotActive {
        /// What the identification gave.
        level: IdentifiedLevel,
        /// Whether there was an app account, and so a password, before.
        has_password: bool,
    },
    /// Level 2 that came with the issue of the card: never registered, no password.
    CardOnly,
    /// Level 2, active on another device.
    ActiveElsewhere,
    /// Level 2, activated nowhere, suspended by the authority: its codes are judged withdrawn.
    Suspended,
}

impl Default for Standing {
    /// What most of the population has.
    fn default() -> Self {
        Self::NotActive {
            level: IdentifiedLevel::Two,
            has_password: false,
        }
    }
}

impl Standing {
    /// The level of the account; the lowest where there is none yet.
    pub const fn level(self) -> AccountLevel {
        match self {
            Self::NoAccount | Self::AppOnly | Self::AwaitingApproval => AccountLevel::App,
            Self::NotActive {
                level: IdentifiedLevel::One,
                ..
            } => AccountLevel::One,
            Self::NotActive {
                level: IdentifiedLevel::Two,
                ..
            }
            | Self::CardOnly
            | Self::ActiveElsewhere
            | Self::Suspended => AccountLevel::Two,
        }
    }

    /// Whether the account has a password.
    pub const fn has_password(self) -> bool {
        match self {
            Self::AppOnly | Self::AwaitingApproval | Self::ActiveElsewhere | Self::Suspended => true,
            Self::NotActive { has_password, .. } => has_password,
            Self::NoAccount | Self::CardOnly => false,
        }
    }

    /// A short name, the same in every edition.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::AppOnly => "app_only",
            Self::AwaitingApproval => "awaiting_approval",
            Self::NotActive { .. } => "not_active",
            Self::CardOnly => "card_only",
            Self::ActiveElsewhere => "active_elsewhere",
            Self::Suspended => "suspended",
        }
    }

    pub(super) fn drawn(draw: &mut Draw) -> Self {
        let not_active = |level, has_password| Self::NotActive { level, has_password };
        draw.weighted(&[
            (not_active(IdentifiedLevel::Two, false), 32),
            (not_active(IdentifiedLevel::Two, true), 24),
            (Self::CardOnly, 10),
            (not_active(IdentifiedLevel::One, true), 9),
            (Self::ActiveElsewhere, 8),
            (not_active(IdentifiedLevel::One, false), 5),
            (Self::AppOnly, 5),
            (Self::AwaitingApproval, 4),
            (Self::Suspended, 3),
        ])
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::password_faults;

    use super::*;

    #[test]
    fn the_sample_password_keeps_the_rule() {
        assert_eq!(password_faults(SAMPLE_PASSWORD), []);
    }

    #[test]
    fn only_accounts_once_registered_have_a_password() {
        assert!(!Standing::CardOnly.has_password() && !Standing::default().has_password());
        assert!(Standing::AppOnly.has_password());
        assert_eq!(Standing::AwaitingApproval.level(), AccountLevel::App);
        assert_eq!(Standing::Suspended.level(), AccountLevel::Two);
    }
}
