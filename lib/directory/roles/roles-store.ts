import { v7 as uuid } from 'uuid';
import { keepManager } from '../../access';
import { type Sql, sql, transaction } from '../../database';
import {
  type Document,
  groupType,
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
} from '../../scim';
import { roleColumns, visibleRole } from '../resources/columns';
import { readPage } from '../resources/page-statements';
import { isResourceId } from '../resources/resource-id';
import type {
  ListedPage,
  ListRequest,
  Precondition,
  Read,
  ResourceStore,
  WriteOptions,
} from '../resources/resource-store';
import type { Scope } from '../resources/scope';
import { withUniqueName } from '../resources/unique-name';
import { changesOf } from '../user-changes';
import { type ChangedRole, changeMembers } from './memberships';
import { type FoundRole, type RoleRow, readRole, roleRow } from './role-resource';
import {
  insertRole,
  lockRole,
  removeRole,
  selectRole,
  updateRole,
  type WrittenRole,
  writtenRole,
} from './role-statements';

type Locked = FoundRole & { readonly manages: boolean; readonly current: boolean };

/** The roles of one tenant that an identity provider provisioned, as SCIM sees them: its Groups. */
export function rolesStore(scope: Scope): ResourceStore {
  return {
    get: (id, show) => get(scope, id, show),
    list: (request) => list(scope, request),
    create: (document, show) => create(scope, document, show),
    replace: (id, { members, ...document }, options) =>
      change(scope, id, options, {
        document: () => document,
        members: [{ kind: 'replace', ids: memberIds(members) }],
      }),
    patch: (id, steps, options) => patchRole(scope, id, steps, options),
    remove: (id, precondition) => remove(scope, id, precondition),
  };
}

function showsMembers(projection: Projection): boolean {
  return shows(groupType, projection, 'members');
}

function noGroup(id: string): Error {
  return notFound(`There is no Group with the id "${id.slice(0, 64)}".`);
}

async function get(scope: Scope, id: string, show: Projection): Promise<Read> {
  const statement = selectRole(scope, id, showsMembers(show));
  const [row] = isResourceId(id) ? await scope.admission.rows<FoundRole>(statement) : [];
  if (!row?.visible) throw noGroup(id);
  return readRole(row, scope.base);
}

/** A role that was just written, as it is now. It is answered also where the caller's key ended meanwhile. */
async function written(scope: Scope, role: RoleRow, show: Projection): Promise<Read> {
  const [row] = await sql.rows<FoundRole>(selectRole(scope, role.id, showsMembers(show)));
  return readRole(row?.visible ? row : role, scope.base);
}

function list(scope: Scope, request: ListRequest): Promise<ListedPage> {
  const withMembers = showsMembers(request.projection);
  return readPage<RoleRow>(request, {
    scope,
    name: withMembers ? 'roles-members' : 'roles',
    table: 'roles',
    alias: 'r',
    columns: roleColumns(scope.base),
    indexed: ['id', 'displayName', 'externalId'],
    select: roleRow(withMembers),
    visible: visibleRole,
    read: (row) => readRole(row, scope.base),
  });
}

async function create(scope: Scope, document: Document, show: Projection): Promise<Read> {
  const role = writtenRole(document);
  const ids = memberIds(document.members);
  const insert = async (tx?: Sql) => {
    const id = uuid();
    const [row] = await scope.admission.rows<RoleRow & { id: string | null }>(
      insertRole(scope, id, role),
      tx,
    );
    return row?.id ? { ...row, id: row.id } : undefined;
  };
  const insertWithMembers = async (tx: Sql) => {
    const row = await insert(tx);
    const occasion = { roleId: row?.id ?? '', counted: true, ruled: true };
    if (row) await changeMembers(scope, occasion, { kind: 'add', ids }, tx);
    return row;
  };
  const made = await withUniqueName(
    scope,
    'role',
    () => role.name,
    () => (ids.length > 0 ? transaction(insertWithMembers) : insert()),
  );
  // Brought back by another request meanwhile: then the name is taken, and the second try says so.
  if (!made) return create(scope, document, show);
  scope.request.told = true;
  return ids.length > 0 ? written(scope, made, show) : readRole(made, scope.base);
}

