import { formatWithOptions } from 'node:util';

/** How much a line of the log matters. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** What a line has besides its message: plain values, never a body, a header or a key. */
export interface Fields {
  /** What was thrown. Only where and why are logged: what a driver has beside its message quotes rows and values. */
  readonly err?: unknown;
  /** The request's id, which its answer and its activity have, too. */
  readonly requestId?: string;
  readonly [name: string]: unknown;
}

/** Takes the lines of a process. */
export type Sink = (level: Level, message: string, fields: Fields) => void;

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterLog?: Sink };

/** Names of values that are secrets, wherever they stand. */
const secretNames =
  'authorization|proxy-authorization|cookie|set-cookie|[\\w-]{0,40}(?:password|secret|token|api_?key)|hash';

// What repeats is bounded, so that a long line takes no time that grows with its square.
/** A value to the end of its quotes, which come with as many backslashes as they began with: JSON may be within text. */
const quoted = (quotes: string) => `(\\\\{0,15}${quotes})(?:.{0,4000}?(?=(?<!\\\\)\\2)|[^"\\\\]*)`;

const secrets: readonly (readonly [RegExp, string])[] = [
  // API keys, bearer tokens and credentials of HTTP.
  [/\bmst_[0-9A-Za-z]{8,}/g, 'mst_…'],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, '$1 …'],
  // Values of JSON, also of JSON within text.
  [new RegExp(`("(?:${secretNames})\\\\{0,15}"\\s*:\\s*)${quoted('"')}`, 'gi'), '$1$2…'],
  // The same of objects that Node.js printed.
  [new RegExp(`(\\b(?:${secretNames}): )${quoted('["\'`]')}`, 'gi'), '$1$2…'],
  // The same without quotes, up to a blank or what parts one from the next.
  [new RegExp(`(\\b(?:${secretNames})=)(?!["'\`])[^\\s&,;"'\\\\]+`, 'gi'), '$1…'],
  // What stands in addresses: of links that open accounts, of databases and mail servers.
  [/([?&](?:token|password|key|secret|code)=)[^&\s"'\\]+/gi, '$1…'],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']{0,100}:)[^\s"'\\]{1,500}@/gi, '$1…@'],
  // Passwords as they are kept.
  [/\$argon2\w*\$[^\s"'\\]+/g, '$argon2…'],
];

/** The text without what opens anything: keys, tokens, passwords. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/** What is logged of something that was thrown: its stack and code, and those of its causes. */
export function failureOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown && thrown.code !== undefined ? ` [${String(thrown.code)}]` : '';
  const cause = thrown.cause === undefined ? '' : `\n  because: ${failureOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${code}${cause}`;
}

/** One line for people, with what was thrown below it. */
export function lineOf(message: string, { err, ...rest }: Fields): string {
  const more = Object.entries(rest).map(([name, value]) => ` ${name}=${formatWithOptions({}, '%s', value)}`);
  const failure = err === undefined ? '' : `\n${failureOf(err)}`;
  return withoutSecrets(`${message}${more.join('')}${failure}`);
}

/** Where nobody else takes the lines, as in the operator's commands and tests: standard error. */
const toTerminal: Sink = (level, message, fields) => {
  if (level === 'warn') console.warn(lineOf(message, fields));
  else if (level !== 'debug') console.error(lineOf(message, fields));
};

const write =
  (level: Level) =>
  (message: string, fields: Fields = {}) =>
    (holder.musterLog ?? toTerminal)(level, message, fields);

/** The process's log. Messages are sentences; what varies stands in fields. */
export const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

/** Has all lines of this process go elsewhere: the server's own log. */
export function logTo(sink: Sink | undefined): void {
  holder.musterLog = sink;
}
