import { expect, it } from 'vitest';
import { liveConfiguration, makeTenant, recorded } from '../../../test/people';
import { sql } from '../../database';
import { connect } from '../configuration/configuration';
import { configurationOf } from '../configuration/configuration-view';
import { hashApiKey } from './api-key';
import { authenticate } from './authenticate';
import { changeKey } from './key-terms';
import { cancelRotation, finishDueRotations, finishRotation, rotate, startRotation } from './rotation';

const actor = { kind: 'operator' } as const;

async function connected() {
  const { tenantId } = await makeTenant();
  const by = { tenantId, actor };
  const { apiKey } = await connect({ ...by, provider: 'okta' });
  return { tenantId, by, apiKey, view: async () => await configurationOf(tenantId) };
}

/** What becomes of a key that is sent: nothing where it opens, else why it does not. */
async function refusal(apiKey: string) {
  return (await authenticate(hashApiKey(apiKey), undefined))?.refusal;
}

/** The actions recorded, without the connecting itself. */
async function told(tenantId: string) {
  const entries = await recorded(await liveConfiguration(tenantId));
  return entries.slice(1).map(({ action }) => action.replace('configuration.key-', ''));
}

/** The time that was set for the old key comes. */
async function timeComes(tenantId: string) {
  const rows = await sql.rows({
    text: `UPDATE api_keys SET retires_at = now() - interval '1 second'
      WHERE tenant_id = $1 AND retires_at IS NOT NULL RETURNING id`,
    values: [tenantId],
  });
  expect(rows).toHaveLength(1);
}

it('lets both keys work until somebody ends the old one', async () => {
  const { tenantId, by, apiKey, view } = await connected();
  const made = await startRotation(by);
  expect([await refusal(apiKey), await refusal(made.apiKey)]).toEqual([null, null]);
  expect(await view()).toMatchObject({
    key: { lastFour: apiKey.slice(-4) },
    rotation: { key: { lastFour: made.apiKey.slice(-4), lastUsedAt: null }, retiresAt: null },
  });
  await finishRotation(by);
  expect([await refusal(apiKey), await refusal(made.apiKey)]).toEqual(['revoked', null]);
  expect(await view()).toMatchObject({ key: { lastFour: made.apiKey.slice(-4) }, rotation: null });
  expect(await told(tenantId)).toEqual(['rotation-started', 'rotation-finished']);
});

it('ends the old key at its time, whoever looks when', async () => {
  const { tenantId, by, apiKey, view } = await connected();
  const made = await startRotation({ ...by, retiresInHours: 24 });
  const retiresAt = (await view())?.rotation?.retiresAt?.getTime() ?? 0;
  expect(Math.abs(retiresAt - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000);
  await timeComes(tenantId);
  expect([await refusal(apiKey), await refusal(made.apiKey)]).toEqual(['retired', null]);
  expect(await view()).toMatchObject({ key: { lastFour: made.apiKey.slice(-4) }, rotation: null });
  await finishDueRotations();
  await finishDueRotations();
  expect([await refusal(apiKey), await refusal(made.apiKey)]).toEqual(['revoked', null]);
  expect(await view()).toMatchObject({ key: { lastFour: made.apiKey.slice(-4) }, rotation: null });
  expect(await told(tenantId)).toEqual(['rotation-started', 'rotation-finished']);
  const [entry] = (await recorded(await liveConfiguration(tenantId))).slice(-1);
  expect(entry?.detail).toEqual({ old: apiKey.slice(-4) });
});

it('goes on from a rotation that is over but was not finished', async () => {
  const { tenantId, by, apiKey } = await connected();
  const second = await startRotation({ ...by, retiresInHours: 1 });
  await timeComes(tenantId);
  await expect(cancelRotation(by)).rejects.toMatchObject({ status: 409 });
  const third = await startRotation(by);
  expect([await refusal(apiKey), await refusal(second.apiKey), await refusal(third.apiKey)]).toEqual([
    // The refusal to cancel undid its own book-keeping, the next change did it again.
    'revoked',
    null,
    null,
  ]);
});

it('withdraws the key that waits, and the old one lives on', async () => {
  const { tenantId, by, apiKey, view } = await connected();
  const made = await startRotation({ ...by, retiresInHours: 24 });
  await cancelRotation(by);
  expect([await refusal(apiKey), await refusal(made.apiKey)]).toEqual([null, 'revoked']);
  expect((await view())?.rotation).toBeNull();
  const [old] = await sql.rows({
    text: 'SELECT retires_at FROM api_keys WHERE tenant_id = $1 AND revoked_at IS NULL',
    values: [tenantId],
  });
  expect(old).toEqual({ retires_at: null });
  expect(await told(tenantId)).toEqual(['rotation-started', 'rotation-cancelled']);
});

it('takes a rotation at once over one that is under way: both keys end', async () => {
  const { by, apiKey, view } = await connected();
  const waiting = await startRotation({ ...by, retiresInHours: 24 });
  const made = await rotate(by);
  expect([await refusal(apiKey), await refusal(waiting.apiKey), await refusal(made.apiKey)]).toEqual([
    'revoked',
    'revoked',
    null,
  ]);
  expect(await view()).toMatchObject({ key: { lastFour: made.apiKey.slice(-4) }, rotation: null });
});

it('has two keys at most, and one way out, when many press at once', async () => {
  const { tenantId, by } = await connected();
  const starts = await Promise.allSettled(Array.from({ length: 6 }, () => startRotation(by)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const ends = await Promise.allSettled([finishRotation(by), cancelRotation(by), finishRotation(by)]);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const live = await sql.rows({
    text: 'SELECT waiting FROM api_keys WHERE tenant_id = $1 AND revoked_at IS NULL',
    values: [tenantId],
  });
  expect(live).toEqual([{ waiting: false }]);
});

it.each([
  ['finishing', finishRotation],
  ['withdrawing', cancelRotation],
])('%s takes a key that waits', async (_, act) => {
  const { by } = await connected();
  await expect(act(by)).rejects.toMatchObject({ status: 409 });
  const nobody = await makeTenant();
  await expect(act({ tenantId: nobody.tenantId, actor })).rejects.toMatchObject({ status: 404 });
});

it('leaves other tenants alone', async () => {
  const [one, two] = [await connected(), await connected()];
  await startRotation({ ...one.by, retiresInHours: 1 });
  const waiting = await startRotation(two.by);
  await timeComes(one.tenantId);
  await finishDueRotations();
  expect([await refusal(two.apiKey), await refusal(waiting.apiKey)]).toEqual([null, null]);
});

it.each([
  ['at once', rotate],
  ['with confirmation', startRotation],
])('the new key of a rotation %s may be used from where the old one was', async (_, act) => {
  const { by, view } = await connected();
  const keyId = (await view())?.key.id ?? '';
  const terms = { name: 'Production', allowedSources: ['192.0.2.0/24'] };
  await changeKey({ ...by, keyId, ...terms });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { apiKey } = await act({ ...by, expiresAt });
  const now = await view();
  const fresh = [now?.key, now?.rotation?.key].find((key) => key?.lastFour === apiKey.slice(-4));
  expect(fresh).toMatchObject({ ...terms, expiresAt });
});
