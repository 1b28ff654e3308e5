/**
 * The path and query that a request's target means, or undefined where it means none: a target may also be a whole
 * address (RFC 9112 §3.2.2), or `*`.
 */
export function originForm(target: string | undefined): string | undefined {
  if (target?.startsWith('/')) return target;
  if (!target || !URL.canParse(target)) return undefined;
  const { protocol, pathname, search } = new URL(target);
  return /^https?:$/.test(protocol) ? pathname + search : undefined;
}
