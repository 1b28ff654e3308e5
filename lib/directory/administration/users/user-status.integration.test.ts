import { describe, expect, it } from 'vitest';
import {
  acting,
  connectOkta,
  letIn,
  makeHolder,
  makeRole,
  makeTenant,
  makeUser,
  recorded,
  storedUser,
} from '../../../../test/people';
import { LastManagerError } from '../../../access';
import { sql } from '../../../database';
import { newUserBody } from '../requests';
import { linkUser } from './link-user';
import { createUser } from './local-users';
import { userPage } from './user-page';
import { deactivateUser, reactivateUser } from './user-status';

const ada = newUserBody.parse({
  userName: ' Ada ',
  givenName: 'Ada',
  familyName: 'Lovelace',
  email: 'Ada@Acme.test',
  mobilePhone: '',
  title: 'Analyst',
  locality: 'London',
});

describe('linkUser', () => {
  it('hands a local user over to the identity provider, with roles and access as they are', async () => {
    const { tenantId, admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    const still = await letIn(id);
    await expect(linkUser(admin, id)).rejects.toMatchObject({ status: 409 });
    const configurationId = await connectOkta(tenantId);
    await linkUser(admin, id);
    expect(await storedUser(id)).toMatchObject({
      configuration_id: configurationId,
      version: 2,
      active: true,
    });
    expect(await still()).toEqual({ sessions: 1, links: 1 });
    expect(await userPage(admin, id)).toMatchObject({ managed: { provider: 'okta' }, origin: 'provisioned' });
    expect((await recorded(id)).at(-1)).toEqual({
      action: 'user.linked',
      outcome: 'done',
      detail: { provider: 'okta' },
    });
    await expect(linkUser(admin, id)).rejects.toMatchObject({ status: 403 });
  });

  it('is closed to other tenants and to who may do less', async () => {
    const { tenantId, admin } = await makeTenant('One');
    const other = await makeTenant('Two');
    await connectOkta(other.tenantId);
    await expect(linkUser(other.admin, admin.id)).rejects.toMatchObject({ status: 404 });
    await connectOkta(tenantId);
    const desk = await makeHolder(tenantId, ['users.manage']);
    await expect(linkUser(desk, admin.id)).rejects.toMatchObject({ status: 403 });
  });
});

describe('deactivateUser and reactivateUser', () => {
  it('end and give back access', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    const still = await letIn(id);
    await deactivateUser(admin, id);
    expect(await still()).toEqual({ sessions: 0, links: 0 });
    expect(await storedUser(id)).toMatchObject({ active: false, version: 2 });
    await deactivateUser(admin, id);
    await reactivateUser(admin, id);
    expect(await storedUser(id)).toMatchObject({ active: true, version: 3 });
    expect((await recorded(id)).map((entry) => entry.action)).toEqual([
      'user.created',
      'user.deactivated',
      'user.reactivated',
    ]);
  });

  it('keep the last manager of the client', async () => {
    const { admin } = await makeTenant();
    const still = await letIn(admin.id);
    await expect(deactivateUser(admin, admin.id)).rejects.toThrow(LastManagerError);
    expect(await still()).toEqual({ sessions: 1, links: 1 });
    expect(await storedUser(admin.id)).toMatchObject({ active: true, version: 1 });
  });

  it('keep one of the last two managers, whoever is faster', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin } = await makeTenant();
      const second = await makeUser(tenantId);
      await makeRole(tenantId, { permissions: ['client.manage'], members: [second] });
      const other = await acting(tenantId, second);
      const results = await Promise.allSettled([
        deactivateUser(admin, other.id),
        deactivateUser(other, admin.id),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
      const [left] = await sql.rows({
        text: 'SELECT count(*)::int AS managers FROM users WHERE tenant_id = $1 AND active',
        values: [tenantId],
      });
      expect(left).toEqual({ managers: 1 });
    }
  });
});
