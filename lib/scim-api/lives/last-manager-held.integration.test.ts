import { describe, expect, it } from 'vitest';
import { hold } from '../../../test/held';
import { managersOf } from '../../../test/managers';
import { acting, makeRole } from '../../../test/people';
import { connectedTenant, group, patchOp, user } from '../../../test/scim';
import { LastManagerError } from '../../access';
import { sql } from '../../database';
import { giveRole, setRolePermissions, takeRole } from '../../directory';

// Nobody is left without a manager under any interleaving. Each test holds a row, so that one change stands still in the
// middle while others run.

/** A tenant that its first administrator manages, with a provisioned user and two roles that do not have her yet. */
async function scene() {
  const tenant = await connectedTenant();
  const admin = await acting(tenant.tenantId, tenant.adminId);
  const ada: string = (await tenant.send('POST /Users', user('ada'))).body.id;
  const [first] = await sql.rows<{ id: string }>({
    text: 'SELECT role_id AS id FROM memberships WHERE user_id = $1',
    values: [tenant.adminId],
  });
  const local = await makeRole(tenant.tenantId, { name: 'Chiefs', permissions: ['client.manage'] });
  const crew: string = (await tenant.send('POST /Groups', group('Crew'))).body.id;
  const join = () =>
    tenant.send(`PATCH /Groups/${crew}`, patchOp({ op: 'add', path: 'members', value: [{ value: ada }] }));
  return { ...tenant, admin, ada, local, crew, join, adminRole: first?.id ?? '' };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const off = { op: 'replace', path: 'active', value: false };

/** Every request that ends the access of a user who manages nothing by one statement, or reads the user before. */
const ends: readonly [string, (ada: string) => [string, unknown?]][] = [
  ['PATCH of active', (ada) => [`PATCH /Users/${ada}`, patchOp(off)]],
  [
    'PATCH of more',
    (ada) => [`PATCH /Users/${ada}`, patchOp(off, { op: 'replace', path: 'title', value: 'x' })],
  ],
  ['PUT', (ada) => [`PUT /Users/${ada}`, user('ada', { active: false })]],
  ['DELETE', (ada) => [`DELETE /Users/${ada}`]],
  [
    'bulk',
    (ada) => [
      'POST /Bulk',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [{ method: 'DELETE', path: `/Users/${ada}` }],
      },
    ],
  ],
];

const byLocalRole = ({ admin, local, ada }: Scene) => giveRole(admin, local, [ada]);
const byPermission = ({ admin, crew }: Scene) => setRolePermissions(admin, crew, ['client.manage']);

/** The ways in which she becomes one who manages the client, while the request to end her access waits. */
const becomes = (end: string): [string, (scene: Scene) => Promise<unknown>][] => [
  ['by a local role', byLocalRole],
  // A removal holds the roles that she has, so that they wait for it.
  ...(/DELETE|bulk/.test(end)
    ? []
    : [['by a role that she had', byPermission] as [string, typeof byPermission]]),
];

describe('whose access ends while she becomes the last manager', () => {
  describe.each(ends)('by %s', (end, request) => {
    it.each(becomes(end))('and that %s: stays', async (_way, become) => {
      const all = await scene();
      const { ada, admin, adminRole, tenantId, send } = all;
      await all.join();
      // Held as the foreign key of a session holds it, so that only a change of the row waits.
      const held = await hold({ text: 'SELECT 1 FROM users WHERE id = $1 FOR SHARE', values: [ada] });
      const ending = send(...request(ada));
      await held.met();
      await become(all);
      await takeRole(admin, adminRole, [admin.id]);
      await held.release();
      const answer = await ending;
      const status = answer.body.Operations?.[0]?.status ?? String(answer.status);
      expect(status).toBe('403');
      expect(await managersOf(tenantId)).toBe(1);
      expect((await send(`GET /Users/${ada}`)).body.active).toBe(true);
    });
  });
});

/** As `setRolePermissions` does it, which would wait for her itself. */
function grantManagement(role: string) {
  return sql.rows({
    text: `INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'client.manage')`,
    values: [role],
  });
}

