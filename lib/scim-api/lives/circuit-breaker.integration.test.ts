import { describe, expect, it } from 'vitest';
import { makeRole } from '../../../test/people';
import {
  type Answer,
  activities,
  connectedTenant,
  errorBody,
  group,
  made,
  patchOp,
  type ScimClient,
  user,
} from '../../../test/scim';
import { breakerOf, changeBreaker, decideHeld, heldPage, leaveProvider, remove } from '../../connection';
import { sql, transaction } from '../../database';
import { urns } from '../../scim';

const admin = { kind: 'user', name: 'Grace Hopper' } as const;
const off = (path?: string) =>
  patchOp(path ? { op: 'replace', path, value: false } : { op: 'replace', value: { active: false } });

interface Guarded extends ScimClient {
  readonly ids: readonly string[];
  readonly by: { readonly tenantId: string; readonly actor: typeof admin };
}

/** A tenant with so many users, whose circuit breaker lets ten of them go. */
async function guarded(count: number, { on = true } = {}): Promise<Guarded> {
  const client = await connectedTenant('entra');
  const rows = await sql.rows<{ id: string }>({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
      SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n FROM generate_series(1, $2::int) n, configurations c
      WHERE c.tenant_id = $1 RETURNING id`,
    values: [client.tenantId, count],
  });
  const by = { tenantId: client.tenantId, actor: admin };
  if (on) await changeBreaker({ on: true }, by);
  return { ...client, ids: rows.map(({ id }) => id), by };
}

const deactivate = ({ send }: ScimClient, id: string) => send(`PATCH /Users/${id}`, off('active'));

const all = (ids: readonly string[], work: (id: string) => Promise<Answer>) => Promise.all(ids.map(work));

function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function inactive({ tenantId }: ScimClient): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: 'SELECT count(*)::int AS n FROM users WHERE tenant_id = $1 AND NOT active',
    values: [tenantId],
  });
  return row?.n ?? 0;
}

/** How often something was told of. */
async function told({ tenantId }: ScimClient, action: string): Promise<number> {
  return (await activities(tenantId)).filter((entry) => entry.action === action).length;
}

/** How many judgments wait for others. */
async function judgmentsInLine(): Promise<number> {
  const waiting = await sql.rows({
    text: `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
      AND query LIKE '%judged AS%'`,
    values: [],
  });
  return waiting.length;
}

/** A window passes in which nobody's access ends. */
const windowPasses = ({ tenantId }: ScimClient) =>
  sql.rows({
    text: 'UPDATE circuit_breakers SET slot = slot - 61, people_at = people_at - make_interval(mins => window_minutes) WHERE tenant_id = $1',
    values: [tenantId],
  });

describe('a circuit breaker', () => {
  it('that is off holds nothing', async () => {
    const client = await guarded(30, { on: false });
    expect(tally(await all(client.ids, (id) => deactivate(client, id)))).toEqual({ 200: 30 });
    expect(await breakerOf(client.tenantId)).toMatchObject({ on: false, held: 0 });
  });

  it.each([
    [40, 10],
    [100, 20],
  ])(
    'of %i users lets %i go, however many requests come at once, and holds the rest',
    async (count, allowed) => {
      const client = await guarded(count);
      const answers = await all(client.ids, (id) => deactivate(client, id));
      expect(tally(answers)).toEqual({ 200: allowed, 503: count - allowed });
      expect(await inactive(client)).toBe(allowed);
      expect([await told(client, 'user.deactivated'), await told(client, 'user.held')]).toEqual([
        allowed,
        count - allowed,
      ]);
      const held = answers.find(({ status }) => status === 503);
      expect(held?.body).toEqual(errorBody(503));
      expect(held?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      expect(await breakerOf(client.tenantId)).toMatchObject({
        on: true,
        held: count - allowed,
        heldSince: expect.any(Date),
      });
    },
  );

  it.each<[string, (client: ScimClient, id: string) => Promise<Answer>]>([
    ['PATCH with a path', (client, id) => client.send(`PATCH /Users/${id}`, off('active'))],
    ['PATCH without', (client, id) => client.send(`PATCH /Users/${id}`, off())],
    [
      'PATCH of more',
      (client, id) =>
        client.send(
          `PATCH /Users/${id}`,
          patchOp(
            { op: 'replace', path: 'title', value: 'x' },
            { op: 'Replace', path: 'active', value: 'False' },
          ),
        ),
    ],
    [
      'PATCH that removes it',
      (client, id) => client.send(`PATCH /Users/${id}`, patchOp({ op: 'remove', path: 'active' })),
    ],
    ['PUT', (client, id) => client.send(`PUT /Users/${id}`, user(id, { active: false, title: 'x' }))],
    [
      'PUT with a condition',
      (client, id) =>
        client.send(`PUT /Users/${id}`, user(id, { active: false, title: 'x' }), {
          headers: { 'If-Match': '*' },
        }),
    ],
    ['DELETE', (client, id) => client.send(`DELETE /Users/${id}`)],
    [
      'a bulk request',
      async (client, id) => {
        const Operations = [{ method: 'PATCH', path: `/Users/${id}`, data: off('active') }];
        const answer = await client.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations });
        return { ...answer, status: Number(answer.body.Operations[0].status) };
      },
    ],
  ])('holds %s, and nothing of the request is done', async (_, end) => {
    const client = await guarded(14);
    const answers = await all(client.ids, (id) => end(client, id));
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(4);
    expect(await inactive(client)).toBe(10);
    const untouched = await sql.rows({
      text: `SELECT 1 FROM users WHERE tenant_id = $1 AND active AND configuration_id IS NOT NULL AND version = 1
        AND attributes = '{}'`,
      values: [client.tenantId],
    });
    expect(untouched).toHaveLength(4);
  });

  it('never holds a single one, also while others are held', async () => {
    const client = await guarded(20);
    const [last = '', ...others] = client.ids;
    await all(others, (id) => deactivate(client, id));
    await windowPasses(client);
    expect((await deactivate(client, last)).status).toBe(200);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 9 });
  });

  it('holds whom it holds also when the window is over', async () => {
    const client = await guarded(20);
    const answers = await all(client.ids, (id) => deactivate(client, id));
    const held = client.ids.filter((_, i) => answers[i]?.status === 503);
    await windowPasses(client);
    expect(tally(await all(held, (id) => deactivate(client, id)))).toEqual({ 503: 10 });
    expect(await told(client, 'user.held')).toBe(10);
    const { users } = await heldPage(client.tenantId, { state: 'held' });
    expect(users.map(({ tries }) => tries)).toEqual(Array(10).fill(2));
  });

  it('counts what is carried out, not what is sent twice or changes nothing', async () => {
    const client = await guarded(20);
    const [one = ''] = client.ids;
    await all(Array(30).fill(one), (id) => deactivate(client, id));
    const crew = await made(client, group('Crew', client.ids));
    await client.send(`PUT /Groups/${crew.id}`, group('Crew'));
    await all(client.ids.slice(11), (id) =>
      client.send(`PUT /Users/${id}`, user(id, { title: 'x', active: true })),
    );
    expect(tally(await all(client.ids.slice(1, 10), (id) => deactivate(client, id)))).toEqual({ 200: 9 });
    expect((await deactivate(client, client.ids[10] ?? '')).status).toBe(503);
  });

  it('holds nobody who is gone already, however often that is asked for at once', async () => {
    const client = await guarded(20);
    const [one = '', ...others] = client.ids;
    await all(others.slice(0, 9), (id) => deactivate(client, id));
    expect(tally(await all(Array(12).fill(one), (id) => deactivate(client, id)))).toEqual({ 200: 12 });
    expect(await told(client, 'user.held')).toBe(0);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, heldSince: null });
  });

  it('tells once of who is held, also where that is asked for twice at once', async () => {
    const client = await guarded(20);
    const [one = '', ...others] = client.ids;
    await all(others.slice(0, 10), (id) => deactivate(client, id));
    // Both have read who is held before either of them may judge.
    const both = await transaction(async (tx) => {
      const values = [client.tenantId];
      await tx.rows({ text: 'SELECT 1 FROM circuit_breakers WHERE tenant_id = $1 FOR UPDATE', values });
      const asked = [deactivate(client, one), deactivate(client, one)];
      await expect.poll(judgmentsInLine, { timeout: 5000 }).toBe(2);
      return { asked };
    });
    expect(tally(await Promise.all(both.asked))).toEqual({ 503: 2 });
    expect(await told(client, 'user.held')).toBe(1);
    const [counted] = await sql.rows({
      text: 'SELECT (SELECT sum(n) FROM unnest(slots) n)::int AS n FROM circuit_breakers WHERE tenant_id = $1',
      values: [client.tenantId],
    });
    expect(counted).toEqual({ n: 11 });
  });

  it('is each client’s own', async () => {
    const [busy, calm] = [await guarded(15), await guarded(15)];
    await all(busy.ids, (id) => deactivate(busy, id));
    expect((await deactivate(calm, calm.ids[0] ?? '')).status).toBe(200);
    await expect(decideHeld('approve', calm.by)).rejects.toMatchObject({ status: 409 });
    expect(await heldPage(calm.tenantId, { state: 'held' })).toEqual({ users: [] });
  });

  it('judges those, too, who can manage the client', async () => {
    const client = await guarded(14);
    await makeRole(client.tenantId, { permissions: ['client.manage'], members: client.ids });
    const answers = await all(client.ids, (id) => deactivate(client, id));
    expect(tally(answers)).toEqual({ 200: 10, 503: 4 });
    expect(await inactive(client)).toBe(10);
  });

  it('queues one mail to each who may decide', async () => {
    const client = await guarded(30);
    await makeRole(client.tenantId, { permissions: ['scim.manage'], members: client.ids.slice(0, 1) });
    await makeRole(client.tenantId, { permissions: ['users.view'], members: client.ids.slice(1, 2) });
    await all(client.ids.slice(2), (id) => deactivate(client, id));
    const mails = await sql.rows({
      text: `SELECT data->>'userId' AS reader FROM queued_mails WHERE tenant_id = $1 AND kind = 'changes-held'`,
      values: [client.tenantId],
    });
    // The tenant's first administrator, and who may manage SCIM.
    expect(mails).toHaveLength(2);
    expect(mails).toContainEqual({ reader: client.ids[0] });
  });
});

/** A client that asked to end the access of 16 users, of whom six are held. */
async function holding(end = deactivate): Promise<Guarded & { readonly held: readonly string[] }> {
  const client = await guarded(16);
  const answers = await all(client.ids, (id) => end(client, id));
  return { ...client, held: client.ids.filter((_, i) => answers[i]?.status === 503) };
}

describe('approved', () => {
  it('is carried out at once, and asked for again there is nothing left to do', async () => {
    const client = await holding();
    expect(await decideHeld('approve', client.by)).toEqual({ users: 6 });
    expect(await inactive(client)).toBe(16);
    expect(tally(await all(client.held, (id) => deactivate(client, id)))).toEqual({ 200: 6 });
    expect(await told(client, 'user.deactivated')).toBe(16);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, heldSince: null });
  });

  it('removes those who were to be removed, with their roles', async () => {
    const client = await holding((one, id) => one.send(`DELETE /Users/${id}`));
    const crew = await made(client, group('Crew', client.held));
    expect(await decideHeld('approve', client.by)).toEqual({ users: 6 });
    expect(tally(await all(client.held, (id) => client.send(`DELETE /Users/${id}`)))).toEqual({ 404: 6 });
    expect((await client.send(`GET /Groups/${crew.id}`)).body.members).toBeUndefined();
    expect((await client.send('GET /Users')).body.totalResults).toBe(0);
    expect(await told(client, 'user.deleted')).toBe(16);
  });

  it('is decided once where two decide at once, while the identity provider asks again', async () => {
    const client = await holding();
    const [approved, rejected, ...answers] = await Promise.all([
      decideHeld('approve', client.by).catch((error) => error),
      decideHeld('reject', client.by).catch((error) => error),
      ...client.held.map((id) => deactivate(client, id)),
    ]);
    const outcomes = [approved, rejected].map((one) => one.users ?? one.status).sort((a, b) => a - b);
    expect(outcomes).toEqual([6, 409]);
    for (const { status } of answers) expect([200, 403, 503]).toContain(status);
    const ended = 'users' in approved ? 16 : 10;
    expect(await inactive(client)).toBe(ended);
    expect(await told(client, 'user.deactivated')).toBe(ended);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, rejected: 16 - ended });
  });

  it('is refused where nobody could manage the client then', async () => {
    const client = await holding();
    await sql.rows({ text: 'DELETE FROM memberships WHERE tenant_id = $1', values: [client.tenantId] });
    await makeRole(client.tenantId, { permissions: ['client.manage'], members: client.held });
    await expect(decideHeld('approve', client.by)).rejects.toMatchObject({ status: 409 });
    expect(await inactive(client)).toBe(10);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 6 });
  });
});

describe('rejected', () => {
  it('the users stay, and the identity provider is refused with words', async () => {
    const client = await holding();
    expect(await decideHeld('reject', client.by)).toEqual({ users: 6 });
    const answers = await all(client.held, (id) => deactivate(client, id));
    expect(tally(answers)).toEqual({ 403: 6 });
    expect(answers[0]?.body).toEqual(errorBody(403));
    expect(await inactive(client)).toBe(10);
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, rejected: 6, heldSince: null });
    await windowPasses(client);
    expect((await deactivate(client, client.held[0] ?? '')).status).toBe(403);
  });

  it('is forgotten when an administrator says so, and judged anew', async () => {
    const client = await holding();
    await decideHeld('reject', client.by);
    expect(await decideHeld('forget', client.by)).toEqual({ users: 6 });
    await windowPasses(client);
    expect(tally(await all(client.held, (id) => deactivate(client, id)))).toEqual({ 200: 6 });
  });

  it('lapses when the identity provider did not ask for three days', async () => {
    const client = await holding();
    await decideHeld('reject', client.by);
    await windowPasses(client);
    await sql.rows({
      text: `UPDATE held_changes SET last_at = last_at - interval '73 hours' WHERE tenant_id = $1`,
      values: [client.tenantId],
    });
    expect((await deactivate(client, client.held[0] ?? '')).status).toBe(200);
    expect(await breakerOf(client.tenantId)).toMatchObject({ rejected: 5 });
  });
});

describe('taken back by the identity provider', () => {
  it.each<[string, (client: ScimClient, id: string) => Promise<Answer>]>([
    [
      'PATCH',
      (client, id) =>
        client.send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: true })),
    ],
    ['PUT', (client, id) => client.send(`PUT /Users/${id}`, user(id, { active: true }))],
    [
      'PATCH of more',
      (client, id) =>
        client.send(`PATCH /Users/${id}`, patchOp({ op: 'replace', value: { active: true, title: 'x' } })),
    ],
  ])('%s: is held no more', async (_, give) => {
    const client = await holding();
    expect(tally(await all(client.held, (id) => give(client, id)))).toEqual({ 200: 6 });
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, heldSince: null });
    expect(await told(client, 'user.hold-withdrawn')).toBe(6);
    await windowPasses(client);
    expect((await deactivate(client, client.held[0] ?? '')).status).toBe(200);
  });

  it('is not said by a change of something else', async () => {
    const client = await holding();
    await all(client.held, (id) =>
      client.send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'x' })),
    );
    await all(client.held, (id) => client.send(`PUT /Users/${id}`, user(id)));
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 6 });
  });
});

describe('leaving the identity provider', () => {
  it('lets everything through, also what is held, until the time is over', async () => {
    const client = await holding();
    expect(await leaveProvider(24, client.by)).toEqual({ users: 6 });
    const more = await Promise.all(Array.from({ length: 20 }, (_, i) => made(client, user(`more${i}`))));
    expect(
      tally(
        await all(
          more.map(({ id }) => id),
          (id) => client.send(`DELETE /Users/${id}`),
        ),
      ),
    ).toEqual({
      204: 20,
    });
    expect(await breakerOf(client.tenantId)).toMatchObject({ held: 0, suspendedUntil: expect.any(Date) });
    expect(await remove({ ...client.by, users: 'keep' })).toEqual({ users: 16 });
  });

  it('ends with the time, or when an administrator turns it on again', async () => {
    const client = await guarded(30);
    await leaveProvider(1, client.by);
    await sql.rows({
      text: 'UPDATE configurations SET guarded_from = now() WHERE tenant_id = $1',
      values: [client.tenantId],
    });
    expect(tally(await all(client.ids.slice(0, 15), (id) => deactivate(client, id)))).toEqual({
      200: 10,
      503: 5,
    });
    await leaveProvider(1, client.by);
    await changeBreaker({ on: true }, client.by);
    expect(await breakerOf(client.tenantId)).toMatchObject({ suspendedUntil: null });
    expect(tally(await all(client.ids.slice(15), (id) => deactivate(client, id)))).toEqual({
      200: 10,
      503: 5,
    });
  });

  it('is nothing for who has no circuit breaker', async () => {
    const client = await guarded(1, { on: false });
    await expect(leaveProvider(1, client.by)).rejects.toMatchObject({ status: 409 });
  });
});

describe('its settings', () => {
  it('are followed with the next request', async () => {
    const client = await guarded(20);
    await changeBreaker({ share: 1, atLeast: 2, windowMinutes: 5 }, client.by);
    expect(tally(await all(client.ids, (id) => deactivate(client, id)))).toEqual({ 200: 2, 503: 18 });
    await expect(changeBreaker({ on: false }, client.by)).rejects.toMatchObject({ status: 409 });
    await decideHeld('reject', client.by);
    await changeBreaker({ on: false }, client.by);
    expect((await deactivate(client, client.ids[0] ?? '')).status).toBe(200);
  });
});
