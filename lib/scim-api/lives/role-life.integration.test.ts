import { describe, expect, it } from 'vitest';
import { makeRole } from '../../../test/people';
import { activities, connectedTenant, group, patchOp, user } from '../../../test/scim';
import { sql } from '../../database';

async function grant(roleId: string, permission = 'users.view'): Promise<void> {
  await sql.rows({
    text: 'INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)',
    values: [roleId, permission],
  });
}

/** The permissions that the user holds through roles that are there. */
function heldBy(userId: string): Promise<{ permission: string }[]> {
  return sql.rows({
    text: `SELECT p.permission FROM memberships m JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
      JOIN role_permissions p ON p.role_id = r.id WHERE m.user_id = $1`,
    values: [userId],
  });
}

async function crew(more: Record<string, unknown> = { externalId: 'g-1' }) {
  const tenant = await connectedTenant();
  const userId: string = (await tenant.send('POST /Users', user('ada'))).body.id;
  const made = await tenant.send('POST /Groups', group('Crew', [userId], more));
  const id: string = made.body.id;
  await grant(id);
  return { ...tenant, id, userId, made };
}

describe('a deleted group', () => {
  it('is gone for SCIM; its grants end at once', async () => {
    const { id, userId, send } = await crew();
    expect(await heldBy(userId)).toHaveLength(1);
    expect((await send(`DELETE /Groups/${id}`)).status).toBe(204);
    const after = [
      await send(`GET /Groups/${id}`),
      await send(`PUT /Groups/${id}`, group('Crew')),
      await send(`PATCH /Groups/${id}`, patchOp({ op: 'add', path: 'members', value: [{ value: userId }] })),
      await send(`DELETE /Groups/${id}`),
    ];
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await heldBy(userId)).toEqual([]);
    expect((await send(`GET /Users/${userId}`)).body.groups).toBeUndefined();
    expect((await send('GET /Groups')).body.totalResults).toBe(0);
  });

  it.each([
    ['name and externalId', 'Crew', 'g-1'],
    ['name in another case', 'CREW', undefined],
    ['externalId under another name', 'Gang', 'g-1'],
    ['name with another externalId', 'Crew', 'g-2'],
  ])(
    'pushed again under the same %s gets its permissions back, and no members',
    async (_, name, externalId) => {
      const { tenantId, id, userId, send } = await crew();
      await send(`DELETE /Groups/${id}`);
      const back = await send('POST /Groups', group(name, [], { externalId }));
      expect(back).toMatchObject({ status: 201, body: { id, displayName: name } });
      expect(back.body.externalId).toBe(externalId);
      expect(back.body.members).toBeUndefined();
      expect(await heldBy(userId)).toEqual([]);
      await send(`PATCH /Groups/${id}`, patchOp({ op: 'add', path: 'members', value: [{ value: userId }] }));
      expect(await heldBy(userId)).toEqual([{ permission: 'users.view' }]);
      expect((await activities(tenantId)).map(({ action }) => action)).toContain('role.restored');
    },
  );

  it('comes back with the members that the push names', async () => {
    const { id, userId, send } = await crew();
    await send(`DELETE /Groups/${id}`);
    const back = await send('POST /Groups', group('Crew', [userId]));
    expect(back.body).toMatchObject({ id, members: [{ value: userId }] });
  });

  it('does not take a new group its name', async () => {
    const { id, send } = await crew();
    await send(`DELETE /Groups/${id}`);
    const other = await send('POST /Groups', group('Another'));
    expect(other.body.id).not.toBe(id);
    // The externalId means the deleted one, whose new name is another's by now.
    expect((await send('POST /Groups', group('Another', [], { externalId: 'g-1' }))).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    });
    expect((await send(`GET /Groups/${id}`)).status).toBe(404);
  });
});

