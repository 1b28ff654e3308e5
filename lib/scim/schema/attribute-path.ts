import type { Attribute, Schema } from './attribute';
import { commonAttributes } from './common';
import { type ResourceType, schemasOf } from './resource-type';
import { suggestion } from './suggestion';

/** An attribute of a resource, or a sub-attribute of one, found by its path (RFC 7644 §3.10). */
export interface Target {
  /** The extension in whose container the attribute stands; none for core and common attributes. */
  readonly extension?: Schema;
  readonly attribute: Attribute;
  readonly sub?: Attribute;
}

/** What a path can name: an attribute, or a whole extension by its URN. */
export type Named = (Target & { kind: 'attribute' }) | { kind: 'extension'; extension: Schema };

const indexes = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

/** The attribute of that name in `attributes`; names are case-insensitive (RFC 7643 §2.1). */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  let index = indexes.get(attributes);
  if (!index) {
    index = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
    indexes.set(attributes, index);
  }
  return index.get(name.toLowerCase());
}

/** The schema of `type` that `text` starts with (or is), and what follows its colon. */
function splitUrn(type: ResourceType, text: string): { schema: Schema; rest: string } | undefined {
  const lower = text.toLowerCase();
  for (const schema of schemasOf(type)) {
    const urn = schema.id.toLowerCase();
    if (lower === urn) return { schema, rest: '' };
    if (lower.startsWith(`${urn}:`)) return { schema, rest: text.slice(urn.length + 1) };
  }
  return undefined;
}

function within(attributes: readonly Attribute[], path: string): Omit<Target, 'extension'> | undefined {
  const [name = '', subName, ...deeper] = path.split('.', 3);
  const attribute = findAttribute(attributes, name);
  if (!attribute || deeper.length > 0) return undefined;
  if (subName === undefined) return { attribute };
  const sub = findAttribute(attribute.subAttributes, subName);
  return sub && { attribute, sub };
}

/**
 * Finds what `text` names in a resource of `type`: `userName`, `name.givenName`, `urn:…:User:manager.value`,
 * or an extension's URN alone; in any letter case. Undefined where it names nothing.
 */
export function resolve(type: ResourceType, text: string): Named | undefined {
  const urn = splitUrn(type, text);
  const base = urn === undefined || urn.schema === type.schema;
  if (!base) {
    if (urn.rest === '') return { kind: 'extension', extension: urn.schema };
    const found = within(urn.schema.attributes, urn.rest);
    return found && { kind: 'attribute', extension: urn.schema, ...found };
  }
  const path = urn ? urn.rest : text;
  const found = within(type.schema.attributes, path) ?? within(commonAttributes, path);
  return found && { kind: 'attribute', ...found };
}

/** Says that `text` names nothing in `type`, and what was probably meant. */
export function unknownAttribute(type: ResourceType, text: string): string {
  const [, parent, child] = /^(.*)\.([^.:]+)$/.exec(text) ?? [];
  const holder = parent === undefined ? undefined : resolve(type, parent);
  if (child !== undefined && holder?.kind === 'attribute' && !holder.sub) {
    return nameless(child, `sub-attribute of \`${holder.attribute.name}\``, holder.attribute.subAttributes);
  }
  const urn = splitUrn(type, text);
  const attributes = urn ? urn.schema.attributes : schemasOf(type).flatMap((schema) => schema.attributes);
  return nameless(urn?.rest || text, `attribute of ${urn?.schema.name ?? type.name}`, attributes);
}

/** How much of a name that means nothing its sender is shown. */
const longestShown = 120;

function nameless(name: string, of: string, candidates: readonly Attribute[]): string {
  const [head = name] = name.split('.', 1);
  const meant = suggestion(
    head,
    candidates.map((candidate) => candidate.name),
  );
  const shown = name.length > longestShown ? `${name.slice(0, longestShown)}…` : name;
  return `\`${shown}\` is no ${of}${meant ? `; did you mean \`${meant}\`?` : '.'}`;
}

/** The path of a target as people write it: `name.givenName`, `urn:…:User:manager.value`. */
export function pathOf({ extension, attribute, sub }: Target): string {
  return `${extension ? `${extension.id}:` : ''}${attribute.name}${sub ? `.${sub.name}` : ''}`;
}
