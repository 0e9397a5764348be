import { beforeEach, describe, expect, it } from 'vitest';
import { Fake } from '$lib/ipc/fake';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import { Failure } from '$lib/ipc/failure';
import { setTransport } from '$lib/ipc/transport';
import { Watch } from './watch.svelte';

const scan = { kind: 'text', text: 'DD1:ABCDEFGH1234' } as const;

let fake: Fake;
let watch: Watch;

beforeEach(() => {
  fake = new Fake();
  setTransport(fake);
  watch = new Watch();
});

const answer = (code: string, sameAsBefore = false) => {
  fake.image = { verdict: VERDICTS[code]!, hint: null, seen: null, sameAsBefore, paper: null, receipt: null, gathering: null };
};
const shown = () => (watch.found?.kind === 'code' ? watch.found.verdict.code : null);

describe('a scanner at the desk', () => {
  it('brings the next person, even one whose code is none of ours, and nobody twice', async () => {
    answer('genuine_practice');
    await watch.scanned(scan);
    answer('genuine_practice', true);
    await watch.scanned(scan);
    expect(watch.counts.genuine).toBe(1);
    answer('card_qr');
    await watch.scanned(scan);
    expect(shown()).toBe('card_qr');
  });

  it('leaves no verdict standing where it could not be read', async () => {
    answer('genuine_practice');
    await watch.scanned(scan);
    await watch.scanned({ kind: 'input-method' });
    expect([shown(), watch.inputMethod]).toEqual([null, true]);
    await watch.scanned(scan);
    expect([shown(), watch.inputMethod]).toEqual(['genuine_practice', false]);
    await watch.scanned({ kind: 'torn' });
    expect([shown(), watch.failure?.code]).toEqual([null, 'typed_unsurely']);
    await watch.scanned(scan);
    fake.refusals.set('check_text', new Failure('typed_unsurely'));
    await watch.scanned(scan);
    expect([shown(), watch.failure?.code]).toEqual([null, 'typed_unsurely']);
  });
});
