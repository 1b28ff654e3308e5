import { format } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { type Answer, connectedTenant, patchOp, type ScimClient, user } from '../../test/scim';
import { flushRequests } from '../activity';
import { rotate } from '../connection';
import { sql } from '../database';
import { urns } from '../scim';

const password = 'Tr0ub4dor&3-never-shown';
const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

afterEach(() => {
  vi.restoreAllMocks();
});

/** All that this process prints from now on. */
function printed(): () => string {
  const lines: string[] = [];
  for (const method of methods)
    vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(format(...parts)));
  return () => lines.join('\n');
}

const passwords: readonly unknown[] = [
  password,
  [password],
  { value: password },
  { [password]: 1 },
  [[password]],
];

/** Requests that have a password, or the key, where somebody may put it: right ones and wrong ones. */
function requests(client: ScimClient, id: string): [string, unknown?, Record<string, string>?][] {
  const schemas = [urns.bulkRequest];
  const bodies = passwords.flatMap((value): [string, unknown][] => [
    ['POST /Users', user('ada', { password: value })],
    [`PUT /Users/${id}`, user('bea', { password: value, title: 'x' })],
    [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'password', value })],
    [`PATCH /Users/${id}`, patchOp({ op: 'add', value: { password: value, title: 'y' } })],
    [
      'POST /Bulk',
      {
        schemas,
        Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: user('cid', { password: value }) }],
      },
    ],
  ]);
  const key = client.apiKey;
  return [
    ...bodies,
    [`GET /${key}`],
    [`GET /Users/${key}`],
    [`DELETE /Users/${key}`],
    [`GET /Users?filter=${encodeURIComponent(`password eq "${password}"`)}`],
    [`POST /${key}/Users`, user('dan')],
    ['GET /Users', undefined, { Authorization: `Basic ${key}` }],
    ['GET /Users', undefined, { Authorization: `Bearer Bearer ${key}` }],
    ['GET /Users', undefined, { Authorization: `Bearer ${key}`, Accept: 'text/html' }],
    ['POST /Users', user('eve'), { 'Content-Type': 'text/plain' }],
  ];
}

async function play(client: ScimClient, id: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [request, body, headers] of requests(client, id))
    answers.push(await client.send(request, body, { headers }));
  return answers;
}

function secretsIn(text: string, { apiKey }: ScimClient): string[] {
  return [password, apiKey].filter((secret) => text.includes(secret));
}

async function stored({ tenantId }: ScimClient): Promise<string> {
  await flushRequests();
  const texts = ['activities', 'users', 'exchanges', 'latest_requests'].map(
    (table) => `SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE tenant_id = $1`,
  );
  const rows = await sql.rows<{ row: string }>({ text: texts.join(' UNION ALL '), values: [tenantId] });
  return rows.map(({ row }) => row).join('\n');
}

it('no answer, no activity and nothing printed has a password or a key in it', async () => {
  const client = await connectedTenant();
  const { id } = (await client.send('POST /Users', user('bea'))).body;
  const output = printed();
  const answers = await play(client, id);
  expect(answers.length).toBeGreaterThan(30);
  expect(secretsIn(await stored(client), client)).toEqual([]);
  expect(secretsIn(output(), client)).toEqual([]);
  const quoted = answers.filter(({ text }) => text.includes(password));
  expect(quoted.map(({ text }) => text)).toEqual([]);
});

it('nor has what is printed where everything fails', async () => {
  const client = await connectedTenant();
  const { id } = (await client.send('POST /Users', user('bea'))).body;
  const output = printed();
  for (const failure of failures) {
    vi.spyOn(sql, 'rows').mockRejectedValue(failure(password));
    await play(client, id);
    vi.mocked(sql.rows).mockRestore();
  }
  expect(output()).toContain('failed');
  expect(secretsIn(output(), client)).toEqual([]);
});

/** What the driver says of statements that fail: beside its message it quotes rows and values. */
const failures: readonly ((secret: string) => Error)[] = [
  (secret) =>
    Object.assign(new Error('invalid input syntax for type json'), {
      code: '22P02',
      detail: `Token "${secret}" is invalid.`,
      where: `JSON data, line 1: {"password":"${secret}"`,
      internalQuery: `SELECT '${secret}'`,
    }),
  () => new Error('Connection terminated unexpectedly'),
];

it('an old key is told by its end at most', async () => {
  const client = await connectedTenant();
  await rotate({ tenantId: client.tenantId, actor: { kind: 'operator' } });
  const output = printed();
  await play(client, 'x');
  expect(secretsIn(await stored(client), client)).toEqual([]);
  expect(secretsIn(output(), client)).toEqual([]);
});
