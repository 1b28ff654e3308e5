import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
// biome-ignore lint/suspicious/noExplicitAny: resources as the service gives them.
let ada: any;
// biome-ignore lint/suspicious/noExplicitAny: resources as the service gives them.
let crew: any;

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(
    acme,
    user('ada', {
      externalId: 'Ext',
      title: 'Alpha',
      name: { familyName: 'Lovelace' },
      profileUrl: 'http://x/Ada',
      active: false,
      emails: [
        { value: 'ada@home', type: 'work' },
        { value: 'ada@x.org', type: 'home', primary: true },
      ],
      x509Certificates: [{ value: 'AAAA' }],
    }),
  );
  await made(acme, user('bea', { title: 'beta', emails: [{ value: 'bea@x.org', type: 'work' }] }));
  await made(acme, user('cid', { [urns.enterpriseUser]: { employeeNumber: '9' } }));
  crew = await made(acme, group('Crew', [ada.id]));
});

const send = (filter: string, endpoint = '/Users') =>
  acme.send(`GET ${endpoint}?filter=${encodeURIComponent(filter)}`);
const names = async (filter: string) => {
  const { status, body } = await send(filter);
  expect(status, body.detail).toBe(200);
  return body.Resources.map(({ userName }: { userName: string }) => userName).join(' ');
};

describe('operators', () => {
  it.each([
    ['title eq "alpha"', 'ada'],
    ['title ne "alpha"', 'bea cid'],
    ['title co "ET"', 'bea'],
    ['title sw "AL"', 'ada'],
    ['title ew "A"', 'ada bea'],
    ['title co ""', 'ada bea'],
    ['title sw ""', 'ada bea'],
    ['title ew ""', 'ada bea'],
    ['title gt "alpha"', 'bea'],
    ['title ge "ALPHA"', 'ada bea'],
    ['title lt "B"', 'ada'],
    ['title le "beta"', 'ada bea'],
    ['externalId eq "Ext"', 'ada'],
    ['externalId sw "ext"', ''],
    ['profileUrl ew "/Ada"', 'ada'],
    ['profileUrl ew "/ada"', ''],
    ['active ne true', 'ada'],
    [`${urns.enterpriseUser}:employeeNumber gt "10"`, 'cid'],
  ])('RFC 7644 §3.4.2.2: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });

  it.each([
    ['title pr', 'ada bea'],
    ['emails pr', 'ada bea'],
    ['emails.primary pr', 'ada'],
    ['name pr', 'ada'],
    ['name.familyName pr', 'ada'],
    ['name.givenName pr', ''],
    ['groups pr', 'ada'],
    ['meta pr', 'ada bea cid'],
    ['active pr', 'ada bea cid'],
    [`${urns.enterpriseUser}:employeeNumber pr`, 'cid'],
    ['not (emails pr)', 'cid'],
  ])('RFC 7644 §3.4.2.2: %s holds where there is a value', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });

  it.each([
    'active gt true',
    'active ge false',
    'x509Certificates.value lt "B"',
    'x509Certificates le "B"',
    'emails.primary gt true',
  ])('RFC 7644 §3.4.2.2: %s has no order: 400 invalidFilter', async (filter) => {
    const { status, body } = await send(filter);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidFilter'));
  });

  it.each([
    'active eq "x"',
    'active eq 1',
    'active co "t"',
    'meta.created gt 5',
    'meta.created co "2026"',
    'meta.created gt "soon"',
    'userName eq true',
    'userName gt null',
    'name eq "x"',
    'userName[value eq "x"]',
    'name.familyName[value eq "x"]',
  ])('RFC 7644 §3.12: %s compares what can’t be compared: 400 invalidFilter', async (filter) => {
    const { status, body } = await send(filter);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidFilter'));
  });
});

