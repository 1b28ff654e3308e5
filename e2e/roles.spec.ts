import { expect, hydrated, otherPage, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';
import { RolePage } from './pages/role-page';

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

const people = ['Ada Lovelace', 'Grace Hopper', 'Mary Shelley'] as const;

test('a group that arrived gives nothing until somebody adds permissions, and says so', async ({
  page,
  idp,
}) => {
  const [ada = '', grace = ''] = await idp.createPeople(...people);
  await idp.createGroup('Engineering', [ada, grace]);
  await page.goto('/settings');
  await expect(page.getByText('1 role of your identity provider gives nothing yet')).toBeVisible();
  await page.getByRole('link', { name: 'Show them' }).click();
  await expect(page.getByRole('row', { name: /Engineering/ })).toContainText('Gives nothing yet');
  await expect(page.getByRole('row', { name: /Administrator/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Engineering' }).click();
  await expect(page.getByText('This role gives nothing yet')).toBeVisible();

  const role = new RolePage(page);
  const plan = await role.plan('Manage local users');
  await expect(plan).toContainText('2 people gain');
  await expect(plan.getByRole('list', { name: 'What they gain' })).toContainText('Manage local users · 2');
  await expect(role.affected('Ada Lovelace')).toContainText('See users, Manage local users');
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
  await expect(page.getByText('This role gives nothing yet')).toHaveCount(0);
  await page.goto('/settings/roles');
  await expect(page.getByText('nothing yet')).toHaveCount(0);
});

test('who has a permission from elsewhere neither gains nor loses it', async ({ page, idp }) => {
  const [ada = '', grace = '', mary = ''] = await idp.createPeople(...people);
  await idp.createGroup('Engineering', [ada, grace, mary]);
  await idp.createGroup('Support', [ada]);
  const directory = new DirectoryPages(page);
  await (await directory.openRole('Support')).togglePermissions('See users');
  await idp.setActive(mary, false);

  const role = await directory.openRole('Engineering');
  const plan = await role.plan('See users', 'See activity');
  await expect(plan).toContainText('2 people gain');
  await expect(plan.getByRole('list', { name: 'What they gain' })).toContainText('See users · 1');
  await expect(plan.getByRole('list', { name: 'What they gain' })).toContainText('See activity · 2');
  await expect(role.affected('Ada Lovelace')).not.toContainText('See users');
  await expect(role.affected('Mary Shelley')).toHaveCount(0);
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(role.question).toHaveCount(0);

  const taking = await role.plan('See users');
  await expect(taking).toContainText('1 person loses');
  await expect(role.affected('Grace Hopper')).toContainText('See users');
  await taking.getByRole('button', { name: 'Cancel' }).click();
});

test('of two administrators who save at once, the second sees what changed meanwhile', async ({
  page,
  browser,
  tenant,
  idp,
}) => {
  const [ada = ''] = await idp.createPeople(...people);
  await idp.createGroup('Engineering', [ada]);
  const role = await new DirectoryPages(page).openRole('Engineering');
  const plan = await role.plan('See activity');
  await expect(role.affected('Ada Lovelace')).toContainText('See activity');

  const second = await otherPage(browser);
  await new AccountPages(second).enter(tenant.adminEmail, tenant.password);
  await (await new DirectoryPages(second).openRole('Engineering')).togglePermissions('See users');

  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(plan.getByRole('alert').filter({ hasText: 'was changed meanwhile' })).toBeVisible();
  await expect(plan).toContainText('1 person loses');
  await expect(role.affected('Ada Lovelace')).toContainText('See users');
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
  await second.context().close();
});

test('the management of the client is taken only with its name typed', async ({ page, tenant, idp }) => {
  const [ada = ''] = await idp.createPeople(...people);
  await idp.createGroup('Chiefs', [ada]);
  const role = await new DirectoryPages(page).openRole('Chiefs');
  await role.togglePermissions('Manage the client');
  await page.reload();
  await hydrated(page);
  const plan = await role.plan('Manage the client');
  await expect(plan).toContainText(`1 person loses the management of ${tenant.name}`);
  const save = plan.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await plan.getByLabel(`Type “${tenant.name}” to confirm`).fill(tenant.name);
  await save.click();
  await expect(page.getByText('The permissions are saved.')).toBeVisible();
});

test('permissions stay with a group that is renamed, and that is deleted and pushed again', async ({
  page,
  idp,
}) => {
  const [ada = ''] = await idp.createPeople(...people);
  const id = await idp.createGroup('Engineering', [ada]);
  const directory = new DirectoryPages(page);
  await (await directory.openRole('Engineering')).togglePermissions('See users');
  await idp.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: 'Makers' });
  await directory.openRole('Makers');
  await expect(page.getByRole('checkbox', { name: 'See users' })).toBeChecked();
  await expect(page.getByText('Okta manages this role')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add members' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveCount(0);

  expect((await idp.send('DELETE', `/Groups/${id}`)).status).toBe(204);
  await page.reload();
  await expect(page.getByText('This role was deleted by the identity provider')).toBeVisible();
  await idp.createGroup('Makers', [ada]);
  await directory.openRole('Makers');
  await expect(page.getByRole('checkbox', { name: 'See users' })).toBeChecked();
  await directory.openUser('Ada Lovelace');
  await expect(page.getByRole('listitem').filter({ hasText: 'See users' })).toContainText(
    'Through the role Makers',
  );
});

test('a local role shows what each change of its members and its end do', async ({ page, idp }) => {
  await idp.createPeople(...people);
  const directory = new DirectoryPages(page);
  const role = await directory.addRole('Auditors');
  const plan = await role.plan('See activity');
  await expect(plan).toContainText('Nobody gains or loses anything now');
  await plan.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Reviewers');
  await page.getByRole('dialog').getByLabel('Description').fill('Look, but do not touch.');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Reviewers', level: 1 })).toBeVisible();

  const adding = await role.choose('Ada Lovelace', 'Grace Hopper');
  await expect(adding.getByRole('region', { name: 'Who gains' })).toContainText('2 people gain');
  await adding.getByRole('button', { name: 'Add 2 members' }).click();
  await expect(role.member('Ada Lovelace')).toBeVisible();

  const removal = await role.askToRemove('Ada Lovelace');
  await expect(removal).toContainText('1 person loses');
  await removal.getByRole('button', { name: 'Remove member' }).click();
  await expect(role.member('Ada Lovelace')).toHaveCount(0);
  await expect(page.getByText('1 member', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(role.affected('Grace Hopper')).toContainText('See activity');
  await role.question.getByLabel('Type “Reviewers” to delete it').fill('Reviewers');
  // What was decided upon is not asked for again: of a role that is gone there is no answer.
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await role.question.getByRole('button', { name: 'Delete role' }).click();
  await expect(page.getByText('The role “Reviewers” is deleted.')).toBeVisible();
  expect(asked.filter((path) => path.endsWith('/effects'))).toEqual([]);
  await expect(directory.row('Reviewers')).toHaveCount(0);
});

test('of many members those in sight are drawn, and the others come as one scrolls', async ({
  page,
  idp,
}) => {
  const numbers = Array.from({ length: 170 }, (_, i) => String(i + 1).padStart(3, '0'));
  const ids: string[] = [];
  for (const number of numbers)
    ids.push(await idp.createUser({ userName: `u${number}@acme.test`, givenName: 'Nº', familyName: number }));
  await idp.createGroup('Everybody', ids);
  const role = await new DirectoryPages(page).openRole('Everybody');
  await expect(role.members).toHaveAttribute('aria-rowcount', '171');
  await expect(role.member('u001@')).toHaveAttribute('aria-rowindex', '2');
  expect(await role.members.getByRole('row').count()).toBeLessThan(40);
  const last = role.member('u170@');
  await expect
    .poll(async () => {
      await role.scrollToEnd();
      return last.count();
    })
    .toBe(1);
  await expect(last).toHaveAttribute('aria-rowindex', '171');
  expect(await role.members.getByRole('row').count()).toBeLessThan(40);
  await expect(role.member('u001@')).toHaveCount(0);

  await page.getByLabel('Search members').fill('u09');
  await expect(role.members).toHaveAttribute('aria-rowcount', '11');
  await page.getByLabel('Search members').fill('nobody like this');
  await expect(page.getByText('No member’s name')).toBeVisible();
});
