import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { nav } from '$lib/state/nav.svelte';
import TabBar from './TabBar.svelte';

beforeEach(() => nav.reset());

it('says that one is at the check on the pages opened from it too, and nowhere else', async () => {
  render(TabBar);
  const current = () => screen.getAllByRole('button').find((button) => button.hasAttribute('aria-current'))?.textContent;
  for (const [place, says] of [
    ['check', 'Quét mã'],
    ['history', 'Quét mã'],
    ['home', 'Trang chủ'],
    ['receipts', 'Trang chủ'],
  ] as const) {
    nav.go(place);
    await tick();
    expect(current()?.trim()).toBe(says);
  }
});
