import { v7 as uuid } from 'uuid';
import { keepManager, takesManager } from '../access';
import { type Sql, type Statement, sql, transaction } from '../database';
import { type Document, lenientPolicy, notFound, patch, type Step, sameJson, userType } from '../scim';
import { userColumns, visibleUser } from './columns';
import { inTurn } from './in-turn';
import { readPage } from './page-statements';
import { isResourceId } from './resource-id';
import type { ListedPage, ListRequest, Precondition, ResourceStore } from './resource-store';
import type { Scope } from './scope';
import { shownName } from './shown-name';
import { withUniqueName } from './unique-name';
import { type ChangedUser, replaceUser, setStatus, updateUser, type Written } from './user-change-statements';
import { changesOf, updateAction } from './user-changes';
import {
  readUser,
  type UserRow,
  userDocument,
  userRow,
  versionOf,
  type WrittenUser,
  writtenUser,
} from './user-resource';
import {
  type FoundUser,
  holdRoles,
  type Inserted,
  insertUser,
  type LoadedUser,
  loadUser,
  removeUser,
  restoreUser,
  selectUser,
} from './user-statements';

/** The users of one tenant that an identity provider provisioned, as SCIM sees them. */
export function usersStore(scope: Scope): ResourceStore {
  const shown = async (row: Promise<UserRow>) => readUser(await row, scope.base);
  return {
    get: (id) => shown(find(id, () => scope.admission.rows<FoundUser>(selectUser(scope, id)))),
    list: (request) => list(scope, request),
    create: (document) => shown(create(scope, writtenUser(document, true))),
    // Without `active` a PUT leaves it as it is: to be silent about access gives none.
    replace: (id, document, { precondition }) => shown(replace(scope, id, precondition, document)),
    patch: (id, steps, { precondition }) => shown(patchUser(scope, id, precondition, steps)),
    remove: (id, precondition) => remove(scope, id, precondition),
  };
}

/** The one row that `rows` gives, if it is of a user whom SCIM shows. */
async function find<Row extends FoundUser>(id: string, rows: () => Promise<Row[]>): Promise<Row> {
  const [row] = isResourceId(id) ? await rows() : [];
  if (!row?.visible) throw notFound(`There is no User with the id "${id.slice(0, 64)}".`);
  return row;
}

function load(scope: Scope, id: string, tx?: Sql): Promise<LoadedUser> {
  return find(id, () => scope.admission.rows<LoadedUser>(loadUser(scope, id), tx));
}

function list(scope: Scope, request: ListRequest): Promise<ListedPage> {
  return readPage<UserRow>(request, {
    scope,
    name: 'users',
    table: 'users',
    alias: 'u',
    columns: userColumns(scope.base),
    indexed: ['id', 'userName', 'externalId'],
    select: userRow,
    visible: visibleUser,
    jsonAsText: true,
    read: (row) => readUser(row, scope.base),
  });
}

async function patchUser(
  scope: Scope,
  id: string,
  precondition: Precondition | undefined,
  steps: readonly Step[],
): Promise<UserRow> {
  const active = precondition ? undefined : statusIn(steps);
  const changed = active === undefined ? undefined : await atOnce(scope, id, setStatus(scope, id, active));
  if (changed) return { ...changed, active: active ?? changed.active };
  return change(scope, id, precondition, (document) => patch(userType, document, steps, lenientPolicy));
}

async function replace(
  scope: Scope,
  id: string,
  precondition: Precondition | undefined,
  document: Document,
): Promise<UserRow> {
  const keepsStatus = document.active === undefined;
  const user = writtenUser(document, false);
  const statement = replaceUser(scope, id, user, keepsStatus);
  const inOne = () =>
    withUniqueName(
      scope,
      'user',
      () => user.userName,
      () => atOnce(scope, id, statement),
    );
  const changed = precondition ? undefined : await inOne();
  if (changed) return { ...changed, ...user, active: keepsStatus ? changed.active : user.active };
  return change(scope, id, precondition, ({ active }) => ({ active: active ?? false, ...document }));
}

/** The status that steps give, where they do nothing else: what identity providers send to end somebody's access. */
function statusIn(steps: readonly Step[]): boolean | undefined {
  const [{ operation, target } = {}, ...more] = steps;
  if (!operation || !target || more.length > 0) return undefined;
  if (operation.op === 'remove' || target.extension || target.attribute.name !== 'active') return undefined;
  const value = lenientPolicy.relax(target.attribute, operation.value ?? null);
  return typeof value === 'boolean' ? value : undefined;
}

