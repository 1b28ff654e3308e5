import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { randomRequests } from '../../test/random-requests';
import { connectedTenant, group, type ScimClient, user, withoutLimit } from '../../test/scim';
import { urns } from '../scim';

// No request makes a server error, a hang, or an answer that is no SCIM message. The seed of a failing run is
// printed; FC_SEED repeats it, FUZZ_RUNS sets how many requests are sent.
const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FUZZ_RUNS ?? 2000);

let acme: ScimClient;
let ids: readonly string[];

beforeAll(async () => {
  acme = await withoutLimit(await connectedTenant());
  const made: string[] = [];
  for (const name of ['ada', 'bea', 'cid']) {
    made.push(
      (await acme.send('POST /Users', user(name, { emails: [{ value: `${name}@x`, type: 'work' }] }))).body
        .id,
    );
  }
  made.push((await acme.send('POST /Groups', group('Crew', made))).body.id);
  ids = made;
});

const requests = randomRequests(() => ids);

/** Endpoints that say that they are not offered. */
const notOffered = (endpoint: string, status: number) => status === 501 && endpoint.startsWith('/Me');

test(`${runs} random requests are all answered as SCIM answers (seed ${seed})`, {
  timeout: 900_000,
}, async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, endpoint, parameters: query, body, type, match }) => {
      const bodiless = method === 'GET' || method === 'HEAD' || method === 'DELETE';
      const headers = {
        'Content-Type': type,
        ...(match !== null && { 'If-Match': match, 'If-None-Match': match }),
      };
      const began = performance.now();
      const raw = bodiless ? undefined : new TextEncoder().encode(body);
      const answer = await acme.send(`${method} ${endpoint}?${query}`, undefined, { headers, raw });
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(
        answer.status < 500 || notOffered(endpoint, answer.status),
        `${answer.status}: ${answer.text}`,
      ).toBe(true);
      if (answer.text !== '') expect(answer.headers.get('content-type')).toBe('application/scim+json');
      if (answer.status >= 400) {
        expect(answer.body).toMatchObject({ schemas: [urns.error], status: String(answer.status) });
        expect(answer.body.detail.length).toBeGreaterThan(10);
        expect(answer.body.detail.length).toBeLessThan(12_000);
      }
      expect(performance.now() - began).toBeLessThan(10_000);
    }),
    { seed, numRuns: runs },
  );
  // The requests reached what they aim at: some were carried out, and refused for many reasons.
  for (const status of [200, 201, 204, 400, 404, 405, 409, 415]) expect([...seen.keys()]).toContain(status);
});
