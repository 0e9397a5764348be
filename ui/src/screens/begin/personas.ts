import type { PersonaView } from '$lib/ipc/types';
import type { Beginning } from '$lib/state/app.svelte';

/** What this person of the practice population would begin with. */
export function fitting({ state }: PersonaView): Beginning {
  if (state === 'no_account') return 'register';
  return state === 'app_only' || state === 'awaiting_approval' ? 'sign_in' : 'activate';
}

/** Whether this person has something to try there, be it a refusal. */
export function fits(persona: PersonaView, beginning: Beginning): boolean {
  if (beginning === 'register') return persona.state === 'no_account';
  if (beginning === 'activate') return persona.state !== 'no_account';
  return persona.hasPassword;
}
