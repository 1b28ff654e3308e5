import { expect, test } from 'vitest';
import { why } from './why';

const roles = [
  { id: 'desk', origin: 'provisioned', provider: 'okta' },
  { id: 'eyes', origin: 'local', provider: null },
] as const;
const through = (id: string, name: string, granted: 'users.view' | 'users.manage') => ({
  role: { id, name },
  granted,
});

test('names the permission that is granted, the role and its group', () => {
  const paths = [through('desk', 'Desk', 'users.manage')];
  expect(why('users.view', [{ permission: 'users.view', paths }], roles)).toBe(
    '“Manage local users” through the role Desk, a group of Okta',
  );
});

test('counts other ways', () => {
  const paths = [through('eyes', 'Eyes', 'users.view'), through('desk', 'Desk', 'users.manage')];
  expect(why('users.view', [{ permission: 'users.view', paths }], roles)).toBe(
    '“See users” through the role Eyes, and 1 more',
  );
});

test('says nothing of what is not held', () => {
  expect(why('users.view', [], roles)).toBeUndefined();
});
