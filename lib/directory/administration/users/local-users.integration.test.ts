import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import {
  connectOkta,
  letIn,
  makeHolder,
  makeTenant,
  makeUser,
  recorded,
  storedUser,
} from '../../../../test/people';
import { sql } from '../../../database';
import { newUserBody, userBody } from '../requests';
import { createUser, editUser } from './local-users';
import { userPage, userWithDetails } from './user-page';
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

describe('createUser', () => {
  it('writes columns and resource alike', async () => {
    const { tenantId, admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    expect(await storedUser(id)).toMatchObject({
      tenant_id: tenantId,
      configuration_id: null,
      user_name: 'Ada',
      user_name_key: 'ada',
      given_name: 'Ada',
      family_name: 'Lovelace',
      title: 'Analyst',
      email: 'Ada@Acme.test',
      email_key: 'ada@acme.test',
      active: true,
      version: 1,
      password_hash: null,
      attributes: {
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ value: 'Ada@Acme.test', type: 'work', primary: true }],
        title: 'Analyst',
        addresses: [{ type: 'work', locality: 'London' }],
      },
    });
    expect((await userWithDetails(admin, id)).history?.entries.map((entry) => entry.words)).toEqual([
      `${admin.name} created Ada Lovelace`,
    ]);
  });

  it('refuses a user name or an e-mail address that another user has, in any letter case', async () => {
    const { admin } = await makeTenant();
    await createUser(admin, ada);
    await expect(createUser(admin, { ...ada, userName: 'ADA', email: 'x@acme.test' })).rejects.toMatchObject({
      status: 409,
      message: 'Another user is called “ADA”. Choose a different user name.',
    });
    await expect(createUser(admin, { ...ada, userName: 'b', email: 'ada@ACME.test' })).rejects.toMatchObject({
      status: 409,
      message: 'The user “Ada” has the e-mail address “ada@ACME.test”. Use another one.',
    });
  });

  it('lets one of two at once have the e-mail address', async () => {
    const { admin } = await makeTenant();
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((userName) => createUser(admin, { ...ada, userName })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('frees the names of removed users, and those of other tenants', async () => {
    const { tenantId, admin } = await makeTenant('One');
    await makeUser(tenantId, { userName: 'ada', email: 'ada@acme.test', removed: true, active: false });
    await createUser(admin, ada);
    const other = await makeTenant('Two');
    await createUser(other.admin, ada);
  });

  it('refuses input that does not fit', () => {
    const wrong = [
      {},
      { userName: ' ' },
      { userName: 'a\u0000b' },
      { userName: 'a', email: 'nowhere' },
      { userName: 'a', id: '1' },
      { userName: 'a'.repeat(256) },
      { userName: 'a', title: 7 },
    ];
    for (const body of wrong) expect(newUserBody.safeParse(body).success, JSON.stringify(body)).toBe(false);
  });
});

describe('editUser', () => {
  it('changes what it names, counts the version up and records the fields', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    await editUser(admin, id, userBody.parse({ familyName: 'King', locality: '' }));
    const { profile } = await userPage(admin, id);
    expect(profile).toMatchObject({ givenName: 'Ada', familyName: 'King', locality: null, title: 'Analyst' });
    expect(await storedUser(id)).toMatchObject({ version: 2, family_name: 'King' });
    expect((await recorded(id)).at(-1)).toEqual({
      action: 'user.updated',
      outcome: 'done',
      detail: {
        changes: {
          familyName: { from: 'Lovelace', to: 'King' },
          locality: { from: 'London', to: null },
        },
      },
    });
  });

  it('writes nothing when nothing changes', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    await editUser(admin, id, userBody.parse({ familyName: 'Lovelace', mobilePhone: null }));
    expect(await storedUser(id)).toMatchObject({ version: 1 });
    expect(await recorded(id)).toHaveLength(1);
  });

  it('voids password links with a new user name or address, and only then', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    const still = await letIn(id);
    await editUser(admin, id, { title: 'Countess' });
    expect(await still()).toEqual({ sessions: 1, links: 1 });
    await editUser(admin, id, { email: 'ada@new.test' });
    expect(await still()).toEqual({ sessions: 1, links: 0 });
    const again = await letIn(id);
    await editUser(admin, id, { userName: 'countess' });
    expect(await again()).toMatchObject({ links: 0 });
  });

  it('refuses taken names, and keeps the own', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, ada);
    await createUser(admin, { userName: 'bob', email: 'bob@acme.test' });
    await expect(editUser(admin, id, { userName: 'BOB' })).rejects.toMatchObject({ status: 409 });
    await expect(editUser(admin, id, { email: 'Bob@acme.test' })).rejects.toMatchObject({ status: 409 });
    await editUser(admin, id, { userName: 'ADA', email: 'ADA@acme.test' });
    expect(await storedUser(id)).toMatchObject({ user_name: 'ADA', email: 'ADA@acme.test' });
  });

  it('leaves whom the identity provider manages alone', async () => {
    const { tenantId, admin } = await makeTenant();
    const configurationId = await connectOkta(tenantId);
    const id = await makeUser(tenantId, { configurationId, email: 'ada@acme.test' });
    const refusal = { status: 403, message: expect.stringContaining('identity provider manages this user') };
    await expect(editUser(admin, id, { title: 'x' })).rejects.toMatchObject(refusal);
    await expect(deactivateUser(admin, id)).rejects.toMatchObject(refusal);
    await expect(reactivateUser(admin, id)).rejects.toMatchObject(refusal);
    await sql.rows({
      text: 'UPDATE configurations SET deleted_at = now() WHERE id = $1',
      values: [configurationId],
    });
    await editUser(admin, id, { title: 'x' });
  });

  it('answers 404 for another tenant’s users and 409 for removed ones', async () => {
    const { tenantId, admin } = await makeTenant('One');
    const other = await makeTenant('Two');
    for (const id of [other.admin.id, uuid(), 'x'])
      for (const change of [
        () => editUser(admin, id, { title: 'x' }),
        () => deactivateUser(admin, id),
        () => reactivateUser(admin, id),
      ])
        await expect(change()).rejects.toMatchObject({ status: 404 });
    const removed = await makeUser(tenantId, { removed: true, active: false });
    await expect(editUser(admin, removed, { title: 'x' })).rejects.toMatchObject({ status: 409 });
    await expect(reactivateUser(admin, removed)).rejects.toMatchObject({ status: 409 });
    expect(await storedUser(other.admin.id)).toMatchObject({ active: true, title: null });
  });

  it('does not let somebody take over the account of who may do more', async () => {
    const { tenantId, admin } = await makeTenant();
    const desk = await makeHolder(tenantId, ['users.manage']);
    const refusal = {
      status: 403,
      message: 'This user holds “Manage the client”, which you do not hold yourself.',
    };
    await expect(editUser(desk, admin.id, { email: 'desk@evil.test' })).rejects.toMatchObject(refusal);
    await expect(deactivateUser(desk, admin.id)).rejects.toMatchObject(refusal);
    const peer = await makeHolder(tenantId, ['users.view']);
    await editUser(desk, peer.id, { email: 'peer@acme.test' });
  });
});
