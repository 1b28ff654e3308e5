import { describe, expect, it } from 'vitest';
import { letIn, liveConfiguration, makeUser } from '../../../test/people';
import { activities, connectedTenant, group, patchOp, scimClient, user } from '../../../test/scim';
import { connect, remove } from '../../connection';
import { sql } from '../../database';

const actor = { kind: 'operator' } as const;

interface Row {
  readonly active: boolean;
  readonly deleted_at: Date | null;
  readonly password_hash: string | null;
  readonly user_name: string;
  readonly created_at: Date;
}

async function rowOf(id: string): Promise<Row | undefined> {
  const [row] = await sql.rows<Row>({ text: 'SELECT * FROM users WHERE id = $1', values: [id] });
  return row;
}

async function setPassword(id: string): Promise<void> {
  await sql.rows({ text: `UPDATE users SET password_hash = 'hash' WHERE id = $1`, values: [id] });
}

async function someone(more: Record<string, unknown> = {}) {
  const tenant = await connectedTenant();
  const made = await tenant.send(
    'POST /Users',
    user('ada', { externalId: 'e-1', title: 'Countess', ...more }),
  );
  const id: string = made.body.id;
  return { ...tenant, id, made };
}

describe('a local user', () => {
  it('is not there for SCIM', async () => {
    const { tenantId, send } = await connectedTenant();
    const id = await makeUser(tenantId, { userName: 'Local.Hero', externalId: 'l-1' });
    const answers = [
      await send(`GET /Users/${id}`),
      await send(`PUT /Users/${id}`, user('local.hero')),
      await send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })),
      await send(`DELETE /Users/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(
      (await send('GET /Users?filter=userName eq "local.hero" or externalId eq "l-1"')).body.totalResults,
    ).toBe(0);
    expect((await send('GET /Users')).body.totalResults).toBe(0);
    expect(await rowOf(id)).toMatchObject({ active: true, deleted_at: null });
  });

  it('keeps its name: 409 that says where to link the two', async () => {
    const { tenantId, send } = await connectedTenant();
    const id = await makeUser(tenantId, { userName: 'Local.Hero' });
    const answer = await send('POST /Users', user('LOCAL.hero'));
    expect(answer.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect(answer.body.detail).toMatch(/local user.*Client Settings > Users/);
    const other = (await send('POST /Users', user('other'))).body.id;
    for (const answer of [
      await send(`PUT /Users/${other}`, user('local.HERO')),
      await send(`PATCH /Users/${other}`, patchOp({ op: 'replace', value: { userName: 'local.hero' } })),
    ])
      expect(answer.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect(await rowOf(id)).toMatchObject({ user_name: 'Local.Hero', deleted_at: null });
    expect((await send(`GET /Users/${other}`)).body).toMatchObject({
      userName: 'other',
      meta: { version: 'W/"1"' },
    });
  });

  it('is no member of a group that an identity provider pushes', async () => {
    const { tenantId, send } = await connectedTenant();
    const id = await makeUser(tenantId, { userName: 'Local.Hero' });
    const made = await send('POST /Groups', group('Crew', [id]));
    expect(made.status).toBe(201);
    expect(made.body.members).toBeUndefined();
    expect((await activities(tenantId)).at(-1)).toMatchObject({
      action: 'role.members-added',
      detail: { count: 0, skipped: [id] },
    });
  });
});

describe('deactivation', () => {
  const off = { op: 'replace', path: 'active', value: false };

  it.each([
    ['PATCH with a path', 'PATCH', patchOp(off)],
    ['PATCH without a path', 'PATCH', patchOp({ op: 'replace', value: { active: false } })],
    ['PATCH with text', 'PATCH', patchOp({ ...off, op: 'Replace', value: 'False' })],
    ['PUT', 'PUT', user('ada', { active: false })],
  ])('by %s ends sessions and password links; the user stays readable', async (_, verb, body) => {
    const { id, send } = await someone();
    const access = await letIn(id);
    const answer = await send(`${verb} /Users/${id}`, body);
    expect(answer).toMatchObject({ status: 200, body: { active: false } });
    expect(await access()).toEqual({ sessions: 0, links: 0 });
    expect((await send(`GET /Users/${id}`)).body.active).toBe(false);
    expect((await send('GET /Users?filter=active eq false')).body.totalResults).toBe(1);
  });

  it('can be taken back: same id, and the password still opens', async () => {
    const { id, send } = await someone();
    await setPassword(id);
    await send(`PATCH /Users/${id}`, patchOp(off));
    const answer = await send(`PATCH /Users/${id}`, patchOp({ ...off, value: true }));
    expect(answer.body).toMatchObject({ id, active: true });
    expect(await rowOf(id)).toMatchObject({ password_hash: 'hash' });
  });

  it('keeps the name: another user of it is refused', async () => {
    const { id, send } = await someone();
    await send(`PATCH /Users/${id}`, patchOp(off));
    expect((await send('POST /Users', user('Ada'))).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    });
  });

  it('is not undone by a PUT that does not speak of it', async () => {
    const { id, send } = await someone();
    await send(`PATCH /Users/${id}`, patchOp(off));
    expect((await send(`PUT /Users/${id}`, user('ada'))).body.active).toBe(false);
  });

  it('of a user who is inactive from the start changes no session of others', async () => {
    const { send } = await connectedTenant();
    const first = (await send('POST /Users', user('one', { active: false }))).body;
    const second = (await send('POST /Users', user('two'))).body;
    const access = await letIn(second.id);
    expect(first.active).toBe(false);
    await send(`PATCH /Users/${first.id}`, patchOp({ op: 'replace', path: 'title', value: 'x' }));
    expect(await access()).toEqual({ sessions: 1, links: 1 });
  });
});

it.each([
  ['the user name', patchOp({ op: 'replace', path: 'userName', value: 'lovelace' }), 0],
  [
    'the address',
    patchOp({ op: 'replace', path: 'emails', value: [{ type: 'work', value: 'new@example.com' }] }),
    0,
  ],
  ['the title', patchOp({ op: 'replace', path: 'title', value: 'Lady' }), 1],
])('a change of %s leaves sessions, and %s password links', async (_, body, links) => {
  const { id, send } = await someone({ emails: [{ type: 'work', value: 'old@example.com' }] });
  const access = await letIn(id);
  expect((await send(`PATCH /Users/${id}`, body)).status).toBe(200);
  expect(await access()).toEqual({ sessions: 1, links });
});

describe('DELETE', () => {
  it('answers 204 once; then the user is gone for SCIM and kept for administrators', async () => {
    const { id, send } = await someone();
    await setPassword(id);
    const access = await letIn(id);
    const groupId = (await send('POST /Groups', group('Crew', [id]))).body.id;
    const gone = await send(`DELETE /Users/${id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    const after = [
      await send(`GET /Users/${id}`),
      await send(`PUT /Users/${id}`, user('ada')),
      await send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: true })),
      await send(`DELETE /Users/${id}`),
    ];
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await send('GET /Users')).body.totalResults).toBe(0);
    expect((await send(`GET /Groups/${groupId}`)).body.members).toBeUndefined();
    expect(await rowOf(id)).toMatchObject({
      active: false,
      deleted_at: expect.any(Date),
      password_hash: null,
      user_name: 'ada',
    });
    expect(await access()).toEqual({ sessions: 0, links: 0 });
    expect(await sql.rows({ text: 'SELECT 1 FROM memberships WHERE user_id = $1', values: [id] })).toEqual(
      [],
    );
  });

  it('is no longer a member that can be added', async () => {
    const { id, send } = await someone();
    const groupId = (await send('POST /Groups', group('Crew'))).body.id;
    await send(`DELETE /Users/${id}`);
    expect(
      (
        await send(
          `PATCH /Groups/${groupId}`,
          patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
        )
      ).status,
    ).toBe(204);
    expect((await send(`GET /Groups/${groupId}`)).body.members).toBeUndefined();
  });
});

