import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { makeTenant } from '../../../test/people';
import { sql } from '../../database';
import { leastIdAt } from '../pruning/prune';
import { actionsOf } from '../records/actions';
import { idsFromNow, numberedId } from '../records/numbered-id';
import { activityInsert, actorKinds, type Entry, outcomes, recordActivity } from '../records/record';
import { type ActivityItem, listActivity } from './list';
import type { ActivityQuery } from './query';
import { lookedAt } from './ranges';

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

async function allItems(tenantId: string, query: ActivityQuery): Promise<ActivityItem[]> {
  const items: ActivityItem[] = [];
  let before: string | null | undefined;
  do {
    const page = await listActivity(tenantId, { ...query, before: before ?? undefined });
    items.push(...page.entries);
    before = page.before;
  } while (before);
  return items;
}

async function allPages(tenantId: string, query: ActivityQuery): Promise<string[]> {
  return (await allItems(tenantId, query)).map(({ id }) => id);
}

/** Records an entry as if it had been recorded at another time. */
async function recordAt(tenantId: string, time: Date, each: Entry): Promise<void> {
  const { text, values } = activityInsert({ ...each, tenantId });
  const id = `${leastIdAt(time).slice(0, -12)}${uuid().slice(-12)}`;
  await sql.rows({ text, values: [id, ...values.slice(1)] });
}

const many = Array.from({ length: 400 }, (_, i) => i);
const someActions = ['user.updated', 'role.members-added', 'role.members-removed', 'user.signed-in'] as const;

/** Entries of many kinds, one a minute, each named by its number. */
async function recordMany(tenantId: string) {
  const [subjects, people] = [
    [uuid(), uuid(), uuid()],
    [uuid(), uuid()],
  ] as const;
  const start = Date.parse('2026-03-01T00:00:00Z');
  const times = many.map((i) => new Date(start + i * 60_000));
  for (const i of many) {
    const kind = actorKinds[(i * 7) % 4] ?? 'user';
    const each = entry(tenantId, {
      actor: kind === 'user' ? { kind, id: people[(i >> 3) % 2] } : { kind },
      action: someActions[(i >> 2) % 4] ?? 'user.updated',
      outcome: outcomes[(i >> 4) % 2] ?? 'done',
      subject: { kind: 'user', id: subjects[i % 3], name: `${i}` },
    });
    await recordAt(tenantId, times[i] ?? new Date(), each);
  }
  return { subjects, people, times: times.map((time) => time.toISOString()) };
}

function fits({ id, actor, action, subject, outcome }: ActivityItem, query: ActivityQuery): boolean {
  return (
    actor.kind === (query.actor ?? actor.kind) &&
    outcome === (query.outcome ?? outcome) &&
    subject.id === (query.subject ?? subject.id) &&
    (query.person === undefined || actor.id === query.person) &&
    (query.area === undefined || actionsOf(query.area).includes(action)) &&
    (query.from === undefined || id >= leastIdAt(new Date(query.from))) &&
    (query.to === undefined || id < leastIdAt(new Date(query.to)))
  );
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
        requestId: null,
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
    const { subjects, people, times } = await recordMany(tenantId);
    const everything = await allItems(tenantId, { limit: 200 });
    expect(everything.map(({ subject }) => subject.name)).toEqual(
      many.map((_, i) => `${many.length - 1 - i}`),
    );
    const within: readonly ActivityQuery[] = [{}, { from: times[100], to: times[300] }];
    const ways = within.flatMap((time) =>
      [undefined, ...actorKinds].flatMap((actor) =>
        [undefined, ...outcomes].flatMap((outcome) =>
          [undefined, subjects[0]].flatMap((subject) =>
            [undefined, people[0]].flatMap((person) =>
              [undefined, 'members' as const, 'users-changed' as const].map(
                (area): ActivityQuery => ({ ...time, actor, outcome, subject, person, area }),
              ),
            ),
          ),
        ),
      ),
    );
    for (const query of ways) {
      const fitting = everything.filter((item) => fits(item, query));
      const found = await allPages(tenantId, { ...query, limit: 40 });
      expect([query, found]).toEqual([query, fitting.map(({ id }) => id)]);
    }
  });

  it('gives what came after an entry', async () => {
    const tenantId = await emptyTenant();
    await recordAll([entry(tenantId), entry(tenantId)]);
    const [newest] = (await listActivity(tenantId)).entries;
    await recordAll([entry(tenantId), entry(tenantId, { outcome: 'refused' }), entry(tenantId)]);
    const after = newest?.id;
    expect((await listActivity(tenantId, { after })).entries).toHaveLength(3);
    expect((await listActivity(tenantId, { after, outcome: 'refused' })).entries).toHaveLength(1);
    const [last] = (await listActivity(tenantId)).entries;
    expect(await listActivity(tenantId, { after: last?.id })).toEqual({ entries: [], before: null });
  });

  it('takes times that no entry can have, and cursors in capitals', async () => {
    const tenantId = await emptyTenant();
    await recordAll([entry(tenantId), entry(tenantId)]);
    const [newest, oldest] = (await listActivity(tenantId)).entries;
    const found = async (query: ActivityQuery) => (await listActivity(tenantId, query)).entries.length;
    expect(await found({ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' })).toBe(2);
    expect(await found({ from: '9999-12-31T23:59:59Z' })).toBe(0);
    expect(await found({ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' })).toBe(0);
    const before = newest?.id.toUpperCase();
    const page = await listActivity(tenantId, { before, to: '9999-12-31T23:59:59Z' });
    expect(page.entries.map(({ id }) => id)).toEqual([oldest?.id]);
  });

  it('tells what was within the last hour', async () => {
    const tenantId = await emptyTenant();
    const hour = 3_600_000;
    for (const ago of [hour - 60_000, hour + 60_000, 25 * hour])
      await recordAt(tenantId, new Date(Date.now() - ago), entry(tenantId));
    expect((await listActivity(tenantId, { within: '1h' })).entries).toHaveLength(1);
    expect((await listActivity(tenantId, { within: '24h' })).entries).toHaveLength(2);
    expect((await listActivity(tenantId, { within: '7d' })).entries).toHaveLength(3);
  });

  it('looks at a bounded number of entries for one person among those of many, and goes on', async () => {
    const tenantId = await emptyTenant();
    const [subject, person] = [uuid(), uuid()];
    const by = (id: string) =>
      entry(tenantId, { subject: { kind: 'role', id: subject }, actor: { kind: 'user', id } });
    for (const ago of [2, 1]) await recordAt(tenantId, new Date(Date.now() - ago * 60_000), by(person));
    await sql.rows({
      text: `INSERT INTO activities (id, tenant_id, actor, actor_id, action, subject, subject_id, outcome)
        SELECT ${numberedId('$3::text', 'n')}, $1, 'user', gen_random_uuid(), 'role.members-added', 'role', $2, 'done'
        FROM generate_series(1, ${lookedAt + 10}::int) AS n`,
      values: [tenantId, subject, idsFromNow()],
    });
    await recordAll([by(person)]);
    const first = await listActivity(tenantId, { subject, person, limit: 2 });
    expect(first.entries).toHaveLength(1);
    expect(first.before).not.toBeNull();
    const second = await listActivity(tenantId, { subject, person, limit: 2, before: first.before ?? '' });
    expect([second.entries.length, second.before]).toEqual([2, null]);
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
