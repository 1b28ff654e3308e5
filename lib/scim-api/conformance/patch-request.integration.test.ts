import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant();
});

const patch = (id: string, ...operations: Record<string, unknown>[]) =>
  acme.send(`PATCH /Users/${id}`, patchOp(...operations));
const read = async (id: string) => (await acme.send(`GET /Users/${id}`)).body;

describe('the message (RFC 7644 §3.5.2)', () => {
  const remove = { op: 'remove', path: 'title' };
  it.each([
    ['no schemas', { Operations: [remove] }],
    ['another schema', { schemas: [urns.user], Operations: [remove] }],
    ['no operations', { schemas: [urns.patchOp] }],
    ['an empty list of them', { schemas: [urns.patchOp], Operations: [] }],
    ['one that is no list', { schemas: [urns.patchOp], Operations: remove }],
    ['an op that there is none', patchOp({ op: 'move', path: 'title' })],
    ['no op', patchOp({ path: 'title' })],
    ['an op that is no text', patchOp({ op: 1, path: 'title' })],
    ['a path that is no text', patchOp({ op: 'remove', path: 7 })],
  ])('RFC 7644 §3.5.2: %s is 400 invalidSyntax and changes nothing', async (_what, body) => {
    const ada = await made(acme, user(name(), { title: 'Dr' }));
    const answer = await acme.send(`PATCH /Users/${ada.id}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(errorBody(400, 'invalidSyntax'));
    expect(await read(ada.id)).toEqual(ada);
  });

  it('RFC 7644 §3.12: to an id that is not there is 404', async () => {
    for (const endpoint of ['/Users', '/Groups']) {
      const path = endpoint === '/Users' ? 'title' : 'members';
      const { status, body } = await acme.send(`PATCH ${endpoint}/nobody`, patchOp({ op: 'remove', path }));
      expect(status).toBe(404);
      expect(body).toEqual(errorBody(404));
    }
  });
});

describe('paths (RFC 7644 §3.5.2, figure 7)', () => {
  it.each([
    ['title', 'x', { title: 'x' }],
    ['TITLE', 'x', { title: 'x' }],
    [`${urns.user}:title`, 'x', { title: 'x' }],
    ['name.givenName', 'x', { name: { givenName: 'x', familyName: 'L' } }],
    [`${urns.user.toUpperCase()}:Name.GivenName`, 'x', { name: { givenName: 'x', familyName: 'L' } }],
    ['emails[type eq "home"]', { value: 'x' }, { emails: [{ value: 'w', type: 'work' }, { value: 'x' }] }],
    [
      'emails[type eq "home" and value eq "h"].value',
      'x',
      {
        emails: [
          { value: 'w', type: 'work' },
          { value: 'x', type: 'home' },
        ],
      },
    ],
    [
      'emails[not (type eq "work")].display',
      'x',
      {
        emails: [
          { value: 'w', type: 'work' },
          { value: 'h', display: 'x', type: 'home' },
        ],
      },
    ],
    [
      `${urns.user}:emails[type eq "home"].value`,
      'x',
      {
        emails: [
          { value: 'w', type: 'work' },
          { value: 'x', type: 'home' },
        ],
      },
    ],
    [`${ext}:department`, 'x', { [ext]: { department: 'x', manager: { value: 'm' } } }],
    [`${ext}:manager.value`, 'x', { [ext]: { department: 'D', manager: { value: 'x' } } }],
    [ext, { department: 'x' }, { [ext]: { department: 'x', manager: { value: 'm' } } }],
  ])('RFC 7644 §3.10: %s', async (path, value, expected) => {
    const ada = await made(
      acme,
      user(name(), {
        name: { givenName: 'A', familyName: 'L' },
        emails: [
          { value: 'w', type: 'work' },
          { value: 'h', type: 'home' },
        ],
        [ext]: { department: 'D', manager: { value: 'm' } },
      }),
    );
    const { status, body } = await patch(ada.id, { op: 'replace', path, value });
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  it.each([
    'nothing',
    'name.nothing',
    'emails[type eq "work"].nothing',
    'emails[nothing eq "work"]',
    'emails[type eq',
    'emails[type eq "work"',
    'emails[type eq "work"]]',
    'emails[type eq "work"] value',
    'title[value eq "x"]',
    'name.givenName.x',
    'urn:example:2.0:User:title',
    `${ext}:nothing`,
    '.',
    '[]',
  ])('RFC 7644 §3.12: %s is no path: 400 invalidPath', async (path) => {
    const ada = await made(acme, user(name()));
    for (const op of ['add', 'replace', 'remove']) {
      const { status, body } = await patch(ada.id, { op, path, ...(op !== 'remove' && { value: 'x' }) });
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'invalidPath'));
    }
    expect(await read(ada.id)).toEqual(ada);
  });

  it.each(['add', 'replace'])(
    'RFC 7644 §3.5.2: %s of a value that names nothing known is 400 invalidPath, not silence',
    async (op) => {
      const ada = await made(acme, user(name()));
      const { status, body } = await patch(ada.id, { op, value: { emials: [{ value: 'x' }], 'x.y': 1 } });
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'invalidPath'));
      expect(body.detail).toContain('`emails`');
      const beside = await patch(ada.id, { op, value: { emials: [], id: 'x', title: 'Dr' } });
      expect([beside.status, beside.body.title]).toEqual([200, 'Dr']);
    },
  );
});

describe('operations together', () => {
  it('RFC 7644 §3.5.2: apply in order, each to what the one before left', async () => {
    const ada = await made(acme, user(name()));
    const { body } = await patch(
      ada.id,
      { op: 'add', path: 'emails', value: [{ value: 'a', type: 'work' }] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'b' },
      { op: 'add', path: 'emails', value: [{ value: 'c', type: 'home' }] },
      { op: 'remove', path: 'emails[value eq "b"]' },
      { op: 'add', path: 'title', value: 'x' },
      { op: 'remove', path: 'title' },
    );
    expect(body.emails).toEqual([{ value: 'c', type: 'home' }]);
    expect(body).not.toHaveProperty('title');
  });

  it('RFC 7644 §3.5.2: are all done, or none', async () => {
    const ada = await made(acme, user(name()));
    const bad = await patch(
      ada.id,
      { op: 'add', path: 'title', value: 'x' },
      { op: 'add', path: 'active', value: 'no' },
    );
    expect(bad.body).toEqual(errorBody(400, 'invalidValue'));
    const taken = await made(acme, user(name()));
    const clash = await patch(
      ada.id,
      { op: 'add', path: 'title', value: 'x' },
      { op: 'replace', path: 'userName', value: taken.userName },
    );
    expect(clash.body).toEqual(errorBody(409, 'uniqueness'));
    expect(await read(ada.id)).toEqual(ada);
    const crew = await made(acme, group(name(), [ada.id]));
    const failed = await acme.send(
      `PATCH /Groups/${crew.id}`,
      patchOp({ op: 'remove', path: 'members' }, { op: 'remove', path: 'displayName' }),
    );
    expect(failed.body).toEqual(errorBody(400, 'mutability'));
    expect((await acme.send(`GET /Groups/${crew.id}`)).body).toEqual(crew);
  });

  it('RFC 7644 §3.5.2: the answer is 200 with the resource, a group’s 204; 200 where attributes are asked for', async () => {
    const ada = await made(acme, user(name()));
    const shown = await acme.send(
      `PATCH /Users/${ada.id}?attributes=title`,
      patchOp({ op: 'add', path: 'title', value: 'Dr' }),
    );
    expect([shown.status, shown.body]).toEqual([200, { schemas: [urns.user], id: ada.id, title: 'Dr' }]);
    expect((await patch(ada.id, { op: 'remove', path: 'title' })).status).toBe(200);
    const crew = await made(acme, group(name()));
    const add = patchOp({ op: 'add', path: 'members', value: [{ value: ada.id }] });
    const silent = await acme.send(`PATCH /Groups/${crew.id}`, add);
    expect([silent.status, silent.text]).toEqual([204, '']);
    const asked = await acme.send(`PATCH /Groups/${crew.id}?attributes=members.value`, add);
    expect([asked.status, asked.body.members]).toEqual([200, [{ value: ada.id }]]);
  });

  it('RFC 7644 §3.5.2: an extension is in schemas once it has data, and no more when it has none', async () => {
    const ada = await made(acme, user(name()));
    const added = await patch(ada.id, { op: 'add', path: `${ext}:department`, value: 'D' });
    expect(added.body.schemas).toEqual([urns.user, ext]);
    const removed = await patch(ada.id, { op: 'remove', path: `${ext}:department` });
    expect(removed.body.schemas).toEqual([urns.user]);
  });
});
