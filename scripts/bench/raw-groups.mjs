// The raw reference's groups.
import { randomUUID } from 'node:crypto';
import { filterValue, listOf, problem } from './raw-store.mjs';

/** @typedef {import('./raw-store.mjs').Store} Store */
/** @typedef {import('./raw-store.mjs').Call} Call */
/** @typedef {import('./raw-store.mjs').Answer} Answer */

async function create(store, { body }) {
  const id = randomUUID();
  const text = 'INSERT INTO groups (id, display_name, data) VALUES ($1, $2, $3)';
  await store.query('group-insert', text, [id, body.displayName, body]);
  return [201, { ...body, id }, `${store.base}/Groups/${id}`];
}

async function get(store, { id, searchParams }) {
  const { rows } = await store.query('group-get', 'SELECT * FROM groups WHERE id = $1', [id]);
  if (!rows[0]) return problem(404, 'none');
  const group = { ...rows[0].data, id };
  if (searchParams.get('excludedAttributes')?.includes('members')) return [200, group];
  const text = 'SELECT user_id::text AS value FROM members WHERE group_id = $1';
  const members = await store.query('group-members', text, [id]);
  return [200, { ...group, members: members.rows }];
}

async function find(store, { searchParams }) {
  const text = 'SELECT * FROM groups WHERE lower(display_name) = lower($1)';
  const { rows } = await store.query('group-find', text, [filterValue(searchParams)]);
  return listOf(rows.map(({ data, id }) => ({ ...data, id })));
}

async function patch(store, { id, body }) {
  const [{ op, path, value }] = body.Operations;
  const add = 'INSERT INTO members (group_id, user_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING';
  const remove = 'DELETE FROM members WHERE group_id = $1 AND user_id = $2';
  if (op === 'add') await store.query('group-add', add, [id, value.map((member) => member.value)]);
  else await store.query('group-remove', remove, [id, path.split('"')[1]]);
  return [204];
}

async function remove(store, { id }) {
  await store.query('group-delete', 'DELETE FROM groups WHERE id = $1', [id]);
  return [204];
}

const methods = { POST: create, PATCH: patch, DELETE: remove };

/** @param {Store} store @param {Call} call @returns {Promise<Answer> | undefined} */
export const handleGroups = (store, call) =>
  call.method === 'GET'
    ? call.id
      ? get(store, call)
      : find(store, call)
    : methods[call.method]?.(store, call);
