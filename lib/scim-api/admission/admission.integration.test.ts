import { expect, it } from 'vitest';
import { activities, connectedTenant, group, made, patchOp, scimClient, user } from '../../../test/scim';
import { changeConfiguration, remove, rotate } from '../../connection';
import { sql } from '../../database';

const actor = { kind: 'operator' } as const;

interface Ids {
  readonly id: string;
  readonly crew: string;
}

type Sent = [string, unknown?, Record<string, string>?];

/** Requests of every kind, right and wrong ones, as a client sends them whose key the server has seen before. */
const requests: readonly [string, (ids: Ids) => Sent][] = [
  ['a list', () => ['GET /Users']],
  ['a numbered page', () => ['GET /Users?startIndex=2&count=1']],
  ['a page by cursor', () => ['GET /Users?cursor=&count=1']],
  ['a count', () => ['GET /Users?count=0']],
  ['a look-up', () => ['GET /Users?filter=userName eq "ada"']],
  ['a search', () => ['GET /Users?filter=title co "x"&sortBy=userName']],
  ['a read', ({ id }) => [`GET /Users/${id}`]],
  ['a read that is known', ({ id }) => [`GET /Users/${id}`, undefined, { 'If-None-Match': '*' }]],
  ['an id that is none', () => ['GET /Users/42']],
  ['a HEAD', ({ id }) => [`HEAD /Users/${id}`]],
  ['a creation', () => ['POST /Users', user('bob')]],
  ['a name that is taken', () => ['POST /Users', user('ada')]],
  ['a PUT', ({ id }) => [`PUT /Users/${id}`, user('ada', { title: 'x' })]],
  ['a conditional PUT', ({ id }) => [`PUT /Users/${id}`, user('ada', { title: 'x' }), { 'If-Match': '*' }]],
  ['a status', ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })]],
  ['a PATCH', ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'x' })]],
  ['a DELETE', ({ id }) => [`DELETE /Users/${id}`]],
  ['groups', () => ['GET /Groups']],
  ['a group', ({ crew }) => [`GET /Groups/${crew}`]],
  ['a group, created', () => ['POST /Groups', group('New')]],
  ['a group, created with members', ({ id }) => ['POST /Groups', group('New', [id])]],
  ['a group, replaced', ({ crew }) => [`PUT /Groups/${crew}`, group('Other')]],
  [
    'a group, renamed',
    ({ crew }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'replace', path: 'displayName', value: 'x' })],
  ],
  [
    'a member, added',
    ({ crew, id }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
    ],
  ],
  [
    'a member, removed',
    ({ crew, id }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })],
  ],
  ['a group, deleted', ({ crew }) => [`DELETE /Groups/${crew}`]],
  ['everything', () => ['GET /']],
  [
    'a .search',
    () => ['POST /Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }],
  ],
  [
    'a bulk request',
    () => [
      'POST /Bulk',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: user('bob') }],
      },
    ],
  ],
  ['discovery', () => ['GET /Schemas']],
  ['configuration', () => ['GET /ServiceProviderConfig']],
  ['no endpoint', () => ['GET /Nowhere']],
  ['/Me', () => ['GET /Me']],
  ['a method that is not offered', () => ['POST /Schemas', {}]],
  ['a filter that is none', () => ['GET /Users?filter=(']],
  ['a body that is wrong', () => ['POST /Users', {}]],
  ['an Accept of nothing that there is', () => ['GET /Users', undefined, { Accept: 'text/html' }]],
];

function state(tenantId: string) {
  return sql.rows({
    text: `SELECT u.id, u.active, u.version, u.deleted_at AS user_deleted_at, u.attributes, r.id AS role, r.version AS role_version, r.deleted_at,
        m.user_id AS member
      FROM users u FULL JOIN roles r ON r.tenant_id = u.tenant_id AND r.configuration_id IS NOT NULL
      FULL JOIN memberships m ON m.role_id = r.id AND m.user_id = u.id
      WHERE u.tenant_id = $1 OR r.tenant_id = $1 ORDER BY u.id, r.id`,
    values: [tenantId],
  });
}

