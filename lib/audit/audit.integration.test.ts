import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeTenant, makeUser } from '../../test/people';
import { type Action, pruneActivity, recordActivity } from '../activity';
import { sql, transaction } from '../database';
import { checkAudit, exportAudit, listAudit, notedHead } from '.';

let tenantId: string;
let actor: { kind: 'user'; id: string; name: string };
let made = 0;

beforeEach(async () => {
  made += 1;
  const tenant = await makeTenant(`Audited${made}`);
  tenantId = tenant.tenantId;
  actor = { kind: 'user', id: tenant.admin.id, name: 'Grace Hopper' };
});

/** Records that the administrator did something; a tenant begins with three such entries. */
const act = (name: string, on = sql) =>
  recordActivity(on, {
    tenantId,
    actor,
    action: 'role.created',
    subject: { kind: 'role', id: uuid(), name },
    outcome: 'done',
  });

async function acts(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await act(`Role ${n}`);
}

const words = async () => (await listAudit(tenantId)).entries.map((entry) => entry.words);

describe('the trail', () => {
  test('holds what administrators did, newest first, numbered without a gap', async () => {
    await acts(2);
    const { entries, before } = await listAudit(tenantId);
    expect(entries.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(entries[0]).toMatchObject({
      words: 'Grace Hopper created the role “Role 2”',
      outcome: 'done',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(before).toBeNull();
    expect(await checkAudit(tenantId)).toEqual({
      entries: 5,
      head: `5:${entries[0]?.hash}`,
      problems: [],
    });
  });

  test.each([
    ['an identity provider', { kind: 'identity-provider', name: 'Okta' }, 'user.created', false],
    ['Muster itself', { kind: 'system' }, 'user.password-link-sent', false],
    ['the operator', { kind: 'operator', name: 'Operator' }, 'configuration.key-rotated', true],
  ] as const)('holds what an administrator or operator does: %s', async (_, by, action, kept) => {
    await recordActivity(sql, {
      tenantId,
      actor: by,
      action,
      subject: { kind: 'user', id: uuid() },
      outcome: 'done',
    });
    expect(await words()).toHaveLength(kept ? 4 : 3);
  });

  test.each<[Action, boolean, boolean]>([
    ['user.signed-in', true, false],
    ['user.signed-out', true, false],
    ['user.password-set', true, false],
    ['user.signed-out', false, true],
    ['user.deactivated', true, true],
  ])('%s, of oneself: %j, is in it: %j', async (action, own, kept) => {
    const id = own ? actor.id : await makeUser(tenantId);
    await recordActivity(sql, { tenantId, actor, action, subject: { kind: 'user', id }, outcome: 'done' });
    expect(await words()).toHaveLength(kept ? 4 : 3);
  });

  test('has nothing of what was rolled back, and no gap where it was', async () => {
    await transaction(async (tx) => {
      await act('Undone', tx);
      throw new Error('undone');
    }).catch(() => {});
    await acts(1);
    expect((await listAudit(tenantId)).entries[0]).toMatchObject({ number: 4 });
    expect((await checkAudit(tenantId)).problems).toEqual([]);
  });

  test('stays when activity is pruned', async () => {
    await acts(2);
    await pruneActivity(new Date(Date.now() + 60_000));
    expect(await checkAudit(tenantId)).toMatchObject({ entries: 5, problems: [] });
  });

  test('is paged by number', async () => {
    await acts(3);
    const first = await listAudit(tenantId, { limit: 4 });
    expect(first.before).toBe(3);
    const second = await listAudit(tenantId, { limit: 4, before: first.before ?? undefined });
    expect(second.entries.map(({ number }) => number)).toEqual([2, 1]);
    expect(second.before).toBeNull();
  });

  test('chains acts at once, each client’s by itself, and whoever waits for what', async () => {
    const other = await makeTenant(`Other${made}`);
    const target = await makeUser(tenantId);
    // Half of them lock a user before they record, and half of them after.
    const work = (n: number) =>
      transaction(async (tx) => {
        const lock = () =>
          tx.rows({ text: 'UPDATE users SET title = $2 WHERE id = $1', values: [target, `${n}`] });
        if (n % 2 === 0) await lock();
        await act(`Role ${n}`, tx);
        if (n % 2 === 1) await lock();
        await recordActivity(tx, {
          tenantId: other.tenantId,
          actor: { kind: 'operator' },
          action: 'role.created',
          subject: { kind: 'role', id: uuid() },
          outcome: 'done',
        });
      });
    await Promise.all(Array.from({ length: 40 }, (_, n) => work(n)));
    expect(await checkAudit(tenantId)).toMatchObject({ entries: 43, problems: [] });
    expect(await checkAudit(other.tenantId)).toMatchObject({ entries: 43, problems: [] });
  });

  test('of a client without acts is whole and empty', async () => {
    expect(await checkAudit(uuid())).toEqual({ entries: 0, head: null, problems: [] });
  });
});

describe('nobody takes from it', () => {
  test.each([
    "UPDATE audit_entries SET content = '{}' WHERE tenant_id = $1",
    'DELETE FROM audit_entries WHERE tenant_id = $1',
    'DELETE FROM audit_heads WHERE tenant_id = $1',
    'UPDATE audit_heads SET number = number - 1 WHERE tenant_id = $1',
    "UPDATE audit_heads SET hash = '\\x00' WHERE tenant_id = $1",
  ])('%s', async (statement) => {
    await expect(sql.rows({ text: statement, values: [tenantId] })).rejects.toThrow('only ever added to');
  });

  test.each(['TRUNCATE audit_entries', 'TRUNCATE audit_heads'])('%s', async (statement) => {
    await expect(sql.rows({ text: statement, values: [] })).rejects.toThrow('only ever added to');
  });
});

/** Does to the tables what only their owner can. */
async function tamper(...statements: string[]): Promise<void> {
  await transaction(async (tx) => {
    for (const table of ['audit_entries', 'audit_heads'])
      await tx.rows({ text: `ALTER TABLE ${table} DISABLE TRIGGER USER`, values: [] });
    for (const statement of statements)
      await tx.rows({ text: statement.replaceAll('$1', `'${tenantId}'`), values: [] });
    for (const table of ['audit_entries', 'audit_heads'])
      await tx.rows({ text: `ALTER TABLE ${table} ENABLE TRIGGER USER`, values: [] });
  });
}

const swap = (a: number, b: number) => [
  `UPDATE audit_entries SET number = 0 WHERE tenant_id = $1 AND number = ${a}`,
  `UPDATE audit_entries SET number = ${a} WHERE tenant_id = $1 AND number = ${b}`,
  `UPDATE audit_entries SET number = ${b} WHERE tenant_id = $1 AND number = 0`,
];

/** A content with a hash that follows, as somebody would make it who knows how. */
const forged = (number: number, content: string) =>
  `UPDATE audit_entries e SET content = ${content}, hash = sha256(p.hash || convert_to(${content}, 'UTF8'))
  FROM audit_entries p
  WHERE e.tenant_id = $1 AND e.number = ${number} AND p.tenant_id = $1 AND p.number = ${number - 1}`;

const renamed = "replace(e.content, 'Grace Hopper', 'Alan Turing')";

test.each([
  [
    'an entry is deleted',
    ['DELETE FROM audit_entries WHERE tenant_id = $1 AND number = 5'],
    ['Entry 5 is missing.'],
  ],
  [
    'the first entries are deleted',
    ['DELETE FROM audit_entries WHERE tenant_id = $1 AND number < 4'],
    ['Entries 1 to 3 are missing.'],
  ],
  [
    'the last entries are deleted',
    ['DELETE FROM audit_entries WHERE tenant_id = $1 AND number > 6'],
    ['Entries 7 to 8 are missing.'],
  ],
  [
    'an entry says something else',
    [`UPDATE audit_entries e SET content = ${renamed} WHERE tenant_id = $1 AND number = 5`],
    ['Entry 5 does not follow from the one before: one of the two was changed.'],
  ],
  [
    'an entry says something else, with a hash that fits',
    [forged(5, renamed)],
    ['Entry 6 does not follow from the one before: one of the two was changed.'],
  ],
  [
    'the last entry says something else, with a hash that fits',
    [forged(8, renamed)],
    ['Entry 8 was changed.'],
  ],
  [
    'an entry is no entry any more',
    ["UPDATE audit_entries SET content = 'gone' WHERE tenant_id = $1 AND number = 5"],
    ['Entry 5 was replaced by something else.'],
  ],
  [
    'two entries changed places',
    swap(5, 7),
    [
      'Entry 5 was replaced by something else.',
      'Entry 6 does not follow from the one before: one of the two was changed.',
      'Entry 7 was replaced by something else.',
      'Entry 8 does not follow from the one before: one of the two was changed.',
    ],
  ],
  [
    'an entry was put in',
    [
      `INSERT INTO audit_entries SELECT tenant_id, 9, replace(content, '"number": 8', '"number": 9'), hash
        FROM audit_entries WHERE tenant_id = $1 AND number = 8`,
    ],
    [
      'Entry 9 does not follow from the one before: one of the two was changed.',
      'Entry 9 and what follows were not added by Muster.',
    ],
  ],
  [
    'the head is gone',
    ['DELETE FROM audit_heads WHERE tenant_id = $1'],
    ['Entry 1 and what follows were not added by Muster.'],
  ],
  [
    'everything is gone but the head',
    ['DELETE FROM audit_entries WHERE tenant_id = $1'],
    ['Entries 1 to 8 are missing.'],
  ],
] as const)('where %s, the check names the place', async (_, statements, problems) => {
  await acts(5);
  expect((await checkAudit(tenantId)).problems).toEqual([]);
  await tamper(...statements);
  expect((await checkAudit(tenantId)).problems).toEqual(problems);
});

test('an entry of another client is none of this one’s', async () => {
  const other = await makeTenant(`Donor${made}`);
  await acts(1);
  await tamper(
    `UPDATE audit_entries e SET content = o.content, hash = o.hash FROM audit_entries o
      WHERE e.tenant_id = $1 AND e.number = 1 AND o.tenant_id = '${other.tenantId}' AND o.number = 1`,
  );
  expect((await checkAudit(tenantId)).problems[0]).toBe('Entry 1 was replaced by something else.');
});

test('a trail that was written anew, head and all, does not lead to what was noted', async () => {
  await acts(2);
  const { head } = await checkAudit(tenantId);
  const noted = notedHead(head ?? '');
  await acts(1);
  expect((await checkAudit(tenantId, noted)).problems).toEqual([]);
  await tamper(
    forged(5, renamed),
    forged(6, 'e.content'),
    `UPDATE audit_heads h SET hash = e.hash FROM audit_entries e
      WHERE h.tenant_id = $1 AND e.tenant_id = $1 AND e.number = 6`,
  );
  expect((await checkAudit(tenantId)).problems).toEqual([]);
  expect((await checkAudit(tenantId, noted)).problems).toEqual([
    'Entry 5 is not the one that was noted: the trail was written anew.',
  ]);
});

test.each(['', '5', '5:abc', `x:${'0'.repeat(64)}`, `5:${'g'.repeat(64)}`])(
  '%j is no noted place',
  (noted) => {
    expect(notedHead(noted)).toBeUndefined();
  },
);

test('an entry that was changed beyond reading does not keep the others from being read', async () => {
  await tamper("UPDATE audit_entries SET content = 'gone' WHERE tenant_id = $1 AND number = 2");
  const { entries } = await listAudit(tenantId);
  expect(entries[1]).toMatchObject({
    number: 2,
    at: null,
    words: 'This entry was changed and can’t be read',
  });
});

describe('an export', () => {
  const whole = async (format: 'csv' | 'json', mayGoOn = async () => true) =>
    text(await exportAudit({ tenant: { id: tenantId, name: 'Acme' }, actor, format, mayGoOn }));

  test('as lines of JSON can be checked without Muster', async () => {
    await acts(2);
    const lines = (await whole('json')).trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    let previous = Buffer.alloc(32);
    for (const line of lines) {
      const [, entry = '', hash] = /"entry":(.*)\}$/.exec(line)?.slice(0) ?? [];
      const told: { hash: string } = JSON.parse(line);
      expect(hash).toBeUndefined();
      previous = createHash('sha256').update(previous).update(entry).digest();
      expect(told.hash).toBe(previous.toString('hex'));
    }
  });

  test('is an act itself, and its last', async () => {
    const { entry } = JSON.parse((await whole('json')).trimEnd().split('\n').at(-1) ?? '');
    expect(entry).toMatchObject({
      action: 'audit.exported',
      actorName: 'Grace Hopper',
      detail: { format: 'json' },
    });
    expect((await words())[0]).toBe('Grace Hopper exported the audit trail');
  });

  test('as CSV holds no formula, whatever somebody is called', async () => {
    await act('=HYPERLINK("http://evil.example")');
    const file = await whole('csv');
    expect(file.split('\r\n')[0]).toBe(
      'number,at,actor,actorName,actorId,words,action,subject,subjectName,subjectId,outcome,detail,hash',
    );
    expect(file).toContain(`,"'=HYPERLINK(""http://evil.example"")",`);
    expect(file).not.toMatch(/(^|,)"?=/m);
  });

  test('ends where its reader may not see it any more', async () => {
    await expect(whole('csv', async () => false)).rejects.toThrow('may not see');
  });
});
