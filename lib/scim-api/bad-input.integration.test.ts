import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { badRequests } from '../../test/bad-requests';
import { activities, connectedTenant, patchOp, user } from '../../test/scim';
import { sql } from '../database';
import { handleScim } from './doors/web-door';

type Tenant = Awaited<ReturnType<typeof connectedTenant>>;
let tenant: Tenant;
let userId: string;

beforeAll(async () => {
  tenant = await connectedTenant();
  userId = (await tenant.send('POST /Users', user('grace', { title: 'Admiral' }))).body.id;
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Everything that a SCIM request could change, as text. */
async function directory({ tenantId }: Tenant): Promise<string> {
  const all = ['users', 'roles', 'memberships'].map((table) =>
    sql.rows({ text: `SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY 1, 2, 3`, values: [tenantId] }),
  );
  return JSON.stringify(await Promise.all(all));
}

describe('a request that is refused', () => {
  it.each(badRequests)('$name', async ({ request, headers, body, status, scimType, answerHeaders = {} }) => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await directory(tenant);
    const answer = await tenant.send(request.replace('{{user}}', userId), undefined, { raw: body, headers });
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType && { scimType }),
      detail: expect.any(String),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    for (const [name, value] of Object.entries(answerHeaders)) expect(answer.headers.get(name)).toBe(value);
    expect(await directory(tenant)).toBe(before);
    expect(complaints.mock.calls).toEqual([]);
  });

  it('is recorded with what its sender should change', async () => {
    const other = await connectedTenant();
    await other.send('POST /Users', { schemas: [] });
    await other.send('DELETE /Users/a%00b');
    await other.send('GET /Users/42');
    const refused = (await activities(other.tenantId)).filter(({ action }) => action === 'request.refused');
    expect(refused.map(({ subject_name, detail }) => [subject_name, detail.status])).toEqual([
      ['POST /Users', 400],
      ['DELETE /Users/a\ufffdb', 404],
    ]);
  });

  it('says nothing of the passwords in it', async () => {
    const other = await connectedTenant();
    const answers = [
      await other.send('POST /Users', user('ada', { password: 'hunter2\0' })),
      await other.send('POST /Users', user('ada', { password: ['hunter2', 'hunter2'] })),
      await other.send('POST /Users', undefined, { raw: '{"password": hunter2}' }),
      await other.send('POST /Users', undefined, { raw: 'hunter2' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(answers.map(({ text }) => text).join()).not.toContain('hunter2');
    expect(JSON.stringify(await activities(other.tenantId))).not.toContain('hunter2');
  });
});

it('a verb that JavaScript gives a meaning is refused, too', async () => {
  expect((await tenant.send('constructor /Users')).status).toBe(405);
  expect((await tenant.send('__proto__ /Users')).status).toBe(405);
});

it('a body of another encoding than UTF-8 is refused', async () => {
  const raw = new Uint8Array([...new TextEncoder().encode('{"userName":"'), 0xff, 0xfe, 0x22, 0x7d]);
  expect((await tenant.send('POST /Users', undefined, { raw })).body).toMatchObject({
    status: '400',
    scimType: 'invalidSyntax',
  });
});

it('a body that is too large is refused before its end, without a declared length, too', async () => {
  let sent = 0;
  const raw = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init = {
    method: 'POST',
    body: raw,
    duplex: 'half',
    headers: { Authorization: `Bearer ${tenant.apiKey}` },
  };
  const response = await handleScim(new Request(`${tenant.scimUri}/Users`, init));
  expect(response.status).toBe(413);
  expect(sent).toBeLessThan(2 * 1024 * 1024);
});

describe('what is odd but right', () => {
  it.each([
    'GET /Users/',
    'GET /Users?startIndex=0',
    'GET /Users?startIndex=-5&count=-1',
    'GET /Users?startIndex=9007199254740991&count=1000000',
    'GET /Users?STARTINDEX=1&Count=1',
    'GET /Users?aadOptscim062020',
    'GET /Users?filter=nickname.unknown%20eq%20%22x%22',
    'GET /Users?filter=meta.lastModified+ge+%220001-01-03T00:00:00.0000000Z%22',
    'GET /Users?filter=id+eq+%2242%22',
    'GET /Groups?filter=members+eq+%22not-an-id%22',
    'GET /Users?attributes=nothing,name.nothing,urn:none',
    'GET /Schemas/URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER',
    'GET /ResourceTypes?attributes=id&count=1',
    'HEAD /Users',
  ])('%s is answered', async (request) => {
    expect((await tenant.send(request)).status).toBe(200);
  });

  it('GET and DELETE take headers that speak of a body', async () => {
    const headers = { 'Content-Type': 'text/plain' };
    expect((await tenant.send('GET /Users', undefined, { headers })).status).toBe(200);
    expect((await tenant.send(`DELETE /Users/42`, undefined, { headers })).status).toBe(404);
  });

  it('names of JavaScript are names like others', async () => {
    const raw =
      '{"userName":"proto","__proto__":{"active":false},"constructor":1,"toString":null,"emails":[{"__proto__":{},"value":"p"}]}';
    const { status, body } = await tenant.send('POST /Users', undefined, { raw });
    expect(status).toBe(201);
    expect(body).toMatchObject({ userName: 'proto', active: true, emails: [{ value: 'p' }] });
    const steps = patchOp({
      op: 'replace',
      value: { ['__proto__']: { active: false }, constructor: 'x', active: true },
    });
    expect((await tenant.send(`PATCH /Users/${body.id}`, steps)).body.meta.version).toBe(body.meta.version);
  });

  it('text of every script and wild character comes back as it was sent', async () => {
    const title = '%_\\\'"` Ünïcode 漢字 🎉 \u202E\t\u0007';
    const made = await tenant.send('POST /Users', user("o'hara; DROP TABLE users--%", { title }));
    expect(made.status).toBe(201);
    expect((await tenant.send(`GET /Users/${made.body.id}`)).body.title).toBe(title);
    const filter = encodeURIComponent(`title eq ${JSON.stringify(title)} and userName co "%"`);
    expect((await tenant.send(`GET /Users?filter=${filter}`)).body.totalResults).toBe(1);
    expect(
      (await tenant.send(`GET /Users?filter=${encodeURIComponent('userName co "o_hara"')}`)).body
        .totalResults,
    ).toBe(0);
  });
});
