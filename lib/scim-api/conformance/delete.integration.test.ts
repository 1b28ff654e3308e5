import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
});

describe('DELETE (RFC 7644 §3.6)', () => {
  it.each([
    ['/Users', user('ada'), 'userName eq "ada"'],
    ['/Groups', group('Crew'), 'displayName eq "Crew"'],
  ])(
    'RFC 7644 §3.6: in %s is 204 without a body; then the resource is nowhere',
    async (endpoint, sent, filter) => {
      const { id } = await made(acme, sent);
      const gone = await acme.send(`DELETE ${endpoint}/${id}`);
      expect([gone.status, gone.text]).toEqual([204, '']);
      const change = patchOp({ op: 'add', path: 'externalId', value: 'x' });
      for (const [method, body] of [['GET'], ['PUT', sent], ['PATCH', change], ['DELETE']] as const) {
        const answer = await acme.send(`${method} ${endpoint}/${id}`, body);
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(errorBody(404));
      }
      for (const list of [endpoint, `${endpoint}?filter=${filter}`, '/', `/?filter=id eq "${id}"`]) {
        expect((await acme.send(`GET ${list}`)).body).toMatchObject({ totalResults: 0, Resources: [] });
      }
    },
  );

  it('RFC 7644 §3.6: frees the name, and what comes after shows nothing of what was there', async () => {
    const first = await made(
      acme,
      user('bea', { externalId: 'one', title: 'Dr', emails: [{ value: 'b@x' }], active: false }),
    );
    const crew = await made(acme, group('Guild', [first.id]));
    await acme.send(`DELETE /Users/${first.id}`);
    const second = await made(acme, user('BEA', { externalId: 'two' }));
    expect(second.id).not.toBe(first.id);
    expect(Object.keys(second)).toEqual(['schemas', 'id', 'userName', 'externalId', 'active', 'meta']);
    expect(second.active).toBe(true);
    await acme.send(`DELETE /Users/${second.id}`);
    const third = await made(acme, user('bea', { externalId: 'two' }));
    expect(third).toEqual({ ...second, userName: 'bea', meta: expect.anything() });
    expect((await acme.send(`GET /Groups/${crew.id}`)).body).not.toHaveProperty('members');
  });
});
