import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, group, type ScimClient, user } from '../../../test/scim';
import { sql } from '../../database';

/** More than are read with their group, and more than are read at a time after that. */
const count = 4_321;

interface Member {
  readonly value: string;
  readonly $ref: string;
  readonly type: string;
  readonly display: string;
}

let tenant: ScimClient;
let large: string;
let small: string;

beforeAll(async () => {
  tenant = await connectedTenant();
  const { tenantId } = tenant;
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
      SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n FROM generate_series(1, $2::int) n, configurations c
      WHERE c.tenant_id = $1`,
    values: [tenantId, count],
  });
  const { id } = (await tenant.send('POST /Users', user('one'))).body;
  large = (await tenant.send('POST /Groups', group('Large'))).body.id;
  small = (await tenant.send('POST /Groups', group('Small', [id]))).body.id;
  await sql.rows({
    text: `INSERT INTO memberships (tenant_id, role_id, user_id)
      SELECT tenant_id, $2, id FROM users WHERE tenant_id = $1 AND user_name LIKE 'u%'`,
    values: [tenantId, large],
  });
});

function expectAll(members: readonly Member[]): void {
  expect(new Set(members.map(({ value }) => value)).size).toBe(count);
  expect(members).toHaveLength(count);
  for (const { value, $ref, type, display } of members)
    expect([$ref, type, display]).toEqual([
      `${tenant.scimUri}/Users/${value}`,
      'User',
      expect.stringMatching(/^u/),
    ]);
}

describe('a group with more members than are held at a time', () => {
  it('is read whole, with the headers of any other', async () => {
    const { body, headers, status } = await tenant.send(`GET /Groups/${large}`);
    expect([status, headers.get('content-type'), headers.get('etag')]).toEqual([
      200,
      'application/scim+json',
      body.meta.version,
    ]);
    expect(body).toMatchObject({ id: large, displayName: 'Large' });
    expectAll(body.members);
  });

  it('stands on a list between others', async () => {
    const { body } = await tenant.send('GET /Groups');
    expect(body).toMatchObject({ totalResults: 2, itemsPerPage: 2 });
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([large, small]);
    expectAll(body.Resources[0].members);
    expect(body.Resources[1].members).toHaveLength(1);
  });

  it('shows the parts of members that were asked for, of every one', async () => {
    const { body } = await tenant.send(`GET /Groups/${large}?attributes=members.value`);
    expect(body.members).toHaveLength(count);
    expect(Object.keys(body).sort()).toEqual(['id', 'members', 'schemas']);
    for (const member of body.members) expect(Object.keys(member)).toEqual(['value']);
  });

  it('is found in any host of Web handlers, and by `.search`', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
    const { body } = await tenant.send('POST /Groups/.search', { schemas, filter: 'displayName eq "large"' });
    expectAll(body.Resources[0].members);
  });

  it('is answered after a PUT and a PATCH that ask to see it', async () => {
    const { body } = await tenant.send(`PATCH /Groups/${large}?attributes=members`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'externalId', value: 'g-1' }],
    });
    expectAll(body.members);
  });

  it('is known to who has its version', async () => {
    const { headers } = await tenant.send(`GET /Groups/${large}?excludedAttributes=members`);
    const again = await tenant.send(`GET /Groups/${large}`, undefined, {
      headers: { 'If-None-Match': headers.get('etag') ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });
});
