import { describe, expect, it } from 'vitest';
import { openScope } from '../../../../test/leave';
import { makeConnected, makeHolder, makeTenant, makeUser } from '../../../../test/people';
import { type Action, recordActivity } from '../../../activity';
import { sql } from '../../../database';
import { everything } from '../../../scim';
import { rolesStore } from '../../roles/roles-store';
import { createRole, deleteRole } from '../roles/local-roles';
import { giveRole, takeRole } from '../roles/role-members';
import { setRolePermissions } from '../roles/role-permissions';
import { linkUser } from './link-user';
import { createUser, editUser } from './local-users';
import { otherAttributes } from './other-attributes';
import { editOwnNames } from './own-names';
import { historyOf, userPage, userWithDetails } from './user-page';

const okta = { kind: 'identity-provider', name: 'Okta' } as const;

async function told(tenantId: string, id: string, action: Action, changes?: object): Promise<void> {
  await recordActivity(sql, {
    tenantId,
    actor: okta,
    action,
    subject: { kind: 'user', id, name: 'Ada' },
    outcome: 'done',
    detail: changes ? { changes } : {},
  });
}

describe('the last change of an attribute', () => {
  it('is found within the members that an entry names', async () => {
    const { tenantId, configurationId, admin } = await makeConnected();
    const id = await makeUser(tenantId, { configurationId });
    await told(tenantId, id, 'user.created');
    await told(tenantId, id, 'user.updated', {
      name: {
        from: { givenName: 'Ada', familyName: 'Byron' },
        to: { givenName: 'Ada', familyName: 'Lovelace' },
      },
      phoneNumbers: {
        from: [{ type: 'work', value: '1' }],
        to: [
          { type: 'work', value: '1' },
          { type: 'mobile', value: '2' },
        ],
      },
      emails: { from: null, to: [{ value: 'ada@acme.test' }] },
      nickName: { from: null, to: 'A' },
    });
    await told(tenantId, id, 'user.deactivated');
    const { changes } = await userWithDetails(admin, id);
    expect(Object.keys(changes?.fields ?? {}).sort()).toEqual([
      'active',
      'email',
      'familyName',
      'mobilePhone',
    ]);
    expect(changes?.fields.familyName).toMatchObject({ by: 'Okta', at: expect.any(Date) });
    expect(changes?.members.nickName).toMatchObject({ by: 'Okta' });
    expect(changes?.complete).toBe(true);
  });

  it('is the newest one, and nothing from before a user was brought back', async () => {
    const { tenantId, configurationId, admin } = await makeConnected();
    const id = await makeUser(tenantId, { configurationId });
    await told(tenantId, id, 'user.updated', { title: { from: null, to: 'Clerk' } });
    await told(tenantId, id, 'user.restored');
    expect((await userWithDetails(admin, id)).changes).toMatchObject({ fields: {}, complete: true });
    await told(tenantId, id, 'user.updated', { title: { from: null, to: 'Analyst' } });
    await told(tenantId, id, 'user.updated', { title: { from: 'Analyst', to: 'Head' } });
    const { changes, history } = await userWithDetails(admin, id);
    expect(changes?.fields.title?.entry).toBe(history?.entries[0]?.id);
  });

  it('is not known where the beginning is not on record', async () => {
    const { tenantId, configurationId, admin } = await makeConnected();
    const id = await makeUser(tenantId, { configurationId });
    expect((await userWithDetails(admin, id)).changes).toEqual({
      fields: {},
      members: {},
      linkedAt: null,
      complete: false,
    });
  });

  it('of a local user stands under the names of the profile', async () => {
    const { admin } = await makeTenant();
    const { id } = await createUser(admin, { userName: 'ada', givenName: 'Ada', title: 'Clerk' });
    await editUser(admin, id, { title: 'Analyst', locality: 'London' });
    const { changes } = await userWithDetails(admin, id);
    expect(Object.keys(changes?.fields ?? {}).sort()).toEqual(['locality', 'title']);
    expect(changes?.fields.title?.by).toBe(admin.name);
  });
});

it('a linked user is managed since the link, not since they are here', async () => {
  const { tenantId, admin } = await makeConnected();
  const id = await makeUser(tenantId);
  await sql.rows({
    text: `UPDATE users SET created_at = now() - interval '9 days' WHERE id = $1`,
    values: [id],
  });
  await sql.rows({
    text: `UPDATE configurations SET created_at = now() - interval '5 days' WHERE tenant_id = $1`,
    values: [tenantId],
  });
  await linkUser(admin, id);
  const { managed, changes } = await userWithDetails(admin, id);
  expect(changes?.linkedAt).not.toBeNull();
  expect(managed?.since).toEqual(changes?.linkedAt);
});

describe('roles', () => {
  it('tell who gave them, to who may see activity', async () => {
    const { tenantId, admin } = await makeConnected();
    const ada = await makeUser(tenantId);
    const { id: role } = await createRole(admin, { name: 'Desk' });
    await setRolePermissions(admin, role, ['users.manage']);
    await giveRole(admin, role, [await makeUser(tenantId)]);
    await giveRole(admin, role, [ada]);
    const [entry] = await sql.rows<{ id: string }>({
      text: `SELECT id FROM activities WHERE subject_id = $1 AND action = 'role.members-added' ORDER BY id DESC LIMIT 1`,
      values: [role],
    });
    const { roles } = await userPage(admin, ada);
    expect(roles).toMatchObject([
      { name: 'Desk', origin: 'local', grant: { actor: 'user', by: admin.name, entry: entry?.id } },
    ]);
    const viewer = await makeHolder(tenantId, ['users.view']);
    expect((await userPage(viewer, ada)).roles).toMatchObject([{ name: 'Desk', grant: null }]);
  });

  it('given before anything was recorded say since when', async () => {
    const { tenantId, admin } = await makeTenant();
    const { roles } = await userPage(admin, admin.id);
    expect(roles).toMatchObject([{ name: 'Administrator', grant: null, since: expect.any(Date) }]);
    expect(tenantId).toBe(admin.tenantId);
  });
});

