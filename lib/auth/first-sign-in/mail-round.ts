import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../app-error';
import { sql, violatedIndex } from '../../database';
import type { Administrator, Count } from '../../directory';
import { inBackground } from '../background';
import { countedUpTo, countFirstSignIns } from './counts';
import { runRound } from './run-round';
import type { Stage } from './stage';
import { idBefore, stagesOf, waitingQuery } from './tracker';

const mostNamed = 500;

/** Who is to get a mail: people by their ids, or everybody who waits at a stage. */
export const roundBody = z.union(
  [
    z.strictObject({ users: z.array(z.guid('Name users by their ids.')).min(1).max(mostNamed) }),
    z
      .strictObject({ stage: waitingQuery.shape.stage.unwrap(), days: waitingQuery.shape.days.unwrap() })
      .refine(({ stage }) => stage !== 'signed-in', 'Who has signed in needs no such mail.'),
  ],
  { error: `Name at least one user and at most ${mostNamed}, or a stage and days.` },
);

/** What `startRound` is asked for. */
export type RoundRequest = z.output<typeof roundBody>;

/** Mails for the first sign-in to many at once, as administrators see them. */
export interface MailRound {
  readonly id: string;
  /** Who asked for it. */
  readonly by: string;
  /** How many people it was for when it began. */
  readonly total: Count;
  readonly sent: number;
  readonly withoutAddress: number;
  /** Had such a mail within a day. */
  readonly recent: number;
  /** Signed in, set a password, or lost access meanwhile. */
  readonly settled: number;
  /** Hold permissions that the administrator does not. */
  readonly beyond: number;
  readonly failed: number;
  /** Why it ended before its end. */
  readonly problem: string | null;
  readonly createdAt: Date;
  /** Null while it is under way. */
  readonly endedAt: Date | null;
}

/** The client's last round; null where there was none. */
export async function latestRound(tenantId: string): Promise<MailRound | null> {
  const [row] = await sql.rows<Omit<MailRound, 'total'> & { total: number }>({
    name: 'auth-latest-round',
    text: `SELECT id, by_name AS by, total, sent, without_address AS "withoutAddress", recent, settled, beyond, failed,
        problem, created_at AS "createdAt", ended_at AS "endedAt"
      FROM mail_rounds WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1`,
    values: [tenantId],
  });
  if (!row) return null;
  const more = row.total > countedUpTo;
  return { ...row, total: { count: more ? countedUpTo : row.total, more } };
}

/** What is kept of a request: the ids, or the stages and who is too new for it. */
async function scopeOf(tenantId: string, asked: RoundRequest) {
  if ('users' in asked) {
    const users = [...new Set(asked.users.map((id) => id.toLowerCase()))];
    return { users, stages: null, before: null, total: users.length };
  }
  const stages: readonly Stage[] = stagesOf(asked.stage);
  const counts = await countFirstSignIns(tenantId, asked.days);
  const of = stages.map((stage) => counts.stages[stage]);
  const more = counts.entering || of.some((count) => count.more);
  const total = more ? countedUpTo + 1 : of.reduce((sum, { count }) => sum + count, 0);
  return { users: null, stages, before: idBefore(asked.days), total };
}

/**
 * Begins to send mails for the first sign-in to many people, in the background. It goes on where it was if the process
 * that is at it ends.
 * @throws AppError 409 while another one of the client is under way, or where nobody is to be mailed
 */
export async function startRound(by: Administrator, asked: RoundRequest): Promise<{ id: string }> {
  const id = uuid();
  const { users, stages, before, total } = await scopeOf(by.tenantId, asked);
  if (total === 0) throw new AppError(409, 'Nobody waits for such a mail. Reload the page.');
  try {
    await sql.rows({
      text: `INSERT INTO mail_rounds (id, tenant_id, by_id, by_name, users, stages, before, total)
        VALUES ($1, $2, $3, $4, $5::uuid[], $6::text[], $7, $8)`,
      values: [id, by.tenantId, by.id, by.name, users, stages, before, total],
    });
  } catch (error) {
    if (violatedIndex(error) !== 'mail_rounds_one_running') throw error;
    throw new AppError(409, 'Mails are being sent already. Wait until that is done.');
  }
  inBackground('Sending mails for the first sign-in', (stop) => runRound(id, stop));
  return { id };
}
