import { beforeAll, describe, expect, it } from 'vitest';
import {
  activities,
  connectedTenant,
  errorBody,
  group,
  made,
  patchOp,
  type ScimClient,
  user,
} from '../../../test/scim';

// What identity providers send as groups and their members.

let acme: ScimClient;
let ids: string[];
let next = 0;
const name = () => `name-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant('entra');
  ids = [];
  for (let i = 0; i < 3; i++) ids.push((await made(acme, user(name()))).id);
});

const crew = (count = 2) => made(acme, group(name(), ids.slice(0, count)));
const patch = (id: string, ...operations: Record<string, unknown>[]) =>
  acme.send(`PATCH /Groups/${id}`, patchOp(...operations));
const members = async (id: string): Promise<number[]> => {
  const { body } = await acme.send(`GET /Groups/${id}`);
  return (body.members ?? []).map(({ value }: { value: string }) => ids.indexOf(value));
};
/** The operation with the ids of users in the place of `$0`, `$1` … */
const filled = (operation: object) =>
  JSON.parse(JSON.stringify(operation).replace(/\$(\d)/g, (_, i) => ids[Number(i)] ?? ''));

describe('members', () => {
  it.each<[string, object, readonly number[]]>([
    [
      'Microsoft Entra ID: remove with the members in value',
      { op: 'Remove', path: 'members', value: [{ value: '$0' }] },
      [1],
    ],
    [
      'authentik: the same in lower case, as one object',
      { op: 'remove', path: 'members', value: { value: '$1' } },
      [0],
    ],
    ['every identity provider: remove without a value', { op: 'remove', path: 'members' }, []],
    ['one that removes none of them', { op: 'remove', path: 'members', value: [] }, [0, 1]],
    [
      'Okta, Microsoft Entra ID with its flag: remove by filter',
      { op: 'remove', path: 'members[value eq "$0"]' },
      [1],
    ],
    ['OneLogin: add by filter, without a value', { op: 'add', path: 'members[value eq "$2"]' }, [0, 1, 2]],
    [
      'Microsoft’s Postman collection: a member as text',
      { op: 'add', path: 'members', value: '$2' },
      [0, 1, 2],
    ],
    [
      'several senders: members as a list of text',
      { op: 'add', path: 'members', value: ['$1', '$2'] },
      [0, 1, 2],
    ],
    [
      'Microsoft Entra ID: $ref null',
      { op: 'Add', path: 'members', value: [{ $ref: null, value: '$2' }] },
      [0, 1, 2],
    ],
    [
      'Keycloak: a $ref without its base',
      { op: 'add', path: 'members', value: [{ value: '$2', $ref: 'Users/x' }] },
      [0, 1, 2],
    ],
    ['Okta: replace by none', { op: 'replace', path: 'members', value: [] }, []],
    [
      'Microsoft Entra ID: replace by one is a replace',
      { op: 'Replace', path: 'members', value: [{ value: '$2' }] },
      [2],
    ],
    ['JumpCloud: the same add again', { op: 'add', path: 'members', value: [{ value: '$0' }] }, [0, 1]],
    [
      'Microsoft Entra ID: remove of who is none',
      { op: 'Remove', path: 'members', value: [{ value: '$2' }] },
      [0, 1],
    ],
    [
      'authentik: a path-less replace of the rest',
      { op: 'replace', value: { id: 'x', schemas: [], externalId: 'e' } },
      [0, 1],
    ],
    ['PingOne: a path-less add', { op: 'add', value: { members: [{ value: '$2' }] } }, [0, 1, 2]],
  ])('%s', async (_what, operation, expected) => {
    const { id } = await crew();
    const { status } = await patch(id, filled(operation));
    expect([status, await members(id)]).toEqual([204, expected]);
  });

  it('Okta: a rename without a path, its id beside it, leaves the members', async () => {
    const { id } = await crew();
    const displayName = name();
    expect((await patch(id, { op: 'replace', value: { id, displayName } })).status).toBe(204);
    expect((await acme.send(`GET /Groups/${id}`)).body).toMatchObject({ id, displayName });
    expect(await members(id)).toEqual([0, 1]);
    // Its catalogue applications send the name with changes of members, too.
    expect(
      (
        await patch(
          id,
          { op: 'replace', value: { id, displayName } },
          filled({ op: 'add', path: 'members', value: [{ value: '$2' }] }),
        )
      ).status,
    ).toBe(204);
    expect(await members(id)).toEqual([0, 1, 2]);
  });

  it('Okta: one stale id does not lose a push; it is told', async () => {
    const { id } = await crew(1);
    const stale = '00000000-0000-7000-8000-000000000000';
    const { status } = await patch(
      id,
      filled({ op: 'add', path: 'members', value: [{ value: stale }, { value: 'x' }, { value: '$1' }] }),
    );
    expect([status, await members(id)]).toEqual([204, [0, 1]]);
    expect((await activities(acme.tenantId)).at(-1)).toMatchObject({
      action: 'role.members-added',
      subject_id: id,
      detail: { skipped: [stale, 'x'] },
    });
  });

  it('Microsoft Entra ID: members of one group, one request each, all at once', async () => {
    const { id } = await crew(0);
    await Promise.all(ids.map((value) => patch(id, { op: 'Add', path: 'members', value: [{ value }] })));
    expect(await members(id)).toEqual([0, 1, 2]);
  });

  it('Okta: several PATCHes with hundreds of values each', async () => {
    const { id } = await crew(0);
    const strangers = Array.from({ length: 500 }, (_, i) => ({ value: `stale-${i}` }));
    for (const value of ids)
      expect((await patch(id, { op: 'add', path: 'members', value: [...strangers, { value }] })).status).toBe(
        204,
      );
    expect(await members(id)).toEqual([0, 1, 2]);
  });
});

describe('groups', () => {
  it('Microsoft Entra ID: a create without members, and with externalId', async () => {
    const sent = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: name(),
      externalId: 'e',
    };
    expect(await made(acme, sent)).toMatchObject({ displayName: sent.displayName, externalId: 'e' });
    expect((await acme.send('POST /Groups', { ...sent, displayName: name(), members: [] })).status).toBe(201);
  });

  it('Microsoft’s validator: a name that is taken is 409, whatever its case', async () => {
    const { displayName } = await crew();
    const { status, body } = await acme.send('POST /Groups', group(displayName.toUpperCase()));
    expect([status, body]).toEqual([409, errorBody(409, 'uniqueness')]);
  });

  it('Microsoft Entra ID: excludedAttributes=members; its gallery tests, authentik: members where nothing is said', async () => {
    const { id, displayName } = await crew();
    const filter = `filter=displayName eq "${displayName}"`;
    for (const query of [`/${id}?excludedAttributes=members`, `?excludedAttributes=members&${filter}`]) {
      expect((await acme.send(`GET /Groups${query}`)).text).not.toContain('"members"');
    }
    expect((await acme.send(`GET /Groups?${filter}`)).body.Resources[0].members).toHaveLength(2);
  });

  it('authentik: pages of groups by startIndex alone', async () => {
    const { body: all } = await acme.send('GET /Groups');
    const { body } = await acme.send(`GET /Groups?startIndex=${all.totalResults}`);
    expect(body).toMatchObject({
      totalResults: all.totalResults,
      startIndex: all.totalResults,
      itemsPerPage: 1,
    });
  });

  it('PingOne: members are merged by PATCH, overwritten by PUT', async () => {
    const { id, displayName } = await crew(1);
    await patch(id, filled({ op: 'add', path: 'members', value: [{ value: '$1' }] }));
    expect(await members(id)).toEqual([0, 1]);
    await acme.send(`PUT /Groups/${id}`, group(displayName, ids.slice(2)));
    expect(await members(id)).toEqual([2]);
  });

  it('Microsoft Entra ID’s documents: PATCH of a group is 204, and 200 where attributes are asked for', async () => {
    const { id } = await crew();
    expect((await patch(id, { op: 'Add', path: 'members', value: [] })).status).toBe(204);
    const asked = await acme.send(
      `PATCH /Groups/${id}?attributes=displayName`,
      patchOp({ op: 'Remove', path: 'members' }),
    );
    expect(asked.status).toBe(200);
  });
});
