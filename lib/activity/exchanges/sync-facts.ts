import { sql } from '../../database';
import { leastIdAt } from '../pruning/prune';
import { actionsOf, areas } from '../records/actions';

const dayMs = 86_400_000;
/** How far back the usual pauses between requests are looked at, in days. */
const pauseDays = 28;
/** How many refused requests of a kind are looked at for the reason that most of them share. */
const lookedAt = 1000;

/** What identity providers do, and what is told of their requests that were refused. */
const changes = areas
  .flatMap(({ name }) => actionsOf(name))
  .filter((action) => /^(user|role)\./.test(action));
const refusals = actionsOf('requests');

/** The newest entries of an identity provider: of each action one range of the index. */
const newest = (columns: string, { actions, outcome, least, limit }: Record<string, string>) =>
  `unnest(${actions}::text[]) AS of (action) CROSS JOIN LATERAL (
    SELECT ${columns} FROM activities WHERE tenant_id = $1 AND actor = 'identity-provider' AND outcome = '${outcome}'
      AND action = of.action AND id >= ${least} ORDER BY id DESC NULLS LAST LIMIT ${limit}) AS entry`;

/** Why most requests were refused of late. */
export interface RefusalReason {
  /** What the answer said; null where there is but its status. */
  readonly detail: string | null;
  readonly status: number | null;
  /** How many were refused for it, of those that were looked at. */
  readonly count: number;
}

/** What activity and the hours say of a configuration, for who judges its health. */
export interface SyncFacts {
  /** When it last changed something. */
  readonly lastChange: Date | null;
  /** The longest pause between two hours with requests, in hours; null where there were not two such hours. */
  readonly longestPause: number | null;
  /** In the last 24 hours; null where nothing was refused. */
  readonly reason: RefusalReason | null;
}

interface Row {
  readonly lastChange: Date | null;
  readonly longestPause: number | null;
  readonly reason: RefusalReason | null;
}

/** What is known of a tenant's live configuration, which was made at a time. */
export async function syncFacts(
  tenantId: string,
  configuration: { readonly id: string; readonly connectedAt: Date },
  now = new Date(),
): Promise<SyncFacts> {
  const [row] = await sql.rows<Row>({
    name: 'activity-sync-facts',
    text: `SELECT (
        SELECT max(at) FROM ${newest('at', { actions: '$6', outcome: 'done', least: '$5', limit: '1' })}
      ) AS "lastChange", (
        SELECT extract(epoch FROM max(hour - before))::float8 / 3600 FROM (
          SELECT hour, lag(hour) OVER (ORDER BY hour) AS before FROM request_hours
          WHERE configuration_id = $2 AND tenant_id = $1 AND hour >= $3) AS hours
      ) AS "longestPause", (
        SELECT jsonb_build_object('detail', detail, 'status', status, 'count', sum(count)) FROM (
          SELECT detail->>'detail' AS detail, (detail->>'status')::int AS status,
            COALESCE((detail->>'count')::int, 1) AS count
          FROM ${newest('detail', { actions: '$7', outcome: 'refused', least: '$4', limit: `${lookedAt}` })}) AS refused
        GROUP BY detail, status ORDER BY sum(count) DESC LIMIT 1
      ) AS reason`,
    values: [
      tenantId,
      configuration.id,
      new Date(now.getTime() - pauseDays * dayMs),
      leastIdAt(new Date(now.getTime() - dayMs)),
      leastIdAt(configuration.connectedAt),
      changes,
      refusals,
    ],
  });
  return row ?? { lastChange: null, longestPause: null, reason: null };
}
