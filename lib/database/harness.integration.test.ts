import { expect, test } from 'vitest';
import { prisma } from '.';

test('a test file has a migrated database of its own', async () => {
  expect(await prisma().tenant.count()).toBe(0);
});
