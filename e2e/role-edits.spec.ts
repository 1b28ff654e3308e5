import { expect, holdBack, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('what is ticked right after a save stays when the page has read it again', async ({ page, idp }) => {
  await idp.createGroup('Engineering', []);
  const role = await new DirectoryPages(page).openRole('Engineering');
  const letIn = await holdBack(page, '**/settings/roles/*');
  const plan = await role.plan('See activity');
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'See users' }).click();
  await expect(page.getByText('This role gives nothing yet')).toBeVisible();

  letIn();
  await expect(page.getByText('This role gives nothing yet')).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: 'See activity' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'See users' })).toBeChecked();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('checkbox', { name: 'See activity' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'See users' })).not.toBeChecked();
});

test('a name typed for one member confirms nothing for the next', async ({ page, tenant, idp }) => {
  await idp.createPeople('Ada Lovelace', 'Grace Hopper');
  const role = await new DirectoryPages(page).addRole('Chiefs');
  await role.togglePermissions('Manage the client');
  await role.addMembers('Ada Lovelace', 'Grace Hopper');

  const first = await role.askToRemove('Ada Lovelace');
  const confirmation = `Type “${tenant.name}” to confirm`;
  await first.getByLabel(confirmation).fill(tenant.name);
  await first.getByRole('button', { name: 'Remove member' }).click();
  await expect(role.member('Ada Lovelace')).toHaveCount(0);
  const second = await role.askToRemove('Grace Hopper');
  await expect(second.getByLabel(confirmation)).toHaveValue('');
  await expect(second.getByRole('button', { name: 'Remove member' })).toBeDisabled();
});
