import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { keptLength, maskedBody, maskedPath, maskedText } from './masked';

const body = (value: unknown) => maskedBody(JSON.stringify(value), { isJson: true });
const key = `mst_${'aB3'.repeat(15)}x`;

describe('maskedBody', () => {
  test.each<[string, unknown, unknown]>([
    ['a password', { userName: 'ada', password: 'hunter2' }, { userName: 'ada', password: '•••' }],
    ['in any letter case', { PassWord: 'hunter2' }, { PassWord: '•••' }],
    ['behind a URN', { 'urn:a:User:password': 'hunter2' }, { 'urn:a:User:password': '•••' }],
    ['that is no text', { password: { value: ['hunter2'] } }, { password: '•••' }],
    [
      'of a PATCH with a path',
      { Operations: [{ op: 'replace', path: 'password', value: 'hunter2' }] },
      { Operations: [{ op: 'replace', path: 'password', value: '•••' }] },
    ],
    [
      'of a PATCH whose members have other letter cases',
      { operations: [{ Value: 'hunter2', Op: 'Add', PATH: 'urn:a:User:PassWord' }] },
      { operations: [{ Value: '•••', Op: 'Add', PATH: 'urn:a:User:PassWord' }] },
    ],
    [
      'of a PATCH without a path',
      { Operations: [{ op: 'add', value: { title: 'x', Password: 'hunter2' } }] },
      { Operations: [{ op: 'add', value: { title: 'x', Password: '•••' } }] },
    ],
    [
      'of a bulk request',
      { Operations: [{ method: 'POST', path: '/Users', data: { password: 'hunter2', active: true } }] },
      { Operations: [{ method: 'POST', path: '/Users', data: { password: '•••', active: true } }] },
    ],
    ['in a filter', { filter: 'password eq "hunter2"' }, { filter: 'password •••' }],
    ['in JSON that is text', { data: '{"value":"hunter2","path":"password"}' }, expect.anything()],
    ['as name and value', [{ name: 'password', value: 'hunter2' }], [{ name: 'password', value: '•••' }]],
    ['a key', { title: `see ${key}, please` }, { title: 'see mst_•••, please' }],
    ['a key as a name', { [key]: 1 }, { 'mst_•••': 1 }],
    [
      'another secret',
      { accessToken: 'hunter2', clientSecret: 'hunter2' },
      { accessToken: '•••', clientSecret: '•••' },
    ],
  ])('masks %s', (_, sent, kept) => {
    const masked = body(sent);
    expect(masked).not.toMatch(/hunter2|aB3/);
    expect(JSON.parse(masked)).toEqual(kept);
  });

  it('sees through escapes', () => {
    const text = String.raw`{"p\u0061ssword":"hunter2","title":"m\u0073t_${key.slice(4)}"}`;
    expect(maskedBody(text, { isJson: true })).toBe('{"password":"•••","title":"mst_•••"}');
  });

  it('keeps what holds no secret to the letter', () => {
    const text = '{ "userName" : "ada",\n "name": {"givenName": "Gr\u00fc\u00dfe"}, "n": 1.0 }';
    expect(maskedBody(text, { isJson: true })).toBe(text);
    expect(body({ displayName: 'Secret Service', members: [] })).toBe(
      '{"displayName":"Secret Service","members":[]}',
    );
  });

  it.each([
    '{"value":"hunter2","path":"passwo',
    'userName=ada&p%61ssword=hunter2',
    'hunter2',
    '{"a":"hunter2"',
  ])('keeps nothing of what is no JSON: %s', (text) =>
    expect(maskedBody(text, { isJson: false })).toBe(
      `(${text.length} characters that are no JSON: not kept, for they may hold a password)`,
    ),
  );

  it('cuts what is long, behind the masking, and says so', () => {
    const long = body({ password: 'hunter2', note: '😀'.repeat(keptLength) });
    expect(long.length).toBeLessThan(keptLength + 60);
    expect(long).toMatch(/^\{"password":"•••".*… \(cut: \d+ characters in all\)$/s);
    expect(long.isWellFormed()).toBe(true);
  });
});

/** Objects of every shape, in which each secret stands where SCIM clients put passwords. */
const secret = fc.stringMatching(/^S3cr3t[ -~äß]{6,12}$/).filter((text) => !/pass|token/i.test(text));
const cased = (word: string) =>
  fc
    .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
    .map((upper) => [...word].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join(''));
const password = fc
  .tuple(fc.constantFrom('', 'urn:ietf:params:scim:schemas:core:2.0:User:', 'x.'), cased('password'))
  .map(([before, name]) => before + name);

function holding(value: string): fc.Arbitrary<unknown> {
  const member = password.map((name) => ({ [name]: value }));
  const operation = fc
    .tuple(password, cased('path'), cased('value'), fc.constantFrom<unknown>(value, [value], { value }))
    .map(([path, pathName, valueName, sent]) => ({ op: 'replace', [valueName]: sent, [pathName]: path }));
  const filter = password.map((name) => ({ filter: `title pr and ${name} eq ${JSON.stringify(value)}` }));
  const asText = fc.oneof(member, operation).map((inner) => ({ data: JSON.stringify(inner) }));
  const leaf = fc.oneof(member, operation, filter, asText);
  return fc
    .tuple(leaf, fc.array(fc.constantFrom('list', 'data', 'value', 'Operations'), { maxLength: 5 }))
    .map(([inner, around]) =>
      around.reduce<unknown>(
        (one, name) => (name === 'list' ? ['x', one] : { title: 'y', [name]: one }),
        inner,
      ),
    );
}

/** Some characters of JSON as the escapes that mean the same. */
function escaped(text: string, places: readonly number[]): string {
  return [...text]
    .map((c, i) =>
      places.includes(i % 7) && /[a-z]/i.test(c) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c,
    )
    .join('');
}

it('no password survives, wherever in a body it stands and however that is written', () => {
  fc.assert(
    fc.property(
      secret.chain((value) => fc.tuple(fc.constant(value), holding(value))),
      fc.array(fc.nat(6), { maxLength: 2 }),
      ([value, sent], places) => {
        // Within a string only, where JSON has escapes.
        const text = JSON.stringify(sent).replace(/"(?:[^"\\]|\\.)*"/g, (literal) =>
          literal.includes('\\') ? literal : escaped(literal, places),
        );
        expect(JSON.parse(text)).toEqual(sent);
        for (const masked of [maskedBody(text, { isJson: true }), maskedBody(text, { isJson: false })]) {
          expect(masked).not.toContain(value.slice(0, 8));
          expect(masked).not.toContain('S3cr3t');
          expect(() => JSON.parse(masked)).not.toThrow();
        }
      },
    ),
    { numRuns: 200 },
  );
}, 20_000);

