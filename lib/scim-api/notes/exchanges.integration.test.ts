import { describe, expect, it } from 'vitest';
import { connectedTenant, group, made, patchOp, type ScimClient, scimClient, user } from '../../../test/scim';
import {
  type Exchange,
  exchangeOf,
  flushRequests,
  type LatestRequest,
  latestRequests,
  type SyncHour,
  syncHours,
} from '../../activity';
import { flushStrayKeys, remove, rotate } from '../../connection';
import { sql } from '../../database';

const actor = { kind: 'operator' } as const;

/** Waits for what a server, this process or another, writes within a second or two. */
async function soon<Found>(look: () => Promise<Found>, isThere: (found: Found) => boolean): Promise<Found> {
  await flushStrayKeys();
  await flushRequests();
  let found = await look();
  await expect
    .poll(
      async () => {
        found = await look();
        return isThere(found);
      },
      { timeout: 10_000, interval: 50 },
    )
    .toBe(true);
  return found;
}

function exchange(tenant: ScimClient, id: string | null): Promise<Exchange | null> {
  return soon(
    () => exchangeOf(tenant.tenantId, id ?? ''),
    (found) => found !== null,
  );
}

/** The latest requests, oldest first, once there are so many. */
async function latest(tenant: ScimClient, count: number): Promise<LatestRequest[]> {
  const found = await soon(
    () => latestRequests(tenant.tenantId),
    (requests) => requests.length >= count,
  );
  return found.toReversed();
}

function entries(tenant: ScimClient) {
  return sql.rows<{ action: string; request_id: string | null; subject_name: string }>({
    text: `SELECT action, request_id, subject_name FROM activities
      WHERE tenant_id = $1 AND actor = 'identity-provider' ORDER BY id`,
    values: [tenant.tenantId],
  });
}

const idOf = ({ headers }: { readonly headers: Headers }) => headers.get('x-request-id');

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a request’s id', () => {
  it('is in every answer, another one each time', async () => {
    const tenant = await connectedTenant();
    const answers = [
      await tenant.send('GET /Users'),
      await tenant.send('POST /Users', user('ada')),
      await tenant.send('POST /Users', {}),
      await tenant.send('GET /Users', undefined, { headers: { Authorization: 'Bearer none' } }),
      await tenant.send('GET /Nowhere'),
    ];
    const ids = answers.map(idOf);
    for (const id of ids) expect(id).toMatch(uuidV7);
    expect(new Set(ids).size).toBe(answers.length);
  });

  it('is in each entry that the request wrote, and in no other', async () => {
    const tenant = await connectedTenant('entra');
    const told: (string | null)[] = [];
    const send = async (...request: Parameters<typeof tenant.send>) => {
      const answer = await tenant.send(...request);
      expect([request[0], answer.status]).toEqual([request[0], answer.status]);
      told.push(idOf(answer));
      return answer.body?.id;
    };
    const ada = await send('POST /Users', user('ada'));
    await send(`PATCH /Users/${ada}`, patchOp({ op: 'replace', path: 'title', value: 'x' }));
    await send(`PATCH /Users/${ada}`, patchOp({ op: 'replace', path: 'active', value: false }));
    await send(`PUT /Users/${ada}`, user('ada', { active: true }));
    await send(`DELETE /Users/${ada}`);
    await send('POST /Users', user('ada'));
    const crew = await send('POST /Groups', group('Crew'));
    await send(`PATCH /Groups/${crew}`, patchOp({ op: 'add', path: 'members', value: [{ value: ada }] }));
    await send(`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${ada}"]` }));
    await send(`PATCH /Groups/${crew}`, patchOp({ op: 'replace', path: 'displayName', value: 'Gang' }));
    await send(`DELETE /Groups/${crew}`);
    await send('POST /Groups', group('Gang'));
    await send('POST /Groups', group('Gang'));
    const written = await entries(tenant);
    expect(written.map(({ action }) => action)).toEqual([
      'user.created',
      'user.updated',
      'user.deactivated',
      'user.reactivated',
      'user.deleted',
      'user.restored',
      'role.created',
      'role.members-added',
      'role.members-removed',
      'role.updated',
      'role.deleted',
      'role.restored',
      'request.refused',
    ]);
    expect(written.map(({ request_id }) => request_id)).toEqual(told);
  });

  it('is shared by the parts of a bulk request', async () => {
    const tenant = await connectedTenant();
    const bulk = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: user('ada', { password: 'hunter2' }) },
        { method: 'POST', path: '/Users', bulkId: 'b', data: user('ADA') },
        { method: 'POST', path: '/Groups', bulkId: 'c', data: group('Crew', ['bulkId:a']) },
      ],
    };
    const answer = await tenant.send('POST /Bulk', bulk);
    const id = idOf(answer);
    expect((await entries(tenant)).map(({ action, request_id }) => [action, request_id])).toEqual(
      ['user.created', 'request.refused', 'role.created', 'role.members-added'].map((action) => [action, id]),
    );
    const { request, ...kept } = (await exchange(tenant, id)) ?? {};
    expect(kept).toMatchObject({ method: 'POST', path: '/scim/v2/Bulk', status: 200, answer: answer.text });
    expect(request).not.toContain('hunter2');
    expect(JSON.parse(request ?? '').Operations[0].data).toEqual(user('ada', { password: '•••' }));
    expect(await latest(tenant, 1)).toMatchObject([{ id, status: 200, problem: 'refused' }]);
  });
});