describe('the history', () => {
  const actions = ({ entries }: { entries: readonly { action: string }[] }) =>
    entries.map(({ action }) => action);

  it('holds roles that were given, taken and deleted, in their place and page after page', async () => {
    const { tenantId, admin } = await makeTenant();
    const { id } = await createUser(admin, { userName: 'ada' });
    const { id: role } = await createRole(admin, { name: 'Desk' });
    await giveRole(admin, role, [id]);
    await editUser(admin, id, { title: 'Analyst' });
    await takeRole(admin, role, [id]);
    await giveRole(admin, role, [id, await makeUser(tenantId)]);
    await deleteRole(admin, role);
    const all = [
      'role.deleted',
      'role.members-added',
      'role.members-removed',
      'user.updated',
      'role.members-added',
      'user.created',
    ];
    expect(actions(await historyOf(tenantId, id, {}))).toEqual(all);
    const paged: string[] = [];
    let before: string | undefined;
    do {
      const page = await historyOf(tenantId, id, { before, limit: 1 });
      paged.push(...actions(page));
      before = page.before ?? undefined;
    } while (before);
    expect(paged).toEqual(all);
    const { history } = await userWithDetails(admin, id);
    expect(history?.entries[2]?.words).toBe(`${admin.name} took the role “Desk” from ada`);
  });

  it('holds what the identity provider did, and nobody else’s', async () => {
    const scope = await openScope('Pushed', 'https://muster.test/scim/v2');
    const { tenantId, configurationId } = scope;
    const [ada, eve] = [
      await makeUser(tenantId, { configurationId }),
      await makeUser(tenantId, { configurationId }),
    ];
    const roles = rolesStore(scope);
    const made = await roles.create({ displayName: 'Staff', members: [{ value: ada }] }, everything);
    await roles.remove(String((made.resource() as { id?: unknown }).id));
    expect(actions(await historyOf(tenantId, ada, {}))).toEqual(['role.deleted', 'role.members-added']);
    expect(actions(await historyOf(tenantId, eve, {}))).toEqual([]);
  });

  it('is not another client’s to read', async () => {
    const [one, two] = [await makeTenant('One'), await makeTenant('Two')];
    for (const id of [two.admin.id, 'x'])
      await expect(historyOf(one.tenantId, id, {})).rejects.toMatchObject({ status: 404 });
  });
});

describe('attributes that the profile does not show', () => {
  it('stand under their SCIM paths', () => {
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    expect(
      otherAttributes({
        name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace' },
        title: 'Analyst',
        displayName: 'Ada Lovelace',
        emails: [
          { value: 'ada@acme.test', type: 'work', primary: true },
          { value: 'ada@home.test', type: 'home' },
        ],
        phoneNumbers: [{ value: '1', type: 'work' }],
        addresses: [{ type: 'work', locality: 'London', formatted: 'London' }],
        roles: [{ value: 'clerk' }],
        [enterprise]: { department: 'Engines', manager: { value: '7', displayName: 'Charles' } },
      }).map(({ path, value }) => [path, value]),
    ).toEqual([
      ['name.formatted', 'Ada Lovelace'],
      ['displayName', 'Ada Lovelace'],
      ['emails[type eq "home"].value', 'ada@home.test'],
      ['roles[0].value', 'clerk'],
      [`${enterprise}:department`, 'Engines'],
      [`${enterprise}:manager.value`, '7'],
      [`${enterprise}:manager.displayName`, 'Charles'],
    ]);
  });

  it('are cut where they are long or many', () => {
    const many = Object.fromEntries([...Array(500).keys()].map((n) => [`a${n}`, 'x'.repeat(1000)]));
    const others = otherAttributes(many);
    expect(others).toHaveLength(100);
    expect(others[0]?.value.length).toBeLessThan(400);
  });
});

describe('own names', () => {
  it('are changed by people whom nobody manages', async () => {
    const { tenantId } = await makeTenant();
    const holder = await makeHolder(tenantId, ['activity.view']);
    await editOwnNames(holder, { givenName: 'Ada', familyName: 'Lovelace' });
    const page = await userWithDetails(holder, holder.id);
    expect(page).toMatchObject({ name: 'Ada Lovelace', profile: { givenName: 'Ada' } });
    expect(page.history?.entries).toMatchObject([{ action: 'user.updated', actor: { id: holder.id } }]);
  });

  it('are the identity provider’s where it manages the person', async () => {
    const { tenantId, configurationId, admin } = await makeConnected();
    const id = await makeUser(tenantId, { configurationId });
    await expect(
      editOwnNames({ ...admin, id, permissions: new Set() }, { givenName: 'Eve' }),
    ).rejects.toMatchObject({ status: 403, message: expect.stringContaining('identity provider') });
  });
});
