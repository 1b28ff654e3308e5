// The raw reference's tables and messages.

/**
 * @typedef {{ base: string, query: (name: string, text: string, values: unknown[]) => Promise<import('pg').QueryResult> }} Store
 * @typedef {{ method?: string, id?: string, searchParams: URLSearchParams, body: any }} Call
 * @typedef {[status: number, resource?: object, location?: string]} Answer
 */

const tables = [
  `CREATE TABLE IF NOT EXISTS users (id uuid PRIMARY KEY, seq bigserial, user_name text NOT NULL, external_id text,
    active boolean NOT NULL, data jsonb NOT NULL, created timestamptz NOT NULL DEFAULT now(),
    updated timestamptz NOT NULL DEFAULT now(), version int NOT NULL DEFAULT 1)`,
  'CREATE UNIQUE INDEX IF NOT EXISTS users_name ON users (lower(user_name))',
  'CREATE INDEX IF NOT EXISTS users_seq ON users (seq)',
  'CREATE INDEX IF NOT EXISTS users_external_id ON users (external_id)',
  'CREATE TABLE IF NOT EXISTS groups (id uuid PRIMARY KEY, display_name text NOT NULL, data jsonb NOT NULL)',
  'CREATE INDEX IF NOT EXISTS groups_name ON groups (lower(display_name))',
  `CREATE TABLE IF NOT EXISTS members (group_id uuid NOT NULL REFERENCES groups ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, PRIMARY KEY (group_id, user_id))`,
  'CREATE INDEX IF NOT EXISTS members_user ON members (user_id)',
];

/** @param {Store} store */
export async function createTables(store) {
  for (const [i, text] of tables.entries()) await store.query(`table-${i}`, text, []);
}

/** @returns {Answer} */
export function problem(status, detail, scimType) {
  return [
    status,
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail, scimType },
  ];
}

/** @returns {Answer} */
export function listOf(resources, totalResults = resources.length, startIndex = 1) {
  return [
    200,
    {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults,
      startIndex,
      itemsPerPage: resources.length,
      Resources: resources,
    },
  ];
}

/** The value of the one filter that is asked: `name eq "value"`. */
export const filterValue = (searchParams) => /^\w+ eq "(.*)"$/.exec(searchParams.get('filter') ?? '')?.[1];