/**
 * Changes a user by one statement. Undefined where that was not possible, and nothing was done.
 * @returns the user as it was, with the version that it has now
 */
async function atOnce(scope: Scope, id: string, statement: Statement): Promise<UserRow | undefined> {
  const row = await unlessManager(() => find(id, () => scope.admission.rows<ChangedUser>(statement)));
  if (!row?.differs) return row;
  const { written, writtenAt } = row;
  if (written === null || !writtenAt) return undefined;
  scope.request.told = true;
  return { ...row, rowVersion: written, updatedAt: writtenAt };
}

/** Reads a user, decides what it becomes, and writes it if it is still the same; else again. */
function change(
  scope: Scope,
  id: string,
  precondition: Precondition | undefined,
  to: (document: Document) => Document,
): Promise<UserRow> {
  let userName = '';
  const attempt = async (tx?: Sql) => {
    const row = await load(scope, id, tx);
    precondition?.(versionOf(row));
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

async function remove(scope: Scope, id: string, precondition: Precondition | undefined): Promise<void> {
  await inTurn(scope, id, async (tx) => {
    const row = await load(scope, id, tx);
    precondition?.(versionOf(row));
    const statement = removeUser(scope, row, shownName(writtenUser(userDocument(row), false)));
    const gone = async (on: Sql) => (await on.rows(statement))[0];
    const done = await guarded(scope, row.manages, tx, gone, holdRoles(scope, id));
    scope.request.told ||= done !== undefined;
    return done;
  });
}

/** What `work` gives; undefined where it would have taken access from who can manage the client, which the rule is for. */
async function unlessManager<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (takesManager(error)) return undefined;
    throw error;
  }
}

/**
 * Runs a change on its own, or, where it can take the last manager from the client, under that rule: in a transaction
 * always, as nothing there can be tried twice. Undefined where the user became one who manages the client meanwhile.
 */
function guarded<Result>(
  scope: Scope,
  manages: boolean,
  tx: Sql | undefined,
  change: (on: Sql) => Promise<Result>,
  first?: Statement,
): Promise<Result | undefined> {
  const keeping = async (on: Sql) => {
    if (first) await on.rows(first);
    return keepManager(on, scope.tenantId, () => change(on));
  };
  if (tx) return keeping(tx);
  return manages ? transaction(keeping) : unlessManager(() => change(sql));
}

async function create(scope: Scope, user: WrittenUser): Promise<UserRow> {
  const row = await withUniqueName(
    scope,
    'user',
    () => user.userName,
    async () => {
      const id = uuid();
      const [inserted] = await scope.admission.rows<Inserted>(insertUser(scope, id, user));
      if (inserted?.known) return restore(scope, user, inserted.known);
      const at = inserted?.createdAt ?? new Date();
      return { ...user, id, rowVersion: 1, createdAt: at, updatedAt: at, groups: null };
    },
  );
  // Brought back by another request meanwhile: then the name is taken, and the second try says so.
  if (!row) return create(scope, user);
  scope.request.told = true;
  return row;
}

/** Brings back the removed user who is meant: the same person, where the externalIds agree or one side has none. */
async function restore(scope: Scope, user: WrittenUser, id: string): Promise<UserRow | undefined> {
  const [row] = await sql.rows<Pick<UserRow, 'rowVersion' | 'createdAt' | 'updatedAt'>>(
    restoreUser(scope, id, user),
  );
  return row && { ...user, ...row, id, groups: null };
}

async function write(
  scope: Scope,
  row: LoadedUser,
  user: WrittenUser,
  { before, after, tx }: { readonly before: Document; readonly after: Document; readonly tx?: Sql },
): Promise<UserRow | undefined> {
  const action = updateAction(row.active, user.active);
  const deactivated = row.active && !user.active;
  const statement = updateUser(scope, row, user, { action, detail: { changes: changesOf(before, after) } });
  const change = async (on: Sql) => (await on.rows<Written>(statement))[0];
  const written = await guarded(scope, row.manages && deactivated, tx, change);
  scope.request.told ||= written !== undefined;
  return written && { ...row, ...user, ...written };
}
