// Data that the server and the browser read: imports nothing but types.
import type { ProviderId } from '../providers/providers';

/** What of a request says what it means. */
export interface SentRequest {
  readonly method: string;
  /** From its first slash on, with its query. */
  readonly path: string;
  readonly status: number;
}

/** What a request means to whoever waits for it. */
export interface RequestWords {
  /** In the past, without a full stop: “Created a user”. */
  readonly what: string;
  /** Whether it is how the provider tests the connection. */
  readonly isTest: boolean;
}

interface Question {
  /** `Users` or `Groups`; another endpoint, or what is none. */
  readonly endpoint: string;
  readonly id: string | undefined;
  readonly parameters: URLSearchParams;
}

/** Resources as they are called in a sentence: with an article, alone, and many. */
const things: Readonly<Record<string, readonly [string, string, string]>> = {
  Users: ['a user', 'the user', 'users'],
  Groups: ['a group', 'the group', 'groups'],
};

const verbs: Readonly<Record<string, readonly [string, string]>> = {
  GET: ['Read', 'read'],
  HEAD: ['Read', 'read'],
  POST: ['Created', 'create'],
  PUT: ['Updated', 'update'],
  PATCH: ['Updated', 'update'],
  DELETE: ['Removed', 'remove'],
};

const discovery = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const longest = 80;

/**
 * What a request of an identity provider means. A test of the connection is told by what the provider sends for one:
 * Entra ID looks for a user with a random GUID, Okta reads a user or two, JumpCloud reads the users before it makes one.
 */
export function requestWords(provider: ProviderId, { method, path, status }: SentRequest): RequestWords {
  const question = questionOf(path);
  const done = status < 400;
  if (method === 'GET' && isTest(provider, question))
    return { what: done ? 'Test connection passed' : 'Test connection failed', isTest: true };
  return { what: inWords(method, question, done, path), isTest: false };
}

function questionOf(path: string): Question {
  const [address = '', query = ''] = path.split(/\?(.*)/s);
  const [endpoint = '', id] = address
    .replace(/^\/scim\/v2(?=\/|$)/i, '')
    .split('/')
    .filter(Boolean);
  // Names of parameters are read in any case.
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]);
  return { endpoint, id, parameters: new URLSearchParams(pairs) };
}

function isTest(provider: ProviderId, { endpoint, id, parameters }: Question): boolean {
  if (endpoint !== 'Users' || id !== undefined) return false;
  const any = provider === 'other';
  const look = lookUp(parameters.get('filter'));
  if (look) return (any || provider === 'entra') && guid.test(look.value);
  if (parameters.has('filter')) return false;
  const count = parameters.get('count');
  if (count === null) return (any || provider === 'jumpcloud') && !parameters.has('startindex');
  return Number(count) <= 2 && Number(parameters.get('startindex') ?? 1) <= 1;
}

/** The attribute and value of a filter that looks for one resource. */
function lookUp(filter: string | null): { attribute: string; value: string } | undefined {
  const [, attribute, quoted, bare] = /^\s*(.+?)\s+eq\s+(?:"([^"]*)"|(\S+))\s*$/is.exec(filter ?? '') ?? [];
  const value = quoted ?? bare;
  if (attribute === undefined || value === undefined) return undefined;
  // A path such as emails[type eq "work"].value has an operator of its own.
  if (/\s(and|or)\s|^not\b/i.test(attribute.replace(/\[[^\]]*\]/g, ''))) return undefined;
  return { attribute, value };
}

function inWords(method: string, question: Question, done: boolean, path: string): string {
  const { endpoint, id } = question;
  if (discovery.has(endpoint))
    return done ? 'Read what this service offers' : 'Tried to read what this service offers';
  if (endpoint === 'Bulk') return done ? 'Sent changes in bulk' : 'Tried to send changes in bulk';
  const names = things[endpoint];
  const verb = verbs[method];
  if (!names || !verb) return `Asked for ${shortened(path)}`;
  const [one, the, many] = names;
  if (id === '.search') return searched(many, done);
  if (id === undefined && (method === 'GET' || method === 'HEAD')) return listed(question, the, many, done);
  return done ? `${verb[0]} ${one}` : `Tried to ${verb[1]} ${one}`;
}

function listed({ parameters }: Question, the: string, many: string, done: boolean): string {
  const look = lookUp(parameters.get('filter'));
  if (look) {
    const named = /^(userName|displayName)$/i.test(look.attribute)
      ? ''
      : ` with ${shortened(look.attribute)}`;
    return `${done ? 'Looked for' : 'Tried to look for'} ${the}${named} “${shortened(look.value)}”`;
  }
  if (parameters.has('filter')) return searched(many, done);
  const start = Number(parameters.get('startindex') ?? 1);
  const from = start > 1 ? `, from number ${start} on` : '';
  return `${done ? 'Read' : 'Tried to read'} the list of ${many}${from}`;
}

const searched = (many: string, done: boolean) => `${done ? 'Searched' : 'Tried to search'} ${many}`;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
