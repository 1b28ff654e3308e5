import { expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';
import { RolePage } from './pages/role-page';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('what is ticked right after a save stays when the page has read it again', async ({ page, idp }) => {
  await idp.createGroup('Engineering', []);
  await new DirectoryPages(page).openRole('Engineering');
  const role = new RolePage(page);
  let letIn = () => {};
  const held = new Promise<void>((done) => {
    letIn = done;
  });
  await page.route('**/settings/roles/*', async (route) => {
    await held;
    await route.continue();
  });
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
  for (const [givenName, familyName] of [
    ['Ada', 'Lovelace'],
    ['Grace', 'Hopper'],
  ] as const)
    await idp.createUser({ userName: `${givenName.toLowerCase()}@acme.test`, givenName, familyName });
  await page.goto('/settings/roles');
  await page.getByRole('button', { name: 'Add role' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Chiefs');
  await page.getByRole('dialog').getByRole('button', { name: 'Add role' }).click();
  await expect(page.getByRole('heading', { name: 'Chiefs', level: 1 })).toBeVisible();
  const role = new RolePage(page);
  const plan = await role.plan('Manage the client');
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Add members' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByRole('checkbox', { name: /Ada Lovelace/ }).click();
  await adding.getByRole('checkbox', { name: /Grace Hopper/ }).click();
  await adding.getByRole('button', { name: 'Add 2 members' }).click();
  await expect(role.member('Ada Lovelace')).toBeVisible();

  const first = await role.askToRemove('Ada Lovelace');
  const confirmation = `Type “${tenant.name}” to confirm`;
  await first.getByLabel(confirmation).fill(tenant.name);
  await first.getByRole('button', { name: 'Remove member' }).click();
  await expect(role.member('Ada Lovelace')).toHaveCount(0);
  const second = await role.askToRemove('Grace Hopper');
  await expect(second.getByLabel(confirmation)).toHaveValue('');
  await expect(second.getByRole('button', { name: 'Remove member' })).toBeDisabled();
});
