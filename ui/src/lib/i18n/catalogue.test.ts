import { describe, expect, it } from 'vitest';
import { fill, slots } from './catalogue';
import { catalogue, language, maybe, t } from './index';

const areas = Object.entries(catalogue).map(
  ([name, texts]) => [name, texts as { vi: Record<string, string>; en: Record<string, string> }] as const,
);

describe.each(areas)('the texts of %s', (_name, { vi, en }) => {
  it('are there in both languages, with the same parameters', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    for (const [key, text] of Object.entries(vi)) {
      expect({ key, slots: slots(en[key] ?? '') }).toEqual({ key, slots: slots(text) });
    }
  });

  it('are composed, and neither empty nor padded', () => {
    for (const text of [...Object.values(vi), ...Object.values(en)]) {
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toBe('');
      expect(text).toBe(text.trim());
    }
  });
});

describe('a text', () => {
  it('takes its parameters and the number of what it counts', () => {
    expect(fill('{count} {count|try|tries} left', { count: 1 })).toBe('1 try left');
    expect(fill('{count} {count|try|tries} left', { count: 3 })).toBe('3 tries left');
    expect(fill('{who} stays', {})).toBe('{who} stays');
  });

  it('follows the language, and the document with it', () => {
    expect(t('common.tabPapers')).toBe('Ví giấy tờ');
    language.current = 'en';
    expect(t('common.tabPapers')).toBe('Papers');
    expect(document.documentElement.lang).toBe('en');
  });

  it('that does not exist is null, not its key', () => {
    expect(maybe('errors.no_such_code')).toBeNull();
    expect(maybe('no_area.key')).toBeNull();
  });
});

describe('the messages that the domain fixes', () => {
  it('stand to the letter', () => {
    expect(t('activation.send')).toBe('Gửi yêu cầu');
    expect(t('activation.notIdentified')).toBe('Tài khoản của bạn chưa được định danh điện tử');
    expect(t('activation.alreadyActive')).toBe('Tài khoản của bạn đã thực hiện kích hoạt');
    expect(t('welcome.activate')).toBe('Kích hoạt tài khoản định danh điện tử');
    expect(t('levelOne.begin')).toBe('Bắt đầu');
    expect(t('levelOne.understood')).toBe('Tôi đã hiểu');
    expect(t('levelOne.skip')).toBe('Bỏ qua');
    expect(t('levelOne.confirm')).toBe('Xác nhận thông tin đăng ký');
    expect(t('signIn.change')).toBe('Đổi tài khoản');
    expect(t('card.byHand')).toBe('Không quét được QR code?');
    expect(t('practice.band')).toBe('THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ');
  });
});
