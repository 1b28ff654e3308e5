import type { Filters } from './query';

/** How many entries are looked at, where some of them are of somebody else than asked for. */
export const lookedAt = 2000;

/** Entries of one tenant that an index holds together, each kind of them as a range of it. */
interface Index {
  /** Gives `key`, an id, of those whose entries are read; null where all are. */
  readonly keys: string;
  /** The condition of an entry `a` to be of that key, as `of` holds it. */
  readonly own: (of: string) => string;
  /**
   * The columns of the index that tell kinds apart, behind the tenant and the key. Each index has them in another
   * order: so none can be read in the place of another, whatever the planner thinks of the key.
   */
  readonly kind: readonly string[];
}

const ofTenant: Index = {
  keys: '(SELECT NULL::uuid AS key)',
  own: () => '',
  kind: ['actor', 'outcome', 'action'],
};

function ofSubjects(ids: string): Index {
  return {
    keys: `(SELECT DISTINCT unnest(${ids}::uuid[]) AS key)`,
    own: (of) => ` AND a.subject_id = ${of}.key`,
    kind: ['outcome', 'actor', 'action'],
  };
}

function ofPerson(id: string): Index {
  return {
    keys: `(SELECT ${id}::uuid AS key)`,
    own: (of) => ` AND a.actor = 'user' AND a.actor_id = ${of}.key`,
    kind: ['action', 'outcome'],
  };
}

/**
 * The common table `kinds`: each kind of entry that there is, found by leaps through the index from one kind to the
 * next. There are some dozen, however many entries.
 */
function kindsOf({ keys, own, kind }: Index): string {
  const columns = kind.map((column) => `a.${column}`).join(', ');
  const next = (of: string, after: string) =>
    `SELECT ${columns} FROM activities a WHERE a.tenant_id = $1${own(of)}${after} ORDER BY ${columns} LIMIT 1`;
  const after = ` AND (${columns}) > (${kind.map((column) => `k.${column}`).join(', ')})`;
  return `RECURSIVE kinds AS (
    SELECT s.key, first.* FROM ${keys} AS s CROSS JOIN LATERAL (${next('s', '')}) AS first
    UNION ALL
    SELECT k.key, next.* FROM kinds k CROSS JOIN LATERAL (${next('k', after)}) AS next)`;
}

/** Adds a value to a statement's parameters, and gives its place. */
export type Add = (value: unknown) => string;

const fewest = (...ids: (string | undefined)[]) =>
  ids.flatMap((id) => (id === undefined ? [] : [id.toLowerCase()])).sort()[0];

/** The bounds of the ids that are read, as conditions of `a`. */
function bounds({ least, beyond, before, after }: Filters & Bounds, add: Add): string {
  const end = fewest(beyond, before);
  return [
    least && ` AND a.id >= ${add(least)}::uuid`,
    after && ` AND a.id > ${add(after)}::uuid`,
    end && ` AND a.id < ${add(end)}::uuid`,
  ]
    .filter(Boolean)
    .join('');
}

/** Where a page begins or ends: cursors. */
export interface Bounds {
  readonly before?: string;
  readonly after?: string;
}

/** A statement's beginning: the common table `looked` (id, fits) of the newest entries, and how many it holds at most. */
export interface Looked {
  readonly text: string;
  readonly most: number;
}

/**
 * The newest entries of a tenant ($1) that filters leave, as the common table `looked`. Each kind of entry that fits
 * is a range of an index, so that however rare an entry is, only those are read that fit; but for a person's entries
 * about one subject, and those of one request, of which it looks at up to `lookedAt` and says in `fits` which they are.
 * @param limit how many are asked for
 */
export function lookedSql(filters: Filters & Bounds, limit: number, add: Add): Looked {
  const { actor, person, subjects, actions, outcome, request } = filters;
  const index = subjects ? ofSubjects(add(subjects)) : person ? ofPerson(add(person)) : ofTenant;
  const fits = [
    request && `a.request_id = ${add(request)}::uuid`,
    person && subjects && `a.actor = 'user' AND a.actor_id = ${add(person)}::uuid`,
  ].filter(Boolean);
  const most = fits.length > 0 ? lookedAt : limit;
  const kinds = [
    actions && `k.action = ANY(${add(actions)}::text[])`,
    outcome && `k.outcome = ${add(outcome)}`,
    actor && index.kind.includes('actor') && `k.actor = ${add(actor)}`,
    // A person's entries are those of users: of anybody else there are none.
    actor && actor !== 'user' && person && 'FALSE',
    person && subjects && `k.actor = 'user'`,
  ].filter(Boolean);
  const same = index.kind.map((column) => ` AND a.${column} = k.${column}`).join('');
  const order = `ORDER BY a.id DESC NULLS LAST LIMIT ${add(most)}`;
  const range = `SELECT a.id, ${fits.join(' AND ') || 'TRUE'} AS fits FROM activities a
    WHERE a.tenant_id = $1${index.own('k')}${same}${bounds(filters, add)} ${order}`;
  return {
    most,
    text: `WITH ${kindsOf(index)}, looked AS MATERIALIZED (
      SELECT a.* FROM kinds k CROSS JOIN LATERAL (${range}) AS a
      ${kinds.length > 0 ? `WHERE ${kinds.join(' AND ')}` : ''} ${order})`,
  };
}
