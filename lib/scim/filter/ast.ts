/** The comparison operators of RFC 7644 §3.4.2.2, but `pr`. */
export const compareOps = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'] as const;

/** A comparison operator. */
export type CompareOp = (typeof compareOps)[number];

/** A value to compare with: a JSON literal (RFC 7644 §3.4.2.2, compValue). */
export type CompValue = string | number | boolean | null;

/** An attribute's path as written, and where. */
export interface AttrPath {
  readonly text: string;
  readonly at: number;
}

/** A filter as it was written (RFC 7644 §3.4.2.2, FILTER); the names are not looked up yet. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[] }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'attrExp'; readonly path: AttrPath; readonly op: CompareOp; readonly value: CompValue }
  | { readonly kind: 'present'; readonly path: AttrPath }
  | { readonly kind: 'valuePath'; readonly path: AttrPath; readonly filter: Filter };
