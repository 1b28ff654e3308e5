import { describe, expect, test } from 'vitest';
import type { ScimAnswer, ScimRequest } from './exchange';
import { checkAccept, inAcceptedType, scimJson } from './media-type';

const asking = (accept?: string): ScimRequest => ({
  method: 'GET',
  path: '/scim/v2/Users',
  query: '',
  header: (name) => (name === 'accept' ? accept : undefined),
  bytes: async () => new Uint8Array(),
});
const answer = (): ScimAnswer => ({ status: 200, headers: { 'Content-Type': scimJson }, body: '{}' });

describe('Accept (RFC 7644 §3.8)', () => {
  test.each([
    [undefined, scimJson],
    ['', scimJson],
    ['*/*', scimJson],
    ['application/*;q=0.5', scimJson],
    ['application/scim+json; charset=utf-8', scimJson],
    ['application/json, application/scim+json', scimJson],
    ['APPLICATION/JSON', 'application/json'],
    ['text/html, application/json;q=0.9', 'application/json'],
    ['application/scim+json;q=0, application/json', 'application/json'],
  ])('%s is answered in %s', (accept, type) => {
    expect(() => checkAccept(asking(accept))).not.toThrow();
    expect(inAcceptedType(asking(accept), answer()).headers['Content-Type']).toBe(type);
  });

  test.each(['text/html', 'application/xml', '*/*;q=0', 'image/*, text/plain'])('%s is refused', (accept) => {
    expect(() => checkAccept(asking(accept))).toThrow(expect.objectContaining({ status: 406 }));
    expect(inAcceptedType(asking(accept), answer()).headers['Content-Type']).toBe(scimJson);
  });

  test('an answer without a body has no type', () => {
    const empty = inAcceptedType(asking('application/json'), { status: 204, headers: {} });
    expect(empty.headers).toEqual({});
  });
});
