import { invalidPath, invalidSyntax, invalidValue } from '../error';
import { filterLimits } from '../filter/parser';
import { isArray, isObject, type Json, type JsonObject, kindOf } from '../json';
import { maxValues } from '../schema/read-value';
import { urns } from '../urns';

/** One operation of a PATCH, as it was sent (RFC 7644 §3.5.2). */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path?: string;
  readonly value?: Json;
}

/** The bound on the operations of one PATCH. */
export const maxOperations = 1000;

/** Counts what operations name in their values: attributes, and elements of those that have many. */
class NamedValues {
  private count = 0;

  /** @throws ScimError invalidValue where there are too many by now: each is work of its own */
  add(value: Json | undefined): void {
    if (isArray(value)) this.count += value.length;
    else if (isObject(value))
      for (const part of Object.values(value)) this.count += isArray(part) ? part.length : 1;
    if (this.count <= maxValues) return;
    const detail = `The operations of a PATCH may name up to ${maxValues} values at a time; these name more. Send several.`;
    throw invalidValue(detail);
  }
}

/** An operation as a client sent it, its members' names in lower case. */
export type SentOperation = JsonObject;

/** Turns an operation into those that RFC 7644 has for it. */
export type RewriteOperation = (operation: SentOperation) => readonly SentOperation[];

/**
 * Reads the body of a PATCH; the names of its members are case-insensitive (RFC 7643 §2.1).
 * @param rewrite applied to each operation before it is read
 * @throws ScimError invalidSyntax, invalidPath for a path that is longer than a filter may be, or invalidValue where
 * the operations name too many values
 */
export function readPatchOp(
  body: unknown,
  rewrite: RewriteOperation = (operation) => [operation],
): Operation[] {
  if (!isObject(body)) throw invalidSyntax(`The body must be a JSON object: a PatchOp, not ${kindOf(body)}.`);
  const { schemas, operations } = lowerCased(body);
  const urn = urns.patchOp.toLowerCase();
  if (!isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === urn)) {
    throw invalidSyntax(`\`schemas\` must be an array with "${urns.patchOp}".`);
  }
  if (!isArray(operations) || operations.length === 0) {
    throw invalidSyntax('`Operations` must be an array with at least one operation.');
  }
  if (operations.length > maxOperations) {
    throw invalidSyntax(
      `A PATCH may have up to ${maxOperations} operations; this one has ${operations.length}.`,
    );
  }
  const named = new NamedValues();
  return operations.flatMap((sent, index) => {
    const at = `Operations[${index}]`;
    if (!isObject(sent)) throw invalidSyntax(`${at} must be an object, not ${kindOf(sent)}.`);
    const operation = lowerCased(sent);
    checkLength(operation.path, at);
    named.add(operation.value);
    return rewrite(operation).map((one) => readOperation(one, at));
  });
}

function checkLength(path: Json | undefined, at: string): void {
  const most = filterLimits.characters;
  if (typeof path !== 'string' || path.length <= most) return;
  throw invalidPath(`\`path\` of ${at} may have up to ${most} characters; this one has ${path.length}.`);
}

function readOperation({ op, path, value }: SentOperation, at: string): Operation {
  if (op !== 'add' && op !== 'remove' && op !== 'replace') {
    const sent = typeof op === 'string' ? JSON.stringify(op.slice(0, 40)) : kindOf(op);
    throw invalidSyntax(`\`op\` of ${at} must be "add", "remove" or "replace", not ${sent}.`);
  }
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw invalidSyntax(`\`path\` of ${at} must be a string, not ${kindOf(path)}.`);
  }
  return { op, ...(path && { path }), ...(value !== undefined && { value }) };
}

function lowerCased(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
}
