import { invalidCount, invalidSyntax, invalidValue } from '../error';
import { isArray, isObject, type Json, kindOf } from '../json';
import { urns } from '../urns';

/** What a client may ask of a list or a resource (RFC 7644 §3.4.2, §3.9; RFC 9865). */
export interface Query {
  readonly filter?: string;
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  readonly sortBy?: string;
  readonly descending: boolean;
  readonly startIndex: number;
  readonly count: number;
  /** Set where the client pages by cursor; empty for the first page. */
  readonly cursor?: string;
}

/** The sizes of pages; /ServiceProviderConfig prints them. */
export const pageSizes = { default: 100, max: 1000 } as const;

/** How long a cursor may be used, in seconds; /ServiceProviderConfig prints it. */
export const cursorTimeout = 3600;

/** How many names `attributes` and `excludedAttributes` may list: each is looked up. */
const maxNames = 1000;

type Parameters = ReadonlyMap<string, Json>;

/**
 * Reads the parameters of a request. Their names are case-insensitive, unknown ones are ignored, and
 * `startIndex` below 1 and `count` below 0 are read as 1 and 0 (RFC 7644 §3.4.2.4).
 * @throws ScimError invalidValue, or invalidCount in pages by cursor
 */
export function readQuery(parameters: URLSearchParams): Query {
  if (parameters.size === 0) return plain;
  const given = new Map<string, Json>();
  for (const [name, value] of parameters) given.set(name.toLowerCase(), value);
  return toQuery(given);
}

/** What nobody asked anything about. */
const plain: Query = toQuery(new Map());

/** Reads the body of a POST to `.search` (RFC 7644 §3.4.3). @throws ScimError invalidSyntax or invalidValue */
export function readSearchRequest(body: unknown): Query {
  if (!isObject(body)) {
    throw invalidSyntax(`The body must be a JSON object: a SearchRequest, not ${kindOf(body)}.`);
  }
  const given = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const schemas = given.get('schemas');
  const urn = urns.searchRequest.toLowerCase();
  if (!isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === urn)) {
    throw invalidSyntax(`\`schemas\` must be an array with "${urns.searchRequest}".`);
  }
  return toQuery(given);
}

function toQuery(given: Parameters): Query {
  const attributes = names('attributes', given);
  const excludedAttributes = names('excludedAttributes', given);
  if (attributes && excludedAttributes) {
    throw invalidValue('`attributes` and `excludedAttributes` exclude each other: send one of them.');
  }
  const sortOrder = text('sortOrder', given)?.toLowerCase() ?? 'ascending';
  if (sortOrder !== 'ascending' && sortOrder !== 'descending') {
    throw invalidValue('`sortOrder` must be “ascending” or “descending”.');
  }
  const cursor = text('cursor', given);
  const count = integer('count', given, cursor === undefined ? invalidValue : invalidCount);
  return {
    filter: text('filter', given),
    attributes,
    excludedAttributes,
    sortBy: text('sortBy', given) || undefined,
    descending: sortOrder === 'descending',
    startIndex: Math.max(1, integer('startIndex', given, invalidValue) ?? 1),
    count: Math.min(pageSizes.max, Math.max(0, count ?? pageSizes.default)),
    cursor,
  };
}

function text(name: string, given: Parameters): string | undefined {
  const value = given.get(name.toLowerCase()) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalidValue(`\`${name}\` must be a string, not ${kindOf(value)}.`);
}

/** In a URL the names stand between commas, in a body in an array. */
function names(name: string, given: Parameters): string[] | undefined {
  const value = given.get(name.toLowerCase());
  const listed = typeof value === 'string' ? value.split(',') : (value ?? []);
  if (!isArray(listed)) throw invalidValue(`\`${name}\` must be an array of names, not ${kindOf(listed)}.`);
  if (listed.length > maxNames)
    throw invalidValue(`\`${name}\` may list up to ${maxNames} names, not ${listed.length}.`);
  const trimmed = listed.map((one) => String(one).trim()).filter((one) => one !== '');
  return trimmed.length > 0 ? trimmed : undefined;
}

function integer(name: string, given: Parameters, refuse: (detail: string) => Error): number | undefined {
  const value = given.get(name.toLowerCase()) ?? undefined;
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return undefined;
  const written = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const number = Number(written);
  if (/^\s*[+-]?\d+\s*$/.test(written) && Number.isSafeInteger(number)) return number;
  throw refuse(`\`${name}\` must be a whole number, not ${JSON.stringify(value).slice(0, 40)}.`);
}
