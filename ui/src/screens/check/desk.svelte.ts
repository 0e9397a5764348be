import type { WordView } from '$lib/ipc/types';

/** How papers and codes are asked for at this desk, while the program runs. */
export const desk = $state({
  /** With a one-time code, which the holder scans first: what answers it was neither recorded nor passed on. */
  challenges: true,
  /** "Hỏi mã dùng một lần cho mỗi người": at the desk that goes on by itself, each code has to answer a challenge of its own. */
  eachCode: false,
  /** The desk that goes on by itself stands open: whoever comes back from a receipt finds it so. */
  open: false,
  /** How many verdicts of each word it had then. */
  counts: { genuine: 0, fake: 0, withdrawn: 0, unverified: 0 } satisfies Record<WordView, number>,
  /** Every entry of the paper that was checked last was ticked: it matches the applicant's form. */
  formCompared: false,
});
