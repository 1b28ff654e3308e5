import type { Page } from '@playwright/test';
import { expect, mailsTo, mailTo, otherPage, type ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';

const password = 'a quiet harbour at dawn';

/** Provisions a user with an address that no other test uses, and returns it with the user's id. */
async function provision(idp: ScimClient, slug: string): Promise<{ id: string; address: string }> {
  const address = `ada@${slug}.example`;
  return { id: await idp.createUser({ userName: address }), address };
}

/** Signs a provisioned user in for the first time, as the guide says. */
async function firstSignIn(page: Page, address: string): Promise<void> {
  const account = new AccountPages(page);
  await account.forgotPassword(address);
  await account.setPassword((await mailTo(address)).link, password);
  await account.enter(address, password);
}

test('a provisioned user sets a password through “Forgot password” and signs in', async ({
  page,
  tenant,
  idp,
}) => {
  const { address } = await provision(idp, tenant.slug);
  await new AccountPages(page).signIn(address, password);
  await expect(page.getByRole('alert').filter({ hasText: 'No password yet' })).toBeVisible();
  await firstSignIn(page, address);
  await expect(page.getByText(`You are signed in to ${tenant.name} as ${address}.`)).toBeVisible();
  await expect(page.getByText('None of your roles gives a permission yet.')).toBeVisible();
  // The link has done its work.
  const { link } = await mailTo(address);
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('a permission given to a group’s role opens its page, and taken away closes it', async ({
  page,
  browser,
  tenant,
  idp,
}) => {
  const { id, address } = await provision(idp, tenant.slug);
  await idp.createGroup('Engineering', [id]);
  await firstSignIn(page, address);
  expect((await page.goto('/settings/users'))?.status()).toBe(403);
  await expect(page.getByRole('heading', { name: 'You can’t open this page' })).toBeVisible();
  await expect(page.getByText('“See users”')).toBeVisible();
  expect((await page.request.get('/api/users')).status()).toBe(403);

  const admin = await otherPage(browser);
  await new AccountPages(admin).enter(tenant.adminEmail, tenant.password);
  const role = await new DirectoryPages(admin).openRole('Engineering');
  await role.togglePermissions('See users');

  expect((await page.goto('/settings/users'))?.status()).toBe(200);
  await expect(page.getByRole('row', { name: new RegExp(address) })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add user' })).toHaveCount(0);
  expect((await page.request.get('/api/users')).status()).toBe(200);
  const refused = await page.request.post('/api/users', { data: { userName: 'intruder' } });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).error).toContain('Manage local users');

  await role.togglePermissions('See users');
  await expect.poll(async () => (await page.request.get('/api/users')).status()).toBe(403);
  expect((await page.goto('/settings/users'))?.status()).toBe(403);
  await admin.context().close();
});

test('deactivation ends an open session with the next request, and no mail lets the user back in', async ({
  page,
  browser,
  tenant,
  idp,
}) => {
  const { id, address } = await provision(idp, tenant.slug);
  await firstSignIn(page, address);
  await page.goto('/');
  expect((await idp.setActive(id, false)).status).toBe(200);
  await page.goto('/');
  const account = new AccountPages(page);
  await account.expectSignIn();
  await account.signIn(address, password);
  await expect(page.getByRole('alert').filter({ hasText: 'No password yet' })).toBeVisible();

  // The same answer as for everybody, but no mail: one that was asked for later arrives, this one does not.
  const before = mailsTo(address).length;
  await account.forgotPassword(address);
  const other = await otherPage(browser);
  await new AccountPages(other).forgotPassword(tenant.adminEmail);
  await mailTo(tenant.adminEmail);
  expect(mailsTo(address)).toHaveLength(before);

  expect((await idp.setActive(id, true)).status).toBe(200);
  await account.enter(address, password);
  await other.context().close();
});
