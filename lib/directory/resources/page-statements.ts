import { NIL } from 'uuid';
import { type Statement, sql } from '../../database';
import type { TypedFilter } from '../../scim';
import { admitted } from './admitted';
import type { Columns } from './columns';
import { filterSql, Parameters } from './filter-sql';
import { isResourceId } from './resource-id';
import type { ListedPage, ListRequest, Read } from './resource-store';
import type { Scope } from './scope';
import { orderSql } from './sort-sql';

/** Where the resources of a list come from. */
export interface Source<Row> {
  readonly scope: Scope;
  /** What its statements are called; another name for each other `select`. */
  readonly name: string;
  readonly table: 'users' | 'roles';
  readonly alias: 'u' | 'r';
  readonly columns: Columns;
  /** The attributes that an index finds. */
  readonly indexed: readonly string[];
  readonly select: string;
  /** The condition under which SCIM shows a row. */
  readonly visible: string;
  /** `Row` keeps JSON as its text. */
  readonly jsonAsText?: boolean;
  readonly read: (row: Row) => Read;
}

/** A row with the key that the list is sorted by, as text. */
type Keyed<Row> = Row & { readonly id: string; readonly sortKey?: string | null };

/** What was read of a page: its rows and one more, if there is one; the total, where it was counted on the way. */
interface Rows<Row> {
  readonly rows: readonly Keyed<Row>[];
  readonly total?: number;
}

/**
 * Reads one page: from a number on (RFC 7644 §3.4.2.4), or after the place where another one ended (RFC 9865), where
 * its cost does not grow with the number of pages before it. Resources that are equal in order, and those of a list
 * that is not sorted, come in the order of creation.
 */
export async function readPage<Row>(request: ListRequest, source: Source<Row>): Promise<ListedPage> {
  const { rows, total } = await rowsOf(request, source);
  const shown = rows.slice(0, request.count);
  const last = shown.at(-1);
  return {
    resources: shown.map(source.read),
    totalResults: total ?? request.total ?? tells(request, rows.length) ?? (await count(request, source)),
    end: rows.length > request.count && last ? { key: last.sortKey ?? null, id: last.id } : undefined,
  };
}

function rowsOf<Row>(request: ListRequest, source: Source<Row>): Promise<Rows<Row>> {
  const { count, sort, filter, from } = request;
  const numbered = 'startIndex' in from && from.startIndex > 1;
  if (count === 0 && !filter) return Promise.resolve({ rows: [] });
  if (count > 0 && !sort && !numbered && (!filter || indexed(filter, source))) return found(request, source);
  if (numbered && !sort && !filter) return numberedRows(from.startIndex - 1, request, source);
  return searched(request, source);
}

/** The attribute by which an index finds what this filter asks for, if it asks for no more. */
function indexed<Row>(filter: TypedFilter, source: Source<Row>): string | undefined {
  if (filter.kind !== 'compare' || filter.op !== 'eq' || filter.operand.type !== 'text') return undefined;
  const { attribute, extension } = filter.target;
  const possible = attribute.name !== 'id' || isResourceId(filter.operand.text);
  return !extension && possible && source.indexed.includes(attribute.name) ? attribute.name : undefined;
}

const statements = new Map<string, ReturnType<typeof admitted>>();

/** The prepared statement of a name, whose text is put together once. They are few, as few attributes have an index. */
function prepared<Row>(
  name: string,
  text: () => string,
  { jsonAsText }: Source<Row>,
  lane?: Statement['lane'],
): ReturnType<typeof admitted> {
  const statement = statements.get(name) ?? admitted(name, text(), { jsonAsText, lane });
  statements.set(name, statement);
  return statement;
}

/** Rows that come out of an index in their order, with the caller's check: prepared, and one statement. */
async function found<Row>({ filter, from, count }: ListRequest, source: Source<Row>): Promise<Rows<Row>> {
  const { scope, name, table, alias, columns, select, visible } = source;
  const to = new Parameters(2);
  const conditions = [`${alias}.tenant_id = caller.tenant_id`, visible];
  if (filter) conditions.push(filterSql(filter, columns, to));
  const after = 'after' in from ? from.after : undefined;
  if (after) conditions.push(`${alias}.id > ${to.add(after.id, 'uuid')}`);
  const limit = to.add(count + 1, 'bigint');
  const by = filter ? `-by-${indexed(filter, source)}` : '';
  const full = `${name}${by}${after ? '-after' : ''}`;
  const text = () => ` SELECT page.* FROM caller LEFT JOIN LATERAL (
      SELECT ${select} FROM ${table} ${alias} WHERE ${conditions.join(' AND ')}
      ORDER BY ${alias}.id LIMIT ${limit}
    ) page ON TRUE ORDER BY page.id`;
  // What an index finds by a value are a few, where pages may be long.
  const statement = prepared(full, text, source, filter && 'reading');
  const rows = await scope.admission.rows<Keyed<Row> & { id: string | null }>(statement(scope, to.values));
  return { rows: rows.filter(({ id }) => id !== null) };
}

