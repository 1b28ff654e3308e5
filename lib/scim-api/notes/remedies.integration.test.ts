import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { deactivateAnyway, makeRole, makeUser } from '../../../test/people';
import {
  activities,
  connectedTenant,
  group,
  patchOp,
  type ScimClient,
  type Sent,
  user,
} from '../../../test/scim';
import { providers, rotate } from '../../connection';
import { remedyOf } from '../../connection/advice/remedies';
import type { Refusal } from '../../connection/advice/remedy';

interface Tenant extends ScimClient {
  readonly adminId: string;
  readonly ada: string;
}

type Refused = (
  tenant: Tenant,
) => Promise<readonly [string, unknown?, Sent?]> | readonly [string, unknown?, Sent?];

/** A request of each kind that is refused, with what administrators read of it. */
const requests: readonly (readonly [title: string, refused: Refused])[] = [
  ['The search could not be read', () => ['GET /Users?filter=userName is "ada"']],
  [
    'The change names an attribute that does not exist',
    ({ ada }) => [`PATCH /Users/${ada}`, patchOp({ op: 'replace', path: 'emials', value: 'x' })],
  ],
  ['A value is missing or does not fit', () => ['POST /Users', { displayName: 'Nobody' }]],
  ['A value is missing or does not fit', () => ['POST /Groups', group('')]],
  ['The body could not be read', () => ['POST /Users', undefined, { raw: '{"userName":' }]],
  [
    'There is nothing to change at that place',
    ({ ada }) => [`PATCH /Users/${ada}`, patchOp({ op: 'remove' })],
  ],
  [
    'An attribute that can’t be changed was to be changed',
    ({ ada }) => [`PATCH /Users/${ada}`, patchOp({ op: 'replace', path: 'id', value: uuid() })],
  ],
  ['A list was read on from a place that does not exist', () => ['GET /Users?cursor=none']],
  ['The length of a page is no number', () => ['GET /Users?cursor=&count=many']],
  ['The name is taken', () => ['POST /Users', user('ADA')]],
  [
    'The user name belongs to a local user',
    async ({ tenantId }) => {
      await makeUser(tenantId, { userName: 'grace' });
      return ['POST /Users', user('Grace')];
    },
  ],
  [
    'The name belongs to a local role',
    async ({ tenantId }) => {
      await makeRole(tenantId, { name: 'Crew' });
      return ['POST /Groups', group('crew')];
    },
  ],
  ['The address is wrong', () => ['POST /User', user('bob')]],
  ['This user or group is not here', () => [`DELETE /Users/${uuid()}`]],
  ['This can’t be done at that address', () => ['DELETE /Users']],
  [
    'The identity provider takes no SCIM answers',
    () => ['GET /Users', undefined, { headers: { Accept: 'text/html' } }],
  ],
  [
    'Somebody else was faster',
    ({ ada }) => [`PUT /Users/${ada}`, user('ada'), { headers: { 'If-Match': 'W/"77"' } }],
  ],
  ['Too much was sent at once', () => ['POST /Users', undefined, { raw: 'x'.repeat(1_048_577) }]],
  [
    'The body was sent in another format',
    () => ['POST /Users', undefined, { raw: 'userName=bob', headers: { 'Content-Type': 'text/plain' } }],
  ],
  ['What is on offer can’t be searched', () => ['GET /Schemas?filter=id eq "x"']],
  ['This is not offered', () => ['PUT /Me', user('ada')]],
  [
    'Nobody would be left who can manage the client',
    async ({ tenantId, adminId, ada }) => {
      await makeRole(tenantId, { permissions: ['client.manage'], members: [ada] });
      await deactivateAnyway(adminId);
      return [`DELETE /Users/${ada}`];
    },
  ],
  [
    'The API key was not accepted',
    async ({ tenantId }) => {
      await rotate({ tenantId, actor: { kind: 'operator' } });
      return ['POST /Users', user('bob')];
    },
  ],
];

async function refusalsOf(tenantId: string): Promise<Refusal[]> {
  const entries = await activities(tenantId);
  return entries
    .filter(({ action }) => action === 'request.refused')
    .map(({ detail }) => ({
      status: Number(detail.status),
      scimType: typeof detail.scimType === 'string' ? detail.scimType : null,
      detail: String(detail.detail),
    }));
}

describe('each refusal has its row in the catalogue', () => {
  it.each(requests)('%s: %#', async (title, refused) => {
    const client = await connectedTenant();
    const ada: string = (await client.send('POST /Users', user('ada'))).body.id;
    await client.send(...(await refused({ ...client, ada })));
    const refusals = await refusalsOf(client.tenantId);
    expect(refusals.length).toBeGreaterThan(0);
    for (const { id } of providers)
      expect(refusals.map((refusal) => remedyOf(refusal, id).title)).toContain(title);
  });
});
