import type { Attribute } from '../schema/attribute';
import type { Target } from '../schema/attribute-path';
import type { CompareOp } from './ast';

/** A value to compare with, of its attribute's type; a dateTime is milliseconds since 1970. */
export type Operand =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'dateTime'; readonly time: number }
  | { readonly type: 'null' };

/** A filter whose names are looked up and whose values are checked: what is evaluated, in memory or as SQL. */
export type TypedFilter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly TypedFilter[] }
  | { readonly kind: 'not'; readonly operand: TypedFilter }
  | { readonly kind: 'compare'; readonly target: Target; readonly op: CompareOp; readonly operand: Operand }
  | { readonly kind: 'present'; readonly target: Target }
  /** Some element of a multi-valued attribute matches; its filter's targets are the element's own. */
  | { readonly kind: 'some'; readonly target: Target; readonly filter: TypedFilter }
  /** A comparison with an attribute that the resource type does not have, and so never has a value. */
  | { readonly kind: 'constant'; readonly value: boolean };

/** Where a comparison looks: the attribute, or the sub-attribute, whose type and case rule hold. */
export function leafOf({ attribute, sub }: Target): Attribute {
  return sub ?? attribute;
}
