// The client of the demo: made, connected and provisioned once, found again later.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../progress.mjs';
import { OktaClient } from './okta-client.mjs';
import { change, provision } from './provision.mjs';
import { SettingsClient } from './settings-client.mjs';

const administrator = 'admin@northwind.example';
const password = 'the demo has no secrets';

/** Which permissions the administrator gives to the roles that arrived. */
const grants = {
  'Client Administrators': ['client.manage'],
  Security: ['activity.view', 'users.view', 'roles.view'],
  Support: ['users.view'],
  People: ['users.view', 'roles.view'],
};

/** Whom one signs in as to look around. */
export async function demoClient(server, users) {
  const done = join(process.env.MUSTER_DATA_DIR, 'demo.json');
  if (existsSync(done)) return JSON.parse(readFileSync(done, 'utf8'));
  const create = ['tenant', 'create', '--name', 'Northwind', '--admin-email', administrator];
  const { slug } = await step('Client', () =>
    server.operate([...create, '--admin-password-stdin'], password),
  );
  const connection = await server.operate(['scim', 'connect', '--tenant', slug, '--provider', 'okta']);
  const okta = new OktaClient(connection);
  const arrived = await step(`Okta provisions ${users} users`, () => provision(okta, users));
  const settings = new SettingsClient(server.address);
  await settings.signIn(administrator, password);
  for (const [role, permissions] of Object.entries(grants))
    await settings.grant(arrived.groups.get(role), permissions);
  await step('A few days pass', () => change(okta, arrived));
  const client = {
    administrator,
    password,
    user: arrived.people[0].id,
    role: arrived.groups.get('Security'),
  };
  writeFileSync(done, JSON.stringify(client));
  return client;
}
