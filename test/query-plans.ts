import pg from 'pg';
import { vi } from 'vitest';
import { type Statement, sql, transaction } from '../lib/database';
import { pool } from '../lib/database/client';

/** One step of a plan: what PostgreSQL does, to which table, through which index, and over how many rows. */
export interface PlanNode {
  /** As EXPLAIN names it: `Seq Scan`, `Index Only Scan`, `Sort` … */
  readonly type: string;
  readonly table?: string;
  readonly index?: string;
  /** The rows that the step looks at, those among them that its filter drops: all its runs together. */
  readonly rows: number;
  /** What it compares or sorts by, as EXPLAIN prints it. */
  readonly by: string;
}

/** How PostgreSQL answers a statement. */
export interface Plan {
  readonly nodes: readonly PlanNode[];
  /** The pages of 8 KiB that the whole statement touched; undefined where it was not run. */
  readonly blocks?: number;
}

/** What a plan may cost at most. */
export interface PlanLimits {
  /** Rows that one step may look at or sort. */
  readonly rows?: number;
  /** Pages of 8 KiB that the statement may touch. */
  readonly blocks?: number;
}

interface Explained {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly Plans?: readonly Explained[];
}

type ExplainRow = { readonly 'QUERY PLAN': readonly [{ readonly Plan: Explained }] };

const grown = new Set([
  'users',
  'roles',
  'memberships',
  'activities',
  'api_keys',
  'sessions',
  'password_links',
  'first_sign_ins',
]);
const sorts = new Set(['Sort', 'Incremental Sort']);

function rowsOf(node: Explained): number {
  const [input] = node.Plans ?? [];
  if (sorts.has(node['Node Type']) && input) return rowsOf(input);
  if (node['Actual Rows'] === undefined) return node['Plan Rows'];
  const dropped =
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0);
  return Math.round((node['Actual Rows'] + dropped) * (node['Actual Loops'] ?? 1));
}

function nodesOf(node: Explained): PlanNode[] {
  const own = {
    type: node['Node Type'],
    table: node['Relation Name'],
    index: node['Index Name'],
    rows: rowsOf(node),
    by: [node['Index Cond'], node.Filter, node['Sort Key']?.join(', ')].filter(Boolean).join(' '),
  };
  return [own, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** The plan in an answer of EXPLAIN in the format JSON. */
export function planOf(rows: readonly ExplainRow[]): Plan {
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!root) throw new Error('PostgreSQL explained nothing.');
  const { 'Shared Hit Blocks': hit, 'Shared Read Blocks': read } = root;
  return { nodes: nodesOf(root), blocks: hit === undefined ? undefined : hit + (read ?? 0) };
}

class Undone extends Error {}

/** Runs a statement, undoes what it changed, and tells how PostgreSQL answered it. */
export async function measuredPlan({ text, values }: Statement): Promise<Plan> {
  let plan: Plan | undefined;
  await transaction(async (tx) => {
    plan = planOf(
      await tx.rows<ExplainRow>({ text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values }),
    );
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  if (!plan) throw new Error('The statement was not run.');
  return plan;
}

/**
 * The plan that a prepared statement may get for every value of its parameters, from its sixth run on. It is not
 * run, so rows are estimates.
 */
export async function genericPlan({ text }: Statement): Promise<Plan> {
  // Only without values does the text travel as it is, parameters and all.
  return planOf((await pool().query<ExplainRow>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`)).rows);
}

/**
 * What is wrong with a plan, in words: tables that grow with a tenant read from end to end, steps over too many
 * rows, too many pages touched. Empty where it is fine.
 */
export function planFaults({ nodes, blocks }: Plan, limits: PlanLimits = {}): string[] {
  const { rows: mostRows = 1000, blocks: mostBlocks = 2000 } = limits;
  const faults = nodes
    .filter(({ type, table, rows }) => (type === 'Seq Scan' && table && grown.has(table)) || rows > mostRows)
    .map(({ type, table, index, rows, by }) =>
      [type, table && `on ${table}`, index && `through ${index}`, `over ${rows} rows`, by && `by ${by}`]
        .filter(Boolean)
        .join(' '),
    );
  return blocks !== undefined && blocks > mostBlocks ? [...faults, `${blocks} pages touched`] : faults;
}

/** The faults of a statement that is run, and of the plan that its later runs may get where it has a name. */
export async function faultsOf(statement: Statement, limits: PlanLimits = {}): Promise<string[]> {
  const faults = planFaults(await measuredPlan(statement), limits);
  if (statement.name === undefined || faults.length > 0) return faults;
  return planFaults(await genericPlan(statement), limits).map((fault) => `with any values: ${fault}`);
}

/** The statements that `work` sends to PostgreSQL, but for those that begin and end transactions. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    for (const [query] of spy.mock.calls as readonly (readonly unknown[])[])
      if (typeof query === 'object' && query !== null && 'text' in query) sent.push(query as Statement);
  } finally {
    spy.mockRestore();
  }
  return sent;
}

/** Brings the planner's figures and the visibility map up to date after a table was filled. */
export async function settleTables(): Promise<void> {
  await sql.rows({ text: 'VACUUM ANALYZE', values: [] });
}
