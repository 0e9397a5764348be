import type { Attachment } from 'svelte/attachments';

/**
 * Where the button that had the focus makes way for another, that one takes it: whoever works by keyboard goes on from
 * there, and not from the top of the page. Of several that come, it is the first on the page.
 */
export const keepFocus: Attachment<HTMLElement> = (node) => {
  let last: Element | null = null;
  const taken = (event: FocusEvent) => (last = event.target as Element);
  const changed = new MutationObserver((changes) => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const buttons = [...node.querySelectorAll('button')];
    const next = buttons.find((button) => added.some((one) => one.contains(button)));
    if (next === undefined) return;
    last = null;
    next.focus({ preventScroll: true });
  });
  node.addEventListener('focusin', taken);
  changed.observe(node, { childList: true, subtree: true });
  return () => {
    node.removeEventListener('focusin', taken);
    changed.disconnect();
  };
};
