import type { CommandError, ErrorCode } from './types';

/** The shell's codes, and `unexpected` for what does not come from it. */
export type FailureCode = ErrorCode | 'unexpected';

/** What a command rejects with: a code that the catalogue `errors` has words for, and what the words need. */
export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'Failure';
  }

  /** A number out of `data`, or null when it is missing or something else. */
  amount(key: string): number | null {
    const value = this.data[key];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  /** A text out of `data`, or null when it is missing or something else. */
  word(key: string): string | null {
    const value = this.data[key];
    return typeof value === 'string' ? value : null;
  }
}

/** Makes a `Failure` of whatever was thrown. What does not look like one of the shell's becomes `unexpected`. */
export function failureFrom(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  return isCommandError(thrown) ? new Failure(thrown.code, thrown.data) : new Failure('unexpected');
}

/**
 * Shell and window are built from one source, so any text is taken for a code; one that is none has the words of an
 * unexpected failure.
 */
function isCommandError(thrown: unknown): thrown is CommandError {
  const { code, data } = (thrown ?? {}) as Partial<Record<keyof CommandError, unknown>>;
  return typeof code === 'string' && typeof data === 'object' && data !== null;
}
