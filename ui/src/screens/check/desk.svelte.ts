/** How papers are asked for at this desk, while the program runs. */
export const desk = $state({
  /** With a one-time code, which the holder scans first: what answers it was neither recorded nor passed on. */
  challenges: true,
});
