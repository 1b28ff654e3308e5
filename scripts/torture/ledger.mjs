// What a client remembers of its writes: what was acknowledged, and what may have been done.

/**
 * What is known of a user. `version` counts its changes; `roles` are the numbers of the groups it is in.
 * @typedef {{ exists: boolean, title: string, active: boolean, roles: readonly number[], version: number }} State
 */

/** @type {State} */
export const nothing = { exists: false, title: '', active: true, roles: [], version: 0 };

/** Steps from one state to the next: what each write does where it is done. */
export const steps = {
  /** @param {string} title @returns {(state: State) => State} */
  create: (title) => (state) => ({
    exists: true,
    title,
    active: true,
    roles: [],
    // A removed user who is created again comes back, with its history.
    version: state.version + 1,
  }),
  /** @param {Partial<State>} change */
  change: (change) => (state) => ({ ...state, ...change, version: state.version + 1 }),
  /** @param {number} role */
  join: (role) => (state) => ({ ...state, roles: [...state.roles, role].sort((a, b) => a - b) }),
  /** @param {number} role */
  leave: (role) => (state) => ({ ...state, roles: state.roles.filter((one) => one !== role) }),
  /** @param {State} state @returns {State} */
  remove: (state) => ({ ...state, exists: false, roles: [], version: state.version + 1 }),
};

/** One user, whom one writer alone changes, one request at a time. */
export class Entry {
  /** @type {string | undefined} */
  id;
  /** What it may be by now, the least done first; one where nothing is in doubt. */
  possible = [nothing];
  /** Acknowledged writes that nobody has looked for yet. */
  unchecked = 0;
  /** Left the roles by being removed: those roles moved on, and no entry of theirs says so. */
  removedFrom = [];

  /** @param {string} userName */
  constructor(userName) {
    this.userName = userName;
  }

  /** @returns {State} what it is, where nothing is in doubt */
  get state() {
    return this.possible[0];
  }

  get inDoubt() {
    return this.possible.length > 1;
  }

  /** A write was acknowledged. @param {(state: State) => State} step */
  acknowledge(step) {
    this.#settle(step(this.state));
    this.unchecked += 1;
  }

  /** A write was sent, and nobody knows whether it was done. @param {(state: State) => State} step */
  doubt(step) {
    this.possible.push(step(this.possible[this.possible.length - 1]));
  }

  /**
   * Compares with what was found. @param {State} found
   * @returns {string | undefined} what is wrong with it
   */
  check(found) {
    const same = this.possible.find((state) => JSON.stringify(shown(state)) === JSON.stringify(shown(found)));
    this.unchecked = 0;
    const expected = this.possible.map((state) => JSON.stringify(shown(state))).join(' or ');
    this.#settle(same ?? found);
    return same
      ? undefined
      : `${this.userName} should be ${expected}, and is ${JSON.stringify(shown(found))}`;
  }

  #settle(state) {
    if (this.state.exists && !state.exists) this.removedFrom.push(...this.state.roles);
    this.possible = [state];
  }
}

/** What can be seen of a user: of a removed one, no more than that. */
const shown = (state) => (state.exists ? state : { exists: false });
