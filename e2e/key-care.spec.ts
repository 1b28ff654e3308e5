import { expect, ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('a rotation with confirmation, to its end: nothing stops in between', async ({ page, idp }) => {
  await idp.createUser({ userName: 'ada@acme.test' });
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const renewed = new ScimClient(await settings.rotateWithConfirmation());
  await settings.letKeyGo();
  const status = settings.apiKeySection.getByRole('status');
  await expect(status).toContainText('Waiting for the first use of the new key by Okta');
  await expect(status).toContainText('The old key ends when you say so.');
  expect((await idp.send('GET', '/Users')).status).toBe(200);

  expect((await renewed.send('GET', '/Users')).status).toBe(200);
  await expect(status).toContainText('The new key is in use');
  expect((await idp.send('GET', '/Users')).status).toBe(200);
  await settings.endKey('End the old key');
  await expect(page.getByRole('heading', { name: 'API key', level: 2 })).toBeFocused();
  expect((await idp.send('GET', '/Users')).status).toBe(401);
  expect((await renewed.send('GET', '/Users')).status).toBe(200);
  await expect(page.getByRole('button', { name: 'End the old key' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByText(/ended the old API key of Okta/)).toBeVisible();
});

test('a rotation that is withdrawn leaves the old key in force', async ({ page, idp }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const renewed = new ScimClient(await settings.rotateWithConfirmation('In 24 hours'));
  await settings.letKeyGo();
  await expect(settings.apiKeySection.getByRole('status')).toContainText('ends by itself in 24 hours');
  await settings.delayTheRest();
  await settings.endKey('Withdraw the new key');
  expect((await renewed.send('GET', '/Users')).status).toBe(401);
  expect((await idp.send('GET', '/Users')).status).toBe(200);
});

test('ending the old key before the new one was used says what that breaks', async ({ page, idp }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.rotateWithConfirmation();
  await settings.letKeyGo();
  await page.getByRole('button', { name: 'End the old key' }).click();
  const question = page.getByRole('alertdialog', { name: 'End the old key?' });
  await expect(question).toContainText('The new key has not been used yet.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect((await idp.send('GET', '/Users')).status).toBe(200);
  // While one waits, a rotation is one at once: there are never three.
  const dialog = await settings.askToRotate();
  await expect(dialog.getByRole('radio')).toHaveCount(1);
});

/** The day in so many days, as a date field takes it. */
function dayIn(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

test('a key is given a name and an expiry, and the page reminds of it', async ({ page, idp: _connected }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const form = await settings.editKey();
  await form.getByLabel('Name').fill('Production');
  await form.getByLabel('Expires at the end of').fill(dayIn(-1));
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form.getByLabel('Expires at the end of')).toHaveAccessibleDescription(/still to come/);
  await form.getByLabel('Expires at the end of').fill(dayIn(5));
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form).toHaveCount(0);
  await expect(settings.apiKeySection).toContainText('Production');
  const notice = page.getByText(/^The API key expires in \d days$/);
  await expect(notice).toBeVisible();
  const again = await settings.editKey();
  await again.getByLabel('Expires at the end of').fill('');
  await again.getByRole('button', { name: 'Save changes' }).click();
  await expect(notice).toHaveCount(0);
});

test('a key keeps to its allowed sources, from the next request on', async ({ page, idp }) => {
  expect((await idp.send('GET', '/Users')).status).toBe(200);
  const settings = new ScimSettingsPage(page);
  await settings.open();
  const allow = async (sources: string) => {
    const form = await settings.editKey();
    await form.getByLabel('Allowed sources').fill(sources);
    await form.getByRole('button', { name: 'Save changes' }).click();
    return form;
  };
  const refused = await allow('198.51.100.0/24\nmy office');
  await expect(refused.getByLabel('Allowed sources')).toHaveAccessibleDescription(/“my” is no address/);
  await refused.getByLabel('Allowed sources').fill('198.51.100.0/24');
  await refused.getByRole('button', { name: 'Save changes' }).click();
  await expect(refused).toHaveCount(0);
  const answer = await idp.send('GET', '/Users');
  expect(answer.status).toBe(403);
  expect(answer.body.detail).toMatch(/may not be used from (127\.0\.0\.1|::1)\./);
  await expect(settings.apiKeySection).toContainText('Not allowed any more');

  await expect(await allow('127.0.0.0/8, ::1')).toHaveCount(0);
  expect((await idp.send('GET', '/Users')).status).toBe(200);
  await expect(settings.apiKeySection).toContainText(/from (127\.0\.0\.1|::1)/);
});
