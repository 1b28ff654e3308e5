import { sql } from '../../database';
import type { Count } from '../../directory';
import { enterUsers } from './roll';
import { type Stage, stages, waitingStages } from './stage';
import { idBefore } from './tracker';

/** Where the counts of the stages end. */
export const countedUpTo = 10_000;

/** How many people who are let in are at each stage, and how many of those waiting have no e-mail address. */
export interface FirstSignInCounts {
  readonly stages: Readonly<Record<Stage, Count>>;
  readonly withoutAddress: Count;
  /** True while users who came just now are still being entered. */
  readonly entering: boolean;
}

type Counted = {
  readonly stage: Stage;
  readonly present: number;
  readonly without: number;
  readonly looked: number;
};

/**
 * Counts the people of each stage who were provisioned so many days ago or earlier, up to a bound. Users who came since
 * the last time are entered before, some thousands at most.
 */
export async function countFirstSignIns(tenantId: string, days = 0): Promise<FirstSignInCounts> {
  const entering = await enterUsers(tenantId);
  const rows = await sql.rows<Counted>({
    name: 'auth-count-first-sign-ins',
    text: `SELECT s.stage, counted.* FROM unnest($3::text[]) AS s (stage) CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE u.present)::int AS present,
          count(*) FILTER (WHERE u.present AND u.email IS NULL)::int AS without, count(*)::int AS looked
        FROM (SELECT user_id FROM first_sign_ins WHERE tenant_id = $1 AND stage = s.stage AND user_id < $2::uuid
          ORDER BY user_id LIMIT ${countedUpTo + 1}) f
        CROSS JOIN LATERAL (SELECT u.active AND u.deleted_at IS NULL AS present, u.email
          FROM users u WHERE u.id = f.user_id OFFSET 0) u) AS counted`,
    values: [tenantId, idBefore(days), [...stages]],
  });
  const of = (stage: Stage) => rows.find((row) => row.stage === stage);
  const more = (stage: Stage) => (of(stage)?.looked ?? 0) > countedUpTo;
  const count = (stage: Stage): Count => ({
    count: Math.min(of(stage)?.present ?? 0, countedUpTo),
    more: more(stage),
  });
  return {
    stages: Object.fromEntries(stages.map((stage) => [stage, count(stage)])) as Record<Stage, Count>,
    withoutAddress: {
      count: waitingStages.reduce((sum, stage) => sum + (of(stage)?.without ?? 0), 0),
      more: waitingStages.some(more),
    },
    entering,
  };
}