describe('a local role', () => {
  it('is not there for SCIM, and keeps its name', async () => {
    const { tenantId, send } = await connectedTenant();
    const id = await makeRole(tenantId, { name: 'Support', permissions: ['users.view'] });
    const answers = [
      await send(`GET /Groups/${id}`),
      await send(`PUT /Groups/${id}`, group('Support')),
      await send(`PATCH /Groups/${id}`, patchOp({ op: 'remove', path: 'members' })),
      await send(`DELETE /Groups/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const taken = await send('POST /Groups', group('SUPPORT'));
    expect(taken.body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
      detail: expect.stringContaining('local role'),
    });
    const other = (await send('POST /Groups', group('Other'))).body.id;
    const renamed = await send(
      `PATCH /Groups/${other}`,
      patchOp({ op: 'replace', path: 'displayName', value: 'support' }),
    );
    expect(renamed.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect((await send(`GET /Groups/${other}`)).body.displayName).toBe('Other');
  });

  it('that was deleted does not come back through SCIM with its permissions', async () => {
    const { tenantId, send } = await connectedTenant();
    const id = await makeRole(tenantId, { name: 'Support', permissions: ['client.manage'], removed: true });
    expect((await send('POST /Groups', group('Support'))).body.id).not.toBe(id);
  });
});

describe('members', () => {
  it('are named, linked and typed by the server', async () => {
    const { id, userId, send } = await crew();
    const lie = { value: userId, display: 'Mallory', $ref: 'https://evil.test/', type: 'user' };
    await send(`PUT /Groups/${id}`, { displayName: 'Crew', members: [lie] });
    const { members } = (await send(`GET /Groups/${id}`)).body;
    expect(members).toEqual([
      {
        value: userId,
        $ref: expect.stringMatching(`/scim/v2/Users/${userId}$`),
        type: 'User',
        display: 'ada',
      },
    ]);
  });

  it('stay as they are where an operation does not name them', async () => {
    const { id, userId, send } = await crew();
    await send(
      `PATCH /Groups/${id}`,
      patchOp({ op: 'replace', value: { displayName: 'Crew 2', externalId: 'g-9' } }),
    );
    expect((await send(`GET /Groups/${id}`)).body).toMatchObject({
      displayName: 'Crew 2',
      externalId: 'g-9',
      members: [{ value: userId }],
    });
  });

  it('that nobody knows are skipped and recorded; the others come in', async () => {
    const { tenantId, id, send } = await crew();
    const bob = (await send('POST /Users', user('bob'))).body.id;
    const stale = ['3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11', 'no id at all'];
    const value = [...stale, bob].map((one) => ({ value: one }));
    expect((await send(`PATCH /Groups/${id}`, patchOp({ op: 'add', path: 'members', value }))).status).toBe(
      204,
    );
    expect((await send(`GET /Groups/${id}`)).body.members).toHaveLength(2);
    expect((await activities(tenantId)).at(-1)?.detail).toMatchObject({
      count: 1,
      skipped: stale,
      skippedCount: 2,
    });
  });

  it('by the thousand are taken in and out by one operation (RFC 7644 §3.5.2)', async () => {
    const { tenantId, id, send } = await crew();
    await sql.rows({
      text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
        SELECT gen_random_uuid(), $1, c.id, 'u' || n, 'u' || n FROM generate_series(1, 3000) n, configurations c WHERE c.tenant_id = $1`,
      values: [tenantId],
    });
    const all = await sql.rows<{ id: string }>({
      text: `SELECT id FROM users WHERE tenant_id = $1 AND configuration_id IS NOT NULL`,
      values: [tenantId],
    });
    const value = all.map((row) => ({ value: row.id }));
    expect((await send(`PATCH /Groups/${id}`, patchOp({ op: 'add', path: 'members', value }))).status).toBe(
      204,
    );
    expect((await send(`GET /Groups/${id}`)).body.members).toHaveLength(3001);
    expect(
      (await send(`PATCH /Groups/${id}`, patchOp({ op: 'Remove', path: 'members', value: value.slice(1) })))
        .status,
    ).toBe(204);
    expect((await send(`GET /Groups/${id}`)).body.members).toHaveLength(1);
  });

  it.each([
    ['remove without a value', { op: 'remove', path: 'members' }],
    ['replace by an empty list', { op: 'replace', path: 'members', value: [] }],
    ['replace by null', { op: 'replace', path: 'members', value: null }],
    ['a filter on the name', { op: 'remove', path: 'members[display sw "a"]' }],
    ['a filter in capitals', { op: 'remove', path: 'members[Value EQ "{{id}}"]' }],
  ])('are emptied by %s', async (_, operation) => {
    const { id, userId, send } = await crew();
    const body = JSON.parse(JSON.stringify(patchOp(operation)).replace('{{id}}', userId));
    expect((await send(`PATCH /Groups/${id}`, body)).status).toBe(204);
    expect((await send(`GET /Groups/${id}`)).body.members).toBeUndefined();
  });

  it('PATCH is all or nothing', async () => {
    const { id, userId, send } = await crew();
    const before = await send(`GET /Groups/${id}`);
    const answer = await send(
      `PATCH /Groups/${id}`,
      patchOp(
        { op: 'remove', path: 'members' },
        { op: 'replace', path: 'displayName', value: 'New' },
        { op: 'replace', path: 'members.value', value: userId },
      ),
    );
    expect(answer.body).toMatchObject({ status: '400', scimType: 'mutability' });
    expect((await send(`GET /Groups/${id}`)).body).toEqual(before.body);
  });
});
