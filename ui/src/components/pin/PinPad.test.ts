import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import PinPad from './PinPad.svelte';

function pad(props: { busy?: boolean; disabled?: boolean } = {}) {
  const oncomplete = vi.fn<(digits: string) => void>();
  render(PinPad, { label: 'Passcode', oncomplete, ...props });
  return oncomplete;
}

it('is a try only with the sixth digit', async () => {
  const oncomplete = pad();
  const user = userEvent.setup();
  await user.keyboard('74196');
  expect(oncomplete).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toBe('Đã nhập 5 trên 6 số');
  await user.click(screen.getByRole('button', { name: '3' }));
  expect(oncomplete).toHaveBeenCalledExactlyOnceWith('741963');
  expect(screen.getByRole('status').textContent).toBe('Đã nhập 0 trên 6 số');
});

it('lets digits be taken back', async () => {
  const oncomplete = pad();
  const user = userEvent.setup();
  await user.keyboard('12{Backspace}9');
  await user.click(screen.getByRole('button', { name: 'Xóa số cuối' }));
  await user.keyboard('{Escape}741963');
  expect(oncomplete).toHaveBeenCalledExactlyOnceWith('741963');
});

it.each([{ busy: true }, { disabled: true }])('takes nothing while %o', async (props) => {
  const oncomplete = pad(props);
  await userEvent.setup().keyboard('741963');
  expect(oncomplete).not.toHaveBeenCalled();
});

it('leaves to a field what is typed there', async () => {
  const oncomplete = pad();
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  await userEvent.setup().keyboard('741963');
  expect(field.value).toBe('741963');
  expect(oncomplete).not.toHaveBeenCalled();
  field.remove();
});

it.each([
  { sheet: 'open', digits: 0 },
  { sheet: 'closed', digits: 5 },
])('leaves the keys to a sheet over it as long as that is not closing: $sheet', async ({ sheet, digits }) => {
  pad();
  const over = document.body.appendChild(document.createElement('div'));
  over.setAttribute('role', 'dialog');
  over.dataset['state'] = sheet;
  await userEvent.setup().keyboard('74196');
  expect(screen.getByRole('status').textContent).toBe(`Đã nhập ${digits} trên 6 số`);
  over.remove();
});
