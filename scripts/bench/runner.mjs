// Runs operations on a target and says how it went.
import { setTimeout as sleep } from 'node:timers/promises';
import { processorTime, processorUse } from './process-tree.mjs';
import { rounded, summary } from './statistics.mjs';

/** From so many processors on that others used, a measurement counts as disturbed. */
const disturbed = 0.2;
const samplesKept = 5;

/**
 * Sends one operation and checks its answer.
 * @param {import('./connection.mjs').Connection} connection
 * @param {import('./user-operations.mjs').Operation} operation
 * @param {(name: string) => void} [note]
 */
export async function perform(connection, operation, note = () => {}) {
  let response;
  try {
    response = await connection.send(operation);
  } catch (error) {
    return { wrong: `transport: ${error.message}` };
  }
  const { status, headers, body, ms } = response;
  const result = { status, headers, ms, bytes: body.length };
  try {
    const json = body.length > 0 ? JSON.parse(body.toString()) : null;
    if (json && !/application\/scim\+json/.test(headers['content-type'] ?? '')) note('another media type');
    const wrong = operation.check({ status, json, headers }, note);
    return { ...result, json, wrong: wrong && `${wrong}: ${JSON.stringify(json)?.slice(0, 160)}` };
  } catch (error) {
    return { ...result, wrong: `status ${status}, a body that can't be read: ${error.message}` };
  }
}

/** One operation that has to succeed, outside of any measurement. */
export async function must(target, operation) {
  if (target.closed) throw new Error('The run was ended.');
  const [connection] = target.connections(1);
  const result = await perform(connection, operation);
  if (result.wrong)
    throw new Error(`${target.label}, ${operation.method} ${operation.path}: ${result.wrong}`);
  return result.json;
}

class Tally {
  durations = [];
  kinds = new Map();
  bytes = 0;
  errors = 0;
  samples = new Map();
  departures = new Map();

  note = (name) => this.departures.set(name, (this.departures.get(name) ?? 0) + 1);

  add({ ms, bytes = 0, wrong }, kind) {
    this.bytes += bytes;
    if (ms !== undefined) {
      this.durations.push(ms);
      if (kind && !this.kinds.has(kind)) this.kinds.set(kind, []);
      this.kinds.get(kind)?.push(ms);
    }
    if (!wrong) return;
    this.errors += 1;
    const sample = kind ? `${kind}: ${wrong}` : wrong;
    if (this.samples.has(sample) || this.samples.size < samplesKept)
      this.samples.set(sample, (this.samples.get(sample) ?? 0) + 1);
  }
}

/**
 * @typedef {object} Extent how long operations go on
 * @property {number} count at least so many
 * @property {number} [max] at most so many; `count` where it is left out
 * @property {number} [minSeconds] at least so long, unless `max` is reached
 * @property {number} seconds at most so long
 * @property {number} concurrency connections that send
 */

/**
 * Runs `make(0)`, `make(1)` … on the target's connections.
 * @param {import('./target.mjs').Target} target
 * @param {(i: number) => import('./user-operations.mjs').Operation | undefined} make
 * @param {Extent} extent
 */
export async function run(target, make, { count, max = count, minSeconds = 0, seconds, concurrency }) {
  const tally = new Tally();
  let next = 0;
  const before = processorTime(target);
  const start = performance.now();
  const isOver = () => {
    const passed = (performance.now() - start) / 1000;
    return target.closed || next >= max || passed > seconds || (next >= count && passed >= minSeconds);
  };
  const work = async (connection) => {
    while (!isOver()) {
      const operation = make(next);
      next += 1;
      if (!operation) return;
      const result = await perform(connection, operation, tally.note);
      tally.add(result, operation.kind);
      operation.after?.(result);
    }
  };
  await Promise.all(target.connections(concurrency).map(work));
  if (target.closed) throw new Error('The run was ended.');
  const took = (performance.now() - start) / 1000;
  return outcome(tally, took, processorUse(before, processorTime(target)));
}

function outcome({ durations, kinds, bytes, errors, samples, departures }, took, cpu) {
  return {
    rps: rounded(durations.length / took),
    ...summary(durations),
    seconds: rounded(took),
    errors,
    kB: Math.round(bytes / 1024),
    cpu,
    ...(errors > 0 && { errorSamples: Object.fromEntries(samples) }),
    ...(departures.size > 0 && { departures: Object.fromEntries(departures) }),
    ...(kinds.size > 0 && {
      kinds: Object.fromEntries([...kinds].map(([kind, some]) => [kind, summary(some)])),
    }),
    durations,
  };
}

/** How many processors were not the measurement's own: used by other programs, or by other machines on this one. */
const disturbance = ({ cpu }) => (cpu?.foreign ?? 0) + (cpu?.steal ?? 0);

/**
 * Measures again what was disturbed, and keeps the least disturbed attempt.
 * @template {{ cpu?: { foreign?: number, steal?: number } }} Result
 * @param {() => Promise<Result>} measure
 * @param {number} retries
 */
export async function undisturbed(measure, retries) {
  let best = await measure();
  let attempts = 1;
  while (disturbance(best) > disturbed && attempts <= retries) {
    // Whoever it is may be done soon.
    await sleep(5_000);
    const result = await measure();
    attempts += 1;
    if (disturbance(result) < disturbance(best)) best = result;
  }
  return { ...best, attempts };
}
