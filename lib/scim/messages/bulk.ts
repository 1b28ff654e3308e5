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

/** The bulkIds that an operation refers to, in its path and anywhere in its data (RFC 7644 §3.7.2). */
export function references({ path, data }: BulkOperation): ReadonlySet<string> {
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
  return found;
}

/** The operation with the ids in the place of the references to them; what refers to an unknown one is left out. */
export function resolved(operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkOperation {
  const { path, data } = operation;
  return {
    ...operation,
    path: path.replace(inPath, (whole, id: string) => (ids.has(id) ? `/${ids.get(id)}` : whole)),
    ...(data !== undefined && { data: resolvedValue(data, ids) ?? null }),
  };
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
