import { v7 as uuid } from 'uuid';
import { expect, it } from 'vitest';
import { makeTenant } from '../../../test/people';
import { sql } from '../../database';
import { listActivity } from '../entries/list';
import type { Entry } from './record';
import { flushRefusals, recordRefused } from './refusals';

async function client() {
  const { tenantId } = await makeTenant();
  const refused = (n: number): Entry => ({
    tenantId,
    actor: { kind: 'identity-provider', name: 'Okta' },
    action: 'request.refused',
    subject: { kind: 'request', name: `POST /Users #${n}` },
    outcome: 'refused',
    detail: { status: 400, scimType: 'invalidValue', detail: 'Give a userName.' },
    requestId: uuid(),
  });
  const entries = async () => (await listActivity(tenantId, { outcome: 'refused', limit: 200 })).entries;
  const count = async () => {
    const [row] = await sql.rows<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM activities WHERE tenant_id = $1 AND action = 'request.refused'`,
      values: [tenantId],
    });
    return row?.count;
  };
  return { refused, entries, count };
}

it('records the first two hundred, then one in five seconds; an entry tells how many others there were', async () => {
  const { refused, entries, count } = await client();
  const [quiet, now] = [await client(), Date.now()];
  const recorded = [];
  for (let n = 0; n < 250; n++) recorded.push(await recordRefused(sql, refused(n), now));
  expect(recorded.indexOf(false)).toBe(200);
  expect(recorded.lastIndexOf(true)).toBe(199);
  expect(await recordRefused(sql, refused(250), now + 4999)).toBe(false);
  expect(await recordRefused(sql, refused(251), now + 5000)).toBe(true);
  // Nobody pays for another's flood.
  expect(await recordRefused(sql, quiet.refused(0), now)).toBe(true);
  expect(await count()).toBe(201);

  await flushRefusals();
  const [told] = await entries();
  expect(told).toMatchObject({
    action: 'request.refusals-counted',
    detail: { count: 51, status: 400, detail: 'Give a userName.' },
    words: '51 more requests of Okta were refused, POST /Users #250 the last. Give a userName.',
  });
  expect(told?.requestId ?? null).toBeNull();

  // What was told is not told again.
  await flushRefusals();
  expect((await entries()).filter(({ action }) => action === 'request.refusals-counted')).toHaveLength(1);
});

it('records again as before after a while', async () => {
  const { refused, count } = await client();
  const now = Date.now();
  for (let n = 0; n < 201; n++) await recordRefused(sql, refused(n), now);
  for (let n = 0; n < 201; n++) await recordRefused(sql, refused(n), now + 2_000_000);
  expect(await count()).toBe(400);
  await flushRefusals();
});
