import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canReach } from './account';

// The system's temporary folder is open to everyone, so only the modes below it count.
const home = mkdtempSync(join(tmpdir(), 'muster-reach-'));
const inside = join(home, 'checkout');
const file = join(inside, 'file');
mkdirSync(inside);
writeFileSync(file, '');
chmodSync(inside, 0o755);
chmodSync(file, 0o644);

const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const stranger = { uid: 64_001, gid: 64_001 };

afterAll(() => rmSync(home, { recursive: true, force: true }));

test.each([
  ['a private home', 0o700, false],
  ['a home that may be passed through', 0o711, true],
  ['a home that may be read but not entered', 0o744, false],
])('a stranger below %s', (_, mode, reachable) => {
  chmodSync(home, mode);
  expect(canReach(file, stranger)).toBe(reachable);
  expect(canReach(join(inside, 'not-yet-there', 'file'), stranger)).toBe(reachable);
});

test('the owner of a private home reaches what is in it', () => {
  chmodSync(home, 0o700);
  expect(canReach(file, self)).toBe(true);
});

test('a file that only its owner reads is out of reach', () => {
  chmodSync(home, 0o711);
  chmodSync(file, 0o600);
  expect(canReach(file, stranger)).toBe(false);
});

test('without another account everything is as reachable as it is to Muster itself', () => {
  chmodSync(home, 0o700);
  expect(canReach(file, undefined)).toBe(true);
});
