import { expect, it } from 'vitest';
import { progressOf } from './progress';
import type { Configuration } from './use-configuration';

const count = (number: number) => ({ count: number, more: false });
const given = (users: number, roles: number, grantingRoles: number, heardAt: string | null = null) =>
  ({ heardAt, users: { total: count(users), active: count(users) }, roles, grantingRoles }) as Configuration;
const request = (status: number) => ({
  id: 'x',
  at: '2026-11-24T12:00:00.000Z',
  method: 'GET',
  path: '/scim/v2/Users',
  status,
  userAgent: null,
  lastFour: null,
  problem: null,
});

it.each([
  ['nothing', given(0, 0, 0), [], []],
  ['a request that was refused', given(0, 0, 0), [401], []],
  ['a request that got through', given(0, 0, 0), [401, 200], ['connected']],
  ['a key that was used', given(0, 0, 0, '2026-11-24T12:00:00.000Z'), [], ['connected']],
  ['people', given(3, 0, 0), [200], ['connected', 'people']],
  ['roles', given(3, 2, 0), [200], ['connected', 'people', 'groups']],
  ['permissions', given(3, 2, 1), [200], ['connected', 'people', 'groups', 'permissions']],
  ['people who stayed from an earlier connection', given(3, 2, 1), [], []],
])('%s', (_, configuration, statuses, reached) => {
  const progress = progressOf(configuration, statuses.map(request));
  expect(Object.entries(progress).flatMap(([name, is]) => (is ? [name] : []))).toEqual(reached);
});
