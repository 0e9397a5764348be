import type { Language } from '$lib/ipc/types';

class CurrentLanguage {
  #current = $state<Language>('vi');

  get current(): Language {
    return this.#current;
  }

  set current(language: Language) {
    this.#current = language;
    document.documentElement.lang = language;
  }
}

/** The language that the interface speaks; setting it also tells the document, and with it screen readers. */
export const language = new CurrentLanguage();
