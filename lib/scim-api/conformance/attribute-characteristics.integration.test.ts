import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `user-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
});

const find = async (filter: string) =>
  (await acme.send(`GET /Users?filter=${encodeURIComponent(filter)}`)).body.totalResults;

describe('mutability', () => {
  const claims = { id: 'x', meta: { version: 'x' }, groups: [{ value: 'g', display: 'Admins' }] };

  it('RFC 7644 §3.3, §3.5.1: what is readOnly is ignored in POST and PUT', async () => {
    const ada = await made(acme, user(name(), claims));
    expect(ada).not.toHaveProperty('groups');
    const { status, body } = await acme.send(`PUT /Users/${ada.id}`, user(ada.userName, claims));
    expect([status, body]).toEqual([200, ada]);
  });

  it.each([
    ['/Users', 'id', 'x'],
    ['/Users', 'meta.created', '2000-01-01T00:00:00Z'],
    ['/Users', 'groups', [{ value: 'x' }]],
    ['/Users', 'groups[value eq "x"].display', 'x'],
    ['/Users', 'schemas', [urns.user]],
    ['/Users', `${urns.enterpriseUser}:manager.displayName`, 'x'],
    ['/Groups', 'meta.version', 'x'],
    ['/Groups', 'schemas', [urns.group, 'urn:x']],
    ['/Groups', 'members.display', 'x'],
  ])(
    'RFC 7644 §3.5.2: PATCH of %s that names what is readOnly (%s) is 400 mutability',
    async (endpoint, path, value) => {
      const { id } = await made(acme, endpoint === '/Users' ? user(name()) : group(name()));
      const before = await acme.send(`GET ${endpoint}/${id}`);
      for (const op of ['add', 'replace', 'remove']) {
        const { status, body } = await acme.send(
          `PATCH ${endpoint}/${id}`,
          patchOp({ op, path, ...(op !== 'remove' && { value }) }),
        );
        expect(status).toBe(400);
        expect(body).toEqual(errorBody(400, 'mutability'));
      }
      expect((await acme.send(`GET ${endpoint}/${id}`)).body).toEqual(before.body);
    },
  );

  it('RFC 7643 §7: what is immutable is set once: a member’s parts', async () => {
    const [ada, bea] = [await made(acme, user(name())), await made(acme, user(name()))];
    const crew = await made(acme, group(name(), [ada.id]));
    for (const path of ['members.value', `members[value eq "${ada.id}"].value`]) {
      const { body } = await acme.send(
        `PATCH /Groups/${crew.id}`,
        patchOp({ op: 'replace', path, value: bea.id }),
      );
      expect(body).toEqual(errorBody(400, 'mutability'));
    }
    expect((await acme.send(`GET /Groups/${crew.id}`)).body).toEqual(crew);
  });

  it('RFC 7643 §7: what is writeOnly is never returned', async () => {
    const secret = 'correct horse battery 1';
    const posted = await acme.send(
      'POST /Users?attributes=password,userName',
      user(name(), { password: secret }),
    );
    const put = await acme.send(
      `PUT /Users/${posted.body.id}`,
      user(posted.body.userName, { password: secret }),
    );
    const patched = await acme.send(
      `PATCH /Users/${posted.body.id}?attributes=password`,
      patchOp({ op: 'replace', path: 'password', value: secret }),
    );
    const got = await acme.send(`GET /Users/${posted.body.id}?attributes=password`);
    const data = user(name(), { password: secret });
    const bulk = await acme.send('POST /Bulk', {
      schemas: [urns.bulkRequest],
      Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data }],
    });
    expect([posted.status, put.status, patched.status, got.status]).toEqual([201, 200, 200, 200]);
    expect(bulk.body.Operations[0].status).toBe('201');
    for (const { text } of [posted, put, patched, got, bulk])
      expect(text).not.toMatch(/password|correct horse/);
  });
});

describe('returned', () => {
  it('RFC 7644 §3.9: id and schemas are always there; what is returned by default can be left out', async () => {
    const { id } = await made(acme, user(name(), { title: 'Dr' }));
    const none = await acme.send(`GET /Users/${id}?attributes=title`);
    expect(none.body).toEqual({ schemas: [urns.user], id, title: 'Dr' });
    const except = await acme.send(`GET /Users/${id}?excludedAttributes=id,schemas,userName,meta,active`);
    expect(except.body).toEqual({ schemas: [urns.user], id, title: 'Dr' });
  });
});

describe('required', () => {
  it.each([
    ['POST /Users', { schemas: [urns.user] }],
    ['POST /Users', user('', {})],
    ['POST /Users', { schemas: [urns.user], userName: null }],
    ['POST /Groups', { schemas: [urns.group] }],
    ['POST /Groups', { schemas: [urns.group], displayName: null }],
    ['POST /Groups', { schemas: [urns.group], displayName: '' }],
  ])('RFC 7643 §2.2: %s without what is required is 400 invalidValue', async (request, sent) => {
    const { status, body } = await acme.send(request, sent);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
  });

  it.each([
    [{ op: 'remove', path: 'userName' }],
    [{ op: 'replace', path: 'userName', value: null }],
    [{ op: 'replace', path: 'userName', value: '' }],
    [{ op: 'replace', value: { userName: null } }],
  ])('RFC 7644 §3.5.2.2: PATCH %j of what is required is 400 mutability', async (operation) => {
    const ada = await made(acme, user(name()));
    const { status, body } = await acme.send(`PATCH /Users/${ada.id}`, patchOp(operation));
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'mutability'));
  });
});

describe('uniqueness', () => {
  it.each([
    ['/Users', 'userName', (value: string) => user(value)],
    ['/Groups', 'displayName', (value: string) => group(value)],
  ])(
    'RFC 7644 §3.12: in %s a %s that is taken is 409, in POST, PUT and PATCH',
    async (endpoint, path, body) => {
      const taken = await made(acme, body(name()));
      const mine = await made(acme, body(name()));
      const value = taken[path].toUpperCase();
      const answers = [
        await acme.send(`POST ${endpoint}`, body(value)),
        await acme.send(`PUT ${endpoint}/${mine.id}`, body(value)),
        await acme.send(`PATCH ${endpoint}/${mine.id}`, patchOp({ op: 'replace', path, value })),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(409);
        expect(answer.body).toEqual(errorBody(409, 'uniqueness'));
      }
      expect((await acme.send(`GET ${endpoint}/${mine.id}`)).body).toEqual(mine);
    },
  );
});

describe('caseExact', () => {
  it('RFC 7643 §7: without it case is kept and does not count', async () => {
    const ada = await made(acme, user('Ada.LoveLace', { emails: [{ value: 'Ada@X.org' }] }));
    expect(ada.userName).toBe('Ada.LoveLace');
    expect(await find('userName eq "ADA.lovelace"')).toBe(1);
    expect(await find('emails.value eq "ada@x.ORG"')).toBe(1);
    expect(await find('emails co "@x.O"')).toBe(1);
  });

  it('RFC 7643 §7: with it case counts: externalId, id, photos, certificates', async () => {
    const { id } = await made(
      acme,
      user(name(), {
        externalId: 'aB',
        photos: [{ value: 'http://x/P' }],
        x509Certificates: [{ value: 'AAAA' }],
      }),
    );
    expect([await find('externalId eq "aB"'), await find('externalId eq "ab"')]).toEqual([1, 0]);
    expect([await find('photos.value ew "/P"'), await find('photos.value ew "/p"')]).toEqual([1, 0]);
    expect([
      await find('x509Certificates.value eq "AAAA"'),
      await find('x509Certificates.value eq "aaaa"'),
    ]).toEqual([1, 0]);
    expect([await find(`id eq "${id}"`), await find(`id eq "${id.toUpperCase()}"`)]).toEqual([1, 0]);
    const upper = id.toUpperCase();
    for (const request of [`GET /Users/${upper}`, `DELETE /Users/${upper}`])
      expect((await acme.send(request)).status).toBe(404);
    const crew = await made(acme, group(name(), [upper]));
    expect(crew).not.toHaveProperty('members');
    expect((await acme.send(`GET /Groups/${crew.id.toUpperCase()}`)).status).toBe(404);
  });
});

describe('values', () => {
  it('RFC 7643 §7: canonical values are suggestions', async () => {
    const emails = [{ value: 'a@x', type: 'holiday' }];
    const ada = await made(acme, user(name(), { emails, phoneNumbers: [{ value: '1', type: 'satellite' }] }));
    expect([ada.emails, ada.phoneNumbers[0].type]).toEqual([emails, 'satellite']);
  });

  it.each([
    ['title', {}],
    ['active', 'perhaps'],
    ['name', 'Ada'],
    ['emails', [{ value: { a: 1 } }]],
    ['emails', [{ value: 'a', primary: 'x' }]],
    [urns.enterpriseUser, 'x'],
    [urns.enterpriseUser, { department: true }],
  ])(
    'RFC 7644 §3.12: %s of the wrong type (%j) is 400 invalidValue, whatever writes it',
    async (attribute, value) => {
      const ada = await made(acme, user(name()));
      const sent = user(ada.userName, { [attribute]: value });
      const answers = [
        await acme.send('POST /Users', { ...sent, userName: name() }),
        await acme.send(`PUT /Users/${ada.id}`, sent),
        await acme.send(`PATCH /Users/${ada.id}`, patchOp({ op: 'replace', value: { [attribute]: value } })),
      ];
      for (const { body } of answers) expect(body).toEqual(errorBody(400, 'invalidValue'));
    },
  );
});
