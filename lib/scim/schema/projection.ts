import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { Attribute } from './attribute';
import { findAttribute, resolve } from './attribute-path';
import { commonAttributes } from './common';
import { type ResourceType, schemasOf } from './resource-type';

/** Which attributes of a resource an answer shows (RFC 7644 §3.9). */
export interface Projection {
  readonly mode: 'only' | 'except';
  /** By attribute key (see `keyOf`): the whole of it, or the named sub-attributes. */
  readonly names: ReadonlyMap<string, 'whole' | ReadonlySet<string>>;
}

/** Shows what is shown by default. */
export const everything: Projection = { mode: 'except', names: new Map() };

function keyOf(attribute: Attribute, extension?: { readonly id: string }): string {
  return extension ? `${extension.id}:${attribute.name}` : attribute.name;
}

/** A projection from the names a client listed; names that mean nothing are ignored (RFC 7644 §3.9). */
export function projection(
  type: ResourceType,
  mode: Projection['mode'],
  listed: readonly string[],
): Projection {
  const names = new Map<string, 'whole' | Set<string>>();
  for (const text of listed) {
    const named = resolve(type, text.trim());
    if (!named) continue;
    if (named.kind === 'extension') {
      for (const attribute of named.extension.attributes)
        names.set(keyOf(attribute, named.extension), 'whole');
      continue;
    }
    const key = keyOf(named.attribute, named.extension);
    const before = names.get(key);
    if (!named.sub || before === 'whole') names.set(key, 'whole');
    else names.set(key, (before ?? new Set()).add(named.sub.name));
  }
  return { mode, names };
}

/** True where an answer with this projection shows any of the attribute `name` of the base schema. */
export function shows(type: ResourceType, { mode, names }: Projection, name: string): boolean {
  const attribute = findAttribute(type.schema.attributes, name);
  if (!attribute || attribute.returned === 'never') return false;
  const entry = names.get(attribute.name);
  if (mode === 'only') return entry !== undefined || attribute.returned === 'always';
  return entry !== 'whole' && attribute.returned !== 'request';
}

/** The part of `resource` that an answer shows. `schemas` and `id` are always in it. */
export function project(type: ResourceType, resource: JsonObject, chosen: Projection): JsonObject {
  if (chosen === everything) return resource;
  const shown: Record<string, Json> = {};
  for (const [name, value] of Object.entries(resource)) {
    const extension = type.extensions.find((schema) => schema.id === name);
    const part = extension
      ? projectContainer(extension.attributes, value, chosen, extension)
      : projectOne(attributeNamed(type, name), value, chosen);
    if (part !== undefined) shown[name] = part;
  }
  if (isArray(shown.schemas))
    shown.schemas = shown.schemas.filter((urn) => isBaseOrShown(type, String(urn), shown));
  return shown;
}

function isBaseOrShown(type: ResourceType, urn: string, shown: JsonObject): boolean {
  return schemasOf(type).every((schema) => schema.id !== urn || schema === type.schema || urn in shown);
}

function attributeNamed(type: ResourceType, name: string): Attribute | undefined {
  return findAttribute(type.schema.attributes, name) ?? findAttribute(commonAttributes, name);
}

function projectContainer(
  attributes: readonly Attribute[],
  container: Json,
  chosen: Projection,
  extension: { readonly id: string },
): Json | undefined {
  if (!isObject(container)) return undefined;
  const parts = Object.entries(container).flatMap(([name, value]) => {
    const part = projectOne(findAttribute(attributes, name), value, chosen, extension);
    return part === undefined ? [] : [[name, part] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function projectOne(
  attribute: Attribute | undefined,
  value: Json,
  { mode, names }: Projection,
  extension?: { readonly id: string },
): Json | undefined {
  if (!attribute || attribute.returned === 'never') return undefined;
  if (attribute.returned === 'always') return value;
  const entry = names.get(keyOf(attribute, extension));
  if (mode === 'only') {
    if (entry === undefined) return undefined;
    return entry === 'whole' ? value : withSubs(value, (sub) => entry.has(sub));
  }
  if (entry === 'whole' || attribute.returned === 'request') return undefined;
  return entry ? withSubs(value, (sub) => !entry.has(sub)) : value;
}

function withSubs(value: Json, keep: (sub: string) => boolean): Json | undefined {
  if (isArray(value)) {
    const elements = value.flatMap((element) => withSubs(element, keep) ?? []);
    return elements.length === 0 ? undefined : elements;
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([sub]) => keep(sub));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
