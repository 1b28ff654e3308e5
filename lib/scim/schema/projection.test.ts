import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json';
import { urns } from '../urns';
import { everything, type Projection, project, projection, shows } from './projection';
import { groupType, userType } from './resource-type';

const ext = urns.enterpriseUser;
const ada: JsonObject = {
  schemas: [urns.user, ext],
  id: 'a1',
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'a@b', type: 'work' }, { type: 'home' }],
  [ext]: { department: 'D', manager: { value: 'm' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
};

const shown = (mode: Projection['mode'], ...names: string[]) =>
  project(userType, ada, projection(userType, mode, names));

describe('attributes and excludedAttributes (RFC 7644 §3.9)', () => {
  test('everything is the resource itself', () => expect(project(userType, ada, everything)).toBe(ada));

  test.each<[string[], JsonObject]>([
    [['userName'], { userName: 'ada' }],
    [['USERNAME', 'nothing'], { userName: 'ada' }],
    [['name.givenName'], { name: { givenName: 'Ada' } }],
    [['name.givenName', 'name'], { name: { givenName: 'Ada', familyName: 'Lovelace' } }],
    [['emails.value'], { emails: [{ value: 'a@b' }] }],
    [[`${urns.user}:userName`], { userName: 'ada' }],
    [['meta.version'], { meta: { version: 'W/"1"' } }],
    [['nothing'], {}],
  ])('only %j', (names, expected) => {
    expect(shown('only', ...names)).toEqual({ schemas: [urns.user], id: 'a1', ...expected });
  });

  test.each<[string, JsonObject]>([
    [ext, { department: 'D', manager: { value: 'm' } }],
    [`${ext}:department`, { department: 'D' }],
    [`${ext}:manager.value`, { manager: { value: 'm' } }],
  ])('only %s names the extension in schemas', (name, container) => {
    expect(shown('only', name)).toEqual({ schemas: [urns.user, ext], id: 'a1', [ext]: container });
  });

  test('except takes away what is named, but never id and schemas', () => {
    const rest = shown('except', 'id', 'schemas', 'emails', 'name.familyName', 'meta', ext);
    expect(rest).toEqual({ schemas: [urns.user], id: 'a1', userName: 'ada', name: { givenName: 'Ada' } });
  });

  test('a password is never shown', () => {
    expect(
      project(userType, { ...ada, password: 'x' }, projection(userType, 'only', ['password'])),
    ).not.toHaveProperty('password');
  });

  test.each<[Projection['mode'], string[], boolean]>([
    ['except', [], true],
    ['except', ['members'], false],
    ['except', ['members.display'], true],
    ['only', ['displayName'], false],
    ['only', ['MEMBERS'], true],
    ['only', ['members.value'], true],
  ])('%s %j shows members: %s', (mode, names, expected) => {
    expect(shows(groupType, projection(groupType, mode, names), 'members')).toBe(expected);
  });
});
