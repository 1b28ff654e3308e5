import { describe, expect, inject, it, vi } from 'vitest';
import {
  type Answer,
  activities,
  connectedTenant,
  errorBody,
  patchOp,
  type ScimClient,
  user,
} from '../../../test/scim';
import { sql } from '../../database';
import { settleRequests, Turns, tenantLimit, type WantedLimit } from '../../rate-limit';
import { urns } from '../../scim';
import { answerScim } from '../doors/answer-scim';

const operator = { kind: 'operator', name: 'Operator' } as const;
const servers = inject('servers')?.addresses.length ?? 1;

async function limit({ tenantId }: ScimClient, wanted: WantedLimit) {
  const [tenant] = await sql.rows<{ slug: string }>({
    text: 'SELECT slug FROM tenants WHERE id = $1',
    values: [tenantId],
  });
  return tenantLimit(tenant?.slug ?? '', { wanted, actor: operator });
}

async function limitedTenant(wanted: WantedLimit) {
  const tenant = await connectedTenant();
  await limit(tenant, wanted);
  return tenant;
}

const atOnce = (client: ScimClient, n: number, request = 'GET /Users?count=0') =>
  Promise.all(Array.from({ length: n }, () => client.send(request)));

const with429 = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 429);

describe('a client’s limit of requests', () => {
  it('lets a burst through and refuses the rest: 429 with whole seconds and a SCIM Error', async () => {
    const client = await limitedTenant({ rate: 1, burst: 10 });
    const answers = await atOnce(client, 40 * servers);
    const refused = with429(answers);
    const passed = answers.length - refused.length;
    expect(passed).toBeGreaterThanOrEqual(10);
    // Each of several servers may let through as much, before they have told each other.
    expect(passed).toBeLessThanOrEqual(10 * servers + 5);
    expect(refused[0]?.body).toEqual(errorBody(429));
    for (const { headers } of refused) expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  });

  it('lets through the rate in the long run, whichever server is asked', async () => {
    const [rate, burst] = [40, 20];
    const client = await limitedTenant({ rate, burst });
    const begun = Date.now();
    let passed = 0;
    for (let round = 0; round < 8; round++) {
      const answers = await atOnce(client, 60);
      passed += answers.length - with429(answers).length;
    }
    const seconds = (Date.now() - begun) / 1000;
    expect(passed).toBeGreaterThan(burst);
    expect(passed).toBeLessThanOrEqual(burst * servers + rate * seconds + servers * rate);
  });

  it('counts before the body is read, and does nothing', async () => {
    const client = await limitedTenant({ rate: 1, burst: 1 });
    await atOnce(client, 8);
    const refused = await client.send('POST /Users', undefined, { raw: 'no JSON at all' });
    expect(refused.status).toBe(429);
  });

  it('is another client’s affair only', async () => {
    const [busy, calm] = [await limitedTenant({ rate: 1, burst: 1 }), await connectedTenant()];
    await atOnce(busy, 10);
    expect((await calm.send('GET /Users')).status).toBe(200);
    expect((await busy.send('GET /Users')).status).toBe(429);
  });

  it('counts the operations of a bulk request, and then waits until they are paid for', async () => {
    const client = await limitedTenant({ rate: 1, burst: 20 });
    const operation = { method: 'POST', path: '/Users' };
    const Operations = Array.from({ length: 30 }, (_, i) => ({
      ...operation,
      bulkId: `u${i}`,
      data: user(`u${i}`),
    }));
    const bulk = await client.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations });
    expect(bulk.body.Operations.map(({ status }: { status: string }) => status)).toEqual(
      Array(30).fill('201'),
    );
    if (servers === 1) {
      const next = await client.send('GET /Users?count=0');
      expect(next.status).toBe(429);
      expect(Number(next.headers.get('retry-after'))).toBeGreaterThanOrEqual(8);
    }
  });

  it('can be lifted, and every server follows', async () => {
    const client = await limitedTenant({ rate: 1, burst: 1 });
    await atOnce(client, 10);
    await limit(client, 'off');
    await vi.waitFor(async () => expect(with429(await atOnce(client, 20))).toEqual([]), {
      timeout: 10_000,
      interval: 100,
    });
    expect(with429(await atOnce(client, 100))).toEqual([]);
  });

  it('is told once, however many were refused, and with their number', async () => {
    const client = await limitedTenant({ rate: 1, burst: 1 });
    await atOnce(client, 30);
    const told = async () =>
      (await activities(client.tenantId)).filter(({ action }) => action.startsWith('request.'));
    await vi.waitFor(
      async () => {
        await settleRequests();
        expect(await told()).toHaveLength(1);
      },
      { timeout: 10_000, interval: 100 },
    );
    await atOnce(client, 30);
    await settleRequests();
    const entries = await told();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: 'request.limited',
      actor: 'identity-provider',
      outcome: 'refused',
    });
    expect(entries[0]?.detail).toMatchObject({ status: 429 });
    expect(entries[0]?.detail.count).toBeGreaterThan(0);
  });

  it('stands in nobody’s way who changes what it is', async () => {
    const client = await connectedTenant();
    const made = await client.send('POST /Users', user('ada'));
    const change = patchOp({ op: 'replace', path: 'title', value: 'x' });
    expect(await limit(client, { rate: 50 })).toEqual({ limit: { rate: 50, burst: 500 }, isDefault: false });
    expect((await client.send(`PATCH /Users/${made.body.id}`, change)).status).toBe(200);
    expect(await limit(client, 'default')).toEqual({ limit: { rate: 100, burst: 1000 }, isDefault: true });
  });
});

