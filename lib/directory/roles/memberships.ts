import type { Sql, Statement } from '../../database';
import { type MemberChange, nestedGroup, type TypedFilter } from '../../scim';
import { elementColumns, memberParts } from '../resources/columns';
import { filterSql, Parameters } from '../resources/filter-sql';
import { isResourceId } from '../resources/resource-id';
import type { Scope } from '../resources/scope';
import {
  addMembers,
  type Occasion,
  removeMembers,
  removeMembersWhere,
  removeOtherMembers,
} from './member-statements';

/** A role after a change of its members. All null where its id names no role of the tenant. */
export interface ChangedRole {
  readonly visible: boolean | null;
  /** True for one that gives the client's management; without the rule for it, nobody was removed. */
  readonly manages: boolean | null;
  /** The ETag. */
  readonly version: string | null;
  /** False where the role was changed while the statement waited for it: nobody was removed. */
  readonly current: boolean | null;
  /** Whether anybody became or ceased to be a member. */
  readonly moved: boolean;
  /** Whether activity tells of it: also where nobody moved, but ids were skipped. */
  readonly told: boolean;
}

/**
 * Changes the members of a role, as rows that come and go: what is there is not read. Each statement holds the role,
 * checks the caller, moves the role's version on and records what it did.
 * @param tx the transaction, where the change takes more than one statement
 */
export async function changeMembers(
  scope: Scope,
  occasion: Occasion,
  change: MemberChange,
  tx?: Sql,
): Promise<ChangedRole> {
  const run = async (statement: Statement): Promise<ChangedRole> => {
    const [row] = await scope.admission.rows<ChangedRole & { nested: boolean }>(statement, tx);
    if (!row) throw new Error('A change of members gave no row.');
    if (row.nested) throw nestedGroup();
    scope.request.told ||= row.told;
    return row;
  };
  if (change.kind === 'remove-where') return run(removalWhere(scope, occasion, change.filter));
  const given = [...new Set(change.ids)];
  const ids = given.filter(isResourceId);
  if (change.kind === 'remove') return run(removeMembers(scope, occasion, ids));
  const strange = given.filter((id) => !isResourceId(id));
  const added = await run(addMembers(scope, occasion, ids, strange));
  if (change.kind === 'add') return added;
  const counted = occasion.counted || added.moved;
  const removed = await run(removeOtherMembers(scope, { ...occasion, counted }, ids));
  return { ...removed, moved: added.moved || removed.moved };
}

function removalWhere(scope: Scope, occasion: Occasion, filter: TypedFilter): Statement {
  const parts = memberParts(scope.base);
  const to = new Parameters(8);
  const columns = elementColumns(
    ({ name }) => parts[name] ?? { kind: 'scalar', sql: 'NULL::text', as: 'text' },
  );
  return removeMembersWhere(scope, occasion, filterSql(filter, columns, to), to.values);
}
