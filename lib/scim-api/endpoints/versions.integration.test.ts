import { describe, expect, it } from 'vitest';
import { activities, connectedTenant, group, patchOp, user } from '../../../test/scim';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const ada = user('ada', {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  externalId: 'e-1',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: 'Ada',
  active: true,
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
  [enterprise]: { department: 'Engines', manager: { value: 'm-1' } },
});

async function people() {
  const tenant = await connectedTenant('entra');
  const made = await tenant.send('POST /Users', ada);
  const id: string = made.body.id;
  const crew: string = (await tenant.send('POST /Groups', group('Crew', [id], { externalId: 'g-1' }))).body
    .id;
  const etag = async (path = `/Users/${id}`) => (await tenant.send(`GET ${path}`)).headers.get('etag');
  return { ...tenant, id, crew, made, etag };
}

describe('a write that changes nothing', () => {
  it.each([
    ['the same PUT', 'PUT', ada],
    ['a PUT with its members in another order', 'PUT', Object.fromEntries(Object.entries(ada).reverse())],
    [
      'a PUT with the readOnly echo of a GET',
      'PUT',
      { ...ada, id: 'x', meta: { version: 'W/"9"' }, groups: [] },
    ],
    ['a PUT with a password', 'PUT', { ...ada, password: 'Rnd-1' }],
    ['the same value', 'PATCH', patchOp({ op: 'Replace', path: 'displayName', value: 'Ada' })],
    ['active as text', 'PATCH', patchOp({ op: 'Replace', path: 'active', value: 'True' })],
    [
      'an e-mail that is there',
      'PATCH',
      patchOp({ op: 'Add', path: 'emails', value: [{ value: 'ada@example.com', type: 'work' }] }),
    ],
    [
      'an e-mail by its type',
      'PATCH',
      patchOp({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'ada@example.com' }),
    ],
    ['the manager as text', 'PATCH', patchOp({ op: 'Add', path: 'manager', value: 'm-1' })],
    [
      'a part of the name',
      'PATCH',
      patchOp({ op: 'replace', value: { name: { givenName: 'Ada' }, 'name.familyName': 'Lovelace' } }),
    ],
    [
      'removing what is not there',
      'PATCH',
      patchOp({ op: 'Remove', path: 'title' }, { op: 'remove', path: 'phoneNumbers[type eq "fax"]' }),
    ],
    [
      'there and back',
      'PATCH',
      patchOp(
        { op: 'replace', path: 'displayName', value: 'B' },
        { op: 'replace', path: 'displayName', value: 'Ada' },
      ),
    ],
    ['a password', 'PATCH', patchOp({ op: 'replace', value: { password: 'N3w' } })],
  ])('to a user leaves version, lastModified and activity: %s', async (_, verb, body) => {
    const { tenantId, id, send } = await people();
    const before = await send(`GET /Users/${id}`);
    const told = (await activities(tenantId)).length;
    const answer = await send(`${verb} /Users/${id}`, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(before.body);
    expect(answer.headers.get('etag')).toBe(before.headers.get('etag'));
    expect((await send(`GET /Users/${id}`)).body).toEqual(before.body);
    expect((await activities(tenantId)).length).toBe(told);
  });

  it.each([
    [
      'a member who is one',
      (id: string) => ['PATCH', patchOp({ op: 'Add', path: 'members', value: [{ value: id }] })],
    ],
    [
      'the same members',
      (id: string) => [
        'PATCH',
        patchOp({ op: 'replace', path: 'members', value: [{ value: id }, { value: id }] }),
      ],
    ],
    [
      'removing somebody who is none',
      () => [
        'PATCH',
        patchOp({
          op: 'Remove',
          path: 'members',
          value: [{ value: '3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11' }],
        }),
      ],
    ],
    ['the same name', () => ['PATCH', patchOp({ op: 'replace', value: { id: 'x', displayName: 'Crew' } })]],
    ['the same PUT', (id: string) => ['PUT', group('Crew', [id], { externalId: 'g-1' })]],
  ])('to a group leaves them, too: %s', async (_, change) => {
    const { tenantId, id, crew, send } = await people();
    const before = await send(`GET /Groups/${crew}`);
    const userBefore = await send(`GET /Users/${id}`);
    const told = (await activities(tenantId)).length;
    const [verb, body] = change(id);
    expect((await send(`${verb} /Groups/${crew}`, body)).status).toBe(verb === 'PUT' ? 200 : 204);
    expect((await send(`GET /Groups/${crew}`)).body).toEqual(before.body);
    expect((await send(`GET /Users/${id}`)).body).toEqual(userBefore.body);
    expect((await activities(tenantId)).length).toBe(told);
  });
});

describe('a version', () => {
  it('is the ETag of every answer with a resource, and meta.version', async () => {
    const { id, crew, made, send } = await people();
    const answers = [
      made,
      await send(`GET /Users/${id}`),
      await send(`PUT /Users/${id}`, { ...ada, title: 'x' }),
      await send(`PATCH /Users/${id}`, patchOp({ op: 'add', path: 'title', value: 'y' })),
      await send(`GET /Groups/${crew}`),
      await send(`PUT /Groups/${crew}`, group('Crew 2')),
    ];
    for (const { headers, body } of answers) {
      expect(headers.get('etag')).toMatch(/^W\/"[\w-]+"$/);
      expect(headers.get('etag')).toBe(body.meta.version);
    }
  });

  it('moves with each change, and lastModified with it; created stays', async () => {
    const { id, made, send } = await people();
    const seen = new Set([made.body.meta.version]);
    let last = made.body.meta;
    for (const title of ['a', 'b', 'c']) {
      const { meta } = (
        await send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: title }))
      ).body;
      seen.add(meta.version);
      expect(meta.created).toBe(made.body.meta.created);
      expect(meta.lastModified >= last.lastModified).toBe(true);
      last = meta;
    }
    expect(seen.size).toBe(4);
    expect((await send(`GET /Users/${id}`)).body.meta).toEqual(last);
  });

  it("of a user moves with the groups that it shows: membership, a group's name, its end", async () => {
    const { id, crew, send, etag } = await people();
    const seen = [await etag()];
    const second = (await send('POST /Groups', group('Second'))).body.id;
    expect(await etag()).toBe(seen[0]);
    const steps: [string, unknown?][] = [
      [`PATCH /Groups/${second}`, patchOp({ op: 'add', path: 'members', value: [{ value: id }] })],
      [`PATCH /Groups/${second}`, patchOp({ op: 'replace', path: 'displayName', value: 'Renamed' })],
      [`PATCH /Groups/${second}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })],
      [`PUT /Groups/${crew}`, group('Crew')],
    ];
    for (const step of steps) {
      await send(...step);
      seen.push(await etag());
    }
    expect(seen[3]).toBe(seen[0]);
    expect(new Set(seen).size).toBe(4);
    await send(`PUT /Groups/${crew}`, group('Crew', [id]));
    await send(`DELETE /Groups/${crew}`);
    expect(await etag()).toBe(seen[4]);
  });

  it('of a group moves with its members and its name', async () => {
    const { id, crew, send, etag } = await people();
    const seen = [await etag(`/Groups/${crew}`)];
    const other = (await send('POST /Users', user('bob'))).body.id;
    for (const operation of [
      { op: 'add', path: 'members', value: [{ value: other }] },
      { op: 'remove', path: `members[value eq "${id}"]` },
      { op: 'replace', path: 'displayName', value: 'Gang' },
      { op: 'replace', path: 'externalId', value: 'g-2' },
    ]) {
      await send(`PATCH /Groups/${crew}`, patchOp(operation));
      seen.push(await etag(`/Groups/${crew}`));
    }
    await send(`DELETE /Users/${other}`);
    seen.push(await etag(`/Groups/${crew}`));
    expect(new Set(seen).size).toBe(6);
  });
});

type Write = (path: string) => [string, unknown?];
const writes: readonly [string, Write][] = [
  ['PUT', (path) => [`PUT ${path}`, path.startsWith('/Users') ? user('new') : group('New')]],
  ['PATCH', (path) => [`PATCH ${path}`, patchOp({ op: 'replace', path: 'displayName', value: 'New' })]],
  ['DELETE', (path) => [`DELETE ${path}`]],
];

describe('If-Match', () => {
  const change = patchOp({ op: 'replace', path: 'displayName', value: 'New' });

  it.each(writes)('of another version refuses %s and changes nothing', async (_, to) => {
    const { id, crew, send } = await people();
    for (const path of [`/Users/${id}`, `/Groups/${crew}`]) {
      const before = await send(`GET ${path}`);
      const [request, body] = to(path);
      const refused = await send(request, body, { headers: { 'If-Match': 'W/"0", "other"' } });
      expect(refused.body).toMatchObject({ status: '412', detail: expect.stringContaining('version') });
      expect((await send(`GET ${path}`)).body).toEqual(before.body);
    }
  });

  it.each([
    ['the version', (etag: string) => etag],
    ['a list with it', (etag: string) => `"x", ${etag}`],
    ['its strong form', (etag: string) => etag.replace('W/', '')],
    ['*', () => '*'],
  ])('of %s lets a write through', async (_, header) => {
    const { id, crew, send, etag } = await people();
    for (const path of [`/Users/${id}`, `/Groups/${crew}`]) {
      const headers = { 'If-Match': header((await etag(path)) ?? '') };
      expect((await send(`PATCH ${path}`, change, { headers })).status).toBeLessThan(300);
      expect((await send(`GET ${path}`)).body.displayName).toBe('New');
    }
  });

  it('of a version from before a change of groups is refused', async () => {
    const { id, crew, send, etag } = await people();
    const headers = { 'If-Match': (await etag()) ?? '' };
    await send(`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: 'members' }));
    expect((await send(`PATCH /Users/${id}`, change, { headers })).status).toBe(412);
  });

  it('of what is not there is 404', async () => {
    const { send } = await people();
    expect((await send('PUT /Users/42', ada, { headers: { 'If-Match': '*' } })).status).toBe(404);
  });
});

