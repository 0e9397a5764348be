/** How papers and codes are asked for at this desk, while the program runs. */
export const desk = $state({
  /** With a one-time code, which the holder scans first: what answers it was neither recorded nor passed on. */
  challenges: true,
  /** "Hỏi mã một lần cho mỗi người": at the desk that goes on by itself, each code has to answer a challenge of its own. */
  eachCode: false,
});
