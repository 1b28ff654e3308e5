import { describe, expect, it } from 'vitest';
import { foldedWords } from './folded-words';
import type { Told } from './told';

const okta = { kind: 'identity-provider', name: 'Okta' } as const;
const told = (action: string, name = 'Ada', detail = {}): Told => ({
  actor: okta,
  action,
  subject: { kind: action.startsWith('user') ? 'user' : 'role', id: name, name },
  outcome: action === 'request.refused' ? 'refused' : 'done',
  detail,
});

const rows: readonly [string, [Told, ...Told[]]][] = [
  ['Okta created 2 users', [told('user.created'), told('user.created', 'Bob')]],
  ['Okta deactivated 2 users', [told('user.deactivated'), told('user.deactivated', 'Bob')]],
  ['Okta deleted 2 roles', [told('role.deleted', 'A'), told('role.deleted', 'B')]],
  [
    'Okta gave the role “Sales” to 3 members',
    [told('role.members-added', 'Sales', { count: 1 }), told('role.members-added', 'Sales', { count: 2 })],
  ],
  [
    'Okta took the role “Sales” from 2 members',
    [
      told('role.members-removed', 'Sales', { count: 1 }),
      told('role.members-removed', 'Sales', { count: 1 }),
    ],
  ],
  [
    'Okta did 2 things with one request',
    [told('role.members-added', 'Sales', { count: 1 }), told('role.members-added', 'Desk', { count: 1 })],
  ],
  [
    'Okta changed the role “Sales” in 3 ways',
    [
      told('role.updated', 'Sales'),
      told('role.members-added', 'Sales'),
      told('role.members-removed', 'Sales'),
    ],
  ],
  [
    'Okta created the role “Sales” with 2 members',
    [told('role.members-added', 'Sales', { count: 2 }), told('role.created', 'Sales')],
  ],
  [
    'Okta restored the role “Sales” with 1 member',
    [told('role.members-added', 'Sales', { count: 1 }), told('role.restored', 'Sales')],
  ],
  ['Okta did 2 things with one request', [told('role.updated'), told('user.updated')]],
  ['2 operations of one request of Okta were refused', [told('request.refused'), told('request.refused')]],
];

describe('foldedWords', () => {
  it.each(rows)('%s', (words, entries) => {
    expect(foldedWords(entries)).toBe(words);
  });
});
