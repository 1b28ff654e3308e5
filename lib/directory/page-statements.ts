import { sql } from '../database';
import type { JsonObject, Page } from '../scim';
import type { Columns } from './columns';
import { filterSql, Parameters } from './filter-sql';
import type { ListRequest } from './resource-store';

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

/**
 * Reads one index page in the order of creation (RFC 7644 §3.4.2.4). The total is counted only where the page
 * does not tell it.
 */
export async function readPage<Row>(request: ListRequest, source: Source<Row>): Promise<Page> {
  const { startIndex, count } = request;
  const to = new Parameters();
  to.values.push(...source.values);
  const filter = request.filter ? ` AND ${filterSql(request.filter, source.columns, to)}` : '';
  const condition = `FROM ${source.from} WHERE ${source.where}${filter}`;
  const total = { text: `SELECT count(*)::int AS total ${condition}`, values: [...to.values] };
  const offset = startIndex - 1;
  const page = {
    text: `SELECT ${source.select} ${condition} ORDER BY ${source.alias}.id LIMIT ${to.add(count, 'bigint')} OFFSET ${to.add(offset, 'bigint')}`,
    values: to.values,
  };
  const rows = count > 0 ? await sql.rows<Row>(page) : [];
  const told = rows.length < count && (rows.length > 0 || offset === 0);
  const totalResults = told ? offset + rows.length : await countRows(total);
  return { totalResults, startIndex, resources: rows.map(source.resource) };
}

async function countRows(statement: { text: string; values: unknown[] }): Promise<number> {
  const [row] = await sql.rows<{ total: number }>(statement);
  return row?.total ?? 0;
}
