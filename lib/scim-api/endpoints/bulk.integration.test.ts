import { beforeEach, describe, expect, it } from 'vitest';
import { activities, connectedTenant, group, patchOp, type ScimClient, user } from '../../../test/scim';
import { bulkLimits, urns } from '../../scim';

let acme: ScimClient;
beforeEach(async () => {
  acme = await connectedTenant();
});

const request = (operations: readonly object[], more: object = {}) => ({
  schemas: [urns.bulkRequest],
  ...more,
  Operations: operations,
});

async function bulk(operations: readonly object[], more: object = {}) {
  const answer = await acme.send('POST /Bulk', request(operations, more));
  expect(answer.status).toBe(200);
  expect(answer.body.schemas).toEqual([urns.bulkResponse]);
  return answer.body.Operations;
}

const post = (bulkId: string, data: object, path = '/Users') => ({ method: 'POST', bulkId, path, data });
const statuses = (results: readonly { status: string }[]) => results.map(({ status }) => status);

describe('bulk (RFC 7644 §3.7)', () => {
  it('carries out every kind of operation, and tells each result', async () => {
    const [ada, bea] = await bulk([post('a', user('ada')), post('b', user('bea'))]);
    expect(ada).toEqual({
      method: 'POST',
      bulkId: 'a',
      location: expect.stringMatching(/\/scim\/v2\/Users\/[\w-]{36}$/),
      version: 'W/"1"',
      status: '201',
    });
    const pathOf = ({ location }: { location: string }) => location.slice(location.indexOf('/Users'));
    const results = await bulk([
      { method: 'PUT', path: pathOf(ada), version: ada.version, data: user('ada', { title: 'Dr' }) },
      { method: 'PATCH', path: pathOf(ada), data: patchOp({ op: 'replace', path: 'active', value: false }) },
      { method: 'DELETE', path: pathOf(bea) },
      { method: 'DELETE', path: pathOf(bea) },
      { method: 'PUT', path: pathOf(ada), version: 'W/"1"', data: user('ada') },
    ]);
    expect(statuses(results)).toEqual(['200', '200', '204', '404', '412']);
    expect(results[0]).toMatchObject({ location: ada.location, version: 'W/"2"' });
    expect(results[3].response).toMatchObject({ schemas: [urns.error], status: '404' });
    expect((await acme.send(`GET ${pathOf(ada)}`)).body).toMatchObject({ title: 'Dr', active: false });
  });

  it('puts ids in the place of bulkIds: backward, forward, in paths and in extensions', async () => {
    const manager = { [urns.enterpriseUser]: { manager: { value: 'bulkId:boss' } } };
    const results = await bulk([
      post('crew', group('Crew', ['bulkId:ada', 'bulkId:boss']), '/Groups'),
      post('ada', user('ada', manager)),
      {
        method: 'PATCH',
        path: '/Users/bulkId:ada',
        data: patchOp({ op: 'add', path: 'title', value: 'Dr' }),
      },
      post('boss', user('boss')),
    ]);
    expect(statuses(results)).toEqual(['201', '201', '200', '201']);
    expect(results.map(({ bulkId }: { bulkId: string }) => bulkId)).toEqual([
      'crew',
      'ada',
      undefined,
      'boss',
    ]);
    const { body } = await acme.send('GET /Users?sortBy=userName');
    const [ada, boss] = body.Resources;
    expect(ada[urns.enterpriseUser].manager.value).toBe(boss.id);
    expect(ada).toMatchObject({ title: 'Dr', groups: [{ display: 'Crew' }] });
    expect(boss.groups).toHaveLength(1);
    expect(results[2].location).toBe(results[1].location);
  });

  it('puts ids in the place of bulkIds in the filters of PATCH paths', async () => {
    const patched = (path: string) => ({
      method: 'PATCH',
      path: '/Groups/bulkId:crew',
      data: patchOp({ op: 'remove', path }),
    });
    const results = await bulk([
      post('crew', group('Crew', ['bulkId:ada', 'bulkId:bea', 'bulkId:c"d']), '/Groups'),
      patched('members[value eq "bulkId:ada"]'),
      patched(String.raw`members[value eq "x]\"" or value eq "bulkId:c\"d"]`),
      patched('members[value eq "bulkId:nobody"]'),
      post('ada', user('ada')),
      post('bea', user('bea')),
      post('c"d', user('cyd')),
    ]);
    expect(statuses(results)).toEqual(['201', '204', '204', '409', '201', '201', '201']);
    expect(results[3].response.detail).toMatch(/“bulkId:nobody”, which no operation has/);
    const { body } = await acme.send('GET /Groups');
    expect(body.Resources[0].members).toMatchObject([{ display: 'bea' }]);
  });

  it('makes a circle of references', async () => {
    const managedBy = (id: string) => ({ [urns.enterpriseUser]: { manager: { value: `bulkId:${id}` } } });
    const results = await bulk([
      post('a', user('ada', managedBy('b'))),
      post('b', user('bea', managedBy('a'))),
    ]);
    expect(statuses(results)).toEqual(['201', '201']);
    const { body } = await acme.send('GET /Users?sortBy=userName');
    const [ada, bea] = body.Resources;
    expect(ada[urns.enterpriseUser].manager.value).toBe(bea.id);
    expect(bea[urns.enterpriseUser].manager.value).toBe(ada.id);
  });

  it('tells of a reference in a circle that leads nowhere', async () => {
    const under = (boss: string, more: object = {}) => ({
      [urns.enterpriseUser]: { manager: { value: `bulkId:${boss}` }, ...more },
    });
    const results = await bulk([
      post('a', user('a', under('b'))),
      post('b', user('b', under('a', { costCenter: 'bulkId:nobody' }))),
      post('c', user('c', under('d'))),
      post('d', user('d', under('c', { costCenter: 'bulkId:failed' }))),
      post('failed', {}),
      post('e', user('e', under('f', { costCenter: 'bulkId:failed' }))),
      post('f', user('f', under('e'))),
    ]);
    expect(statuses(results)).toEqual(['409', '409', '409', '409', '400', '409', '409']);
    expect(results[1].response.detail).toMatch(/“bulkId:nobody”, which no operation has/);
    expect(results[3].response.detail).toMatch(/“bulkId:failed”, whose operation failed/);
    // The circle was begun with f, before it was known that e can't be made.
    expect(results[6].response.detail).toMatch(/“bulkId:e”, whose operation failed.*made without it/);
    const { body } = await acme.send('GET /Users');
    expect(body.Resources.map(({ userName }: { userName: string }) => userName)).toEqual(['f']);
  });

  it('refuses a version that is no text: it would be no condition', async () => {
    const operation = { method: 'DELETE', path: '/Users/x', version: 1 };
    const { status, body } = await acme.send('POST /Bulk', request([operation]));
    expect({ status, ...body }).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    expect(body.detail).toMatch(/`version`/);
  });

  it('fails what depends on a failed operation, and says so', async () => {
    await acme.send('POST /Users', user('ada'));
    const results = await bulk([
      post('crew', group('Crew', ['bulkId:ada']), '/Groups'),
      post('ada', user('ADA')),
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
    ]);
    expect(statuses(results)).toEqual(['409', '409', '409']);
    expect(results[0].response.detail).toMatch(/needs “bulkId:ada”, whose operation failed/);
    expect(results[0]).not.toHaveProperty('location');
    expect(results[1].response.scimType).toBe('uniqueness');
    expect(results[2].response.detail).toMatch(/“bulkId:nobody”, which no operation has/);
    expect((await acme.send('GET /Groups')).body.totalResults).toBe(0);
  });

  it('tries everything, or stops after failOnErrors errors', async () => {
    const wrong = (bulkId: string) => post(bulkId, user(''));
    const operations = [wrong('1'), post('2', user('two')), wrong('3'), post('4', user('four'))];
    expect(statuses(await bulk(operations))).toEqual(['400', '201', '400', '201']);
    const again = operations.map((one) => ({ ...one, data: { ...one.data, externalId: 'x' } }));
    expect(statuses(await bulk(again, { failOnErrors: 1 }))).toEqual(['400']);
    expect(statuses(await bulk([post('5', user('five')), ...again], { failOnErrors: 2 }))).toEqual([
      '201',
      '400',
      '409',
    ]);
  });

  it.each([
    [{ method: 'GET', path: '/Users' }, /GET can't be part/],
    [{ method: 'POST', bulkId: 'x', path: '/Users/1', data: {} }, /must be \/Users or \/Groups/],
    [{ method: 'PUT', path: '/Users', data: {} }, /with an id/],
    [{ method: 'POST', bulkId: 'x', path: '/Bulk', data: {} }, /must be \/Users or \/Groups/],
    [{ method: 'DELETE', path: '/Schemas/x' }, /with an id/],
  ])('refuses the operation %j', async (operation, detail) => {
    const [result] = await bulk([operation]);
    expect(result).toMatchObject({ status: '400', response: { scimType: 'invalidSyntax' } });
    expect(result.response.detail).toMatch(detail);
  });

  it.each([
    [[], 'invalidSyntax'],
    [{ Operations: [] }, 'invalidSyntax'],
    [{ schemas: [urns.bulkRequest] }, 'invalidSyntax'],
    [request(['x' as never]), 'invalidSyntax'],
    [request([{ path: '/Users' }]), 'invalidSyntax'],
    [request([{ method: 'POST', path: '/Users', data: {} }]), 'invalidSyntax'],
    [request([post('a', {}), post('a', {})]), 'invalidValue'],
    [request([], { failOnErrors: 0 }), 'invalidValue'],
  ])('refuses the request %j', async (body, scimType) => {
    const answer = await acme.send('POST /Bulk', body);
    expect([answer.status, answer.body.scimType]).toEqual([400, scimType]);
  });

  it('has limits, which 413 names (RFC 7644 §3.7.4)', async () => {
    const many = await acme.send(
      'POST /Bulk',
      request(Array(bulkLimits.operations + 1).fill({ method: 'DELETE', path: '/Users/x' })),
    );
    expect([many.status, many.body.detail]).toEqual([413, expect.stringContaining('up to 1000 operations')]);
    const large = await acme.send('POST /Bulk', request([post('a', user('x'.repeat(bulkLimits.bytes)))]));
    expect([large.status, large.body.detail]).toEqual([
      413,
      expect.stringContaining(String(bulkLimits.bytes)),
    ]);
  });

  it('records what each operation did, and each refusal', async () => {
    await bulk([post('a', user('ada')), post('b', user(''))]);
    const told = (await activities(acme.tenantId)).map(({ action, subject_name }) => [action, subject_name]);
    expect(told).toContainEqual(['user.created', 'ada']);
    expect(told).toContainEqual(['request.refused', 'POST /Users']);
  });

  it('records the refusal of an operation that was never tried, too', async () => {
    await bulk([
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
      { method: 'PUT', path: '/Users', data: {} },
    ]);
    const told = await activities(acme.tenantId);
    const refused = told.filter(({ action }) => action === 'request.refused');
    expect(refused.map(({ subject_name, detail }) => [subject_name, detail])).toEqual([
      ['DELETE /Users/bulkId:nobody', expect.objectContaining({ status: 409 })],
      ['PUT /Users', expect.objectContaining({ status: 400, scimType: 'invalidSyntax' })],
    ]);
  });
});