describe('POST of a name that was deleted', () => {
  it.each([
    ['the same externalId', 'e-1', 'e-1', true],
    ['none now', 'e-1', undefined, true],
    ['none before', undefined, 'e-1', true],
    ['none on either side', undefined, undefined, true],
    ['another externalId', 'e-1', 'e-2', false],
    ['the externalId in another case', 'e-1', 'E-1', false],
  ])('with %s: the same person or not', async (_, before, after, same) => {
    const { id, send } = await someone({ externalId: before });
    await send(`DELETE /Users/${id}`);
    const answer = await send('POST /Users', user('ADA', { externalId: after, nickName: 'Al' }));
    expect(answer.status).toBe(201);
    expect(answer.body.id === id).toBe(same);
    // The body is the whole resource: nothing of the former one shines through.
    expect(answer.body).toMatchObject({ userName: 'ADA', nickName: 'Al', active: true });
    expect(answer.body.title).toBeUndefined();
    expect(answer.body.externalId).toBe(after);
    expect((await send(`GET /Users/${answer.body.id}`)).body).toEqual(answer.body);
    expect((await send('GET /Users')).body.totalResults).toBe(1);
  });

  it('brings back no password, session, link or membership', async () => {
    const { tenantId, id, made, send } = await someone();
    await setPassword(id);
    const access = await letIn(id);
    const groupId = (await send('POST /Groups', group('Crew', [id]))).body.id;
    await send(`DELETE /Users/${id}`);
    const back = await send('POST /Users', user('ada', { externalId: 'e-1' }));
    expect(back.body.id).toBe(id);
    expect(back.body.groups).toBeUndefined();
    expect(back.body.meta.created).toBe(made.body.meta.created);
    expect(back.headers.get('location')).toBe(back.body.meta.location);
    expect(await rowOf(id)).toMatchObject({ active: true, deleted_at: null, password_hash: null });
    expect(await access()).toEqual({ sessions: 0, links: 0 });
    expect((await send(`GET /Groups/${groupId}`)).body.members).toBeUndefined();
    expect((await activities(tenantId)).at(-1)).toMatchObject({ action: 'user.restored', subject_id: id });
  });

  it('means the one with the externalId, else the one that was deleted last', async () => {
    const { id, send } = await someone();
    await send(`DELETE /Users/${id}`);
    const second = (await send('POST /Users', user('ada', { externalId: 'e-2' }))).body.id;
    await send(`DELETE /Users/${second}`);
    expect((await send('POST /Users', user('ada'))).body.id).toBe(second);
    await send(`DELETE /Users/${second}`);
    expect((await send('POST /Users', user('ada', { externalId: 'e-1' }))).body.id).toBe(id);
  });

  it('has a version that no copy of the former user has', async () => {
    const { id, made, send } = await someone();
    await send(`DELETE /Users/${id}`);
    const back = await send('POST /Users', user('ada', { externalId: 'e-1' }));
    expect(back.headers.get('etag')).not.toBe(made.headers.get('etag'));
  });

  it('leaves a removed local user alone', async () => {
    const { tenantId, send } = await connectedTenant();
    const local = await makeUser(tenantId, { userName: 'ada', removed: true });
    expect((await send('POST /Users', user('ada'))).body.id).not.toBe(local);
  });
});

