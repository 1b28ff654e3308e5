import { createTenant, expect, type ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ActivityPage } from './pages/activity-page';
import { ScimSettingsPage } from './pages/scim-settings-page';

/** What an identity provider sends in its first hour, with mistakes. */
async function firstHour(idp: ScimClient): Promise<{ ada: string; engineers: string }> {
  const ada = await idp.createUser({ userName: 'ada@acme.test', password: 'Hunter-2-Hunter-2' });
  const alan = await idp.createUser({ userName: 'alan@acme.test', givenName: 'Alan', familyName: 'Turing' });
  const engineers = await idp.createGroup('Engineers', [ada]);
  await idp.send('POST', '/Users', { userName: 'ADA@acme.test' });
  await idp.send('GET', `/Users?${new URLSearchParams({ filter: 'userName is "ada"' })}`);
  await idp.patch(`/Users/${ada}`, { op: 'replace', path: 'title', value: 'Analyst' });
  await idp.send('PUT', `/Groups/${engineers}`, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Engineering',
    members: [{ value: alan }],
  });
  return { ada, engineers };
}

// Each begins with a client, an hour of traffic and a sign-in, on a machine that may have other work.
test.describe.configure({ timeout: 120_000 });

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('what the identity provider did is read, filtered, searched and linked to', async ({ page, idp }) => {
  await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(activity.entries('Okta changed Ada Lovelace (title)')).toHaveCount(1);

  // What one request did is one row, which opens.
  const fold = activity.entries('Okta changed the role “Engineering” in 3 ways');
  await expect(activity.entries('Okta changed the role “Engineering” (displayName)')).toHaveCount(0);
  await fold.getByRole('button', { name: 'Show 3 entries' }).click();
  await expect(fold.getByText('Okta gave the role “Engineering” to Alan Turing')).toBeVisible();

  await activity.choose('Who', 'Okta');
  await activity.choose('What', 'Users created');
  await expect(activity.entries('Okta created Alan Turing')).toHaveCount(1);
  await expect(activity.entries('title')).toHaveCount(0);
  await activity.search('ADA@acme');
  await expect(activity.entries('Okta created Alan Turing')).toHaveCount(0);
  for (const filter of [/actor=identity-provider/, /area=users-created/, /search=ADA/])
    await expect(page).toHaveURL(filter);
  await page.reload();
  await expect(activity.entries('Okta created Ada Lovelace')).toHaveCount(1);
  await expect(activity.entries('Okta created Alan Turing')).toHaveCount(0);

  await activity.choose('Outcome', 'Refused');
  await expect(page.getByText('Nothing was refused')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await activity.entries('Okta created Alan Turing').getByRole('link', { name: 'Alan Turing' }).click();
  await expect(page.getByRole('heading', { name: 'Alan Turing', level: 1 })).toBeVisible();
});

test('a refused request is explained, with the fix at the provider', async ({ page, idp }) => {
  await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open('?outcome=refused');
  await expect(activity.entries('Refused: 409 uniqueness')).toHaveCount(1);
  await activity.openEntry('POST /Users');
  await expect(page.getByRole('heading', { name: 'POST /Users was refused', level: 1 })).toBeVisible();
  const wrong = activity.part('What went wrong');
  await expect(wrong.getByRole('heading', { name: 'The name is taken' })).toBeVisible();
  await expect(wrong.getByRole('heading', { name: 'What to do at Okta' })).toBeVisible();
  await expect(wrong).toContainText('The userName "ADA@acme.test" is taken by another user of this client.');
  await expect(activity.part('Facts')).toContainText('409');
  // The exchange is written a moment after the answer.
  await expect(async () => {
    await page.reload();
    await expect(activity.part('Request and answer')).toContainText('"userName": "ADA@acme.test"', {
      timeout: 5000,
    });
  }).toPass();
  await expect(activity.part('Request and answer')).toContainText('"scimType": "uniqueness"');
});

test('SCIM Settings lead from a request that failed to its own entry', async ({ page, idp }) => {
  await firstHour(idp);
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.requests
    .filter({ hasText: '409' })
    .getByRole('link', { name: 'See why in Activity' })
    .click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  const activity = new ActivityPage(page);
  await expect(activity.entries('Refused: 409 uniqueness')).toHaveCount(1);
  await expect(activity.entries('Refused: 400 invalidFilter')).toHaveCount(0);
});

test('an entry shows what changed, and no secret', async ({ page, idp }) => {
  await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open('?area=users-changed');
  await activity.openEntry('Okta changed Ada Lovelace (title)');
  const change = page.getByRole('row', { name: /title/ });
  await expect(change).toContainText('nothing');
  await expect(change).toContainText('Analyst');
  await activity
    .part('About Ada Lovelace')
    .getByRole('link', { name: /all about this entry/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Okta created Ada Lovelace', level: 1 })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(activity.part('Request and answer')).toContainText('"password": "•••', { timeout: 5000 });
  }).toPass();
  await expect(page.locator('body')).not.toContainText('Hunter');
});

test('new entries announce themselves, and nothing jumps', async ({ page, idp }) => {
  const { ada } = await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open('?area=users-deactivated');
  await expect(page.getByText('Nothing fits')).toBeVisible();
  await idp.setActive(ada, false);
  const news = page.getByRole('button', { name: '1 new entry' });
  await expect(news).toBeVisible();
  await expect(activity.entries('Okta deactivated Ada Lovelace')).toHaveCount(0);
  await news.click();
  await expect(activity.entries('Okta deactivated Ada Lovelace')).toHaveCount(1);
  await expect(news).toHaveCount(0);
});

test('what the filters leave is exported', async ({ page, idp, tenant }) => {
  await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open('?area=users-created');
  const csv = await activity.exportAs(/CSV/);
  expect(csv.name).toMatch(new RegExp(`^activity-${tenant.slug}-.*\\.csv$`));
  expect(csv.text).toContain('Okta created Ada Lovelace,done,user.created,identity-provider,Okta,user,');
  expect(csv.text).not.toContain('Engineers');
  const json = await activity.exportAs(/JSON/);
  const lines = json.text.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).action)).toContain('user.created');
});

test("another client's entry is not there", async ({ page, idp }) => {
  await firstHour(idp);
  const activity = new ActivityPage(page);
  await activity.open();
  await activity.openEntry('Okta created Alan Turing');
  const address = page.url();
  const other = await createTenant('Other');
  const accounts = new AccountPages(page);
  await accounts.signOut();
  await accounts.enter(other.adminEmail, other.password);
  await page.goto(address);
  await expect(page.getByText('There is nothing here')).toBeVisible();
});
