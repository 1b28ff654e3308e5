import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { Attribute } from './attribute';
import { findAttribute, resolve } from './attribute-path';
import type { Relax } from './read-value';
import type { ResourceType } from './resource-type';

// What identity providers send in values that RFC 7643 does not say: one named rewrite each, applied by
// attribute type before a value is read. The readers know nothing of them.

type Rewrite = Relax;

/** Entra ID: booleans as text, "True" and "False", also in `roles[].primary`. Keycloak: in lower case. */
const booleanText: Rewrite = ({ type }, value) => {
  if (type !== 'boolean' || typeof value !== 'string') return value;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : value;
};

/** Okta's documents show externalId and postalCode as numbers. One that JSON.parse could only round is left, and refused. */
const numberForText: Rewrite = ({ type }, value) =>
  (type === 'string' || type === 'reference') && typeof value === 'number' && isExact(value)
    ? String(value)
    : value;

/** OneLogin: one object, or one text, where an attribute has many values. */
const oneForMany: Rewrite = ({ multiValued }, value) =>
  multiValued && !isArray(value) && value !== null && value !== '' ? [value] : value;

/** Entra ID's gallery tests: a list of one where an attribute has a single value. */
const manyForOne: Rewrite = ({ multiValued }, value) => {
  if (multiValued || !isArray(value) || value.length > 1) return value;
  return value[0] ?? null;
};

/** Entra ID: `manager` as the bare id; some senders: members, roles and addresses of mail as bare text. */
const textForComplex: Rewrite = ({ type, multiValued, subAttributes }, value) =>
  type === 'complex' && !multiValued && typeof value === 'string' && value !== '' && hasValue(subAttributes)
    ? { value }
    : value;

/** Entra ID's gallery tests, Okta: "" clears an attribute. A required one stays empty, and is refused. */
const emptyText: Rewrite = (attribute, value) => {
  if (value === '' && !attribute.required) return null;
  const emptied = isObject(value) && Object.keys(value).length === 1 && value.value === '';
  return attribute.type === 'complex' && !attribute.multiValued && emptied ? null : value;
};

const rewrites: readonly Rewrite[] = [
  booleanText,
  numberForText,
  manyForOne,
  oneForMany,
  textForComplex,
  emptyText,
];

function isExact(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function hasValue(subAttributes: readonly Attribute[]): boolean {
  return subAttributes.some((sub) => sub.name === 'value');
}

/** Reads values as identity providers really send them. */
export const lenient: Relax = (attribute, value) =>
  rewrites.reduce((current: Json, rewrite) => rewrite(attribute, current), value);

/** Several senders leave `schemas` out of a body: the endpoint says what it is. */
export function impliedSchemas(type: ResourceType, body: unknown): unknown {
  if (!isObject(body)) return body;
  const named = Object.entries(body).some(
    ([name, value]) => name.toLowerCase() === 'schemas' && isGiven(value),
  );
  return named ? body : ({ ...body, schemas: [type.schema.id] } satisfies JsonObject);
}

/** Entra ID: `manager` where the URN of its extension must stand before it. Any other path stays as it is. */
export function withUrn(type: ResourceType, path: string): string {
  if (path.includes(':') || resolve(type, path.replace(/\[.*/s, ''))) return path;
  const [head = ''] = path.split(/[.[]/);
  const extension = type.extensions.find((schema) => findAttribute(schema.attributes, head));
  return extension ? `${extension.id}:${path}` : path;
}

function isGiven(value: Json): boolean {
  return value !== null && !(isArray(value) && value.length === 0);
}
