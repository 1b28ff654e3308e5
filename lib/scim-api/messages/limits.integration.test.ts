import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, patchOp, type ScimClient, user } from '../../../test/scim';
import { sql } from '../../database';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
  // What is limited here is one request, not how many there are.
  await sql.rows({ text: 'UPDATE tenants SET request_rate = 0 WHERE id = $1', values: [acme.tenantId] });
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const deep = (levels: number) =>
  `{"schemas":["${urns.user}"],"userName":"deep${levels}","unknown":${nested(levels - 1)}}`;
const wide = (more: number) => JSON.stringify({ ...user(`wide${more}`), ...unknownNames(more) });
const unknownNames = (count: number) => Object.fromEntries(times(count, (i) => [`x:${i}`, '1:2']));
const filter = (text: string) => `GET /Users?filter=${encodeURIComponent(text)}`;
const times = <Item>(n: number, item: (i: number) => Item) => Array.from({ length: n }, (_, i) => item(i));

const searching = { schemas: [urns.searchRequest], count: 0 };

/** [what has a limit, a request at the limit and the status it gets, one beyond it, and how that is refused] */
const limits: readonly {
  readonly of: string;
  readonly within: readonly [string, (string | object)?];
  readonly status?: number;
  readonly beyond: readonly [string, (string | object)?];
  readonly refusal: readonly [status: number, scimType: string | undefined, limit: string];
}[] = [
  {
    of: 'a body, in bytes',
    within: ['POST /Users', JSON.stringify(user('size')).padEnd(1_048_576)],
    status: 201,
    beyond: ['POST /Users', JSON.stringify(user('larger')).padEnd(1_048_577)],
    refusal: [413, undefined, '1048576'],
  },
  {
    of: 'the levels of a body',
    within: ['POST /Users', deep(32)],
    status: 201,
    beyond: ['POST /Users', deep(33)],
    refusal: [400, 'invalidSyntax', '32'],
  },
  {
    of: 'the members of an object',
    within: ['POST /Users', wide(998)],
    status: 201,
    beyond: ['POST /Users', wide(999)],
    refusal: [400, 'invalidSyntax', '1000'],
  },
  {
    of: 'an address, in characters',
    within: [`GET /Users?count=0&x=${'x'.repeat(16_000)}`],
    beyond: [`GET /Users?count=0&x=${'x'.repeat(17_000)}`],
    refusal: [414, undefined, '16384'],
  },
  {
    of: 'a filter, in characters',
    within: [filter(`userName eq "${'x'.repeat(8000)}"`)],
    beyond: [filter(`userName eq "${'x'.repeat(8200)}"`)],
    refusal: [400, 'invalidFilter', '8192'],
  },
  {
    of: 'the comparisons of a filter',
    within: [filter(times(200, () => 'title pr').join(' and '))],
    beyond: [filter(times(201, () => 'title pr').join(' and '))],
    refusal: [400, 'invalidFilter', '200'],
  },
  {
    of: 'the levels of a filter',
    within: [filter(`${'('.repeat(39)}title pr${')'.repeat(39)}`)],
    beyond: [filter(`${'('.repeat(40)}title pr${')'.repeat(40)}`)],
    refusal: [400, 'invalidFilter', '40'],
  },
  {
    of: 'the operations of a PATCH',
    within: [
      'PATCH /Users/42',
      patchOp(...times(1000, (i) => ({ op: 'add', path: 'title', value: `${i}` }))),
    ],
    status: 404,
    beyond: [
      'PATCH /Users/42',
      patchOp(...times(1001, (i) => ({ op: 'add', path: 'title', value: `${i}` }))),
    ],
    refusal: [400, 'invalidSyntax', '1000'],
  },
  {
    of: 'the members that one request names',
    within: [
      'POST /Groups',
      group(
        'Many',
        times(20_000, (i) => `${i}`),
      ),
    ],
    status: 201,
    beyond: [
      'POST /Groups',
      group(
        'Too many',
        times(20_001, (i) => `${i}`),
      ),
    ],
    refusal: [400, 'invalidValue', '20000'],
  },
  {
    of: 'the members of a PATCH',
    within: [
      'PATCH /Groups/42',
      patchOp({ op: 'add', path: 'members', value: times(20_000, (i) => ({ value: `${i}` })) }),
    ],
    status: 404,
    beyond: [
      'PATCH /Groups/42',
      patchOp({ op: 'add', path: 'members', value: times(20_001, (i) => ({ value: `${i}` })) }),
    ],
    refusal: [400, 'invalidValue', '20000'],
  },
  {
    of: 'the values of one attribute',
    within: ['PUT /Users/42', user('ada', { emails: times(20_000, (i) => `${i}@x.test`) })],
    status: 404,
    beyond: ['PUT /Users/42', user('ada', { emails: times(20_001, (i) => `${i}@x.test`) })],
    refusal: [400, 'invalidValue', '20000'],
  },
  {
    of: 'the values that a PATCH removes',
    within: [
      'PATCH /Users/42',
      patchOp({ op: 'remove', path: 'emails', value: times(20_000, (i) => `${i}@x.test`) }),
    ],
    status: 404,
    beyond: [
      'PATCH /Users/42',
      patchOp(
        ...times(2, () => ({ op: 'remove', path: 'emails', value: times(10_001, (i) => `${i}@x.test`) })),
      ),
    ],
    refusal: [400, 'invalidValue', '20000'],
  },
  {
    of: 'the names of attributes to be shown',
    within: ['POST /Users/.search', { ...searching, attributes: times(1000, (i) => `a${i}`) }],
    beyond: ['POST /Users/.search', { ...searching, attributes: times(1001, (i) => `a${i}`) }],
    refusal: [400, 'invalidValue', '1000'],
  },
  {
    of: 'the names of attributes to be left out',
    within: [`GET /Users?count=0&excludedAttributes=${times(1000, (i) => `a${i}`)}`],
    beyond: [`GET /Users?count=0&excludedAttributes=${times(1001, (i) => `a${i}`)}`],
    refusal: [400, 'invalidValue', '1000'],
  },
  {
    of: 'the operations of a bulk request',
    within: [
      'POST /Bulk',
      { schemas: [urns.bulkRequest], failOnErrors: 1, Operations: times(1000, operation) },
    ],
    beyond: [
      'POST /Bulk',
      { schemas: [urns.bulkRequest], failOnErrors: 1, Operations: times(1001, operation) },
    ],
    refusal: [413, undefined, '1000'],
  },
];

function operation() {
  return { method: 'DELETE', path: '/Users/42' };
}

function send([request, body]: readonly [string, (string | object)?]) {
  return typeof body === 'string' ? acme.send(request, undefined, { raw: body }) : acme.send(request, body);
}

describe.each(limits)('$of', ({ within, status = 200, beyond, refusal: [refused, scimType, limit] }) => {
  it('may be as many as it says', async () => {
    expect((await send(within)).status).toBe(status);
  });

  it('is refused beyond that, and the answer says the limit', async () => {
    const answer = await send(beyond);
    expect(answer.status).toBe(refused);
    expect(answer.body).toEqual(errorBody(refused, scimType));
    expect(answer.body.detail.replaceAll(',', '')).toContain(limit);
  });
});

it('discovery prints the limits that it has words for', async () => {
  const { body } = await acme.send('GET /ServiceProviderConfig');
  expect(body.bulk).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 });
  expect(body.filter).toEqual({ supported: true, maxResults: 1000 });
});

afterAll(async () => {
  // What was refused made nothing.
  expect((await acme.send('GET /Users?filter=userName eq "larger"')).body.totalResults).toBe(0);
});
