import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, mailTo, ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ActivityPage } from './pages/activity-page';
import { BreakerSection } from './pages/breaker-section';
import { DirectoryPages } from './pages/directory-pages';
import { RolePage } from './pages/role-page';
import { ScimSettingsPage } from './pages/scim-settings-page';
import { SyncHealthSection } from './pages/sync-health';

// Every page twice, and each is looked at by axe: more work than a journey's minute holds on a busy machine.
test.describe.configure({ timeout: 300_000 });

const narrow = { width: 390, height: 844 };

/** No finding of axe, and nothing that sticks out sideways on a phone. */
async function expectSound(page: Page, what: string): Promise<void> {
  // A page that is read while it streams has its title last.
  await expect(page).toHaveTitle(/./);
  // Colours in transition are neither the one nor the other, and a message that goes is in transition any moment.
  await expect(page.locator('[data-sonner-toast]')).toHaveCount(0);
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ending.map((each) => each.finished.catch(() => null)));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`,
  );
  expect(findings, what).toEqual([]);
  const wide = page.viewportSize();
  await page.setViewportSize(narrow);
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `${what} at ${narrow.width} px`).toBeLessThanOrEqual(0);
  if (wide) await page.setViewportSize(wide);
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    // Axe looks at a dozen states in some of them.
    test.describe.configure({ timeout: 150_000 });

    test('pages for people who have not signed in', async ({ page }) => {
      for (const path of [
        '/sign-in',
        '/forgot-password',
        '/reset-password?token=gone',
        '/setup',
        '/nowhere',
      ]) {
        await page.goto(path);
        await expectSound(page, path);
      }
    });

    test('home and settings', async ({ page, tenant, idp }) => {
      await idp.createGroup('Engineering', [await idp.createUser({ userName: 'ada@acme.test' })]);
      await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
      const lists = [
        '/settings/users',
        '/settings/users/first-sign-in',
        '/settings/users/first-sign-in?stage=opened',
        '/settings/roles',
        '/settings/activity',
        '/settings/audit',
      ];
      for (const path of [
        '/',
        '/account',
        '/settings',
        '/settings/scim',
        ...lists,
        '/settings/users?search=nobody',
        '/settings/roles?gives=nothing',
      ]) {
        await page.goto(path);
        await expectSound(page, path);
      }
      const health = new SyncHealthSection(page);
      await health.open();
      await health.openFigures();
      await expectSound(page, 'sync health');
    });

    test('an entry, a user, and roles', async ({ page, tenant, idp }) => {
      const ada = await idp.createUser({ userName: 'ada@acme.test', title: 'Analyst' });
      await idp.createGroup('Engineering', [ada]);
      await idp.send('POST', '/Users', { userName: 'ADA@acme.test' });
      await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
      const activity = new ActivityPage(page);
      await activity.open('?outcome=refused&from=2026-01-01T00:00:00Z');
      await activity.openEntry('POST /Users');
      await expectSound(page, 'a refused request');
      await activity.open('?area=users-created');
      await activity.openEntry('Okta created Ada Lovelace');
      await expectSound(page, 'an entry of the activity');
      const directory = new DirectoryPages(page);
      await directory.openUser('Ada Lovelace');
      await expectSound(page, 'a provisioned user');
      const role = await directory.openRole('Engineering');
      await expectSound(page, 'a provisioned role');
      const plan = await role.plan('See users');
      await expect(role.affected('Ada Lovelace')).toBeVisible();
      await expectSound(page, 'who gains, who loses');
      await plan.getByRole('button', { name: 'Cancel' }).click();
      await directory.openRole('Administrator');
      await expectSound(page, 'a local role');
      const removal = await role.askToRemove(tenant.adminEmail);
      await expect(removal.getByRole('alert')).toContainText('Nobody would be left');
      await expectSound(page, 'the last manager, to be removed');
      await removal.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Add members' }).click();
      await page.getByRole('checkbox', { name: /Ada Lovelace/ }).click();
      await expect(page.getByRole('region', { name: 'Who gains' })).toContainText('1 person gains');
      await expectSound(page, 'adding members');
    });

    test('the circuit breaker', async ({ page, tenant, idp }) => {
      await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
      const breaker = new BreakerSection(page);
      await breaker.open();
      await expectSound(page, 'off');
      await breaker.turnOn();
      await expectSound(page, 'on');
      await page.getByRole('button', { name: 'Change the figures' }).click();
      await expectSound(page, 'its figures');
      await page.getByRole('button', { name: 'Cancel' }).click();
      const people = Array.from({ length: 14 }, (_, i) => `person-${i}@acme.test`);
      const ids = await Promise.all(people.map((userName) => idp.createUser({ userName })));
      await Promise.all(ids.map((id) => idp.setActive(id, false)));
      await page.reload();
      await expect(breaker.held).toHaveCount(4);
      await expectSound(page, 'holding');
      const question = await breaker.ask('Approve');
      await expectSound(page, 'the question about approving');
      await question.getByRole('button', { name: 'Cancel' }).click();
      await breaker.decide('Reject');
      await expect(breaker.staying).toHaveCount(4);
      await expectSound(page, 'rejected');
      await breaker.leave('4 hours');
      await expectSound(page, 'suspended');
    });

    test('people on their way', async ({ page, tenant, idp }) => {
      const address = `ada@${tenant.slug}.example`;
      await idp.createUser({ userName: address });
      await idp.createUser({ userName: `silent@${tenant.slug}.example`, emails: [] });
      const account = new AccountPages(page);
      await account.forgotPassword(address);
      await account.setPassword((await mailTo(address)).link, 'a quiet harbour at dawn');
      await account.enter(address, 'a quiet harbour at dawn');
      await expectSound(page, 'the home page of somebody with no permission');
      await page.goto('/account');
      await expectSound(page, 'the account of a provisioned user');
      await page.context().clearCookies();
      await account.enter(tenant.adminEmail, tenant.password);
      await page.goto('/settings/users/first-sign-in');
      await page.getByRole('button', { name: /^Send mail to/ }).click();
      await expectSound(page, 'the question before mails to many');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Send mails' }).click();
      await expect(page.getByText(/no e-mail address\./).first()).toBeVisible();
      await expectSound(page, 'what became of the mails');
    });

    test('connecting, rotating and deleting', async ({ page, tenant }) => {
      await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
      const settings = new ScimSettingsPage(page);
      await settings.open();
      await expectSound(page, 'not connected');
      await settings.connect('Microsoft Entra ID');
      await expectSound(page, 'the key');
      const account = await settings.credentials();
      await page.getByRole('button', { name: 'I have saved the key' }).click();
      await expectSound(page, 'the question about the key');
      await settings.question.getByRole('button', { name: 'Yes, hide the key' }).click();
      await expectSound(page, 'connected');
      const cut = { ...account, apiKey: account.apiKey.slice(0, -6) };
      await new ScimClient(cut).send('GET', '/Users?count=1');
      await expect(settings.requests).toHaveCount(1);
      await expectSound(page, 'a request that failed');
      const rotation = await settings.askToRotate();
      await rotation.getByRole('radio', { name: 'Rotate with confirmation' }).click();
      await expectSound(page, 'the question about rotating');
      await rotation.getByRole('button', { name: 'Cancel' }).click();
      const form = await settings.editKey();
      await expectSound(page, 'the form of a key');
      await form.getByRole('button', { name: 'Cancel' }).click();
      await settings.rotateWithConfirmation('In 7 days');
      await settings.letKeyGo();
      await expectSound(page, 'a rotation that is under way');
      await settings.askToDelete();
      await expectSound(page, 'the question about deleting');
    });
  });

test('long names stay within a phone’s page', async ({ page, tenant, idp }) => {
  const long = (letter: string) => letter.repeat(100);
  const userName = `${long('u')}@${tenant.slug}.example`;
  const [givenName, familyName] = [long('G'), 'أبو بكر محمد بن زكريا الرازي'];
  const id = await idp.createUser({ userName, givenName, familyName, title: long('t') });
  const role = await idp.createGroup(long('R'), [id]);
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await page.setViewportSize(narrow);
  for (const path of [
    '/settings/users',
    '/settings/users/first-sign-in',
    `/settings/users/${id}`,
    '/settings/roles',
    `/settings/roles/${role}`,
    '/settings/activity',
  ]) {
    await page.goto(path);
    await expectSound(page, path);
  }
  await page.goto(`/settings/roles/${role}`);
  await new RolePage(page).plan('See users');
  await expectSound(page, 'who gains, with a long name');
});

test('a phone shows the name of the page that is open', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await page.setViewportSize(narrow);
  await page.goto('/settings/audit');
  const current = page.getByRole('navigation', { name: 'Client Settings' }).getByText('Audit trail');
  await expect(current).toBeInViewport({ ratio: 1 });
});

test('the theme that was chosen stays', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  await page.goto('/settings');
  expect(await paper()).toBe(dark);
});
