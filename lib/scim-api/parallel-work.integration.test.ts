import { describe, expect, it } from 'vitest';
import { type Answer, activities, connectedTenant, group, patchOp, user } from '../../test/scim';
import { sql } from '../database';

const times = <Result>(n: number, of: (i: number) => Result) => Array.from({ length: n }, (_, i) => of(i));

/** How often each status was answered. */
function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('many requests at once', () => {
  it('make one user of one name (RFC 7644 §3.3)', async () => {
    const { send } = await connectedTenant();
    const answers = await Promise.all(times(20, (i) => send('POST /Users', user(i % 2 ? 'ada' : 'ADA'))));
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    expect((await send('GET /Users')).body.totalResults).toBe(1);
  });

  it('make one group of one name', async () => {
    const { send } = await connectedTenant();
    const answers = await Promise.all(times(20, () => send('POST /Groups', group('Crew'))));
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    expect((await send('GET /Groups')).body.totalResults).toBe(1);
  });

  it('bring a deleted user back once', async () => {
    const { tenantId, send } = await connectedTenant();
    const { id } = (await send('POST /Users', user('ada'))).body;
    await send(`DELETE /Users/${id}`);
    const answers = await Promise.all(times(20, () => send('POST /Users', user('ada'))));
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    expect(answers.find(({ status }) => status === 201)?.body.id).toBe(id);
    expect((await activities(tenantId)).filter(({ action }) => action === 'user.restored')).toHaveLength(1);
  });

  it('bring a deleted group back once', async () => {
    const { send } = await connectedTenant();
    const { id } = (await send('POST /Groups', group('Crew', [], { externalId: 'g' }))).body;
    await send(`DELETE /Groups/${id}`);
    const answers = await Promise.all(
      times(20, (i) => send('POST /Groups', group(`Crew ${i}`, [], { externalId: 'g' }))),
    );
    expect(answers.filter(({ status, body }) => status === 201 && body.id === id)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  it('delete a user once', async () => {
    const { send } = await connectedTenant();
    const { id } = (await send('POST /Users', user('ada'))).body;
    const answers = await Promise.all(times(20, () => send(`DELETE /Users/${id}`)));
    expect(tally(answers)).toEqual({ 204: 1, 404: 19 });
  });

  it('give one name to one user', async () => {
    const { send } = await connectedTenant();
    const made = await Promise.all(times(10, (i) => send('POST /Users', user(`user-${i}`))));
    const rename = patchOp({ op: 'replace', path: 'userName', value: 'same' });
    const answers = await Promise.all(made.map(({ body }) => send(`PATCH /Users/${body.id}`, rename)));
    expect(tally(answers)).toEqual({ 200: 1, 409: 9 });
  });
});

describe('members', () => {
  async function people(n: number) {
    const tenant = await connectedTenant('entra');
    const ids: string[] = (
      await Promise.all(times(n, (i) => tenant.send('POST /Users', user(`user-${i}`))))
    ).map(({ body }) => body.id);
    const groupId: string = (await tenant.send('POST /Groups', group('Crew'))).body.id;
    const change = (op: 'add' | 'remove', id: string) =>
      tenant.send(`PATCH /Groups/${groupId}`, patchOp({ op, path: 'members', value: [{ value: id }] }));
    const members = async (): Promise<string[]> =>
      ((await tenant.send(`GET /Groups/${groupId}`)).body.members ?? [])
        .map(({ value }: { value: string }) => value)
        .sort();
    return { ...tenant, ids: ids.sort(), groupId, change, members };
  }

  it.each([20, 200])('added one by one at once are all there, %i of them', async (n) => {
    const { ids, change, members } = await people(n);
    expect(tally(await Promise.all(ids.map((id) => change('add', id))))).toEqual({ 204: n });
    expect(await members()).toEqual(ids);
  });

  it('added and removed at once: those added are there, those removed are not', async () => {
    const { ids, change, members } = await people(20);
    const [staying, going] = [ids.slice(0, 10), ids.slice(10)];
    await Promise.all(going.map((id) => change('add', id)));
    await Promise.all([
      ...staying.map((id) => change('add', id)),
      ...going.map((id) => change('remove', id)),
    ]);
    expect(await members()).toEqual(staying);
  });

  it('added twice at once are members once, and only one add is a change', async () => {
    const { tenantId, ids, change, members } = await people(1);
    await Promise.all(times(10, () => change('add', ids[0] ?? '')));
    expect(await members()).toEqual(ids);
    expect((await activities(tenantId)).filter(({ action }) => action === 'role.members-added')).toHaveLength(
      1,
    );
  });

  it('deleted while their groups change: nobody fails, no member is left behind', async () => {
    for (let round = 0; round < 4; round++) {
      const { ids, groupId, change, members, send } = await people(12);
      const second: string = (await send('POST /Groups', group('Second', ids))).body.id;
      await send(`PUT /Groups/${groupId}`, group('Crew', ids));
      const answers = await Promise.all([
        ...ids.map((id) => send(`DELETE /Users/${id}`)),
        ...ids.map((id) => change('remove', id)),
        ...ids.map((id) =>
          send(`PATCH /Groups/${second}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })),
        ),
      ]);
      expect(tally(answers)).toEqual({ 204: 36 });
      expect(await members()).toEqual([]);
    }
  });

  it('added while they are deleted: whichever comes last, no deleted user is shown', async () => {
    for (let round = 0; round < 4; round++) {
      const { ids, change, members, send } = await people(8);
      const answers = await Promise.all(
        ids.flatMap((id) => [change('add', id), send(`DELETE /Users/${id}`)]),
      );
      expect(tally(answers)).toEqual({ 204: 16 });
      expect(await members()).toEqual([]);
    }
  });

  it('of groups that are deleted and replaced at once', async () => {
    const { ids, groupId, send } = await people(6);
    const answers = await Promise.all([
      ...times(5, () => send(`PUT /Groups/${groupId}`, group('Crew', ids))),
      send(`DELETE /Groups/${groupId}`),
    ]);
    expect(Object.keys(tally(answers)).every((status) => ['200', '204', '404'].includes(status))).toBe(true);
    expect((await send(`GET /Groups/${groupId}`)).status).toBe(404);
    expect(
      await sql.rows({ text: 'SELECT 1 FROM memberships WHERE role_id = $1', values: [groupId] }),
    ).toEqual([]);
  });
});

describe('changes of one user at once', () => {
  it.each([10, 60])(
    'are all kept, %i of them',
    async (n) => {
      const { tenantId, send } = await connectedTenant();
      const { id } = (await send('POST /Users', user('ada'))).body;
      const answers = await Promise.all(
        times(n, (i) =>
          send(
            `PATCH /Users/${id}`,
            patchOp({ op: 'add', path: 'emails', value: [{ value: `${i}@example.com` }] }),
          ),
        ),
      );
      expect(tally(answers)).toEqual({ 200: n });
      const { body } = await send(`GET /Users/${id}`);
      expect(body.emails).toHaveLength(n);
      expect(body.meta.version).toBe(`W/"${n + 1}"`);
      const changes = (await activities(tenantId)).filter(({ action }) => action === 'user.updated');
      expect(changes).toHaveLength(n);
    },
    30_000,
  );

  it('leave a state that some order explains', async () => {
    const { send } = await connectedTenant();
    const { id } = (await send('POST /Users', user('ada'))).body;
    const pairs = times(20, (i) => [
      { op: 'replace', path: 'title', value: `title ${i}` },
      { op: 'replace', path: 'nickName', value: `name ${i}` },
    ]);
    const answers = await Promise.all(pairs.map((pair) => send(`PATCH /Users/${id}`, patchOp(...pair))));
    for (const [i, { body }] of answers.entries())
      expect([body.title, body.nickName]).toEqual([`title ${i}`, `name ${i}`]);
    const { body } = await send(`GET /Users/${id}`);
    expect(body.title.replace('title', 'name')).toBe(body.nickName);
    expect(new Set(answers.map((answer) => answer.body.meta.version)).size).toBe(20);
  });

  it('with one If-Match: one is done, the others are refused', async () => {
    const { send } = await connectedTenant();
    const made = await send('POST /Users', user('ada'));
    const headers = { 'If-Match': made.headers.get('etag') ?? '' };
    const answers = await Promise.all(
      times(10, (i) =>
        send(`PATCH /Users/${made.body.id}`, patchOp({ op: 'replace', path: 'title', value: `${i}` }), {
          headers,
        }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, 412: 9 });
  });

  it('of one group with one If-Match, too', async () => {
    const { send } = await connectedTenant();
    const made = await send('POST /Groups', group('Crew'));
    const headers = { 'If-Match': made.headers.get('etag') ?? '' };
    const answers = await Promise.all(
      times(10, (i) =>
        send(
          `PATCH /Groups/${made.body.id}`,
          patchOp({ op: 'replace', path: 'displayName', value: `${i}` }),
          { headers },
        ),
      ),
    );
    expect(tally(answers)).toEqual({ 204: 1, 412: 9 });
  });
});
