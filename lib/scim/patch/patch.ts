import { invalidPath, invalidValue, mutability, noTarget } from '../error';
import { isObject, type Json, type JsonObject, kindOf, sameJson } from '../json';
import { resolve, unknownAttribute } from '../schema/attribute-path';
import { type Document, isEmpty } from '../schema/read-resource';
import type { ResourceType } from '../schema/resource-type';
import { applyTo, type Draft, type Policy } from './apply';
import { Effort } from './effort';
import type { Operation } from './patch-op';
import { type AttributeTarget, type PatchTarget, readPath } from './path';

/** An operation on one attribute. */
export interface Step {
  readonly operation: Operation;
  readonly target: AttributeTarget;
}

/**
 * The operations of a PATCH as steps on one attribute each. A value without a path is one step per
 * attribute in it; what it says of readOnly or unknown attributes is ignored, as in a PUT, unless it says
 * nothing else.
 * @throws ScimError invalidPath, mutability, noTarget or invalidValue
 */
export function readSteps(type: ResourceType, operations: readonly Operation[], policy: Policy): Step[] {
  return operations.flatMap((operation) => {
    if (operation.path === undefined) return pathless(type, operation, policy);
    if (resolve(type, operation.path)?.kind === 'extension')
      refuseUnknown(type, namesIn(type, operation.path, operation.value ?? null));
    return toSteps(type, operation, policy);
  });
}

/** Names of which none means anything are refused: silence would tell the sender that it was done. */
function refuseUnknown(type: ResourceType, names: readonly string[]): void {
  const [first] = names;
  if (first !== undefined && !names.some((name) => resolve(type, name)))
    throw invalidPath(unknownAttribute(type, first));
}

/** The attributes that a value at `name` speaks of: those in an extension's container, or the one. */
function namesIn(type: ResourceType, name: string, value: Json): string[] {
  const named = resolve(type, name);
  if (named?.kind !== 'extension' || !isObject(value)) return [name];
  const inner = Object.keys(value).map((key) => `${named.extension.id}:${key}`);
  return inner.length > 0 ? inner : [name];
}

function toSteps(type: ResourceType, operation: Operation, policy: Policy): Step[] {
  const target = readPath(type, operation.path ?? '', policy.relax);
  return target.kind === 'attribute' ? [{ operation, target }] : container(type, operation, target, policy);
}

function pathless(type: ResourceType, operation: Operation, policy: Policy): Step[] {
  const { op, value } = operation;
  if (op === 'remove') throw noTarget('“remove” needs a `path` that says what to remove.');
  if (!isObject(value)) {
    throw invalidValue(
      `“${op}” without a \`path\` needs an object of attributes as its \`value\`, not ${kindOf(value)}.`,
    );
  }
  refuseUnknown(
    type,
    Object.entries(value).flatMap(([name, part]) => namesIn(type, name, part)),
  );
  return Object.entries(value).flatMap(([name, part]) => {
    const named = resolve(type, name);
    const isName = named?.kind === 'extension' || (named && /^[$\w-]+$/.test(name));
    if (!isName || (named.kind === 'attribute' && named.attribute.mutability === 'readOnly')) return [];
    return toSteps(type, { op, path: name, value: part }, policy);
  });
}

/** An operation on an extension's URN alone: one step per attribute of it. */
function container(
  type: ResourceType,
  { op, value }: Operation,
  { extension }: Extract<PatchTarget, { kind: 'extension' }>,
  policy: Policy,
): Step[] {
  if (op === 'remove' || value === null) {
    return extension.attributes.flatMap(({ name }) =>
      toSteps(type, { op: 'remove', path: `${extension.id}:${name}` }, policy),
    );
  }
  if (!isObject(value)) throw invalidValue(`\`${extension.id}\` needs an object, not ${kindOf(value)}.`);
  return Object.entries(value).flatMap(([name, part]) => {
    const path = `${extension.id}:${name}`;
    return resolve(type, path) ? toSteps(type, { op, path, value: part }, policy) : [];
  });
}

/**
 * The document after all steps, in order (RFC 7644 §3.5.2); the same object where nothing changed.
 * @throws ScimError, upon which nothing was done
 */
export function patch(
  type: ResourceType,
  document: Document,
  steps: readonly Step[],
  policy: Policy,
): Document {
  const draft: Draft = { ...document };
  const effort = new Effort();
  for (const { operation, target } of steps) {
    if (!target.extension) {
      effort.spend(draft[target.attribute.name], target);
      applyTo(draft, target, operation, policy);
      continue;
    }
    const held = draft[target.extension.id];
    const holder: Draft = isObject(held) ? { ...held } : {};
    effort.spend(holder[target.attribute.name], target);
    applyTo(holder, target, operation, policy);
    putContainer(draft, target.extension.id, holder);
  }
  requireAttributes(type, draft);
  return sameJson(document, draft) ? document : draft;
}

function putContainer(draft: Draft, urn: string, holder: JsonObject): void {
  if (Object.keys(holder).length === 0) delete draft[urn];
  else draft[urn] = holder;
}

function requireAttributes(type: ResourceType, draft: Readonly<Record<string, Json>>): void {
  for (const { name, required } of type.schema.attributes) {
    if (required && isEmpty(draft[name])) {
      throw mutability(`\`${name}\` is required: a ${type.name} must keep one.`);
    }
  }
}
