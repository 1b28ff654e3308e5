import { expect, it } from 'vitest';
import { isOver, progressOf, receptionOf } from './progress';
import type { Configuration } from './use-configuration';
import type { Traffic } from './use-traffic';

const count = (number: number) => ({ count: number, more: false });
const given = (users: number, roles: number, grantingRoles: number, heardAt: string | null = null) =>
  ({
    heardAt,
    letIn: false,
    users: { total: count(users), active: count(users) },
    roles,
    grantingRoles,
  }) as Configuration;
const request = (status: number): Traffic[number] => ({
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
  [
    'a key that was used, by requests that were refused',
    given(0, 0, 0, '2026-11-24T12:00:00.000Z'),
    [404],
    [],
  ],
  ['a request that got through long ago', { ...given(0, 0, 0), letIn: true }, [404], ['connected']],
  [
    'people, and a key that was used',
    given(3, 0, 0, '2026-11-24T12:00:00.000Z'),
    [],
    ['connected', 'people'],
  ],
  ['people', given(3, 0, 0), [200], ['connected', 'people']],
  ['roles', given(3, 2, 0), [200], ['connected', 'people', 'groups']],
  ['permissions', given(3, 2, 1), [200], ['connected', 'people', 'groups', 'permissions']],
  ['people who stayed from an earlier connection', given(3, 2, 1), [], []],
])('%s', (_, configuration, statuses, reached) => {
  const progress = progressOf(configuration, statuses.map(request));
  expect(Object.entries(progress).flatMap(([name, is]) => (is ? [name] : []))).toEqual(reached);
});

const key = (lastFour: string, lastUsedAt: string | null = null) => ({ lastFour, lastUsedAt });
const keyed = (more: object) =>
  ({ ...given(0, 0, 0), rotation: null, letIn: true, ...more }) as Configuration;
const sent = (status: number, lastFour: string, problem: Traffic[number]['problem'] = null) => ({
  ...request(status),
  lastFour,
  problem,
});
const used = '2026-11-24T12:00:00.000Z';

it.each([
  ['waiting', 'nothing came', keyed({ key: key('aaaa') }), []],
  ['connected', 'a request got through', keyed({ key: key('aaaa') }), [sent(200, 'aaaa')]],
  ['connected', 'the key was used', keyed({ key: key('aaaa', used) }), []],
  [
    'waiting',
    'the old key got through, the new one nothing',
    keyed({ key: key('bbbb') }),
    [sent(200, 'aaaa')],
  ],
  ['refused', 'the key is damaged', keyed({ key: key('aaaa') }), [sent(401, 'aaaa', 'damaged-key')]],
  [
    'refused',
    'the address is wrong',
    keyed({ key: key('aaaa', used), letIn: false }),
    [sent(404, 'aaaa', 'wrong-path')],
  ],
  [
    'refused',
    'it was let in, and is locked out now',
    keyed({ key: key('aaaa', used) }),
    [sent(401, 'aaaa', 'expired-key'), sent(200, 'aaaa')],
  ],
  [
    'connected',
    'one request of many was refused',
    keyed({ key: key('aaaa', used) }),
    [sent(400, 'aaaa', 'refused')],
  ],
  [
    'connected',
    'the key that waits is used',
    keyed({ key: key('aaaa'), rotation: { key: key('bbbb', used), retiresAt: null } }),
    [],
  ],
])('%s: %s', (reception, _, configuration, requests) => {
  expect(receptionOf(configuration, requests)).toBe(reception);
});

it.each([
  ['a damaged key, and then the right one', 'damaged-key', [sent(200, 'aaaa')], true],
  ['a wrong address, and then the right one', 'wrong-path', [sent(201, 'aaaa')], true],
  ['a damaged key, twice', 'damaged-key', [sent(401, 'aaaa', 'damaged-key')], false],
  ['a damaged key, the last of all', 'damaged-key', [], false],
  ['a value that is wrong, whatever came after', 'refused', [sent(200, 'aaaa')], false],
] as const)('%s', (_, problem, later, over) => {
  const failed = { ...sent(401, 'aaaa', problem), id: 'failed' };
  expect(isOver(failed, [...later, failed, sent(200, 'aaaa')])).toBe(over);
});
