// Fills Muster's directory with rows instead of requests: copies of a user that a request has made.
import { v7 as uuid } from 'uuid';
import { connected } from './database.mjs';
import { userBody } from './people.mjs';
import { differences, rowCopier } from './row-copies.mjs';
import { must } from './runner.mjs';
import { createUser, findUser, getUser } from './user-operations.mjs';

/**
 * What a request that creates a user writes: the tables, the column that says whose row it is, and columns that each row
 * has for itself. What was sent is kept for a while only, so copies are of users whose request is kept no more.
 */
const tables = [
  { name: 'users', owner: 'id', own: () => ({}) },
  { name: 'activities', owner: 'subject_id', own: () => ({ id: uuid(), request_id: null }) },
];

const batch = 1_000;

/** @typedef {import('./target.mjs').Target} Target */

/** A user that a request makes now, with its body and its rows. */
async function madeByRequest(client, target) {
  const i = target.next++;
  const { id } = await must(target, createUser(target, i));
  target.users.push({ i, id, active: true });
  const rows = {};
  for (const { name, owner } of tables) {
    const found = await client.query(`SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${owner} = $1`, [id]);
    if (found.rows.length !== 1)
      throw new Error(`A new user has ${found.rows.length} rows in ${name}: fill by requests.`);
    rows[name] = found.rows[0].row;
  }
  return { body: userBody(i), id, rows };
}

/** Copies of the first user must be what requests make: seen on the second one. */
function assertSame(first, second) {
  const copy = rowCopier(first, second.body, second.id);
  for (const { name, own } of tables) {
    const ownColumns = own();
    const unlike = differences(
      { ...copy(first.rows[name]), ...ownColumns },
      { ...second.rows[name], ...ownColumns },
    );
    if (unlike.length > 0)
      throw new Error(`A copied row of ${name} would differ in ${unlike.join(', ')}: fill by requests.`);
  }
}

/** The columns that can be written. */
async function writable(client, table) {
  const text = `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;
  const { rows } = await client.query(text, [table]);
  return rows[0].columns;
}

function copies(template, first, count) {
  const now = new Date().toISOString();
  const made = Array.from({ length: count }, (_, k) => ({ i: first + k, id: uuid(), active: true }));
  const rows = Object.fromEntries(tables.map(({ name }) => [name, []]));
  for (const { i, id } of made) {
    const copy = rowCopier(template, userBody(i), id);
    for (const { name, own } of tables) rows[name].push({ ...copy(template.rows[name], now), ...own() });
  }
  return { made, rows };
}

/** Some of the new users, asked for as an identity provider would. */
async function assertServed(target, users) {
  for (let k = 0; k < 20; k += 1) {
    const user = target.pick(users);
    await must(target, findUser(user));
    await must(target, getUser(user));
  }
}

/** Writes batches one after the other; the next one is made while PostgreSQL writes the last. */
async function inBatches(count, make, write) {
  let writing = Promise.resolve();
  for (let left = count; left > 0; left -= batch) {
    const made = make(Math.min(batch, left));
    await writing;
    writing = write(made);
    // Awaited with the next batch; until then its failure is nobody's.
    writing.catch(() => {});
  }
  await writing;
}

/** What is filled in need not outlive a power cut. */
const hurry = (client) => client.query('SET synchronous_commit = off');

/**
 * Puts `count` users into Muster's tables and has some of them found through SCIM.
 * @param {Target} target
 * @param {number} count
 */
export async function fillMuster(target, count) {
  const { users } = target;
  const before = users.length;
  await connected(target.database.url, async (client) => {
    await hurry(client);
    const template = await madeByRequest(client, target);
    assertSame(template, await madeByRequest(client, target));
    const columns = new Map();
    for (const { name } of tables) columns.set(name, await writable(client, name));
    const make = (size) => {
      const made = copies(template, target.next, size);
      target.next += size;
      return made;
    };
    await inBatches(count - 2, make, async ({ made, rows }) => {
      for (const [name, list] of columns) {
        const text = `INSERT INTO ${name} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1)`;
        await client.query(text, [JSON.stringify(rows[name])]);
      }
      users.push(...made);
    });
  });
  await assertServed(target, users.slice(before));
}

/**
 * Puts `count` users into the raw reference's table.
 * @param {Target} target
 * @param {number} count
 */
export async function fillRaw(target, count) {
  const { users } = target;
  const before = users.length;
  const text = `INSERT INTO users (id, user_name, external_id, active, data)
    SELECT id, data->>'userName', data->>'externalId', true, data FROM jsonb_to_recordset($1) AS t (id uuid, data jsonb)`;
  const make = (size) => Array.from({ length: size }, () => ({ i: target.next++, id: uuid(), active: true }));
  await connected(target.database.url, async (client) => {
    await hurry(client);
    await inBatches(count, make, async (made) => {
      const rows = made.map(({ i, id }) => ({ id, data: userBody(i) }));
      await client.query(text, [JSON.stringify(rows)]);
      users.push(...made);
    });
  });
  await assertServed(target, users.slice(before));
}
