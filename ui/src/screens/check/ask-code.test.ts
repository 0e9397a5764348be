import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { setTransport } from '$lib/ipc/transport';
import type { FrameView, VerdictView } from '$lib/ipc/types';
import Check from './Check.svelte';
import Verdict from './Verdict.svelte';

let fake: Fake;

beforeEach(() => {
  fake = new Fake();
  setTransport(fake);
});

const sent = (command: string) => fake.calls.filter((call) => call.command === command).map(({ args }) => args);
const frame = (verdict: VerdictView): FrameView => ({
  verdict,
  hint: null,
  seen: null,
  sameAsBefore: false,
  paper: null,
  gathering: null,
  receipt: null,
});

describe('"Hỏi mã dùng một lần"', () => {
  const challenge = () => screen.findByRole('img', { name: 'Mã hỏi một lần, để công dân quét' });

  it('shows a code that one identification code answers, and makes the next when asked to', async () => {
    const user = userEvent.setup();
    render(Check);
    await user.click(await screen.findByRole('button', { name: 'Hỏi mã dùng một lần' }));
    expect(sent('ask_for_code')).toHaveLength(1);
    await challenge();
    // What is none is said beside the question, which stays on the screen.
    fake.image = frame(VERDICTS.wrong_audience_asked!);
    fake.tell('file-dropped');
    expect(await screen.findByText('Mã này không trả lời mã hỏi đang chờ.')).toBeTruthy();
    await challenge();
    fake.image = frame(VERDICTS.answered!);
    fake.tell('file-dropped');
    expect(await screen.findByText('Trả lời đúng mã hỏi')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Quét tiếp' }));
    await user.click(await screen.findByRole('button', { name: 'Tạo mã hỏi' }));
    await challenge();
    expect(sent('ask_for_code')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Thôi hỏi' }));
    expect(sent('ask_for_paper').at(-1)).toEqual({ purpose: null, challenged: false });
    expect(await screen.findByRole('button', { name: 'Hỏi giấy tờ' })).toBeTruthy();
  });

  it('says of a genuine code that answers nothing that it may have been recorded', () => {
    render(Verdict, { verdict: VERDICTS.not_answered!, onnext: () => {} });
    expect(screen.getByText('KHÔNG trả lời mã hỏi')).toBeTruthy();
  });
});
