import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { sql } from '../../database';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `user-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
});

const plural = (value: string) => [
  { value, display: `a ${value}`, type: 'work', primary: true },
  { value: `${value}-2`, type: 'home' },
];

/** A user with a value in every attribute that a client may write. */
const whole = {
  externalId: 'E-17',
  name: {
    formatted: 'Ms. Ada King Lovelace III',
    familyName: 'Lovelace',
    givenName: 'Ada',
    middleName: 'King',
    honorificPrefix: 'Ms.',
    honorificSuffix: 'III',
  },
  displayName: 'Ada Lovelace',
  nickName: 'Ada',
  profileUrl: 'https://example.org/ada',
  title: 'Countess',
  userType: 'Employee',
  preferredLanguage: 'en-GB',
  locale: 'en-GB',
  timezone: 'Europe/London',
  active: false,
  emails: plural('ada@example.org'),
  phoneNumbers: plural('tel:+44-20-7946'),
  ims: plural('ada'),
  photos: plural('https://example.org/ada.png'),
  addresses: [
    {
      formatted: '12 St James’s Square\nLondon',
      streetAddress: '12 St James’s Square',
      locality: 'London',
      region: 'London',
      postalCode: 'SW1Y',
      country: 'GB',
      type: 'home',
      primary: true,
    },
  ],
  entitlements: plural('seat'),
  roles: plural('author'),
  x509Certificates: [{ value: 'MIIB', display: 'a key', type: 'sign', primary: false }],
  [urns.enterpriseUser]: {
    employeeNumber: '1815',
    costCenter: '4130',
    organization: 'Analytical Engines',
    division: 'Notes',
    department: 'Tables',
    manager: { value: 'babbage', $ref: '../Users/babbage' },
  },
};

describe('attributes (RFC 7643 §4.1, §4.3)', () => {
  it('RFC 7643 §4.1, §4.3: every attribute of User and EnterpriseUser is kept and returned as it was sent', async () => {
    const ada = await made(acme, user(name(), whole));
    expect(ada).toMatchObject(whole);
    expect((await acme.send(`GET /Users/${ada.id}`)).body).toEqual(ada);
    const { body: schema } = await acme.send(`GET /Schemas/${urns.user}`);
    const server = ['password', 'groups', 'userName'];
    const names = schema.attributes.map((one: { name: string }) => one.name);
    expect(names.filter((one: string) => !server.includes(one) && !(one in whole))).toEqual([]);
  });

  it.each([
    ['active', true],
    ['active', false],
  ])('RFC 7643 §4.1.1: %s reads back as %s', async (_name, active) => {
    const { id } = await made(acme, user(name(), { active: !active }));
    const patched = await acme.send(
      `PATCH /Users/${id}`,
      patchOp({ op: 'replace', path: 'active', value: active }),
    );
    expect([patched.body.active, (await acme.send(`GET /Users/${id}`)).body.active]).toEqual([
      active,
      active,
    ]);
  });

  it('RFC 7643 §4.1.1: name.formatted is kept, not built from the parts', async () => {
    const parts = { givenName: 'Ada', familyName: 'Lovelace' };
    expect((await made(acme, user(name(), { name: parts }))).name).toEqual(parts);
    const both = { ...parts, formatted: 'Lovelace, A.' };
    expect((await made(acme, user(name(), { name: both }))).name).toEqual(both);
  });

  it.each([
    ['emails', [{ value: 'no address' }]],
    ['phoneNumbers', [{ value: 'ask at the door' }]],
    ['preferredLanguage', 'Klingon, formal'],
    ['locale', 'xx_YY.UTF-8'],
    ['timezone', 'Moon/Tycho'],
    ['profileUrl', 'not a URL'],
    ['addresses', [{ country: 'United Kingdom' }]],
  ])('RFC 7643 §4.1: the form of %s is advice: %j is kept', async (attribute, value) => {
    expect((await made(acme, user(name(), { [attribute]: value })))[attribute]).toEqual(value);
  });

  it('RFC 7643 §4.1.2: an address has parts, and no value', async () => {
    const ada = await made(acme, user(name(), { addresses: [{ value: 'x', locality: 'London' }] }));
    expect(ada.addresses).toEqual([{ locality: 'London' }]);
  });
});

describe('userName (RFC 7643 §4.1.1)', () => {
  it.each([
    ['in another case', 'Zoe', 'zOE'],
    ['beyond ASCII', 'ÅSA', 'åsa'],
    ['composed otherwise', 'Jose\u0301', 'Jos\u00e9'],
    ['of another width', 'ｂｅａ', 'bea'],
  ])('RFC 7643 §4.1.1: a name %s is the same name', async (_what, first, second) => {
    expect((await made(acme, user(first))).userName).toBe(first);
    const { status, body } = await acme.send('POST /Users', user(second));
    expect(status).toBe(409);
    expect(body).toEqual(errorBody(409, 'uniqueness'));
  });
});

describe('password (RFC 7643 §4.1.1)', () => {
  it('RFC 7643 §9.2: is nowhere in the database, neither clear nor as a hash', async () => {
    const secret = 'correct horse battery 1';
    const { id } = await made(acme, user(name(), { password: secret }));
    const [row] = await sql.rows<{ row: string; password_hash: string | null }>({
      text: 'SELECT u::text AS row, password_hash FROM users u WHERE id = $1',
      values: [id],
    });
    expect(row?.password_hash).toBeNull();
    expect(row?.row).not.toContain(secret);
  });
});

describe('groups (RFC 7643 §4.1.2)', () => {
  it('RFC 7643 §4.1.2: each has the id, address, name and kind of membership', async () => {
    const ada = await made(acme, user(name()));
    expect(ada).not.toHaveProperty('groups');
    const crew = await made(acme, group(name(), [ada.id]));
    expect((await acme.send(`GET /Users/${ada.id}`)).body.groups).toEqual([
      {
        value: crew.id,
        $ref: `${acme.scimUri}/Groups/${crew.id}`,
        display: crew.displayName,
        type: 'direct',
      },
    ]);
  });

  it('RFC 7643 §4.1.2: membership is changed at the group alone', async () => {
    const ada = await made(acme, user(name()));
    const crew = await made(acme, group(name()));
    await acme.send(`PUT /Users/${ada.id}`, user(ada.userName, { groups: [{ value: crew.id }] }));
    const silent = patchOp({ op: 'add', value: { groups: [{ value: crew.id }], title: 'Dr' } });
    expect((await acme.send(`PATCH /Users/${ada.id}`, silent)).body.title).toBe('Dr');
    const named = patchOp({ op: 'add', path: 'groups', value: [{ value: crew.id }] });
    expect((await acme.send(`PATCH /Users/${ada.id}`, named)).body).toEqual(errorBody(400, 'mutability'));
    expect((await acme.send(`GET /Groups/${crew.id}`)).body).toEqual(crew);
  });
});

describe('manager (RFC 7643 §4.3)', () => {
  it('RFC 7643 §4.3: its displayName is not the client’s to say, and is not made here', async () => {
    const boss = await made(acme, user(name(), { displayName: 'Charles Babbage' }));
    const manager = { value: boss.id, displayName: 'Somebody else' };
    const ada = await made(acme, user(name(), { [urns.enterpriseUser]: { manager } }));
    expect(ada[urns.enterpriseUser]).toEqual({ manager: { value: boss.id } });
  });
});
