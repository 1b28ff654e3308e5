import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { makeConnected, makeRole, makeTenant, makeUser } from '../../../../test/people';
import { recordActivity } from '../../../activity';
import { sql } from '../../../database';
import { type FoundActivityQuery, findActivity, foundActivity } from './found-activity';

async function told(tenantId: string, subject: { kind: 'user' | 'role'; id: string; name: string }) {
  const actor = { kind: 'identity-provider', name: 'Okta' } as const;
  const action = subject.kind === 'user' ? 'user.updated' : 'role.updated';
  await recordActivity(sql, { tenantId, actor, action, subject, outcome: 'done' });
}

/** A tenant with Ada, Bob, who is gone, and a role; each changed once. */
async function people() {
  const { tenantId, configurationId } = await makeConnected();
  const ada = await makeUser(tenantId, {
    userName: 'ada@acme.test',
    email: 'lovelace@acme.test',
    givenName: 'Ada',
    familyName: 'Lovelace',
    configurationId,
  });
  const bob = await makeUser(tenantId, { userName: 'bob', displayName: 'Bob %_', removed: true });
  const crew = await makeRole(tenantId, { name: 'Night Crew', removed: true });
  await told(tenantId, { kind: 'user', id: ada, name: 'Ada Lovelace' });
  await told(tenantId, { kind: 'user', id: bob, name: 'Bob %_' });
  await told(tenantId, { kind: 'role', id: crew, name: 'Night Crew' });
  const found = async (query: FoundActivityQuery) =>
    (await findActivity(tenantId, query)).entries
      .filter(({ action }) => action.endsWith('.updated'))
      .map(({ subject }) => subject.name);
  return { tenantId, ada, bob, crew, found };
}

describe('findActivity', () => {
  it('finds by the name, user name and address of who it happened to, removed ones too', async () => {
    const { found } = await people();
    for (const search of ['ada', 'ADA@acme', 'lovelace', 'Lovelace@Acme.test', 'ada lovelace'])
      expect([search, await found({ search })]).toEqual([search, ['Ada Lovelace']]);
    expect(await found({ search: 'bob %_' })).toEqual(['Bob %_']);
    expect(await found({ search: 'crew' })).toEqual(['Night Crew']);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ search: 'nobody' })).toEqual([]);
  });

  it('searches among what the filters leave', async () => {
    const { ada, bob, found } = await people();
    expect(await found({ search: 'ada', outcome: 'refused' })).toEqual([]);
    expect(await found({ search: 'ada', area: 'users-changed' })).toEqual(['Ada Lovelace']);
    expect(await found({ search: 'ada', subject: ada })).toEqual(['Ada Lovelace']);
    expect(await found({ search: 'ada', subject: bob })).toEqual([]);
  });

  it('finds what one request did, and an id by itself', async () => {
    const { tenantId, ada, crew, found } = await people();
    const request = uuid();
    await sql.rows({
      text: `UPDATE activities SET request_id = $2, id = $3 WHERE tenant_id = $1 AND subject_id = $4`,
      values: [tenantId, request, uuid(), ada],
    });
    expect(await found({ search: request })).toEqual(['Ada Lovelace']);
    for (const id of [uuid(), 'ffffffff-ffff-4fff-bfff-ffffffffffff', '00000000-0000-4000-8000-000000000000'])
      expect(await found({ search: id })).toEqual([]);
    expect(await found({ search: crew })).toEqual(['Night Crew']);
  });

  it('says where more fit than it shows', async () => {
    const { tenantId } = await makeTenant();
    for (let i = 0; i < 60; i++) await makeUser(tenantId, { userName: `many${i}` });
    expect(await findActivity(tenantId, { search: 'many' })).toMatchObject({ complete: false });
    const exact = await makeUser(tenantId, { userName: 'zz', displayName: 'many' });
    await told(tenantId, { kind: 'user', id: exact, name: 'many' });
    expect((await findActivity(tenantId, { search: 'MANY' })).entries).toHaveLength(1);
  });

  it("finds nothing of another tenant's", async () => {
    const { ada } = await people();
    const other = await makeTenant('Other');
    for (const search of ['ada', ada])
      expect(await findActivity(other.tenantId, { search })).toMatchObject({ entries: [] });
  });
});

describe('foundActivity', () => {
  it('gives each entry once, in batches', async () => {
    const { tenantId } = await people();
    const ids: string[] = [];
    const sizes: number[] = [];
    for await (const batch of foundActivity(tenantId, {}, undefined, 2)) {
      ids.push(...batch.map(({ id }) => id));
      sizes.push(batch.length);
    }
    const all = await findActivity(tenantId, { limit: 200 });
    expect(ids).toEqual(all.entries.map(({ id }) => id));
    expect(Math.max(...sizes)).toBe(2);
  });

  it('ends with the reader’s permission', async () => {
    const { tenantId } = await people();
    let asked = 0;
    const batches = foundActivity(tenantId, {}, async () => ++asked < 2, 1);
    expect((await batches.next()).value).toHaveLength(1);
    await expect(batches.next()).rejects.toThrow('no longer');
  });
});
