// The check as the shell tells it: whatever a test holds before it, and trust data that any file brings up to date.
import type { Fake } from './fake';
import type { NotReadyView, TrustTakenView } from './types';

type Args = Record<string, unknown>;

/** The stand-in's check. */
export class FakeCheck {
  constructor(private readonly fake: Fake) {}

  readonly commands: Record<string, (args: Args) => unknown> = {
    end_scan: () => null,

    check_ready: () => ({
      ready: this.#notReady() === null,
      reason: this.#notReady(),
      trustAgeMs: this.fake.trustAgeMs,
      trustNextUpdateInMs: this.fake.trustStale ? 0 : this.fake.trustNextUpdateInMs,
      trustStale: this.fake.trustStale,
      largestFile: 64 * 1024 * 1024,
    }),
    scan_history: ({ day }) => {
      const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
      const asked = (day as string | null) ?? today;
      const first = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
      return { day: asked, today, first, scans: asked === today ? this.fake.scans : [] };
    },
    export_scan_report: ({ month }) => `/home/an/Tải xuống/kiem-tra-${String(month)}.csv`,
    import_trust: () => this.#trustTaken(),
    import_dropped_trust: () => this.#trustTaken(),
    export_trust: () => '/home/an/Tải xuống/du-lieu-tin-cay.ddtrust',
    check_frame: () => this.fake.frame,
    check_image: () => this.fake.image,
    dropped_files: () => ({ batch: 1, names: this.fake.dropped }),
    check_dropped: () => this.fake.image,
    check_pasted: () => this.fake.image,
    choose_screen_part: () => this.fake.screenPart,
    check_text: () => this.fake.image,
    check_next: () => null,
    next_person: () => null,
  };

  #trustTaken(): TrustTakenView {
    const issuedAt = Date.now() - 3_600_000;
    this.fake.trustAgeMs = 3_600_000;
    this.fake.trustStale = false;
    return { newer: true, issuedAt, nextUpdate: issuedAt + 7 * 86_400_000 };
  }

  #notReady(): NotReadyView | null {
    if (this.fake.person.level !== 2) return 'level_too_low';
    return this.fake.person.status === 'active' ? null : this.fake.person.status;
  }
}
