import { v7 as uuid } from 'uuid';
import { AppError } from '../../app-error';
import { type Sql, sql } from '../../database';
import { type Administrator, administratorNow } from '../../directory';
import { log } from '../../log';
import { mailFirstSignIn, type Outcome } from './first-mail';
import { enterAllUsers } from './roll';
import type { Stage } from './stage';
import { peopleIn } from './tracker';

/** People who are looked up at once. */
const batch = 20;
/** After so many mails in a row that could not be sent, the mail server is the reason. */
const failuresInRow = 5;
/** Everybody who waits gets one such mail a day at most; who was chosen by name gets another. */
const quietSeconds = 86_400;
/** A process that did not touch its round for so long has ended: a mail takes less, whatever the mail server does. */
const lostSeconds = 120;

interface Running {
  readonly id: string;
  /** The try that is at it: a process that was taken for lost finds another one's here. */
  readonly runner: string;
  readonly tenantId: string;
  readonly byId: string;
  readonly users: string[] | null;
  readonly stages: Stage[] | null;
  readonly before: string | null;
  after: string | null;
}

/** What became of one of its mails; beyond: whoever asked for it may not mail that person. */
type Counted = Outcome | 'beyond';

const columnOf: Readonly<Record<Counted, string>> = {
  sent: 'sent',
  failed: 'failed',
  beyond: 'beyond',
  settled: 'settled',
  recent: 'recent',
  'without-address': 'without_address',
};

const isFree = `ended_at IS NULL AND (runner IS NULL OR touched_at < now() - interval '${lostSeconds} seconds')`;

/** The rounds that nobody is at: begun by a process that has ended. */
export async function lostRounds(): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>({
    name: 'auth-lost-rounds',
    text: `SELECT id FROM mail_rounds WHERE ${isFree} ORDER BY id LIMIT 20`,
    values: [],
  });
  return rows.map(({ id }) => id);
}

/** Takes a round on; undefined where another process is at it, or it has ended. */
async function claim(id: string): Promise<Running | undefined> {
  const [row] = await sql.rows<Running>({
    text: `UPDATE mail_rounds SET runner = $2, touched_at = now() WHERE id = $1 AND ${isFree}
      RETURNING id, runner, tenant_id AS "tenantId", by_id AS "byId", users, stages, before, after`,
    values: [id, uuid()],
  });
  return row;
}

/** Writes to the round that this process is at. False where another one took it, or it has ended. */
async function write(on: Sql, { id, runner }: Running, set: string, values: readonly unknown[] = []) {
  const rows = await on.rows({
    text: `UPDATE mail_rounds SET touched_at = now(), ${set} WHERE id = $1 AND runner = $2 AND ended_at IS NULL RETURNING 1`,
    values: [id, runner, ...values],
  });
  return rows.length > 0;
}

async function next(round: Running): Promise<string[]> {
  const { tenantId, users, stages, before, after } = round;
  const behind = (users ?? []).filter((id) => after === null || id > after).sort();
  if (users) return behind.slice(0, batch);
  const range = { stages: stages ?? [], before: before ?? '', after: after ?? undefined };
  for (;;) {
    const { people, after: more } = await peopleIn(tenantId, range, batch);
    if (people.length > 0 || more === null) return people.map(({ id }) => id);
    range.after = more;
  }
}

/**
 * Mails somebody, and counts it and moves the round on in the transaction that notes the mail: whoever goes on with the
 * round finds both or neither. @returns what became of it; undefined where the round is another process's now
 */
async function mail(round: Running, by: Administrator, userId: string): Promise<Counted | undefined> {
  let mine = true;
  const note = async (on: Sql, counted: Counted) => {
    const column = columnOf[counted];
    mine = await write(on, round, `after = $3, ${column} = ${column} + 1`, [userId]);
  };
  const among = { quietSeconds: round.users ? 0 : quietSeconds, note };
  const counted = await mailFirstSignIn(by, userId, among).catch(async (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const refused = error.status === 403 ? 'beyond' : 'settled';
    await note(sql, refused);
    return refused;
  });
  return mine ? counted : undefined;
}

/** Whoever asked for it, while they may; what they hold is asked anew, as it can be taken from them meanwhile. */
async function sender({ tenantId, byId }: Running): Promise<Administrator | null> {
  const by = await administratorNow(sql, tenantId, byId);
  return by?.permissions.has('users.manage') ? by : null;
}

/** Mails to people one after the other. @returns why it ends; undefined: it goes on, here or elsewhere */
async function send(round: Running, stop: AbortSignal): Promise<string | undefined> {
  let failures = 0;
  for (;;) {
    const people = await next(round);
    const by = people.length > 0 ? await sender(round) : null;
    if (people.length === 0) return '';
    if (!by) return 'Whoever asked for it may not send such mails any more.';
    for (const userId of people) {
      if (stop.aborted) return undefined;
      const counted = await mail(round, by, userId);
      if (counted === undefined) return undefined;
      round.after = userId;
      failures = counted === 'failed' ? failures + 1 : 0;
      if (failures >= failuresInRow) return `The last ${failures} mails could not be sent.`;
    }
  }
}

/**
 * Sends the mails of a round, from where it is, unless another process is at it. Of a process that is killed after a
 * mail left and before that is noted, the next one sends that mail again.
 * @param stop ends it between two mails; whoever comes next goes on
 */
export async function runRound(id: string, stop: AbortSignal): Promise<void> {
  const round = await claim(id);
  if (!round) return;
  try {
    if (round.stages) await enterAllUsers(round.tenantId, stop);
    const end = await send(round, stop);
    if (end === undefined) await write(sql, round, 'runner = NULL');
    else await write(sql, round, 'ended_at = now(), problem = $3', [end || null]);
  } catch (error) {
    // Another try follows, once this one counts as lost.
    log.error('A round was interrupted.', { err: error });
  }
}
