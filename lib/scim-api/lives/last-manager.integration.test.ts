import { describe, expect, it } from 'vitest';
import { managersOf } from '../../../test/managers';
import { deactivateAnyway, letIn } from '../../../test/people';
import { activities, connectedTenant, group, patchOp, user } from '../../../test/scim';
import { sql } from '../../database';

/** A tenant whose identity provider manages everybody who can manage the client: the members of one group. */
async function managedBy(...userNames: readonly string[]) {
  const tenant = await connectedTenant();
  const ids: string[] = [];
  for (const name of userNames) ids.push((await tenant.send('POST /Users', user(name))).body.id);
  const groupId: string = (await tenant.send('POST /Groups', group('Admins', ids))).body.id;
  await sql.rows({
    text: `INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'client.manage')`,
    values: [groupId],
  });
  await deactivateAnyway(tenant.adminId);
  return { ...tenant, ids, id: ids[0] ?? '', groupId };
}

async function snapshot(tenantId: string): Promise<string> {
  const all = ['users', 'roles', 'memberships'].map((table) =>
    sql.rows({ text: `SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY 1, 2, 3`, values: [tenantId] }),
  );
  return JSON.stringify(await Promise.all(all));
}

type Managed = Awaited<ReturnType<typeof managedBy>>;

/** Every request that takes the permission from the first user, or from all of the group. */
const ways: readonly [string, (managed: Managed) => readonly [string, unknown?]][] = [
  [
    'PATCH active false',
    ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })],
  ],
  ['PUT active false', ({ id }) => [`PUT /Users/${id}`, user('ada', { active: false })]],
  ['DELETE of the user', ({ id }) => [`DELETE /Users/${id}`]],
  ['DELETE of the group', ({ groupId }) => [`DELETE /Groups/${groupId}`]],
  [
    'removal of the member',
    ({ id, groupId }) => [
      `PATCH /Groups/${groupId}`,
      patchOp({ op: 'remove', path: `members[value eq "${id}"]` }),
    ],
  ],
  [
    'removal by a list',
    ({ id, groupId }) => [
      `PATCH /Groups/${groupId}`,
      patchOp({ op: 'Remove', path: 'members', value: [{ value: id }] }),
    ],
  ],
  [
    'removal by a filter',
    ({ groupId }) => [`PATCH /Groups/${groupId}`, patchOp({ op: 'remove', path: 'members[display co "a"]' })],
  ],
  [
    'removal of all members',
    ({ groupId }) => [`PATCH /Groups/${groupId}`, patchOp({ op: 'remove', path: 'members' })],
  ],
  [
    'other members by PATCH',
    ({ groupId }) => [`PATCH /Groups/${groupId}`, patchOp({ op: 'replace', path: 'members', value: [] })],
  ],
  ['other members by PUT, with another name', ({ groupId }) => [`PUT /Groups/${groupId}`, group('Others')]],
];

