import { invalidSyntax, invalidValue } from '../error';
import { isArray, isObject, type Json, type JsonObject, kindOf } from '../json';
import type { Attribute, Schema } from './attribute';
import { findAttribute } from './attribute-path';
import { commonAttributes } from './common';
import { type Relax, readValue } from './read-value';
import { isBaseUrn, type ResourceType } from './resource-type';

/** What a client may say of a resource: no id, meta, schemas or other readOnly attribute; canonical names. */
export type Document = JsonObject;

/**
 * Reads the body of a POST or PUT (RFC 7644 §3.3, §3.5.1): unknown and readOnly attributes are ignored,
 * the rest is checked against the schemas of `type`.
 * @throws ScimError invalidSyntax or invalidValue
 */
export function readResource(type: ResourceType, body: unknown, relax: Relax): Document {
  if (!isObject(body))
    throw invalidSyntax(`The body must be a JSON object: a ${type.name}, not ${kindOf(body)}.`);
  checkSchemas(type, body);
  const document = new Map<string, Json>();
  for (const [name, value] of Object.entries(body)) {
    const extension = extensionNamed(type, name);
    if (extension) {
      const container = readContainer(extension, value, relax);
      if (container) document.set(extension.id, container);
      continue;
    }
    const attribute = findAttribute(type.schema.attributes, name);
    if (attribute) readInto(document, attribute, value, relax, attribute.name);
  }
  for (const attribute of type.schema.attributes) {
    if (attribute.required && !document.has(attribute.name)) throw missing(type, attribute);
  }
  return Object.fromEntries(document);
}

/** Most names are no URN, which costs less to see than what they are not. */
function extensionNamed({ extensions }: ResourceType, name: string): Schema | undefined {
  if (!name.includes(':')) return undefined;
  return extensions.find((schema) => schema.id.toLowerCase() === name.toLowerCase());
}

/** True for what does not do for an attribute that is required: nothing at all, or nothing but blanks. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** @throws ScimError invalidValue: `attribute` must have a value. */
export function missing(type: ResourceType, attribute: Attribute): Error {
  return invalidValue(`A ${type.name} must have a \`${attribute.name}\` that is not empty.`);
}

function readContainer(extension: Schema, value: Json, relax: Relax): JsonObject | undefined {
  if (value === null) return undefined;
  if (!isObject(value)) throw invalidValue(`\`${extension.id}\` must be an object, not ${kindOf(value)}.`);
  const container = new Map<string, Json>();
  for (const [name, sent] of Object.entries(value)) {
    const attribute = findAttribute(extension.attributes, name);
    if (attribute) readInto(container, attribute, sent, relax, `${extension.id}:${attribute.name}`);
  }
  return container.size === 0 ? undefined : Object.fromEntries(container);
}

function readInto(into: Map<string, Json>, attribute: Attribute, sent: Json, relax: Relax, at: string): void {
  if (attribute.mutability === 'readOnly') return;
  const value = readValue(attribute, sent, relax, at);
  if (value !== undefined && !(attribute.required && isEmpty(value))) into.set(attribute.name, value);
}

/** `schemas` must name the base schema; other URNs in it, in any order, change nothing (RFC 7643 §3). */
function checkSchemas(type: ResourceType, body: JsonObject): void {
  const attribute = findAttribute(commonAttributes, 'schemas');
  const [, listed] = Object.entries(body).find(([name]) => name.toLowerCase() === attribute?.name) ?? [];
  if (!isArray(listed)) {
    throw invalidSyntax(`\`schemas\` must be an array with "${type.schema.id}".`);
  }
  const urns = listed.map((urn) => String(urn).toLowerCase());
  if (urns.includes(type.schema.id.toLowerCase())) return;
  const other = listed.find((urn) => typeof urn === 'string' && isBaseUrn(urn));
  throw invalidSyntax(
    `\`schemas\` must contain "${type.schema.id}"${other ? `; this body says it is a "${other}"` : ''}.`,
  );
}
