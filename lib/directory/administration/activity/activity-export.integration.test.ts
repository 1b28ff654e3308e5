import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTenant } from '../../../../test/people';
import { statementsOf } from '../../../../test/query-plans';
import { exported, idsFromNow, numberedId } from '../../../activity';
import { sql } from '../../../database';
import { foundActivity } from './found-activity';

const size = 200_000;
const piece = 10_000;
let tenantId: string;

beforeAll(async () => {
  ({ tenantId } = await makeTenant('Exported'));
  await sql.rows({ text: 'DELETE FROM activities WHERE tenant_id = $1', values: [tenantId] });
  // In pieces: one statement may take no longer than any other.
  const from = idsFromNow();
  for (let first = 1; first <= size; first += piece) {
    await sql.rows({
      text: `INSERT INTO activities (id, tenant_id, actor, actor_name, action, subject, subject_name, outcome, detail)
        SELECT ${numberedId('$2::text', 'n')}, $1, CASE WHEN n % 10 = 0 THEN 'user' ELSE 'identity-provider' END, 'Okta',
          CASE WHEN n % 7 = 0 THEN 'user.deactivated' ELSE 'user.updated' END, 'user', 'Person, number ' || n, 'done',
          jsonb_build_object('changes', jsonb_build_object('title', jsonb_build_object('from', 'a', 'to', n)))
        FROM generate_series($3::int, $4::int) AS n`,
      values: [tenantId, from, first, first + piece - 1],
    });
  }
  await sql.rows({ text: 'VACUUM ANALYZE activities', values: [] });
}, 120_000);

async function* linesOf(file: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of file) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  expect(rest).toBe('');
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What this process holds once its garbage is collected, in bytes. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('an export of many entries', () => {
  it('has each entry once, the newest first, and is never held whole', async () => {
    const ids = new Set<string>();
    let last = 'ffffffff';
    const before = held();
    let most = before;
    for await (const line of linesOf(exported(foundActivity(tenantId, {}), 'json'))) {
      const { id } = JSON.parse(line) as { id: string };
      expect(id < last).toBe(true);
      last = id;
      ids.add(id);
      if (ids.size % 10_000 === 0) most = Math.max(most, held());
    }
    expect(ids.size).toBe(size);
    // The file itself has more than 80 MB, as text of V8; what is measured holds the ids, too.
    expect((most - before) / 2 ** 20).toBeLessThan(40);
  }, 120_000);

  it('has the same entries as CSV', async () => {
    let lines = 0;
    for await (const line of linesOf(
      exported(foundActivity(tenantId, { area: 'users-deactivated' }), 'csv'),
    )) {
      if (lines++ > 0) expect(line).toMatch(/^20.*"Okta deactivated Person, number \d+",done,.*\r$/);
    }
    expect(lines).toBe(1 + Math.floor(size / 7));
  }, 60_000);

  it('reads on only when its reader does, and not after the reader has gone', async () => {
    const reader = exported(foundActivity(tenantId, {}), 'json').getReader();
    const read = async () => (await statementsOf(() => reader.read())).length;
    expect(await statementsOf(() => new Promise((done) => setTimeout(done, 100)))).toEqual([]);
    expect([await read(), await read(), await read()]).toEqual([1, 1, 1]);
    expect(await statementsOf(() => new Promise((done) => setTimeout(done, 100)))).toEqual([]);
    expect(await statementsOf(() => reader.cancel())).toEqual([]);
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });
});
