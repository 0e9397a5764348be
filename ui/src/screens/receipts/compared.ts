/** What an officer compares, in the order in which it is told. */
export const COMPARED = ['face', 'papers', 'form'] as const;
