import { leafOf, type Target } from '../../scim';
import type { Column, Columns, ScalarColumn } from './columns';

/** The order of a list (RFC 7644 §3.4.2.3). */
export interface Sort {
  readonly target: Target;
  readonly descending: boolean;
}

/** Where a page ended: the sort key of its last resource, as text, and its id. */
export interface Place {
  readonly key: string | null;
  readonly id: string;
}

const sqlTypes: Record<ScalarColumn['as'], string> = {
  text: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  number: 'numeric',
  timestamp: 'timestamptz',
};

/** The key that a list is sorted by: a value, and the type that it is compared as. */
interface SortKey {
  readonly sql: string;
  readonly type: string;
}

function keyOf(column: ScalarColumn, caseExact: boolean): SortKey {
  if (column.as !== 'text') return { sql: column.sql, type: sqlTypes[column.as] };
  const text = caseExact ? column.sql : (column.key ?? `lower(normalize(${column.sql}, NFKC))`);
  // By code point, whatever the database's own order of letters is.
  return { sql: `(${text} COLLATE "C")`, type: 'text' };
}

/** The value to sort by: of many values the primary one, else the first (RFC 7644 §3.4.2.3). */
function sortKey({ target }: Sort, columns: Columns): SortKey {
  const column: Column = columns(target);
  const leaf = leafOf(target);
  if (column.kind === 'scalar') return keyOf(column, leaf.caseExact);
  if (column.kind === 'object') return keyOf(column.column(leaf), leaf.caseExact);
  const key = keyOf(column.column(target.sub), leaf.caseExact);
  const where = column.where ? ` WHERE ${column.where}` : '';
  return { ...key, sql: `(SELECT ${key.sql} FROM ${column.from}${where} ORDER BY ${column.order} LIMIT 1)` };
}

/** Writes the order of a list, and the condition under which a resource comes after a place in it. */
export function orderSql(
  sort: Sort | undefined,
  columns: Columns,
  id: string,
): {
  /** The key of a row as text, for the place where a page ends. */
  readonly key: string;
  readonly orderBy: string;
  readonly after: (place: Place, add: (value: unknown, type: string) => string) => string;
} {
  if (!sort) {
    return { key: 'NULL', orderBy: id, after: (place, add) => `${id} > ${add(place.id, 'uuid')}` };
  }
  const { sql, type } = sortKey(sort, columns);
  const collated = type === 'text' ? ' COLLATE "C"' : '';
  // Without a value last where it ascends, first where it descends (RFC 7644 §3.4.2.3).
  const direction = sort.descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST';
  return {
    key: `(${sql})::text`,
    orderBy: `${sql} ${direction}, ${id}`,
    after: (place, add) => {
      const later = `${id} > ${add(place.id, 'uuid')}`;
      if (place.key === null) {
        return sort.descending
          ? `((${sql} IS NULL AND ${later}) OR ${sql} IS NOT NULL)`
          : `(${sql} IS NULL AND ${later})`;
      }
      const value = `${add(place.key, type)}${collated}`;
      const beyond = sort.descending ? `${sql} < ${value}` : `(${sql} > ${value} OR ${sql} IS NULL)`;
      return `(${beyond} OR (${sql} = ${value} AND ${later}))`;
    },
  };
}
