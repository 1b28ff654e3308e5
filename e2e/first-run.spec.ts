import { expect, setupLink, test } from './fixtures';
import { AccountPages } from './pages/account-pages';

test('the set-up link makes the first client and its administrator, once', async ({ page }) => {
  await page.goto('/setup');
  await expect(page.getByRole('heading', { name: 'The set-up is closed' })).toBeVisible();

  await page.goto(setupLink());
  await page.getByLabel('Client name').fill('First & Co.');
  await page.getByLabel('Your e-mail address').fill('first@example.test');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create client' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /character/ })).toBeVisible();

  await page.getByLabel('Password', { exact: true }).fill('a first long passphrase');
  await page.getByRole('button', { name: 'Create client' }).click();
  await expect(page.getByText('You are signed in to First & Co. as first@example.test.')).toBeVisible();
  await expect(page.getByText('Manage the client', { exact: true })).toBeVisible();

  await page.goto(setupLink());
  await expect(page.getByRole('heading', { name: 'The set-up is closed' })).toBeVisible();

  const account = new AccountPages(page);
  await page.goto('/');
  await account.signOut();
  await page.goto('/settings/users?search=a');
  await account.expectSignIn();
  expect(new URL(page.url()).searchParams.get('callbackUrl')).toBe('/settings/users?search=a');
});
