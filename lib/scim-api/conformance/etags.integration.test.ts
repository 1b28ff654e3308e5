import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
});

/** A user and a group, and what changes them. */
const kinds = [
  [
    '/Users',
    () => made(acme, user(name())),
    () => patchOp({ op: 'replace', path: 'userName', value: name() }),
    () => user(name()),
  ],
  [
    '/Groups',
    () => made(acme, group(name())),
    () => patchOp({ op: 'replace', path: 'displayName', value: name() }),
    () => group(name()),
  ],
] as const;

describe.each(kinds)('versions of %s', (endpoint, make, change, other) => {
  const version = async (id: string) => (await acme.send(`GET ${endpoint}/${id}`)).body.meta.version;

  it('RFC 7644 §3.14: the ETag of every answer is meta.version', async () => {
    const { id } = await make();
    for (const [method, sent] of [['GET'], ['PUT', other()], ['PATCH', change()]] as const) {
      const answer = await acme.send(`${method} ${endpoint}/${id}`, sent);
      expect(answer.headers.get('etag')).toMatch(/^W\/"[^"]+"$/);
      expect(answer.headers.get('etag')).toBe(await version(id));
    }
    const posted = await acme.send(`POST ${endpoint}`, other());
    expect(posted.headers.get('etag')).toBe(posted.body.meta.version);
  });

  it('RFC 7644 §3.14: If-Match of another version is 412 and changes nothing', async () => {
    const before = await make();
    for (const [method, sent] of [['PUT', other()], ['PATCH', change()], ['DELETE']] as const) {
      for (const tag of ['W/"0"', '"x"', 'W/"a", "b"', 'x']) {
        const answer = await acme.send(`${method} ${endpoint}/${before.id}`, sent, {
          headers: { 'If-Match': tag },
        });
        expect(answer.status).toBe(412);
        expect(answer.body).toEqual(errorBody(412));
      }
    }
    expect((await acme.send(`GET ${endpoint}/${before.id}`)).body).toEqual(before);
  });

  it('RFC 9110 §13.1.1: If-Match of the version, of a list with it, or of * goes on', async () => {
    const { id } = await make();
    for (const tag of [(own: string) => own, (own: string) => `"x", ${own}`, () => '*']) {
      const headers = { 'If-Match': tag(await version(id)) };
      const answer = await acme.send(`PATCH ${endpoint}/${id}`, change(), { headers });
      expect(answer.status).toBe(endpoint === '/Users' ? 200 : 204);
    }
    const headers = { 'If-Match': await version(id) };
    expect((await acme.send(`DELETE ${endpoint}/${id}`, undefined, { headers })).status).toBe(204);
  });

  it('RFC 7644 §3.14: of two writers with one version one is done, the other 412', async () => {
    const before = await make();
    const headers = { 'If-Match': before.meta.version };
    const answers = await Promise.all(
      [1, 2].map(() => acme.send(`PUT ${endpoint}/${before.id}`, other(), { headers })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe('what moves a version', () => {
  const read = async (path: string) => (await acme.send(`GET ${path}`)).body.meta.version;

  it('RFC 7644 §3.14: membership moves the user’s and the group’s; reading, and the same again, moves none', async () => {
    const ada = await made(acme, user(name()));
    const crew = await made(acme, group(name()));
    const add = patchOp({ op: 'add', path: 'members', value: [{ value: ada.id }] });
    await acme.send(`PATCH /Groups/${crew.id}`, add);
    const after = [await read(`/Users/${ada.id}`), await read(`/Groups/${crew.id}`)];
    expect(after[0]).not.toBe(ada.meta.version);
    expect(after[1]).not.toBe(crew.meta.version);
    await acme.send(`PATCH /Groups/${crew.id}`, add);
    expect([await read(`/Users/${ada.id}`), await read(`/Groups/${crew.id}`)]).toEqual(after);
    await acme.send(`PATCH /Groups/${crew.id}`, patchOp({ op: 'remove', path: 'members' }));
    expect(await read(`/Users/${ada.id}`)).toBe(ada.meta.version);
    expect(await read(`/Groups/${crew.id}`)).not.toBe(after[1]);
  });

  it('RFC 7644 §3.14: a group’s name moves its members’ versions; a member’s name does not move the group’s weak one', async () => {
    const ada = await made(acme, user(name(), { displayName: 'Ada' }));
    const crew = await made(acme, group(name(), [ada.id]));
    const before = await read(`/Users/${ada.id}`);
    await acme.send(
      `PATCH /Groups/${crew.id}`,
      patchOp({ op: 'replace', path: 'displayName', value: name() }),
    );
    expect(await read(`/Users/${ada.id}`)).not.toBe(before);
    const version = await read(`/Groups/${crew.id}`);
    await acme.send(
      `PATCH /Users/${ada.id}`,
      patchOp({ op: 'replace', path: 'displayName', value: 'Ada King' }),
    );
    const { body } = await acme.send(`GET /Groups/${crew.id}`);
    expect(body.members[0].display).toBe('Ada King');
    expect(body.meta.version).toBe(version);
  });
});
