import { describe, expect, it } from 'vitest';
import {
  acting,
  deactivateAnyway,
  letIn,
  liveConfiguration,
  makeRole,
  makeTenant,
  makeUser,
  recorded,
  type TestTenant,
} from '../../../test/people';
import { LastManagerError } from '../../access';
import { sql } from '../../database';
import { actorOf } from '../../directory';
import { hashApiKey, parseApiKey } from '../keys/api-key';
import { rotate } from '../keys/rotation';
import { changeConfiguration, connect, remove } from './configuration';
import { configurationOf } from './configuration-view';

function by({ tenantId, admin }: TestTenant) {
  return { tenantId, actor: actorOf(admin) };
}

/** True where the key would let an identity provider in. */
async function isLive(apiKey: string): Promise<boolean> {
  const rows = await sql.rows({
    text: 'SELECT 1 FROM api_keys WHERE hash = $1 AND revoked_at IS NULL',
    values: [hashApiKey(apiKey)],
  });
  return rows.length > 0;
}

const count = (number: number) => ({ count: number, more: false });
const counted = (total: number, active: number) => ({ total: count(total), active: count(active) });

describe('connect', () => {
  it('makes a configuration whose key is stored as its hash only', async () => {
    const tenant = await makeTenant();
    const made = await connect({ ...by(tenant), provider: 'okta' });
    expect(made.scimUri).toBe('http://localhost:3000/scim/v2');
    expect(parseApiKey(made.apiKey)).toBe(true);
    expect(await isLive(made.apiKey)).toBe(true);
    const stored = await sql.rows({ text: 'SELECT api_keys::text AS row FROM api_keys', values: [] });
    expect(JSON.stringify(stored)).not.toContain(made.apiKey.slice(4, 20));
    const view = await configurationOf(tenant.tenantId);
    expect(view).toMatchObject({
      provider: 'okta',
      scimUri: made.scimUri,
      key: { lastFour: made.apiKey.slice(-4), lastUsedAt: null },
      users: counted(0, 0),
      roles: 0,
    });
    expect(await recorded(await liveConfiguration(tenant.tenantId))).toEqual([
      { action: 'configuration.created', outcome: 'done', detail: {} },
    ]);
  });

  it('answers 409 to a second one, and leaves the first as it is', async () => {
    const tenant = await makeTenant();
    const first = await connect({ ...by(tenant), provider: 'okta' });
    await expect(connect({ ...by(tenant), provider: 'entra' })).rejects.toMatchObject({
      name: 'AppError',
      status: 409,
    });
    expect(await isLive(first.apiKey)).toBe(true);
    expect((await configurationOf(tenant.tenantId))?.provider).toBe('okta');
  });

  it('lets one of ten at once through', async () => {
    const tenant = await makeTenant();
    const attempts = Array.from({ length: 10 }, () => connect({ ...by(tenant), provider: 'other' }));
    const results = await Promise.allSettled(attempts);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps tenants apart', async () => {
    const [one, two] = [await makeTenant('One'), await makeTenant('Two')];
    await connect({ ...by(one), provider: 'okta' });
    expect(await configurationOf(two.tenantId)).toBeNull();
    await expect(rotate(by(two))).rejects.toMatchObject({ status: 404 });
    await expect(remove({ ...by(two), users: 'deactivate' })).rejects.toMatchObject({ status: 404 });
    await connect({ ...by(two), provider: 'entra' });
    expect((await configurationOf(one.tenantId))?.provider).toBe('okta');
  });
});

describe('rotate', () => {
  it('makes a new key and ends the old one', async () => {
    const tenant = await makeTenant();
    const first = await connect({ ...by(tenant), provider: 'okta' });
    const second = await rotate(by(tenant));
    expect([await isLive(first.apiKey), await isLive(second.apiKey)]).toEqual([false, true]);
    expect((await configurationOf(tenant.tenantId))?.key.lastFour).toBe(second.apiKey.slice(-4));
  });

  it('leaves exactly one key in force when several race', async () => {
    const tenant = await makeTenant();
    const first = await connect({ ...by(tenant), provider: 'okta' });
    const made = await Promise.all(Array.from({ length: 8 }, () => rotate(by(tenant))));
    const live = await Promise.all([first, ...made].map((credentials) => isLive(credentials.apiKey)));
    expect(live.filter(Boolean)).toHaveLength(1);
    expect(await recorded(await liveConfiguration(tenant.tenantId))).toHaveLength(9);
  });

  it('takes a configuration', async () => {
    const tenant = await makeTenant();
    await expect(rotate(by(tenant))).rejects.toMatchObject({ status: 404 });
  });
});

