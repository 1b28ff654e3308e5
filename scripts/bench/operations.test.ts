import { expect, it } from 'vitest';
import { createGroup, findGroup, readGroup, readMembers } from './group-operations.mjs';
import { userBody } from './people.mjs';
import {
  createUser,
  cursorPage,
  findNobody,
  findUser,
  getUser,
  listPage,
  patchActive,
  putUser,
} from './user-operations.mjs';

type Json = Record<string, unknown>;

const user = () => ({ i: 7, id: 'seven', active: true });
const resource = (more: Json = {}) => ({ ...userBody(7), id: 'seven', ...more });
const listOf = (Resources: Json[], more: Json = {}) => ({
  totalResults: Resources.length,
  Resources,
  ...more,
});
const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `id ${i}`, userName: `name ${i}` }));
const target = { users: [] };
const group = { id: 'g', name: 'Group' };
const members = (...ids: string[]) => ({ id: 'g', members: ids.map((value) => ({ value })) });
const page = () => cursorPage({ cursor: '', seen: new Map(), next: () => {} });

/** Each operation with its status, a right answer, and wrong ones. */
const answers = [
  [
    'create',
    () => createUser(target, 7),
    201,
    resource(),
    [resource({ userName: 'x' }), resource({ id: '' }), resource({ emails: [] })],
  ],
  [
    'find',
    () => findUser(user()),
    200,
    listOf([resource()]),
    [listOf([]), listOf([resource(), resource()]), listOf([resource({ id: 'x' })])],
  ],
  ['find nobody', () => findNobody(1), 200, listOf([]), [listOf([resource()])]],
  ['get', () => getUser(user()), 200, resource(), [resource({ id: 'x' }), resource({ schemas: [] })]],
  [
    'patch',
    () => patchActive(user(), 'entra'),
    200,
    resource({ active: false }),
    [resource(), resource({ active: 'False' })],
  ],
  ['put', () => putUser(user(), 1), 200, resource({ name: { familyName: 'Put7' } }), [resource()]],
  [
    'page',
    () => listPage({ startIndex: 101, total: 150 }),
    200,
    listOf(people(50), { totalResults: 150 }),
    [
      listOf(people(50)),
      listOf(people(49), { totalResults: 150 }),
      listOf(people(50).fill({ id: '', userName: '' }), { totalResults: 150 }),
    ],
  ],
  [
    'page by cursor',
    page,
    200,
    listOf(people(100), { nextCursor: 'x' }),
    [listOf(people(99), { nextCursor: 'x' })],
  ],
  ['create a group', () => createGroup('Group'), 201, { id: 'g', displayName: 'Group' }, [{ id: 'g' }]],
  [
    'read a group',
    () => readGroup(group),
    200,
    { id: 'g', displayName: 'Group' },
    [{ id: 'g', displayName: 'Group', members: [] }],
  ],
  [
    'read members',
    () => readMembers(group, 2),
    200,
    members('a', 'b'),
    [members('a'), members('a', 'a'), { id: 'g' }],
  ],
  ['find a group', () => findGroup(group), 200, listOf([{ id: 'g' }]), [listOf([]), listOf([{ id: 'x' }])]],
] as const;

it.each(answers)('%s: tells a right answer from wrong ones', (_, make, status, right, wrong) => {
  const check = (json: unknown, given: number = status) =>
    make().check({ status: given, json, headers: {} }, () => {});
  expect(check(right)).toBeUndefined();
  for (const one of wrong) expect(check(one), JSON.stringify(one)).toEqual(expect.any(String));
  expect(check(right, 500)).toContain('status 500');
});
