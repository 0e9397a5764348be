import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { grouped } from '$lib/text/numbers';
import DigitsField from './DigitsField.svelte';

function field() {
  render(DigitsField, { label: 'Số', value: '', length: 12, shape: grouped });
  return screen.getByLabelText<HTMLInputElement>('Số');
}

// Between two listeners of one event an engine settles what the first one left to do; a dispatch from a script does not.
async function enter(input: HTMLInputElement, text: string, caret = text.length) {
  input.value = text;
  input.setSelectionRange(caret, caret);
  input.dispatchEvent(new Event('input'));
  await tick();
}

it('takes what is typed before anything else hears of it, and groups it', async () => {
  const input = field();
  await enter(input, '0011900123456');
  expect(input.value).toBe('001 190 012 345');
});

it('keeps the caret behind the same digit', async () => {
  const input = field();
  await enter(input, '001190012345');
  await enter(input, '0018 190 012 345', 4);
  expect(input.value).toBe('001 819 001 234');
  expect(input.selectionStart).toBe(5);
});
