import { call, callRaw } from './transport';
import type {
  ActivationRequestView,
  AppStateView,
  CardCheckedView,
  CardFormFault,
  CardFormView,
  CardFrameView,
  CardQrView,
  CaseNoteView,
  ChallengeFrameView,
  ChallengeView,
  CheckReadyView,
  CodeView,
  CodeViewKind,
  DeviceEntryView,
  DroppedView,
  FrameView,
  IdentityCardView,
  IntegratedView,
  NoticeView,
  OfficeFrameView,
  OfficeInvitationView,
  OfficeTakenView,
  OfficeView,
  OnlookersView,
  OpenCaseView,
  PaceView,
  PaperCheckedView,
  PaperEntryView,
  PaperKindInfoView,
  PaperKindView,
  PaperPrintingView,
  PaperSheetView,
  PaperShowingView,
  PasscodeFault,
  PasswordFault,
  PersonaView,
  PhoneChangeView,
  PortraitHintView,
  PortraitView,
  PreferencesView,
  PresentationView,
  PrintedPaperView,
  PurposeView,
  ReceiptFrameView,
  ReceiptJudgedView,
  ReceiptView,
  RefusalView,
  ScanDayView,
  SecurityAnswer,
  SharingView,
  ShellView,
  SightingsCodeView,
  SignInView,
  SmsView,
  TakeOverView,
  TrustTakenView,
  WhichView,
} from './types';

