import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
});

describe('POST', () => {
  it.each([
    ['/Users', user('ada', { title: 'Dr' })],
    ['/Groups', group('Crew')],
  ])(
    'RFC 7644 §3.3: to %s is 201 with the whole resource, its address and its ETag',
    async (endpoint, sent) => {
      const { status, headers, body } = await acme.send(`POST ${endpoint}`, sent);
      const { members: _, ...rest } = sent as { members?: unknown };
      expect(status).toBe(201);
      expect(body).toMatchObject(rest);
      expect(headers.get('location')).toBe(`${acme.scimUri}${endpoint}/${body.id}`);
      expect(headers.get('location')).toBe(body.meta.location);
      expect(headers.get('etag')).toBe(body.meta.version);
      expect((await acme.send(`GET ${endpoint}/${body.id}`)).body).toEqual(body);
    },
  );

  it('RFC 7644 §3.3.1: the server says what type of resource it is', async () => {
    const meta = { resourceType: 'Group' };
    expect((await made(acme, user('typed', { meta }))).meta.resourceType).toBe('User');
    expect((await made(acme, group('Typed', [], { meta }))).meta.resourceType).toBe('Group');
  });

  it('RFC 7644 §3.3: what the server adds to a resource is in the answer', async () => {
    expect(await made(acme, user('silent'))).toMatchObject({ active: true, meta: { resourceType: 'User' } });
  });

  it('RFC 7644 §3.3: the same body twice is 409 uniqueness, in another case, too', async () => {
    await made(acme, user('twice'));
    for (const userName of ['twice', 'TWICE']) {
      const { status, body } = await acme.send('POST /Users', user(userName));
      expect(status).toBe(409);
      expect(body).toEqual(errorBody(409, 'uniqueness'));
    }
  });

  it('RFC 7644 §3.3: of two that are sent at one moment one makes the resource', async () => {
    const answers = await Promise.all([1, 2].map(() => acme.send('POST /Users', user('at-once'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await acme.send('GET /Users?filter=userName eq "at-once"')).body.totalResults).toBe(1);
  });

  it.each([
    ['/Users', { schemas: [urns.group], displayName: 'Crew' }],
    ['/Users', { schemas: [urns.enterpriseUser], userName: 'x' }],
    ['/Users', { schemas: ['urn:example:User'], userName: 'x' }],
    ['/Users', { schemas: urns.user, userName: 'x' }],
    ['/Groups', { schemas: [urns.user], userName: 'x', displayName: 'x' }],
  ])('RFC 7644 §3.1: to %s with %j is 400 invalidSyntax', async (endpoint, sent) => {
    const { status, body } = await acme.send(`POST ${endpoint}`, sent);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidSyntax'));
    expect(body.detail).toContain(endpoint === '/Users' ? urns.user : urns.group);
  });

  it('RFC 7643 §3: without schemas the endpoint says what it is', async () => {
    expect((await acme.send('POST /Users', { userName: 'implied' })).body.schemas).toEqual([urns.user]);
    expect((await acme.send('POST /Groups', { displayName: 'Implied', schemas: [] })).body.schemas).toEqual([
      urns.group,
    ]);
  });
});

describe('projection of what was made', () => {
  it.each([
    ['attributes=userName', { userName: 'p1' }],
    ['attributes=name.givenName,emails.value', { name: { givenName: 'Ada' }, emails: [{ value: 'a@x' }] }],
    ['excludedAttributes=meta,emails,userName,name.familyName', { name: { givenName: 'Ada' }, active: true }],
  ])('RFC 7644 §3.9: POST with %s shows that alone', async (query, expected) => {
    const sent = user('p1', {
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ value: 'a@x', type: 'work' }],
    });
    const { status, headers, body } = await acme.send(`POST /Users?${query}`, sent);
    expect(status).toBe(201);
    expect(body).toEqual({ schemas: [urns.user], id: expect.any(String), ...expected });
    expect(headers.get('location')).toBe(`${acme.scimUri}/Users/${body.id}`);
    expect(headers.get('etag')).toMatch(/^W\//);
    await acme.send(`DELETE /Users/${body.id}`);
  });

  it('RFC 7644 §3.9: of a group, too', async () => {
    const { id } = await made(acme, user('member'));
    const { body } = await acme.send('POST /Groups?attributes=members.value', group('Shown', [id]));
    expect(body).toEqual({ schemas: [urns.group], id: expect.any(String), members: [{ value: id }] });
    const without = await acme.send('POST /Groups?excludedAttributes=members', group('Hidden', [id]));
    expect(without.body).not.toHaveProperty('members');
  });
});
