import type { PreferencesView } from '$lib/ipc/types';

/** Puts theme and text size onto the document; the stylesheets do the rest. */
export function showPreferences({ theme, textSize }: Pick<PreferencesView, 'theme' | 'textSize'>): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.fontSize = `${textSize}%`;
}
