import { beforeAll, describe, expect, it } from 'vitest';
import { activities, connectedTenant, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
  await made(acme, user('ada', { title: 'alpha' }));
  await made(acme, user('bea', { title: 'beta' }));
  await made(acme, user('cid'));
  await made(acme, group('Crew'));
});

const names = async (filter: string) => {
  const { status, body } = await acme.send(`GET /Users?filter=${encodeURIComponent(filter)}`);
  expect(status, body.detail).toBe(200);
  return body.Resources.map(({ userName }: { userName: string }) => userName).join(' ');
};
const told = async ({ tenantId }: ScimClient) =>
  (await activities(tenantId)).filter(({ action }) => action === 'request.unknown-attribute');

describe('unknown attributes in a filter', () => {
  it.each([
    ['userNmae eq "ada"', ''],
    ['userNmae pr', ''],
    ['not (userNmae pr)', 'ada bea cid'],
    ['userNmae ne "ada" and title eq "beta"', 'bea'],
    ['userNmae eq null', 'ada bea cid'],
    ['emails[colour eq "red"]', ''],
    ['name.nickName eq "x"', ''],
    ['urn:example:2.0:User:badge eq "x"', ''],
  ])('RFC 7644 §3.4.2.1: have no value: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });

  it('are told to administrators, with what was probably meant, once an hour', async () => {
    const other = await connectedTenant('okta');
    const ask = () => other.send('GET /Users?filter=emials eq "x"');
    for (let i = 0; i < 3; i++) expect((await ask()).status).toBe(200);
    await expect.poll(() => told(other), { timeout: 10_000 }).toHaveLength(1);
    expect((await told(other))[0]).toMatchObject({
      actor: 'identity-provider',
      outcome: 'done',
      subject_name: 'GET /Users',
      detail: { detail: '`emials` is no attribute of User; did you mean `emails`?' },
    });
  });

  it('are told for each list and each tenant, of .search, too, but not of the root, where they may be right', async () => {
    const other = await connectedTenant('okta');
    await other.send('GET /?filter=members pr or userName pr or nothing pr');
    await other.send('GET /Groups?filter=colour pr');
    await other.send('POST /Users/.search', { schemas: [urns.searchRequest], filter: 'emials pr' });
    await expect.poll(() => told(other), { timeout: 10_000 }).toHaveLength(2);
    expect((await told(other)).map(({ subject_name }) => subject_name).sort()).toEqual([
      'GET /Groups',
      'POST /Users',
    ]);
  });
});
