import { expect, test } from 'vitest';
import { changedAttributes } from './changed-attributes';

test('a plain attribute has the name that the pages give it', () => {
  expect(changedAttributes({ title: { from: 'Analyst', to: null } })).toEqual([
    { path: 'title', label: 'Position', from: 'Analyst', to: null },
  ]);
});

test('of a complex attribute the parts that differ are told', () => {
  const from = { givenName: 'Ada', familyName: 'Byron' };
  const to = { givenName: 'Ada', familyName: 'Lovelace' };
  expect(changedAttributes({ name: { from, to } })).toEqual([
    { path: 'name.familyName', label: 'Last Name', from: 'Byron', to: 'Lovelace' },
  ]);
});

test('values are told apart by their type', () => {
  const work = { type: 'work', value: 'ada@acme.test', primary: true };
  const changes = { emails: { from: [work], to: [{ type: 'home', value: 'ada@home.test' }, work] } };
  expect(changedAttributes(changes)).toEqual([
    { path: 'emails[type="home"].value', label: undefined, from: undefined, to: 'ada@home.test' },
  ]);
});

test('values that no type tells apart stay whole', () => {
  const from = [{ value: 'a@acme.test' }];
  const to = [{ value: 'b@acme.test' }];
  expect(changedAttributes({ emails: { from, to } })).toEqual([
    { path: 'emails', label: undefined, from, to },
  ]);
});

test('the attributes of an extension bear its URN', () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const changes = { [urn]: { from: { department: 'Sales' }, to: { department: 'Support' } } };
  expect(changedAttributes(changes)).toEqual([
    { path: `${urn}:department`, label: undefined, from: 'Sales', to: 'Support' },
  ]);
});

test('an entry without changes tells of none', () => {
  expect(changedAttributes(undefined)).toEqual([]);
  expect(changedAttributes({ title: 'Analyst' })).toEqual([]);
});
