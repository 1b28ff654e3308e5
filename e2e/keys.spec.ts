import { expect, holdBack, ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('a rotated key works, and the old one fails with the next request', async ({ page, idp }) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const dialog = await settings.askToRotate();
  await expect(dialog).toContainText('fails with the next request');
  expect((await idp.send('GET', '/Users')).status).toBe(200);
  await dialog.getByRole('button', { name: 'Rotate API Key' }).click();
  await expect(settings.keyTitle).toBeFocused();
  const renewed = new ScimClient(await settings.credentials());
  expect((await idp.send('GET', '/Users')).status).toBe(401);
  expect((await renewed.send('GET', '/Users')).body.totalResults).toBe(1);
});

test('a rotation that is under way shows its key, whatever is pressed meanwhile', async ({ page, idp }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const answer = await holdBack(page, '**/api/scim-configuration/rotate');
  const dialog = await settings.askToRotate();
  await dialog.getByRole('button', { name: 'Rotate API Key' }).click();
  await page.keyboard.press('Escape');
  answer();
  await expect(settings.keyTitle).toBeFocused();
  expect((await idp.send('GET', '/Users')).status).toBe(401);
  const renewed = new ScimClient(await settings.credentials());
  expect((await renewed.send('GET', '/Users')).status).toBe(200);
});

test('a rotation without a network fails, and is not made up for later', async ({ page, context, idp }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await context.setOffline(true);
  const dialog = await settings.askToRotate();
  await dialog.getByRole('button', { name: 'Rotate API Key' }).click();
  await expect(dialog).toContainText('Muster can’t be reached.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Rotate API Key' })).toBeVisible();
  expect((await idp.send('GET', '/Users')).status).toBe(200);
});

test('deleting the configuration says what to do first, and asks what happens to the users', async ({
  page,
  tenant,
  idp,
}) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  await idp.createUser({ userName: 'alan@acme.test', givenName: 'Alan', familyName: 'Turing' });
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const dialog = await settings.askToDelete();
  await expect(dialog).toContainText('First disable and remove all users in Okta, or they stay.');
  await expect(dialog).toContainText('2 users');
  const confirm = dialog.getByRole('button', { name: 'Delete configuration' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('radio', { name: /^Keep/ }).click();
  await dialog.getByLabel(/^Type/).fill(`${tenant.name}!`);
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await settings.delete('Keep', tenant.name);
  await expect(page.getByRole('heading', { name: 'Connect', level: 2 })).toBeFocused();
  expect((await idp.send('GET', '/Users')).status).toBe(401);
  await page.goto('/settings/users');
  await expect(page.getByRole('row', { name: /Ada Lovelace/ })).toContainText('Active');
  // Nobody manages them any more, so they are edited here.
  await page.getByRole('link', { name: 'Ada Lovelace' }).click();
  await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible();
});

test('deleting the configuration can deactivate its users', async ({ page, tenant, idp }) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.delayTheRest();
  await settings.delete('Deactivate', tenant.name);
  await page.goto('/settings/users?status=deactivated');
  await expect(page.getByRole('row', { name: /Ada Lovelace/ })).toContainText('Deactivated');
  await page.goto('/settings/users?status=active');
  await expect(page.getByRole('row', { name: new RegExp(tenant.adminEmail) })).toBeVisible();
});
