import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { patch as apply, readPatchOp, readSteps, strict, urns, userType } from '../../scim';

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;
const work = { value: 'w', type: 'work', display: 'W' };
const home = { value: 'h', type: 'home' };

beforeAll(async () => {
  acme = await connectedTenant();
});

const make = () =>
  made(acme, user(name(), { title: 'Dr', name: { givenName: 'A', familyName: 'L' }, emails: [work, home] }));
const patch = (id: string, ...operations: Record<string, unknown>[]) =>
  acme.send(`PATCH /Users/${id}`, patchOp(...operations));

describe('replace (RFC 7644 §3.5.2.3)', () => {
  it.each<[string, Record<string, unknown>, object]>([
    [
      'no path: the attributes named',
      { value: { title: 'Prof', emails: [{ value: 'x' }] } },
      { title: 'Prof', emails: [{ value: 'x' }], name: { givenName: 'A', familyName: 'L' } },
    ],
    ['an attribute that is absent: as add', { path: 'nickName', value: 'N' }, { nickName: 'N', title: 'Dr' }],
    [
      'an extension that is absent: as add',
      { path: `${ext}:manager`, value: { value: 'm' } },
      { [ext]: { manager: { value: 'm' } } },
    ],
    [
      'a complex one: the parts named',
      { path: 'name', value: { givenName: 'B', middleName: 'M' } },
      { name: { givenName: 'B', familyName: 'L', middleName: 'M' } },
    ],
    ['many values: all of them', { path: 'emails', value: [{ value: 'x' }] }, { emails: [{ value: 'x' }] }],
    [
      'those selected, all of them',
      { path: 'emails[value pr].display', value: 'same' },
      {
        emails: [
          { ...work, display: 'same' },
          { ...home, display: 'same' },
        ],
      },
    ],
    [
      'one selected: the whole element',
      { path: 'emails[type eq "work"]', value: { value: 'x' } },
      { emails: [{ value: 'x' }, home] },
    ],
    [
      'a part of one selected',
      { path: 'emails[type eq "work"].value', value: 'x' },
      { emails: [{ ...work, value: 'x' }, home] },
    ],
    [
      'a part of each',
      { path: 'emails.type', value: 'other' },
      {
        emails: [
          { ...work, type: 'other' },
          { ...home, type: 'other' },
        ],
      },
    ],
  ])('RFC 7644 §3.5.2.3: %s', async (_what, operation, expected) => {
    const { status, body } = await patch((await make()).id, { op: 'replace', ...operation });
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  it.each([
    ['emails', []],
    ['emails', null],
    ['title', null],
    ['name', null],
  ])('RFC 7643 §2.5: of %s by %j leaves it without a value', async (path, value) => {
    const { body } = await patch((await make()).id, { op: 'replace', path, value });
    expect(body).not.toHaveProperty(path);
  });

  it('RFC 7644 §3.5.2.3: of members puts those named in the place of all', async () => {
    const people = [await make(), await make(), await make()].map(({ id }) => id);
    const crew = await made(acme, group(name(), people.slice(0, 2)));
    const replace = async (value: unknown) => {
      await acme.send(`PATCH /Groups/${crew.id}`, patchOp({ op: 'replace', path: 'members', value }));
      const { body } = await acme.send(`GET /Groups/${crew.id}`);
      return (body.members ?? []).map((member: { value: string }) => member.value);
    };
    expect(await replace(people.slice(1).map((value) => ({ value })))).toEqual(people.slice(1));
    expect(await replace([])).toEqual([]);
    expect(await replace([{ value: people[0] }])).toEqual([people[0]]);
    expect(await replace(null)).toEqual([]);
  });

  it('RFC 7644 §3.5.2.3: of values that a filter does not find: 400 noTarget to the letter, made for identity providers', async () => {
    const operation = { op: 'replace', path: 'phoneNumbers[type eq "fax"].value', value: '1' };
    const policy = { relax: strict };
    const strictly = () =>
      apply(
        userType,
        { userName: 'ada' },
        readSteps(userType, readPatchOp(patchOp(operation)), policy),
        policy,
      );
    expect(strictly).toThrow(expect.objectContaining({ status: 400, scimType: 'noTarget' }));
    const { body } = await patch((await make()).id, operation);
    expect(body.phoneNumbers).toEqual([{ value: '1', type: 'fax' }]);
  });
});
