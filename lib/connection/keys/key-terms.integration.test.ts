import { expect, it } from 'vitest';
import { liveConfiguration, makeTenant, recorded } from '../../../test/people';
import { sql } from '../../database';
import { connect } from '../configuration/configuration';
import { configurationOf } from '../configuration/configuration-view';
import { keyBody } from '../requests';
import { hashApiKey } from './api-key';
import { authenticate } from './authenticate';
import { changeKey } from './key-terms';
import { flushKeyUse, noteKeyUsed } from './last-used';
import { rotate } from './rotation';

const actor = { kind: 'operator' } as const;

async function connected() {
  const { tenantId } = await makeTenant();
  const { apiKey } = await connect({ tenantId, actor, provider: 'okta' });
  const key = async () => {
    const view = await configurationOf(tenantId);
    if (!view) throw new Error('There is no configuration.');
    return view.key;
  };
  const { id: keyId } = await key();
  const change = (terms: Omit<Parameters<typeof changeKey>[0], 'tenantId' | 'actor' | 'keyId'>) =>
    changeKey({ tenantId, actor, keyId, ...terms });
  const from = async (address?: string) => (await authenticate(hashApiKey(apiKey), address))?.refusal;
  return { tenantId, keyId, key, change, from };
}

it('changes what is given, and tells of what changed', async () => {
  const { tenantId, key, change } = await connected();
  expect(await key()).toMatchObject({ name: null, expiresAt: null, allowedSources: null, expired: false });
  await change({ name: 'Production' });
  const expiresAt = new Date(Date.now() + 86_400_000);
  await change({ expiresAt });
  await change({ allowedSources: ['203.0.113.7', '10.1.2.3/8', '10.0.0.0/8', '2001:DB8::/32'] });
  const sources = ['10.0.0.0/8', '203.0.113.7', '2001:db8::/32'];
  expect(await key()).toMatchObject({ name: 'Production', expiresAt, allowedSources: sources });
  await change({ name: 'Production', allowedSources: sources });
  const entries = (await recorded(await liveConfiguration(tenantId))).slice(1);
  expect(entries.map(({ detail }) => Object.keys((detail as { changes: object }).changes))).toEqual([
    ['name'],
    ['expiry'],
    ['allowed sources'],
  ]);
  await change({ name: null, expiresAt: null, allowedSources: [] });
  expect(await key()).toMatchObject({ name: null, expiresAt: null, allowedSources: null });
});

it('lets a key in from the allowed sources alone', async () => {
  const { change, from } = await connected();
  await change({ allowedSources: ['203.0.113.0/24', '2001:db8::/32'] });
  expect(await from('203.0.113.9')).toBeNull();
  expect(await from('2001:db8::9')).toBeNull();
  expect(await from('203.0.114.9')).toBe('elsewhere');
  expect(await from('2001:db9::9')).toBe('elsewhere');
  expect(await from(undefined)).toBe('elsewhere');
  await change({ allowedSources: null });
  expect(await from(undefined)).toBeNull();
});

it('ends a key at its expiry', async () => {
  const { keyId, key, change, from } = await connected();
  await sql.rows({
    text: `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`,
    values: [keyId],
  });
  expect(await from()).toBe('expired');
  expect(await key()).toMatchObject({ expired: true });
  await change({ expiresAt: new Date(Date.now() + 60_000) });
  expect(await from()).toBeNull();
});

it('says where a key was used last, and whether that is allowed', async () => {
  const { keyId, key, change } = await connected();
  expect(await key()).toMatchObject({ lastUsedAddress: null, lastUsedAgent: null, lastUseAllowed: true });
  noteKeyUsed(keyId, new Date(), { address: '203.0.113.9', userAgent: `Okta \0${'x'.repeat(300)}` });
  await flushKeyUse();
  const used = await key();
  expect(used).toMatchObject({ lastUsedAddress: '203.0.113.9', lastUseAllowed: true });
  expect(used.lastUsedAgent).toMatch(/^Okta \ufffdx{190,}$/);
  await change({ allowedSources: ['192.0.2.0/24'] });
  expect(await key()).toMatchObject({ lastUseAllowed: false });
  noteKeyUsed(keyId, new Date(Date.now() + 1000));
  await flushKeyUse();
  expect(await key()).toMatchObject({ lastUsedAddress: null, lastUsedAgent: null, lastUseAllowed: true });
});

it('finds keys in force of its own tenant only', async () => {
  const { tenantId, keyId, change } = await connected();
  const other = await connected();
  const missing = { name: 'AppError', status: 404 };
  await expect(changeKey({ tenantId: other.tenantId, actor, keyId, name: 'x' })).rejects.toMatchObject(
    missing,
  );
  await rotate({ tenantId, actor });
  await expect(change({ name: 'x' })).rejects.toMatchObject(missing);
});

it.each([
  [{}, 'Say what to change'],
  [{ name: 'x'.repeat(61) }, 'at most 60 characters'],
  [{ name: 'a\nb' }, 'visible characters'],
  [{ expiresAt: 'tomorrow' }, 'such as 2027-01-31T23:59:59Z'],
  [{ expiresAt: '2020-01-31T23:59:59Z' }, 'still to come'],
  [{ expiresAt: '2999-01-31T23:59:59Z' }, 'ten years'],
  [{ allowedSources: ['nonsense'] }, '“nonsense” is no address'],
  [{ allowedSources: ['203.0.113.7', '0.0.0.0/0'] }, 'every address'],
  [{ allowedSources: Array.from({ length: 101 }, () => '203.0.113.7') }, 'at most 100'],
  [{ lastUsedAt: null }, 'Unrecognized key'],
])('refuses %j with what to change', (body, advice) => {
  const result = keyBody.safeParse(body);
  expect(result.error?.issues[0]?.message).toContain(advice);
});
