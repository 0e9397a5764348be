// The office of desks as the shell tells it, made up, for pictures and tests.
import { Failure } from './failure';
import type { Fake } from './fake';
import type { OfficeFrameView, OfficeTakenView, OfficeView } from './types';

type Args = Record<string, unknown>;

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';
const DIGITS = '40713265';
const FRAME = { side: 1, modules: 'gA==' };

/** The stand-in's office. */
export class FakeOffice {
  office: OfficeView | null = null;
  /** What the next file of another desk is. */
  taken: OfficeTakenView = {
    merged: { madeAt: Date.UTC(2026, 10, 21, 2, 15), own: false, told: 12, new: 9, twice: 1 },
    invitation: null,
  };
  /** What the camera sees of another desk. */
  frame: OfficeFrameView = { taken: null, gathering: null, other: false, hint: 'nothing', seen: null };

  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Args) => unknown> = {
    office: () => this.office,
    make_office: () => (this.office = this.#made()),
    leave_office: () => void (this.office = null),
    invite_desk: ({ passcode }) => {
      this.fake.tryPasscode(String(passcode));
      return { text: 'DDO1:A', svg: SVG, digits: DIGITS };
    },
    save_invitation: () => '/home/an/Tải xuống/moi-vao-nhom-ban.ddoffice',
    join_office: ({ digits }) => {
      if (String(digits).replace(/\D/g, '') !== DIGITS) throw new Failure('office_digits_wrong');
      return (this.office = this.#made());
    },
    export_sightings: () => '/home/an/Tải xuống/ma-da-quet.ddseen',
    sightings_code: ({ pace }) => ({ frames: [FRAME], pace, perSecond: 8, told: 37, of: 37 }),
    take_office_file: () => this.#take(),
    take_dropped_office_file: () => this.#take(),
    office_frame: () => this.frame,
  };

  #made(): OfficeView {
    const none = { own: 0, others: 0, desks: 0, twice: 0, seenTwice: [] };
    return { name: '3F2A-91C0', joinedAt: Date.now(), mergedAt: null, ...none };
  }

  #take(): OfficeTakenView {
    const { merged } = this.taken;
    if (merged === null) return this.taken;
    if (this.office === null) throw new Failure('no_office');
    const seenTwice = [{ here: merged.madeAt - 40_000, elsewhere: merged.madeAt - 95_000 }];
    this.office = { ...this.office, mergedAt: merged.madeAt, own: 25, others: merged.told, desks: 1, twice: merged.twice, seenTwice };
    return this.taken;
  }
}
