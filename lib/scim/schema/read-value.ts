import { invalidValue } from '../error';
import { fold } from '../fold';
import { isArray, isObject, type Json, type JsonObject, kindOf } from '../json';
import type { Attribute } from './attribute';
import { findAttribute } from './attribute-path';
import { parseDateTime } from './date-time';

/** Rewrites a value that a client sends otherwise than the RFC says, before it is read. */
export type Relax = (attribute: Attribute, value: Json) => Json;

/** Takes every value as it is: RFC 7643 to the letter. */
export const strict: Relax = (_attribute, value) => value;

/** The bound on the values that one attribute, or one PATCH, names. About as many members have room in the largest body. */
export const maxValues = 20_000;

/**
 * Reads the value of `attribute` that a client sent. Unknown and readOnly sub-attributes are left out;
 * null, an empty array and an empty object are the unassigned state, undefined (RFC 7643 §2.5).
 * @param at the attribute's path, for messages
 * @throws ScimError invalidValue
 */
export function readValue(attribute: Attribute, sent: Json, relax: Relax, at: string): Json | undefined {
  const value = relax(attribute, sent);
  if (value === null) return undefined;
  if (!attribute.multiValued) return readOne(attribute, value, relax, at);
  if (!isArray(value)) throw invalidValue(`\`${at}\` must be an array, not ${kindOf(value)}.`);
  if (value.length > maxValues) {
    const detail = `\`${at}\` may have up to ${maxValues} values at a time, not ${value.length}. Send several.`;
    throw invalidValue(detail);
  }
  const elements = value.flatMap((item) => readElement(attribute, item, relax, at) ?? []);
  return elements.length === 0 ? undefined : distinct(attribute, elements, at);
}

/** Reads one element of a multi-valued attribute, or the value of another; undefined where it is unassigned. */
export function readElement(attribute: Attribute, sent: Json, relax: Relax, at: string): Json | undefined {
  const value = relax(elementOf(attribute), sent);
  return value === null ? undefined : readOne(attribute, value, relax, at);
}

const single = new WeakMap<Attribute, Attribute>();

/** The attribute as one of its elements sees it. */
function elementOf(attribute: Attribute): Attribute {
  let element = single.get(attribute);
  if (!element) {
    element = { ...attribute, multiValued: false };
    single.set(attribute, element);
  }
  return element;
}

function readOne(attribute: Attribute, value: Json, relax: Relax, at: string): Json | undefined {
  if (attribute.type === 'complex') {
    if (!isObject(value)) throw invalidValue(`\`${at}\` must be an object, not ${kindOf(value)}.`);
    return readComplex(attribute, value, relax, at);
  }
  const wanted = readers[attribute.type](value);
  // What is never returned, such as a password, is not told in messages either.
  const sent = attribute.returned === 'never' ? 'what was sent' : shown(value);
  if (wanted !== true) throw invalidValue(`\`${at}\` must be ${wanted}, not ${sent}.`);
  return value;
}

function readComplex(attribute: Attribute, value: JsonObject, relax: Relax, at: string): Json | undefined {
  const read = new Map<string, Json>();
  for (const [name, sent] of Object.entries(value)) {
    const sub = findAttribute(attribute.subAttributes, name);
    if (!sub || sub.mutability === 'readOnly') continue;
    const part = readValue(sub, sent, relax, `${at}.${sub.name}`);
    if (part !== undefined) read.set(sub.name, part);
  }
  if (read.size === 0) {
    if (isKnownByValue(attribute) && saysAnything(value))
      throw invalidValue(`Each of \`${at}\` needs a \`value\`.`);
    return undefined;
  }
  // In the schema's order, so that equal values are equal text.
  const order = attribute.subAttributes.filter((sub) => read.has(sub.name));
  return Object.fromEntries(order.map((sub) => [sub.name, read.get(sub.name) ?? null]));
}

/** True for elements that come and go but don't change, such as members: without a `value` nobody knows which is meant. */
function isKnownByValue({ subAttributes }: Attribute): boolean {
  return findAttribute(subAttributes, 'value')?.mutability === 'immutable';
}

function saysAnything(value: JsonObject): boolean {
  return Object.values(value).some((part) => part !== null && part !== '');
}

/**
 * Without the elements that repeat another; at most one primary (RFC 7643 §2.4).
 * @throws ScimError invalidValue where two are primary
 */
export function distinct(attribute: Attribute, elements: readonly Json[], at: string): readonly Json[] {
  const primaries = elements.filter((element) => isObject(element) && element.primary === true);
  if (primaries.length > 1) {
    throw invalidValue(
      `\`${at}\` has ${primaries.length} values with \`primary\` true; at most one may have it.`,
    );
  }
  return [...new Map(elements.map((element) => [identity(attribute, element), element])).values()];
}

/**
 * Equal for two elements that RFC 7643 §2.4 calls the same: same type and value by their own rules of case, or the
 * same altogether.
 */
export function identity({ type, subAttributes }: Attribute, element: Json): string {
  if (!isObject(element) || element.value === undefined || type !== 'complex') return JSON.stringify(element);
  return JSON.stringify(
    ['value', 'type'].map((name) => comparable(element[name] ?? null, subAttributes, name)),
  );
}

function comparable(value: Json, subAttributes: readonly Attribute[], name: string): Json {
  const caseExact = findAttribute(subAttributes, name)?.caseExact;
  return typeof value === 'string' && caseExact === false ? fold(value) : value;
}

const readers = {
  string: text,
  reference: text,
  boolean: (value: Json) => typeof value === 'boolean' || 'true or false',
  integer: (value: Json) => Number.isSafeInteger(value) || 'a whole number',
  decimal: (value: Json) => typeof value === 'number' || 'a number',
  dateTime: (value: Json) =>
    (typeof value === 'string' && parseDateTime(value) !== undefined) ||
    'a date and time such as "2026-01-31T09:30:00Z"',
  binary: (value: Json) => (typeof value === 'string' && isBase64(value)) || 'text in base64',
};

/** In either alphabet of RFC 4648 §4 and §5, padded or not. */
function isBase64(value: string): boolean {
  const digits = value.replace(/={1,2}$/, '');
  const padded = digits.length < value.length;
  return /^[\w+/-]*$/.test(digits) && digits.length % 4 !== 1 && (!padded || value.length % 4 === 0);
}

function text(value: Json): true | string {
  if (typeof value !== 'string') return 'a string';
  return isStorable(value) || 'text without NUL characters and broken surrogate pairs';
}

/** True for text that PostgreSQL can keep: no NUL, no half of a surrogate pair. */
export function isStorable(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}

function shown(value: Json): string {
  const json = isArray(value) || isObject(value) ? kindOf(value) : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
