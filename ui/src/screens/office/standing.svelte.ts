import { commands } from '$lib/ipc/commands';
import { Failure, failureFrom } from '$lib/ipc/failure';
import type { MergedView, OfficeTakenView, OfficeView } from '$lib/ipc/types';

/** More than any file of a desk: what is larger is none, and is not read. */
const LARGEST = 1024 * 1024;

/** What was done last, to be told. */
export type Done =
  | { what: 'made' | 'joined'; name: string }
  | { what: 'merged'; merged: MergedView }
  | { what: 'saved'; path: string }
  | { what: 'left' };

/** The office of this desk, and what comes from the other desks by whatever way. */
export class Standing {
  /** Null while this desk is of none; undefined until that is known. */
  office = $state.raw<OfficeView | null>();
  done = $state.raw<Done | null>(null);
  /** The text of an invitation that waits for its digits. */
  invitation = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);

  /** Does one thing at a time; what goes wrong is said. Whether it went well. */
  async act(what: () => Promise<Done | null>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = this.done = null;
    try {
      this.done = await what();
      this.office = await commands.office();
      return true;
    } catch (thrown) {
      this.failure = failureFrom(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Looks at what there is. */
  look(): Promise<boolean> {
    return this.act(async () => null);
  }

  make(): Promise<boolean> {
    return this.act(async () => ({ what: 'made', name: (await commands.makeOffice()).name }));
  }

  leave(): Promise<boolean> {
    return this.act(async () => {
      await commands.leaveOffice();
      return { what: 'left' };
    });
  }

  save(): Promise<boolean> {
    return this.act(async () => ({ what: 'saved', path: await commands.exportSightings() }));
  }

  /** Takes a file that the page was handed. */
  file(file: File): Promise<boolean> {
    return this.act(async () => {
      if (file.size > LARGEST) throw new Failure('office_unreadable');
      return this.#taken(await commands.takeOfficeFile(new Uint8Array(await file.arrayBuffer())));
    });
  }

  /** Takes the file that was dropped on the window. */
  dropped(): Promise<boolean> {
    return this.act(async () => this.#taken(await commands.takeDroppedOfficeFile()));
  }

  /** Takes what the camera has read. */
  scanned(taken: OfficeTakenView): Promise<boolean> {
    return this.act(async () => this.#taken(taken));
  }

  /** Joins the office of the invitation. What is wrong with the digits is the caller's to say. */
  async join(digits: string): Promise<void> {
    const { name } = await commands.joinOffice(this.invitation ?? '', digits);
    this.invitation = null;
    await this.act(async () => ({ what: 'joined', name }));
  }

  #taken({ merged, invitation }: OfficeTakenView): Done | null {
    if (merged !== null) return { what: 'merged', merged };
    if (this.office) throw new Failure('in_office');
    this.invitation = invitation;
    return null;
  }
}
