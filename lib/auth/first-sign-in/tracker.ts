import { z } from 'zod';
import { leastIdAt } from '../../activity';
import { leastUuid, sql } from '../../database';
import { type Names, shownName } from '../../directory';
import { type Stage, stages, waitingStages } from './stage';

const largestPage = 200;
const dayMs = 86_400_000;
/** People who are looked at in one step for those who are let in, and how many steps a page takes at most. */
const step = 500;
const steps = 10;

const uuid = z.guid({ error: 'Give the id of a user, as an earlier page did.' });

/** At which stages people are, and since when. */
export const waitingQuery = z.object({
  /** One stage, or all of those who have not signed in. */
  stage: z.enum([...stages, 'waiting'], { error: 'Name a stage that there is.' }).default('waiting'),
  /** Only who was provisioned so many days ago or earlier. */
  days: z.coerce.number().int().min(0).max(3650, 'Give at most 3650 days.').default(0),
});

/** Which people a page of the list holds. */
export const firstSignInQuery = waitingQuery.extend({
  /** Only people without an e-mail address. */
  address: z.enum(['none']).optional(),
  /** The cursor of an earlier page: only people after it. */
  after: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(largestPage).default(50),
});

/** What `listFirstSignIns` filters and pages by. */
export type FirstSignInQuery = z.input<typeof firstSignInQuery>;

/** Somebody with an account, and how far they have come. */
export interface FirstSignIn {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly email: string | null;
  readonly stage: Stage;
  readonly hasPassword: boolean;
  readonly since: Date;
  readonly mailedAt: Date | null;
  readonly failedAt: Date | null;
  readonly openedAt: Date | null;
  /** Null also for who was here before that was kept. */
  readonly signedInAt: Date | null;
}

/** People in the order in which they were provisioned, and the cursor of the next page. */
export interface FirstSignInPage {
  readonly people: readonly FirstSignIn[];
  readonly after: string | null;
}

/** The ids of users who were provisioned so many days ago or earlier are before this one. */
export function idBefore(days: number): string {
  // With none, also those who came this moment, by a clock that is ahead.
  return leastIdAt(new Date(Date.now() - (days === 0 ? -dayMs : days * dayMs)));
}

/** The stages that are meant. */
export function stagesOf(stage: Stage | 'waiting'): readonly Stage[] {
  return stage === 'waiting' ? waitingStages : [stage];
}

type Row = Omit<FirstSignIn, 'name'> & Names;
type Looked = { readonly people: Row[] | null; readonly last: string | null; readonly looked: number };

/** The part of a client's table that a list goes through. */
interface Range {
  readonly stages: readonly Stage[];
  readonly before: string;
  readonly after?: string;
}

// Each stage is a range of an index. Who is let in stands with the user, who is looked up by id, and sorted out after.
function peopleSql(of: readonly Stage[], withoutAddress: boolean): string {
  const ranges = of.map(
    (stage) => `(SELECT * FROM first_sign_ins WHERE tenant_id = $1 AND stage = '${stage}'
      AND user_id > $2::uuid AND user_id < $3::uuid ORDER BY user_id LIMIT ${step})`,
  );
  return `WITH looked AS MATERIALIZED (
      SELECT * FROM (${ranges.join(' UNION ALL ')}) AS f ORDER BY user_id LIMIT ${step}
    ), people AS (
      SELECT u.*, f.stage, f.since, f.mailed_at AS "mailedAt", f.failed_at AS "failedAt", f.opened_at AS "openedAt",
        f.signed_in_at AS "signedInAt"
      FROM looked f CROSS JOIN LATERAL (
        SELECT u.id, u.tenant_id, u.user_name AS "userName", u.display_name AS "displayName",
          u.given_name AS "givenName", u.family_name AS "familyName", u.email, u.active AND u.deleted_at IS NULL AS present,
          u.password_hash IS NOT NULL AS "hasPassword"
        FROM users u WHERE u.id = f.user_id OFFSET 0) u
      WHERE u.present AND u.tenant_id = $1${withoutAddress ? ' AND u.email IS NULL' : ''}
      ORDER BY u.id LIMIT $4)
    SELECT (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM people p) AS people,
      (SELECT user_id FROM looked ORDER BY user_id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM looked) AS looked`;
}

/** A time that came as JSON. */
function time(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}

function personOf(row: Row): FirstSignIn {
  const { id, userName, email, stage, hasPassword, since } = row;
  const [mailedAt, failedAt] = [time(row.mailedAt), time(row.failedAt)];
  const [openedAt, signedInAt] = [time(row.openedAt), time(row.signedInAt)];
  const known = { since: new Date(since), mailedAt, failedAt, openedAt, signedInAt };
  return { id, name: shownName(row), userName, email, stage, hasPassword, ...known };
}

/** People of a range who are let in, `limit` at most; no more users are looked at than the steps allow. */
export async function peopleIn(
  tenantId: string,
  range: Range,
  limit: number,
  withoutAddress = false,
): Promise<FirstSignInPage> {
  const people: FirstSignIn[] = [];
  let after: string | null = range.after ?? leastUuid;
  for (let taken = 0; taken < steps && after !== null && people.length < limit; taken++) {
    const wanted: number = limit - people.length;
    const [found]: Looked[] = await sql.rows<Looked>({
      text: peopleSql(range.stages, withoutAddress),
      values: [tenantId, after, range.before, wanted + 1],
    });
    const more = (found?.people ?? []).map(personOf);
    people.push(...more.slice(0, wanted));
    // Somebody beyond the page; else whoever comes after those who were looked at; else nobody.
    if (more.length > wanted) after = people.at(-1)?.id ?? null;
    else after = found && found.looked === step ? found.last : null;
  }
  return { people, after };
}

/** A page of the list. @throws z.ZodError where `query` does not fit `firstSignInQuery` */
export function listFirstSignIns(tenantId: string, query: FirstSignInQuery = {}): Promise<FirstSignInPage> {
  const { stage, days, address, after, limit } = firstSignInQuery.parse(query);
  const range = { stages: stagesOf(stage), before: idBefore(days), after };
  return peopleIn(tenantId, range, limit, address === 'none');
}

/** How far one user of the tenant has come; null where there is no such user. */
export async function firstSignInOf(tenantId: string, userId: string): Promise<FirstSignIn | null> {
  const [row] = await sql.rows<Row>({
    name: 'auth-first-sign-in-of',
    text: `SELECT u.id, u.user_name AS "userName", u.display_name AS "displayName", u.given_name AS "givenName",
        u.family_name AS "familyName", u.email, u.password_hash IS NOT NULL AS "hasPassword",
        COALESCE(f.stage, CASE WHEN u.password_hash IS NULL THEN 'provisioned' ELSE 'signed-in' END) AS stage,
        COALESCE(f.since, u.created_at) AS since, f.mailed_at AS "mailedAt", f.failed_at AS "failedAt",
        f.opened_at AS "openedAt", f.signed_in_at AS "signedInAt"
      FROM users u LEFT JOIN first_sign_ins f ON f.user_id = u.id WHERE u.tenant_id = $1 AND u.id = $2`,
    values: [tenantId, userId],
  });
  return row ? personOf(row) : null;
}
