import { v7 as uuid } from 'uuid';
import { expect, it } from 'vitest';
import { connectedTenant, made, scimClient, user } from '../../../test/scim';
import { flushRequests, noteRequest } from '../../activity';
import { sql } from '../../database';
import { connect, remove } from '../configuration/configuration';
import { flushKeyUse } from '../keys/last-used';
import { rotate } from '../keys/rotation';
import { flushStrayKeys } from '../keys/stray-keys';
import { chartedHealth, healthQuery, syncHealth } from './sync-health';

const actor = { kind: 'operator' } as const;

async function flush(): Promise<void> {
  await flushKeyUse();
  await flushStrayKeys();
  await flushRequests();
}

it('is null where nobody is connected', async () => {
  const tenant = await connectedTenant();
  await remove({ tenantId: tenant.tenantId, actor, users: 'keep' });
  expect(await syncHealth(tenant.tenantId)).toBeNull();
});

it('tells what was heard, changed, refused and provisioned, of this tenant alone', async () => {
  const [tenant, other] = [await connectedTenant('okta'), await connectedTenant('entra')];
  expect(await syncHealth(tenant.tenantId)).toMatchObject({
    provider: 'okta',
    connectedAt: expect.any(Date),
    lastContact: null,
    lastChange: null,
    users: { total: { count: 0, more: false }, active: { count: 0, more: false } },
    roles: 0,
    grantingRoles: 0,
    requests: 0,
    changes: 0,
    refused: 0,
    errorRatio: 0,
    warnings: [],
  });
  await made(tenant, user('ada'));
  for (let n = 0; n < 5; n++) await tenant.send('POST /Users', user('ada'));
  await tenant.send('POST /Users', {});
  await tenant.send('GET /Users');
  await flush();
  const health = await syncHealth(tenant.tenantId);
  expect(health).toMatchObject({
    lastContact: expect.any(Date),
    lastChange: expect.any(Date),
    users: { total: { count: 1 }, active: { count: 1 } },
    requests: 8,
    changes: 1,
    refused: 6,
    errorRatio: 0.75,
  });
  expect(health?.warnings).toMatchObject([
    {
      kind: 'errors',
      title: '75 % of the requests of the last 24 hours were refused',
      advice: expect.stringContaining('ada'),
    },
  ]);
  expect(await syncHealth(other.tenantId)).toMatchObject({
    requests: 0,
    lastContact: null,
    lastChange: null,
  });
});

it('knows of a contact by the key before, and that the one in force was not used', async () => {
  const tenant = await connectedTenant();
  await tenant.send('GET /Users');
  await flush();
  await rotate({ tenantId: tenant.tenantId, actor });
  await tenant.send('GET /Users');
  await tenant.send('GET /Users', undefined, { headers: { Authorization: 'Bearer none' } });
  await flush();
  const later = new Date(Date.now() + 2 * 3_600_000);
  const { health } = (await chartedHealth(tenant.tenantId, { hours: 168, now: later })) ?? {};
  expect(health?.lastContact).toBeInstanceOf(Date);
  expect(health?.warnings.map(({ kind }) => kind)).toEqual(['key-unused']);
});

it('begins anew with another configuration', async () => {
  const tenant = await connectedTenant();
  await made(tenant, user('ada'));
  await flush();
  await remove({ tenantId: tenant.tenantId, actor, users: 'keep' });
  const next = await connect({ tenantId: tenant.tenantId, provider: 'entra', actor });
  expect(await syncHealth(tenant.tenantId)).toMatchObject({ lastChange: null, requests: 0, warnings: [] });
  await made(scimClient(tenant.tenantId, next), user('eve'));
  await flush();
  expect(await syncHealth(tenant.tenantId)).toMatchObject({ changes: 1, lastChange: expect.any(Date) });
});

it('learns the pauses that are usual', async () => {
  const tenant = await connectedTenant('entra');
  const [live] = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM configurations WHERE tenant_id = $1',
    values: [tenant.tenantId],
  });
  const now = new Date();
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  for (const hours of [40, 20, 10])
    noteRequest({
      id: uuid(),
      tenantId: tenant.tenantId,
      configurationId: live?.id ?? '',
      at: hoursAgo(hours),
      method: 'GET',
      path: '/scim/v2/Users',
      status: 200,
      userAgent: null,
      lastFour: null,
      problem: null,
      changed: false,
      refused: false,
    });
  await flushRequests();
  const used = (hours: number) =>
    sql.rows({
      text: 'UPDATE api_keys SET last_used_at = $2 WHERE tenant_id = $1',
      values: [tenant.tenantId, hoursAgo(hours)],
    });
  await sql.rows({
    text: `UPDATE latest_requests SET at = now() - interval '60 hours' WHERE tenant_id = $1`,
    values: [tenant.tenantId],
  });
  await used(10);
  const kinds = async (at: Date) =>
    (await chartedHealth(tenant.tenantId, { hours: 24, now: at }))?.health.warnings.map(({ kind }) => kind);
  expect(await kinds(now)).toEqual([]);
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect(await kinds(after(29))).toEqual([]);
  expect(await kinds(after(31))).toEqual(['silent']);
});

it('takes 24 hours or seven days, and nothing else', () => {
  expect(healthQuery.parse({})).toEqual({ hours: 24 });
  expect(healthQuery.parse({ hours: '168' })).toEqual({ hours: 168 });
  expect(healthQuery.safeParse({ hours: '9999' }).success).toBe(false);
});
