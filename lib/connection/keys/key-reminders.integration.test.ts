import { expect, it } from 'vitest';
import { liveConfiguration, makeHolder, makeTenant, makeUser, recorded } from '../../../test/people';
import { sql } from '../../database';
import { connect } from '../configuration/configuration';
import { configurationOf } from '../configuration/configuration-view';
import { connectionMails } from '../mails';
import { remindOfExpiry } from './key-reminders';
import { changeKey } from './key-terms';
import { rotate, startRotation } from './rotation';

const actor = { kind: 'operator' } as const;
const dayMs = 86_400_000;

async function connected() {
  const { tenantId, admin } = await makeTenant();
  await connect({ tenantId, actor, provider: 'okta' });
  const keyId = async () => (await configurationOf(tenantId))?.key.id ?? '';
  const expiresIn = async (days: number | null) =>
    changeKey({
      tenantId,
      actor,
      keyId: await keyId(),
      expiresAt: days === null ? null : new Date(Date.now() + days * dayMs),
    });
  return { tenantId, admin, expiresIn };
}

interface Queued {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: string;
  readonly data: Record<string, unknown>;
}

function queued(tenantId: string): Promise<Queued[]> {
  return sql.rows({
    text: `SELECT id, tenant_id AS "tenantId", kind, data FROM queued_mails
      WHERE tenant_id = $1 AND kind = 'key-expires' ORDER BY queued_at, id`,
    values: [tenantId],
  });
}

async function told(tenantId: string) {
  const entries = await recorded(await liveConfiguration(tenantId));
  return entries
    .filter(({ action }) => action === 'configuration.key-expiry-told')
    .map(({ detail }) => detail);
}

it('tells those who may manage SCIM, once for each of the times', async () => {
  const { tenantId, admin, expiresIn } = await connected();
  const manager = await makeHolder(tenantId, ['scim.manage']);
  await sql.rows({ text: `UPDATE users SET email = 'm@acme.test' WHERE id = $1`, values: [manager.id] });
  await makeHolder(tenantId, ['users.manage', 'roles.manage', 'activity.view']);
  await makeUser(tenantId, { email: 'nobody@acme.test' });
  await expiresIn(40);
  await remindOfExpiry();
  expect(await queued(tenantId)).toEqual([]);
  await expiresIn(20);
  await remindOfExpiry();
  await remindOfExpiry();
  const readers = (await queued(tenantId)).map(({ data }) => data.userId);
  expect(readers.sort()).toEqual([admin.id, manager.id].sort());
  expect(await told(tenantId)).toMatchObject([{ days: 30, people: 2 }]);
  const key = 'UPDATE api_keys SET expires_at = now() + $2::interval WHERE tenant_id = $1';
  for (const left of ['6 days', '5 days', '20 hours', '2 hours']) {
    await sql.rows({ text: key, values: [tenantId, left] });
    await remindOfExpiry();
  }
  expect(await told(tenantId)).toMatchObject([{ days: 30 }, { days: 7 }, { days: 1 }]);
  await sql.rows({ text: key, values: [tenantId, '-1 hour'] });
  await remindOfExpiry();
  expect(await queued(tenantId)).toHaveLength(6);
});

it('tells of the last time alone who is late, and anew of an expiry that was moved', async () => {
  const { tenantId, expiresIn } = await connected();
  await expiresIn(0.5);
  await remindOfExpiry();
  await expiresIn(3);
  await remindOfExpiry();
  await expiresIn(null);
  await remindOfExpiry();
  expect(await told(tenantId)).toMatchObject([{ days: 1 }, { days: 7 }]);
});

it('tells once, however many servers look at the same moment', async () => {
  const tenants = await Promise.all([connected(), connected(), connected()]);
  for (const { expiresIn } of tenants) await expiresIn(5);
  await Promise.all(Array.from({ length: 8 }, () => remindOfExpiry()));
  for (const { tenantId } of tenants) {
    expect(await queued(tenantId)).toHaveLength(1);
    expect(await told(tenantId)).toHaveLength(1);
  }
});

it('writes the mail for its reader, and none of what is not so any more', async () => {
  const { tenantId, expiresIn } = await connected();
  await expiresIn(5);
  await remindOfExpiry();
  const [mail] = await queued(tenantId);
  const write = () => mail && connectionMails['key-expires']?.(mail);
  const lastFour = (await configurationOf(tenantId))?.key.lastFour;
  expect(await write()).toMatchObject({
    to: { address: 'grace@acme.test' },
    subject: 'The API key of Okta for Acme expires soon',
    link: 'http://localhost:3000/settings/scim',
    text: expect.stringContaining(`that ends in ${lastFour}`),
  });
  await expiresIn(6);
  expect(await write()).toBeNull();
  await rotate({ tenantId, actor });
  expect(await write()).toBeNull();
});

it('says nothing of a key that ends for another before', async () => {
  const { tenantId, expiresIn } = await connected();
  await expiresIn(5);
  await startRotation({ tenantId, actor, retiresInHours: 24 });
  await remindOfExpiry();
  expect(await told(tenantId)).toEqual([]);
});

it('leaves the keys of deleted configurations and those that were replaced alone', async () => {
  const { tenantId, expiresIn } = await connected();
  await expiresIn(5);
  await rotate({ tenantId, actor });
  await remindOfExpiry();
  expect(await queued(tenantId)).toEqual([]);
});
