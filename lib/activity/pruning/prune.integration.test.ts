import { v7 as uuid } from 'uuid';
import { expect, it } from 'vitest';
import { makeTenant } from '../../../test/people';
import { sql, transaction } from '../../database';
import { recordActivity } from '../records/record';
import { leastIdAt, pruneActivity, pruneExchanges } from './prune';

const day = 86_400_000;
const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * day);

/** Entries of a tenant, one every `step` milliseconds before and after a time. */
async function fill(tenantId: string, around: Date, count: number): Promise<void> {
  await sql.rows({
    text: `INSERT INTO activities (id, tenant_id, at, actor, action, subject, outcome)
      SELECT (left(hex, 8) || '-' || right(hex, 4) || '-7' || right(gen_random_uuid()::text, 3) || '-8000-'
          || right(gen_random_uuid()::text, 12))::uuid, $1, to_timestamp(ms / 1000.0), 'identity-provider',
        'user.updated', 'user', 'done'
      FROM (SELECT ms, lpad(to_hex(ms), 12, '0') AS hex FROM (
        SELECT $2::bigint + n * 1000 AS ms FROM generate_series(-$3::int, $3::int - 1) AS n) AS times) AS ids`,
    values: [tenantId, around.getTime(), count],
  });
}

async function counts(tenantId: string, limit: Date) {
  const [row] = await sql.rows<{ old: number; young: number }>({
    text: `SELECT count(*) FILTER (WHERE at < $2)::int AS old, count(*) FILTER (WHERE at >= $2)::int AS young
      FROM activities WHERE tenant_id = $1 AND action = 'user.updated'`,
    values: [tenantId, limit],
  });
  return row;
}

it('deletes what is old, and only that, of every tenant, while others write', async () => {
  const tenants = await Promise.all(['One', 'Two', 'Three'].map((name) => makeTenant(name)));
  const limit = daysAgo(90);
  for (const { tenantId } of tenants) await fill(tenantId, limit, 4000);
  for (const { tenantId } of tenants)
    expect(await counts(tenantId, limit)).toEqual({ old: 4000, young: 4000 });

  let pruned = false;
  let written = 0;
  const writers = tenants.map(async ({ tenantId }) => {
    while (!pruned) {
      await recordActivity(sql, {
        tenantId,
        actor: { kind: 'system' },
        action: 'user.updated',
        subject: { kind: 'user', id: uuid() },
        outcome: 'done',
      });
      written += 1;
    }
  });
  const deleted = await pruneActivity(limit);
  pruned = true;
  await Promise.all(writers);

  expect(deleted).toBe(12_000);
  expect(written).toBeGreaterThan(0);
  let young = 0;
  for (const { tenantId } of tenants) {
    const left = await counts(tenantId, limit);
    expect(left?.old).toBe(0);
    young += left?.young ?? 0;
  }
  expect(young).toBe(12_000 + written);
  expect(await pruneActivity(limit)).toBe(0);
});

it('waits for nobody: entries that others have not committed stay in nobody’s way', async () => {
  const { tenantId } = await makeTenant('Waiting');
  await fill(tenantId, daysAgo(400), 10);
  await transaction(async (tx) => {
    await recordActivity(tx, {
      tenantId,
      actor: { kind: 'system' },
      action: 'user.updated',
      subject: { kind: 'user' },
      outcome: 'done',
    });
    expect(await pruneActivity(daysAgo(300))).toBe(20);
  });
});

it('leaves the work to whoever does it already', async () => {
  const { tenantId } = await makeTenant('Busy');
  await fill(tenantId, daysAgo(400), 10);
  await transaction(async (tx) => {
    await tx.rows({ text: 'SELECT pg_advisory_xact_lock(72707370)', values: [] });
    expect(await pruneActivity(daysAgo(300))).toBe(0);
  });
  expect(await pruneActivity(daysAgo(300))).toBe(20);
});

it('ends between two batches when it is told to', async () => {
  const { tenantId } = await makeTenant('Ending');
  await fill(tenantId, daysAgo(400), 6000);
  const stop = new AbortController();
  const pruning = pruneActivity(daysAgo(300), stop.signal);
  stop.abort();
  expect(await pruning).toBeLessThan(12_000);
  expect(await pruneActivity(daysAgo(300))).toBeGreaterThan(0);
});

it('knows the first id of a time', () => {
  const time = new Date(1_700_000_000_000);
  const [before, at] = [time.getTime() - 1, time.getTime()].map((msecs) => uuid({ msecs }));
  expect(before && before < leastIdAt(time)).toBe(true);
  expect(at && at >= leastIdAt(time)).toBe(true);
});

it('deletes exchanges likewise, and no others', async () => {
  const { tenantId } = await makeTenant('Talkative');
  const ids = [daysAgo(40), daysAgo(20)].map((at) => uuid({ msecs: at.getTime() }));
  await sql.rows({
    text: `INSERT INTO exchanges (id, tenant_id, at, method, path, status, duration_us)
      SELECT id, $2, now(), 'POST', '/scim/v2/Users', 201, 1 FROM unnest($1::uuid[]) AS id`,
    values: [ids, tenantId],
  });
  expect(await pruneExchanges(daysAgo(30))).toBe(1);
  const left = await sql.rows({ text: 'SELECT id FROM exchanges WHERE tenant_id = $1', values: [tenantId] });
  expect(left).toEqual([{ id: ids[1] }]);
});

it('forgets whom an entry named with the entry, and not with an exchange', async () => {
  const { tenantId } = await makeTenant('Named');
  const [user, old, young] = [uuid(), daysAgo(40), daysAgo(20)];
  const ids = [old, young].map((at) => uuid({ msecs: at.getTime() }));
  await sql.rows({
    text: `WITH made AS (
        INSERT INTO activities (id, tenant_id, at, actor, action, subject, outcome)
        SELECT id, $2, now(), 'system', 'role.members-added', 'role', 'done' FROM unnest($1::uuid[]) AS id RETURNING id)
      INSERT INTO member_entries (user_id, entry_id) SELECT $3, id FROM made`,
    values: [ids, tenantId, user],
  });
  const named = async () => {
    const rows = await sql.rows<{ id: string }>({
      text: 'SELECT entry_id AS id FROM member_entries WHERE user_id = $1 ORDER BY entry_id',
      values: [user],
    });
    return rows.map(({ id }) => id);
  };
  await pruneExchanges(daysAgo(10));
  expect(await named()).toEqual(ids);
  await pruneActivity(daysAgo(30));
  expect(await named()).toEqual([ids[1]]);
});
