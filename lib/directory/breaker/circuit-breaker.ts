import { manageClient } from '../../access';
import { ScimError } from '../../scim';
import { toldSql } from '../resources/told';

/** What the circuit breaker says of a change that ends a user's access. */
export type Verdict = 'pass' | 'new' | 'held' | 'rejected';

/** How long a rejection counts after the identity provider asked last, in hours: it has given up then. */
export const rejectionHours = 72;

/** How the window is divided: into parts of as many seconds as it has minutes, and one that is not over. */
export const slotCount = 61;

/** The parts of a statement that judge a change, as SQL expressions over its parameters. */
interface Judged {
  readonly tenant: string;
  readonly configuration: string;
  readonly user: string;
  /** The version at which the user was found to have access. */
  readonly version: string;
  readonly kind: 'deactivate' | 'remove';
  /** A condition that is evaluated, and locks what it locks, before the breaker is held. */
  readonly first?: string;
}

const active = (tenant: string) => `(
    SELECT count(*) FROM users p WHERE p.tenant_id = ${tenant} AND p.configuration_id IS NOT NULL AND p.deleted_at IS NULL
  ) - (
    SELECT count(*) FROM users p
    WHERE p.tenant_id = ${tenant} AND p.configuration_id IS NOT NULL AND p.deleted_at IS NULL AND NOT p.active
  )`;

/**
 * The part of `WITH` that decides whether a change may end a user's access: `judged` is one row with its `verdict`.
 * The breaker's row is held before anything is read of it, so that changes at once are judged one after the other, and
 * exactly as many pass as may. Where the user was changed meanwhile there is no row: it may have no access to lose.
 */
export function judging({ tenant, configuration, user, version, first = 'TRUE' }: Judged): string {
  return `breaker AS MATERIALIZED (
    SELECT * FROM circuit_breakers WHERE configuration_id = ${configuration} AND ${first} FOR NO KEY UPDATE
  ), same AS MATERIALIZED (
    SELECT p.id FROM users p, breaker WHERE p.tenant_id = ${tenant} AND p.id = ${user} AND p.version = ${version}
    FOR NO KEY UPDATE OF p
  ), moved AS MATERIALIZED (
    SELECT breaker.*, greatest(now_slot, slot) AS latest,
      (array_fill(0, ARRAY[greatest(0, least(${slotCount}, now_slot - slot))::int]) || slots)[1:${slotCount}] AS parts
    FROM breaker, LATERAL (SELECT floor(extract(epoch FROM now()) / window_minutes)::bigint AS now_slot) clock
  ), counted_so_far AS MATERIALIZED (
    SELECT moved.*, COALESCE((SELECT sum(n) FROM unnest(parts) n), 0)::int AS ended,
      COALESCE(people_at > now() - make_interval(mins => window_minutes), FALSE) AS fresh
    FROM moved
  ), judged AS MATERIALIZED (
    SELECT b.*, people.n AS all_people, h.user_id IS NOT NULL AS known,
      CASE WHEN NOT COALESCE(c.guarded_from <= now(), FALSE) THEN 'pass'
        WHEN h.state = 'held' THEN 'held'
        WHEN h.state = 'rejected' AND h.last_at > now() - interval '${rejectionHours} hours' THEN 'rejected'
        WHEN b.ended + 1 > greatest(b.at_least, people.n * b.share / 100) THEN 'new'
        ELSE 'pass' END AS verdict,
      c.guarded_from IS NOT NULL AS watched
    FROM counted_so_far b CROSS JOIN same JOIN configurations c ON c.id = b.configuration_id
      CROSS JOIN LATERAL (SELECT (CASE WHEN b.fresh THEN b.people ELSE ${active(tenant)} + b.ended END)::int AS n) people
      LEFT JOIN held_changes h ON h.configuration_id = b.configuration_id AND h.user_id = same.id
  )`;
}

/** The mail waits for so long: more may be held by then, and are named in it. */
const gatheringSeconds = 5;

/** Whether administrators are told: when the first change is held, and when more are a day later. */
const warns = (judged: string) =>
  `${judged}.verdict = 'new' AND COALESCE(${judged}.warned_at < now() - interval '1 day', TRUE)`;

/** The users who may decide about what is held. */
const readers = (tenant: string) => `SELECT DISTINCT u.id FROM roles r
    JOIN role_permissions p ON p.role_id = r.id AND p.permission IN ('${manageClient}', 'scim.manage')
    JOIN memberships m ON m.role_id = r.id JOIN users u ON u.id = m.user_id AND u.active AND u.deleted_at IS NULL
    WHERE r.tenant_id = ${tenant} AND r.deleted_at IS NULL`;

