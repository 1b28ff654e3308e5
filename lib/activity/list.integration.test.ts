import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { makeTenant } from '../../test/people';
import { sql } from '../database';
import { type ActivityQuery, listActivity } from './list';
import { actorKinds, type Entry, outcomes, recordActivity } from './record';

function entry(tenantId: string, change: Partial<Entry> = {}): Entry {
  return {
    tenantId,
    actor: { kind: 'identity-provider', name: 'Okta' },
    action: 'user.deactivated',
    subject: { kind: 'user', id: uuid(), name: 'Ada Lovelace' },
    outcome: 'done',
    ...change,
  };
}

async function recordAll(entries: readonly Entry[]): Promise<void> {
  for (const each of entries) await recordActivity(sql, each);
}

/** A tenant whose activity is only what the test records. */
async function emptyTenant(name?: string): Promise<string> {
  const { tenantId } = await makeTenant(name);
  await sql.rows({ text: 'DELETE FROM activities WHERE tenant_id = $1', values: [tenantId] });
  return tenantId;
}

async function allPages(tenantId: string, query: ActivityQuery): Promise<string[]> {
  const ids: string[] = [];
  let before: string | null | undefined;
  do {
    const page = await listActivity(tenantId, { ...query, before: before ?? undefined });
    ids.push(...page.entries.map((item) => item.id));
    before = page.before;
  } while (before);
  return ids;
}

describe('listActivity', () => {
  it('tells an entry with its sentence', async () => {
    const tenantId = await emptyTenant();
    const subject = { kind: 'user', id: uuid(), name: 'Ada Lovelace' } as const;
    await recordActivity(sql, entry(tenantId, { subject, detail: { fields: ['title'] } }));
    const { entries, before } = await listActivity(tenantId);
    expect(before).toBeNull();
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: expect.any(Date),
        actor: { kind: 'identity-provider', name: 'Okta' },
        action: 'user.deactivated',
        subject,
        outcome: 'done',
        detail: { fields: ['title'] },
        words: 'Okta deactivated Ada Lovelace',
      },
    ]);
  });

  it('pages newest first, each entry once', async () => {
    const tenantId = await emptyTenant();
    await recordAll(Array.from({ length: 25 }, () => entry(tenantId)));
    const everything = await allPages(tenantId, { limit: 200 });
    expect(everything).toHaveLength(25);
    expect(await allPages(tenantId, { limit: 10 })).toEqual(everything);
    expect(await allPages(tenantId, { limit: 5 })).toEqual(everything);
    expect([...everything].sort().reverse()).toEqual(everything);
  });

  it('filters by subject, actor and outcome', async () => {
    const tenantId = await emptyTenant();
    const subject = { kind: 'role', id: uuid(), name: 'Sales' } as const;
    await recordAll([
      entry(tenantId),
      entry(tenantId, { subject, action: 'role.updated', actor: { kind: 'user', name: 'Grace' } }),
      entry(tenantId, { subject, action: 'role.deleted', outcome: 'refused' }),
    ]);
    const found = async (query: ActivityQuery) =>
      (await listActivity(tenantId, query)).entries.map((item) => item.action);
    expect(await found({ subject: subject.id })).toEqual(['role.deleted', 'role.updated']);
    expect(await found({ actor: 'user' })).toEqual(['role.updated']);
    expect(await found({ outcome: 'refused' })).toEqual(['role.deleted']);
    expect(await found({ subject: subject.id, outcome: 'done', actor: 'identity-provider' })).toEqual([]);
  });

  it('finds what each combination of filters leaves, page after page', async () => {
    const tenantId = await emptyTenant();
    const subjects = [uuid(), uuid()] as const;
    const made = Array.from({ length: 48 }, (_, i) =>
      entry(tenantId, {
        actor: { kind: actorKinds[i % 4] ?? 'user' },
        outcome: outcomes[Math.floor(i / 4) % 2] ?? 'done',
        subject: { kind: 'user', id: subjects[Math.floor(i / 8) % 2], name: `${i}` },
      }),
    );
    await recordAll(made);
    const everything = (await listActivity(tenantId, { limit: 200 })).entries;
    expect(everything.map(({ subject }) => subject.name)).toEqual(made.map((_, i) => `${47 - i}`));
    for (const actor of [undefined, ...actorKinds])
      for (const outcome of [undefined, ...outcomes])
        for (const subject of [undefined, ...subjects]) {
          const fitting = everything.filter(
            (item) =>
              item.actor.kind === (actor ?? item.actor.kind) &&
              item.outcome === (outcome ?? item.outcome) &&
              item.subject.id === (subject ?? item.subject.id),
          );
          const found = await allPages(tenantId, { actor, outcome, subject, limit: 5 });
          expect(found).toEqual(fitting.map(({ id }) => id));
        }
  });

  it('shows a tenant its own activity only', async () => {
    const [one, two] = [await emptyTenant('One'), await emptyTenant('Two')];
    const shared = { kind: 'user', id: uuid() } as const;
    await recordActivity(sql, entry(one, { subject: shared }));
    expect((await listActivity(two)).entries).toEqual([]);
    expect((await listActivity(two, { subject: shared.id })).entries).toEqual([]);
    expect((await listActivity(one)).entries).toHaveLength(1);
  });

  it('refuses a cursor that is none', async () => {
    await expect(listActivity(uuid(), { before: "'; DROP TABLE activities" })).rejects.toThrow(/Give the id/);
  });
});
