import { invalidValue } from '../error';
import type { TypedFilter } from '../filter/typed-filter';
import { isArray, type Json } from '../json';
import type { AttributeTarget } from './path';

/** How many characters of values one PATCH may look through, counted again with each operation and comparison. */
export const maxEffort = 20_000_000;

/** What a PATCH takes. Nobody else is served while it is carried out, so that it has an end. */
export class Effort {
  private left = maxEffort;

  /**
   * Counts an operation on values, or on what a filter selects of them.
   * @throws ScimError invalidValue where the PATCH takes too much
   */
  spend(current: Json | undefined, { filter, attribute }: AttributeTarget): void {
    if (!isArray(current) && !filter) return;
    this.left -= JSON.stringify(current ?? null).length * (1 + (filter ? comparisons(filter) : 0));
    if (this.left >= 0) return;
    const detail = `The operations on \`${attribute.name}\` look through more than ${maxEffort} characters of values: send fewer operations at a time, or shorter filters.`;
    throw invalidValue(detail);
  }
}

function comparisons(filter: TypedFilter): number {
  if ('operands' in filter) return filter.operands.reduce((sum, one) => sum + comparisons(one), 0);
  return filter.kind === 'not' ? comparisons(filter.operand) : 1;
}