/**
 * The part of `WITH` that keeps what was judged, whom it holds in `kept`, unless another request had it held at the same
 * time; behind `done`, which has a row where the change was carried out.
 * Mails to administrators are queued with it: none is lost, and none goes out twice.
 * @param done the name of the part that carries it out where `verdict` is `pass`
 */
export function judgment({ tenant, configuration, user, kind }: Judged, done: string): string {
  return `kept AS (
    INSERT INTO held_changes (configuration_id, user_id, tenant_id, kind)
    SELECT ${configuration}, ${user}, ${tenant}, '${kind}' FROM judged WHERE verdict = 'new'
    ON CONFLICT (configuration_id, user_id) DO UPDATE SET kind = excluded.kind, state = 'held', since = now(),
      last_at = now(), tries = 1 WHERE held_changes.state <> 'held'
    RETURNING 1
  ), counted AS (
    UPDATE circuit_breakers b SET slots = ARRAY[COALESCE(j.parts[1], 0) + 1] || j.parts[2:${slotCount}], slot = j.latest,
      people = j.all_people, people_at = CASE WHEN j.fresh THEN j.people_at ELSE now() END,
      holding_since = CASE WHEN j.verdict = 'new' THEN COALESCE(j.holding_since, now()) ELSE j.holding_since END,
      warned_at = CASE WHEN ${warns('j')} THEN now() ELSE j.warned_at END
    FROM judged j WHERE b.configuration_id = j.configuration_id
      AND (EXISTS (SELECT FROM kept) OR (j.verdict = 'pass' AND j.watched AND EXISTS (SELECT FROM ${done})))
  ), asked_again AS (
    UPDATE held_changes h SET kind = '${kind}', last_at = now(), tries = tries + 1 FROM judged
    WHERE h.configuration_id = ${configuration} AND h.user_id = ${user} AND judged.verdict IN ('held', 'rejected')
  ), lapsed AS (
    DELETE FROM held_changes h USING judged
    WHERE h.configuration_id = ${configuration} AND h.user_id = ${user} AND judged.verdict = 'pass' AND judged.known
  ), flagged AS (
    UPDATE configurations SET holding = TRUE FROM judged WHERE id = ${configuration} AND judged.verdict = 'new'
  ), warned AS (
    INSERT INTO queued_mails (tenant_id, kind, data, due_at)
    SELECT ${tenant}, 'changes-held', jsonb_build_object('userId', reader.id, 'configurationId', ${configuration}),
      now() + interval '${gatheringSeconds} seconds'
    FROM judged, LATERAL (${readers(tenant)}) reader WHERE ${warns('judged')}
  )`;
}

/**
 * The part of `WITH`, behind `judgment`, that tells of a change that is held, the first time; its parameters are those of
 * what would be told.
 */
export function toldOfHeld(
  first: number,
  told: Omit<Parameters<typeof toldSql>[1], 'action' | 'id' | 'detail' | 'from'>,
  { user, kind }: Judged,
): string {
  return toldSql(first, {
    ...told,
    as: 'told_of_held',
    outcome: 'refused',
    action: `'user.held'`,
    id: user,
    detail: `'{"kind":"${kind}"}'::jsonb`,
    from: 'kept',
  });
}

/** What a judged statement gives besides what it wrote. */
export const judgedColumns = 'judged.verdict';

/** What a judged statement gave. */
export interface Judgment {
  readonly verdict: Verdict;
}

/** When the identity provider is to try again, in seconds. */
const retrySeconds = 900;

/**
 * The circuit breaker stopped a change: nothing was changed. It is 503 while nobody has decided, which identity
 * providers try again for this user alone; 429 would have them pause for all. 403 once it was rejected.
 */
export class HeldChange extends ScimError {
  constructor({ verdict }: Judgment) {
    if (verdict === 'rejected') super(403, undefined, rejected);
    else super(503, undefined, waiting, { 'Retry-After': String(retrySeconds) });
  }
}

const waiting =
  'Too many users lost access at once, so this one is held until an administrator approves it in Client Settings > SCIM Settings. Nothing was changed; send it again later.';

const rejected =
  'An administrator rejected that this user loses access. The user stays as it is. To end the access nevertheless, choose “Forget the rejection” in Client Settings > SCIM Settings.';
