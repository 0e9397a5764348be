import type { Attachment } from 'svelte/attachments';

/**
 * Where the button that had the focus makes way for another, that one takes it: whoever works by keyboard goes on from
 * there, and not from the top of the page.
 */
export const keepFocus: Attachment<HTMLElement> = (node) => {
  let last: Element | null = null;
  const taken = (event: FocusEvent) => (last = event.target as Element);
  const changed = new MutationObserver(() => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    node.querySelector('button')?.focus({ preventScroll: true });
  });
  node.addEventListener('focusin', taken);
  changed.observe(node, { childList: true, subtree: true });
  return () => {
    node.removeEventListener('focusin', taken);
    changed.disconnect();
  };
};
