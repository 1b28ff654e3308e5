// The workloads that a stage measures, one kind of request each.
import { mixed } from './mixed-workload.mjs';
import { must, run, undisturbed } from './runner.mjs';
import { summary } from './statistics.mjs';
import {
  createUser,
  cursorPage,
  findNobody,
  findUser,
  getUser,
  listPage,
  patchActive,
  putUser,
} from './user-operations.mjs';

/** @typedef {import('./target.mjs').Target} Target */
/** @typedef {import('./options.mjs').Settings} Settings */

/** How far a workload goes: a number of requests, for at least some seconds, and not for ever. */
const extent = (settings, count) => ({
  count,
  max: Number.POSITIVE_INFINITY,
  minSeconds: settings['min-seconds'],
  seconds: settings.seconds,
  concurrency: settings.concurrency,
});

/** A workload of one request on user after user, from a random one on in steps of `step`. */
function overUsers(countOption, step, make) {
  return (target, settings) => {
    const { users } = target;
    const from = Math.floor(target.random() * users.length);
    const at = (i) => make(users[(from + i * step) % users.length], from + i);
    return run(target, at, extent(settings, settings[countOption]));
  };
}

// A prime, so that neighbours in time are no neighbours in the table.
const reading = (make) => overUsers('count', 7919, make);
const writing = (make) => overUsers('write-count', 1, make);

async function list(target, settings) {
  const { total } = target;
  const pages = Math.ceil(total / 100);
  const asked = Math.min(pages, settings['list-pages']);
  const seen = new Map();
  const page = (i) => {
    const startIndex = Math.floor(((i % asked) * pages) / asked) * 100 + 1;
    return listPage({ startIndex, total, seen: i < asked ? seen : undefined });
  };
  const result = await run(target, page, extent(settings, asked));
  const whole = asked === pages && result.n >= asked;
  return whole ? { ...result, ...completeness(result, seen, total) } : result;
}

/** Whether a walk over the whole list showed every user once. */
function completeness({ errors, errorSamples }, seen, total) {
  const twice = [...seen.values()].filter((times) => times > 1).length;
  const missing = total - seen.size;
  if (twice === 0 && missing === 0) return { distinct: seen.size, twice, missing };
  const sample = { [`${twice} users seen twice, ${missing} never`]: 1 };
  return {
    distinct: seen.size,
    twice,
    missing,
    errors: errors + 1,
    errorSamples: { ...errorSamples, ...sample },
  };
}

/** Creating users, `sample` of them: a workload that makes the directory larger each time it is measured. */
export function creating(target, settings, sample) {
  const { seconds, concurrency, retries } = settings;
  const measure = () =>
    run(target, () => createUser(target, target.next++), {
      count: sample,
      seconds: 2 * seconds,
      concurrency,
    });
  return undisturbed(measure, retries);
}

/**
 * Every workload that may be measured again and again, by name.
 * @type {Record<string, (target: Target, settings: Settings) => Promise<any>>}
 */
export const workloads = {
  exists_hit: reading((user) => findUser(user)),
  exists_miss: reading((_, i) => findNobody(i)),
  get: reading((user) => getUser(user)),
  patch_okta: writing((user) => patchActive(user, 'okta')),
  patch_entra: writing((user) => patchActive(user, 'entra')),
  patch_path: writing((user) => patchActive(user, 'path')),
  put: writing((user, i) => putUser(user, i)),
  list,
  mixed: (target, settings) => mixed(target, settings),
};

const endPages = 100;

/**
 * Reads the first and the last pages of a walk again, one of each in turn, for a machine's pace changes between the
 * beginning of a walk and its end. Nothing where the walk is too short to have both.
 */
async function ends(target, cursors) {
  if (cursors.length < 2 * endPages) return {};
  const [first, last] = [cursors.slice(0, endPages), cursors.slice(-endPages)];
  const turns = first.flatMap((cursor, i) => [cursor, last[i]]);
  const page = (i) => cursorPage({ cursor: turns[i], next: () => {} });
  const { durations, errors, errorSamples } = await run(target, page, {
    count: turns.length,
    concurrency: 1,
  });
  if (errors > 0) throw new Error(`Pages could not be read again: ${JSON.stringify(errorSamples)}`);
  const every = (parity) => summary(durations.filter((_, i) => i % 2 === parity));
  return { first: every(0), last: every(1) };
}

/**
 * Walks the whole list by cursor, page after page, where the server offers it (RFC 9865 §4).
 * @param {Target} target
 * @param {Settings} settings
 */
export async function cursorWalk(target, settings) {
  const config = await must(target, {
    method: 'GET',
    path: '/ServiceProviderConfig',
    check: () => undefined,
  });
  if (config?.pagination?.cursor !== true) return undefined;
  const { total } = target;
  const seen = new Map();
  /** @type {string | undefined} */
  let cursor = '';
  const cursors = [''];
  const next = (given) => {
    cursor = given;
    if (given) cursors.push(given);
  };
  const page = () => (cursor === undefined ? undefined : cursorPage({ cursor, seen, next }));
  const pages = Math.ceil(total / 100);
  const extent = { count: pages + 1, seconds: settings['cursor-seconds'], concurrency: 1 };
  const result = { pages, ...(await run(target, page, extent)) };
  // Cut by the time limit, it has no last pages.
  if (cursor !== undefined && result.errors === 0) return { ...result, cut: true };
  return { ...result, ...completeness(result, seen, total), ...(await ends(target, cursors)) };
}
