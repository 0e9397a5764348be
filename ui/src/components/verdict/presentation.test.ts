import { describe, expect, it } from 'vitest';
import { check } from '$lib/i18n/check';
import { code } from '$lib/i18n/code';
import { VERDICTS } from '$lib/ipc/fake-verdicts';
import type { ForeignView, VerdictCode, WordView } from '$lib/ipc/types';
import { checkMarks, CHECKS, explanationOf, SHAPES, WORDS } from './presentation';

/** Which word shows a code, by the table in src-tauri/crates/credential/README.md. */
const WORD_OF: Record<VerdictCode, WordView> = {
  card_qr: 'unverified',
  not_identification_qr: 'unverified',
  malformed: 'fake',
  unknown_issuer: 'fake',
  bad_issuer_signature: 'fake',
  bad_holder_signature: 'fake',
  level_too_low: 'unverified',
  bad_lifetime: 'unverified',
  not_yet_valid: 'unverified',
  expired: 'unverified',
  wrong_audience: 'unverified',
  replayed: 'unverified',
  revoked: 'withdrawn',
  suspended: 'withdrawn',
  stale_trust: 'unverified',
  genuine_practice: 'genuine',
  genuine: 'genuine',
};

const CODES = Object.keys(WORD_OF) as VerdictCode[];

const texts = (language: 'vi' | 'en'): Record<string, string | undefined> => check[language];

describe('the four words', () => {
  it('are the ones that an officer knows, each with a silhouette of its own', () => {
    expect(WORDS).toEqual({
      genuine: 'MÃ THẬT',
      fake: 'MÃ GIẢ',
      withdrawn: 'KHÔNG CÒN HIỆU LỰC',
      unverified: 'CHƯA XÁC MINH ĐƯỢC',
    });
    expect(new Set(Object.values(SHAPES)).size).toBe(4);
  });

  it('are precomposed, so that they look alike everywhere', () => {
    for (const word of Object.values(WORDS)) expect(word).toBe(word.normalize('NFC'));
  });
});

describe('explanationOf', () => {
  it.each(CODES)('has a reason and a next step of its own for %s, in both languages', (code) => {
    const explanation = explanationOf({ word: WORD_OF[code], code, foreign: null, trustAgeMs: 0, answered: null });
    expect(explanation).toBe(code);
    for (const language of ['vi', 'en'] as const) {
      const reason = texts(language)[`reason_${explanation}`];
      const next = texts(language)[`next_${explanation}`];
      expect(reason).toBeTruthy();
      expect(next).toBeTruthy();
      const reasons = Object.entries(texts(language)).filter(([key]) => key.startsWith('reason_'));
      expect(reasons.filter(([, text]) => text === reason)).toHaveLength(1);
    }
  });

  const kinds: ForeignView[] = ['card_qr', 'ministry_code', 'link', 'payment', 'challenge', 'office', 'text', 'other'];
  it.each(kinds)('answers a foreign code of kind %s helpfully in both languages', (foreign) => {
    const explanation = explanationOf({ word: 'unverified', code: 'not_identification_qr', foreign, trustAgeMs: 0, answered: null });
    for (const language of ['vi', 'en'] as const) {
      expect(texts(language)[`reason_${explanation}`]).toBeTruthy();
      expect(texts(language)[`next_${explanation}`]).toBeTruthy();
    }
  });

  it('tells how a request code is answered where a code answers none', () => {
    const explanation = explanationOf({ ...VERDICTS.wrong_audience!, answered: false });
    for (const language of ['vi', 'en'] as const) {
      expect(texts(language)[`reason_${explanation}`]).not.toBe(texts(language).reason_wrong_audience);
      expect(texts(language)[`next_${explanation}`]).toContain(code[language].answer);
    }
  });

  it('makes no accusation of an unknown issuer where the trust data are stale', () => {
    const told = { code: 'unknown_issuer', foreign: null, trustAgeMs: 9 * 86_400_000, answered: null } as const;
    expect(explanationOf({ ...told, word: 'unverified' })).toBe('unknown_issuer_stale');
    expect(explanationOf({ ...told, word: 'fake' })).toBe('unknown_issuer');
  });

  it('names the clock, and no network, where the trust data are dated after it', () => {
    const ahead = { foreign: null, word: 'unverified', trustAgeMs: -86_400_000, answered: null } as const;
    for (const code of ['unknown_issuer', 'stale_trust'] as const) {
      const explanation = explanationOf({ ...ahead, code });
      expect(explanation).toBe(`${code}_ahead`);
      expect(texts('vi')[`next_${explanation}`]).toMatch(/^Hãy so đồng hồ/);
      for (const language of ['vi', 'en'] as const) {
        const told = `${texts(language)[`reason_${explanation}`]} ${texts(language)[`next_${explanation}`]}`;
        expect(told).not.toMatch(/mạng|đã cũ|network|\bold\b/);
      }
    }
  });

  it('says by name what helps, and what a code is not', () => {
    expect(check.vi.reason_suspended).toContain('Tài khoản đang bị khóa');
    expect(check.vi.reason_card_qr).toContain('thông tin thẻ, không phải bằng chứng');
    expect(check.vi.next_expired).toContain('tạo QR code mới');
    expect(check.vi.next_not_yet_valid).toContain('đồng hồ');
    expect(check.vi.next_bad_lifetime).toContain('đồng hồ');
    expect(check.vi.stepPapers).toBe('Mời mở Ví giấy tờ');
    expect(check.vi.stepFace).toBe('Đối chiếu khuôn mặt');
  });

  it('covers every scripted verdict, each with its word', () => {
    for (const [name, { word, code }] of Object.entries(VERDICTS)) {
      if (code !== 'unknown_issuer' || word === 'fake') expect(word, name).toBe(WORD_OF[code]);
    }
    const scripted = new Set(Object.values(VERDICTS).map(({ code }) => code));
    expect([...scripted].sort()).toEqual([...CODES].sort());
  });
});

describe('checkMarks', () => {
  it('shows what passed, what decided and what was not reached', () => {
    expect(checkMarks(null)).toEqual(Array(CHECKS).fill('passed'));
    const marks = checkMarks(9);
    expect(marks.filter((mark) => mark === 'passed')).toHaveLength(8);
    expect(marks[8]).toBe('decided');
    expect(marks.slice(9)).toEqual(Array(5).fill('not_reached'));
  });

  it('names every check in both languages', () => {
    for (let row = 1; row <= CHECKS; row++) {
      expect(texts('vi')[`row_${row}`]).toBeTruthy();
      expect(texts('en')[`row_${row}`]).toBeTruthy();
    }
  });
});