describe('changeConfiguration', () => {
  it('changes the label and nothing else', async () => {
    const tenant = await makeTenant();
    const made = await connect({ ...by(tenant), provider: 'okta' });
    const before = await configurationOf(tenant.tenantId);
    await changeConfiguration({ ...by(tenant), provider: 'entra' });
    await changeConfiguration({ ...by(tenant), provider: 'entra' });
    expect(await configurationOf(tenant.tenantId)).toEqual({ ...before, provider: 'entra' });
    expect(await isLive(made.apiKey)).toBe(true);
    expect((await recorded(await liveConfiguration(tenant.tenantId))).map((entry) => entry.action)).toEqual([
      'configuration.created',
      'configuration.updated',
    ]);
  });
});

describe('remove', () => {
  async function provisionedTenant() {
    const tenant = await makeTenant();
    const { apiKey } = await connect({ ...by(tenant), provider: 'okta' });
    const configurationId = await liveConfiguration(tenant.tenantId);
    const ada = await makeUser(tenant.tenantId, { configurationId, displayName: 'Ada Lovelace' });
    await makeUser(tenant.tenantId, { configurationId, active: false });
    await makeUser(tenant.tenantId, { configurationId, removed: true, active: false });
    const role = await makeRole(tenant.tenantId, { configurationId, members: [ada] });
    return { tenant, apiKey, configurationId, ada, role };
  }

  it('counts what the identity provider provisioned', async () => {
    const { tenant } = await provisionedTenant();
    await makeUser(tenant.tenantId);
    expect(await configurationOf(tenant.tenantId)).toMatchObject({
      users: counted(2, 1),
      roles: 1,
    });
  });

  it('keeps the users when asked to, and revokes the key', async () => {
    const { tenant, apiKey, configurationId, ada } = await provisionedTenant();
    const still = await letIn(ada);
    expect(await remove({ ...by(tenant), users: 'keep' })).toEqual({ users: 2 });
    expect(await isLive(apiKey)).toBe(false);
    expect(await configurationOf(tenant.tenantId)).toBeNull();
    expect(await still()).toEqual({ sessions: 1, links: 1 });
    expect((await recorded(configurationId)).at(-1)).toEqual({
      action: 'configuration.deleted',
      outcome: 'done',
      detail: { users: 'keep', count: 2 },
    });
    await connect({ ...by(tenant), provider: 'entra' });
    expect((await configurationOf(tenant.tenantId))?.users).toEqual(counted(2, 1));
  });

  it('deactivates the users when asked to, and leaves local users and roles alone', async () => {
    const { tenant, ada, role } = await provisionedTenant();
    const local = await makeUser(tenant.tenantId);
    const [adaStill, localStill] = [await letIn(ada), await letIn(local)];
    expect(await remove({ ...by(tenant), users: 'deactivate' })).toEqual({ users: 1 });
    expect(await adaStill()).toEqual({ sessions: 0, links: 0 });
    expect(await localStill()).toEqual({ sessions: 1, links: 1 });
    const [row] = await sql.rows({
      text: `SELECT active, version, (SELECT count(*)::int FROM memberships WHERE role_id = $2) AS members
        FROM users WHERE id = $1`,
      values: [ada, role],
    });
    expect(row).toEqual({ active: false, version: 2, members: 1 });
    expect(await recorded(ada)).toEqual([{ action: 'user.deactivated', outcome: 'done', detail: {} }]);
  });

  it('refuses where the last one able to manage the client would go, and changes nothing', async () => {
    const { tenant, apiKey, ada } = await provisionedTenant();
    await makeRole(tenant.tenantId, { permissions: ['client.manage'], members: [ada] });
    await deactivateAnyway(tenant.admin.id);
    await expect(remove({ ...by(tenant), users: 'deactivate' })).rejects.toThrow(LastManagerError);
    expect(await isLive(apiKey)).toBe(true);
    expect((await acting(tenant.tenantId, ada)).permissions.has('client.manage')).toBe(true);
    expect(await configurationOf(tenant.tenantId)).toMatchObject({ users: counted(2, 1) });
    expect(await remove({ ...by(tenant), users: 'keep' })).toEqual({ users: 2 });
  });

  it('deactivates thousands with a record of each', async () => {
    const tenant = await makeTenant();
    await connect({ ...by(tenant), provider: 'okta' });
    await sql.rows({
      text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
        SELECT gen_random_uuid(), $1, $2, 'u' || n, 'u' || n FROM generate_series(1, 4500) n`,
      values: [tenant.tenantId, await liveConfiguration(tenant.tenantId)],
    });
    expect(await remove({ ...by(tenant), users: 'deactivate' })).toEqual({ users: 4500 });
    const [entries] = await sql.rows<{ count: number }>({
      text: `SELECT count(DISTINCT subject_id)::int AS count FROM activities
        WHERE tenant_id = $1 AND action = 'user.deactivated'`,
      values: [tenant.tenantId],
    });
    expect(entries?.count).toBe(4500);
  });
});
