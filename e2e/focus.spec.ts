// Where the keyboard goes on: after a dialog, after something was done, and when what had the focus is gone.
import { expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';

test('the keyboard skips to the content, and a form begins at its first field', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await page.goto('/settings/users');
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const add = page.getByRole('button', { name: 'Add user' });
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Username')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
});

test('a form that is refused puts the focus where something is wrong', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await page.goto('/settings/users');
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Country').press('Enter');
  await expect(dialog.getByText('Give a user name.')).toBeVisible();
  await expect(dialog.getByLabel('Username')).toBeFocused();
  await page.goto('/settings/scim');
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Identity provider' })).toBeFocused();
});

test('a question that is closed gives the focus back to what asked it', async ({ page, tenant, idp }) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const role = await new DirectoryPages(page).openRole('Administrator');
  await role.askToRemove(tenant.adminEmail);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Remove ${tenant.adminEmail}` })).toBeFocused();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await role.question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeFocused();
  await role.plan('Manage the client');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Save permissions' })).toBeFocused();
});

test('a form that is saved or undone by the keyboard keeps the focus', async ({ page, tenant, idp }) => {
  await idp.createGroup('Engineering', []);
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await new DirectoryPages(page).openRole('Engineering');
  const save = page.getByRole('button', { name: 'Save permissions' });
  await page.getByRole('checkbox', { name: 'See users' }).click();
  await save.press('Enter');
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Save' });
  await expect(confirm).toBeEnabled();
  await confirm.press('Enter');
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
  await save.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'See roles' }).click();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(save).toBeFocused();
});

test('who has hidden the key by the keyboard goes on at the set-up', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('Okta');
  await page.getByRole('button', { name: 'I have saved the key' }).press('Enter');
  await settings.question.getByRole('button', { name: 'Yes, hide the key' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Set it up' })).toBeFocused();
});
