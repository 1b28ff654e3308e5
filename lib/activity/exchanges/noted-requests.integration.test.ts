import { v7 as uuid } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectOkta, makeTenant } from '../../../test/people';
import { sql } from '../../database';
import { exchangeOf } from './exchange';
import { latestRequests } from './latest-requests';
import type { NotedRequest } from './noted-request';
import { bounds, flushRequests, noteLatest, noteRequest } from './noted-requests';
import { syncHours } from './sync-hours';

afterEach(async () => {
  vi.restoreAllMocks();
  await flushRequests();
});

async function connected() {
  const { tenantId } = await makeTenant();
  return { tenantId, configurationId: await connectOkta(tenantId) };
}

function request(
  tenant: { tenantId: string; configurationId: string },
  more: Partial<NotedRequest> = {},
): NotedRequest {
  return {
    ...tenant,
    id: uuid(),
    at: new Date(),
    method: 'POST',
    path: '/scim/v2/Users',
    status: 201,
    userAgent: 'Okta SCIM Client',
    lastFour: 'aB3x',
    problem: null,
    changed: true,
    refused: false,
    exchange: { keyId: uuid(), durationUs: 1234, request: '{"userName":"ada"}', answer: '{"id":"1"}' },
    ...more,
  };
}

const lost = () => vi.spyOn(sql, 'rows').mockRejectedValue(new Error('The connection is gone.'));

describe('an exchange', () => {
  it('is written as it was noted, secrets masked', async () => {
    const tenant = await connected();
    const noted = request(tenant, {
      path: '/scim/v2/Users?access_token=hunter2',
      userAgent: 'curl mst_0123456789',
      exchange: { keyId: uuid(), durationUs: 7, request: '{"password":"hunter2"}' },
    });
    noteRequest(noted);
    expect(await exchangeOf(tenant.tenantId, noted.id)).toBeNull();
    await flushRequests();
    expect(await exchangeOf(tenant.tenantId, noted.id)).toEqual({
      id: noted.id,
      at: noted.at,
      method: 'POST',
      path: '/scim/v2/Users?access_token=•••',
      status: 201,
      durationUs: 7,
      userAgent: 'curl mst_•••',
      keyId: noted.exchange?.keyId,
      request: '{"password":"•••"}',
      answer: null,
    });
  });

  it('is nobody else’s, and none where the id is none', async () => {
    const [one, two] = [await connected(), await connected()];
    const noted = request(one);
    noteRequest(noted);
    await flushRequests();
    expect(await exchangeOf(two.tenantId, noted.id)).toBeNull();
    expect(await exchangeOf(one.tenantId, uuid())).toBeNull();
    expect(await exchangeOf(one.tenantId, "1' OR '1")).toBeNull();
    expect(await latestRequests(two.tenantId)).toEqual([]);
    expect((await syncHours(two.tenantId, { hours: 24 })).some(({ requests }) => requests > 0)).toBe(false);
  });

  it('comes in the background within about a second', async () => {
    const tenant = await connected();
    const noted = request(tenant);
    noteRequest(noted);
    await expect.poll(() => exchangeOf(tenant.tenantId, noted.id), { timeout: 5000 }).not.toBeNull();
  });

  it('comes with many others, in batches', async () => {
    const tenant = await connected();
    const all = Array.from({ length: 3 * bounds.batch + 1 }, () => request(tenant));
    for (const one of all) noteRequest(one);
    const rows = vi.spyOn(sql, 'rows');
    await flushRequests();
    expect(rows.mock.calls.map(([{ name }]) => name)).toEqual([
      'activity-hours',
      'activity-latest',
      ...Array(4).fill('activity-exchanges'),
    ]);
    rows.mockRestore();
    for (const { id } of [all[0], all.at(-1)].flatMap((one) => one ?? []))
      expect(await exchangeOf(tenant.tenantId, id)).not.toBeNull();
  });
});

describe('when the database is lost', () => {
  it('nothing fails, and all is written when it is back', async () => {
    const tenant = await connected();
    const first = request(tenant);
    const broken = lost();
    noteRequest(first);
    await expect(flushRequests()).rejects.toThrow('The connection is gone.');
    const second = request(tenant, { changed: false, refused: true, problem: 'refused', status: 400 });
    noteRequest(second);
    await expect(flushRequests()).rejects.toThrow('The connection is gone.');
    broken.mockRestore();
    await flushRequests();
    expect(await exchangeOf(tenant.tenantId, first.id)).not.toBeNull();
    expect(await exchangeOf(tenant.tenantId, second.id)).not.toBeNull();
    expect((await latestRequests(tenant.tenantId)).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await syncHours(tenant.tenantId, { hours: 24 })).at(-1)).toMatchObject({
      requests: 2,
      changes: 1,
      refused: 1,
    });
  });

  it('only so many are held, and it is said that others were not', async () => {
    const tenant = await connected();
    const all = Array.from({ length: bounds.exchanges + 7 }, () => request(tenant));
    for (const one of all) noteRequest(one);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await flushRequests();
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/^7 exchanges .* were not kept/)]]);
    const [kept] = await sql.rows<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM exchanges WHERE tenant_id = $1',
      values: [tenant.tenantId],
    });
    expect(kept?.count).toBe(bounds.exchanges);
    // What counts is counted all the same.
    expect((await syncHours(tenant.tenantId, { hours: 24 })).at(-1)?.requests).toBe(all.length);
  });

  it('only so much is held of large ones', async () => {
    const tenant = await connected();
    const exchange = { keyId: uuid(), durationUs: 1, request: `"${'x'.repeat(bounds.characters / 4)}"` };
    for (let n = 0; n < 6; n++) noteRequest(request(tenant, { exchange }));
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await flushRequests();
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/^3 exchanges/)]]);
  });

  it('what PostgreSQL never takes stands in nobody’s way', async () => {
    const tenant = await connected();
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    noteRequest(request(tenant, { exchange: { keyId: uuid(), durationUs: 2 ** 40 } }));
    await flushRequests();
    expect(told).toHaveBeenCalled();
    const good = request(tenant);
    noteRequest(good);
    await flushRequests();
    expect(await exchangeOf(tenant.tenantId, good.id)).not.toBeNull();
  });
});

