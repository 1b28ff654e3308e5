import {
  type Conversation,
  httpDoor,
  type Provider,
  play,
  providersConversations,
} from '../test/conversation';
import { expect, ScimClient, test } from './fixtures';
import type { Connection } from './operator';
import { AccountPages } from './pages/account-pages';
import { RolePage } from './pages/role-page';
import { ScimSettingsPage } from './pages/scim-settings-page';

const [okta, entra, jumpcloud] = providersConversations();

/** What each provider sends, as recorded: its test of the connection, and its first user. */
const paths = [
  {
    label: 'Microsoft Entra ID',
    sends: entra,
    tests: 'Test connection',
    creates: 'Create user (default mapping)',
  },
  {
    label: 'Okta',
    sends: okta,
    tests: 'Connection test / save of the To-App page (AIW)',
    creates: 'Create user (AIW recorded shape)',
  },
  { label: 'JumpCloud', sends: jumpcloud, tests: 'Connection test / activation', creates: 'Create user' },
  {
    label: 'Other',
    sends: okta,
    tests: 'Connection test / save of the To-App page (AIW)',
    creates: 'Create user (AIW recorded shape)',
  },
] as const;

async function replay(sends: Provider | undefined, name: string, account: Connection): Promise<void> {
  const conversation = sends?.conversations.find((each: Conversation) => each.name === name);
  if (!sends || !conversation) throw new Error(`Nobody has a conversation “${name}”.`);
  const door = httpDoor(process.env.MUSTER_URL ?? '');
  expect((await play(sends, conversation, door, account)).problems).toEqual([]);
}

test.beforeEach(async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
});

for (const { label, sends, tests, creates } of paths)
  test(`the whole path of ${label}, ticked off by what really comes`, async ({ page }) => {
    const settings = new ScimSettingsPage(page);
    await settings.open();
    await settings.connect(label);
    const account = await settings.credentials();
    const name = label === 'Other' ? 'your identity provider' : label;
    const [connecting, people, groups, permissions] = [
      'Connect ',
      'Bring people',
      'Bring groups',
      'Give the roles',
    ].map((title) => settings.phase(title));
    if (!connecting || !people || !groups || !permissions) throw new Error('A phase is missing.');
    await expect(connecting).toHaveAttribute('open');
    await expect(people).not.toHaveAttribute('open');
    // The values stand where the steps say that they go.
    await expect(connecting.getByRole('textbox').first()).toHaveValue(account.scimUri);
    await expect(connecting.getByRole('textbox').last()).toHaveValue(account.apiKey);
    await expect(settings.waiting).toContainText(name);

    await replay(sends, tests, account);
    await expect(settings.connected).toHaveText(`Connected to ${name}`);
    await expect(settings.requests.filter({ hasText: 'Test connection passed' })).toHaveCount(1);
    await expect(connecting).toContainText('(done)');
    await expect(people).toHaveAttribute('open');

    await settings.letKeyGo();
    await expect(connecting.getByText('was shown once')).toBeVisible();

    await replay(sends, creates, account);
    await expect(people).toContainText('1 person has arrived');
    await expect(groups).toHaveAttribute('open');
    await expect(settings.requests.first()).toContainText('Created a user');

    await new ScimClient(account).createGroup('Engineering');
    await expect(groups).toContainText('1 role has arrived');
    await permissions.getByRole('link', { name: 'Open Roles' }).click();
    await page.getByRole('link', { name: 'Engineering' }).click();
    await new RolePage(page).togglePermissions('See users');

    await settings.open();
    await expect(permissions).toContainText('1 of 1 role grants something');
    for (const phase of [connecting, people, groups, permissions]) {
      await expect(phase).toContainText('(done)');
      await expect(phase).not.toHaveAttribute('open');
    }
  });

test('a damaged key and a wrong address are seen, with how to mend them', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('Microsoft Entra ID');
  const account = await settings.credentials();
  await settings.letKeyGo();

  const cut = new ScimClient({ ...account, apiKey: account.apiKey.slice(0, -6) });
  expect((await cut.send('GET', '/Users?count=1')).status).toBe(401);
  await expect(
    page.getByRole('heading', { name: 'Microsoft Entra ID reached us, and was refused' }),
  ).toBeVisible();
  const [damaged] = [settings.requests.first()];
  await expect(damaged).toContainText('Test connection failed');
  await expect(damaged).toContainText('begins like your key, and is not the whole of it');
  await expect(damaged).toContainText('Empty “Secret Token” and paste the whole key again');

  const astray = new ScimClient({ ...account, scimUri: `${account.scimUri}/Users` });
  expect((await astray.send('GET', '/Users?count=1')).status).toBe(404);
  await expect(settings.requests).toHaveCount(2);
  await expect(settings.requests.first()).toContainText('There is nothing at the address that it asked.');
  await expect(settings.requests.first()).toContainText(
    `Set “Tenant URL” to exactly ${account.scimUri} with no slash`,
  );
  await expect(settings.phase('Connect Entra ID')).not.toContainText('(done)');

  expect((await new ScimClient(account).send('GET', '/Users?startIndex=1&count=1')).status).toBe(200);
  await expect(settings.connected).toBeVisible();
  await expect(settings.phase('Connect Entra ID')).toContainText('(done)');
});

test('each provider has its own attributes, and all can be seen', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('JumpCloud');
  const table = page.getByRole('table', { name: 'Attribute mappings' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'JumpCloud Attribute',
    'SCIM 2.0 Attribute',
    'Platform UI Attribute',
    'Needed',
  ]);
  await expect(table.getByRole('row', { name: /Username/ })).toContainText('Required');
  await page.getByRole('button', { name: 'Show every provider’s names' }).click();
  await expect(table.getByRole('columnheader')).toHaveCount(5);
});

test('another provider is chosen later: the guide changes with it, and says so', async ({ page }) => {
  const settings = new ScimSettingsPage(page);
  await settings.open();
  await settings.connect('JumpCloud');
  await settings.letKeyGo();
  await settings.delayTheRest();
  await settings.chooseProvider('Okta');
  await expect(page.getByText('The guide is for Okta now.')).toBeVisible();
  await expect(settings.phase('Connect Okta')).toBeVisible();
});
