import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sql } from '../../database';
import { createTenant, listTenants } from '../../directory';
import { isSetUp, isSetupOpen, setUp, setupLink } from './setup';
import { signIn } from './sign-in';

const first = { name: 'Acme', adminEmail: 'ada@acme.test', password: 'a fine long password' };
const closed = 'The set-up is closed';

beforeEach(async () => {
  await sql.rows({ text: 'TRUNCATE tenants, setup_links CASCADE', values: [] });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function token(): Promise<string> {
  const link = await setupLink();
  return new URL(link ?? 'http://no.link').searchParams.get('token') ?? '';
}

test('the link makes the first client and an administrator who can sign in, and then it is closed', async () => {
  expect(await isSetUp()).toBe(false);
  const link = await token();
  expect(await isSetupOpen(link)).toBe(true);
  const made = await setUp(link, first);
  expect(made).toMatchObject({ slug: 'acme', adminEmail: 'ada@acme.test' });
  expect(await signIn({ identifier: 'ada@acme.test', password: first.password })).not.toBeNull();
  expect(await isSetUp()).toBe(true);
  expect(await isSetupOpen(link)).toBe(false);
  await expect(setUp(link, { ...first, name: 'Again' })).rejects.toThrow(closed);
  expect(await setupLink()).toBeNull();
});

test('servers that start at once on a new database print one link, and so does a later start', async () => {
  const links = await Promise.all([token(), token(), token()]);
  const later = await token();
  expect(new Set([...links, later]).size).toBe(1);
  await expect(setUp(later, first)).resolves.toBeDefined();
});

test('a link that was made void is never made again', async () => {
  const old = await token();
  await sql.rows({ text: 'DELETE FROM setup_links', values: [] });
  expect(await token()).not.toBe(old);
  expect(await isSetupOpen(old)).toBe(false);
});

test('where the secret is another one, a newer link voids the one before', async () => {
  const old = await token();
  vi.stubEnv('NEXTAUTH_SECRET', 'the secret of another server');
  const newer = await token();
  expect(newer).not.toBe(old);
  expect(await isSetupOpen(old)).toBe(false);
  await expect(setUp(old, first)).rejects.toThrow(closed);
  await expect(setUp(newer, first)).resolves.toBeDefined();
});

test('of those who claim at once, one wins', async () => {
  const link = await token();
  const results = await Promise.allSettled(
    ['One', 'Two', 'Three'].map((name) => setUp(link, { ...first, name })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await listTenants()).toHaveLength(1);
});

test('a claim and the operator at once make no second first client', async () => {
  const link = await token();
  const [claim] = await Promise.allSettled([
    setUp(link, first),
    createTenant({ name: 'Zeta', adminEmail: 'z@zeta.test', actor: { kind: 'operator' } }),
  ]);
  const slugs = (await listTenants()).map(({ slug }) => slug).sort();
  expect(slugs).toEqual(claim.status === 'fulfilled' ? ['acme', 'zeta'] : ['zeta']);
  await expect(setUp(link, first)).rejects.toThrow(closed);
});

test('a tenant made by the operator closes the set-up', async () => {
  const link = await token();
  await createTenant({ name: 'Zeta', adminEmail: 'z@zeta.test', actor: { kind: 'operator' } });
  expect(await isSetupOpen(link)).toBe(false);
  await expect(setUp(link, first)).rejects.toThrow(closed);
});

test('without the link nobody claims the server', async () => {
  for (const guess of ['', 'guess', 'A'.repeat(43)])
    await expect(setUp(guess, first)).rejects.toThrow(closed);
  await token();
  for (const guess of ['', 'guess', 'A'.repeat(43)])
    await expect(setUp(guess, first)).rejects.toThrow(closed);
  expect(await isSetUp()).toBe(false);
});

test.each([
  [{ ...first, password: 'short' }, 'at least 12 characters'],
  [{ ...first, adminEmail: 'nobody' }, 'valid e-mail address'],
  [{ ...first, name: ' ' }, 'Give the client a name'],
])('what needs a change is refused, and the link stays', async (given, message) => {
  const link = await token();
  await expect(setUp(link, given)).rejects.toThrow(message);
  await expect(setUp(link, first)).resolves.toBeDefined();
});