const request = (address: string | undefined, authorization?: string) =>
  answerScim({
    method: 'GET',
    path: '/scim/v2/Users',
    query: 'count=0',
    address,
    header: (name) => (name === 'authorization' ? authorization : undefined),
    bytes: async () => Buffer.alloc(0),
  });

it('a client whose turn does not come in time is refused, and asked to come back', async () => {
  const { apiKey } = await connectedTenant();
  const turn = vi.spyOn(Turns.prototype, 'begin').mockResolvedValueOnce(undefined);
  const { status, headers, body } = await request('192.0.2.9', `Bearer ${apiKey}`);
  turn.mockRestore();
  expect([status, headers['Retry-After']]).toEqual([429, '5']);
  expect(JSON.parse(String(body)).detail).toMatch(/under way\. Send it again in 5 seconds\.$/);
  expect((await request('192.0.2.9', `Bearer ${apiKey}`)).status).toBe(200);
});

describe('whoever has no right key', () => {
  async function statuses(n: number, address: string | undefined, authorization?: string) {
    const answers = await Promise.all(Array.from({ length: n }, () => request(address, authorization)));
    return answers.map(({ status }) => status);
  }

  it('is refused with 429 after many tries from one address', async () => {
    const all = await statuses(400, '192.0.2.1', 'Bearer nonsense');
    expect(all.slice(0, 200)).toEqual(Array(200).fill(401));
    // As time goes by, a few more may try.
    expect(all.slice(200)).toContain(429);
    expect(await statuses(1, '192.0.2.2', 'Bearer nonsense')).toEqual([401]);
  });

  it('is counted by the network of its IPv6 address', async () => {
    const [, neighbour] = await Promise.all([
      statuses(300, '2001:db8:1:2::1'),
      statuses(50, '2001:db8:1:2:ffff::9'),
    ]);
    expect(neighbour).toContain(429);
    expect(await statuses(1, '2001:db8:1:3::1')).toEqual([401]);
  });

  it('does not keep out who has one and was seen before from that address', async () => {
    const { apiKey } = await connectedTenant();
    const key = `Bearer ${apiKey}`;
    expect(await statuses(1, '192.0.2.3', key)).toEqual([200]);
    const [, wrong, right] = await Promise.all([
      statuses(300, '192.0.2.3'),
      statuses(50, '192.0.2.3', 'Bearer nonsense'),
      statuses(1, '192.0.2.3', key),
    ]);
    expect(wrong).toContain(429);
    expect(right).toEqual([200]);
  });

  it('is not counted where nobody knows the address', async () => {
    expect(new Set(await statuses(400, undefined))).toEqual(new Set([401]));
  });
});
