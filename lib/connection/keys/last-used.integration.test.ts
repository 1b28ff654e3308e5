import { expect, it, vi } from 'vitest';
import { makeTenant } from '../../../test/people';
import { sql, transaction } from '../../database';
import { connect } from '../configuration/configuration';
import { configurationOf } from '../configuration/configuration-view';
import { flushKeyUse, noteKeyUsed } from './last-used';

async function connected() {
  const { tenantId } = await makeTenant();
  await connect({ tenantId, provider: 'okta', actor: { kind: 'operator' } });
  const [key] = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM api_keys WHERE tenant_id = $1',
    values: [tenantId],
  });
  if (!key) throw new Error('There is no key.');
  return { keyId: key.id, lastUsed: async () => (await configurationOf(tenantId))?.key.lastUsedAt };
}

it('writes the latest use at the next flush', async () => {
  const { keyId, lastUsed } = await connected();
  const late = new Date('2026-11-24T10:00:00.000Z');
  noteKeyUsed(keyId, late);
  noteKeyUsed(keyId, new Date('2026-11-24T09:00:00.000Z'));
  await flushKeyUse();
  expect(await lastUsed()).toEqual(late);
  noteKeyUsed(keyId, new Date('2026-11-24T08:00:00.000Z'));
  await flushKeyUse();
  expect(await lastUsed()).toEqual(late);
});

it('writes in the background within about a second', async () => {
  const { keyId, lastUsed } = await connected();
  noteKeyUsed(keyId, new Date());
  expect(await lastUsed()).toBeNull();
  await vi.waitFor(async () => expect(await lastUsed()).toBeInstanceOf(Date), {
    timeout: 3000,
    interval: 100,
  });
});

it('keeps what could not be written for the next flush', async () => {
  const { keyId, lastUsed } = await connected();
  const at = new Date('2026-11-24T10:00:00.000Z');
  const failing = vi.spyOn(sql, 'rows').mockRejectedValueOnce(new Error('The connection is gone.'));
  noteKeyUsed(keyId, at);
  await expect(flushKeyUse()).rejects.toThrow('The connection is gone.');
  failing.mockRestore();
  await flushKeyUse();
  expect(await lastUsed()).toEqual(at);
});

it('has nothing to write when nothing was used', async () => {
  await flushKeyUse();
  const rows = vi.spyOn(sql, 'rows');
  await flushKeyUse();
  expect(rows).not.toHaveBeenCalled();
  rows.mockRestore();
});

it('holds keys in one order, whatever order they were used in, so that processes never block each other', async () => {
  const keys = [await connected(), await connected()].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
  const [first, second] = keys;
  const at = new Date();
  const waiting = async () =>
    (
      await sql.rows({
        text: `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        values: [],
      })
    ).length;
  let flushed: Promise<void> | undefined;
  await transaction(async (tx) => {
    const hold = (key?: { keyId: string }) =>
      tx.rows({ text: 'SELECT 1 FROM api_keys WHERE id = $1 FOR UPDATE NOWAIT', values: [key?.keyId] });
    await hold(first);
    for (const { keyId } of keys.toReversed()) noteKeyUsed(keyId, at);
    flushed = flushKeyUse();
    await expect.poll(waiting).toBe(1);
    await hold(second);
  });
  await flushed;
  expect(await first?.lastUsed()).toEqual(at);
  expect(await second?.lastUsed()).toEqual(at);
});
