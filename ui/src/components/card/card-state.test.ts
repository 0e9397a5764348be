import { describe, expect, it } from 'vitest';
import { cardState } from './card-state';

const person = { level: 2, status: 'active', codeSwitch: true } as const;

describe('cardState', () => {
  it('invites level 2 to the switch before anything else', () => {
    for (const phase of ['none', 'alive', 'expired'] as const) {
      expect(cardState({ ...person, codeSwitch: false }, phase)).toBe('switch_off');
    }
  });

  it('lets level 1 share data without a switch', () => {
    expect(cardState({ ...person, level: 1, codeSwitch: false }, 'none')).toBe('empty');
  });

  it('shows what was made', () => {
    expect(cardState(person, 'none')).toBe('empty');
    expect(cardState(person, 'alive')).toBe('alive');
    expect(cardState(person, 'expired')).toBe('expired');
  });

  it('makes no codes for an account that is locked, withdrawn or bound elsewhere', () => {
    expect(cardState({ ...person, status: 'suspended' }, 'alive')).toBe('suspended');
    expect(cardState({ ...person, status: 'revoked' }, 'none')).toBe('revoked');
    expect(cardState({ ...person, status: 'device_unbound' }, 'none')).toBe('device_unbound');
  });
});