describe('users of a configuration that was deleted', () => {
  it('stay visible to the next one, with their ids', async () => {
    const { tenantId, id, send } = await someone();
    const groupId = (await send('POST /Groups', group('Crew', [id]))).body.id;
    await send('POST /Users', user('removed'));
    await remove({ tenantId, actor, users: 'keep' });
    const next = scimClient(tenantId, await connect({ tenantId, provider: 'entra', actor }));
    expect((await next.send('GET /Users?filter=userName eq "ada"')).body.Resources[0].id).toBe(id);
    expect((await next.send(`GET /Groups/${groupId}`)).body.members[0].value).toBe(id);
    expect((await next.send('POST /Users', user('ada'))).status).toBe(409);
    const moved = await next.send(
      `PATCH /Users/${id}`,
      patchOp({ op: 'replace', path: 'title', value: 'Lady' }),
    );
    expect(moved.body).toMatchObject({ id, title: 'Lady' });
    const [row] = await sql.rows<{ configuration_id: string }>({
      text: 'SELECT configuration_id FROM users WHERE id = $1',
      values: [id],
    });
    expect(row?.configuration_id).toBe(await liveConfiguration(tenantId));
  });

  it('come back for the next one after they were deleted', async () => {
    const { tenantId, id, send } = await someone();
    await send(`DELETE /Users/${id}`);
    await remove({ tenantId, actor, users: 'keep' });
    const next = scimClient(tenantId, await connect({ tenantId, provider: 'entra', actor }));
    expect((await next.send('POST /Users', user('ada', { externalId: 'e-1' }))).body.id).toBe(id);
  });
});
