import { expect, test } from 'vitest';
import { activities, connectedTenant } from '../../../test/scim';
import { changeConfiguration } from '../../connection';

const actor = { kind: 'operator' } as const;

test('a strict configuration is told nothing that RFC 7643 §5 does not name, and every other one all there is', async () => {
  const acme = await connectedTenant();
  const other = await connectedTenant();
  const paging = async (client: typeof acme) =>
    (await client.send('GET /ServiceProviderConfig')).body.pagination;
  expect(await paging(acme)).toMatchObject({ cursor: true, index: true });
  await changeConfiguration({ tenantId: acme.tenantId, actor, strictDiscovery: true });
  expect(await paging(acme)).toBeUndefined();
  expect(await paging(other)).toMatchObject({ cursor: true });
  // What is not told works all the same.
  expect((await acme.send('GET /Users?cursor=')).status).toBe(200);
  await changeConfiguration({ tenantId: acme.tenantId, actor, strictDiscovery: false });
  expect(await paging(acme)).toMatchObject({ cursor: true });
  const changes = (await activities(acme.tenantId)).filter(
    ({ action }) => action === 'configuration.updated',
  );
  expect(changes.map(({ detail }) => detail)).toEqual([
    { strictDiscovery: { from: false, to: true } },
    { strictDiscovery: { from: true, to: false } },
  ]);
});
