import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json';
import { lenient } from '../schema/dialects';
import type { Document } from '../schema/read-resource';
import { readResource } from '../schema/read-resource';
import { maxValues, strict } from '../schema/read-value';
import { groupType, userType } from '../schema/resource-type';
import { urns } from '../urns';
import type { Policy } from './apply';
import { lenientOperations, lenientPolicy } from './dialects';
import { joined, memberChange } from './member-changes';
import { patch, readSteps } from './patch';
import { readPatchOp } from './patch-op';

const strictPolicy: Policy = { relax: strict };
const message = (operations: readonly Json[]): JsonObject => ({
  schemas: [urns.patchOp],
  Operations: operations,
});

/** RFC 7644 to the letter. */
function rfc(document: Document, ...operations: Json[]): Document {
  return patch(
    userType,
    document,
    readSteps(userType, readPatchOp(message(operations)), strictPolicy),
    strictPolicy,
  );
}

/** As identity providers are answered. */
function idp(document: Document, ...operations: Json[]): Document {
  const read = readPatchOp(message(operations), lenientOperations(userType));
  return patch(userType, document, readSteps(userType, read, lenientPolicy), lenientPolicy);
}

const ext = urns.enterpriseUser;
const work = { value: 'ada@work.example', type: 'work', primary: true };
const home = { value: 'ada@home.example', type: 'home' };
const ada: Document = {
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [work, home],
  title: 'Countess',
  active: true,
  [ext]: { department: 'Engines', manager: { value: 'm1' } },
};

const { title: _title, ...untitled } = ada;

