import { expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('the last administrator stays, whatever is tried', async ({ page, tenant }) => {
  const directory = new DirectoryPages(page);
  const refusal = 'Nobody would be left who can manage the client.';
  const role = await directory.openRole('Administrator');
  const plan = await role.plan('Manage the client');
  await expect(plan.getByRole('alert').filter({ hasText: refusal.slice(0, -1) })).toBeVisible();
  await expect(plan.getByRole('button', { name: 'Save' })).toBeDisabled();
  await plan.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();

  const removal = await role.askToRemove(tenant.adminEmail);
  await expect(removal.getByRole('alert').filter({ hasText: refusal.slice(0, -1) })).toBeVisible();
  await expect(removal.getByRole('button', { name: 'Remove member' })).toBeDisabled();
  await removal.getByRole('button', { name: 'Cancel' }).click();
  await expect(role.member(tenant.adminEmail)).toBeVisible();

  await page.getByRole('link', { name: tenant.adminEmail }).click();
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(dialog.getByRole('alert')).toContainText(refusal);
});

test('a local user is added, edited, deactivated and found again', async ({ page }) => {
  const directory = new DirectoryPages(page);
  await directory.openUsers();
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('no address');
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await expect(dialog.getByLabel('Username')).toHaveAccessibleDescription('Give a user name.');
  await expect(dialog.getByLabel('Email')).toHaveAccessibleDescription('Give a valid e-mail address.');

  await dialog.getByLabel('Username').fill('grace');
  await dialog.getByLabel('First Name').fill('Grace');
  await dialog.getByLabel('Last Name').fill('Hopper');
  await dialog.getByLabel('Email').fill('');
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByRole('heading', { name: 'Grace Hopper', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Position').fill('Rear admiral');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Rear admiral')).toBeVisible();

  await page.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible();

  await directory.openUsers();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: /^Deactivated/ }).click();
  await expect(directory.row('Grace Hopper')).toContainText('Local');
  await expect(page).toHaveURL(/status=deactivated/);
  await page.reload();
  await expect(directory.row('Grace Hopper')).toBeVisible();
  await page.getByLabel('Search').fill('nobody like this');
  await expect(page.getByText('Nobody fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody' }).click();
  await expect(directory.row('Grace Hopper')).toBeVisible();
});

test('a local role is added and given to a provisioned user', async ({ page, idp }) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  const directory = new DirectoryPages(page);
  const role = await directory.addRole('Auditors', 'Look, but do not touch.');
  await role.togglePermissions('See activity');
  await role.addMembers('Ada Lovelace');
  await directory.openUser('Ada Lovelace');
  await expect(page.getByRole('listitem').filter({ hasText: 'See activity' })).toContainText(
    'Through the role Auditors',
  );

  await directory.openRole('Auditors');
  await role.remove('Ada Lovelace');
  await expect(page.getByRole('heading', { name: 'Members', level: 2 })).toBeFocused();
  await expect(page.getByText('Nobody has this role yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('alertdialog');
  await question.getByLabel('Type “Auditors” to delete it').fill('Auditors');
  await question.getByRole('button', { name: 'Delete role' }).click();
  await expect(page.getByText('The role “Auditors” is deleted.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Roles', level: 1 })).toBeVisible();
  await expect(directory.row('Auditors')).toHaveCount(0);
});

test('a local user whose name the identity provider wants is linked to it', async ({ page, idp }) => {
  const directory = new DirectoryPages(page);
  await directory.openUsers();
  await page.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('dialog').getByLabel('Username').fill('grace');
  await page.getByRole('dialog').getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByRole('heading', { name: 'grace', level: 1 })).toBeVisible();
  await expect(idp.createUser({ userName: 'Grace' })).rejects.toThrow(/409.*Client Settings > Users/);

  await page.getByRole('button', { name: 'Link to Okta' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Link user' }).click();
  await expect(page.getByText('Okta manages this user')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'grace', level: 1 })).toBeFocused();
  const found = await idp.send('GET', `/Users?${new URLSearchParams({ filter: 'userName eq "GRACE"' })}`);
  expect(found.body.totalResults).toBe(1);
});

test('the client is renamed', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('Name').fill('Acme Instruments');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The name is saved.')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Acme Instruments');
});
