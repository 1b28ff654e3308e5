import { expect, ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';

const guidance = [
  { provider: 'Microsoft Entra ID', fields: ['Tenant URL', 'Secret Token'], guide: 'learn.microsoft.com' },
  { provider: 'JumpCloud', fields: ['Base URL', 'Token Key'], guide: 'jumpcloud.com' },
  { provider: 'Okta', fields: ['SCIM connector base URL', 'HTTP Header'], guide: 'developer.okta.com' },
  { provider: 'Other', fields: ['SCIM endpoint', 'Bearer token'], guide: null },
];

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

for (const { provider, fields, guide } of guidance)
  test(`connecting ${provider} shows its guidance`, async ({ page }) => {
    const settings = new ScimSettingsPage(page);
    await settings.open();
    await settings.connect(provider);
    for (const field of fields) await expect(page.getByText(`Goes into “${field}”`)).toBeVisible();
    await expect(settings.waiting).toBeVisible();
    const link = page.getByRole('link', { name: /opens in a new tab/ });
    if (guide) await expect(link).toHaveAttribute('href', new RegExp(`^https://${guide}/`));
    else await expect(link).toHaveCount(0);
    const mappings = page.getByRole('table', { name: 'Attribute mappings' });
    await page.getByRole('button', { name: 'Show every provider’s names' }).click();
    await expect(mappings.getByRole('row')).toHaveCount(14);
    await expect(mappings.getByRole('row', { name: /Email/ })).toHaveText(
      'emails[type="work"].valueemailemailmailEmail',
    );
  });

test('what the page leaves open, the operator’s support answers', async ({ page }) => {
  await new ScimSettingsPage(page).open();
  const support = page.getByRole('link', { name: 'Contact support' });
  await expect(support).toHaveAttribute('href', 'mailto:help@muster.test');
});

test('saving without a provider says what is missing', async ({ page }) => {
  await new ScimSettingsPage(page).open();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('combobox', { name: 'Identity provider' })).toHaveAccessibleDescription(
    /Select your identity provider first/,
  );
});

test('the API key is shown once, and not given up without a question', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('Okta');
  const { apiKey } = await settings.credentials();
  expect(apiKey).toMatch(/^mst_[0-9A-Za-z]{46}$/);

  await page.getByRole('button', { name: 'Copy API Key' }).click();
  await expect(page.getByText('API Key copied')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(apiKey);

  // A link within the pages asks first, and staying keeps the key.
  await page.getByRole('link', { name: 'Roles', exact: true }).click();
  await settings.question.getByRole('button', { name: 'Back to the key' }).click();
  await expect(settings.apiKey).toHaveValue(apiKey);

  // So does the browser, which asks in its own words.
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(settings.waiting).toBeVisible();
  await expect(settings.apiKey).toHaveCount(0);
  expect(await page.content()).not.toContain(apiKey);
  const answer = await page.request.get('/api/scim-configuration');
  expect(await answer.text()).not.toContain(apiKey);
  await expect(settings.apiKeySection.getByText(apiKey.slice(-4))).toBeVisible();
});

test('leaving through the question goes where the link led', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('Other');
  await page.getByRole('link', { name: 'Roles', exact: true }).click();
  await settings.question.getByRole('button', { name: 'Yes, hide the key' }).click();
  await expect(page.getByRole('heading', { name: 'Roles', level: 1 })).toBeVisible();
});

test('people and groups that arrive with the key appear, and the page notices', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('Okta');
  const idp = new ScimClient(await settings.credentials());
  await settings.letKeyGo();
  await expect(settings.waiting).toBeVisible();

  const ada = await idp.createUser({ userName: 'ada@acme.test', title: 'Analyst' });
  await idp.createGroup('Engineering', [ada]);
  await expect(settings.connected).toBeVisible({ timeout: 15_000 });

  await page.getByRole('link', { name: 'Users', exact: true }).click();
  const row = page.getByRole('row', { name: /Ada Lovelace/ });
  await expect(row).toContainText('Okta');
  await expect(row).toContainText('Active');
  await page.getByRole('link', { name: 'Ada Lovelace' }).click();
  await expect(page.getByText('Okta manages this user')).toBeVisible();
  await expect(page.getByText('Analyst')).toBeVisible();
  await page.getByRole('link', { name: 'Engineering' }).first().click();
  await expect(page.getByText('Okta manages this role')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Members' })).toContainText('Ada Lovelace');
  await expect(page.getByRole('button', { name: 'Add members' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByText('Okta created Ada Lovelace')).toBeVisible();
});
