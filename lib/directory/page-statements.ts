import { sql } from '../database';
import type { JsonObject } from '../scim';
import type { Columns } from './columns';
import { filterSql, Parameters } from './filter-sql';
import type { ListedPage, ListRequest } from './resource-store';
import { orderSql } from './sort-sql';

/** Where the resources of a list come from. */
export interface Source<Row> {
  readonly columns: Columns;
  readonly from: string;
  readonly alias: 'u' | 'r';
  readonly select: string;
  /** The condition under which a row is the tenant's and visible; its parameters are `values`. */
  readonly where: string;
  readonly values: readonly unknown[];
  readonly resource: (row: Row) => JsonObject;
}

/** A row with the key that the list is sorted by, as text. */
type Keyed<Row> = Row & { readonly id: string; readonly sortKey: string | null };

/**
 * Reads one page: from a number on (RFC 7644 §3.4.2.4), or after the place where another one ended (RFC 9865), where
 * its cost does not grow with the number of pages before it. Resources that are equal in order, and those of a list
 * that is not sorted, come in the order of creation.
 */
export async function readPage<Row>(request: ListRequest, source: Source<Row>): Promise<ListedPage> {
  const { count, from } = request;
  const to = new Parameters();
  to.values.push(...source.values);
  const filter = request.filter ? ` AND ${filterSql(request.filter, source.columns, to)}` : '';
  const condition = `FROM ${source.from} WHERE ${source.where}${filter}`;
  const total = { text: `SELECT count(*)::int AS total ${condition}`, values: [...to.values] };
  const add = (value: unknown, type: string) => to.add(value, type);
  const order = orderSql(request.sort, source.columns, `${source.alias}.id`);
  const after = 'after' in from && from.after ? ` AND ${order.after(from.after, add)}` : '';
  // One row more than asked tells whether this page is the last.
  const limit = `LIMIT ${add(count + 1, 'bigint')}`;
  const offset =
    'startIndex' in from && from.startIndex > 1 ? ` OFFSET ${add(from.startIndex - 1, 'bigint')}` : '';
  const page = {
    text: `SELECT ${source.select}, ${order.key} AS "sortKey" ${condition}${after} ORDER BY ${order.orderBy} ${limit}${offset}`,
    values: to.values,
  };
  const rows = count > 0 ? await sql.rows<Keyed<Row>>(page) : [];
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  return {
    resources: shown.map(source.resource),
    totalResults: request.total ?? tells(request, rows.length) ?? (await countRows(total)),
    end: rows.length > count && last ? { key: last.sortKey, id: last.id } : undefined,
  };
}

/** The total, where a page with so many rows tells it: one that begins the list or has some, and ends it. */
function tells({ from, count }: ListRequest, rows: number): number | undefined {
  const before = 'startIndex' in from ? from.startIndex - 1 : from.after ? undefined : 0;
  const ends = count > 0 && rows <= count && (rows > 0 || before === 0);
  return ends && before !== undefined ? before + rows : undefined;
}

async function countRows(statement: { text: string; values: unknown[] }): Promise<number> {
  const [row] = await sql.rows<{ total: number }>(statement);
  return row?.total ?? 0;
}
