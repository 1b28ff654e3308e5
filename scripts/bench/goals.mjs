// What Muster is to reach. `ratio` compares with the raw reference on the same machine, PostgreSQL and run.

/** Requests a second, as a share of the raw reference's. */
export const ratios = {
  mixed: 0.45,
  exists_hit: 0.5,
  exists_miss: 0.5,
  get: 0.5,
  create: 0.4,
  put: 0.4,
  patch_okta: 0.4,
  patch_entra: 0.4,
  patch_path: 0.4,
  list: 1,
};

export const limits = {
  /** Members a second while a group of this size is built in batches of 1,000, as a share of the raw reference's. */
  groupBuild: { size: 100_000, batch: 1_000, least: 0.5 },
  /** The p50 of the last pages of a walk by cursor, over that of the first ones. */
  cursorGrowth: 1.2,
  /** The p50 of adding one member to the larger group, over that in the smaller one. */
  addOneGrowth: { small: 100, large: 100_000, most: 1.3 },
  /** The cost of a request at the largest stage, over that at the smallest: p50, and the reciprocal of requests a second. */
  stageGrowth: 1.3,
  /** The most memory that one server process may have held, in MB. */
  memoryMb: 400,
  /** The p99 of requests for one resource and of pages by cursor, in milliseconds. */
  p99Ms: 60,
};

/** Workloads whose cost may grow with the number of users: a true total counts them all. */
export const mayGrow = ['list'];

/** Workloads of requests for one resource. */
export const singleResource = Object.keys(ratios).filter((name) => name !== 'mixed' && name !== 'list');
