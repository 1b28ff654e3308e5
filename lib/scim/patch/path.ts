import { invalidPath, mutability, ScimError } from '../error';
import { Parser } from '../filter/parser';
import { type Token, tokenize } from '../filter/tokens';
import { typeElementFilter } from '../filter/type-filter';
import type { TypedFilter } from '../filter/typed-filter';
import type { Attribute, Schema } from '../schema/attribute';
import { findAttribute, pathOf, resolve, unknownAttribute } from '../schema/attribute-path';
import type { Relax } from '../schema/read-value';
import type { ResourceType } from '../schema/resource-type';

/** What an operation works on: an attribute, the elements of it that a filter selects, or a sub-attribute of those. */
export interface AttributeTarget {
  readonly kind: 'attribute';
  readonly extension?: Schema;
  readonly attribute: Attribute;
  readonly filter?: TypedFilter;
  readonly sub?: Attribute;
  /** The path as messages name it. */
  readonly text: string;
}

/** What a path of RFC 7644 §3.5.2, figure 7, names; an extension's URN alone names its container. */
export type PatchTarget = AttributeTarget | { readonly kind: 'extension'; readonly extension: Schema };

/**
 * Reads the path of an operation on a resource of `type`.
 * @throws ScimError invalidPath where it does not parse or names nothing, mutability where it names what is readOnly
 */
export function readPath(type: ResourceType, path: string, relax: Relax): PatchTarget {
  const bracket = path.indexOf('[');
  const named = resolve(type, bracket < 0 ? path.trim() : path.slice(0, bracket).trim());
  if (!named)
    throw invalidPath(unknownAttribute(type, bracket < 0 ? path.trim() : path.slice(0, bracket).trim()));
  if (named.kind === 'extension') {
    if (bracket >= 0) throw invalidPath(`A schema has no elements to select: “${path}”.`);
    return named;
  }
  const selected = bracket < 0 ? {} : selection(path.slice(bracket), named.attribute, relax);
  if (named.sub && bracket >= 0) throw invalidPath(`\`${pathOf(named)}\` has no elements to select.`);
  const target = { ...named, ...selected, text: path.trim() };
  const readOnly = [target.attribute, target.sub].find((one) => one?.mutability === 'readOnly');
  if (readOnly) throw mutability(`\`${target.text}\` can't be changed: \`${readOnly.name}\` is readOnly.`);
  return target;
}

/** Reads `[filter]` or `[filter].sub`. */
function selection(
  text: string,
  attribute: Attribute,
  relax: Relax,
): { filter: TypedFilter; sub?: Attribute } {
  if (attribute.type !== 'complex') throw invalidPath(`\`${attribute.name}\` has no parts to select by.`);
  try {
    const tokens = tokenize(text);
    const end = tokens.findIndex((token) => token.kind === ']');
    const filter = new Parser(upTo(tokens, end)).valFilter();
    const { filter: typed, unknown } = typeElementFilter(attribute, filter, relax);
    if (unknown[0]) throw invalidPath(unknown[0]);
    return { filter: typed, ...subAfter(tokens.slice(end + 1), attribute) };
  } catch (error) {
    // A path that does not parse is invalidPath, also where its filter is at fault (RFC 7644 table 9).
    throw error instanceof ScimError ? invalidPath(error.detail) : error;
  }
}

/** The filter's tokens behind the opening bracket, with an end where the closing one was. */
function upTo(tokens: readonly Token[], close: number): Token[] {
  const end = close < 0 ? tokens.length : close + 1;
  return [...tokens.slice(1, end), { kind: 'end', text: 'the end', at: 0 }];
}

function subAfter(rest: readonly Token[], attribute: Attribute): { sub?: Attribute } {
  const [dot, ...more] = rest;
  if (dot?.kind === 'end') return {};
  const sub = dot?.text.startsWith('.') && findAttribute(attribute.subAttributes, dot.text.slice(1));
  if (sub && more[0]?.kind === 'end') return { sub };
  throw invalidPath(`After “]” comes nothing, or a dot and a sub-attribute of \`${attribute.name}\`.`);
}