describe('the last user who can manage the client', () => {
  it.each(ways)('stays: %s is refused, and nothing changes', async (_, way) => {
    const managed = await managedBy('ada');
    const access = await letIn(managed.id);
    const before = await snapshot(managed.tenantId);
    const answer = await managed.send(...way(managed));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '403',
      detail: expect.stringMatching(/^Nobody would be left who can manage the client\. First give/),
    });
    expect(await snapshot(managed.tenantId)).toBe(before);
    expect(await access()).toEqual({ sessions: 1, links: 1 });
    const told = await activities(managed.tenantId);
    expect(told.at(-1)).toMatchObject({
      action: 'request.refused',
      outcome: 'refused',
      detail: { status: 403, detail: answer.body.detail },
    });
    expect(told.map(({ action }) => action)).not.toContain('user.deactivated');
  });

  it.each(ways)('may go where a colleague can manage the client, too: %s', async (_, way) => {
    const managed = await managedBy('ada');
    await sql.rows({ text: 'UPDATE users SET active = true WHERE id = $1', values: [managed.adminId] });
    const answer = await managed.send(...way(managed));
    expect(answer.status).toBeLessThan(300);
    expect(await managersOf(managed.tenantId)).toBe(1);
  });

  it.each(ways)('%s: no PATCH does it in part', async (name, way) => {
    const managed = await managedBy('ada');
    const [request, body] = way(managed);
    if (!name.startsWith('PATCH') || typeof body !== 'object' || body === null || !('Operations' in body))
      return;
    const before = await snapshot(managed.tenantId);
    const operations = [
      { op: 'replace', path: 'title', value: 'Queen' },
      ...(body.Operations as Record<string, unknown>[]),
    ];
    expect((await managed.send(request, patchOp(...operations))).status).toBe(403);
    expect(await snapshot(managed.tenantId)).toBe(before);
  });

  it('may be changed otherwise', async () => {
    const { id, groupId, send } = await managedBy('ada');
    expect(
      (await send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'x' }))).status,
    ).toBe(200);
    expect((await send(`PUT /Users/${id}`, user('ada.lovelace'))).status).toBe(200);
    expect(
      (
        await send(
          `PATCH /Groups/${groupId}`,
          patchOp({ op: 'replace', path: 'displayName', value: 'Chiefs' }),
        )
      ).status,
    ).toBe(204);
    expect((await send(`PUT /Groups/${groupId}`, group('Chiefs', [id]))).status).toBe(200);
  });

  it('an inactive one does not count', async () => {
    const { ids, tenantId, send } = await managedBy('ada', 'bob');
    const off = patchOp({ op: 'replace', path: 'active', value: false });
    expect((await send(`PATCH /Users/${ids[1]}`, off)).status).toBe(200);
    expect((await send(`PATCH /Users/${ids[0]}`, off)).status).toBe(403);
    expect(await managersOf(tenantId)).toBe(1);
  });

  it('who can manage already nobody is kept from nothing', async () => {
    const { send } = await connectedTenant();
    const { id } = (await send('POST /Users', user('ada'))).body;
    expect((await send(`DELETE /Users/${id}`)).status).toBe(204);
  });
});

/** How often requests waited for each other in a circle, which PostgreSQL ends after a second. */
async function circles(): Promise<number> {
  const text = 'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()';
  const [row] = await sql.rows<{ deadlocks: number }>({ text, values: [] });
  return row?.deadlocks ?? 0;
}

describe('two requests at once', () => {
  const off = patchOp({ op: 'replace', path: 'active', value: false });
  it.each([
    ['deactivations', (id: string): [string, unknown?] => [`PATCH /Users/${id}`, off]],
    ['deletions', (id: string): [string, unknown?] => [`DELETE /Users/${id}`]],
  ])('cannot take the last two: %s', async (_, way) => {
    for (let round = 0; round < 5; round++) {
      const { ids, tenantId, send } = await managedBy('ada', 'bob');
      const answers = await Promise.all(ids.map((id) => send(...way(id))));
      expect(answers.map(({ status }) => (status < 300 ? 'done' : status)).sort()).toEqual([403, 'done']);
      expect(await managersOf(tenantId)).toBe(1);
    }
  });

  it('cannot take the last two: one by the user, one by the group', async () => {
    const before = await circles();
    for (let round = 0; round < 5; round++) {
      const { ids, groupId, tenantId, send } = await managedBy('ada', 'bob');
      const answers = await Promise.all([
        send(`DELETE /Users/${ids[0]}`),
        send(`PATCH /Groups/${groupId}`, patchOp({ op: 'remove', path: `members[value eq "${ids[1]}"]` })),
      ]);
      expect(answers.map(({ status }) => (status < 300 ? 'done' : status)).sort()).toEqual([403, 'done']);
      expect(await managersOf(tenantId)).toBe(1);
    }
    // PostgreSQL tells of them within a second.
    await new Promise((done) => setTimeout(done, 1200));
    expect(await circles()).toBe(before);
  });
});
