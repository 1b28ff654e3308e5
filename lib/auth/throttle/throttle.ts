import { createHmac } from 'node:crypto';
import { networkOf } from '../../address-network';
import { AppError } from '../../app-error';
import { sql } from '../../database';
import { cookieSecret } from '../cookie-secret';
import { deleteExpired } from './expired';

/** Something that a stranger would try often. */
export interface Attempt {
  /** What is tried; each is counted by itself. */
  readonly kind: 'sign-in' | 'forgot-password' | 'reset-password' | 'set-up' | 'current-password';
  /**
   * Whose account it is tried on, as the request says: the folded name that was typed or the link's token, whether there
   * is such a thing or not, so that those that there are show in nothing; or a signed-in user's id.
   */
  readonly account: string;
  /** The address that it is tried from; undefined where nobody can know. */
  readonly address: string | undefined;
}

/** An attempt that was let through. */
export interface Counted {
  /**
   * What was tried fits: the attempt does not count, and for the next months the account can be reached from this address
   * whatever strangers do elsewhere.
   */
  succeeded(): Promise<void>;
}

/** Refuses an attempt after too many others. */
export class TooManyAttempts extends AppError {
  /** @param retryAfter the seconds after which the next attempt is let through */
  constructor(readonly retryAfter: number) {
    super(429, `Too many attempts. Wait ${inWords(retryAfter)} and try again.`);
  }
}

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second';
  return seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/**
 * How many attempts within an hour of each other are free, failed ones that is; from then on each is followed by a
 * pause, twice as long every time. Few for one account from one address. Many for an account or an address alone: one is
 * what strangers could keep its owner out with, the other may be a whole company's.
 */
const free = { pair: 5, account: 50, address: 100 } as const;
const firstPauseSeconds = 30;
const longestPauseSeconds = 900;
const knownDays = 90;

// Times are kept to the millisecond, rounded: a pause that is none is over for a second already.
/** Counts one more: a part of a `WITH`. Where the pause is not over there is no row, and nothing is counted. */
function counted(place: number, most: number, from: string): string {
  const tries = 'CASE WHEN t.counted_until <= now() THEN 1 ELSE t.tries + 1 END';
  const pause = `make_interval(secs => CASE WHEN ${tries} < ${most} THEN -1
    ELSE LEAST(${firstPauseSeconds} * 2.0 ^ LEAST(${tries} - ${most}, 10), ${longestPauseSeconds}) END)`;
  return `INSERT INTO throttles AS t (subject, tries, counted_until, blocked_until)
    SELECT $${place}::bytea, 1, now() + interval '1 hour', now() - interval '1 second' ${from}
    ON CONFLICT (subject) DO UPDATE SET
      tries = ${tries}, counted_until = now() + interval '1 hour', blocked_until = now() + ${pause}
    WHERE t.blocked_until <= now()
    RETURNING COALESCE(t.known_until > now(), false) AS known`;
}

// The account and the address are counted only where the pair is let through: who is held back there adds nothing to
// what everybody has to wait for. Everybody locks the three in this order, so nobody waits in a circle.
const count = `WITH pair AS (${counted(1, free.pair, '')}),
  account AS (${counted(2, free.account, 'FROM pair WHERE NOT known')}),
  address AS (${counted(3, free.address, 'FROM account WHERE $3::bytea IS NOT NULL')})
  SELECT EXISTS (SELECT 1 FROM pair WHERE known) OR EXISTS (SELECT 1 FROM address)
      OR $3::bytea IS NULL AND EXISTS (SELECT 1 FROM account) AS through,
    ceil(extract(epoch FROM
      (SELECT max(blocked_until) FROM throttles WHERE subject IN ($1, $2, $3)) - now()))::int AS wait`;

// What was counted too much is taken back, and with it the pause that it began.
const uncount = `WITH held AS (
    SELECT t.subject, s.most FROM throttles t
    JOIN (VALUES ($1::bytea, 1, 0), ($2, 2, ${free.account}), ($3, 3, ${free.address})) AS s (subject, place, most)
      USING (subject)
    ORDER BY s.place FOR UPDATE OF t)
  UPDATE throttles t SET
    tries = CASE WHEN t.subject = $1 THEN 0 ELSE GREATEST(t.tries - 1, 0) END,
    blocked_until = CASE WHEN t.subject = $1 OR t.tries - 1 < held.most THEN now() - interval '1 second'
      ELSE t.blocked_until END,
    known_until = CASE WHEN t.subject = $1 THEN now() + interval '${knownDays} days' END
  FROM held WHERE t.subject = held.subject`;

/** Under what an attempt is counted: hashes that tell nobody names and addresses. */
function subjectsOf({ kind, account, address }: Attempt): (Buffer | null)[] {
  const network = address === undefined ? undefined : networkOf(address);
  const subject = (...parts: string[]) =>
    createHmac('sha256', cookieSecret())
      .update(JSON.stringify([kind, ...parts]))
      .digest();
  return [
    subject('pair', account, network ?? ''),
    subject('account', account),
    network === undefined ? null : subject('address', network),
  ];
}

/**
 * Counts an attempt before it is made, on every process alike: of many at once, no more get through than one after the
 * other. It costs one statement, whoever tries.
 * @throws TooManyAttempts
 */
export async function countAttempt(attempt: Attempt): Promise<Counted> {
  const subjects = subjectsOf(attempt);
  const [result] = await sql.rows<{ through: boolean; wait: number | null }>({
    name: 'auth-count-attempt',
    text: count,
    values: subjects,
  });
  if (!result?.through) throw new TooManyAttempts(Math.max(result?.wait ?? 1, 1));
  return {
    async succeeded() {
      await sql.rows({ name: 'auth-uncount-attempt', text: uncount, values: subjects });
    },
  };
}

/** Forgets attempts that count no more. @returns how many are gone */
export function forgetAttempts(stop?: AbortSignal): Promise<number> {
  const expired =
    "counted_until < now() AND blocked_until < now() AND COALESCE(known_until, '-infinity') < now()";
  const walk = { key: 'counted_until', keyType: 'timestamptz', leastKey: '-infinity' } as const;
  return deleteExpired({ table: 'throttles', ...walk, expired }, stop);
}
