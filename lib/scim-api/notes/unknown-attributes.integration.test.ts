import { v7 as uuid } from 'uuid';
import { expect, it, vi } from 'vitest';
import { makeTenant } from '../../../test/people';
import { activities } from '../../../test/scim';
import { sql } from '../../database';

/** As many processes: each remembers what it told itself, and nothing of the others. */
async function processes(count: number) {
  const all: typeof import('./unknown-attributes')['noteUnknownAttributes'][] = [];
  while (all.length < count) {
    vi.resetModules();
    all.push((await import('./unknown-attributes')).noteUnknownAttributes);
  }
  return all;
}

it('tells a sentence once an hour, however many processes are asked, and at once', async () => {
  const { tenantId } = await makeTenant();
  const asked = { tenantId, actor: { kind: 'system' }, name: 'GET /Users', requestId: uuid() } as const;
  const told = async () =>
    (await activities(tenantId))
      .filter(({ action }) => action === 'request.unknown-attribute')
      .map(({ detail }) => detail.detail);
  const first = await processes(4);
  for (const note of first) note(asked, ['No colour.', 'No size.']);
  await expect.poll(told).toHaveLength(2);
  const hoursAgo = uuid({ msecs: Date.now() - 3_600_001 });
  await sql.rows({
    text: `UPDATE activities SET id = $2 WHERE tenant_id = $1 AND detail->>'detail' = 'No colour.'`,
    values: [tenantId, hoursAgo],
  });
  for (const note of await processes(4)) note(asked, ['No colour.', 'No size.', 'No weight.']);
  await expect.poll(told).toContain('No weight.');
  for (const note of first) note(asked, ['No height.']);
  await expect.poll(told).toContain('No height.');
  expect((await told()).sort()).toEqual(['No colour.', 'No colour.', 'No height.', 'No size.', 'No weight.']);
});