async function seen() {
  const tenant = await connectedTenant();
  const { id } = await made(tenant, user('ada'));
  await made(tenant, user('eve'));
  const crew: string = (await made(tenant, group('Crew', [id]))).id;
  return { tenant, ids: { id, crew } };
}

it.each(requests)(
  '%s: refused with the request after the key was rotated, and nothing is done',
  async (_, request) => {
    const { tenant, ids } = await seen();
    await rotate({ tenantId: tenant.tenantId, actor });
    const before = await state(tenant.tenantId);
    const [line, body, headers] = request(ids);
    const answer = await tenant.send(line, body, { headers });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="SCIM"']);
    expect(await state(tenant.tenantId)).toEqual(before);
  },
);

it('is refused when the configuration was deleted, and told as whose key it was', async () => {
  const { tenant, ids } = await seen();
  await remove({ tenantId: tenant.tenantId, actor, users: 'keep' });
  expect((await tenant.send(`DELETE /Users/${ids.id}`)).status).toBe(401);
  expect((await activities(tenant.tenantId)).at(-1)).toMatchObject({
    action: 'request.refused',
    subject_name: `DELETE /Users/${ids.id}`,
    detail: { status: 401 },
  });
});

it('goes on with the new key of a client whose old one was remembered', async () => {
  const { tenant, ids } = await seen();
  const fresh = scimClient(tenant.tenantId, await rotate({ tenantId: tenant.tenantId, actor }));
  expect((await fresh.send(`GET /Users/${ids.id}`)).status).toBe(200);
  expect((await tenant.send(`GET /Users/${ids.id}`)).status).toBe(401);
  expect((await fresh.send(`GET /Users/${ids.id}`)).status).toBe(200);
});

it('learns with the next request that the configuration says otherwise', async () => {
  const { tenant } = await seen();
  await changeConfiguration({ tenantId: tenant.tenantId, actor, provider: 'entra', strictDiscovery: true });
  const config = (await tenant.send('GET /ServiceProviderConfig')).body;
  expect(config.pagination).toBeUndefined();
  await changeConfiguration({ tenantId: tenant.tenantId, actor, provider: 'jumpcloud' });
  await tenant.send('POST /Users', user('bob'));
  const [told] = await sql.rows<{ actor_name: string }>({
    text: `SELECT actor_name FROM activities WHERE tenant_id = $1 AND action = 'user.created' ORDER BY id DESC LIMIT 1`,
    values: [tenant.tenantId],
  });
  expect(told?.actor_name).toBe('JumpCloud');
});

it('ends a bulk request in the midst of its operations', async () => {
  const { tenant } = await seen();
  const groups: string[] = [];
  for (let n = 0; n < 60; n++) groups.push((await made(tenant, group(`G${n}`))).id);
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
  const Operations = groups.map((id) => ({ method: 'DELETE', path: `/Groups/${id}` }));
  const bulk = tenant.send('POST /Bulk', { schemas, Operations });
  const left = async () => (await liveRoles(tenant.tenantId)).length;
  while ((await left()) === 61) await new Promise((done) => setTimeout(done, 1));
  await rotate({ tenantId: tenant.tenantId, actor });
  const then = await left();
  const { body } = await bulk;
  const statuses = new Set(body.Operations.map(({ status }: { status: string }) => status));
  expect(statuses).toEqual(new Set(['204', '401']));
  // One operation may have been under way.
  expect(then - (await left())).toBeLessThanOrEqual(1);
});

function liveRoles(tenantId: string) {
  const text =
    'SELECT id FROM roles WHERE tenant_id = $1 AND configuration_id IS NOT NULL AND deleted_at IS NULL';
  return sql.rows({ text, values: [tenantId] });
}
