/** The stages in their order. The first two say what is coming; the others are counted to the person. */
export const STAGES = ['intro', 'know', 'scan', 'data', 'film', 'portrait', 'confirm', 'sent'] as const;
export type Stage = (typeof STAGES)[number];

export const STEPS: readonly Stage[] = ['scan', 'data', 'film', 'portrait', 'confirm'];

/** Where "Quay lại" leads; null where there is no way back within. */
export function before(stage: Stage): Stage | null {
  if (stage === 'sent') return null;
  return STAGES[STAGES.indexOf(stage) - 1] ?? null;
}
