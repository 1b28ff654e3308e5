import { expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';
import { SyncHealthSection } from './pages/sync-health';

test('sync health shows what was heard, changed and refused, and says what to do', async ({
  page,
  tenant,
  idp,
}) => {
  const ada = await idp.createUser({ userName: 'ada@acme.test' });
  await idp.createGroup('Engineering', [ada]);
  const refused = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@acme.test' };
  for (let n = 0; n < 6; n++) expect((await idp.send('POST', '/Users', refused)).status).toBe(409);

  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const health = new SyncHealthSection(page);
  await health.open();
  // Figures come in the background, within a second or two; the page asks for them again.
  await expect(health.fact('Refused, 24 hours')).toHaveText('675 % of requests', { timeout: 30_000 });
  await expect(health.fact('Requests, 24 hours')).toHaveText('82 changed something');
  await expect(health.fact('Last contact')).toHaveText(/ago|just now/);
  await expect(health.fact('Last change')).toHaveText(/ago|just now/);
  await expect(health.fact('Users provisioned')).toHaveText('11 active');
  await expect(health.fact('Roles provisioned')).toHaveText('1');
  await expect(health.chart).toHaveAccessibleName(
    'Requests and changes in each of the last 24 hours In all 8 requests, 2 of them changed something, 6 refused. The figures stand in the table below.',
  );

  await health.show('7 days');
  await health.openFigures();
  // An hour may end between two of the requests.
  expect(await health.figures.getByRole('row').count()).toBeGreaterThanOrEqual(2);

  await expect(health.warning(/75 % of the requests/)).toContainText('ada@acme.test');
  await page.goto('/settings');
  await expect(page.getByText('8 requests in the last 24 hours, 75 % refused')).toBeVisible();
  await page.getByRole('link', { name: 'See what was refused' }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('outcome')).toBe('refused');
});

test('while the key waits for its first request there is no health to show', async ({
  page,
  tenant,
  connection: _connected,
}) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await expect(settings.waiting).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sync health' })).toHaveCount(0);
  await page.goto('/settings');
  await expect(page.getByText('No requests in the last 24 hours')).toBeVisible();
});

test('health is for who manages the connection', async ({ request }) => {
  expect((await request.get('/api/scim-configuration/health')).status()).toBe(401);
});
