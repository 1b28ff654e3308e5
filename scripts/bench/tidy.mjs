// What a run has started and must not leave behind.

/** Undoes what was done, the last first, once. */
export class Tidy {
  /** @type {(() => unknown)[]} */
  #undo = [];
  /** @type {Promise<void> | undefined} */
  #running;

  /** Whether it has begun. */
  get begun() {
    return this.#running !== undefined;
  }

  /** @param {() => unknown} undo what it returns is waited for */
  add(undo) {
    this.#undo.push(undo);
  }

  /** Undoes everything. What fails is told, and the rest goes on. */
  all() {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  async #undoAll() {
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) {
      try {
        await undo();
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
  }
}
