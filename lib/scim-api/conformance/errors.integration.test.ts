import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
let ada: { id: string };

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(acme, user('ada'));
});

const replace = (path: string, value: unknown) => patchOp({ op: 'replace', path, value });

describe('the Error message (RFC 7644 §3.12)', () => {
  it.each<[string, string, unknown, number, string | undefined]>([
    ['invalidFilter', 'GET /Users?filter=x', undefined, 400, 'invalidFilter'],
    ['uniqueness', 'POST /Users', user('ada'), 409, 'uniqueness'],
    ['mutability', 'PATCH /Users/:id', replace('id', 'x'), 400, 'mutability'],
    ['invalidSyntax', 'POST /Users', [], 400, 'invalidSyntax'],
    ['invalidPath', 'PATCH /Users/:id', replace('nothing', 'x'), 400, 'invalidPath'],
    ['noTarget', 'PATCH /Users/:id', patchOp({ op: 'remove' }), 400, 'noTarget'],
    ['invalidValue', 'PATCH /Users/:id', replace('active', 'x'), 400, 'invalidValue'],
    ['invalidCursor', 'GET /Users?cursor=x', undefined, 400, 'invalidCursor'],
    ['404', 'GET /Users/x', undefined, 404, undefined],
    ['405', 'DELETE /Users', undefined, 405, undefined],
    ['403', 'GET /Schemas?filter=id pr', undefined, 403, undefined],
    ['501', 'GET /Me', undefined, 501, undefined],
  ])('RFC 7644 §3.12, table 9: %s', async (_what, request, sent, status, scimType) => {
    const answer = await acme.send(request.replace(':id', ada.id), sent);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    expect(answer.body).toEqual(errorBody(status, scimType));
  });

  it('RFC 7644 §3.12: 406 and 415 are Errors, too', async () => {
    const accept = await acme.send('GET /Users', undefined, { headers: { Accept: 'text/html' } });
    expect([accept.status, accept.body]).toEqual([406, errorBody(406)]);
    const type = await acme.send('POST /Users', user('x'), { headers: { 'Content-Type': 'text/csv' } });
    expect([type.status, type.body]).toEqual([415, errorBody(415)]);
  });
});

describe('/Me (RFC 7644 §3.11)', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'POST'])(
    'RFC 7644 §3.11: %s is 501 and says why',
    async (method) => {
      const { status, body } = await acme.send(`${method} /Me`, method === 'GET' ? undefined : {});
      expect(status).toBe(501);
      expect(body).toEqual(errorBody(501));
      expect(body.detail).toContain('no user');
    },
  );
});

describe('bulk (RFC 7644 §3.7.4)', () => {
  it('RFC 7644 §3.7.4: beyond its limits is 413 with the limit', async () => {
    const Operations = Array(1001).fill({ method: 'DELETE', path: '/Users/x' });
    const many = await acme.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations });
    expect([many.status, many.body]).toEqual([413, errorBody(413)]);
    expect(many.body.detail).toContain('1000');
    const large = await acme.send('POST /Bulk', undefined, { raw: ' '.repeat(1024 * 1024 + 1) });
    expect([large.status, large.body]).toEqual([413, errorBody(413)]);
    expect(large.body.detail).toContain('1048576');
  });
});
