import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { type Actor, recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { type Sql, sql, transaction } from '../../database';
import { type Administrator, actorOf, reachableUser, shownName } from '../../directory';
import { browserOf } from './browser';
import type { CurrentUser } from './sessions';

/** The session in a route's path; whether it is anybody's, the database says. */
export const sessionParams = z.object({ session: z.string() });

/** As many of somebody's browsers as a page shows. */
const shownAtMost = 100;

/** A browser in which somebody is signed in. */
export interface OpenSession {
  /** Names it to who may end it; a cookie made of it opens nothing, as cookies are encrypted by the server. */
  readonly id: string;
  /** In words: “Firefox on Windows”. */
  readonly browser: string;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastSeenAt: Date;
}

interface Row extends Omit<OpenSession, 'browser' | 'id'> {
  readonly id: string | null;
  readonly userAgent: string | null;
}

/** Where somebody of the tenant is signed in now, the browser that was seen last first. @throws AppError 404 */
export async function sessionsOf(tenantId: string, userId: string): Promise<OpenSession[]> {
  const rows = !isUuid(userId)
    ? []
    : await sql.rows<Row>({
        name: 'auth-sessions-of',
        text: `SELECT s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.user_agent AS "userAgent"
          FROM users u LEFT JOIN sessions s ON s.user_id = u.id AND s.expires_at > now()
          WHERE u.tenant_id = $1 AND u.id = $2
          ORDER BY s.last_seen_at DESC, s.id LIMIT ${shownAtMost}`,
        values: [tenantId, userId],
      });
  if (rows.length === 0) throw new AppError(404, 'There is no such user.');
  return rows.flatMap(({ id, userAgent, ...session }) =>
    id === null ? [] : [{ id, ...session, browser: browserOf(userAgent) }],
  );
}

/** Ends some of a user's sessions: one, all, or all but one. @returns the browsers in which they were signed in */
async function end(tx: Sql, userId: string, which: { only?: string; but?: string }): Promise<string[]> {
  const rows = await tx.rows<{ userAgent: string | null; holds: boolean }>({
    name: 'auth-end-sessions-of',
    text: `DELETE FROM sessions WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)
      RETURNING user_agent AS "userAgent", expires_at > now() AS holds`,
    values: [userId, which.only ?? null, which.but ?? null],
  });
  return rows.filter(({ holds }) => holds).map(({ userAgent }) => browserOf(userAgent));
}

const gone = () => new AppError(404, 'This session has ended already.');

interface SignedOut {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly subject: { readonly id: string; readonly name: string };
}

async function record(
  tx: Sql,
  { tenantId, actor, subject }: SignedOut,
  ended: string[],
  everywhere: boolean,
) {
  const own = actor.id === subject.id;
  await recordActivity(tx, {
    tenantId,
    actor,
    action: own ? 'user.signed-out-elsewhere' : 'user.signed-out',
    subject: { kind: 'user', ...subject },
    outcome: 'done',
    detail: everywhere ? { everywhere, sessions: ended.length } : { browser: ended[0] },
  });
}

/**
 * Signs somebody out: of one browser, or of all. What they do next in one of them leads to the sign-in page.
 * @returns how many sessions ended
 * @throws AppError 404 (no such user, or the one session has ended), 403 (the user holds more than `by`)
 */
export async function signOutUser(
  by: Administrator,
  userId: string,
  sessionId?: string,
): Promise<{ ended: number }> {
  if (sessionId !== undefined && !isUuid(sessionId)) throw gone();
  return transaction(async (tx) => {
    const user = await reachableUser(tx, by, userId);
    const ended = await end(tx, user.id, { only: sessionId });
    if (ended.length === 0 && sessionId !== undefined) throw gone();
    const subject = { id: user.id, name: shownName(user) };
    if (ended.length > 0)
      await record(
        tx,
        { tenantId: by.tenantId, actor: actorOf(by), subject },
        ended,
        sessionId === undefined,
      );
    return { ended: ended.length };
  });
}

/**
 * Signs the user out of other browsers than the one they act from: of one, or of all others.
 * @throws AppError 404 where the one session has ended, 409 where it is the one they act from
 */
export async function signOutElsewhere(user: CurrentUser, sessionId?: string): Promise<{ ended: number }> {
  if (sessionId !== undefined && !isUuid(sessionId)) throw gone();
  if (sessionId === user.sessionId)
    throw new AppError(409, 'This is the browser you are using. Sign out from your menu.');
  return transaction(async (tx) => {
    const ended = await end(tx, user.id, { only: sessionId, but: user.sessionId });
    if (ended.length === 0 && sessionId !== undefined) throw gone();
    const change = {
      tenantId: user.tenantId,
      actor: actorOf(user),
      subject: { id: user.id, name: user.name },
    };
    if (ended.length > 0) await record(tx, change, ended, sessionId === undefined);
    return { ended: ended.length };
  });
}
