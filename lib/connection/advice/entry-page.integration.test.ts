import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { makeTenant } from '../../../test/people';
import { connectedTenant, group, patchOp, type ScimClient, user } from '../../../test/scim';
import { type ActivityItem, flushRequests, listActivity } from '../../activity';
import { sql } from '../../database';
import { entryPage } from './entry-page';

/** The newest entry of an action, once its request has been written down. */
async function newest({ tenantId }: ScimClient, action: string): Promise<ActivityItem> {
  await flushRequests();
  const entry = (await listActivity(tenantId)).entries.find((each) => each.action === action);
  if (!entry) throw new Error(`No ${action} is on record.`);
  return entry;
}

const page = async (client: ScimClient, action: string) =>
  entryPage(client.tenantId, (await newest(client, action)).id);

describe('an entry', () => {
  it('has its request and answer, secrets masked, and the key', async () => {
    const client = await connectedTenant('entra');
    await client.send('POST /Users', user('ada', { password: 'Hunter-2-Hunter-2' }));
    const { entry, exchange, key, provider, refusal } = await page(client, 'user.created');
    expect(entry.words).toBe('Microsoft Entra ID created ada');
    expect(exchange).toMatchObject({ method: 'POST', path: '/scim/v2/Users', status: 201 });
    expect(exchange?.request).toContain('"userName":"ada"');
    expect(JSON.stringify(exchange)).not.toMatch(/hunter/i);
    expect(exchange?.durationUs).toBeGreaterThan(0);
    expect([key, provider, refusal]).toEqual([
      { name: null, lastFour: client.apiKey.slice(-4), revokedAt: null },
      'entra',
      null,
    ]);
  });

  it('has what the same request and what else happened to the same subject', async () => {
    const client = await connectedTenant();
    const ada: string = (await client.send('POST /Users', user('ada'))).body.id;
    const bob: string = (await client.send('POST /Users', user('bob'))).body.id;
    const { id } = (await client.send('POST /Groups', group('Crew', [ada]))).body;
    await client.send(`PUT /Groups/${id}`, group('Gang', [bob]));
    const { entry, sameRequest, sameSubject } = await page(client, 'role.updated');
    expect(sameRequest.map(({ action }) => action).sort()).toEqual([
      'role.members-added',
      'role.members-removed',
    ]);
    expect(sameSubject.map(({ action }) => action)).toContain('role.created');
    expect([...sameRequest, ...sameSubject].map((each) => each.id)).not.toContain(entry.id);
  });

  it('of a refused request has what was told', async () => {
    const client = await connectedTenant('okta');
    await client.send('POST /Users', user('ada'));
    await client.send('POST /Users', user('ADA'));
    expect((await page(client, 'request.refused')).refusal).toEqual({
      status: 409,
      scimType: 'uniqueness',
      detail: expect.stringContaining('taken'),
    });
  });

  it('stays where its request is no longer kept', async () => {
    const client = await connectedTenant();
    const { id } = (await client.send('POST /Users', user('ada'))).body;
    await client.send(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'Countess' }));
    const { id: entry } = await newest(client, 'user.updated');
    await sql.rows({ text: 'DELETE FROM exchanges WHERE tenant_id = $1', values: [client.tenantId] });
    const shown = await entryPage(client.tenantId, entry);
    expect([shown.exchange, shown.key]).toEqual([null, null]);
    expect(shown.entry.detail).toEqual({ changes: { title: { from: null, to: 'Countess' } } });
  });

  it('of a person has no identity provider', async () => {
    const { tenantId } = await makeTenant();
    const [entry] = (await listActivity(tenantId)).entries;
    expect(await entryPage(tenantId, entry?.id ?? '')).toMatchObject({ provider: null, exchange: null });
  });

  it('is not there for another tenant, nor under an id that is none', async () => {
    const client = await connectedTenant();
    await client.send('POST /Users', user('ada'));
    const { id } = await newest(client, 'user.created');
    const other = await makeTenant('Other');
    for (const wrong of [id, uuid(), 'x', "'; --"])
      await expect(entryPage(other.tenantId, wrong)).rejects.toMatchObject({ status: 404 });
  });
});