it('no part of a body that broke off survives with its password', () => {
  fc.assert(
    fc.property(
      secret.chain((value) => fc.tuple(fc.constant(value), holding(value))),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      ([, sent], part) => {
        const text = JSON.stringify(sent);
        const kept = maskedBody(text.slice(0, Math.floor(text.length * part)), { isJson: false });
        expect(kept).not.toContain('S3cr3t');
      },
    ),
  );
});

describe('maskedPath', () => {
  test.each([
    [
      '/scim/v2/Users?filter=userName%20eq%20%22ada%22&count=1',
      '/scim/v2/Users?filter=userName%20eq%20%22ada%22&count=1',
    ],
    ['/scim/v2/Users?filter=password+eq+%22hunter2%22&count=1', '/scim/v2/Users?filter=password •••&count=1'],
    ['/scim/v2/Users?p%61ssword=hunter2', '/scim/v2/Users?password=•••'],
    ['/scim/v2/Users?access_token=hunter2', '/scim/v2/Users?access_token=•••'],
    [`/scim/v2/Users/${key}?x=${key}`, '/scim/v2/Users/mst_•••?x=mst_•••'],
    ['/scim/v2/Users?attributes=password,userName', '/scim/v2/Users?attributes=password,userName'],
    ['/scim/v2/Users?filter=%zz', '/scim/v2/Users?filter=%zz'],
    ['/scim/v2/Users?', '/scim/v2/Users?'],
  ])('%s', (path, kept) => {
    expect(maskedPath(path)).toBe(kept);
  });
});

test.each([
  ['Okta SCIM Client 1.0', 'Okta SCIM Client 1.0'],
  [
    'The `password` must be a string, not what was sent.',
    'The `password` must be a string, not what was sent.',
  ],
  ['password: hunter2', 'password •••'],
  ['x "hunter2" password', 'x "•••" password'],
])('maskedText: %s', (text, kept) => {
  expect(maskedText(text)).toBe(kept);
});
