import { withoutKeys } from '../connection';

/**
 * What is logged of a failure: where it happened and why, without API keys. What the driver has beside an error's
 * message, such as `detail` and `where`, quotes rows and values and stays out.
 */
export function failureText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return withoutKeys(String(thrown));
  const code = 'code' in thrown ? ` [${String(thrown.code)}]` : '';
  const cause = thrown.cause === undefined ? '' : `\n  because: ${failureText(thrown.cause)}`;
  return withoutKeys(`${thrown.stack ?? thrown.message}${code}${cause}`);
}
