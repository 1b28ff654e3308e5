import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Place } from '../../directory';
import { sessionSecret } from '../../env-secret';
import { cursorTimeout, expiredCursor, invalidCursor, type Query } from '../../scim';

/** What a cursor holds: where its page ended, and how many resources there were when the walk began. */
export interface Cursor {
  readonly end: Place;
  readonly total: number;
}

/** Whose cursor it is: of one list of one tenant, with one filter and order (RFC 9865 §2, §5.2). */
export interface Walk {
  readonly tenantId: string;
  readonly endpoint: string;
  readonly query: Query;
}

function signature(payload: string, { tenantId, endpoint, query }: Walk): string {
  const { filter = null, sortBy = null, descending } = query;
  const bound = JSON.stringify([tenantId, endpoint, filter, sortBy, descending]);
  const key = createHash('sha256').update(`scim cursor ${sessionSecret()}`).digest();
  return createHmac('sha256', key).update(payload).update('\0').update(bound).digest('base64url');
}

/** A cursor in letters that a URL takes as they are. */
export function writeCursor({ end, total }: Cursor, walk: Walk, now: number): string {
  const expires = Math.floor(now / 1000) + cursorTimeout;
  const payload = Buffer.from(JSON.stringify([end.key, end.id, total, expires])).toString('base64url');
  return `${payload}.${signature(payload, walk)}`;
}

/**
 * Reads a cursor that was given out for this walk. One of another tenant, or of a walk with another filter, is as
 * bad as a forged one.
 * @throws ScimError invalidCursor or expiredCursor
 */
export function readCursor(text: string, walk: Walk, now: number): Cursor {
  const [payload = '', ...signed] = text.split('.');
  // Compared as text: other letters than these may stand for the same bytes.
  const given = Buffer.from(signed.join('.'));
  const right = Buffer.from(signature(payload, walk));
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw invalidCursor(
      'The cursor was not given out for this request. Begin again with an empty `cursor`, and keep filter and order the same.',
    );
  }
  const [key, id, total, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (expires * 1000 < now) {
    throw expiredCursor(
      `Cursors may be used for ${cursorTimeout} seconds. Begin again with an empty \`cursor\`.`,
    );
  }
  return { end: { key, id }, total };
}
