import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;
const work = { value: 'w', type: 'work', display: 'W' };
const home = { value: 'h', type: 'home' };

beforeAll(async () => {
  acme = await connectedTenant();
});

const make = () =>
  made(
    acme,
    user(name(), {
      title: 'Dr',
      name: { givenName: 'A', familyName: 'L' },
      emails: [work, home],
      [ext]: { department: 'D' },
    }),
  );
const patch = (id: string, ...operations: Record<string, unknown>[]) =>
  acme.send(`PATCH /Users/${id}`, patchOp(...operations));
const members = async (id: string) =>
  ((await acme.send(`GET /Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

describe('add (RFC 7644 §3.5.2.1)', () => {
  it.each<[string, Record<string, unknown>, object]>([
    [
      'no path: each attribute of the value',
      { value: { title: 'Prof', nickName: 'N', [ext]: { division: 'V' } } },
      { title: 'Prof', nickName: 'N', [ext]: { department: 'D', division: 'V' } },
    ],
    ['an attribute that has a value: replaced', { path: 'title', value: 'Prof' }, { title: 'Prof' }],
    ['an attribute without one: set', { path: 'nickName', value: 'N' }, { nickName: 'N' }],
    [
      'a complex one: its parts are merged',
      { path: 'name', value: { givenName: 'B' } },
      { name: { givenName: 'B', familyName: 'L' } },
    ],
    [
      'many values: appended',
      { path: 'emails', value: [{ value: 'x' }] },
      { emails: [work, home, { value: 'x' }] },
    ],
    [
      'many values: equal ones are not doubled',
      { path: 'emails', value: [home, work] },
      { emails: [work, home] },
    ],
    [
      'an equal value with more parts: merged',
      { path: 'emails', value: [{ ...home, display: 'H' }] },
      { emails: [work, { ...home, display: 'H' }] },
    ],
    [
      'a part of those selected',
      { path: 'emails[type eq "home"].display', value: 'H' },
      { emails: [work, { ...home, display: 'H' }] },
    ],
  ])('RFC 7644 §3.5.2.1: %s', async (_what, operation, expected) => {
    const { status, body } = await patch((await make()).id, { op: 'add', ...operation });
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ['the same text', { path: 'title', value: 'Dr' }],
    ['the same element', { path: 'emails', value: [work] }],
    ['the same parts', { path: 'name', value: { givenName: 'A' } }],
    ['the same without a path', { value: { title: 'Dr', emails: [home], [ext]: { department: 'D' } } }],
    ['an empty list', { path: 'emails', value: [] }],
  ])(
    'RFC 7644 §3.5.2.1: of %s is success, and neither lastModified nor version moves',
    async (_what, operation) => {
      const ada = await make();
      const { status, headers, body } = await patch(ada.id, { op: 'add', ...operation });
      expect([status, body]).toEqual([200, ada]);
      expect(headers.get('etag')).toBe(ada.meta.version);
    },
  );

  it.each([
    { op: 'add', path: 'title' },
    { op: 'replace', path: 'title' },
    { op: 'add' },
    { op: 'replace', value: 'Dr' },
    { op: 'add', value: [] },
  ])('RFC 7644 §3.5.2.1: %j has no value that can be used: 400 invalidValue', async (operation) => {
    const { status, body } = await patch((await make()).id, operation);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
  });

  it('RFC 7644 §3.5.2.1: of a member who is one is success without a change', async () => {
    const ada = await make();
    const crew = await made(acme, group(name(), [ada.id]));
    const add = patchOp({ op: 'add', path: 'members', value: [{ value: ada.id }] });
    const { status, headers } = await acme.send(`PATCH /Groups/${crew.id}`, add);
    expect([status, headers.get('etag')]).toEqual([204, crew.meta.version]);
    expect((await acme.send(`GET /Groups/${crew.id}`)).body).toEqual(crew);
  });
});

describe('remove (RFC 7644 §3.5.2.2)', () => {
  it('RFC 7644 §3.5.2.2: without a path is 400 noTarget', async () => {
    const ada = await make();
    for (const operation of [
      { op: 'remove' },
      { op: 'remove', value: { title: 'Dr' } },
      { op: 'remove', path: '' },
    ]) {
      const { status, body } = await patch(ada.id, operation);
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'noTarget'));
    }
  });

  it.each<[string, string, object]>([
    ['title', 'title', {}],
    ['emails', 'emails', {}],
    ['name', 'name', {}],
    ['name.givenName', '', { name: { familyName: 'L' } }],
    ['emails[type eq "work"]', '', { emails: [home] }],
    ['emails[type eq "work" or type eq "home"]', 'emails', {}],
    ['emails[type eq "work"].display', '', { emails: [{ value: 'w', type: 'work' }, home] }],
    ['emails.type', '', { emails: [{ value: 'w', display: 'W' }, { value: 'h' }] }],
    [`${ext}:department`, ext, { schemas: [urns.user] }],
    [ext, ext, { schemas: [urns.user] }],
  ])('RFC 7644 §3.5.2.2: %s', async (path, gone, left) => {
    const ada = await make();
    const { status, body } = await patch(ada.id, { op: 'remove', path });
    expect(status).toBe(200);
    expect(body).toMatchObject(left);
    if (gone) expect(body).not.toHaveProperty([gone]);
    expect(body.meta.version).not.toBe(ada.meta.version);
  });

  it.each([
    'nickName',
    'emails[type eq "other"]',
    'emails[type eq "home"].display',
    'roles',
    `${ext}:manager`,
  ])('RFC 7644 §3.5.2.2: %s, which is not there, is success without a change', async (path) => {
    const ada = await make();
    const { status, body } = await patch(ada.id, { op: 'remove', path });
    expect([status, body]).toEqual([200, ada]);
  });

  it.each(['userName', 'id', 'meta', 'meta.created', 'schemas', 'groups'])(
    'RFC 7644 §3.5.2.2: %s is required or readOnly: 400 mutability',
    async (path) => {
      const ada = await make();
      const { status, body } = await patch(ada.id, { op: 'remove', path });
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'mutability'));
      expect((await acme.send(`GET /Users/${ada.id}`)).body).toEqual(ada);
    },
  );

  it('RFC 7644 §3.5.2.2: members go by filter, all of them without one; who is none changes nothing', async () => {
    const [ada, bea] = [await make(), await make()];
    const crew = await made(acme, group(name(), [ada.id]));
    const remove = (path: string) => acme.send(`PATCH /Groups/${crew.id}`, patchOp({ op: 'remove', path }));
    const none = await remove(`members[value eq "${bea.id}"]`);
    expect([none.status, none.headers.get('etag')]).toEqual([204, crew.meta.version]);
    expect((await remove(`members[value eq "${ada.id}"]`)).status).toBe(204);
    expect(await members(crew.id)).toEqual([]);
    await acme.send(
      `PATCH /Groups/${crew.id}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: ada.id }, { value: bea.id }] }),
    );
    expect(await members(crew.id)).toHaveLength(2);
    await remove('members');
    expect(await members(crew.id)).toEqual([]);
    const displayName = await remove('displayName');
    expect(displayName.body).toEqual(errorBody(400, 'mutability'));
  });
});
