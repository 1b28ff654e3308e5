import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `user-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
});

const make = (more: Record<string, unknown> = {}) => made(acme, user(name(), more));

describe('schemas', () => {
  it.each([
    ['the base last', [urns.enterpriseUser, urns.user]],
    ['unknown ones beside it', [urns.user, 'urn:example:2.0:Other', 'http://schemas.example/2006/Group']],
    ['twice', [urns.user, urns.user]],
    ['in another case', [urns.user.toUpperCase()]],
  ])('RFC 7643 §3: %s says the same, and the answer lists what is used', async (_what, schemas) => {
    const body = await made(acme, { schemas, userName: name() });
    expect(body.schemas).toEqual([urns.user]);
  });

  it('RFC 7643 §3.3: an extension stands in a container of its URN, and in schemas while it has data', async () => {
    const { id, ...ada } = await make({ [urns.enterpriseUser]: { department: 'D' } });
    expect(ada.schemas).toEqual([urns.user, urns.enterpriseUser]);
    expect(ada[urns.enterpriseUser]).toEqual({ department: 'D' });
    expect(ada).not.toHaveProperty('department');
    const without = { op: 'remove', path: `${urns.enterpriseUser}:department` };
    const { body } = await acme.send(`PATCH /Users/${id}`, patchOp(without));
    expect(body.schemas).toEqual([urns.user]);
    expect(body).not.toHaveProperty(urns.enterpriseUser);
  });

  it('RFC 7643 §3.3: an extension that is named without data is not listed', async () => {
    const body = await made(acme, { schemas: [urns.user, urns.enterpriseUser], userName: name() });
    expect(body.schemas).toEqual([urns.user]);
  });
});

describe('id and meta', () => {
  it('RFC 7643 §3.1: are the server’s; what a client says of them is ignored', async () => {
    const meta = {
      resourceType: 'X',
      created: '2000-01-01T00:00:00Z',
      location: 'http://x',
      version: 'W/"x"',
    };
    const ada = await make({ id: 'mine', meta });
    expect(ada.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(ada.id).not.toMatch(/bulkId/i);
    expect(ada.meta).toEqual({
      resourceType: 'User',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      lastModified: ada.meta.created,
      location: `${acme.scimUri}/Users/${ada.id}`,
      version: expect.stringMatching(/^W\/".+"$/),
    });
    const put = await acme.send(`PUT /Users/${ada.id}`, user(ada.userName, { id: 'other', meta }));
    expect(put.body.id).toBe(ada.id);
    expect(put.body.meta).toEqual(ada.meta);
  });

  it('RFC 7643 §3.1: ids differ over all resources and stay', async () => {
    const ada = await make();
    const crew = await made(acme, group(name(), [ada.id]));
    expect(crew.id).not.toBe(ada.id);
    await acme.send(`PUT /Users/${ada.id}`, user(name()));
    expect((await acme.send(`GET /Groups/${crew.id}`)).body.members[0].value).toBe(ada.id);
  });

  it('RFC 7643 §2.3.5: created and lastModified are moments; only lastModified moves', async () => {
    const ada = await make();
    await delay(5);
    const { body } = await acme.send(`PUT /Users/${ada.id}`, user(ada.userName, { title: 'Dr' }));
    expect(body.meta.created).toBe(ada.meta.created);
    expect(Date.parse(body.meta.lastModified)).toBeGreaterThan(Date.parse(ada.meta.lastModified));
  });

  it('RFC 7643 §3.1: meta.location and every $ref answer GET with that resource', async () => {
    const ada = await make();
    const crew = await made(acme, group(name(), [ada.id]));
    const path = (uri: string) => uri.replace(acme.scimUri, '');
    const whole = (await acme.send(`GET ${path(crew.members[0].$ref)}`)).body;
    expect(whole.id).toBe(ada.id);
    expect((await acme.send(`GET ${path(whole.groups[0].$ref)}`)).body.id).toBe(crew.id);
    expect((await acme.send(`GET ${path(whole.meta.location)}`)).body).toEqual(whole);
  });
});

describe('externalId', () => {
  it('RFC 7643 §3.1: is the client’s own, by case, and may be there twice', async () => {
    const [one, two, bare] = [await make({ externalId: 'X' }), await make({ externalId: 'X' }), await make()];
    expect([one.externalId, two.externalId]).toEqual(['X', 'X']);
    expect(bare).not.toHaveProperty('externalId');
    const found = async (text: string) =>
      (await acme.send(`GET /Users?filter=externalId eq "${text}"`)).body.totalResults;
    expect([await found('X'), await found('x')]).toEqual([2, 0]);
    const groups = [
      await made(acme, group(name(), [], { externalId: 'X' })),
      await made(acme, group(name(), [], { externalId: 'X' })),
    ];
    expect(groups[0].id).not.toBe(groups[1].id);
  });
});

describe('names and values', () => {
  it('RFC 7643 §2.1: names and URNs are read in any case, everywhere', async () => {
    const ada = await made(acme, {
      SCHEMAS: [urns.user],
      USERNAME: name(),
      NAME: { GIVENNAME: 'Ada' },
      [urns.enterpriseUser.toUpperCase()]: { DEPARTMENT: 'D' },
      userName: undefined,
    });
    expect(ada.name).toEqual({ givenName: 'Ada' });
    expect(ada[urns.enterpriseUser]).toEqual({ department: 'D' });
    const upper = `${urns.enterpriseUser.toUpperCase()}:DEPARTMENT`;
    const shown = await acme.send(`GET /Users?FILTER=${upper} EQ "d"&ATTRIBUTES=NAME.GIVENNAME`);
    expect(shown.body.Resources).toEqual([{ schemas: [urns.user], id: ada.id, name: { givenName: 'Ada' } }]);
    const patched = await acme.send(
      `PATCH /Users/${ada.id}`,
      patchOp({ op: 'replace', path: upper, value: 'E' }),
    );
    expect(patched.body[urns.enterpriseUser]).toEqual({ department: 'E' });
  });

  it('RFC 7643 §2.5: null, an empty array and nothing at all are one state', async () => {
    const ada = await make({ title: null, emails: [], phoneNumbers: null, name: null, roles: [null] });
    expect(Object.keys(ada).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
    const full = await make({ title: 'Dr', emails: [{ value: 'a@x' }], name: { givenName: 'A' } });
    const clear = { title: null, emails: [], name: null };
    const { body } = await acme.send(`PATCH /Users/${full.id}`, patchOp({ op: 'replace', value: clear }));
    expect(Object.keys(body).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
  });

  it('RFC 7643 §2.4: one value is primary at most; to be silent is to say no', async () => {
    const two = {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    };
    const refused = await acme.send('POST /Users', user(name(), two));
    expect(refused.body).toEqual(errorBody(400, 'invalidValue'));
    const ada = await make({ emails: [{ value: `${name()}@x` }] });
    expect(ada.emails[0]).not.toHaveProperty('primary', true);
    const filter = `id eq "${ada.id}" and not (emails.primary eq true)`;
    expect((await acme.send(`GET /Users?filter=${filter}`)).body.totalResults).toBe(1);
  });

  it('RFC 7643 §2.4: the same type and value are there once, by the attribute’s own rule of case', async () => {
    const twice = [
      { value: 'a@x', type: 'work' },
      { value: 'A@X', type: 'WORK', display: 'Ada' },
      { value: 'a@x', type: 'home' },
    ];
    const ada = await make({ emails: twice, photos: [{ value: 'http://x/a' }, { value: 'http://x/A' }] });
    expect(ada.emails.map(({ type }: { type: string }) => type.toLowerCase())).toEqual(['work', 'home']);
    expect(ada.photos).toHaveLength(2);
  });

  it.each([
    ['active', 1],
    ['active', 'yes'],
    ['emails', 'primary'],
    ['title', true],
    ['name', ['a', 'b']],
    ['x509Certificates', [{ value: 'not base64!' }]],
    ['x509Certificates', [{ value: 'AAAAA' }]],
    ['x509Certificates', [{ value: 'AAA==' }]],
  ])('RFC 7643 §2.3: %s of the wrong type (%j) is 400 invalidValue', async (attribute, value) => {
    const sent = attribute === 'emails' ? [{ value: 'a', primary: 'often' }] : value;
    const { status, body } = await acme.send('POST /Users', user(name(), { [attribute]: sent }));
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect(body.detail).toContain(attribute);
  });

  it.each(['AAAA', 'AAA=', 'AA==', 'AAA', 'AA', '-_-_'])('RFC 7643 §2.3.6: %s is base64', async (value) => {
    expect((await make({ x509Certificates: [{ value }] })).x509Certificates).toEqual([{ value }]);
  });

  it('RFC 7644 §3.3: what no schema has is not kept', async () => {
    const ada = await make({
      shoeSize: 43,
      name: { givenName: 'A', nick: 'x' },
      [urns.enterpriseUser]: { foo: 1 },
    });
    expect(ada).not.toHaveProperty('shoeSize');
    expect(ada.name).toEqual({ givenName: 'A' });
    expect(ada.schemas).toEqual([urns.user]);
  });

  it('RFC 7643 §2.3.8: the order of sub-attributes changes nothing', async () => {
    const ada = await make({ name: { givenName: 'A', familyName: 'L' } });
    const turned = user(ada.userName, { name: { familyName: 'L', givenName: 'A' } });
    expect((await acme.send(`PUT /Users/${ada.id}`, turned)).body).toEqual(ada);
  });
});