describe('absent values', () => {
  it.each([
    ['title ne "x"', 'ada bea cid'],
    ['emails.value ne "bea@x.org"', 'ada cid'],
    ['not (title eq "alpha")', 'bea cid'],
    ['not (title gt "a")', 'cid'],
    ['title eq null', 'cid'],
  ])('RFC 7644 §3.4.2.2: no value differs from every value: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });
});

describe('many values', () => {
  it.each([
    ['emails.value ew "@x.org"', 'ada bea'],
    ['emails co "@home"', 'ada'],
    ['emails eq "bea@x.org"', 'bea'],
    // One element must satisfy both; two comparisons may find two elements.
    ['emails[type eq "work" and value co "@x.org"]', 'bea'],
    ['emails.type eq "work" and emails.value co "@x.org"', 'ada bea'],
    ['emails[type eq "work" or primary eq true]', 'ada bea'],
    ['emails[not (type eq "work")]', 'ada'],
    ['emails[(type eq "home" or type eq "work") and value sw "b"]', 'bea'],
    ['not (emails[type eq "home"]) and emails[type eq "work"]', 'bea'],
    // Any value that differs.
    ['emails.type ne "work"', 'ada cid'],
  ])('RFC 7644 §3.4.2.2: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });
});

describe('common attributes', () => {
  it('RFC 7644 §3.4.2.2: id, externalId and all of meta can be compared', async () => {
    const { created, lastModified, location, version } = (await acme.send(`GET /Users/${ada.id}`)).body.meta;
    for (const filter of [
      `id eq "${ada.id}"`,
      'externalId eq "Ext"',
      `meta.location eq "${location}"`,
      `meta.version eq "${version.replaceAll('"', '\\"')}" and userName eq "ada"`,
      `meta.created eq "${created}" and userName eq "ada"`,
    ]) {
      expect(await names(filter)).toBe('ada');
    }
    expect(await names('meta.resourceType eq "User"')).toBe('ada bea cid');
    expect(await names('meta.resourceType eq "Group"')).toBe('');
    expect(await names(`meta.lastModified lt "${lastModified}"`)).toBe('');
  });

  it('RFC 7644 §3.4.2.2: moments compare in time, whatever their zone', async () => {
    const created = Date.parse(ada.meta.created);
    const zoned = (minutes: number, shift: number) => {
      const local = new Date(created + shift + minutes * 60_000).toISOString().replace('Z', '');
      return `${local}${minutes < 0 ? '-' : '+'}${String(Math.abs(minutes) / 60).padStart(2, '0')}:00`;
    };
    const about = (op: string, text: string) => names(`userName eq "ada" and meta.created ${op} "${text}"`);
    expect(await about('eq', zoned(120, 0))).toBe('ada');
    expect(await about('gt', zoned(-300, -1000))).toBe('ada');
    expect(await about('lt', zoned(-300, -1000))).toBe('');
    expect(await about('le', zoned(300, 1000))).toBe('ada');
  });

  it.each([
    [`schemas eq "${urns.enterpriseUser}"`, 'cid'],
    [`schemas eq "${urns.user.toLowerCase()}"`, 'ada bea cid'],
    [`not (schemas eq "${urns.enterpriseUser}")`, 'ada bea'],
  ])('RFC 7644 §3.4.2.2: %s finds what uses the schema', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });

  it('RFC 7644 §3.4.2.2: groups are found by name and members', async () => {
    for (const filter of [
      'displayName eq "CREW"',
      `members.value eq "${ada.id}"`,
      `members eq "${ada.id}"`,
      `members[value eq "${ada.id}" and type eq "User"]`,
      'members.display eq "ADA"',
    ]) {
      expect((await send(filter, '/Groups')).body.Resources.map(({ id }: { id: string }) => id)).toEqual([
        crew.id,
      ]);
    }
    expect((await send('members eq "x"', '/Groups')).body.totalResults).toBe(0);
  });

  it('RFC 7644 §3.9: what is not shown can be compared all the same', async () => {
    const { body } = await acme.send('GET /Users?filter=title eq "beta"&attributes=userName&sortBy=title');
    expect(body.Resources).toEqual([{ schemas: [urns.user], id: expect.any(String), userName: 'bea' }]);
  });
});

describe('secrets', () => {
  it.each([
    'password eq "x"',
    'password pr',
    'not (password sw "a")',
    `${urns.user}:password ne "x"`,
    'userName pr and PASSWORD co "a"',
  ])('RFC 7644 §7.5.2: what is never returned can’t be found out: %s', async (filter) => {
    const { status, body } = await send(filter);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidFilter'));
  });
});
