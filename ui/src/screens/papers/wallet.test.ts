import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { CONTENTS, fieldsOf, periods } from '$lib/ipc/fake-papers';
import { setTransport } from '$lib/ipc/transport';
import { nav } from '$lib/state/nav.svelte';
import CardHistory from './CardHistory.svelte';
import Integrate from './Integrate.svelte';
import Papers from './Papers.svelte';
import Timeline from './Timeline.svelte';
import { inSight } from './window';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  fake.state = fake.unlockedState();
  setTransport(fake);
  nav.reset();
});

const sent = (command: string) => fake.calls.filter((call) => call.command === command).map(({ args }) => args);

async function opened(name: RegExp) {
  const user = userEvent.setup();
  render(Papers);
  await user.click(await screen.findByRole('button', { name }));
  await user.keyboard(fake.passcode);
  await screen.findByRole('heading', { name: 'Thông tin trên giấy tờ' });
  return user;
}

describe('the papers in the wallet', () => {
  it('say how they stand and when they were refreshed, and nothing of what stands on them', async () => {
    const { container } = render(Papers);
    await screen.findByText('Giấy phép lái xe');
    for (const words of [/Sắp hết hạn.*15\/12\/2026/, /Hết hạn.*01\/11\/2026/, /Tạm giữ/, /Thu hồi/]) {
      expect(screen.getByRole('button', { name: words })).toBeTruthy();
    }
    expect(screen.getAllByText('Cập nhật 5 giờ trước').length).toBeGreaterThan(3);
    expect(screen.getByText(/Bản cập nhật 12 ngày trước/)).toBeTruthy();
    expect(container.textContent).not.toContain('Nguyễn Thị Hoài An');
    expect(container.textContent).not.toContain('010178006543');
  });

  it('open by the passcode, in the order of their fields, and close to where they were', async () => {
    const user = await opened(/^Giấy phép lái xe/);
    const labels = [...document.querySelectorAll('section > dl dt')].map((dt) => dt.textContent);
    expect(labels.slice(0, 4)).toEqual(['Số giấy phép', 'Họ và tên', 'Ngày sinh', 'Quốc tịch']);
    await user.click(screen.getByRole('button', { name: 'Sao chép: Số giấy phép' }));
    expect(await navigator.clipboard.readText()).toBe('010178006543');
    await user.click(screen.getByRole('button', { name: 'Xem ảnh lớn' }));
    expect(await screen.findByRole('img', { name: 'Ảnh của Nguyễn Thị Hoài An' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    expect(document.activeElement?.textContent).toContain('Giấy phép lái xe');
    expect(document.body.textContent).not.toContain('Nguyễn Thị Hoài An');
  });

  it('go by the passcode alone', async () => {
    const user = await opened(/^Thẻ bảo hiểm y tế/);
    await user.click(screen.getByRole('button', { name: 'Xóa khỏi ví' }));
    await user.keyboard(fake.passcode);
    await screen.findByRole('heading', { name: 'Giấy tờ đã tích hợp' });
    await waitFor(() => expect(screen.queryByText('Thẻ bảo hiểm y tế')).toBeNull());
    expect(sent('remove_paper')).toEqual([{ id: 3, passcode: fake.passcode }]);
  });

  it('say what there could be while there is none', async () => {
    fake.papers.entries = [];
    render(Papers);
    expect(await screen.findByText('Chưa có giấy tờ nào được tích hợp.')).toBeTruthy();
  });
});

it('draws the cards before the newest one, the CMND among them, as specimens', () => {
  const field = fieldsOf('identity-card', CONTENTS['identity-card']).find(({ name }) => name === 'history')!;
  if (field.value.type !== 'entries') throw new Error('no list');
  render(CardHistory, { field, entries: field.value, specimen: true });
  expect(screen.getAllByRole('listitem').map((card) => card.querySelector('.kind')?.textContent)).toEqual([
    'Căn cước công dân',
    'Chứng minh nhân dân',
  ]);
  expect(screen.getByText('012345678')).toBeTruthy();
  expect(screen.getAllByText('MẪU')).toHaveLength(2);
});

describe('a long list', () => {
  it('of 5,000 entries is drawn as far as it is seen, searched whole, the newest first', async () => {
    const user = userEvent.setup();
    const field = fieldsOf('social-insurance', { periods: periods(5_000) })[0]!;
    if (field.value.type !== 'entries') throw new Error('no list');
    const { container } = render(Timeline, { field, entries: field.value });
    expect(container.querySelectorAll('*').length).toBeLessThan(300);
    const entries = screen.getAllByRole('listitem');
    expect(entries.length).toBeLessThan(40);
    expect(entries[0]?.getAttribute('aria-setsize')).toBe('5000');
    expect(entries[0]?.textContent).toContain('08/2412 – 08/2412');
    await user.type(screen.getByRole('textbox'), '05/2001');
    expect(screen.getAllByRole('listitem').length).toBe(1);
    await user.click(within(screen.getByRole('listitem')).getByRole('button'));
    expect(await screen.findByText('Công nhân may bậc 4')).toBeTruthy();
  });

  it('knows what is in sight wherever it is scrolled to', () => {
    expect(inSight(5_000, 80, -200, 800)).toEqual({ from: 0, to: 16 });
    expect(inSight(5_000, 80, 80_000, 800)).toEqual({ from: 992, to: 1_018 });
    expect(inSight(5_000, 80, 1e9, 800)).toEqual({ from: 5_000, to: 5_000 });
    expect(inSight(3, 80, 0, 800)).toEqual({ from: 0, to: 3 });
  });
});

describe('"Tích hợp giấy tờ"', () => {
  async function chosen(name: RegExp) {
    const user = userEvent.setup();
    render(Integrate);
    await user.click(await screen.findByRole('button', { name }));
    return user;
  }

  it('has the number compared where there is one, and says that it matches', async () => {
    const user = await chosen(/^Giấy phép lái xe/);
    await user.type(screen.getByLabelText('Số giấy phép (nếu có sẵn)'), ' 010178006543 ');
    await user.click(screen.getByRole('button', { name: 'Tích hợp' }));
    expect(await screen.findByRole('heading', { name: 'Khớp – đã tích hợp' })).toBeTruthy();
    expect(sent('integrate_paper')).toEqual([{ kind: 'driving-licence', number: '010178006543' }]);
  });

  it('asks the register at once where there is none', async () => {
    await chosen(/^Thông tin cư trú/);
    expect(await screen.findByRole('heading', { name: 'Khớp – đã tích hợp' })).toBeTruthy();
    expect(sent('integrate_paper')).toEqual([{ kind: 'residence', number: null }]);
  });

  it('names the field that differs', async () => {
    fake.papers.integrated = { outcome: 'differs', field: 'document_number' };
    const user = await chosen(/^Thẻ bảo hiểm y tế/);
    await user.type(screen.getByLabelText('Mã số thẻ (nếu có sẵn)'), 'DN4011234567890');
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/Mục “Mã số thẻ” khác với/)).toBeTruthy();
  });

  it('says when the register has none', async () => {
    fake.papers.integrated = { outcome: 'none' };
    await chosen(/^Thông tin thuế/);
    expect(await screen.findByRole('heading', { name: 'Không tìm thấy' })).toBeTruthy();
  });
});
