import { isAhead } from '$components/verdict/age';
import type { CameraTrouble } from '$lib/camera/trouble';
import type { CheckReadyView, ShellView } from '$lib/ipc/types';
import { freshness } from '$screens/trust/freshness';

/** What a morning check looks at, in the order in which it is shown. */
export type Item = 'account' | 'camera' | 'time' | 'trust' | 'keystore' | 'sound';

/** What is known when the desk opens. */
export interface Morning {
  ready: CheckReadyView;
  cameras: number;
  protection: ShellView['protection'];
  sound: boolean;
}

/** Which of them want a look, before the first person comes; `trouble` is what keeps the camera from showing a picture. */
export function wanting(
  { ready, cameras, protection, sound }: Morning,
  trouble: CameraTrouble | null = null,
): ReadonlySet<Item> {
  const items: [Item, boolean][] = [
    ['account', !ready.ready],
    ['camera', cameras === 0 || trouble !== null],
    ['time', isAhead(ready.trustAgeMs)],
    ['trust', freshness(ready) !== 'fresh'],
    ['keystore', protection !== 'keystore'],
    ['sound', !sound],
  ];
  return new Set(items.filter(([, wants]) => wants).map(([item]) => item));
}
