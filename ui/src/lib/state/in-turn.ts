/** Does one thing after the other, in the order in which they were asked for. */
export class InTurn {
  #before: Promise<unknown> = Promise.resolve();

  /** What goes wrong is told to whoever asked for it, and holds up nothing. */
  do<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#before.then(work);
    this.#before = done.catch(() => {});
    return done;
  }
}
