import { v7 as uuid } from 'uuid';
import { keepManager } from '../access';
import type { Entry } from '../activity';
import { type Sql, sql, transaction } from '../database';
import {
  type Document,
  groupType,
  type JsonObject,
  joined,
  lenientPolicy,
  type MemberChange,
  memberChange,
  memberIds,
  notFound,
  type Projection,
  patch,
  type Step,
  shows,
} from '../scim';
import { roleColumns, visibleRole } from './columns';
import { checkIndexed } from './indexed-text';
import { changeMembers } from './memberships';
import { readPage } from './page-statements';
import { isResourceId } from './resource-id';
import type { ListedPage, ListRequest, Precondition, ResourceStore, WriteOptions } from './resource-store';
import { type RoleRow, roleResource, roleRow } from './role-resource';
import {
  insertRole,
  lockRole,
  removeRole,
  selectRole,
  updateRole,
  type WrittenRole,
} from './role-statements';
import type { Scope } from './scope';
import { withUniqueName } from './unique-name';
import { changesOf } from './user-changes';

type Locked = RoleRow & { readonly manages: boolean };

/** The roles of one tenant that an identity provider provisioned, as SCIM sees them: its Groups. */
export function rolesStore(scope: Scope): ResourceStore {
  return {
    get: (id, show) => get(scope, id, show),
    list: (request) => list(scope, request),
    create: (document, show) => create(scope, document, show),
    replace: (id, { members, ...document }, options) =>
      change(scope, id, options, {
        document: () => document,
        members: () => [{ kind: 'replace', ids: memberIds(members) }],
      }),
    patch: (id, steps, options) => {
      const isMembers = ({ target }: Step) => target.attribute.name === 'members';
      const others = steps.filter((step) => !isMembers(step));
      return change(scope, id, options, {
        document: (before) => patch(groupType, before, others, lenientPolicy),
        members: () => joined(steps.filter(isMembers).map((step) => memberChange(step, lenientPolicy.relax))),
      });
    },
    remove: (id, precondition) => remove(scope, id, precondition),
  };
}

function showsMembers(projection: Projection): boolean {
  return shows(groupType, projection, 'members');
}

function noGroup(id: string): Error {
  return notFound(`There is no Group with the id "${id.slice(0, 64)}".`);
}

async function get(scope: Scope, id: string, show: Projection): Promise<JsonObject> {
  const withMembers = showsMembers(show);
  const [row] = isResourceId(id) ? await sql.rows<RoleRow>(selectRole(scope, id, withMembers)) : [];
  if (!row) throw noGroup(id);
  return roleResource(row, scope.base);
}

function list(scope: Scope, request: ListRequest): Promise<ListedPage> {
  return readPage<RoleRow>(request, {
    columns: roleColumns(scope.base),
    from: 'roles r',
    alias: 'r',
    select: roleRow(showsMembers(request.projection)),
    where: `r.tenant_id = $1 AND ${visibleRole}`,
    values: [scope.tenantId],
    resource: (row) => roleResource(row, scope.base),
  });
}

function writtenRole({ displayName, externalId }: Document): WrittenRole {
  const role = { name: String(displayName), externalId: typeof externalId === 'string' ? externalId : null };
  checkIndexed('displayName', role.name);
  checkIndexed('externalId', role.externalId);
  return role;
}

function roleEntry({ tenantId, actor }: Scope, action: string, id: string, name: string, detail = {}): Entry {
  return { tenantId, actor, action, subject: { kind: 'role', id, name }, outcome: 'done', detail };
}

async function create(
  scope: Scope,
  { members, ...document }: Document,
  show: Projection,
): Promise<JsonObject> {
  const role = writtenRole(document);
  const ids = memberIds(members);
  const made = await withUniqueName(
    scope,
    'role',
    () => role.name,
    () =>
      transaction(async (tx) => {
        const id = uuid();
        const [row] = await tx.rows<RoleRow>(
          insertRole(scope, id, role, roleEntry(scope, 'role.created', id, role.name)),
        );
        if (row && ids.length > 0) await changeMembers(tx, scope, row, { kind: 'add', ids });
        return row;
      }),
  );
  // Brought back by another request meanwhile: then the name is taken, and the second try says so.
  return made ? get(scope, made.id, show) : create(scope, { ...document, ...(members && { members }) }, show);
}

interface Change {
  readonly document: (before: Document) => Document;
  readonly members: () => readonly MemberChange[];
}

/**
 * Changes a role and its members, all or nothing, one such change of a role at a time. The members are read for the
 * answer only where it shows them.
 */
async function change(
  scope: Scope,
  id: string,
  { precondition, show }: WriteOptions,
  { document, members }: Change,
): Promise<JsonObject> {
  let name = '';
  const work = async (tx: Sql, role: Locked): Promise<RoleRow> => {
    const before = documentOf(role);
    const written = writtenRole(document(before));
    name = written.name;
    const renamed = written.name !== role.name || written.externalId !== role.externalId;
    let row: RoleRow = role;
    if (renamed) {
      const entry = roleEntry(scope, 'role.updated', id, name, {
        changes: changesOf(before, documentOf(written)),
      });
      [row = role] = await tx.rows<RoleRow>(updateRole(scope, id, written, entry));
    }
    const moved = await changeAllMembers(tx, scope, { id, name }, members());
    return moved && !renamed ? touch(tx, role) : row;
  };
  const row = await withUniqueName(
    scope,
    'role',
    () => name,
    () => withLocked(scope, id, precondition, work),
  );
  return show && showsMembers(show) ? get(scope, id, show) : roleResource(row, scope.base);
}

function documentOf({ name, externalId }: WrittenRole): Document {
  return { displayName: name, ...(externalId !== null && { externalId }) };
}

/** @returns whether anybody became or ceased to be a member */
async function changeAllMembers(
  tx: Sql,
  scope: Scope,
  role: { readonly id: string; readonly name: string },
  changes: readonly MemberChange[],
): Promise<boolean> {
  let moved = false;
  for (const one of changes) {
    const { added, removed } = await changeMembers(tx, scope, role, one);
    moved ||= added.length + removed.length > 0;
  }
  return moved;
}

/** Moves a role's version on, as its members changed. */
async function touch(tx: Sql, role: RoleRow): Promise<RoleRow> {
  const [row = role] = await tx.rows<RoleRow>({
    name: 'role-touch',
    text: `UPDATE roles r SET version = r.version + 1, updated_at = now() WHERE r.id = $1 RETURNING ${roleRow(false)}`,
    values: [role.id],
  });
  return row;
}

function remove(scope: Scope, id: string, precondition: Precondition): Promise<void> {
  return withLocked(scope, id, precondition, async (tx, role) => {
    await tx.rows(removeRole(scope, id, roleEntry(scope, 'role.deleted', id, role.name)));
  });
}

/** Runs a change of a role that nobody else changes meanwhile; one that gives the client's management keeps a manager. */
async function withLocked<Result>(
  scope: Scope,
  id: string,
  precondition: Precondition,
  work: (tx: Sql, role: Locked) => Promise<Result>,
): Promise<Result> {
  if (!isResourceId(id)) throw noGroup(id);
  return transaction(async (tx) => {
    const [role] = await tx.rows<Locked>(lockRole(scope, id));
    if (!role) throw noGroup(id);
    precondition(role.version);
    return role.manages ? keepManager(tx, scope.tenantId, () => work(tx, role)) : work(tx, role);
  });
}