describe('If-None-Match', () => {
  it('of the version answers 304 without a body; of another one, 200', async () => {
    const { id, crew, send, etag } = await people();
    for (const path of [`/Users/${id}`, `/Groups/${crew}`]) {
      const version = (await etag(path)) ?? '';
      const same = await send(`GET ${path}`, undefined, { headers: { 'If-None-Match': `"x", ${version}` } });
      expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', version]);
      const other = await send(`GET ${path}`, undefined, { headers: { 'If-None-Match': 'W/"0"' } });
      expect(other.status).toBe(200);
    }
  });

  it('of the former version answers 200 once a group came or went', async () => {
    const { id, crew, send, etag } = await people();
    const headers = { 'If-None-Match': (await etag()) ?? '' };
    expect((await send(`GET /Users/${id}`, undefined, { headers })).status).toBe(304);
    await send(`DELETE /Groups/${crew}`);
    expect((await send(`GET /Users/${id}`, undefined, { headers })).status).toBe(200);
  });
});

describe('PATCH of a group', () => {
  it('answers 204 without a body, unless attributes are asked for', async () => {
    const { id, crew, send } = await people();
    const change = patchOp({ op: 'add', path: 'members', value: [{ value: id }] });
    const silent = await send(`PATCH /Groups/${crew}`, change);
    expect([silent.status, silent.text]).toEqual([204, '']);
    const asked = await send(`PATCH /Groups/${crew}?attributes=members.value`, change);
    expect(asked).toMatchObject({ status: 200, body: { id: crew, members: [{ value: id }] } });
    const without = await send(`PATCH /Groups/${crew}?excludedAttributes=members`, change);
    expect(without.status).toBe(200);
    expect(without.body.members).toBeUndefined();
  });
});
