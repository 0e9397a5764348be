import { describe, expect, it } from 'vitest';
import { cameraTrouble, type CameraTrouble } from './trouble';

describe('cameraTrouble', () => {
  const named: [string, CameraTrouble][] = [
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['NotSupportedError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ];

  it.each(named)('takes %s for %s', (name, trouble) => {
    expect(cameraTrouble(new DOMException('not to be read', name))).toBe(trouble);
  });

  it('takes a webview without cameras for unsupported', () => {
    expect(cameraTrouble(new TypeError('undefined is not an object'))).toBe('unsupported');
  });

  it('makes nothing of what is no error', () => {
    expect(cameraTrouble(undefined)).toBe('failed');
    expect(cameraTrouble('NotAllowedError')).toBe('failed');
  });
});