describe('what was sent and answered', () => {
  it('is kept where it changed something', async () => {
    const tenant = await connectedTenant();
    const sent = user('ada', { title: 'Countess', password: 'hunter2' });
    const answer = await tenant.send('POST /Users?attributes=userName', sent, {
      headers: { 'User-Agent': 'Okta SCIM Client 1.0' },
    });
    const kept = await exchange(tenant, idOf(answer));
    expect(kept).toEqual({
      id: idOf(answer),
      at: expect.any(Date),
      method: 'POST',
      path: '/scim/v2/Users?attributes=userName',
      status: 201,
      durationUs: expect.any(Number),
      userAgent: 'Okta SCIM Client 1.0',
      keyId: expect.stringMatching(uuidV7),
      request: JSON.stringify({ ...sent, password: '•••' }),
      answer: answer.text,
    });
    expect(kept?.durationUs).toBeGreaterThan(0);
  });

  it('is kept where it was refused, and no secret with it', async () => {
    const tenant = await connectedTenant();
    const broken = '{"userName":"ada","password":"hunter2"';
    const answer = await tenant.send('POST /Users', undefined, { raw: broken });
    const kept = await exchange(tenant, idOf(answer));
    expect(kept).toMatchObject({ status: 400, answer: answer.text });
    expect(kept?.request).toMatch(/^\(\d+ characters that are no JSON/);
  });

  it('is not kept of reads, of look-ups of what is not there, and of writes that changed nothing', async () => {
    const tenant = await connectedTenant();
    const { id } = await made(tenant, user('ada'));
    const crew = (await made(tenant, group('Crew', [id]))).id;
    const answers = [
      await tenant.send('GET /Users'),
      await tenant.send('GET /Users/3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11'),
      await tenant.send(`PUT /Users/${id}`, user('ada')),
      await tenant.send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: true })),
      await tenant.send(
        `PATCH /Groups/${crew}`,
        patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 200, 204]);
    // Behind them comes one that is.
    const last = await tenant.send('POST /Users', user('eve'));
    expect(await latest(tenant, 8)).toMatchObject(Array(8).fill({ problem: null }));
    await exchange(tenant, idOf(last));
    for (const answer of answers) expect(await exchangeOf(tenant.tenantId, idOf(answer) ?? '')).toBeNull();
  });

  it('is kept of a filter that names an attribute that there is not', async () => {
    const tenant = await connectedTenant();
    const answer = await tenant.send('GET /Users?filter=colour eq "red"');
    expect(await exchange(tenant, idOf(answer))).toMatchObject({
      status: 200,
      request: null,
      answer: answer.text,
    });
    expect(await latest(tenant, 1)).toMatchObject([{ problem: null }]);
  });

  it('counts each hour: requests, those that changed something, those that were refused', async () => {
    const tenant = await connectedTenant();
    await tenant.send('GET /Users');
    await tenant.send('GET /Users/42');
    await tenant.send('POST /Users', user('ada'));
    await tenant.send('POST /Users', user('ada'));
    await tenant.send('GET /User');
    const sum = (hours: readonly SyncHour[], of: 'requests' | 'changes' | 'refused') =>
      hours.reduce((all, hour) => all + hour[of], 0);
    const counts = async () => {
      const hours = await syncHours(tenant.tenantId, { hours: 24 });
      return {
        requests: sum(hours, 'requests'),
        changes: sum(hours, 'changes'),
        refused: sum(hours, 'refused'),
      };
    };
    const counted = await soon(counts, ({ requests }) => requests >= 5);
    expect(counted).toEqual({ requests: 5, changes: 1, refused: 2 });
  });
});

