import { expect, mailsTo, mailTo, ScimClient, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { BreakerSection } from './pages/breaker-section';
import { ScimSettingsPage } from './pages/scim-settings-page';

const names = Array.from({ length: 16 }, (_, i) => `person-${String(i + 1).padStart(2, '0')}@acme.test`);

/** Provisions sixteen people, of whom the circuit breaker lets ten go. */
function provision(idp: ScimClient): Promise<string[]> {
  return Promise.all(names.map((userName, i) => idp.createUser({ userName, familyName: `Person ${i + 1}` })));
}

const statuses = (ids: readonly string[], work: (id: string) => Promise<{ status: number }>) =>
  Promise.all(ids.map(async (id) => (await work(id)).status));

const times = (all: readonly number[], status: number) => all.filter((one) => one === status).length;

test.beforeEach(async ({ page, tenant, idp }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await idp.send('GET', '/Users');
});

test('is recommended, holds a mass change, mails the administrator, and lets it through once approved', async ({
  page,
  tenant,
  idp,
}) => {
  const breaker = new BreakerSection(page);
  await breaker.open();
  await expect(page.locator('#circuit-breaker').getByText('We recommend turning it on')).toBeVisible();
  await breaker.turnOn();
  await expect(breaker.title).toBeFocused();
  const ids = await provision(idp);
  const answers: number[] = [];
  for (const id of ids) answers.push((await idp.setActive(id, false)).status);
  expect([times(answers, 200), times(answers, 503)]).toEqual([10, 6]);

  // What comes in says so once, and leads to who is held; the overview does, too.
  await page.goto('/settings/scim');
  const requests = new ScimSettingsPage(page).requests;
  await expect(requests.filter({ hasText: 'The circuit breaker keeps this person’s access.' })).toHaveCount(
    6,
  );
  await expect(requests.getByRole('link', { name: 'See who is held' })).toHaveCount(1);
  await page.goto('/settings/activity');
  await page
    .getByRole('link', { name: /all about this entry/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'The circuit breaker held it' })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByText('Okta wants to end the access of 6 people more')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See who they are' })).toHaveAttribute(
    'href',
    '/settings/scim#circuit-breaker',
  );

  // It waits some seconds for others to be held.
  await expect.poll(() => mailsTo(tenant.adminEmail).length, { timeout: 30_000 }).toBe(1);
  const mail = await mailTo(tenant.adminEmail);
  expect(mail.subject).toContain('Okta wants to end the access of many people');
  await page.goto(mail.link);
  await expect(breaker.warning).toContainText('6 people more');
  await expect(breaker.held).toHaveCount(6);
  await expect(breaker.held.first()).toContainText('To be deactivated');
  await breaker.decide('Approve');
  await expect(page.getByText('6 people lost access.')).toBeVisible();
  await expect(breaker.warning).toHaveCount(0);
  await expect(breaker.title).toBeFocused();
  // The identity provider tries again, and there is nothing left to do.
  expect(times(await statuses(ids, (id) => idp.setActive(id, false)), 200)).toBe(16);
  await page.goto('/settings/users?status=active');
  await expect(page.getByRole('row', { name: /person-/ })).toHaveCount(0);
});

test('two at once get no more through, and who is rejected stays until that is forgotten', async ({
  page,
  idp,
  connection,
}) => {
  const breaker = new BreakerSection(page);
  await breaker.open();
  await breaker.turnOn();
  const ids = await provision(idp);
  const other = new ScimClient(connection);
  const [some, others] = await Promise.all([
    statuses(ids.slice(0, 8), (id) => idp.setActive(id, false)),
    statuses(ids.slice(8), (id) => other.send('DELETE', `/Users/${id}`)),
  ]);
  const answers = [...some, ...others];
  expect(times(answers, 200) + times(answers, 204)).toBe(10);
  expect(times(answers, 503)).toBe(6);
  const held = ids.filter((_, i) => answers[i] === 503);

  await page.reload();
  await expect(breaker.held).toHaveCount(6);
  const question = await breaker.ask('Reject');
  await expect(question).toContainText('it goes on to try');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await breaker.decide('Reject');
  await expect(breaker.staying).toHaveCount(6);
  await expect(breaker.staying.filter({ hasText: /Not (deactivated|removed)/ })).toHaveCount(6);
  expect(times(await statuses(held, (id) => idp.setActive(id, false)), 403)).toBe(6);
  await breaker.decide('Forget the rejection');
  await expect(breaker.staying).toHaveCount(0);
  // Too many went in these minutes: they are held as if they came for the first time.
  expect(times(await statuses(held, (id) => idp.setActive(id, false)), 503)).toBe(6);
});

test('the identity provider takes a mistake back, and nothing is held any more', async ({ page, idp }) => {
  const breaker = new BreakerSection(page);
  await breaker.open();
  await breaker.turnOn();
  const ids = await provision(idp);
  await statuses(ids, (id) => idp.setActive(id, false));
  await page.reload();
  await expect(breaker.held).toHaveCount(6);
  await statuses(ids, (id) => idp.setActive(id, true));
  await expect(breaker.warning).toHaveCount(0);
});

test('who leaves the identity provider removes everybody there, and then the configuration', async ({
  page,
  tenant,
  idp,
}) => {
  const breaker = new BreakerSection(page);
  await breaker.open();
  await breaker.turnOn();
  const ids = await provision(idp);
  await breaker.leave('1 day');
  await expect(page.getByText('You are leaving Okta')).toBeVisible();
  expect(times(await statuses(ids, (id) => idp.setActive(id, false)), 200)).toBe(16);
  expect(times(await statuses(ids, (id) => idp.send('DELETE', `/Users/${id}`)), 204)).toBe(16);
  await new ScimSettingsPage(page).delete('Keep', tenant.name);
  await expect(page.getByRole('heading', { name: 'Circuit breaker' })).toHaveCount(0);
});

test('figures that are none are refused beside their field, and others are kept', async ({ page, idp }) => {
  const breaker = new BreakerSection(page);
  await breaker.open();
  await breaker.turnOn();
  await page.getByRole('button', { name: 'Change the figures' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Users in any case').fill('none');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Give the number of users as a whole number from 1 to');
  await dialog.getByLabel('Users in any case').fill('3');
  await dialog.getByLabel('Share of the users, in percent').fill('5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('of 3 in any case')).toBeVisible();
  const ids = await provision(idp);
  expect(times(await statuses(ids, (id) => idp.setActive(id, false)), 200)).toBe(3);
});
