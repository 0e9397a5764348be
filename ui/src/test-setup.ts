import { configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { language } from '$lib/i18n';

// Machines that build at the same time are slow; a test that waits ends as soon as it sees what it waits for.
configure({ asyncUtilTimeout: 8_000 });

// jsdom lays nothing out, scrolls nothing and knows no media.
Element.prototype.scrollIntoView ??= () => {};
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
