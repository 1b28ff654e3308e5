// What `npm run bench -- …` understands.
import { parseArgs } from 'node:util';

/** Every option: its default, how it is read, and what it means. */
const options = {
  stages: ['50000', 'numbers', 'numbers of users at which everything is measured'],
  'groups-at': ['50000', 'number', 'the stage after which groups are measured; 0 for never'],
  'group-sizes': ['100,100000', 'numbers', 'sizes of the groups'],
  'group-seconds': ['300', 'number', 'time limit of building one group'],
  fill: ['requests', 'requests or sql', 'how the users come: by SCIM requests, or as rows by SQL'],
  'fill-seconds': ['900', 'number', 'time limit of growing to the next stage'],
  settle: ['vacuum', 'vacuum or none', 'after a fill, do what autovacuum would do within minutes, or do not'],
  concurrency: ['16', 'number', 'connections that send'],
  count: ['2000', 'number', 'requests of a reading workload, at least'],
  'write-count': ['1000', 'number', 'requests of a writing workload, at least'],
  'mixed-count': ['3000', 'number', 'requests of the mixed workload, at least'],
  'min-seconds': ['3', 'number', 'a workload goes on for at least so long'],
  seconds: ['15', 'number', 'time limit of one workload'],
  rounds: ['1', 'number', 'how often each workload runs on both servers in turn; the middle round counts'],
  'list-pages': ['200', 'number', 'pages of the list workload, spread over the whole list'],
  'cursor-seconds': ['300', 'number', 'time limit of the walk by cursor'],
  only: ['', 'names', 'only these workloads'],
  skip: ['', 'names', 'not these workloads'],
  retries: ['3', 'number', 'how often a workload is measured again that other programs disturbed'],
  out: ['bench-results', 'text', 'where the report goes'],
  raw: ['', 'yes or no', 'measure the raw reference, too (yes, unless --base is given)'],
  'raw-workers': ['', 'number', "the raw reference's processes (as many as WEB_CONCURRENCY says)"],
  base: ['', 'text', 'another SCIM server on this machine, instead of Muster'],
  token: ['', 'text', 'its bearer token'],
  label: ['', 'text', 'its name in the report'],
  'server-pid': ['', 'number', 'its process, for its processor time and memory'],
  'pg-pid': ['', 'number', "its PostgreSQL's process"],
};

/** @typedef {Record<keyof typeof options, any>} Settings */

/** An option that can't be understood. */
export class OptionError extends Error {
  name = 'OptionError';
}

const number = (name, text) => {
  const value = Number(text);
  if (text === '') return undefined;
  if (!Number.isFinite(value) || value < 0) throw new OptionError(`--${name} takes a number, not "${text}".`);
  return value;
};

function read(name, text) {
  const [, kind] = options[name];
  const parts = text.split(',').filter(Boolean);
  if (kind === 'number') return number(name, text);
  if (kind === 'numbers') return parts.map((part) => number(name, part));
  if (kind === 'names') return parts;
  const choices = kind.split(' or ');
  if (choices.length > 1 && text !== '' && !choices.includes(text))
    throw new OptionError(`--${name} is ${kind}, not "${text}".`);
  return text;
}

/** The options with their defaults, for people. */
export function help() {
  const lines = Object.entries(options).map(
    ([name, [fallback, , about]]) =>
      `  --${name.padEnd(16)} ${about}${fallback === '' ? '' : ` (${fallback})`}`,
  );
  return ['npm run bench -- [options]', '', ...lines, `  --${'help'.padEnd(16)} this page`].join('\n');
}

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {Settings | undefined} undefined where help was asked for
 * @throws OptionError
 */
export function readOptions(args) {
  const known = Object.fromEntries(
    Object.keys(options).map((name) => [name, { type: /** @type {const} */ ('string') }]),
  );
  let values;
  try {
    ({ values } = parseArgs({ args, options: { ...known, help: { type: 'boolean' } } }));
  } catch (error) {
    throw new OptionError(error.message);
  }
  if (values.help) return undefined;
  const entries = Object.entries(options).map(([name, [fallback]]) => [
    name,
    read(name, values[name] ?? fallback),
  ]);
  const settings = Object.fromEntries(entries);
  if (settings.base && !settings.token)
    throw new OptionError('--base needs --token, the bearer token of that server.');
  settings.raw ||= settings.base ? 'no' : 'yes';
  settings['raw-workers'] ??= Number(process.env.WEB_CONCURRENCY || 1);
  return settings;
}

/** Whether a workload is wanted. @param {Settings} settings @param {string} name */
export const wants = ({ only, skip }, name) =>
  (only.length === 0 || only.includes(name)) && !skip.includes(name);
