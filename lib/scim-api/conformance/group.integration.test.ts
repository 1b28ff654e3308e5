import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';

let acme: ScimClient;
let ada: { id: string; userName: string };
let next = 0;
const name = () => `group-${next++}`;

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(acme, user('ada', { displayName: 'Ada Lovelace' }));
});

const read = async (id: string) => (await acme.send(`GET /Groups/${id}`)).body;
const shown = () => ({
  value: ada.id,
  $ref: `${acme.scimUri}/Users/${ada.id}`,
  type: 'User',
  display: 'Ada Lovelace',
});

describe('members', () => {
  it('RFC 7643 §4.2: value is the id, $ref its address, type what it is, display its name', async () => {
    const crew = await made(acme, group(name(), [ada.id]));
    expect(crew.members).toEqual([shown()]);
    const { id } = await made(acme, user('bea'));
    expect((await made(acme, group(name(), [id]))).members[0].display).toBe('bea');
  });

  it('RFC 7643 §4.2: what the client says of a member beside its id is not believed', async () => {
    const members = [{ value: ada.id, $ref: 'http://x', type: 'User', display: 'Nobody' }];
    expect((await made(acme, group(name(), [], { members }))).members).toEqual([shown()]);
    const { id } = await made(acme, group(name()));
    await acme.send(`PATCH /Groups/${id}`, patchOp({ op: 'add', path: 'members', value: members }));
    expect((await read(id)).members).toEqual([shown()]);
  });

  it('RFC 7643 §4.2: groups in groups are not offered, and refused whether their type is told or not', async () => {
    const inner = await made(acme, group(name()));
    const outer = await made(acme, group(name(), [ada.id]));
    for (const member of [{ value: inner.id, type: 'Group' }, { value: inner.id }, { value: outer.id }]) {
      const answers = [
        await acme.send('POST /Groups', group(name(), [], { members: [member] })),
        await acme.send(`PUT /Groups/${outer.id}`, group(outer.displayName, [], { members: [member] })),
        await acme.send(
          `PATCH /Groups/${outer.id}`,
          patchOp({ op: 'add', path: 'members', value: [member] }),
        ),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(400);
        expect(body).toEqual(errorBody(400, 'invalidValue'));
        expect(body.detail).toContain('users');
      }
    }
    expect(await read(outer.id)).toEqual(outer);
  });

  it('RFC 7644 §3.6: a user who is deleted is in no group', async () => {
    const { id } = await made(acme, user('cid'));
    const groups = [await made(acme, group(name(), [id, ada.id])), await made(acme, group(name(), [id]))];
    await acme.send(`DELETE /Users/${id}`);
    expect((await read(groups[0].id)).members).toEqual([shown()]);
    const emptied = await read(groups[1].id);
    expect(emptied).not.toHaveProperty('members');
    expect(emptied.meta.version).not.toBe(groups[1].meta.version);
  });

  it('RFC 7643 §4.1.2: a group that is deleted is in no user', async () => {
    const { id } = await made(acme, user('dot'));
    const crew = await made(acme, group(name(), [id]));
    expect((await acme.send(`GET /Users/${id}`)).body.groups).toHaveLength(1);
    await acme.send(`DELETE /Groups/${crew.id}`);
    expect((await acme.send(`GET /Users/${id}`)).body).not.toHaveProperty('groups');
  });
});

describe('displayName', () => {
  it('RFC 7643 §4.2: is required, as /Schemas says', async () => {
    const { body } = await acme.send('POST /Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    });
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    const { body: schema } = await acme.send('GET /Schemas/urn:ietf:params:scim:schemas:core:2.0:Group');
    expect(schema.attributes[0]).toMatchObject({ name: 'displayName', required: true });
  });

  it('RFC 7644 §3.5.2: can be changed with the members as they are', async () => {
    const crew = await made(acme, group(name(), [ada.id]));
    const displayName = name();
    await acme.send(
      `PATCH /Groups/${crew.id}`,
      patchOp({ op: 'replace', path: 'displayName', value: displayName }),
    );
    expect(await read(crew.id)).toMatchObject({ displayName, members: [shown()] });
  });
});