/** Every command of the shell. Each rejects with a `Failure`. */
export const commands = {
  appState: () => call<AppStateView>('app_state'),
  shellInfo: () => call<ShellView>('shell_info'),
  /** Who may be looking at the screen from afar. */
  onlookers: () => call<OnlookersView>('onlookers'),
  /** "Tăng độ sáng" and back; whether a display could be set. */
  brighten: (on: boolean) => call<boolean>('brighten', { on }),
  /** Asks the authority for news soon; what they change is told by `state-changed`. */
  refreshSoon: () => call<null>('refresh_soon'),
  preferences: () => call<PreferencesView>('preferences'),
  setPreferences: (preferences: PreferencesView) => call<null>('set_preferences', { preferences }),

  practicePersonas: () => call<PersonaView[]>('practice_personas'),
  practiceMessages: () => call<SmsView[]>('practice_messages'),
  /** Opens the practice authority's desk, a program of its own. */
  practiceDesk: () => call<null>('practice_desk'),

  activationRequest: (number: string, phone: string) =>
    call<ActivationRequestView>('activation_request', { number, phone }),
  activationContinue: () => call<null>('activation_continue'),
  activationResend: () => call<null>('activation_resend'),
  activationOtp: (code: string) => call<null>('activation_otp', { code }),
  activationPassword: (password: string) => call<null>('activation_password', { password }),
  passwordFaults: (password: string) => call<PasswordFault[]>('password_faults', { password }),
  passcodeFault: (passcode: string) => call<PasscodeFault | null>('passcode_fault', { passcode }),
  activationPasscode: (first: string, second: string) => call<null>('activation_passcode', { first, second }),
  activationQuestions: (answers: [SecurityAnswer, SecurityAnswer]) =>
    call<null>('activation_questions', { answers }),
  activationCancel: () => call<null>('activation_cancel'),

  registerBegin: (number: string, phone: string) => call<null>('register_begin', { number, phone }),
  cardFormFaults: (form: CardFormView) => call<CardFormFault[]>('card_form_faults', { form }),
  /** None for a place abroad, or what is no number yet. */
  cardProvince: (number: string) => call<string | null>('card_province', { number }),
  registerCard: (form: CardFormView) => call<CardCheckedView>('register_card', { form }),
  registerResend: () => call<null>('register_resend'),
  registerOtp: (code: string) => call<null>('register_otp', { code }),
  registerPassword: (password: string) => call<null>('register_password', { password }),
  registerCancel: () => call<null>('register_cancel'),

  cardFormText: (text: string) => call<CardFormView>('card_form_text', { text }),
  /** One grey picture, a byte a pixel, row by row. */
  cardFormFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<CardFrameView>('card_form_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  cardFormImage: (file: Uint8Array) => callRaw<CardFrameView>('card_form_image', file),
  cardFormDropped: () => call<CardFrameView>('card_form_dropped'),
  cardFormPasted: () => call<CardFrameView>('card_form_pasted'),

  /** What would make a portrait better: grey, as `checkFrame`, in the shape of one. `null`: it is fine. */
  portraitHint: (gray: Uint8Array, width: number, height: number) =>
    callRaw<PortraitHintView | null>('portrait_hint', gray, { 'x-width': String(width), 'x-height': String(height) }),
  /** Takes a picture for the file, four bytes a pixel, row by row; the core keeps it until it is sent or dropped. */
  portraitTake: (rgba: Uint8Array, width: number, height: number) =>
    callRaw<PortraitView>('portrait_take', rgba, { 'x-width': String(width), 'x-height': String(height) }),
  portraitDrop: () => call<null>('portrait_drop'),
  levelOneSend: (form: CardFormView, email: string | null) => call<null>('level_one_send', { form, email }),

  resetBegin: (number: string, phone: string) => call<null>('reset_begin', { number, phone }),
  resetResend: () => call<null>('reset_resend'),
  resetOtp: (code: string) => call<null>('reset_otp', { code }),
  resetPassword: (password: string) => call<null>('reset_password', { password }),
  resetCancel: () => call<null>('reset_cancel'),

  /** Whether the vault that is here has a recovery slot. */
  recoveryReady: () => call<boolean>('recovery_ready'),
  recoveryBegin: () => call<null>('recovery_begin'),
  /** Without a number it is the one that is remembered. */
  recoverySignIn: (number: string | null, password: string) =>
    call<null>('recovery_sign_in', { number, password }),
  recoveryResend: () => call<null>('recovery_resend'),
  recoveryOtp: (code: string) => call<null>('recovery_otp', { code }),
  recoveryAnswer: (answer: string) => call<null>('recovery_answer', { answer }),
  recoveryBack: () => call<null>('recovery_back'),
  recoveryPasscode: (first: string, second: string) => call<null>('recovery_passcode', { first, second }),
  recoveryCancel: () => call<null>('recovery_cancel'),
  changeQuestions: (passcode: string, answers: [SecurityAnswer, SecurityAnswer]) =>
    call<null>('change_questions', { passcode, answers }),

  /** Without a number it is the one that is remembered. */
  signIn: (number: string | null, password: string) => call<SignInView>('sign_in', { number, password }),
  signOut: () => call<null>('sign_out'),
  openWalletHere: () => call<null>('open_wallet_here'),
  changeAccount: () => call<null>('change_account'),
  accountRefresh: () => call<null>('account_refresh'),
  /** Sends a code to the old number and one to the new. */
  phoneChangeBegin: (password: string, phone: string) => call<null>('phone_change_begin', { password, phone }),
  phoneChange: () => call<PhoneChangeView | null>('phone_change'),
  phoneChangeResend: (number: WhichView) => call<null>('phone_change_resend', { number }),
  phoneChangeOtp: (number: WhichView, code: string) => call<null>('phone_change_otp', { number, code }),
  phoneChangeComplete: () => call<null>('phone_change_complete'),
  phoneChangeCancel: () => call<null>('phone_change_cancel'),
  /** Who has signed in wants the account here, in the place of the device on which it is active. */
  takeOverBegin: () => call<null>('take_over_begin'),
  /** The code to show, while somebody wants this device's place. */
  takeOverCode: () => call<TakeOverView | null>('take_over_code'),
  dispute: () => call<null>('dispute'),
  lostDeviceBegin: () => call<null>('lost_device_begin'),
  lostDeviceResend: () => call<null>('lost_device_resend'),
  lostDeviceOtp: (code: string) => call<null>('lost_device_otp', { code }),
  lostDeviceAnswers: (answers: [SecurityAnswer, SecurityAnswer]) => call<null>('lost_device_answers', { answers }),
  lostDeviceCancel: () => call<null>('lost_device_cancel'),
  devices: () => call<DeviceEntryView[]>('devices'),
  deviceUnbind: (id: string, password: string) => call<null>('device_unbind', { id, password }),
  changePassword: (current: string, next: string) => call<null>('change_password', { current, new: next }),
  /** None takes it away. */
  changeEmail: (password: string, email: string | null) => call<null>('change_email', { password, email }),
  activateSignedIn: () => call<ActivationRequestView>('activate_signed_in'),

  unlock: (passcode: string) => call<null>('unlock', { passcode }),
  lock: () => call<null>('lock'),
  touch: () => call<null>('touch'),
  changePasscode: (current: string, first: string, second: string) =>
    call<null>('change_passcode', { current, first, second }),
  confirmPasscode: (passcode: string) => call<null>('confirm_passcode', { passcode }),

  setCodeSwitch: (on: boolean) => call<null>('set_code_switch', { on }),
  makeCode: (view: CodeViewKind) => call<CodeView>('make_code', { view }),
  currentCode: () => call<CodeView | null>('current_code'),
  /** Allows one code by the passcode, before the officer's challenge is scanned. */
  allowAnswer: (view: CodeViewKind, passcode: string) => call<null>('allow_answer', { view, passcode }),
  /** Makes the code that was allowed, in answer to a challenge. */
  answerWithCode: (challenge: string) => call<CodeView>('answer_with_code', { challenge }),
  forbidAnswer: () => call<null>('forbid_answer'),
  dropCode: () => call<null>('drop_code'),
  cardQr: () => call<CardQrView>('card_qr'),
  presentation: () => call<null>('presentation'),

  /** What the account's holder was told, newest first. */
  notices: () => call<NoticeView[]>('notices'),
  noticesRead: (upTo: number) => call<null>('notices_read', { upTo }),

  /** Without a passcode where the person is not asked for it. */
  identityCard: (passcode: string | null) => call<IdentityCardView>('identity_card', { passcode }),
  setPapersAsk: (ask: boolean, passcode: string | null) => call<null>('set_papers_ask', { ask, passcode }),

  /** The papers in the wallet besides the card, as far as may be told without the passcode. */
  papers: () => call<PaperEntryView[]>('papers'),
  /** What there is of kinds: their names, their fields, and what they are shown for. */
  paperKinds: () => call<PaperKindInfoView[]>('paper_kinds'),
  paper: (id: number, passcode: string | null) => call<PaperSheetView>('paper', { id, passcode }),
  integratePaper: (kind: PaperKindView, number: string | null) =>
    call<IntegratedView>('integrate_paper', { kind, number }),
  removePaper: (id: number, passcode: string) => call<null>('remove_paper', { id, passcode }),
  /** Writes fields of a paper as a PDF into the folder for downloads; it goes by the passcode each time. */
  printPaper: (printing: PaperPrintingView, passcode: string) =>
    call<PrintedPaperView>('print_paper', { printing, passcode }),
  /** Makes what is shown of a paper; it goes by the passcode each time. */
  presentPaper: (showing: PaperShowingView, passcode: string) =>
    call<PresentationView>('present_paper', { showing, passcode }),
  /** Allows it by the passcode, before the officer's challenge is scanned. */
  allowShowing: (showing: PaperShowingView, passcode: string) => call<null>('allow_showing', { showing, passcode }),
  /** One grey picture, a byte a pixel, row by row. */
  challengeFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<ChallengeFrameView>('challenge_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  challengeImage: (file: Uint8Array) => callRaw<ChallengeFrameView>('challenge_image', file),
  challengeDropped: () => call<ChallengeFrameView>('challenge_dropped'),
  challengePasted: () => call<ChallengeFrameView>('challenge_pasted'),
  /** Shows what was allowed, in answer to a challenge. */
  answerChallenge: (challenge: string) => call<PresentationView>('answer_challenge', { challenge }),
  /** The same, drawn for another pace. */
  paceOfPresentation: (pace: PaceView) => call<PresentationView>('pace_of_presentation', { pace }),
  /** Writes what is shown into the folder for downloads; the path that it has there. */
  savePresentation: () => call<string>('save_presentation'),
  stopPresentingPaper: () => call<null>('stop_presenting_paper'),
  /** What the next papers are to be checked for, and whether the next one has to answer a challenge. */
  askForPaper: (purpose: PurposeView | null, challenged: boolean) =>
    call<ChallengeView | null>('ask_for_paper', { purpose, challenged }),
  /** The next code has to answer a challenge, in place of whatever was asked before; `askForPaper` ends it. */
  askForCode: () => call<ChallengeView>('ask_for_code'),
  checkPaperText: (text: string) => call<PaperCheckedView>('check_paper_text', { text }),
  sharingLog: (query: string | null) => call<SharingView[]>('sharing_log', { query }),
  forgetSharing: (id: number) => call<null>('forget_sharing', { id }),
  /** Writes the log, as it is listed, into the folder for downloads; the path that it has there. */
  exportSharing: (query: string | null) => call<string>('export_sharing', { query }),

  /** The camera is no longer looked through: what it showed is forgotten. */
  endScan: () => call<null>('end_scan'),

  checkReady: () => call<CheckReadyView>('check_ready'),
  /** One grey picture, a byte a pixel, row by row. */
  checkFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<FrameView>('check_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  /** A file's bytes: a picture as PNG, JPEG, WebP, GIF or BMP, or a paper. */
  checkImage: (file: Uint8Array) => callRaw<FrameView>('check_image', file),
  /** What was dropped on the window and waits to be judged. */
  droppedFiles: () => call<DroppedView>('dropped_files'),
  /** The file that was dropped on the window: the shell has it, and nobody else says where it lies. */
  checkDropped: (batch: number) => call<FrameView>('check_dropped', { batch }),
  /** The picture on the clipboard, where the webview does not hand it to the page. */
  checkPasted: () => call<FrameView>('check_pasted'),
  /** A picture of the part of the screen that is chosen in the desktop's picker; empty where none was. */
  chooseScreenPart: () => call<ArrayBuffer>('choose_screen_part'),
  /** The text of a code, typed by a scanner that is a keyboard to the computer, or pasted. */
  checkText: (text: string, typed: boolean) => call<FrameView>('check_text', { text, typed }),
  /** What there is of the person at the desk to make a receipt of. */
  openCase: () => call<OpenCaseView | null>('open_case'),
  makeReceipt: (note: CaseNoteView) => call<ReceiptView>('make_receipt', { note }),
  judgeReceipt: (text: string) => call<ReceiptJudgedView>('judge_receipt', { text }),
  receiptFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<ReceiptFrameView>('receipt_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  receiptImage: (file: Uint8Array) => callRaw<ReceiptFrameView>('receipt_image', file),
  receiptDropped: () => call<ReceiptFrameView>('receipt_dropped'),
  receiptPasted: () => call<ReceiptFrameView>('receipt_pasted'),
  keepReceipt: (text: string) => call<ReceiptView>('keep_receipt', { text }),
  receipts: () => call<ReceiptView[]>('receipts'),
  /** Writes one as a sheet into the folder for downloads; where. */
  printReceipt: (id: number) => call<string>('print_receipt', { id }),
  forgetReceipt: (id: number) => call<null>('forget_receipt', { id }),
  noteRefusal: (place: string, askedFor: string, said: string) =>
    call<null>('note_refusal', { place, askedFor, said }),
  refusals: () => call<RefusalView[]>('refusals'),
  forgetRefusal: (id: number) => call<null>('forget_refusal', { id }),
  /** "Lịch sử quét mã" of a day, `yyyy-mm-dd`; today's without one. */
  scanHistory: (day: string | null) => call<ScanDayView>('scan_history', { day }),
  /** Writes the counts of a month, `yyyy-mm`; the path of the file. */
  exportScanReport: (month: string) => call<string>('export_scan_report', { month }),
  /** The office that this desk is of; null while it is of none. */
  office: () => call<OfficeView | null>('office'),
  makeOffice: () => call<OfficeView>('make_office'),
  leaveOffice: () => call<null>('leave_office'),
  /** An invitation for one more desk, and the digits that open it. */
  inviteDesk: (passcode: string) => call<OfficeInvitationView>('invite_desk', { passcode }),
  /** Writes the invitation that is shown; the path of the file. */
  saveInvitation: (invitation: string) => call<string>('save_invitation', { invitation }),
  joinOffice: (invitation: string, digits: string) => call<OfficeView>('join_office', { invitation, digits }),
  /** Writes what the desks have seen; the path of the file. */
  exportSightings: () => call<string>('export_sightings'),
  sightingsCode: (pace: PaceView) => call<SightingsCodeView>('sightings_code', { pace }),
  takeOfficeFile: (file: Uint8Array) => callRaw<OfficeTakenView>('take_office_file', file),
  takeDroppedOfficeFile: () => call<OfficeTakenView>('take_dropped_office_file'),
  /** One grey picture, a byte a pixel, row by row. */
  officeFrame: (gray: Uint8Array, width: number, height: number) =>
    callRaw<OfficeFrameView>('office_frame', gray, { 'x-width': String(width), 'x-height': String(height) }),
  importTrust: (file: Uint8Array) => callRaw<TrustTakenView>('import_trust', file),
  importDroppedTrust: () => call<TrustTakenView>('import_dropped_trust'),
  /** Writes the newest trust data; the path of the file. */
  exportTrust: () => call<string>('export_trust'),
  /** "Đổi người dùng". */
  whoChange: () => call<null>('who_change'),
  whoSits: (profile: string) => call<null>('who_sits', { profile }),
  whoIsNew: () => call<null>('who_is_new'),

  checkNext: () => call<null>('check_next'),
  /** "Người kế tiếp": the same, and what comes now is of another person. */
  nextPerson: () => call<null>('next_person'),
};
