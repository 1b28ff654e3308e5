import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant();
});

const bulk = (Operations: unknown, more: object = {}) =>
  acme.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations, ...more });
const post = (bulkId: string, data: unknown, path = '/Users') => ({ method: 'POST', path, bulkId, data });
const idOf = ({ location }: { location: string }) => location.replace(/.*\//, '');
const read = async (path: string) => (await acme.send(`GET ${path}`)).body;

describe('the message (RFC 7644 §3.7)', () => {
  it('RFC 7644 §3.7: is answered by 200 and a BulkResponse, one result for each operation in turn', async () => {
    const ada = await made(acme, user(name()));
    const bea = await made(acme, user(name()));
    const { status, body } = await bulk([
      post('a', user(name())),
      { method: 'PUT', path: `/Users/${ada.id}`, data: user(ada.userName, { title: 'Dr' }) },
      {
        method: 'patch',
        path: `/Users/${ada.id}`,
        data: patchOp({ op: 'add', path: 'nickName', value: 'A' }),
      },
      { method: 'DELETE', path: `/Users/${bea.id}` },
      post('b', group(name()), '/Groups'),
    ]);
    expect([status, body.schemas]).toEqual([200, [urns.bulkResponse]]);
    const location = (id: string, endpoint = '/Users') => `${acme.scimUri}${endpoint}/${id}`;
    const version = expect.stringMatching(/^W\/"/);
    expect(body.Operations).toEqual([
      {
        method: 'POST',
        bulkId: 'a',
        location: expect.stringContaining(location('')),
        version,
        status: '201',
      },
      { method: 'PUT', location: location(ada.id), version, status: '200' },
      { method: 'PATCH', location: location(ada.id), version, status: '200' },
      { method: 'DELETE', location: location(bea.id), status: '204' },
      {
        method: 'POST',
        bulkId: 'b',
        location: expect.stringContaining(location('', '/Groups')),
        version,
        status: '201',
      },
    ]);
    expect(await read(`/Users/${ada.id}`)).toMatchObject({ title: 'Dr', nickName: 'A' });
    expect((await acme.send(`GET /Users/${idOf(body.Operations[0])}`)).headers.get('etag')).toBe(
      body.Operations[0].version,
    );
  });

  it('RFC 7644 §3.7.3: PATCH of a group tells its version, too', async () => {
    const crew = await made(acme, group(name()));
    const rename = patchOp({ op: 'replace', path: 'displayName', value: name() });
    const { body } = await bulk([{ method: 'PATCH', path: `/Groups/${crew.id}`, data: rename }]);
    const { version } = (await read(`/Groups/${crew.id}`)).meta;
    expect(body.Operations).toEqual([
      { method: 'PATCH', location: crew.meta.location, version, status: '204' },
    ]);
  });

  it('RFC 7644 §3.7.3: what fails has its Error, and a failed POST no address', async () => {
    const taken = await made(acme, user(name()));
    const { status, body } = await bulk([
      post('a', user(taken.userName)),
      { method: 'PUT', path: '/Users/nobody', data: user(name()) },
      { method: 'GET', path: `/Users/${taken.id}` },
      post('b', user(name()), '/Roles'),
      post('c', user(name()), `/Users/${taken.id}`),
      { method: 'DELETE', path: '/Users' },
      { method: 'PATCH', path: `/Users/${taken.id}` },
    ]);
    expect(status).toBe(200);
    const errors = [
      errorBody(409, 'uniqueness'),
      errorBody(404),
      ...Array(5).fill(errorBody(400, 'invalidSyntax')),
    ];
    expect(body.Operations.map(({ response }: { response: unknown }) => response)).toEqual(errors);
    expect(body.Operations.map((one: { status: string }) => one.status)).toEqual([
      '409',
      '404',
      '400',
      '400',
      '400',
      '400',
      '400',
    ]);
    expect(body.Operations.map((one: object) => 'location' in one)).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('RFC 7644 §3.7: without failOnErrors everything is tried; with it, the results end at the last error', async () => {
    const bad = { method: 'DELETE', path: '/Users/nobody' };
    const mixed = () => [bad, post('a', user(name())), bad, post('b', user(name()))];
    const statuses = async (more: object) =>
      (await bulk(mixed(), more)).body.Operations.map(({ status }: { status: string }) => status);
    expect(await statuses({})).toEqual(['404', '201', '404', '201']);
    expect(await statuses({ failOnErrors: 1 })).toEqual(['404']);
    expect(await statuses({ failOnErrors: 2 })).toEqual(['404', '201', '404']);
    expect(await statuses({ failOnErrors: 3 })).toEqual(['404', '201', '404', '201']);
  });

  it.each<[string, unknown, object, string]>([
    ['POST without a bulkId', [{ method: 'POST', path: '/Users', data: {} }], {}, 'invalidSyntax'],
    ['a bulkId that is there twice', [post('a', {}), post('a', {})], {}, 'invalidValue'],
    ['another schema', [], { schemas: [urns.patchOp] }, 'invalidSyntax'],
    ['no operations', undefined, {}, 'invalidSyntax'],
    ['no method', [{ path: '/Users' }], {}, 'invalidSyntax'],
    ['failOnErrors that is no number', [], { failOnErrors: 'all' }, 'invalidValue'],
  ])('RFC 7644 §3.7: %s is 400, and nothing is done', async (_what, operations, more, scimType) => {
    const { status, body } = await bulk(operations, more);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, scimType));
  });

  it('RFC 7644 §3.7: goes to /Bulk alone', async () => {
    for (const path of ['/Users/Bulk', '/Groups/Bulk', '/Bulk/x']) {
      expect(
        (await acme.send(`POST ${path}`, { schemas: [urns.bulkRequest], Operations: [] })).status,
      ).not.toBe(200);
    }
  });
});

describe('references (RFC 7644 §3.7.2)', () => {
  it('RFC 7644 §3.7.2: are replaced in members, extensions and paths, also where what they name comes later', async () => {
    const crew = group(name(), ['bulkId:ada', 'bulkId:bea']);
    const { body } = await bulk([
      post('crew', crew, '/Groups'),
      post('ada', user(name(), { [ext]: { manager: { value: 'bulkId:bea' } } })),
      {
        method: 'PATCH',
        path: '/Users/bulkId:ada',
        data: patchOp({ op: 'add', path: 'title', value: 'Dr' }),
      },
      post('bea', user(name())),
    ]);
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual([
      '201',
      '201',
      '200',
      '201',
    ]);
    const [group_, ada, patched, bea] = body.Operations.map(idOf);
    expect(patched).toBe(ada);
    expect(
      (await read(`/Groups/${group_}`)).members.map(({ value }: { value: string }) => value).sort(),
    ).toEqual([ada, bea].sort());
    expect(await read(`/Users/${ada}`)).toMatchObject({ title: 'Dr', [ext]: { manager: { value: bea } } });
    expect(JSON.stringify(await read('/Users'))).not.toContain('bulkId');
  });

  it('RFC 7644 §3.7.1: may go in a circle', async () => {
    const manager = (value: string) => ({ [ext]: { manager: { value } } });
    const { body } = await bulk([
      post('a', user(name(), manager('bulkId:b'))),
      post('b', user(name(), manager('bulkId:a'))),
    ]);
    const [a, b] = body.Operations.map(idOf);
    expect((await read(`/Users/${a}`))[ext]).toEqual({ manager: { value: b } });
    expect((await read(`/Users/${b}`))[ext]).toEqual({ manager: { value: a } });
  });

  it('RFC 7644 §3.7.1: to what failed, or to nothing, fail, too, and say why', async () => {
    const { body } = await bulk([
      post('bad', { schemas: [urns.user] }),
      post('crew', group(name(), ['bulkId:bad']), '/Groups'),
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
      post('good', user(name())),
    ]);
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual([
      '400',
      '409',
      '409',
      '201',
    ]);
    expect(body.Operations[1].response).toEqual(errorBody(409));
    expect(body.Operations[1].response.detail).toContain('bulkId:bad');
    expect(body.Operations[2].response.detail).toContain('bulkId:nobody');
  });

  it('RFC 7644 §3.7: the outcome is that of the order in which they were sent', async () => {
    const ada = await made(acme, user(name()));
    const title = (value: string) => ({
      method: 'PATCH',
      path: `/Users/${ada.id}`,
      data: patchOp({ op: 'replace', path: 'title', value }),
    });
    const { body } = await bulk([title('one'), post('x', user(name())), title('two')]);
    expect(body.Operations.map((one: { method: string }) => one.method)).toEqual(['PATCH', 'POST', 'PATCH']);
    expect((await read(`/Users/${ada.id}`)).title).toBe('two');
  });

  it('RFC 7644 §3.7: the version of an operation works as If-Match does', async () => {
    const ada = await made(acme, user(name()));
    const data = patchOp({ op: 'add', path: 'title', value: 'Dr' });
    const change = (version: string) => ({ method: 'PATCH', path: `/Users/${ada.id}`, version, data });
    const { body } = await bulk([change(ada.meta.version), change(ada.meta.version)]);
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['200', '412']);
    expect(body.Operations[1].response).toEqual(errorBody(412));
  });
});
