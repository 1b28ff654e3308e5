import { invalidFilter } from '../error';
import type { Json } from '../json';
import type { Attribute } from '../schema/attribute';
import { findAttribute, pathOf, resolve, type Target, unknownAttribute } from '../schema/attribute-path';
import { parseDateTime } from '../schema/date-time';
import { isStorable, type Relax } from '../schema/read-value';
import type { ResourceType } from '../schema/resource-type';
import type { AttrPath, CompareOp, CompValue, Filter } from './ast';
import { leafOf, type Operand, type TypedFilter } from './typed-filter';

/** A typed filter, and a sentence for each name in it that means nothing. */
export interface Typed {
  readonly filter: TypedFilter;
  readonly unknown: readonly string[];
}

/** Finds what a path names: a target, or nothing, with a sentence that says so. */
type Lookup = (path: AttrPath) => Target | { unknown: string };

/**
 * Looks up the names in `filter` and checks its values against the schemas of `type`. An attribute that the
 * type does not have has no value (RFC 7644 §3.4.2.1).
 * @throws ScimError invalidFilter
 */
export function typeFilter(type: ResourceType, filter: Filter, relax: Relax): Typed {
  return typed(filter, relax, ({ text }) => {
    const named = resolve(type, text);
    return named?.kind === 'attribute' ? named : { unknown: unknownAttribute(type, text) };
  });
}

/** The same for a filter on the elements of one attribute: what stands in the brackets of a valuePath. */
export function typeElementFilter(attribute: Attribute, filter: Filter, relax: Relax): Typed {
  return typed(filter, relax, ({ text }) => {
    const sub = findAttribute(attribute.subAttributes, text);
    return sub
      ? { attribute: sub }
      : { unknown: `\`${text}\` is no sub-attribute of \`${attribute.name}\`.` };
  });
}

function typed(filter: Filter, relax: Relax, lookup: Lookup): Typed {
  const unknown: string[] = [];
  const walk = (node: Filter): TypedFilter => {
    if (node.kind === 'not') return { kind: 'not', operand: walk(node.operand) };
    if ('operands' in node) return { kind: node.kind, operands: node.operands.map(walk) };
    const target = lookup(node.path);
    if ('unknown' in target) {
      unknown.push(target.unknown);
      return { kind: 'constant', value: matchesAbsent(node) };
    }
    if (node.kind === 'valuePath') return some(target, node.filter);
    const leaf = comparable(target, node.path.text, node.kind);
    refuseSecret(leaf);
    if (node.kind === 'present') return { kind: 'present', target: leaf };
    return { kind: 'compare', target: leaf, op: node.op, operand: operand(leaf, node.op, node.value, relax) };
  };
  const some = (target: Target, inner: Filter): TypedFilter => {
    if (target.attribute.type !== 'complex' || target.sub) {
      throw invalidFilter(`\`${pathOf(target)}\` has no sub-attributes, so no […] can follow it.`);
    }
    const element = typeElementFilter(target.attribute, inner, relax);
    unknown.push(...element.unknown);
    return { kind: 'some', target, filter: element.filter };
  };
  return { filter: walk(filter), unknown };
}

/** What a comparison says of an attribute without a value: only `ne` a value, and `eq null`, hold. */
function matchesAbsent(node: Filter): boolean {
  return node.kind === 'attrExp' && (node.value === null ? node.op === 'eq' : node.op === 'ne');
}

/** A complex attribute without a sub-attribute is compared by its `value`, as in the examples of RFC 7644 §3.4.2.2. */
function comparable(target: Target, text: string, kind: 'attrExp' | 'present'): Target {
  if (target.sub || target.attribute.type !== 'complex' || kind === 'present') return target;
  const sub = findAttribute(target.attribute.subAttributes, 'value');
  if (sub) return { ...target, sub };
  const names = target.attribute.subAttributes.map((one) => `${text}.${one.name}`);
  throw invalidFilter(
    `\`${text}\` has parts: compare one of them, such as \`${names.slice(0, 3).join('`, `')}\`.`,
  );
}

/** What is never returned can't be found out by filters (RFC 7644 §7.5.2). */
function refuseSecret(target: Target): void {
  if (leafOf(target).returned !== 'never') return;
  throw invalidFilter(`\`${pathOf(target)}\` can't be used in a filter.`);
}

const ordering = new Set<CompareOp>(['gt', 'ge', 'lt', 'le']);
const containing = new Set<CompareOp>(['co', 'sw', 'ew']);

function operand(target: Target, op: CompareOp, sent: CompValue, relax: Relax): Operand {
  const leaf = leafOf(target);
  const path = pathOf(target);
  if (sent === null) {
    if (op === 'eq' || op === 'ne') return { type: 'null' };
    throw invalidFilter(`\`${path}\` can be compared with null by eq and ne only.`);
  }
  const isText = leaf.type === 'string' || leaf.type === 'reference' || leaf.type === 'binary';
  const unordered = leaf.type === 'boolean' || leaf.type === 'binary';
  if ((containing.has(op) && !isText) || (ordering.has(op) && unordered)) {
    throw invalidFilter(`\`${path}\` is of type ${leaf.type}, which can't be compared by “${op}”.`);
  }
  const literal = sent === '' ? sent : relax({ ...leaf, multiValued: false }, sent);
  const result = operandOf(leaf, literal);
  if (result) return result;
  throw invalidFilter(
    `\`${path}\` is of type ${leaf.type}; it can't be compared with ${JSON.stringify(sent)}.`,
  );
}

function operandOf({ type }: Attribute, value: Json): Operand | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? { type: 'boolean', value } : undefined;
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? { type: 'number', value } : undefined;
    case 'dateTime': {
      const time = typeof value === 'string' ? parseDateTime(value) : undefined;
      return time === undefined ? undefined : { type: 'dateTime', time };
    }
    default:
      return typeof value === 'string' && isStorable(value) ? { type: 'text', text: value } : undefined;
  }
}
