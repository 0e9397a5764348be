import { MediaQuery } from 'svelte/reactivity';

/** From 900 px on there is room for a rail and two panes. */
const wide = new MediaQuery('min-width: 900px');

export const viewport = {
  get wide(): boolean {
    return wide.current;
  },
};
