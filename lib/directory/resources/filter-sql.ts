import { type Attribute, type CompareOp, fold, leafOf, type Operand, type TypedFilter } from '../../scim';
import { type Columns, type ElementsColumn, elementColumns, type ScalarColumn } from './columns';
import { isResourceId } from './resource-id';

/** The parameters of a statement that is being written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** @param before how many parameters the statement has in front of these */
  constructor(private readonly before = 0) {}

  /** Adds a value and returns its place, `$1`, `$2` … with the type it is read as. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.before + this.values.length}::${type}`;
  }
}

type Compare = Extract<TypedFilter, { kind: 'compare' }>;

/**
 * Writes a filter as an SQL condition, with parameters only. Unknown truth (NULL) counts as false: it can only
 * arise below `and` and `or`, which keep it so, and `not` makes it false first.
 */
export function filterSql(filter: TypedFilter, columns: Columns, to: Parameters): string {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const operands = filter.operands.map((operand) => filterSql(operand, columns, to));
      return `(${operands.join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `(NOT COALESCE(${filterSql(filter.operand, columns, to)}, FALSE))`;
    case 'constant':
      return filter.value ? 'TRUE' : 'FALSE';
    case 'some':
      return someSql(filter, columns, to);
    case 'present':
      return presentSql(filter, columns);
    case 'compare':
      return comparisonSql(filter, columns, to);
  }
}

function exists({ from, where }: ElementsColumn, condition: string): string {
  return `EXISTS (SELECT FROM ${from} WHERE ${where ? `${where} AND ` : ''}${condition})`;
}

function someSql(
  { target, filter }: Extract<TypedFilter, { kind: 'some' }>,
  columns: Columns,
  to: Parameters,
): string {
  const column = columns(target);
  if (column.kind === 'scalar') return 'FALSE';
  const inner = filterSql(
    filter,
    elementColumns((sub) => column.column(sub)),
    to,
  );
  return column.kind === 'elements' ? exists(column, inner) : `(${column.sql} IS NOT NULL AND ${inner})`;
}

function presentSql({ target }: Extract<TypedFilter, { kind: 'present' }>, columns: Columns): string {
  const column = columns(target);
  if (column.kind === 'scalar') return hasValue(column);
  if (column.kind === 'elements') {
    const single = target.sub || target.attribute.type !== 'complex';
    return exists(column, single ? hasValue(column.column(target.sub)) : column.present);
  }
  if (target.sub) return hasValue(column.column(target.sub));
  if (target.attribute.name === 'meta') return 'TRUE';
  return `EXISTS (SELECT FROM jsonb_each_text(${column.sql}) AS part WHERE part.value <> '')`;
}

function hasValue({ sql, as }: ScalarColumn): string {
  return as === 'text' ? `(${sql} <> '')` : `(${sql} IS NOT NULL)`;
}

function comparisonSql(filter: Compare, columns: Columns, to: Parameters): string {
  const { target, op, operand } = filter;
  const leaf = leafOf(target);
  const column = columns(target);
  if (column.kind !== 'elements') {
    const one = column.kind === 'object' ? column.column(leaf) : column;
    return scalarSql(leaf, one, op, operand, to);
  }
  const one = column.column(target.sub);
  const none = `(NOT ${exists(column, `${one.sql} IS NOT NULL`)})`;
  if (operand.type === 'null') return op === 'eq' ? none : exists(column, `${one.sql} IS NOT NULL`);
  // No value differs from every value, so `ne` holds where there is none.
  if (op === 'ne') {
    const differs = `${one.sql} IS NOT NULL AND ${scalarSql(leaf, one, op, operand, to)}`;
    return `(${none} OR ${exists(column, differs)})`;
  }
  return exists(column, scalarSql(leaf, one, op, operand, to));
}

const operators = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function scalarSql(
  leaf: Attribute,
  column: ScalarColumn,
  op: CompareOp,
  operand: Operand,
  to: Parameters,
): string {
  switch (operand.type) {
    case 'null':
      return `(${column.sql} IS ${op === 'eq' ? '' : 'NOT '}NULL)`;
    case 'text':
      return column.as === 'uuid'
        ? uuidSql(column, op, operand.text, to)
        : textSql(leaf.caseExact, column, op, operand.text, to);
    case 'boolean':
      return orderedSql(column.sql, op, to.add(operand.value, 'boolean'));
    case 'number':
      return orderedSql(column.sql, op, to.add(operand.value, 'numeric'));
    case 'dateTime':
      return orderedSql(column.sql, op, to.add(timestamp(operand.time), 'timestamptz'));
  }
}

function orderedSql(sql: string, op: CompareOp, place: string): string {
  if (op === 'eq') return `(${sql} = ${place})`;
  if (op === 'ne') return `(${sql} IS DISTINCT FROM ${place})`;
  return `(${sql} ${operators[op as keyof typeof operators]} ${place})`;
}

/** Text that is not compared by case has its key on both sides; the column's own key is indexed. */
function textSql(
  caseExact: boolean,
  column: ScalarColumn,
  op: CompareOp,
  text: string,
  to: Parameters,
): string {
  const [actual, wanted] = caseExact ? [column.sql, to.add(text, 'text')] : foldedSides(column, text, to);
  if (op === 'co') return `(position(${wanted} IN ${actual}) > 0)`;
  if (op === 'sw') return `starts_with(${actual}, ${wanted})`;
  if (op === 'ew') return `(right(${actual}, length(${wanted})) = ${wanted})`;
  // By code point, whatever the database's own order of letters is.
  return orderedSql(op === 'eq' || op === 'ne' ? actual : `${actual} COLLATE "C"`, op, wanted);
}

function foldedSides({ sql, key }: ScalarColumn, text: string, to: Parameters): [string, string] {
  if (key) return [key, to.add(fold(text), 'text')];
  const folded = (side: string) => `lower(normalize(${side}, NFKC))`;
  return [folded(sql), folded(to.add(text, 'text'))];
}

/** Ids are opaque text to clients: what is no UUID equals none, and is no error. */
function uuidSql(column: ScalarColumn, op: CompareOp, text: string, to: Parameters): string {
  if (op !== 'eq' && op !== 'ne') {
    return textSql(true, { kind: 'scalar', sql: `${column.sql}::text`, as: 'text' }, op, text, to);
  }
  if (!isResourceId(text)) return op === 'eq' ? 'FALSE' : 'TRUE';
  return orderedSql(column.sql, op, to.add(text, 'uuid'));
}

const earliest = Date.parse('0001-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** As PostgreSQL reads it; beyond the years 1 to 9999 it is their first or last moment. */
function timestamp(time: number): string {
  return new Date(Math.min(latest, Math.max(earliest, time))).toISOString();
}