async function patchRole(
  scope: Scope,
  id: string,
  steps: readonly Step[],
  options: WriteOptions,
): Promise<Read> {
  const isMembers = ({ target }: Step) => target.attribute.name === 'members';
  const members = joined(steps.filter(isMembers).map((step) => memberChange(step, lenientPolicy.relax)));
  const others = steps.filter((step) => !isMembers(step));
  const [only] = members;
  const alone = others.length === 0 && members.length === 1 && only && isSingle(only);
  if (alone && !options.precondition && !options.show) {
    const moved = await moveMembers(scope, id, only);
    if (moved) return moved;
  }
  return change(scope, id, options, {
    document: (before) => patch(groupType, before, others, lenientPolicy),
    members,
  });
}

/** True for a change of members that one statement carries out. */
function isSingle({ kind }: MemberChange): boolean {
  return kind === 'add' || kind === 'remove';
}

/**
 * Adds or removes members by one statement. Undefined where nothing was done: the role gives the client's management,
 * which somebody has to keep, or it was changed by another request meanwhile.
 */
async function moveMembers(scope: Scope, id: string, change: MemberChange): Promise<Read | undefined> {
  if (!isResourceId(id)) throw noGroup(id);
  const role = await changeMembers(scope, { roleId: id, counted: false, ruled: false }, change);
  if (!role.visible) throw noGroup(id);
  if (change.kind !== 'add' && (role.manages || !role.current)) return undefined;
  const location = `${scope.base}${groupType.endpoint}/${id}`;
  return { version: role.version ?? '', location, resource: () => ({ id }) };
}

interface Change {
  readonly document: (before: Document) => Document;
  readonly members: readonly MemberChange[];
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
): Promise<Read> {
  let name = '';
  const work = async (tx: Sql, role: Locked): Promise<RoleRow> => {
    const before = documentOf(role);
    const next = writtenRole(document(before));
    name = next.name;
    const renamed = next.name !== role.name || next.externalId !== role.externalId;
    let row: RoleRow = role;
    if (renamed) {
      const changes = changesOf(before, documentOf(next));
      [row = role] = await tx.rows<RoleRow>(updateRole(scope, id, next, changes));
      scope.request.told = true;
    }
    return { ...row, version: (await changeAllMembers(tx, scope, id, renamed, members)) ?? row.version };
  };
  const row = await withUniqueName(
    scope,
    'role',
    () => name,
    () => withLocked(scope, id, precondition, work),
  );
  return show ? written(scope, row, show) : readRole(row, scope.base);
}

function documentOf({ name, externalId }: WrittenRole): Document {
  return { displayName: name, ...(externalId !== null && { externalId }) };
}

/** @returns the role's ETag behind the last change, if there was one */
async function changeAllMembers(
  tx: Sql,
  scope: Scope,
  roleId: string,
  renamed: boolean,
  changes: readonly MemberChange[],
): Promise<string | undefined> {
  let counted = renamed;
  let role: ChangedRole | undefined;
  for (const one of changes) {
    role = await changeMembers(scope, { roleId, counted, ruled: true }, one, tx);
    counted ||= role.moved;
  }
  return role?.version ?? undefined;
}

async function remove(scope: Scope, id: string, precondition: Precondition | undefined): Promise<void> {
  await withLocked(scope, id, precondition, async (tx) => {
    await tx.rows(removeRole(scope, id));
  });
  scope.request.told = true;
}

/** Runs a change of a role that nobody else changes meanwhile; one that gives the client's management keeps a manager. */
async function withLocked<Result>(
  scope: Scope,
  id: string,
  precondition: Precondition | undefined,
  work: (tx: Sql, role: Locked) => Promise<Result>,
): Promise<Result> {
  await scope.admission.confirm();
  if (!isResourceId(id)) throw noGroup(id);
  return transaction(async (tx) => {
    const lock = async () => (await tx.rows<Locked>(lockRole(scope, id)))[0];
    const first = await lock();
    // Held now, it is read as it is.
    const role = first && !first.current ? await lock() : first;
    if (!role?.visible) throw noGroup(id);
    precondition?.(role.version);
    return role.manages ? keepManager(tx, scope.tenantId, () => work(tx, role)) : work(tx, role);
  });
}
