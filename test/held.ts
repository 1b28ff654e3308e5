import { setTimeout as sleep } from 'node:timers/promises';
import { type Statement, sql, transaction } from '../lib/database';

/** A transaction that stays open while others run into what it holds. */
export interface Held {
  /** Waits until another transaction waits for this one. */
  met(): Promise<void>;
  /** Commits it, once another one waits for it. */
  release(): Promise<void>;
}

/** Runs statements in a transaction, and leaves it open until it is released. */
export async function hold(...statements: readonly Statement[]): Promise<Held> {
  let end = () => {};
  const ended = new Promise<void>((done) => {
    end = done;
  });
  let pid = 0;
  let began = () => {};
  const begun = new Promise<void>((done) => {
    began = done;
  });
  const committed = transaction(async (tx) => {
    for (const statement of statements) await tx.rows(statement);
    const [own] = await tx.rows<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid', values: [] });
    pid = own?.pid ?? 0;
    began();
    await ended;
  });
  await Promise.race([begun, committed]);
  return {
    met: () => waitedFor(pid),
    async release() {
      await waitedFor(pid);
      end();
      await committed;
    },
  };
}

async function waitedFor(pid: number): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 10) {
    const [found] = await sql.rows<{ some: boolean }>({
      text: `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))) AS some`,
      values: [pid],
    });
    if (found?.some) return;
    await sleep(10);
  }
  throw new Error('Nobody ran into what is held.');
}
