// What the shell shows of itself, as `cargo test -p dinhdanh export_bindings` writes it from the shell's views. Times are
// milliseconds; what ends in `…Ms` is a length that was true when it was sent.
import type { PreferencesView } from './generated/PreferencesView';

export type { AccountStatusView } from './generated/AccountStatusView';
export type { ActivationRequestView } from './generated/ActivationRequestView';
export type { ActivationStepView } from './generated/ActivationStepView';
export type { AppStateView } from './generated/AppStateView';
export type { BindingView } from './generated/BindingView';
export type { CardQrView } from './generated/CardQrView';
export type { CheckReadyView } from './generated/CheckReadyView';
export type { CodeView } from './generated/CodeView';
export type { CodeViewKind } from './generated/CodeViewKind';
export type { CommandError } from './generated/CommandError';
export type { ErrorCode } from './generated/ErrorCode';
export type { ExpiryView } from './generated/ExpiryView';
export type { ForeignView } from './generated/ForeignView';
export type { FrameView } from './generated/FrameView';
export type { HintView } from './generated/HintView';
export type { IdentityCardView } from './generated/IdentityCardView';
export type { Language } from './generated/Language';
export type { LockView } from './generated/LockView';
export type { NotReadyView } from './generated/NotReadyView';
export type { OutcomeView } from './generated/OutcomeView';
export type { PasscodeFault } from './generated/PasscodeFault';
export type { PasswordFault } from './generated/PasswordFault';
export type { PersonView } from './generated/PersonView';
export type { PersonaStateView } from './generated/PersonaStateView';
export type { PersonaView } from './generated/PersonaView';
export type { PreferencesView } from './generated/PreferencesView';
export type { ProtectionView } from './generated/ProtectionView';
export type { ReadView } from './generated/ReadView';
export type { SecurityAnswer } from './generated/SecurityAnswer';
export type { SexView } from './generated/SexView';
export type { ShellView } from './generated/ShellView';
export type { SmsView } from './generated/SmsView';
export type { Theme } from './generated/Theme';
export type { TroubleCode } from './generated/TroubleCode';
export type { VerdictCode } from './generated/VerdictCode';
export type { VerdictView } from './generated/VerdictView';
export type { WordView } from './generated/WordView';

/** Per cent. */
export type TextSize = PreferencesView['textSize'];
