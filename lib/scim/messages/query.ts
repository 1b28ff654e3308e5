import { invalidValue } from '../error';

/** What a client may ask of a list or a resource (RFC 7644 §3.4.2, §3.9). */
export interface Query {
  readonly filter?: string;
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  readonly startIndex: number;
  readonly count: number;
}

/** The sizes of index pages; /ServiceProviderConfig prints the larger one. */
export const pageSizes = { default: 100, max: 1000 } as const;

/**
 * Reads the parameters of a request. Their names are case-insensitive, unknown ones are ignored, and
 * `startIndex` below 1 and `count` below 0 are read as 1 and 0 (RFC 7644 §3.4.2.4).
 * @throws ScimError invalidValue
 */
export function readQuery(parameters: URLSearchParams): Query {
  const given = new Map<string, string>();
  for (const [name, value] of parameters) given.set(name.toLowerCase(), value);
  const attributes = names(given.get('attributes'));
  const excludedAttributes = names(given.get('excludedattributes'));
  if (attributes && excludedAttributes) {
    throw invalidValue('`attributes` and `excludedAttributes` exclude each other: send one of them.');
  }
  return {
    filter: given.get('filter'),
    attributes,
    excludedAttributes,
    startIndex: Math.max(1, integer('startIndex', given.get('startindex')) ?? 1),
    count: Math.min(pageSizes.max, Math.max(0, integer('count', given.get('count')) ?? pageSizes.default)),
  };
}

function names(text: string | undefined): string[] | undefined {
  const listed = text?.split(',').map((name) => name.trim());
  const given = listed?.filter((name) => name !== '');
  return given && given.length > 0 ? given : undefined;
}

function integer(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  if (/^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(value)) return value;
  throw invalidValue(`\`${name}\` must be a whole number, not "${text.slice(0, 40)}".`);
}
