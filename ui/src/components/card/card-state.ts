import type { PersonView } from '$lib/ipc/types';
import type { CodePhase } from './live-code.svelte';

/**
 * What the identification card on the home screen shows.
 *
 * `switch_off`: level 2, but the check by QR code is not switched on · `suspended`, `revoked`, `device_unbound`: the
 * account makes no codes here · `empty`: one can be made · `alive`, `expired`: one was made.
 */
export type CardState = 'switch_off' | Exclude<PersonView['status'], 'active'> | 'empty' | 'alive' | 'expired';

export function cardState(
  person: Pick<PersonView, 'level' | 'status' | 'codeSwitch'>,
  phase: CodePhase,
): CardState {
  if (person.status !== 'active') return person.status;
  // A level-1 code proves no app, so there is no switch to be set before one is made.
  if (person.level === 2 && !person.codeSwitch) return 'switch_off';
  return phase === 'none' ? 'empty' : phase;
}
