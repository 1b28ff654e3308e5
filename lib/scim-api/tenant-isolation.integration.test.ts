import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, group, patchOp, type ScimClient, user } from '../../test/scim';
import { rowSql } from '../../test/two-tenants';
import { sql } from '../database';

let ours: ScimClient;
let theirs: ScimClient;
let theirUser: string;
let theirGroup: string;
let ourUser: string;
let ourGroup: string;

beforeAll(async () => {
  ours = await connectedTenant();
  theirs = await connectedTenant();
  theirUser = (await theirs.send('POST /Users', user('ada', { externalId: 'x-1', title: 'Secret' }))).body.id;
  theirGroup = (await theirs.send('POST /Groups', group('Crew', [theirUser], { externalId: 'g-1' }))).body.id;
  ourUser = (await ours.send('POST /Users', user('grace'))).body.id;
  ourGroup = (await ours.send('POST /Groups', group('Team', [ourUser]))).body.id;
});

/** Everything a tenant has, but its activity. */
async function everythingOf({ tenantId }: ScimClient): Promise<string> {
  const all = ['users', 'roles', 'memberships', 'configurations', 'api_keys'].map((table) =>
    sql.rows({
      text: `SELECT ${rowSql} FROM ${table} t WHERE tenant_id = $1 ORDER BY 1`,
      values: [tenantId],
    }),
  );
  return JSON.stringify(await Promise.all(all));
}

describe("another tenant's ids", () => {
  const change = patchOp({ op: 'replace', path: 'displayName', value: 'Taken' });
  const targets = [
    ['Users', () => theirUser, user('taken'), { op: 'replace', path: 'active', value: false }],
    ['Groups', () => theirGroup, group('Taken'), { op: 'remove', path: 'members' }],
  ] as const;

  it.each(targets)(
    'of /%s are not found by any verb, and nothing moves',
    async (endpoint, idOf, body, operation) => {
      const path = `/${endpoint}/${idOf()}`;
      const before = await everythingOf(theirs);
      const answers = [
        await ours.send(`GET ${path}`),
        await ours.send(`PUT ${path}`, body),
        await ours.send(`PATCH ${path}`, change),
        await ours.send(`PATCH ${path}`, patchOp(operation)),
        await ours.send(`DELETE ${path}`),
        await ours.send(`GET ${path}`, undefined, { headers: { 'If-None-Match': '*' } }),
        await ours.send(`DELETE ${path}`, undefined, { headers: { 'If-Match': '*' } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
      expect(await everythingOf(theirs)).toBe(before);
    },
  );

  it('answer as ids do that nobody has', async () => {
    const nobody = '01a20ba0-1012-72a6-86b6-c8602e362970';
    const [other, none] = [
      await ours.send(`GET /Users/${theirUser}`),
      await ours.send(`GET /Users/${nobody}`),
    ];
    expect(other.text.replace(theirUser, nobody)).toBe(none.text);
  });

  it.each([
    ['POST /Groups', () => group('With a stranger', [theirUser])],
    ['PUT /Groups/{{group}}', () => group('Team', [ourUser, theirUser])],
    ['PATCH /Groups/{{group}}', () => patchOp({ op: 'add', path: 'members', value: [{ value: theirUser }] })],
    [
      'PATCH /Groups/{{group}}',
      () => patchOp({ op: 'replace', path: 'members', value: [{ value: ourUser }, { value: theirUser }] }),
    ],
  ])('do not become members by %s', async (request, body) => {
    const before = await everythingOf(theirs);
    const { status } = await ours.send(request.replace('{{group}}', ourGroup), body());
    expect(status).toBeLessThan(300);
    expect(
      await sql.rows({
        text: 'SELECT 1 FROM memberships WHERE user_id = $1 AND tenant_id <> $2',
        values: [theirUser, theirs.tenantId],
      }),
    ).toEqual([]);
    expect(await everythingOf(theirs)).toBe(before);
    expect((await ours.send('GET /Groups')).text).not.toContain(theirUser);
  });

  it('do not cease to be members', async () => {
    const before = await everythingOf(theirs);
    await ours.send(
      `PATCH /Groups/${ourGroup}`,
      patchOp({ op: 'remove', path: `members[value eq "${theirUser}"]` }),
    );
    await ours.send(
      `PATCH /Groups/${theirGroup}`,
      patchOp({ op: 'remove', path: `members[value eq "${theirUser}"]` }),
    );
    expect(await everythingOf(theirs)).toBe(before);
  });
});

describe("another tenant's resources", () => {
  it.each([
    'GET /Users?filter=userName eq "ada"',
    'GET /Users?filter=externalId eq "x-1"',
    'GET /Users?filter=title co "Secret"',
    'GET /Users?filter=userName eq "ada" or externalId eq "x-1"',
    'GET /Users?filter=not (userName eq "grace")',
    'GET /Users?filter=userName ne "grace"',
    'GET /Users?filter=id eq "{{user}}"',
    'GET /Users?filter=groups.value eq "{{group}}"',
    'GET /Users?filter=groups.display eq "Crew"',
    'GET /Groups?filter=displayName eq "Crew"',
    'GET /Groups?filter=externalId eq "g-1"',
    'GET /Groups?filter=members.value eq "{{user}}"',
    'GET /Groups?filter=members[value eq "{{user}}"]',
    'GET /Groups?filter=id eq "{{group}}" or displayName eq "Crew"',
  ])('are not found by %s', async (request) => {
    const asked = request.replace('{{user}}', theirUser).replace('{{group}}', theirGroup);
    expect((await theirs.send(asked)).body).toMatchObject(
      request.includes(' ne ') || request.includes('not') ? {} : { totalResults: 1 },
    );
    expect((await ours.send(asked)).body).toMatchObject({ totalResults: 0 });
  });

  it('are in no list', async () => {
    expect((await ours.send('GET /Users')).body.Resources.map(({ id }: { id: string }) => id)).toEqual([
      ourUser,
    ]);
    expect((await ours.send('GET /Groups?attributes=displayName')).text).not.toContain('Crew');
  });

  it('do not stand in the way of the same names and externalIds', async () => {
    const made = await ours.send('POST /Users', user('ADA', { externalId: 'x-1' }));
    expect(made.status).toBe(201);
    expect(made.body.id).not.toBe(theirUser);
    expect((await ours.send('POST /Groups', group('Crew', [], { externalId: 'g-1' }))).status).toBe(201);
  });

  it('that were deleted do not come back to another tenant', async () => {
    const third = await connectedTenant();
    const gone = (await third.send('POST /Users', user('back', { externalId: 'b-1' }))).body.id;
    const goneGroup = (await third.send('POST /Groups', group('Back', [], { externalId: 'b-1' }))).body.id;
    await third.send(`DELETE /Users/${gone}`);
    await third.send(`DELETE /Groups/${goneGroup}`);
    expect((await ours.send('POST /Users', user('back', { externalId: 'b-1' }))).body.id).not.toBe(gone);
    expect((await ours.send('POST /Groups', group('Back', [], { externalId: 'b-1' }))).body.id).not.toBe(
      goneGroup,
    );
    expect((await third.send('POST /Users', user('back', { externalId: 'b-1' }))).body.id).toBe(gone);
  });
});
