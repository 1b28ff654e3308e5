import { invalidSyntax } from '../error';
import { isArray, isObject, type Json, kindOf } from '../json';
import { urns } from '../urns';

/** One operation of a PATCH, as it was sent (RFC 7644 §3.5.2). */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path?: string;
  readonly value?: Json;
}

/** The bound on the operations of one PATCH. */
export const maxOperations = 1000;

/** Reads the body of a PATCH; the names of its members are case-insensitive (RFC 7643 §2.1). @throws ScimError invalidSyntax */
export function readPatchOp(body: unknown): Operation[] {
  if (!isObject(body)) throw invalidSyntax(`The body must be a JSON object: a PatchOp, not ${kindOf(body)}.`);
  const members = lowerCased(body);
  const schemas = members.get('schemas');
  const urn = urns.patchOp.toLowerCase();
  if (!isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === urn)) {
    throw invalidSyntax(`\`schemas\` must be an array with "${urns.patchOp}".`);
  }
  const operations = members.get('operations');
  if (!isArray(operations) || operations.length === 0) {
    throw invalidSyntax('`Operations` must be an array with at least one operation.');
  }
  if (operations.length > maxOperations) {
    throw invalidSyntax(
      `A PATCH may have up to ${maxOperations} operations; this one has ${operations.length}.`,
    );
  }
  return operations.map(readOperation);
}

function readOperation(sent: Json, index: number): Operation {
  const at = `Operations[${index}]`;
  if (!isObject(sent)) throw invalidSyntax(`${at} must be an object, not ${kindOf(sent)}.`);
  const members = lowerCased(sent);
  const op = members.get('op');
  if (op !== 'add' && op !== 'remove' && op !== 'replace') {
    throw invalidSyntax(
      `\`op\` of ${at} must be "add", "remove" or "replace", not ${JSON.stringify(op) ?? 'missing'}.`,
    );
  }
  const path = members.get('path') ?? undefined;
  if (path !== undefined && typeof path !== 'string') {
    throw invalidSyntax(`\`path\` of ${at} must be a string, not ${kindOf(path)}.`);
  }
  return { op, ...(path && { path }), ...(members.has('value') && { value: members.get('value') }) };
}

function lowerCased(object: Readonly<Record<string, Json>>): Map<string, Json> {
  return new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
}
