import { invalidValue } from '../error';
import { leafOf, type TypedFilter } from '../filter/typed-filter';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { Attribute } from '../schema/attribute';
import type { Target } from '../schema/attribute-path';
import { findAttribute, resolve } from '../schema/attribute-path';
import { lenient, withUrn } from '../schema/dialects';
import { type ResourceType, schemasOf } from '../schema/resource-type';
import type { Policy } from './apply';
import type { RewriteOperation, SentOperation } from './patch-op';

// What identity providers send in PATCH requests that RFC 7644 does not say: one named rewrite each, before
// the engine. The engine knows nothing of them.

type Rewrite = (operation: SentOperation, type: ResourceType) => readonly SentOperation[];

/** Entra ID without the feature flag: `Add`, `Replace`, `Remove`. */
const capitalisedOp: Rewrite = (operation) => [
  typeof operation.op === 'string' ? { ...operation, op: operation.op.toLowerCase() } : operation,
];

/** Entra ID with aadOptscim062020, Okta: `op` in a path-less value holds names with dots and URNs, each of them a path. */
const pathsInValue: Rewrite = (operation, type) => {
  const { path, value, op } = operation;
  if (path || !isObject(value) || op === 'remove') return [operation];
  const paths = Object.entries(value).filter(([name]) => isPath(name, type));
  if (paths.length === 0) return [operation];
  const names = new Set(paths.map(([name]) => name));
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
  const each = paths.map(([name, part]) => ({ ...operation, path: name, value: part }));
  const isKnown = Object.keys(rest).some((name) => resolve(type, name));
  return isKnown ? [{ ...operation, value: rest }, ...each] : each;
};

/** A name with a dot, a colon or a bracket that means an attribute; an extension's own URN is no path. */
function isPath(name: string, type: ResourceType): boolean {
  return /[.:[]/.test(name) && resolve(type, name.replace(/\[.*/s, ''))?.kind === 'attribute';
}

/** Entra ID's Postman collection: a dot between the URN and the attribute, `urn:…:2.0:User.manager`. */
const dotAfterUrn: Rewrite = (operation, type) => {
  const { path } = operation;
  if (typeof path !== 'string') return [operation];
  const schema = schemasOf(type).find(({ id }) => path.toLowerCase().startsWith(`${id.toLowerCase()}.`));
  return [schema ? { ...operation, path: `${schema.id}:${path.slice(schema.id.length + 1)}` } : operation];
};

/** Entra ID: `manager` where the URN of its extension must stand before it. */
const nameWithoutUrn: Rewrite = (operation, type) => {
  const { path } = operation;
  return [typeof path === 'string' ? { ...operation, path: withUrn(type, path) } : operation];
};

/** Entra ID without the flag, authentik, JumpCloud: `remove` of `members` with those to remove in `value`. */
const valuesToRemove: Rewrite = (operation, type) => {
  const { op, path, value } = operation;
  const listed = isArray(value) ? value : isObject(value) || typeof value === 'string' ? [value] : [];
  if (op !== 'remove' || typeof path !== 'string' || (listed.length === 0 && !isArray(value)))
    return [operation];
  const named = resolve(type, path);
  const isPlural = named?.kind === 'attribute' && named.attribute.multiValued && !named.sub;
  if (!isPlural || !findAttribute(named.attribute.subAttributes, 'value')) return [operation];
  const filters = listed.map((item) => filterFor(item, named.attribute));
  const { value: _listed, ...rest } = operation;
  return filters.map((filter) => ({ ...rest, path: `${path}[${filter}]` }));
};

/**
 * The filter that selects an element to remove: by its value, and by its type where it was sent and can differ.
 * @throws ScimError invalidValue for one without a value: to leave it out would be to say it was done
 */
function filterFor(item: Json, { name, subAttributes }: Attribute): string {
  const sent = new Map(
    isObject(item) ? Object.entries(item).map(([key, part]) => [key.toLowerCase(), part]) : [],
  );
  const value = isObject(item) ? sent.get('value') : item;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw invalidValue(`“remove” with a list: each of \`${name}\` needs a \`value\`.`);
  const byValue = `value eq ${JSON.stringify(String(value))}`;
  const type = findAttribute(subAttributes, 'type')?.mutability === 'readWrite' && sent.get('type');
  return typeof type === 'string' && type !== '' ? `${byValue} and type eq ${JSON.stringify(type)}` : byValue;
}

/** OneLogin: `add` of `members[value eq "id"]` without a value adds that member. */
const memberInPath: Rewrite = (operation) => {
  const { op, path, value } = operation;
  const [, id] =
    (typeof path === 'string' && /^members\[\s*value\s+eq\s*"([^"\\]*)"\s*\]$/i.exec(path)) || [];
  const applies = op === 'add' && id !== undefined && (value === undefined || value === null);
  return [applies ? { ...operation, path: 'members', value: [{ value: id }] } : operation];
};

/** Gallery tests: `replace` with "" or null on any attribute leaves it absent; the engine reads null so. */
const emptyReplace: Rewrite = (operation) => [
  operation.op === 'replace' && operation.value === '' ? { ...operation, value: null } : operation,
];

const rewrites: readonly Rewrite[] = [
  capitalisedOp,
  pathsInValue,
  dotAfterUrn,
  nameWithoutUrn,
  valuesToRemove,
  memberInPath,
  emptyReplace,
];

/** Turns the operations of a PATCH of `type` into those that RFC 7644 has. */
export function lenientOperations(type: ResourceType): RewriteOperation {
  return (operation) =>
    rewrites.reduce<readonly SentOperation[]>(
      (current, rewrite) => current.flatMap((one) => rewrite(one, type)),
      [operation],
    );
}

/**
 * Entra ID, Microsoft's validator: `replace` of `phoneNumbers[type eq "mobile"].value` where there is no such
 * element makes one of the filter's `eq` terms that are joined by `and` (RFC 7644 §3.5.2.3 would refuse it).
 */
export function elementFromFilter(filter: TypedFilter): JsonObject | undefined {
  if (filter.kind === 'and') {
    const parts = filter.operands.map(elementFromFilter);
    return parts.includes(undefined) ? undefined : Object.assign({}, ...parts);
  }
  if (filter.kind !== 'compare' || filter.op !== 'eq') return undefined;
  const value = literalOf(filter.operand);
  return value === undefined ? undefined : { [nameOf(filter.target)]: value };
}

function nameOf(target: Target): string {
  return leafOf(target).name;
}

function literalOf(operand: Extract<TypedFilter, { kind: 'compare' }>['operand']): Json | undefined {
  if (operand.type === 'text') return operand.text;
  return operand.type === 'boolean' || operand.type === 'number' ? operand.value : undefined;
}

/** How PATCH treats identity providers. */
export const lenientPolicy: Policy = { relax: lenient, missingElement: elementFromFilter };
