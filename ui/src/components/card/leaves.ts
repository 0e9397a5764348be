import type { TextKey } from '$lib/i18n';
import type { CodeViewKind } from '$lib/ipc/types';

const AT_A_DESK = ['check.fullName', 'check.number', 'check.birthDate', 'check.level'] as const;

/** What of a person an officer reads from a code of each view. */
export const LEAVES: Record<CodeViewKind, readonly TextKey[]> = {
  a: ['code.shortName', 'check.level', 'check.portraitHash'],
  b: [...AT_A_DESK, 'check.portraitHash'],
  c: [...AT_A_DESK, 'code.smallPortrait'],
};
