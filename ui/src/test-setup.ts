import { afterEach } from 'vitest';
import { language } from '$lib/i18n';

// jsdom lays nothing out and knows no media.
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }) as unknown as MediaQueryList;

afterEach(() => {
  language.current = 'vi';
});
