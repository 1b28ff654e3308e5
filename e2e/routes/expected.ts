import { effective, isPermission, type Permission } from '../../lib/access';
import type { Caller } from './callers';
import type { Rule } from './rule';

const none: ReadonlySet<Permission> = new Set();

/** What a caller holds; undefined for who has no session that holds. */
function heldBy(caller: Caller): ReadonlySet<Permission> | undefined {
  if (caller === 'a user without permission') return none;
  if (caller.endsWith('administrator')) return effective(['client.manage']);
  const single = caller.replace(/^only /, '');
  return isPermission(single) ? effective([single]) : undefined;
}

function open({ open: status = 200, params, elsewhere }: Rule, isOwn: boolean): number {
  return isOwn ? status : (elsewhere ?? (params ? 404 : status));
}

function forKey(rule: Rule, caller: Caller): number {
  if (caller === 'a live key') return open(rule, true);
  return caller === 'another client’s key' ? open(rule, false) : 401;
}

/** The status of the answer that a rule promises a caller. */
export function expectedStatus(rule: Rule, caller: Caller): number {
  const { may, route, signedIn } = rule;
  if (may === 'identity-provider') return forKey(rule, caller);
  // Whoever brings an API key is told where the SCIM service is, whatever the address.
  if (caller.endsWith(' key')) return 404;
  const held = heldBy(caller);
  if (may === 'everyone') return (held && signedIn) ?? rule.open ?? 200;
  // A page sends who is not signed in to the sign-in page.
  if (!held) return route.startsWith('PAGE') ? 307 : 401;
  const allowed = may === 'signed-in' || (may === 'any-permission' ? held.size > 0 : held.has(may));
  return allowed ? open(rule, caller !== 'another client’s administrator') : 403;
}
