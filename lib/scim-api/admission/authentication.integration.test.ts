import { describe, expect, it } from 'vitest';
import { activities, connectedTenant, door, scimClient } from '../../../test/scim';
import { createApiKey, remove, rotate } from '../../connection';
import { sql } from '../../database';

const actor = { kind: 'operator' } as const;

async function refusalsOf(tenantId: string) {
  return (await activities(tenantId)).filter(({ action }) => action === 'request.refused');
}

async function authorizedBy(authorization: string) {
  const tenant = await connectedTenant();
  const client = scimClient(tenant.tenantId, { scimUri: tenant.scimUri, apiKey: '' });
  return {
    tenant,
    answer: await client.send('GET /Users', undefined, { headers: { Authorization: authorization } }),
  };
}

function expectUnauthorized(answer: Awaited<ReturnType<typeof authorizedBy>>['answer']) {
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
  expect(answer.headers.get('content-type')).toBe('application/scim+json');
  expect(answer.body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '401',
    detail: expect.any(String),
  });
}

describe('a request without a right key', () => {
  const { key } = createApiKey();
  const wrongChecksum = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');

  it.each([
    ['an empty header', ''],
    ['no scheme', 'non-token'],
    ['no key', 'Bearer'],
    ['blanks for a key', 'Bearer    '],
    ['another scheme', `Basic ${btoa('user:password')}`],
    ['a key without its scheme', key],
    ['two keys', `Bearer ${key} ${key}`],
    ['no key of ours', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
    ['a wrong checksum', `Bearer ${wrongChecksum}`],
    ['a key that was never given out', `Bearer ${key}`],
    ['letters beyond ASCII', 'Bearer sch\xFCssel'],
  ])('%s is refused and leaves no trace', async (_, authorization) => {
    const { tenant, answer } = await authorizedBy(authorization);
    expectUnauthorized(answer);
    expect(await refusalsOf(tenant.tenantId)).toEqual([]);
  });

  it('no header at all is refused', async () => {
    const response = await door(new Request('http://localhost:3000/scim/v2/Users'));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
  });

  it('is refused before anything else is said of the request', async () => {
    const tenant = await connectedTenant();
    const { send } = scimClient(tenant.tenantId, { scimUri: tenant.scimUri, apiKey: key });
    for (const request of ['GET /Nowhere', 'PUT /Users', 'GET /Users?filter=(', 'GET /Schemas'])
      expectUnauthorized(await send(request));
    expectUnauthorized(await send('POST /Users', undefined, { raw: '{' }));
  });
});

describe('a key that was one', () => {
  it('is refused with the request after its rotation; the new one works', async () => {
    const tenant = await connectedTenant();
    expect((await tenant.send('GET /Users')).status).toBe(200);
    const fresh = scimClient(tenant.tenantId, await rotate({ tenantId: tenant.tenantId, actor }));
    expectUnauthorized(await tenant.send('GET /Users'));
    expect((await fresh.send('GET /Users')).status).toBe(200);
  });

  it('is refused once its configuration is deleted', async () => {
    const tenant = await connectedTenant();
    await remove({ tenantId: tenant.tenantId, actor, users: 'keep' });
    expectUnauthorized(await tenant.send('POST /Users', { userName: 'ada' }));
    expect(
      await sql.rows({
        text: 'SELECT 1 FROM users WHERE tenant_id = $1 AND configuration_id IS NOT NULL',
        values: [tenant.tenantId],
      }),
    ).toEqual([]);
  });

  it('leaves an entry of activity that tells who tried what', async () => {
    const tenant = await connectedTenant('entra');
    await rotate({ tenantId: tenant.tenantId, actor });
    await tenant.send('GET /Users?filter=userName%20eq%20%22ada%22');
    expect(await refusalsOf(tenant.tenantId)).toEqual([
      expect.objectContaining({
        actor: 'identity-provider',
        subject_name: 'GET /Users',
        outcome: 'refused',
        detail: expect.objectContaining({ status: 401 }),
      }),
    ]);
    expect(JSON.stringify(await activities(tenant.tenantId))).not.toContain(tenant.apiKey);
  });
});

it.each(['bearer', 'BEARER', 'Bearer '])('the scheme is read in any case: “%s”', async (scheme) => {
  const tenant = await connectedTenant();
  const headers = { Authorization: `${scheme} ${tenant.apiKey}` };
  expect((await tenant.send('GET /Users', undefined, { headers })).status).toBe(200);
});
