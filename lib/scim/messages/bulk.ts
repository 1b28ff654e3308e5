import { invalidSyntax, invalidValue, ScimError } from '../error';
import { isArray, isObject, type Json, type JsonObject, kindOf } from '../json';
import { urns } from '../urns';

/** The bounds of one bulk request; /ServiceProviderConfig prints them. */
export const bulkLimits = { operations: 1000, bytes: 1024 * 1024 } as const;

/** One operation of a bulk request (RFC 7644 §3.7). */
export interface BulkOperation {
  readonly method: string;
  readonly bulkId?: string;
  readonly version?: string;
  readonly path: string;
  readonly data?: Json;
}

/** A bulk request: operations, and after how many errors to stop. */
export interface BulkRequest {
  readonly failOnErrors?: number;
  readonly operations: readonly BulkOperation[];
}

/** Reads the body of a POST to /Bulk. @throws ScimError invalidSyntax, invalidValue, or 413 */
export function readBulkRequest(body: unknown): BulkRequest {
  if (!isObject(body)) {
    throw invalidSyntax(`The body must be a JSON object: a BulkRequest, not ${kindOf(body)}.`);
  }
  const { schemas, operations, failonerrors } = lowerCased(body);
  const urn = urns.bulkRequest.toLowerCase();
  if (!isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === urn)) {
    throw invalidSyntax(`\`schemas\` must be an array with "${urns.bulkRequest}".`);
  }
  if (!isArray(operations)) throw invalidSyntax('`Operations` must be an array.');
  if (operations.length > bulkLimits.operations) {
    const limit = `A bulk request may have up to ${bulkLimits.operations} operations`;
    throw new ScimError(413, undefined, `${limit}; this one has ${operations.length}. Send several.`);
  }
  const read = operations.map(readOperation);
  const ids = read.flatMap(({ bulkId }) => bulkId ?? []);
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) throw invalidValue(`The bulkId "${repeated}" stands at two operations.`);
  return { operations: read, ...(failonerrors != null && { failOnErrors: errorBound(failonerrors) }) };
}

function errorBound(value: Json): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw invalidValue('`failOnErrors` must be a whole number from 1 on.');
}

function readOperation(sent: Json, index: number): BulkOperation {
  const at = `Operations[${index}]`;
  if (!isObject(sent)) throw invalidSyntax(`${at} must be an object, not ${kindOf(sent)}.`);
  const { method, bulkid, version, path, data } = lowerCased(sent);
  if (typeof method !== 'string') throw invalidSyntax(`${at} needs a \`method\`.`);
  if (typeof path !== 'string') throw invalidSyntax(`${at} needs a \`path\`, such as "/Users".`);
  if (method.toUpperCase() === 'POST' && typeof bulkid !== 'string') {
    throw invalidSyntax(`${at} needs a \`bulkId\`, as each POST does.`);
  }
  if (version != null && typeof version !== 'string') {
    throw invalidSyntax(`\`version\` of ${at} must be a string, not ${kindOf(version)}.`);
  }
  return {
    method: method.toUpperCase(),
    path,
    ...(typeof bulkid === 'string' && { bulkId: bulkid }),
    ...(typeof version === 'string' && { version }),
    ...(data !== undefined && { data }),
  };
}

function lowerCased(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
}

const reference = /^bulkId:(.+)$/s;
const inPath = /\/bulkId:([^/?]+)/;

/**
 * The bulkIds that an operation refers to, in its path, anywhere in its data, and in the filters of a PATCH (RFC 7644
 * §3.7.2).
 */
export function references({ method, path, data }: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>();
  const [, target] = inPath.exec(path) ?? [];
  if (target !== undefined) found.add(target);
  const walk = (value: Json): void => {
    const [, id] = (typeof value === 'string' && reference.exec(value)) || [];
    if (id !== undefined) found.add(id);
    else if (isArray(value)) value.forEach(walk);
    else if (isObject(value)) Object.values(value).forEach(walk);
  };
  if (data !== undefined) walk(data);
  if (method === 'PATCH')
    inFilters(data ?? null, (id) => {
      found.add(id);
      return undefined;
    });
  return found;
}

/** The operation with the ids in the place of the references to them; what refers to an unknown one is left out. */
export function resolved(operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkOperation {
  const { method, path, data = null } = operation;
  const filtered = method === 'PATCH' ? inFilters(data, (id) => ids.get(id)) : data;
  return {
    ...operation,
    path: path.replace(inPath, (whole, id: string) => (ids.has(id) ? `/${ids.get(id)}` : whole)),
    ...(operation.data !== undefined && { data: resolvedValue(filtered, ids) ?? null }),
  };
}

/** Text between quotes. What is never closed goes on to the end, so that nothing is looked at twice. */
const quoted = /"(?:[^"\\]|\\.?)*(?:"|$)/gs;

/** A PATCH with what `idOf` gives in the place of the bulkIds that the filters of its operations' paths name. */
function inFilters(data: Json, idOf: (bulkId: string) => string | undefined): Json {
  const inText = (text: string) => {
    const [, bulkId] = reference.exec(textOf(text)) ?? [];
    const id = bulkId === undefined ? undefined : idOf(bulkId);
    return id === undefined ? text : JSON.stringify(id);
  };
  return mapMember(data, 'operations', (operations) =>
    isArray(operations)
      ? operations.map((one) =>
          mapMember(one, 'path', (path) => (typeof path === 'string' ? path.replace(quoted, inText) : path)),
        )
      : operations,
  );
}

/** What stands between the quotes; nothing where it is no JSON string, which the filter's own reader says. */
function textOf(json: string): string {
  try {
    return JSON.parse(json);
  } catch {
    return '';
  }
}

/** The object with another value of a member, whose name counts in any letter case. */
function mapMember(object: Json, member: string, change: (value: Json) => Json): Json {
  if (!isObject(object)) return object;
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      name.toLowerCase() === member ? change(value) : value,
    ]),
  );
}

function resolvedValue(value: Json, ids: ReadonlyMap<string, string>): Json | undefined {
  if (typeof value === 'string') {
    const [, id] = reference.exec(value) ?? [];
    return id === undefined ? value : ids.get(id);
  }
  if (isArray(value)) return value.flatMap((item) => resolvedValue(item, ids) ?? []);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, resolvedValue(part, ids)] as const);
  const known = entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
  // An object whose one member refers to nothing known, such as a member or a manager, says nothing.
  return known.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(known);
}