describe('the latest requests', () => {
  it('are told newest first, or only what came after one', async () => {
    const tenant = await connected();
    const all = Array.from({ length: 3 }, (_, i) =>
      request(tenant, {
        method: 'GET',
        status: 200,
        path: `/scim/v2/Users?startIndex=${i + 1}`,
        exchange: undefined,
      }),
    );
    for (const one of all) noteRequest(one);
    await flushRequests();
    const [first, second, third] = all;
    expect(await latestRequests(tenant.tenantId)).toEqual(
      [third, second, first].map((one) => ({
        id: one?.id,
        at: one?.at,
        method: 'GET',
        path: one?.path,
        status: 200,
        userAgent: 'Okta SCIM Client',
        lastFour: 'aB3x',
        problem: null,
      })),
    );
    const later = await latestRequests(tenant.tenantId, { after: second?.id });
    expect(later.map(({ id }) => id)).toEqual([third?.id]);
  });

  it('are the last ones: some at a flush, and some fifty in all', async () => {
    const [tenant, other] = [await connected(), await connected()];
    noteLatest(request(other));
    let last = '';
    for (let flush = 0; flush < 6; flush++) {
      for (let n = 0; n < bounds.latest + 5; n++) {
        const one = request(tenant);
        noteLatest(one);
        last = one.id;
      }
      await flushRequests();
    }
    const [kept] = await sql.rows<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM latest_requests WHERE tenant_id = $1',
      values: [tenant.tenantId],
    });
    expect(kept?.count).toBe(50 + bounds.latest);
    const told = await latestRequests(tenant.tenantId);
    expect([told.length, told[0]?.id]).toEqual([50, last]);
    expect(await latestRequests(other.tenantId)).toHaveLength(1);
  });
});

describe('the hours', () => {
  it('add up, whoever counts, and show those without a request', async () => {
    const tenant = await connected();
    const now = new Date('2026-11-25T10:20:00Z');
    const at = (time: string) => ({ at: new Date(`2026-11-25T${time}Z`) });
    noteRequest(request(tenant, at('08:59:59')));
    noteRequest(request(tenant, at('09:00:00')));
    await flushRequests();
    noteRequest(request(tenant, { ...at('09:59:59'), changed: false }));
    noteRequest(request(tenant, { ...at('10:10:00'), changed: false, refused: true }));
    await flushRequests();
    const hours = await syncHours(tenant.tenantId, { hours: 24, now });
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ hour: new Date('2026-11-24T11:00:00Z'), requests: 0, changes: 0, refused: 0 });
    expect(hours.slice(-3)).toEqual([
      { hour: new Date('2026-11-25T08:00:00Z'), requests: 1, changes: 1, refused: 0 },
      { hour: new Date('2026-11-25T09:00:00Z'), requests: 2, changes: 1, refused: 0 },
      { hour: new Date('2026-11-25T10:00:00Z'), requests: 1, changes: 0, refused: 1 },
    ]);
    expect(await syncHours(tenant.tenantId, { hours: 168, now })).toHaveLength(168);
  });

  it('are those of the configuration that is live', async () => {
    const tenant = await connected();
    noteRequest(request(tenant));
    await flushRequests();
    await sql.rows({
      text: 'UPDATE configurations SET deleted_at = now() WHERE id = $1',
      values: [tenant.configurationId],
    });
    expect((await syncHours(tenant.tenantId, { hours: 24 })).at(-1)?.requests).toBe(0);
  });

  it('that are old go when there are new ones', async () => {
    const tenant = await connected();
    noteRequest(request(tenant, { at: new Date(Date.now() - 100 * 86_400_000) }));
    await flushRequests();
    noteRequest(request(tenant));
    await flushRequests();
    const left = await sql.rows({
      text: 'SELECT 1 FROM request_hours WHERE configuration_id = $1',
      values: [tenant.configurationId],
    });
    expect(left).toHaveLength(1);
  });
});
