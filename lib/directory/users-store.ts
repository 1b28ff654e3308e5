import { v7 as uuid } from 'uuid';
import { keepManager } from '../access';
import { type Sql, type Statement, sql, transaction } from '../database';
import { type Document, type JsonObject, lenientPolicy, notFound, patch, sameJson, userType } from '../scim';
import { userColumns, visibleUser } from './columns';
import { inTurn } from './in-turn';
import { readPage } from './page-statements';
import { isResourceId } from './resource-id';
import type { ListedPage, ListRequest, Precondition, ResourceStore } from './resource-store';
import type { Scope } from './scope';
import { withUniqueName } from './unique-name';
import { changesOf, updateAction, userEntry } from './user-changes';
import {
  type UserRow,
  userDocument,
  userResource,
  userRow,
  type WrittenUser,
  writtenUser,
} from './user-resource';
import { holdRoles, insertUser, removeUser, selectUser, updateUser } from './user-statements';

type Loaded = UserRow & { readonly manages: boolean };

/** The users of one tenant that an identity provider provisioned, as SCIM sees them. */
export function usersStore(scope: Scope): ResourceStore {
  const shown = async (row: Promise<UserRow>) => userResource(await row, scope.base);
  return {
    get: (id) => shown(load(scope, id)),
    list: (request) => list(scope, request),
    create: (document) => create(scope, writtenUser(document, true)),
    // Without `active` a PUT leaves it as it is: to be silent about access gives none.
    replace: (id, document, { precondition }) =>
      shown(change(scope, id, precondition, ({ active }) => ({ active: active ?? false, ...document }))),
    patch: (id, steps, { precondition }) =>
      shown(change(scope, id, precondition, (document) => patch(userType, document, steps, lenientPolicy))),
    remove: (id, precondition) => remove(scope, id, precondition),
  };
}

async function load(scope: Scope, id: string, on: Sql = sql): Promise<Loaded> {
  const [row] = isResourceId(id) ? await on.rows<Loaded>(selectUser(scope, id)) : [];
  if (!row) throw notFound(`There is no User with the id "${id.slice(0, 64)}".`);
  return row;
}

function list(scope: Scope, request: ListRequest): Promise<ListedPage> {
  return readPage<UserRow>(request, {
    columns: userColumns(scope.base),
    from: 'users u',
    alias: 'u',
    select: userRow,
    where: `u.tenant_id = $1 AND ${visibleUser}`,
    values: [scope.tenantId],
    resource: (row) => userResource(row, scope.base),
  });
}

/** Reads a user, decides what it becomes, and writes it if it is still the same; else again. */
function change(
  scope: Scope,
  id: string,
  precondition: Precondition,
  to: (document: Document) => Document,
): Promise<UserRow> {
  let userName = '';
  const attempt = async (tx?: Sql) => {
    const row = await load(scope, id, tx);
    precondition(row.version);
    const before = userDocument(row);
    const user = writtenUser(to(before), false);
    userName = user.userName;
    const after = userDocument({ ...row, ...user });
    return sameJson(before, after) ? row : write(scope, row, user, { before, after, tx });
  };
  return withUniqueName(
    scope,
    'user',
    () => userName,
    () => inTurn(scope, id, attempt),
  );
}

async function remove(scope: Scope, id: string, precondition: Precondition): Promise<void> {
  await inTurn(scope, id, async (tx) => {
    const row = await load(scope, id, tx);
    precondition(row.version);
    const entry = userEntry(scope, 'user.deleted', writtenUser(userDocument(row), false), id);
    const statement = removeUser(scope, id, row.rowVersion, entry);
    const gone = async (on: Sql) => (await on.rows(statement))[0];
    return guarded(scope, row.manages, tx, gone, holdRoles(scope, id));
  });
}

/** Runs a change on its own, or, where it can take the last manager from the client, under that rule. */
function guarded<Result>(
  scope: Scope,
  manages: boolean,
  tx: Sql | undefined,
  change: (on: Sql) => Promise<Result>,
  first?: Statement,
): Promise<Result> {
  if (!manages) return change(tx ?? sql);
  const keeping = async (on: Sql) => {
    if (first) await on.rows(first);
    return keepManager(on, scope.tenantId, () => change(on));
  };
  return tx ? keeping(tx) : transaction(keeping);
}

async function create(scope: Scope, user: WrittenUser): Promise<JsonObject> {
  const id = uuid();
  const entry = userEntry(scope, 'user.created', user, id);
  const [row] = await withUniqueName(
    scope,
    'user',
    () => user.userName,
    () => sql.rows<UserRow>(insertUser(scope, id, user, entry)),
  );
  // Brought back by another request meanwhile: then the name is taken, and the second try says so.
  return row ? userResource(row, scope.base) : create(scope, user);
}

async function write(
  scope: Scope,
  row: Loaded,
  user: WrittenUser,
  { before, after, tx }: { readonly before: Document; readonly after: Document; readonly tx?: Sql },
): Promise<UserRow | undefined> {
  const action = updateAction(row.active, user.active);
  const deactivated = row.active && !user.active;
  const entry = userEntry(scope, action, user, row.id, { changes: changesOf(before, after) });
  const statement = updateUser(scope, row.id, row.rowVersion, user, entry);
  const change = (on: Sql) => on.rows<UserRow>(statement);
  const [written] = await guarded(scope, row.manages && deactivated, tx, change);
  return written;
}