describe('a user whose access is ending', () => {
  it('is nobody to rely on', async () => {
    const { ada, admin, adminRole, crew, join, tenantId } = await scene();
    await join();
    const held = await hold({ text: 'UPDATE users SET active = false WHERE id = $1', values: [ada] });
    await grantManagement(crew);
    const leaving = expect(takeRole(admin, adminRole, [admin.id])).rejects.toThrow(LastManagerError);
    await held.release();
    await leaving;
    expect(await managersOf(tenantId)).toBe(1);
  });

  it('is passed over for another one', async () => {
    const { ada, admin, adminRole, crew, join, tenantId, send } = await scene();
    await join();
    const bob: string = (await send('POST /Users', user('bob'))).body.id;
    const held = await hold({ text: 'UPDATE users SET active = false WHERE id = $1', values: [ada] });
    await send(`PATCH /Groups/${crew}`, patchOp({ op: 'add', path: 'members', value: [{ value: bob }] }));
    await grantManagement(crew);
    const leaving = takeRole(admin, adminRole, [admin.id]);
    await held.release();
    expect(await leaving).toEqual({ removed: 1 });
    expect(await managersOf(tenantId)).toBe(1);
  });
});

/** Requests that take a role from her which gave nothing when they arrived. */
const takes: readonly [string, (scene: Scene) => [string, unknown?]][] = [
  ['DELETE of the group', ({ crew }) => [`DELETE /Groups/${crew}`]],
  [
    'removal of the member',
    ({ crew, ada }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'remove', path: `members[value eq "${ada}"]` }),
    ],
  ],
  [
    'removal of all members',
    ({ crew }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: 'members' })],
  ],
  ['other members by PUT', ({ crew }) => [`PUT /Groups/${crew}`, group('Crew')]],
  [
    'removal by a filter',
    ({ crew }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: 'members[display sw "a"]' })],
  ],
];

describe('a group that comes to give the management while a request waits for it', () => {
  it.each(takes)('keeps its last member: %s', async (_, request) => {
    const all = await scene();
    const { crew, adminRole, tenantId, send, join } = all;
    await join();
    const values = [crew];
    const held = await hold(
      { text: 'SELECT 1 FROM roles WHERE id = $1 FOR NO KEY UPDATE', values },
      { text: `INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'client.manage')`, values },
      { text: 'UPDATE roles SET version = version + 1 WHERE id = $1', values },
      { text: 'DELETE FROM memberships WHERE role_id = $1', values: [adminRole] },
    );
    const waiting = send(...request(all));
    await held.release();
    expect((await waiting).status).toBe(403);
    expect(await managersOf(tenantId)).toBe(1);
  });
});

describe('a member who is added while the user is removed', () => {
  it('becomes none where the removal comes first', async () => {
    const { ada, crew, join } = await scene();
    const held = await hold({
      text: 'UPDATE users SET active = false, deleted_at = now() WHERE id = $1',
      values: [ada],
    });
    const joining = join();
    await held.release();
    expect((await joining).status).toBe(204);
    expect(await membersOf(crew)).toBe(0);
  });

  it('leaves again where the removal waited', async () => {
    const { ada, crew, admin, local, tenantId, send } = await scene();
    const quiet = await makeRole(tenantId, { name: 'Quiet' });
    const held = await hold(
      { text: 'SELECT 1 FROM users WHERE id = $1 FOR SHARE', values: [ada] },
      {
        text: 'INSERT INTO memberships (tenant_id, role_id, user_id) VALUES ($1, $2, $3)',
        values: [tenantId, crew, ada],
      },
    );
    const removal = send(`DELETE /Users/${ada}`);
    await held.release();
    expect((await removal).status).toBe(204);
    expect(await membersOf(crew)).toBe(0);
    await expect(giveRole(admin, quiet, [ada])).rejects.toMatchObject({ status: 404 });
    expect(await membersOf(local)).toBe(0);
  });
});

async function membersOf(roleId: string): Promise<number> {
  return (await sql.rows({ text: 'SELECT 1 FROM memberships WHERE role_id = $1', values: [roleId] })).length;
}
