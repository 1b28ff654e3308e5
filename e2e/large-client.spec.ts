import { OktaClient } from '../scripts/demo/okta-client.mjs';
import { change, provision } from '../scripts/demo/provision.mjs';
import { connectProvider, createTenant, expect, muster, type Tenant, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ActivityPage } from './pages/activity-page';
import { DirectoryPages } from './pages/directory-pages';
import { PeoplePages } from './pages/people-pages';
import { ScimSettingsPage } from './pages/scim-settings-page';
import { SyncHealthSection } from './pages/sync-health';

// A client of 5,000 people, whom a scripted Okta provisions once by its own requests.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const size = 5000;
let tenant: Tenant;
let leader: { readonly id: string; readonly givenName?: string; readonly familyName?: string } | undefined;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  tenant = await createTenant('Northwind');
  await muster(['tenant', 'limit', '--slug', tenant.slug, '--rate', 'off']);
  const okta = new OktaClient(await connectProvider(tenant.slug));
  const arrived = await provision(okta, size);
  await change(okta, arrived);
  leader = arrived.people.find(({ department }) => department === 'Leadership');
});

test.beforeEach(async ({ page }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

test('SCIM Settings tell how far the set-up has come, and how the sync fares', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await expect(settings.connected).toHaveText('Connected to Okta');
  await expect(settings.phase('Bring people in')).toContainText('5,000 people have arrived');
  await expect(settings.requests.filter({ hasText: '404' })).toContainText('nothing at the address');
  const health = new SyncHealthSection(page);
  await health.open();
  await health.openFigures();
  await expect(health.figures.getByRole('row')).not.toHaveCount(1);
  const dialog = await settings.askToRotate();
  await expect(dialog).toBeVisible();
});

test('the activity finds one person’s among tens of thousands of entries', async ({ page }) => {
  const activity = new ActivityPage(page);
  await activity.open('?outcome=refused');
  await expect(activity.entries('A request of Okta was refused')).toHaveCount(3);
  await activity.open('?area=users-deactivated');
  await expect(activity.entries('Okta deactivated').first()).toBeVisible();
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(activity.entries('Okta deactivated')).toHaveCount(100);
});

test('a user is found, and the page says what the user may do', async ({ page }) => {
  const directory = new DirectoryPages(page);
  await directory.openUsers();
  await expect(page.getByRole('combobox', { name: 'Status' })).toContainText('5,001');
  await page.getByLabel('Search').fill(`${leader?.givenName} ${leader?.familyName}`);
  await expect(
    page.getByRole('link', { name: `${leader?.givenName} ${leader?.familyName}` }).first(),
  ).toBeVisible();
  await page.goto(`/settings/users/${leader?.id}`);
  const people = new PeoplePages(page);
  await expect(people.section('Roles')).toContainText('Leadership');
  await expect(people.section('History').getByRole('listitem').last()).toContainText('Okta created');
});

test('a role of all scrolls, and who gains is counted before it is saved', async ({ page }) => {
  const role = await new DirectoryPages(page).openRole('Everyone');
  await expect(role.members).toHaveAttribute('aria-rowcount', /^500\d$/);
  await role.scrollToEnd();
  const question = await role.plan('See activity');
  await expect(question).toContainText(/4,9\d\d people gain/);
  await question.getByRole('button', { name: 'Cancel' }).click();
});

test('those who have not signed in yet are counted by how far they came', async ({ page }) => {
  const people = new PeoplePages(page);
  await people.openTracker();
  await expect(people.stage('Provisioned')).toContainText(/4,9\d\d/);
  await people.openAccount();
  await page.goto('/');
  await expect(page.getByText('What you may do')).toBeVisible();
});
