import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** What an assertion asks of one value of an answer: to equal a literal, or one of these. */
type Expected =
  | { readonly is: keyof typeof kinds }
  | { readonly includes: readonly unknown[] }
  | { readonly length: number }
  | string
  | number
  | boolean;

interface Step {
  /** Method and path below the SCIM URI, as it stands on the wire. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly body?: unknown;
  /** The statuses that the identity provider takes. */
  readonly answers: number | readonly number[];
  /** Milliseconds after which the identity provider is not content any more. */
  readonly within?: number;
  readonly with?: Readonly<Record<string, Expected>>;
  /** Names under which later steps know values of the answer, as `{{name}}`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** What an identity provider sends in one situation, and what it needs to hear. */
export interface Conversation {
  readonly name: string;
  readonly source: string;
  readonly confidence: string;
  readonly note?: string;
  /** What the directory holds before: later steps know the ids by these names. */
  readonly given?: {
    readonly users?: Readonly<Record<string, { readonly userName: string; readonly externalId?: string }>>;
    readonly groups?: Readonly<
      Record<string, { readonly displayName: string; readonly members?: readonly string[] }>
    >;
  };
  readonly steps: readonly Step[];
}

/** One identity provider's conversations, with the headers that it sends with every request. */
export interface Provider {
  readonly provider: string;
  readonly about: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The Content-Type of its requests with a body. */
  readonly bodyType: string;
  readonly conversations: readonly Conversation[];
}

/** A way into the SCIM service: `handleScim` itself, or HTTP. */
export type Door = (request: Request) => Promise<Response>;

/** What an identity provider was given: the SCIM URI and an API key of an empty tenant. */
export interface Account {
  readonly scimUri: string;
  readonly apiKey: string;
}

/** What was asked and what came back. */
export interface Exchange {
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Reads the conversations of all identity providers. */
export function providersConversations(): Provider[] {
  return ['okta', 'entra', 'jumpcloud'].map((name) => {
    const file = new URL(`../lib/scim-api/conversations/${name}.json`, import.meta.url);
    return JSON.parse(readFileSync(file, 'utf8')) as Provider;
  });
}

/** Plays a conversation through a door. `problems` are the sentences that say where an answer would not do. */
export async function play(
  { headers, bodyType }: Provider,
  { given, steps }: Conversation,
  door: Door,
  account: Account,
): Promise<{ problems: string[]; exchanges: Exchange[] }> {
  const names = new Map<string, unknown>([['base', account.scimUri]]);
  const problems: string[] = [];
  const exchanges: Exchange[] = [];
  const prepared = [
    ...Object.entries(given?.users ?? {}).map(newUser),
    ...Object.entries(given?.groups ?? {}).map(newGroup),
  ];
  for (const [index, raw] of [...prepared, ...steps].entries()) {
    const step = filled(raw, names);
    const where = `${index + 1}. ${step.request}`;
    const started = performance.now();
    const response = await door(requestOf(step, { ...headers, ...step.headers }, bodyType, account));
    const took = performance.now() - started;
    const body = await response.text();
    exchanges.push({ request: step.request, status: response.status, headers: response.headers, body });
    if (![step.answers].flat().includes(response.status))
      problems.push(`${where}: ${response.status}, not ${step.answers}: ${body.slice(0, 300)}`);
    if (took > (step.within ?? Number.POSITIVE_INFINITY))
      problems.push(`${where}: took ${Math.round(took)} ms`);
    const answer: unknown = body === '' ? undefined : JSON.parse(body);
    for (const [path, expected] of Object.entries(step.with ?? {})) {
      const value = valueAt(answer, path);
      if (!meets(value, expected))
        problems.push(`${where}: ${path} is ${JSON.stringify(value)}, not ${JSON.stringify(expected)}`);
    }
    for (const [name, path] of Object.entries(step.keep ?? {})) names.set(name, valueAt(answer, path));
  }
  return { problems, exchanges };
}

function newUser([name, user]: [string, { readonly userName: string }]): Step {
  const email = { value: user.userName, type: 'work', primary: true };
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    active: true,
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [email],
    ...user,
  };
  return { request: 'POST /Users', body, answers: 201, keep: { [name]: 'id' } };
}

function newGroup([name, group]: [
  string,
  { readonly displayName: string; readonly members?: readonly string[] },
]): Step {
  const members = group.members?.map((member) => ({ value: `{{${member}}}` }));
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: group.displayName,
    members,
  };
  return { request: 'POST /Groups', body, answers: 201, keep: { [name]: 'id' } };
}

