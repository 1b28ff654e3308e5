import { describe, expect, it } from 'vitest';
import { makeRole, makeTenant, makeUser } from '../../../../test/people';
import { sql } from '../../../database';
import { listEnd } from '../paging';
import { roleMembers } from './member-list';

/** A role with so many members, whose names are not in the order of their ids. */
async function roleOf(count: number) {
  const { tenantId } = await makeTenant();
  const role = await makeRole(tenantId);
  await sql.rows({
    text: `WITH made AS (
        INSERT INTO users (id, tenant_id, user_name, user_name_key)
        SELECT gen_random_uuid(), $1, 'user-' || n, 'user-' || n FROM generate_series(1, $3::int) n RETURNING id)
      INSERT INTO memberships (tenant_id, role_id, user_id) SELECT $1, $2, id FROM made`,
    values: [tenantId, role, count],
  });
  return { tenantId, role };
}

async function everyPage(tenantId: string, role: string, search = '') {
  const first = await roleMembers(tenantId, role, { size: 200, search });
  const members = [...first.members];
  for (let { next } = first; next; ) {
    const page = await roleMembers(tenantId, role, { size: 200, search, after: next });
    expect(page.total).toBeNull();
    members.push(...page.members);
    next = page.next;
  }
  return { total: first.total, members };
}

describe('the pages of a role’s members', () => {
  it.each([
    [450, 'by name'],
    [listEnd + 450, 'by id'],
  ])('show each of %i once, %s', async (count, order) => {
    const { tenantId, role } = await roleOf(count);
    const { total, members } = await everyPage(tenantId, role);
    expect(total).toEqual({ count, more: false });
    const keys = members.map(({ id, userName }) => (order === 'by id' ? id : userName));
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(keys).toHaveLength(count);
  });

  it('of a search show each once', async () => {
    const { tenantId, role } = await roleOf(2600);
    const { total, members } = await everyPage(tenantId, role, 'user-1');
    expect(total).toEqual({ count: 1111, more: false });
    expect(new Set(members.map(({ id }) => id)).size).toBe(1111);
  });

  it('go on although the member they ended at is gone', async () => {
    const { tenantId, role } = await roleOf(3);
    const page = await roleMembers(tenantId, role, { size: 2 });
    await sql.rows({ text: 'DELETE FROM memberships WHERE user_id = $1', values: [page.members[1]?.id] });
    const rest = await roleMembers(tenantId, role, { size: 2, after: page.next ?? '' });
    expect(rest.members.map(({ userName }) => userName)).toEqual(['user-3']);
  });

  it('refuse a place that is none, and one of the other order', async () => {
    const { tenantId, role } = await roleOf(3);
    const id = await makeUser(tenantId);
    const place = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const wrong of ['x', place({}), place(['x']), place([id, 7]), place([id, 'a\u0000']), place(null)])
      await expect(roleMembers(tenantId, role, { after: wrong })).rejects.toThrow('Take “after” from');
    await expect(roleMembers(tenantId, role, { after: place([id]) })).rejects.toMatchObject({ status: 409 });
  });
});
