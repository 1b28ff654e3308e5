import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json';
import { lenient } from '../schema/dialects';
import { userType } from '../schema/resource-type';
import { urns } from '../urns';
import { lenientTokens } from './dialects';
import { matches } from './evaluate';
import { Parser } from './parser';
import { typeFilter } from './type-filter';

const ada: JsonObject = {
  schemas: [urns.user, urns.enterpriseUser],
  id: 'a1',
  userName: 'Ada.Lovelace@example.com',
  externalId: 'Ext-1',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@work.example', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
  [urns.enterpriseUser]: { department: 'Engines', manager: { value: 'm1' } },
  meta: {
    created: '2026-01-02T03:04:05.678Z',
    lastModified: '2026-02-01T00:00:00.000Z',
    resourceType: 'User',
  },
};

const holds = (filter: string) =>
  matches(typeFilter(userType, Parser.parse(filter, lenientTokens(userType)), lenient).filter, ada);

describe('matches (RFC 7644 §3.4.2.2)', () => {
  test.each([
    'userName eq "ada.LOVELACE@example.com"',
    'externalId eq "Ext-1"',
    'name.familyName co "love"',
    'NAME.GIVENNAME sw "a"',
    'userName ew ".COM"',
    'title ne "x"',
    'title eq null',
    'userName ne null',
    'not (title pr)',
    'emails pr',
    'name pr',
    'active eq true',
    'active eq "True"',
    'emails.type eq "work" and emails.value co "home"',
    'emails[type eq "work" and value co "work"]',
    'emails[type eq "work"].value eq "ADA@work.example"',
    'emails co "home.example"',
    'emails.type ne "work"',
    'emails[not (type eq "work")]',
    'manager.value eq "m1" or urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "m1"',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:DEPARTMENT sw "eng"',
    'meta.created gt "2026-01-02T03:04:05Z"',
    'meta.created eq "2026-01-02T05:04:05.678+02:00"',
    'meta.lastModified ge "0001-01-03T00:00:00.0000000Z"',
    `schemas eq "${urns.enterpriseUser}"`,
    'displayName co "" or userName co ""',
    'userName gt "ACA" and userName lt "adb"',
    'unknown ne "x"',
    'not (unknown eq "x")',
  ])('%s', (filter) => expect(holds(filter)).toBe(true));

  test.each([
    'externalId eq "ext-1"',
    'userName co "%"',
    'userName eq "_da.lovelace@example.com"',
    'title co ""',
    'title eq "x"',
    'title pr',
    'emails[type eq "work" and value co "home"]',
    'emails[type eq "other"]',
    'phoneNumbers[type ne "work"]',
    'unknown eq "x"',
    'unknown pr',
    'active eq false',
    'meta.created lt "2026-01-02T03:04:05Z"',
    'not (userName pr)',
  ])('not %s', (filter) => expect(holds(filter)).toBe(false));
});

describe('what can’t be compared is refused', () => {
  test.each([
    ['active gt true', /boolean, which can't be compared by “gt”/],
    ['active co "t"', /boolean, which can't be compared by “co”/],
    ['active eq "maybe"', /can't be compared with "maybe"/],
    ['meta.created gt "yesterday"', /dateTime; it can't be compared with "yesterday"/],
    ['meta.created eq 5', /dateTime/],
    ['meta.created co "2026"', /dateTime/],
    ['userName eq true', /string; it can't be compared with true/],
    ['userName gt null', /with null by eq and ne only/],
    ['name eq "Ada"', /`name` has parts: compare one of them, such as `name.formatted`/],
    ['addresses eq "x"', /`addresses` has parts/],
    ['userName[value eq "x"]', /`userName` has no sub-attributes/],
    ['password sw "a"', /`password` can't be used/],
    ['x509Certificates.value gt "a"', /binary/],
    ['title eq "\\u0000"', /can't be compared/],
  ])('%s', (filter, message) => {
    expect(() => holds(filter)).toThrow(message);
  });

  test('an unknown name is told, with what was probably meant', () => {
    const { unknown } = typeFilter(
      userType,
      Parser.parse('emials.value eq "x"', lenientTokens(userType)),
      lenient,
    );
    expect(unknown).toEqual(['`emials.value` is no attribute of User; did you mean `emails`?']);
  });
});
