import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant();
});

const put = (id: string, body: unknown, endpoint = '/Users') => acme.send(`PUT ${endpoint}/${id}`, body);

describe('PUT (RFC 7644 §3.5.1)', () => {
  it('RFC 7644 §3.5.1: is 200 with the whole resource; what it leaves out is cleared', async () => {
    const ada = await made(
      acme,
      user(name(), { title: 'Dr', externalId: 'e', emails: [{ value: 'a@x' }], [ext]: { department: 'D' } }),
    );
    const { status, headers, body } = await put(ada.id, user(ada.userName, { nickName: 'A' }));
    expect(status).toBe(200);
    expect(body).toEqual({
      schemas: [urns.user],
      id: ada.id,
      userName: ada.userName,
      nickName: 'A',
      active: true,
      meta: { ...ada.meta, lastModified: expect.any(String), version: expect.any(String) },
    });
    expect(headers.get('content-location')).toBe(ada.meta.location);
    expect(headers.get('etag')).toBe(body.meta.version);
    expect(body.meta.version).not.toBe(ada.meta.version);
    expect((await acme.send(`GET /Users/${ada.id}`)).body).toEqual(body);
  });

  it('RFC 7643 §3.3: an extension that is left out is cleared, and leaves schemas', async () => {
    const ada = await made(acme, user(name(), { [ext]: { department: 'D' } }));
    const { body } = await put(ada.id, { ...user(ada.userName), schemas: [urns.user, ext] });
    expect(body.schemas).toEqual([urns.user]);
    expect(body).not.toHaveProperty([ext]);
  });

  it.each(['/Users', '/Groups'])(
    'RFC 7644 §3.5.1: of an id in %s that is not there is 404 and makes nothing',
    async (endpoint) => {
      const id = '00000000-0000-7000-8000-000000000001';
      const sent = endpoint === '/Users' ? user(name()) : group(name());
      const { status, body } = await put(id, { ...sent, id }, endpoint);
      expect(status).toBe(404);
      expect(body).toEqual(errorBody(404));
      expect((await acme.send(`GET ${endpoint}/${id}`)).status).toBe(404);
      const attribute = endpoint === '/Users' ? 'userName' : 'displayName';
      const value = (sent as Record<string, unknown>)[attribute];
      expect((await acme.send(`GET ${endpoint}?filter=${attribute} eq "${value}"`)).body.totalResults).toBe(
        0,
      );
    },
  );

  it('RFC 7644 §3.5.1: what is readOnly in it is ignored, and another id, too', async () => {
    const ada = await made(acme, user(name()));
    const bea = await made(acme, user(name()));
    const { status, body } = await put(ada.id, { ...ada, id: bea.id, groups: [{ value: 'x' }], meta: {} });
    expect([status, body]).toEqual([200, ada]);
    expect((await acme.send(`GET /Users/${bea.id}`)).body).toEqual(bea);
  });

  it.each([
    ['/Users', { schemas: [urns.user], title: 'Dr' }],
    ['/Users', { schemas: [urns.user], userName: ' '.trim() }],
    ['/Groups', { schemas: [urns.group] }],
  ])('RFC 7644 §3.5.1: to %s without what is required is 400 invalidValue', async (endpoint, sent) => {
    const before = await made(acme, endpoint === '/Users' ? user(name()) : group(name()));
    const { status, body } = await put(before.id, sent, endpoint);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect((await acme.send(`GET ${endpoint}/${before.id}`)).body).toEqual(before);
  });

  it('RFC 7644 §3.12: a name of another is 409; its own in another case is fine', async () => {
    const [ada, bea] = [await made(acme, user(name())), await made(acme, user(name()))];
    const taken = await put(ada.id, user(bea.userName));
    expect(taken.status).toBe(409);
    expect(taken.body).toEqual(errorBody(409, 'uniqueness'));
    const own = await put(ada.id, user(ada.userName.toUpperCase()));
    expect([own.status, own.body.userName]).toEqual([200, ada.userName.toUpperCase()]);
    const crew = await made(acme, group(name()));
    const renamed = await put(crew.id, group(crew.displayName.toUpperCase()), '/Groups');
    expect([renamed.status, renamed.body.displayName]).toEqual([200, crew.displayName.toUpperCase()]);
  });

  it('RFC 7644 §3.5.1: of a group leaves exactly the members that it names', async () => {
    const people = [];
    for (let i = 0; i < 3; i++) people.push(await made(acme, user(name())));
    const [ada, bea, cid] = people.map(({ id }) => id);
    const crew = await made(acme, group(name(), [ada, bea]));
    const members = async (sent: readonly string[]) => {
      const { body } = await put(crew.id, group(crew.displayName, sent), '/Groups');
      return (body.members ?? []).map(({ value }: { value: string }) => value);
    };
    expect(await members([bea, cid])).toEqual([bea, cid]);
    expect(await members([bea, bea])).toEqual([bea]);
    expect(await members([])).toEqual([]);
    await members([ada]);
    const silent = await put(crew.id, { schemas: [urns.group], displayName: crew.displayName }, '/Groups');
    expect(silent.body).not.toHaveProperty('members');
  });

  it('RFC 7643 §3.1: of what is there already changes neither version nor lastModified', async () => {
    const ada = await made(acme, user(name(), { title: 'Dr' }));
    expect((await put(ada.id, ada)).body).toEqual(ada);
    const crew = await made(acme, group(name(), [ada.id]));
    expect((await put(crew.id, crew, '/Groups')).body).toEqual(crew);
  });
});
