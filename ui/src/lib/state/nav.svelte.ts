/** The tabs, in their order on the bar. */
export const TABS = ['home', 'papers', 'notices', 'profile'] as const;
export type Tab = (typeof TABS)[number];

/** What opens over a tab, and leads back to it. */
export type Page =
  | 'check'
  | 'code'
  | 'answer-with-code'
  | 'code-answer'
  | 'integrate'
  | 'answer'
  | 'shown'
  | 'sharing'
  | 'desk'
  | 'acceptance'
  | 'history'
  | 'receipts'
  | 'trust'
  | 'office'
  | 'office-code'
  | 'settings'
  | 'sign-in-settings'
  | 'notice-settings'
  | 'passcode'
  | 'password'
  | 'phone'
  | 'email'
  | 'devices'
  | 'questions'
  | 'terms'
  | 'privacy';
export type Place = Tab | Page;

const isTab = (place: Place): place is Tab => (TABS as readonly Place[]).includes(place);

/** Where the person is in the unlocked app: a tab, and the pages opened over it. */
class Navigation {
  #tab = $state<Tab>('home');
  #pages = $state<Page[]>([]);
  /** How far down the tab was when a page came over it, in pixels; zero where a tab is entered anew. */
  scrolled = 0;

  get tab(): Tab {
    return this.#tab;
  }

  /** The page on top, or null when the tab itself shows. */
  get page(): Page | null {
    return this.#pages.at(-1) ?? null;
  }

  /** At the check, or on a page opened from it. */
  get atCheck(): boolean {
    return this.#pages.includes('check');
  }

  get place(): Place {
    return this.page ?? this.#tab;
  }

  /** To a tab (which closes what was open), or to a page over the present tab. */
  go(place: Place): void {
    if (isTab(place)) {
      this.#tab = place;
      this.#pages = [];
      this.scrolled = 0;
    } else if (this.page !== place) {
      this.#pages = [...this.#pages, place];
    }
  }

  /** To a page in the place of the one on top: what led there is over. */
  replace(page: Page): void {
    this.#pages = [...this.#pages.slice(0, -1), page];
  }

  back(): void {
    if (this.#pages.length > 0) this.#pages = this.#pages.slice(0, -1);
    else this.go('home');
  }

  /** To the first tab with nothing open: after locking, nobody lands in the middle of another's work. */
  reset(): void {
    this.go('home');
  }
}

export const nav = new Navigation();
