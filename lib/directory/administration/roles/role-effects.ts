import type { z } from 'zod';
import { effective, manageClient, type Permission } from '../../../access';
import { sql } from '../../../database';
import { type Names, shownName } from '../../shown-name';
import type { Administrator } from '../administrator';
import { type Count, countOf, listCounts } from '../count';
import { grantedBy, keepWithinReach } from '../reach';
import type { roleEffectsBody } from '../requests';
import { type EditableRole, readRole, refuseManaged } from './editable-role';
import {
  type AffectedCounts,
  countAffected,
  lookedAtMembers,
  type Plan,
  selectAffected,
  selectManaged,
  type Whom,
} from './effect-statements';
import { maskOf, masks, permissionsIn } from './permission-mask';

/** A change of a role that somebody thinks of: other permissions, members who come or go, or its end. */
export type PlannedChange = z.output<typeof roleEffectsBody>;

/** How many people would gain, or lose, something; and how many each permission, where any would. */
export interface Effect {
  readonly people: Count;
  readonly permissions: readonly { readonly permission: Permission; readonly people: Count }[];
}

/** One of the people affected, with what no other role of theirs gives. */
export interface AffectedPerson {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly gains: readonly Permission[];
  readonly loses: readonly Permission[];
}

/** Who would gain and who would lose what by a planned change of a role, all their other roles considered. */
export interface RoleEffects {
  /** The version of the role that this was found out of; a change that carries it is refused once the role has another. */
  readonly version: number;
  readonly gains: Effect;
  readonly loses: Effect;
  /** What the reader would gain and lose. */
  readonly own: { readonly gains: readonly Permission[]; readonly loses: readonly Permission[] };
  /** True where nobody active would be left who can manage the client: the change is refused. */
  readonly leavesNoManager: boolean;
  readonly people: readonly AffectedPerson[];
  /** What to ask for as `after` to be given the next people; null where there are no others. */
  readonly next: string | null;
}

const pageSize = 50;

interface Masks {
  readonly gains: number;
  readonly loses: number;
  readonly whom: Whom;
  readonly users: readonly string[];
}

/** What the role would give, before and after, and to whom; refuses what the change itself would refuse. */
function planned(by: Administrator, role: EditableRole, granted: Permission[], change: PlannedChange): Masks {
  const all = maskOf(effective(granted));
  if (change.change === 'permissions') {
    const wanted = new Set(change.permissions);
    const moved = [
      ...change.permissions.filter((permission) => !granted.includes(permission)),
      ...granted.filter((permission) => !wanted.has(permission)),
    ];
    keepWithinReach(by, moved, 'You cannot give or take');
    const after = maskOf(effective(wanted));
    return { gains: after & ~all, loses: all & ~after, whom: 'members', users: [] };
  }
  refuseManaged(role, change.change === 'delete' ? 'role' : 'members');
  keepWithinReach(by, granted, 'This role grants');
  if (change.change === 'delete') return { gains: 0, loses: all, whom: 'members', users: [] };
  const { users } = change;
  return change.change === 'add-members'
    ? { gains: all, loses: 0, whom: 'joining', users }
    : { gains: 0, loses: all, whom: 'leaving', users };
}

function effectOf(people: number, by: readonly number[], unseen: boolean): Effect {
  const count = (counted: number): Count => {
    const { count, more } = countOf(counted, listCounts);
    return { count, more: more || unseen };
  };
  // Where counting ended early, those of a permission may be more than were seen.
  const cut = people > listCounts;
  const permissions = masks.names.flatMap((permission, place) => {
    const counted = by[place] ?? 0;
    if (counted === 0) return [];
    const { count: shown, more } = count(counted);
    return [{ permission, people: { count: shown, more: more || cut } }];
  });
  return { people: count(people), permissions };
}

async function leavesNoManager(plan: Plan): Promise<boolean> {
  if ((plan.loses & maskOf([manageClient])) === 0) return false;
  const [managed] = await sql.rows<{ now: boolean; after: boolean }>(selectManaged(plan));
  return managed?.now === true && !managed.after;
}

async function peopleOf(plan: Plan, after: string | null): Promise<Pick<RoleEffects, 'people' | 'next'>> {
  const rows = await sql.rows<Names & { id: string; gains: number; loses: number }>(
    selectAffected(plan, after, pageSize + 1),
  );
  const people = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    name: shownName(row),
    userName: row.userName,
    gains: permissionsIn(row.gains),
    loses: permissionsIn(row.loses),
  }));
  return { people, next: rows.length > pageSize ? (people.at(-1)?.id ?? null) : null };
}

/**
 * Who would gain and who would lose what if `change` were made of a role now. Nothing is changed.
 * @throws AppError as the change itself: 404 (no such role), 403 (provisioned, or beyond what `by` holds)
 */
export async function roleEffects(
  by: Administrator,
  roleId: string,
  change: PlannedChange,
): Promise<RoleEffects> {
  const role = await readRole(sql, by.tenantId, roleId);
  const masked = planned(by, role, await grantedBy(sql, role.id), change);
  const plan: Plan = { tenantId: by.tenantId, roleId: role.id, ...masked };
  const [[counts], noManager, page] = await Promise.all([
    sql.rows<AffectedCounts>(countAffected(plan, by.id)),
    leavesNoManager(plan),
    peopleOf(plan, change.after ?? null),
  ]);
  if (!counts) throw new Error('Nothing was counted.');
  const unseen = counts.whom > lookedAtMembers;
  return {
    version: role.version,
    gains: effectOf(counts.gaining, counts.gainingBy, unseen && plan.gains !== 0),
    loses: effectOf(counts.losing, counts.losingBy, unseen && plan.loses !== 0),
    own: { gains: permissionsIn(counts.ownGains ?? 0), loses: permissionsIn(counts.ownLoses ?? 0) },
    leavesNoManager: noManager,
    ...page,
  };
}
