import type { Component } from 'svelte';
import type { Page, Tab } from '$lib/state/nav.svelte';
import Acceptance from '$screens/acceptance/Acceptance.svelte';
import Check from '$screens/check/Check.svelte';
import AnswerWithCode from '$screens/code/AnswerWithCode.svelte';
import CodeAnswer from '$screens/code/CodeAnswer.svelte';
import FullScreenCode from '$screens/code/FullScreenCode.svelte';
import ChangeEmail from '$screens/contact/ChangeEmail.svelte';
import ChangePhone from '$screens/contact/ChangePhone.svelte';
import DeskMode from '$screens/desk-mode/DeskMode.svelte';
import Devices from '$screens/devices/Devices.svelte';
import History from '$screens/history/History.svelte';
import Home from '$screens/home/Home.svelte';
import Notices from '$screens/notices/Notices.svelte';
import Office from '$screens/office/Office.svelte';
import OfficeCode from '$screens/office/OfficeCode.svelte';
import Integrate from '$screens/papers/Integrate.svelte';
import Papers from '$screens/papers/Papers.svelte';
import ChangePasscode from '$screens/passcode/ChangePasscode.svelte';
import ChangePassword from '$screens/password/ChangePassword.svelte';
import Profile from '$screens/profile/Profile.svelte';
import ChangeQuestions from '$screens/questions/ChangeQuestions.svelte';
import Privacy from '$screens/reading/Privacy.svelte';
import Terms from '$screens/reading/Terms.svelte';
import Receipts from '$screens/receipts/Receipts.svelte';
import NoticeSettings from '$screens/settings/NoticeSettings.svelte';
import Settings from '$screens/settings/Settings.svelte';
import SignInSettings from '$screens/settings/SignInSettings.svelte';
import Sharing from '$screens/sharing/Sharing.svelte';
import AnswerChallenge from '$screens/showing/AnswerChallenge.svelte';
import ShownPaper from '$screens/showing/ShownPaper.svelte';
import Trust from '$screens/trust/Trust.svelte';

export const TAB_VIEWS: Record<Tab, Component> = {
  home: Home,
  papers: Papers,
  notices: Notices,
  profile: Profile,
};

interface PageView {
  view: Component;
  /**
   * `beside`: over its tab, and beside it where there is room for two panes.
   * `over`: in place of the tab, the bar or rail staying.
   * `alone`: the whole window.
   */
  where: 'beside' | 'over' | 'alone';
}

export const PAGE_VIEWS: Record<Page, PageView> = {
  check: { view: Check, where: 'over' },
  code: { view: FullScreenCode, where: 'alone' },
  'answer-with-code': { view: AnswerWithCode, where: 'over' },
  'code-answer': { view: CodeAnswer, where: 'alone' },
  integrate: { view: Integrate, where: 'over' },
  answer: { view: AnswerChallenge, where: 'over' },
  shown: { view: ShownPaper, where: 'alone' },
  sharing: { view: Sharing, where: 'over' },
  desk: { view: DeskMode, where: 'alone' },
  acceptance: { view: Acceptance, where: 'over' },
  receipts: { view: Receipts, where: 'over' },
  history: { view: History, where: 'over' },
  trust: { view: Trust, where: 'over' },
  office: { view: Office, where: 'over' },
  'office-code': { view: OfficeCode, where: 'alone' },
  settings: { view: Settings, where: 'beside' },
  'notice-settings': { view: NoticeSettings, where: 'beside' },
  'sign-in-settings': { view: SignInSettings, where: 'beside' },
  password: { view: ChangePassword, where: 'beside' },
  phone: { view: ChangePhone, where: 'beside' },
  email: { view: ChangeEmail, where: 'beside' },
  devices: { view: Devices, where: 'beside' },
  passcode: { view: ChangePasscode, where: 'beside' },
  questions: { view: ChangeQuestions, where: 'beside' },
  terms: { view: Terms, where: 'beside' },
  privacy: { view: Privacy, where: 'beside' },
};

/** What stands in the second pane of a tab while nothing has been opened. Tabs without it take the whole width. */
export const BESIDE: Partial<Record<Tab, Page>> = { profile: 'settings' };
