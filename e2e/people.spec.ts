import { expect, mailsTo, mailTo, otherPage, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';
import { PeoplePages } from './pages/people-pages';

// Several people, each in a browser of their own: more than a journey's minute holds on a busy machine.
test.describe.configure({ timeout: 180_000 });

const password = 'a quiet harbour at dawn';

test('a user’s page says where everything comes from, and what happened', async ({ page, tenant, idp }) => {
  const ada = await idp.createUser({
    userName: `ada@${tenant.slug}.example`,
    title: 'Clerk',
    nickName: 'A.',
  });
  await idp.createGroup('Engineering', [ada]);
  await idp.patch(`/Users/${ada}`, { op: 'replace', path: 'title', value: 'Analyst' });
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const directory = new DirectoryPages(page);
  await (await directory.openRole('Engineering')).togglePermissions('Manage local users');
  await directory.openUser('Ada Lovelace');

  const people = new PeoplePages(page);
  await expect(people.attribute('Position')).toContainText('Analyst');
  await expect(people.attribute('Position')).toContainText(/Managed by Okta since .*Changed .* by Okta/);
  await expect(people.attribute('First Name')).toContainText('Unchanged since provisioned');
  await expect(people.attribute('nickName')).toContainText('A.');
  await expect(people.section('Roles')).toContainText('Group of Okta, since');
  const held = people.section('What they may do').getByRole('listitem');
  await expect(held.filter({ hasText: 'Manage local users' }).last()).toContainText(
    'Through the role Engineering, a group of Okta, given on',
  );
  await expect(held.filter({ hasText: 'See users (implied)' })).toContainText(
    'which grants “Manage local users”',
  );
  await expect(people.section('History').getByRole('listitem')).toContainText([
    'Okta changed Ada Lovelace (title)',
    'Okta gave the role “Engineering” to Ada Lovelace',
    'Okta created Ada Lovelace',
  ]);
});

test('somebody is signed out of one browser, then everywhere', async ({ page, browser, tenant, idp }) => {
  const address = `ada@${tenant.slug}.example`;
  await idp.createUser({ userName: address });
  const [one, two] = [await otherPage(browser), await otherPage(browser)];
  const account = new AccountPages(one);
  await account.forgotPassword(address);
  await account.setPassword((await mailTo(address)).link, password);
  await account.enter(address, password);
  await new AccountPages(two).enter(address, password);

  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await new DirectoryPages(page).openUser('Ada Lovelace');
  const people = new PeoplePages(page);
  await expect(people.sessions).toHaveCount(2);
  await expect(people.sessions.first()).toContainText('Chrome on Linux');
  await people.sessions
    .first()
    .getByRole('button', { name: /^Sign out of/ })
    .click();
  await expect(people.sessions).toHaveCount(1);
  await people.signOutEverywhere('Sign out everywhere');
  await expect(page.getByRole('heading', { name: 'Sessions', level: 2 })).toBeFocused();
  await expect(page.getByText('Not signed in anywhere now.')).toBeVisible();
  for (const other of [one, two]) {
    await other.goto('/');
    await new AccountPages(other).expectSignIn();
    await other.context().close();
  }
  await expect(people.section('History')).toContainText('signed Ada Lovelace out everywhere');
});

test('the mail for the first sign-in leads from provisioned to signed in', async ({
  page,
  browser,
  tenant,
  idp,
}) => {
  const address = `ada@${tenant.slug}.example`;
  await idp.createUser({ userName: address });
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await new DirectoryPages(page).openUser('Ada Lovelace');
  const people = new PeoplePages(page);
  await expect(people.section('Origin and sign-in')).toContainText('no mail was sent');
  await page.getByRole('button', { name: 'Send mail' }).click();
  await expect(people.section('Origin and sign-in')).toContainText(/Mail sent .*never opened/);
  await page.getByRole('button', { name: 'Send mail again' }).click();
  await expect(page.getByText('left less than a minute ago')).toBeVisible();
  const mail = await mailTo(address);
  expect(mail.subject).toBe('Your account at Acme is ready');
  expect(mailsTo(address)).toHaveLength(1);

  const ada = await otherPage(browser);
  await ada.goto(mail.link);
  await people.openTracker();
  await expect(async () => {
    await page.reload();
    await expect(people.person('Ada Lovelace')).toContainText('has not set a password', { timeout: 1000 });
  }).toPass();
  await new AccountPages(ada).setPassword(mail.link, password);
  await new AccountPages(ada).enter(address, password);
  await people.openTracker();
  await expect(people.person('Ada Lovelace')).toHaveCount(0);
  await people.stage('Signed in').click();
  await expect(people.person('Ada Lovelace')).toContainText('Signed in for the first time');
  await ada.context().close();
});

test('everybody who waits is mailed at once, and who could not be is told', async ({ page, tenant, idp }) => {
  const of = (name: string) => `${name}@${tenant.slug}.example`;
  const names = [...Array(12).keys()].map((n) => `user${n}`);
  for (const name of names) await idp.createUser({ userName: of(name), givenName: 'User', familyName: name });
  await idp.createUser({ userName: of('silent'), familyName: 'Silent', emails: [] });
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const people = new PeoplePages(page);
  await people.openTracker();
  await expect(people.stage('Provisioned')).toContainText('13');
  await expect(people.person('Silent')).toContainText('No e-mail address');
  await expect(people.person('Silent').getByRole('checkbox')).toBeDisabled();

  await people.person('user3').getByRole('checkbox').click();
  await people.sendMails(/the chosen person/);
  await expect(page.getByText('1 mail was sent.')).toBeVisible();
  await people.sendMails(/all 13 who wait/);
  await expect(page.locator('#round')).toBeFocused();
  await expect(
    page.getByText(/11 mails were sent\. 1 person has no e-mail address\. 1 person had one/),
  ).toBeVisible();
  await expect(people.stage('Mail sent')).toContainText('12');
  for (const name of names) expect(mailsTo(of(name))).toHaveLength(1);
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('people see their own account: a provisioned one is told who changes it', async ({
  page,
  browser,
  tenant,
  idp,
}) => {
  const address = `ada@${tenant.slug}.example`;
  await idp.createUser({ userName: address });
  const account = new AccountPages(page);
  await account.forgotPassword(address);
  await account.setPassword((await mailTo(address)).link, password);
  await account.enter(address, password);
  await expect(page.getByRole('heading', { name: 'What happens next' })).toBeVisible();
  const other = await otherPage(browser);
  await new AccountPages(other).enter(address, password);

  const people = new PeoplePages(page);
  await people.openAccount();
  await expect(page.getByText('Okta manages your profile')).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveCount(0);
  await people.changePassword('not my password', 'another quiet harbour');
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(
    'This is not your current password.',
  );
  await people.changePassword(password, 'another quiet harbour');
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(people.sessions).toHaveCount(1);
  await expect(people.sessions).toContainText('This browser');
  await other.goto('/');
  await new AccountPages(other).expectSignIn();
  await new AccountPages(other).enter(address, 'another quiet harbour');
  await page.reload();
  await people.sessions.getByRole('button', { name: /^Sign out of/ }).click();
  await expect(people.sessions).toHaveCount(1);
  await other.goto('/');
  await new AccountPages(other).expectSignIn();
  await other.context().close();
});

test('a local user changes their own name, and the home page says what is open and why', async ({
  page,
  tenant,
}) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await expect(page.getByRole('link', { name: /^Users/ })).toContainText(
    'Open to you by “Manage the client” through the role Administrator',
  );
  const people = new PeoplePages(page);
  await people.openAccount();
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Hopper');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Your name is saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Your menu, Grace Hopper' })).toBeVisible();
});
