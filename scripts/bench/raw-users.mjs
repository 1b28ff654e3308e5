// The raw reference's users.
import { randomUUID } from 'node:crypto';
import { filterValue, listOf, problem } from './raw-store.mjs';

/** @typedef {import('./raw-store.mjs').Store} Store */
/** @typedef {import('./raw-store.mjs').Call} Call */
/** @typedef {import('./raw-store.mjs').Answer} Answer */

const resource = ({ base }, { data, id, active, created, updated, version }) => ({
  ...data,
  id,
  active,
  meta: {
    resourceType: 'User',
    created,
    lastModified: updated,
    location: `${base}/Users/${id}`,
    version: `W/"${version}"`,
  },
});

async function create(store, { body }) {
  const values = [randomUUID(), body.userName, body.externalId, body.active, body];
  const text =
    'INSERT INTO users (id, user_name, external_id, active, data) VALUES ($1, $2, $3, $4, $5) RETURNING *';
  try {
    const { rows } = await store.query('user-insert', text, values);
    return [201, resource(store, rows[0]), `${store.base}/Users/${values[0]}`];
  } catch (error) {
    if (error.code === '23505') return problem(409, 'exists', 'uniqueness');
    throw error;
  }
}

const oneOf = (store, { rows }) => (rows[0] ? [200, resource(store, rows[0])] : problem(404, 'none'));

const get = async (store, { id }) =>
  oneOf(store, await store.query('user-get', 'SELECT * FROM users WHERE id = $1', [id]));

async function list(store, { searchParams }) {
  const name = filterValue(searchParams);
  if (name !== undefined) {
    const text = 'SELECT * FROM users WHERE lower(user_name) = lower($1)';
    const { rows } = await store.query('user-find', text, [name]);
    return listOf(rows.map((row) => resource(store, row)));
  }
  const startIndex = Number(searchParams.get('startIndex') ?? 1);
  const count = Number(searchParams.get('count') ?? 100);
  const [page, total] = await Promise.all([
    store.query('user-page', 'SELECT * FROM users ORDER BY seq OFFSET $1 LIMIT $2', [startIndex - 1, count]),
    store.query('user-count', 'SELECT count(*)::int AS total FROM users', []),
  ]);
  return listOf(
    page.rows.map((row) => resource(store, row)),
    total.rows[0].total,
    startIndex,
  );
}

const toBoolean = (value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : value);

async function patch(store, { id, body }) {
  const [{ path, value }] = body.Operations;
  const text =
    'UPDATE users SET active = $2, updated = now(), version = version + 1 WHERE id = $1 RETURNING *';
  return oneOf(store, await store.query('user-active', text, [id, toBoolean(path ? value : value.active)]));
}

async function put(store, { id, body }) {
  const text = `UPDATE users SET user_name = $2, external_id = $3, active = $4, data = $5, updated = now(),
    version = version + 1 WHERE id = $1 RETURNING *`;
  const values = [id, body.userName, body.externalId, body.active, body];
  return oneOf(store, await store.query('user-put', text, values));
}

async function remove(store, { id }) {
  await store.query('user-delete', 'DELETE FROM users WHERE id = $1', [id]);
  return [204];
}

const methods = { POST: create, PATCH: patch, PUT: put, DELETE: remove };

/** @param {Store} store @param {Call} call @returns {Promise<Answer> | undefined} */
export const handleUsers = (store, call) =>
  call.method === 'GET'
    ? call.id
      ? get(store, call)
      : list(store, call)
    : methods[call.method]?.(store, call);
