import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectedTenant, errorBody, patchOp, user } from '../../../test/scim';
import { closeDatabase, openDatabase, transaction } from '../../database';
import { pool } from '../../database/client';

async function reopen(url: string): Promise<void> {
  await closeDatabase();
  openDatabase(url);
}

let usual = '';

/** Gives every statement of this process a tenth of a second. */
beforeEach(async () => {
  usual = pool().options.connectionString ?? '';
  await reopen(`${usual}?options=${encodeURIComponent('-c statement_timeout=100')}`);
});

afterEach(() => reopen(usual));

/** Runs `work` while nobody can look at users. */
async function whileHeld<Result>(work: () => Promise<Result>): Promise<Result> {
  return transaction(async (tx) => {
    await tx.rows({ text: 'LOCK TABLE users IN ACCESS EXCLUSIVE MODE', values: [] });
    return work();
  });
}

it.each([
  ['GET /Users?filter=title co "x"'],
  ['GET /Users?cursor=&sortBy=title'],
  ['POST /Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }],
])('%s that takes too long is refused: tooMany, with what to ask instead', async (request, body?: object) => {
  const { send } = await connectedTenant();
  const answer = await whileHeld(() => send(request, body));
  expect(answer.body).toEqual(errorBody(400, 'tooMany'));
  expect(answer.body.detail).toContain('cursor');
  expect((await send(request, body)).status).toBe(200);
});

it('a change that takes too long is not done, and may be sent again', async () => {
  const { send } = await connectedTenant();
  const { id } = (await send('POST /Users', user('ada'))).body;
  const change = patchOp({ op: 'replace', path: 'active', value: false });
  const answer = await whileHeld(() => send(`PATCH /Users/${id}`, change));
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect((await send(`GET /Users/${id}`)).body.active).toBe(true);
  expect((await send(`PATCH /Users/${id}`, change)).body.active).toBe(false);
});
