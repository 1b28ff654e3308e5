import type { Statement } from '../../database';
import type { Scope } from './scope';

/**
 * A prepared statement that checks the caller's leave: `rest` follows its `WITH caller AS (…)`, `$1` and `$2` are the
 * leave's, and its own values come from `$3` on. The text is put together once.
 */
export function admitted(
  name: string,
  rest: string,
  how: Pick<Statement, 'jsonAsText' | 'lane'> = {},
): (scope: Scope, own: readonly unknown[]) => Statement {
  const texts = new Map<string, string>();
  return ({ admission: { caller, values } }, own) => {
    let text = texts.get(caller);
    if (text === undefined) {
      text = `WITH ${caller}${rest}`;
      texts.set(caller, text);
    }
    return { ...how, name, text, values: [...values, ...own] };
  };
}
