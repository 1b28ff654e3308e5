import { expect, it } from 'vitest';
import { activities, connectedTenant, user } from '../../../test/scim';
import { changeKey, configurationOf, flushKeyUse, startRotation, traffic } from '../../connection';
import { sql } from '../../database';
import { answerScim } from '../doors/answer-scim';

const actor = { kind: 'operator' } as const;

async function tenantWithKey() {
  const tenant = await connectedTenant();
  const { tenantId } = tenant;
  const view = async () => await configurationOf(tenantId);
  const keyId = (await view())?.key.id ?? '';
  const change = (allowedSources: readonly string[] | null) =>
    changeKey({ tenantId, actor, keyId, allowedSources });
  return { ...tenant, keyId, view, change };
}

function ends(keyId: string, column: 'expires_at' | 'retires_at') {
  return sql.rows({
    text: `UPDATE api_keys SET ${column} = now() - interval '1 second' WHERE id = $1`,
    values: [keyId],
  });
}

async function refusals(tenantId: string) {
  const told = (await activities(tenantId)).filter(({ action }) => action === 'request.refused');
  return told.map(({ detail }) => [detail.status, detail.key, detail.detail]);
}

/** What the latest request failed for, once it is written. */
function latestProblem(tenantId: string) {
  return expect.poll(async () => (await traffic(tenantId))[0]?.problem, { timeout: 5000 });
}

it.each([
  ['expires_at', 'expired', 'expired-key', 'The API key has expired. Rotate it, or give it a later expiry'],
  ['retires_at', 'retired', 'revoked-key', 'The API key ended at the time that was set when it was rotated.'],
] as const)(
  'a key whose %s has come is refused with the next request, wherever it was known',
  async (column, key, problem, text) => {
    const tenant = await tenantWithKey();
    for (let i = 0; i < 4; i++) expect((await tenant.send('GET /Users')).status).toBe(200);
    await ends(tenant.keyId, column);
    const answers = [
      await tenant.send('GET /Users'),
      await tenant.send('POST /Users', user('ada')),
      await tenant.send('GET /Schemas'),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body.detail).toContain(text);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="SCIM"');
    }
    expect(await refusals(tenant.tenantId)).toEqual(
      Array.from({ length: 3 }, () => [401, key, expect.stringContaining(text)]),
    );
    const [{ count } = { count: 1 }] = await sql.rows<{ count: number }>({
      text: 'SELECT count(*)::int FROM users WHERE tenant_id = $1 AND configuration_id IS NOT NULL',
      values: [tenant.tenantId],
    });
    expect(count).toBe(0);
    await latestProblem(tenant.tenantId).toBe(problem);
  },
);

it('a change of allowed sources is in force with the next request, wherever the key was known', async () => {
  const tenant = await tenantWithKey();
  for (let i = 0; i < 4; i++) expect((await tenant.send('GET /Users')).status).toBe(200);
  await tenant.change(['192.0.2.0/24']);
  for (let i = 0; i < 3; i++) {
    const answer = await tenant.send('POST /Users', user('ada'));
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, null]);
    expect(answer.body.detail).toMatch(/^The API key may not be used from /);
  }
  expect((await refusals(tenant.tenantId)).map(([, key]) => key)).toEqual(Array(3).fill('elsewhere'));
  await latestProblem(tenant.tenantId).toBe('wrong-source');
  await tenant.change(null);
  for (let i = 0; i < 3; i++) expect((await tenant.send('GET /Users')).status).toBe(200);
});

it('a key is used from allowed addresses alone, and its last use is kept', async () => {
  const tenant = await tenantWithKey();
  await tenant.change(['203.0.113.0/24']);
  const ask = (address: string) =>
    answerScim({
      method: 'GET',
      path: '/scim/v2/Users',
      query: '',
      address,
      header: (name) =>
        ({ authorization: `Bearer ${tenant.apiKey}`, 'user-agent': 'Okta SCIM Client 1.0.0' })[name],
      bytes: async () => undefined,
    });
  expect((await ask('203.0.113.9')).status).toBe(200);
  const refused = await ask('198.51.100.1');
  expect(refused.status).toBe(403);
  expect(refused.body).toContain('may not be used from 198.51.100.1. Allow that address');
  expect((await ask('203.0.113.9')).status).toBe(200);
  await flushKeyUse();
  expect((await tenant.view())?.key).toMatchObject({
    lastUsedAddress: '203.0.113.9',
    lastUsedAgent: 'Okta SCIM Client 1.0.0',
  });
});

it('a key that waits works beside the one in force, and its first use is seen', async () => {
  const tenant = await tenantWithKey();
  const made = await startRotation({ tenantId: tenant.tenantId, actor });
  expect((await tenant.send('POST /Users', user('ada'))).status).toBe(201);
  const headers = { Authorization: `Bearer ${made.apiKey}` };
  expect((await tenant.send('POST /Users', user('bob'), { headers })).status).toBe(201);
  await flushKeyUse();
  await expect
    .poll(async () => (await tenant.view())?.rotation?.key.lastUsedAt, { timeout: 5000 })
    .toBeInstanceOf(Date);
});