/**
 * The rows of a numbered page of the whole list, and the total, with the caller's check. Each entry of the index is
 * passed once: those before the page and on it to find the page, and those behind it to count them.
 */
async function numberedRows<Row>(
  before: number,
  { count }: ListRequest,
  source: Source<Row>,
): Promise<Rows<Row>> {
  const { scope, table, alias, select, visible } = source;
  const of = (whose: string) =>
    `FROM ${table} ${alias} WHERE ${alias}.tenant_id = ${whose}.tenant_id AND ${visible}`;
  // Behind the last page nothing was passed, and all are counted.
  const text = () => `, page AS MATERIALIZED (
      SELECT tenant_id, ARRAY(
        SELECT ${alias}.id ${of('caller')} ORDER BY ${alias}.id OFFSET $3::bigint LIMIT $4::bigint) AS ids FROM caller
    ), counted AS MATERIALIZED (
      SELECT ids, CASE cardinality(ids) WHEN 0 THEN 0 ELSE $3::bigint + cardinality(ids) END + (
        SELECT count(*) ${of('page')} AND ${alias}.id > COALESCE(ids[cardinality(ids)], '${NIL}')) AS total FROM page
    )
    SELECT counted.total::int, shown.* FROM counted LEFT JOIN LATERAL (
      SELECT ${select} FROM ${table} ${alias} WHERE ${alias}.id = ANY(ids)
    ) shown ON TRUE ORDER BY shown.id`;
  const statement = prepared(`${source.name}-numbered`, text, source);
  const found = await scope.admission.rows<Keyed<Row> & { total: number }>(statement(scope, [before, count]));
  return { rows: found.filter(({ id }) => id !== null), total: found[0]?.total };
}

/** How many resources there are in all, with the caller's check. */
async function countAll<Row>({ scope, name, table, alias, visible }: Source<Row>): Promise<number> {
  const { caller, values } = scope.admission;
  const [row] = await scope.admission.rows<{ total: number }>({
    name: `${name}-total`,
    text: `WITH ${caller} SELECT (SELECT count(*)::int FROM ${table} ${alias}
      WHERE ${alias}.tenant_id = caller.tenant_id AND ${visible}) AS total FROM caller`,
    values: [...values],
  });
  return row?.total ?? 0;
}

/** Rows of any filter and order. Only those of the page are read whole. */
async function searched<Row>(request: ListRequest, source: Source<Row>): Promise<Rows<Row>> {
  await source.scope.admission.confirm();
  const { count, from } = request;
  if (count === 0) return { rows: [] };
  const { table, alias, columns, select } = source;
  const to = new Parameters();
  const condition = conditionOf(request, source, to);
  const add = (value: unknown, type: string) => to.add(value, type);
  const order = orderSql(request.sort, columns, `${alias}.id`);
  const after = 'after' in from && from.after ? ` AND ${order.after(from.after, add)}` : '';
  // One row more than asked tells whether this page is the last.
  const limit = `LIMIT ${add(count + 1, 'bigint')}`;
  const offset =
    'startIndex' in from && from.startIndex > 1 ? ` OFFSET ${add(from.startIndex - 1, 'bigint')}` : '';
  const rows = await sql.rows<Keyed<Row>>({
    text: `SELECT ${select}, page."sortKey" FROM (
        SELECT ${alias}.id, ${order.key} AS "sortKey" FROM ${table} ${alias} WHERE ${condition}${after}
        ORDER BY ${order.orderBy} ${limit}${offset}
      ) page JOIN ${table} ${alias} ON ${alias}.id = page.id ORDER BY ${order.orderBy}`,
    values: to.values,
    jsonAsText: source.jsonAsText,
  });
  return { rows };
}

function conditionOf<Row>({ filter }: ListRequest, source: Source<Row>, to: Parameters): string {
  const { scope, alias, visible, columns } = source;
  const mine = `${alias}.tenant_id = ${to.add(scope.tenantId, 'uuid')} AND ${visible}`;
  return filter ? `${mine} AND ${filterSql(filter, columns, to)}` : mine;
}

/** The total, where a page with so many rows tells it: one that begins the list or has some, and ends it. */
function tells({ from, count }: ListRequest, rows: number): number | undefined {
  const before = 'startIndex' in from ? from.startIndex - 1 : from.after ? undefined : 0;
  const ends = count > 0 && rows <= count && (rows > 0 || before === 0);
  return ends && before !== undefined ? before + rows : undefined;
}

async function count<Row>(request: ListRequest, source: Source<Row>): Promise<number> {
  if (!request.filter) return countAll(source);
  const to = new Parameters();
  const text = `SELECT count(*)::int AS total FROM ${source.table} ${source.alias} WHERE ${conditionOf(request, source, to)}`;
  const [row] = await sql.rows<{ total: number }>({ text, values: to.values });
  return row?.total ?? 0;
}