describe('add (RFC 7644 §3.5.2.1)', () => {
  test.each<[string, Json, Document]>([
    [
      'without a path merges',
      { op: 'add', value: { nickName: 'A', title: 'Dr' } },
      { ...ada, nickName: 'A', title: 'Dr' },
    ],
    ['replaces a single value', { op: 'add', path: 'title', value: 'Dr' }, { ...ada, title: 'Dr' }],
    [
      'merges a complex value',
      { op: 'add', path: 'name', value: { middleName: 'K' } },
      { ...ada, name: { givenName: 'Ada', familyName: 'Lovelace', middleName: 'K' } },
    ],
    [
      'sets a sub-attribute',
      { op: 'add', path: 'name.givenName', value: 'A' },
      { ...ada, name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
    [
      'appends to many values',
      { op: 'add', path: 'emails', value: [{ value: 'x@x', type: 'other' }] },
      { ...ada, emails: [work, home, { value: 'x@x', type: 'other' }] },
    ],
    [
      'a new primary is the only one',
      { op: 'add', path: 'emails', value: [{ value: 'x@x', primary: true }] },
      { ...ada, emails: [{ ...work, primary: false }, home, { value: 'x@x', primary: true }] },
    ],
    [
      'makes an attribute',
      { op: 'add', path: 'phoneNumbers', value: [{ value: '1' }] },
      { ...ada, phoneNumbers: [{ value: '1' }] },
    ],
    [
      'writes an extension',
      { op: 'add', path: `${ext}:costCenter`, value: 'C' },
      { ...ada, [ext]: { department: 'Engines', manager: { value: 'm1' }, costCenter: 'C' } },
    ],
    [
      'to the elements a filter selects',
      { op: 'add', path: 'emails[type eq "home"].display', value: 'H' },
      { ...ada, emails: [work, { ...home, display: 'H' }] },
    ],
  ])('%s', (_what, operation, expected) => expect(rfc(ada, operation)).toEqual(expected));

  test.each<[string, Json]>([
    ['the same value', { op: 'add', path: 'title', value: 'Countess' }],
    ['an element that is there', { op: 'add', path: 'emails', value: [home] }],
    ['the same active', { op: 'add', path: 'active', value: true }],
  ])('%s changes nothing', (_what, operation) => expect(rfc(ada, operation)).toBe(ada));
});

describe('remove (RFC 7644 §3.5.2.2)', () => {
  test.each<[string, Json, Document]>([
    ['a single value', { op: 'remove', path: 'title' }, untitled],
    ['elements by a filter', { op: 'remove', path: 'emails[type eq "home"]' }, { ...ada, emails: [work] }],
    [
      'a sub-attribute of each match',
      { op: 'remove', path: 'emails[type eq "work"].primary' },
      { ...ada, emails: [{ value: 'ada@work.example', type: 'work' }, home] },
    ],
    [
      'a part of a complex value',
      { op: 'remove', path: 'name.familyName' },
      { ...ada, name: { givenName: 'Ada' } },
    ],
    [
      'of the last part unassigns',
      { op: 'remove', path: `${ext}:manager.value` },
      { ...ada, [ext]: { department: 'Engines' } },
    ],
    ['what is not there', { op: 'remove', path: 'emails[type eq "other"]' }, ada],
    ['what has no value', { op: 'remove', path: 'nickName' }, ada],
  ])('%s', (_what, operation, expected) => expect(rfc(ada, operation)).toEqual(expected));

  test('the last element unassigns the attribute', () => {
    expect(rfc(ada, { op: 'remove', path: 'emails[value pr]' })).not.toHaveProperty('emails');
  });

  test('a whole extension', () => {
    expect(rfc(ada, { op: 'remove', path: ext })).not.toHaveProperty(ext);
  });
});

describe('replace (RFC 7644 §3.5.2.3)', () => {
  test.each<[string, Json, Document]>([
    [
      'without a path',
      { op: 'replace', value: { title: 'Dr', active: false } },
      { ...ada, title: 'Dr', active: false },
    ],
    ['an absent attribute', { op: 'replace', path: 'nickName', value: 'A' }, { ...ada, nickName: 'A' }],
    [
      'only the sub-attributes that are given',
      { op: 'replace', path: 'name', value: { givenName: 'A' } },
      { ...ada, name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
    ['the whole list', { op: 'replace', path: 'emails', value: [home] }, { ...ada, emails: [home] }],
    [
      'elements by a filter',
      { op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@n', type: 'home' } },
      { ...ada, emails: [work, { value: 'n@n', type: 'home' }] },
    ],
    [
      'a sub-attribute of each match',
      { op: 'replace', path: 'emails[value pr].type', value: 'x' },
      {
        ...ada,
        emails: [
          { ...work, type: 'x' },
          { ...home, type: 'x' },
        ],
      },
    ],
    [
      'moves primary',
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      {
        ...ada,
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      'a part of a single value that a filter selects',
      { op: 'replace', path: 'name[familyName eq "Lovelace"].givenName', value: 'A' },
      { ...ada, name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
    [
      'a single value that a filter selects',
      { op: 'replace', path: 'name[familyName pr]', value: { givenName: 'A' } },
      { ...ada, name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
    ['null unassigns', { op: 'replace', path: 'title', value: null }, untitled],
    ['an empty list unassigns', { op: 'replace', path: 'photos', value: [] }, ada],
    [
      'readOnly members of a value are ignored',
      { op: 'replace', value: { id: 'x', meta: {}, title: 'Dr' } },
      { ...ada, title: 'Dr' },
    ],
    [
      'names in any case',
      { op: 'replace', path: 'NAME.GivenName', value: 'A' },
      { ...ada, name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
  ])('%s', (_what, operation, expected) => expect(rfc(ada, operation)).toEqual(expected));
});

test('operations apply in order, each on the result of the one before', () => {
  const patched = rfc(
    ada,
    { op: 'remove', path: 'emails' },
    { op: 'add', path: 'emails', value: [home] },
    { op: 'replace', path: 'emails[type eq "home"].value', value: 'new@home' },
  );
  expect(patched.emails).toEqual([{ value: 'new@home', type: 'home' }]);
});

describe('refusals say what to change', () => {
  test.each<[string, Json, string, RegExp]>([
    [
      'unknown attribute',
      { op: 'add', path: 'emials', value: [] },
      'invalidPath',
      /`emials` is no attribute of User; did you mean `emails`\?/,
    ],
    [
      'unknown sub-attribute',
      { op: 'add', path: 'name.givenNam', value: 'x' },
      'invalidPath',
      /did you mean `givenName`/,
    ],
    [
      'an unknown attribute of a long name',
      { op: 'add', value: { ['x'.repeat(5000)]: 1 } },
      'invalidPath',
      /^`x{120}…` is no attribute of User\.$/,
    ],
    ['a path that does not parse', { op: 'remove', path: 'emails[type eq' }, 'invalidPath', /character/],
    [
      'what follows a bracket',
      { op: 'remove', path: 'emails[type eq "x"]value' },
      'invalidPath',
      /After “\]”/,
    ],
    [
      'a filter on an unknown name',
      { op: 'remove', path: 'emails[typ eq "x"]' },
      'invalidPath',
      /`typ` is no sub-attribute/,
    ],
    [
      'a filter on a simple attribute',
      { op: 'remove', path: 'title[value eq "x"]' },
      'invalidPath',
      /no parts/,
    ],
    [
      'a path that is too long',
      { op: 'remove', path: `emails[value eq "${'x'.repeat(8192)}"]` },
      'invalidPath',
      /`path` of Operations\[0\] may have up to 8192 characters/,
    ],
    ['remove without a path', { op: 'remove' }, 'noTarget', /`path`/],
    [
      'replace of no match',
      { op: 'replace', path: 'emails[type eq "other"].value', value: 'x' },
      'noTarget',
      /No value of `emails` matches/,
    ],
    [
      'a single value that does not match',
      { op: 'add', path: 'name[familyName eq "Byron"].givenName', value: 'x' },
      'noTarget',
      /The value of `name` does not match/,
    ],
    ['add without a value', { op: 'add', path: 'title' }, 'invalidValue', /needs a `value`/],
    ['replace without a value', { op: 'replace', path: 'title' }, 'invalidValue', /needs a `value`/],
    [
      'the wrong type',
      { op: 'replace', path: 'active', value: 'yes' },
      'invalidValue',
      /`active` must be true or false, not "yes"/,
    ],
    [
      'two primaries',
      {
        op: 'replace',
        path: 'emails',
        value: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      'invalidValue',
      /2 values with `primary` true/,
    ],
    ['readOnly by path', { op: 'replace', path: 'id', value: 'x' }, 'mutability', /`id` is readOnly/],
    ['readOnly groups', { op: 'add', path: 'groups', value: [] }, 'mutability', /readOnly/],
    ['the end of a required attribute', { op: 'remove', path: 'userName' }, 'mutability', /required/],
    [
      'an empty required attribute',
      { op: 'replace', path: 'userName', value: '' },
      'mutability',
      /must keep one/,
    ],
    [
      'blanks for what is required',
      { op: 'replace', path: 'userName', value: ' ' },
      'mutability',
      /must keep one/,
    ],
    [
      'an unknown operation',
      { op: 'move', path: 'title' },
      'invalidSyntax',
      /"add", "remove" or "replace", not "move"/,
    ],
    ['a capital letter, strictly', { op: 'Add', path: 'title', value: 'x' }, 'invalidSyntax', /not "Add"/],
  ])('%s', (_what, operation, scimType, detail) => {
    expect(() => rfc(ada, operation)).toThrow(detail);
    expect(() => rfc(ada, operation)).toThrow(expect.objectContaining({ status: 400, scimType }));
  });

  test.each<[string, (place: number) => Json]>([
    ['wide filters', () => ({ op: 'remove', path: `emails[${'value ew "q" or '.repeat(150)}type pr]` })],
    ['one value after the other', (i) => ({ op: 'add', path: 'emails', value: [{ value: `${i}@x` }] })],
  ])('operations that take too much: %s', (_what, operation) => {
    const emails = Array.from({ length: 5000 }, (_, i) => ({ value: `e${i}@work.example` }));
    const operations = Array.from({ length: 1000 }, (_, i) => operation(i));
    expect(() => rfc({ ...ada, emails }, ...operations)).toThrow(/`emails` look through more than 20000000/);
  });

  const half = Array.from({ length: maxValues / 2 }, (_, i) => `${i}@x`);
  const unknown = Object.fromEntries(half.map((name) => [name, 1]));

  test.each<[string, Json, Json]>([
    ['to add', { op: 'add', path: 'emails', value: half }, { op: 'add', path: 'emails', value: ['x@x'] }],
    [
      'to remove',
      { op: 'remove', path: 'emails', value: half },
      { op: 'remove', path: 'emails', value: ['x@x'] },
    ],
    [
      'without a path',
      { op: 'add', value: { title: 'x', emails: half.slice(1) } },
      { op: 'add', value: { title: 'x' } },
    ],
    [
      'that mean nothing',
      { op: 'replace', value: { ...unknown, title: 'x' } },
      { op: 'replace', value: unknown },
    ],
  ])('values %s may be so many in all operations', (_what, operation, onceMore) => {
    const few = [operation, { op: 'add', path: 'title', value: 'y' }];
    expect(idp(ada, ...few).title).toBe('y');
    const refused = () => idp(ada, operation, operation, onceMore);
    expect(refused).toThrow(/up to 20000 values at a time/);
    expect(refused).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidValue' }));
  });

  test.each<[string, unknown]>([
    ['no object', []],
    ['no schemas', { Operations: [{ op: 'remove', path: 'title' }] }],
    ['another schema', { schemas: [urns.user], Operations: [{ op: 'remove', path: 'title' }] }],
    ['no operations', { schemas: [urns.patchOp] }],
    ['an empty list', { schemas: [urns.patchOp], Operations: [] }],
    ['an operation that is none', { schemas: [urns.patchOp], Operations: ['x'] }],
    ['a path that is no text', { schemas: [urns.patchOp], Operations: [{ op: 'remove', path: 1 }] }],
    ['too many', { schemas: [urns.patchOp], Operations: Array(1001).fill({ op: 'remove', path: 'title' }) }],
  ])('a message with %s', (_what, body) => {
    expect(() => readPatchOp(body)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidSyntax' }),
    );
  });
});

describe('dialects', () => {
  const changed = (part: JsonObject) => ({ ...ada, ...part });
  const inExtension = (part: JsonObject) => ({
    ...ada,
    [ext]: { department: 'Engines', manager: { value: 'm1' }, ...part },
  });

  test.each<[string, Json, Document]>([
    ['Entra: capitals', { op: 'Replace', path: 'title', value: 'Dr' }, changed({ title: 'Dr' })],
    [
      'Entra: booleans as text',
      { op: 'Replace', path: 'active', value: 'False' },
      changed({ active: false }),
    ],
    [
      'Entra: names with dots and URNs in a value',
      { op: 'replace', value: { title: 'Dr', 'name.givenName': 'A', [`${ext}:division`]: 'D' } },
      { ...inExtension({ division: 'D' }), title: 'Dr', name: { givenName: 'A', familyName: 'Lovelace' } },
    ],
    [
      'Entra: manager as text',
      { op: 'Add', path: `${ext}:manager`, value: 'm2' },
      inExtension({ manager: { value: 'm2' } }),
    ],
    [
      'Entra: manager as a list',
      { op: 'Add', path: `${ext}:manager`, value: [{ value: 'm2' }] },
      inExtension({ manager: { value: 'm2' } }),
    ],
    [
      'Entra: manager without its URN',
      { op: 'replace', path: 'manager', value: 'm2' },
      inExtension({ manager: { value: 'm2' } }),
    ],
    [
      'Entra: a dot after the URN',
      { op: 'replace', path: `${ext}.manager`, value: 'm2' },
      inExtension({ manager: { value: 'm2' } }),
    ],
    [
      'Entra: "" clears the manager',
      { op: 'replace', path: `${ext}:manager`, value: '' },
      { ...ada, [ext]: { department: 'Engines' } },
    ],
    [
      'Entra: {value: ""} clears the manager',
      { op: 'replace', path: `${ext}:manager`, value: { value: '' } },
      { ...ada, [ext]: { department: 'Engines' } },
    ],
    ['Entra: "" clears an attribute', { op: 'replace', path: 'title', value: '' }, untitled],
    [
      'Entra: an element that is not there yet',
      { op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+1' },
      changed({ phoneNumbers: [{ type: 'mobile', value: '+1' }] }),
    ],
    [
      'Entra: nothing to clear in no element',
      { op: 'replace', path: 'phoneNumbers[type eq "fax"].value', value: '' },
      ada,
    ],
    [
      'Entra: roles by primary as text',
      { op: 'add', path: 'roles[primary eq "True"].value', value: 'R' },
      changed({ roles: [{ primary: true, value: 'R' }] }),
    ],
    [
      'OneLogin: one object for many',
      { op: 'replace', path: 'emails', value: home },
      changed({ emails: [home] }),
    ],
    [
      'a list of one for a single value',
      { op: 'replace', path: 'active', value: [false] },
      changed({ active: false }),
    ],
    [
      'values to remove',
      { op: 'remove', path: 'emails', value: [{ value: 'ada@home.example' }] },
      changed({ emails: [work] }),
    ],
    [
      'other keys of an operation',
      { op: 'add', path: 'title', value: 'Dr', name: 'x' },
      changed({ title: 'Dr' }),
    ],
  ])('%s', (_what, operation, expected) => expect(idp(ada, operation)).toEqual(expected));

  test.each<[string, Json, Json]>([
    ['its type', { value: 'ADA@same.example', TYPE: 'Home' }, [{ value: 'ada@same.example', type: 'work' }]],
    ['a type that none has', { value: 'ada@same.example', type: 'other' }, null],
    ['no type', { value: 'ada@same.example', type: null, display: 'x' }, []],
    ['text', 'ada@same.example', []],
  ])('one address of two types, removed with %s', (_what, sent, left) => {
    const emails = ['work', 'home'].map((type) => ({ value: 'ada@same.example', type }));
    const removed = idp({ ...ada, emails }, { op: 'remove', path: 'emails', value: [sent] });
    expect(removed.emails ?? []).toEqual(left ?? emails);
  });
});

describe('members of a group', () => {
  const changeOf = (operation: Json) => {
    const read = readPatchOp(message([operation]), lenientOperations(groupType));
    const steps = readSteps(groupType, read, lenientPolicy);
    return steps.map((step) => memberChange(step, lenient));
  };

  test.each<[string, Json, unknown]>([
    [
      'add',
      { op: 'Add', path: 'members', value: [{ $ref: null, value: 'a' }, { value: 'b' }] },
      [{ kind: 'add', ids: ['a', 'b'] }],
    ],
    ['add bare text', { op: 'add', path: 'members', value: 'a' }, [{ kind: 'add', ids: ['a'] }]],
    [
      'add without a path',
      { op: 'add', value: { members: [{ value: 'a' }] } },
      [{ kind: 'add', ids: ['a'] }],
    ],
    ['add by filter', { op: 'add', path: 'members[value eq "a"]' }, [{ kind: 'add', ids: ['a'] }]],
    ['remove by filter', { op: 'remove', path: 'members[value eq "a"]' }, [{ kind: 'remove', ids: ['a'] }]],
    [
      'remove by values',
      { op: 'Remove', path: 'members', value: [{ value: 'a' }, { value: 'b' }] },
      [
        { kind: 'remove', ids: ['a'] },
        { kind: 'remove', ids: ['b'] },
      ],
    ],
    ['remove all', { op: 'remove', path: 'members' }, [{ kind: 'replace', ids: [] }]],
    [
      'replace',
      { op: 'replace', path: 'members', value: [{ value: 'a' }] },
      [{ kind: 'replace', ids: ['a'] }],
    ],
    ['replace by none', { op: 'replace', path: 'members', value: [] }, [{ kind: 'replace', ids: [] }]],
  ])('%s', (_what, operation, expected) => expect(changeOf(operation)).toEqual(expected));

  test('their parts can’t be changed (RFC 7643 §4.2)', () => {
    const change = () => changeOf({ op: 'replace', path: 'members[value eq "a"].value', value: 'b' });
    expect(change).toThrow(expect.objectContaining({ scimType: 'mutability' }));
  });

  test('a thousand and more are removed by one operation', () => {
    const value = Array.from({ length: 1500 }, (_, i) => ({ value: `id-${i}` }));
    expect(joined(changeOf({ op: 'remove', path: 'members', value }))).toEqual([
      { kind: 'remove', ids: value.map((member) => member.value) },
    ]);
  });

  test.each<[string, Json]>([
    ['add', { op: 'add', path: 'members', value: [{ display: 'Ada' }] }],
    ['replace', { op: 'replace', path: 'members', value: [{ value: null, display: 'Ada' }] }],
    ['remove', { op: 'remove', path: 'members', value: [{ value: 'a' }, { $ref: '../Users/b' }] }],
    ['remove of what is no object', { op: 'remove', path: 'members', value: [null] }],
  ])('%s needs the id of each', (_what, operation) => {
    expect(() => changeOf(operation)).toThrow(/each of `members` needs a `value`/i);
    expect(() => changeOf(operation)).toThrow(expect.objectContaining({ scimType: 'invalidValue' }));
  });

  test.each<[string, Json]>([
    ['a number', 5],
    ['behind a capital letter', { Value: '5' }],
  ])('an id to remove may be %s', (_what, sent) => {
    const removed = changeOf({ op: 'remove', path: 'members', value: [sent] });
    expect(removed).toEqual([{ kind: 'remove', ids: ['5'] }]);
  });

  test('as many as a value may name are removed at once; more are refused', () => {
    const remove = (count: number) => ({
      op: 'remove',
      path: 'members',
      value: Array.from({ length: count }, (_, i) => `id-${i}`),
    });
    expect(joined(changeOf(remove(maxValues)))).toHaveLength(1);
    expect(() => changeOf(remove(maxValues + 1))).toThrow(/up to 20000 values at a time/);
  });

  test('are no groups', () => {
    const change = () => changeOf({ op: 'add', path: 'members', value: [{ value: 'a', type: 'Group' }] });
    expect(change).toThrow(/Groups can’t be members/);
  });
});

describe('properties', () => {
  const operations = fc.array(
    fc.oneof(
      fc.record({
        op: fc.constantFrom('add', 'replace'),
        path: fc.constantFrom('title', 'name.givenName', 'nickName'),
        value: fc.string(),
      }),
      fc.record({
        op: fc.constantFrom('add', 'replace'),
        path: fc.constant('emails'),
        value: fc.array(
          fc.record({ value: fc.string({ minLength: 1 }), type: fc.constantFrom('work', 'home') }),
          { maxLength: 3 },
        ),
      }),
      fc.record({
        op: fc.constant('remove'),
        path: fc.constantFrom('title', 'emails', 'emails[type eq "work"]', 'name', `${ext}:manager`),
      }),
      fc.record({
        op: fc.constant('replace'),
        path: fc.constantFrom('emails[type eq "work"].primary', 'emails[type eq "home"].primary'),
        value: fc.boolean(),
      }),
    ),
    { minLength: 1, maxLength: 8 },
  );

  test('a patched user is one that a PUT of it would leave as it is; its source is untouched', () => {
    fc.assert(
      fc.property(operations, (sent) => {
        const before = structuredClone(ada);
        const patched = idp(ada, ...(sent as Json[]));
        expect(ada).toEqual(before);
        expect(readResource(userType, { ...patched, schemas: [urns.user] }, lenient)).toEqual(patched);
      }),
      { numRuns: 2000 },
    );
  });

  test('a replace that was carried out changes nothing the second time', () => {
    const replaces = fc.record({
      op: fc.constant('replace'),
      path: fc.constantFrom('title', 'displayName', 'emails'),
      value: fc.constantFrom('x', '', [home], [work, home]),
    });
    fc.assert(
      fc.property(replaces, (operation) => {
        fc.pre(Array.isArray(operation.value) === (operation.path === 'emails'));
        const once = idp(ada, operation as Json);
        expect(idp(once, operation as Json)).toBe(once);
      }),
    );
  });
});