/** The step with what `{{name}}` stands for. */
function filled(step: Step, names: ReadonlyMap<string, unknown>): Step {
  const text = JSON.stringify(step).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = names.get(name);
    if (typeof value !== 'string') throw new Error(`${step.request}: nothing is known as {{${name}}}.`);
    return value;
  });
  return JSON.parse(text) as Step;
}

function requestOf(
  step: Step,
  headers: Record<string, string>,
  bodyType: string,
  { scimUri, apiKey }: Account,
): Request {
  const [method = '', path = ''] = step.request.split(/ (.*)/s);
  const all = new Headers({ Authorization: `Bearer ${apiKey}`, ...headers });
  if (step.body === undefined) return new Request(scimUri + path, { method, headers: all });
  if (!step.headers?.['Content-Type']) all.set('Content-Type', bodyType);
  return new Request(scimUri + path, { method, headers: all, body: JSON.stringify(step.body) });
}

const hop = /\['([^']+)'\]|\[\?(\w+)=([^\]]*)\]|\[(\d+|\*)\]|([^.[\]]+)/g;

/** The value at `emails[?type=work].value`, `['urn:…'].department`, `Resources[0].id`, `Resources[*].id` (all of them). */
export function valueAt(answer: unknown, path: string): unknown {
  let nodes = [answer];
  for (const [, quoted, key, wanted, index, name] of path.matchAll(hop)) {
    nodes = nodes.flatMap((node): unknown[] => {
      if (key)
        return list(node)
          .filter((item) => String(member(item, key)) === wanted)
          .slice(0, 1);
      if (index === '*') return list(node);
      const found = member(node, quoted ?? index ?? name ?? '');
      return found === undefined ? [] : [found];
    });
  }
  return path.includes('[*]') ? nodes : nodes[0];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const isEmpty = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const kinds = {
  present: (value: unknown) => value !== undefined && !isEmpty(value),
  absent: (value: unknown) => value === undefined,
  'absent or empty': (value: unknown) => value === undefined || isEmpty(value),
  'a number': (value: unknown) => typeof value === 'number',
  'a string': (value: unknown) => typeof value === 'string',
  'a boolean': (value: unknown) => typeof value === 'boolean',
  'an array': (value: unknown) => Array.isArray(value),
};

function meets(value: unknown, expected: Expected): boolean {
  if (typeof expected !== 'object') return isDeepStrictEqual(value, expected);
  if ('is' in expected) return kinds[expected.is](value);
  if ('length' in expected) return list(value).length === expected.length;
  return expected.includes.every((one) => list(value).some((item) => isDeepStrictEqual(item, one)));
}

/** The door of a server at `address` (scheme, host and port), wherever the SCIM URI itself points. */
export function httpDoor(address: string): Door {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = await request.arrayBuffer();
    return fetch(address + pathname + search, {
      method: request.method,
      headers: request.headers,
      body: body.byteLength > 0 ? body : undefined,
      redirect: 'manual',
    });
  };
}

/** Headers of the connection, and of Next's own, that say nothing about SCIM. */
const transport = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'vary',
]);

const changing =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|(?<=W\/\\?"\d+-)[0-9a-f]{12}/g;

/**
 * What was said, as text that is the same whenever the same was said: ids, times and hashes of them are replaced
 * by their kind, ids by the order in which they came up as well.
 */
export function transcript(exchanges: readonly Exchange[]): string {
  const ids = new Map<string, string>();
  const masked = (text: string) =>
    text.replace(changing, (found) => {
      if (found.length !== 36) return found.includes('T') ? '<time>' : '<hash>';
      if (!ids.has(found)) ids.set(found, `<id ${ids.size + 1}>`);
      return ids.get(found) ?? '';
    });
  return exchanges
    .map(({ request, status, headers, body }) => {
      const told = [...headers]
        .filter(([name]) => !transport.has(name))
        .map(([name, value]) => `${name}: ${value}`);
      return masked([request, status, ...told.sort(), body].join('\n'));
    })
    .join('\n\n');
}
