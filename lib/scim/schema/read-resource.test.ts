import { describe, expect, test } from 'vitest';
import { urns } from '../urns';
import { impliedSchemas, lenient } from './dialects';
import { readResource } from './read-resource';
import { strict } from './read-value';
import { groupType, userType } from './resource-type';

const ext = urns.enterpriseUser;
const user = (members: object) => ({ schemas: [urns.user], userName: 'ada', ...members });
const rfc = (members: object) => readResource(userType, user(members), strict);
const idp = (members: object) => readResource(userType, user(members), lenient);

describe('a body is read by its schemas (RFC 7644 §3.3)', () => {
  test.each<[string, object, object]>([
    [
      'names in any case',
      { NICKNAME: 'A', Name: { GIVENNAME: 'B' } },
      { nickName: 'A', name: { givenName: 'B' } },
    ],
    [
      'unknown attributes',
      { favouriteColor: 'red', name: { nick: 'x', givenName: 'B' } },
      { name: { givenName: 'B' } },
    ],
    ['readOnly attributes', { id: 'x', meta: { created: 1 }, groups: [{ value: 'g' }] }, {}],
    ['null and empty lists', { title: null, emails: [], name: {}, addresses: null }, {}],
    ['null in parts', { emails: [{ value: 'a', display: null }, null] }, { emails: [{ value: 'a' }] }],
    [
      'an extension in any case',
      { [ext.toUpperCase()]: { DEPARTMENT: 'D' } },
      { [ext]: { department: 'D' } },
    ],
    ['an unknown extension', { 'urn:x:y:User': { a: 1 } }, {}],
    ['an empty extension', { [ext]: { department: null } }, {}],
    [
      'manager.displayName, which is readOnly',
      { [ext]: { manager: { value: 'm', displayName: 'M' } } },
      { [ext]: { manager: { value: 'm' } } },
    ],
    [
      'a value that repeats',
      {
        emails: [
          { value: 'a', type: 'work' },
          { value: 'a', type: 'work' },
        ],
      },
      { emails: [{ value: 'a', type: 'work' }] },
    ],
    [
      'two of one type',
      {
        emails: [
          { value: 'a', type: 'work' },
          { value: 'b', type: 'work' },
        ],
      },
      {
        emails: [
          { value: 'a', type: 'work' },
          { value: 'b', type: 'work' },
        ],
      },
    ],
    [
      'another type than the canonical ones',
      { emails: [{ value: 'a', type: 'boat' }] },
      { emails: [{ value: 'a', type: 'boat' }] },
    ],
    ['letters of all kinds', { displayName: 'Zoë 😀 𝔸' }, { displayName: 'Zoë 😀 𝔸' }],
    ['a name of Object’s own', { constructor: 'x', __proto__: { title: 'x' }, toString: 'y' }, {}],
  ])('%s', (_what, members, expected) => {
    expect(rfc(members)).toEqual({ userName: 'ada', ...expected });
  });

  test.each<[string, object, RegExp]>([
    ['text for a boolean', { active: 'yes' }, /`active` must be true or false, not "yes"/],
    ['a number for text', { title: 5 }, /`title` must be a string, not 5/],
    ['an object for text', { title: {} }, /`title` must be a string, not an object/],
    ['one for many', { emails: { value: 'a' } }, /`emails` must be an array, not an object/],
    ['text for an object', { name: 'Ada' }, /`name` must be an object, not a string/],
    [
      'a part of the wrong type',
      { emails: [{ value: 'a', primary: 1 }] },
      /`emails\.primary` must be true or false/,
    ],
    [
      'two primaries',
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      /2 values with `primary` true/,
    ],
    ['no base64', { x509Certificates: [{ value: '***' }] }, /base64/],
    ['a NUL', { title: 'a\0b' }, /without NUL/],
    ['half a surrogate pair', { title: 'a\ud800' }, /surrogate/],
    ['an extension that is no object', { [ext]: 'x' }, /must be an object, not a string/],
    ['no userName', { userName: null }, /must have a `userName` that is not empty/],
    ['an empty userName', { userName: '' }, /must have a `userName`/],
  ])('refuses %s', (_what, members, message) => {
    expect(() => rfc(members)).toThrow(message);
    expect(() => rfc(members)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidValue' }));
  });
});

describe('schemas (RFC 7643 §3)', () => {
  test('in any order, with others beside the base', () => {
    const body = { schemas: ['urn:unknown', ext, urns.user.toUpperCase()], userName: 'ada' };
    expect(readResource(userType, body, strict)).toEqual({ userName: 'ada' });
  });

  test.each<[string, unknown, RegExp]>([
    ['no object', 'x', /must be a JSON object: a User, not a string/],
    ['missing', { userName: 'ada' }, /`schemas` must be an array with/],
    [
      'a Group',
      { schemas: [urns.group], userName: 'ada' },
      /this body says it is a "urn:ietf:params:scim:schemas:core:2.0:Group"/,
    ],
    ['only an extension', { schemas: [ext], userName: 'ada' }, /must contain/],
  ])('refuses %s', (_what, body, message) => {
    expect(() => readResource(userType, body, strict)).toThrow(message);
    expect(() => readResource(userType, body, strict)).toThrow(
      expect.objectContaining({ scimType: 'invalidSyntax' }),
    );
  });

  test('are implied by the endpoint where a body has none', () => {
    expect(readResource(groupType, impliedSchemas(groupType, { displayName: 'G' }), strict)).toEqual({
      displayName: 'G',
    });
    const group = { schemas: [urns.group], userName: 'ada' };
    expect(impliedSchemas(userType, group)).toBe(group);
  });
});

describe('dialects', () => {
  test.each<[string, object, object]>([
    [
      'booleans as text',
      { active: 'True', roles: [{ value: 'r', primary: 'false' }] },
      { active: true, roles: [{ value: 'r', primary: false }] },
    ],
    [
      'numbers for text',
      { externalId: 7, addresses: [{ postalCode: 80202 }] },
      { externalId: '7', addresses: [{ postalCode: '80202' }] },
    ],
    ['one object for many', { emails: { value: 'a' } }, { emails: [{ value: 'a' }] }],
    ['bare text for many', { emails: 'a' }, { emails: [{ value: 'a' }] }],
    ['bare text in a list', { roles: ['r'] }, { roles: [{ value: 'r' }] }],
    ['a list of one', { title: ['T'], active: [true] }, { title: 'T', active: true }],
    ['empty text', { title: '', emails: [{ value: '' }], [ext]: { manager: '' } }, {}],
  ])('%s', (_what, members, expected) => {
    expect(idp(members)).toEqual({ userName: 'ada', ...expected });
    expect(Object.keys(expected).length === 0 || expectRefusal(() => rfc(members))).toBe(true);
  });

  function expectRefusal(read: () => unknown): true {
    expect(read).toThrow();
    return true;
  }

  test.each([2 ** 53, Number.POSITIVE_INFINITY])(
    'a number whose digits are lost is not taken for text: %s',
    (externalId) => {
      expect(() => idp({ externalId })).toThrow(/`externalId` must be a string/);
    },
  );

  test.each(['', ' ', '\t\u00a0'])('a required attribute is not cleared by empty text: %j', (userName) => {
    expect(() => idp({ userName })).toThrow(/must have a `userName`/);
  });
});
