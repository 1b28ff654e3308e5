import { compareText, fold } from '../fold';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { Attribute } from '../schema/attribute';
import type { Target } from '../schema/attribute-path';
import { parseDateTime } from '../schema/date-time';
import type { CompareOp } from './ast';
import { leafOf, type Operand, type TypedFilter } from './typed-filter';

/** True where `resource` (or, for an element filter, the element) matches (RFC 7644 §3.4.2.2). */
export function matches(filter: TypedFilter, resource: JsonObject): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => matches(operand, resource));
    case 'or':
      return filter.operands.some((operand) => matches(operand, resource));
    case 'not':
      return !matches(filter.operand, resource);
    case 'constant':
      return filter.value;
    case 'present':
      return values(filter.target, resource).some(hasValue);
    case 'some':
      return values(filter.target, resource).some((item) => isObject(item) && matches(filter.filter, item));
    case 'compare':
      return compares(leafOf(filter.target), filter.op, filter.operand, values(filter.target, resource));
  }
}

/** The values at a target: none, one, or those of a multi-valued attribute. */
function values({ extension, attribute, sub }: Target, resource: JsonObject): readonly Json[] {
  const container = extension ? resource[extension.id] : resource;
  const value = isObject(container) ? container[attribute.name] : undefined;
  const all = isArray(value) ? value : value === undefined ? [] : [value];
  if (!sub) return all.filter((item) => item !== null);
  return all.flatMap((item) => (isObject(item) ? (item[sub.name] ?? []) : []));
}

function hasValue(value: Json): boolean {
  if (isObject(value)) return Object.values(value).some(hasValue);
  return value !== null && value !== '' && !(isArray(value) && value.length === 0);
}

/** Any value that compares; `ne` holds for no value, too, since nothing is not the operand. */
function compares(leaf: Attribute, op: CompareOp, operand: Operand, actual: readonly Json[]): boolean {
  if (operand.type === 'null') return (actual.length === 0) === (op === 'eq');
  if (op === 'ne') return actual.length === 0 || actual.some((value) => !compare(leaf, 'eq', operand, value));
  return actual.some((value) => compare(leaf, op, operand, value));
}

function compare(leaf: Attribute, op: CompareOp, operand: Operand, actual: Json): boolean {
  switch (operand.type) {
    case 'boolean':
      return actual === operand.value;
    case 'number':
      return typeof actual === 'number' && ordered(op, actual - operand.value);
    case 'dateTime': {
      const time = typeof actual === 'string' ? parseDateTime(actual) : undefined;
      return time !== undefined && ordered(op, time - operand.time);
    }
    default:
      return (
        typeof actual === 'string' && operand.type === 'text' && compareTexts(leaf, op, actual, operand.text)
      );
  }
}

function compareTexts(leaf: Attribute, op: CompareOp, sent: string, wanted: string): boolean {
  const [actual, text] = leaf.caseExact ? [sent, wanted] : [fold(sent), fold(wanted)];
  if (op === 'co') return actual.includes(text);
  if (op === 'sw') return actual.startsWith(text);
  if (op === 'ew') return actual.endsWith(text);
  return op === 'eq' ? actual === text : ordered(op, compareText(actual, text));
}

function ordered(op: CompareOp, difference: number): boolean {
  if (op === 'eq') return difference === 0;
  if (op === 'gt') return difference > 0;
  if (op === 'ge') return difference >= 0;
  return op === 'lt' ? difference < 0 : difference <= 0;
}
