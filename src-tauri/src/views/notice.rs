use dinhdanh_protocol::NoticeKind;
use dinhdanh_wallet::AccountNotice;
use serde::Serialize;
use ts_rs::TS;

/// Something that the account's holder was told.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NoticeView {
    seq: u64,
    /// Milliseconds since 1970.
    at: i64,
    kind: NoticeKindView,
    /// What the words need: a reason, a level, a name, a moment in milliseconds, a masked number.
    detail: Option<String>,
    read: bool,
    /// Who did not do it may say so.
    disputable: bool,
}

/// What happened.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoticeKindView {
    FileApproved,
    FileReturned,
    LevelSet,
    Suspended,
    Restored,
    Revoked,
    DeviceUnbound,
    UnboundAtDesk,
    TakeOverAsked,
    TakenOver,
    Replaced,
    LostDevice,
    WaitEnded,
    Disputed,
    PhoneChanged,
    PhoneSet,
    PasswordChanged,
    EmailChanged,
    PasswordReset,
    Recovering,
    AnswersLocked,
    AnswersUnlocked,
    LimitsLifted,
    QuestionsChanged,
    PasscodeChanged,
}

impl From<AccountNotice> for NoticeView {
    fn from(notice: AccountNotice) -> Self {
        let (_, detail) = notice.kind.parts();
        Self {
            seq: notice.seq,
            at: notice.at.timestamp_millis(),
            kind: notice.kind.into(),
            detail,
            read: notice.read,
            disputable: notice.disputable,
        }
    }
}

impl From<NoticeKind> for NoticeKindView {
    fn from(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::FileApproved => Self::FileApproved,
            NoticeKind::FileReturned { .. } => Self::FileReturned,
            NoticeKind::LevelSet { .. } => Self::LevelSet,
            NoticeKind::Suspended { .. } => Self::Suspended,
            NoticeKind::Restored => Self::Restored,
            NoticeKind::Revoked { .. } => Self::Revoked,
            NoticeKind::DeviceUnbound => Self::DeviceUnbound,
            NoticeKind::UnboundAtDesk => Self::UnboundAtDesk,
            NoticeKind::TakeOverAsked { .. } => Self::TakeOverAsked,
            NoticeKind::TakenOver { .. } => Self::TakenOver,
            NoticeKind::Replaced { .. } => Self::Replaced,
            NoticeKind::LostDevice { .. } => Self::LostDevice,
            NoticeKind::WaitEnded => Self::WaitEnded,
            NoticeKind::Disputed => Self::Disputed,
            NoticeKind::PhoneChanged { .. } => Self::PhoneChanged,
            NoticeKind::PhoneSet { .. } => Self::PhoneSet,
            NoticeKind::PasswordChanged => Self::PasswordChanged,
            NoticeKind::EmailChanged => Self::EmailChanged,
            NoticeKind::PasswordReset => Self::PasswordReset,
            NoticeKind::Recovering => Self::Recovering,
            NoticeKind::AnswersLocked => Self::AnswersLocked,
            NoticeKind::AnswersUnlocked => Self::AnswersUnlocked,
            NoticeKind::LimitsLifted => Self::LimitsLifted,
            NoticeKind::QuestionsChanged => Self::QuestionsChanged,
            NoticeKind::PasscodeChanged => Self::PasscodeChanged,
        }
    }
}