describe('what was wrong', () => {
  const wrong: readonly [string, string | null, string, unknown?, Record<string, string>?][] = [
    ['nothing', null, 'GET /Users?startIndex=1&count=2'],
    ['no such address', 'wrong-path', 'GET /User'],
    ['the address twice', 'wrong-path', 'GET /scim/v2/Users'],
    ['an endpoint below an endpoint', 'wrong-path', 'GET /Users/Users'],
    ['a method', 'wrong-method', 'DELETE /Users'],
    ['what is to be changed', 'not-found', 'DELETE /Users/42'],
    ['the shape of a body', 'bad-body', 'PATCH /Users/42', {}],
    ['its media type', 'bad-body', 'POST /Users', {}, { 'Content-Type': 'text/xml' }],
    ['a value', 'refused', 'POST /Users', user('ada', { active: 'perhaps' })],
    ['a filter', 'refused', 'GET /Users?filter=('],
  ];

  it.each(wrong)('%s: %s', async (_, problem, request, body, headers) => {
    const tenant = await connectedTenant();
    const answer = await tenant.send(request, body, { headers });
    const [method, path] = request.split(' ');
    const [found, ...others] = await latest(tenant, 1);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: idOf(answer),
      method,
      path: `/scim/v2${path}`,
      status: answer.status,
      lastFour: tenant.apiKey.slice(-4),
      problem,
    });
  });

  it('another version of SCIM, asked with a live key, is told', async () => {
    const tenant = await connectedTenant();
    const elsewhere = scimClient(tenant.tenantId, {
      apiKey: tenant.apiKey,
      scimUri: tenant.scimUri.replace('v2', 'v1'),
    });
    const answer = await elsewhere.send('GET /Users');
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('/scim/v2/Users')]);
    expect(await latest(tenant, 1)).toMatchObject([
      { path: '/scim/v1/Users', status: 400, problem: 'wrong-path', lastFour: tenant.apiKey.slice(-4) },
    ]);
    expect(await entries(tenant)).toEqual([
      { action: 'request.refused', request_id: idOf(answer), subject_name: 'GET /scim/v1/Users' },
    ]);
  });

  const keyless: readonly [string, string, (key: string) => string][] = [
    ['a key without its end', 'damaged-key', (key) => `Bearer ${key.slice(0, -2)}`],
    [
      'a key with one character changed',
      'damaged-key',
      (key) => `Bearer ${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`,
    ],
    ['a key without its prefix', 'damaged-key', (key) => `Bearer ${key.slice(4)}`],
    ['a key in quotes', 'misplaced-key', (key) => `Bearer "${key}"`],
    ['Bearer twice', 'misplaced-key', (key) => `Bearer Bearer ${key}`],
    ['no Bearer', 'misplaced-key', (key) => key],
    ['Basic', 'misplaced-key', (key) => `Basic ${Buffer.from(`scim:${key}`).toString('base64')}`],
  ];

  it.each(keyless)('%s: %s, and nobody else hears of it', async (_, problem, header) => {
    const [tenant, other] = [await connectedTenant(), await connectedTenant()];
    const headers = { Authorization: header(tenant.apiKey) };
    const answer = await tenant.send('GET /Users', undefined, { headers });
    const stranger = await tenant.send('GET /Users', undefined, {
      headers: { Authorization: 'Bearer stranger' },
    });
    // Who asks hears nothing that a stranger would not.
    expect(answer.status).toBe(401);
    if (/^Bearer [\w]+$/.test(headers.Authorization)) expect(answer.body).toEqual(stranger.body);
    expect(await latest(tenant, 1)).toMatchObject([
      { id: idOf(answer), status: 401, problem, lastFour: tenant.apiKey.slice(-4), path: '/scim/v2/Users' },
    ]);
    await other.send('GET /Users');
    expect(await latest(other, 1)).toHaveLength(1);
    expect(await entries(tenant)).toEqual([]);
  });

  it('a key that was rotated, or whose configuration was deleted: revoked-key', async () => {
    const tenant = await connectedTenant();
    const fresh = scimClient(tenant.tenantId, await rotate({ tenantId: tenant.tenantId, actor }));
    await tenant.send('GET /Users');
    await remove({ tenantId: tenant.tenantId, actor, users: 'keep' });
    await fresh.send('POST /Users', user('ada'));
    expect(
      (await latest(tenant, 2)).map(({ method, status, problem, lastFour }) => [
        method,
        status,
        problem,
        lastFour,
      ]),
    ).toEqual([
      ['GET', 401, 'revoked-key', tenant.apiKey.slice(-4)],
      ['POST', 401, 'revoked-key', fresh.apiKey.slice(-4)],
    ]);
  });
});
