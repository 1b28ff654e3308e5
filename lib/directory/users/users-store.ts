import { v7 as uuid } from 'uuid';
import { type Sql, type Statement, sql } from '../../database';
import { type Document, lenientPolicy, notFound, patch, type Step, sameJson, userType } from '../../scim';
import { HeldChange, type Judgment } from '../breaker/circuit-breaker';
import { userColumns, visibleUser } from '../resources/columns';
import { readPage } from '../resources/page-statements';
import { isResourceId } from '../resources/resource-id';
import type { ListedPage, ListRequest, Precondition, ResourceStore } from '../resources/resource-store';
import type { Scope } from '../resources/scope';
import { withUniqueName } from '../resources/unique-name';
import { shownName } from '../shown-name';
import { changesOf, updateAction } from '../user-changes';
import { accepted, guarded, heldIn, type Outcome, unlessManager } from './guarded-change';
import { inTurn } from './in-turn';
import { type ChangedUser, replaceUser, setStatus, updateUser, type Written } from './user-change-statements';
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
  const tried =
    active === undefined ? undefined : await atOnce(scope, id, setStatus(scope, id, active), active);
  if (tried?.changed) return { ...tried.changed, active: active ?? tried.changed.active };
  const saysActive = steps.some(
    ({ target: { attribute, extension } }) => !extension && attribute.name === 'active',
  );
  const to = (document: Document) => patch(userType, document, steps, lenientPolicy);
  return change(scope, id, precondition, { to, saysActive, known: tried?.declined });
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
      () => atOnce(scope, id, statement, !keepsStatus && user.active),
    );
  const tried = precondition ? undefined : await inOne();
  if (tried?.changed)
    return { ...tried.changed, ...user, active: keepsStatus ? tried.changed.active : user.active };
  const to = ({ active }: Document) => ({ active: active ?? false, ...document });
  return change(scope, id, precondition, { to, saysActive: !keepsStatus, known: tried?.declined });
}

/** The status that steps give, where they do nothing else: what identity providers send to end somebody's access. */
function statusIn(steps: readonly Step[]): boolean | undefined {
  const [{ operation, target } = {}, ...more] = steps;
  if (!operation || !target || more.length > 0) return undefined;
  if (operation.op === 'remove' || target.extension || target.attribute.name !== 'active') return undefined;
  const value = lenientPolicy.relax(target.attribute, operation.value ?? null);
  return typeof value === 'boolean' ? value : undefined;
}

/** A user that was changed by one statement, or was not: then as it is. */
interface Tried {
  /** The user as it was, with the version that it has now. */
  readonly changed?: UserRow;
  readonly declined?: LoadedUser;
}

/** Changes a user by one statement, where that is possible. */
async function atOnce(scope: Scope, id: string, statement: Statement, givesAccess: boolean): Promise<Tried> {
  const row = await unlessManager(() => find(id, () => scope.admission.rows<ChangedUser>(statement)));
  if (!row) return {};
  const { written, writtenAt } = row;
  // Whether it manages the client was not asked: the database says so where it matters.
  if (row.differs && (written === null || !writtenAt)) return { declined: { ...row, manages: false } };
  await accepted(scope, row, givesAccess);
  if (written === null || !writtenAt) return { changed: row };
  scope.request.told = true;
  return { changed: { ...row, rowVersion: written, updatedAt: writtenAt } };
}

/** How a user is changed. */
interface WantedChange {
  readonly to: (document: Document) => Document;
  /** Whether the request says something of `active`. */
  readonly saysActive: boolean;
  /** The user as it was read by this request. */
  readonly known?: LoadedUser;
}

/** Reads a user, decides what it becomes, and writes it if it is still the same; else again. */
async function change(
  scope: Scope,
  id: string,
  precondition: Precondition | undefined,
  { to, saysActive, known }: WantedChange,
): Promise<UserRow> {
  let userName = '';
  let first = known;
  const attempt = async (tx?: Sql): Promise<Outcome<UserRow>> => {
    const row = first ?? (await load(scope, id, tx));
    first = undefined;
    precondition?.(versionOf(row));
    const before = userDocument(row);
    const user = writtenUser(to(before), false);
    userName = user.userName;
    const after = userDocument({ ...row, ...user });
    const outcome = sameJson(before, after) ? row : await write(scope, row, user, { before, after, tx });
    if (outcome && !('held' in outcome)) await accepted(scope, row, saysActive && user.active);
    return outcome;
  };
  const outcome = await withUniqueName(
    scope,
    'user',
    () => userName,
    () => inTurn(scope, id, attempt),
  );
  // Only now: thrown in a transaction it would take back what the circuit breaker noted.
  if ('held' in outcome) throw new HeldChange(outcome.held);
  return outcome;
}

type Removed = Partial<Judgment> & { readonly id: string | null };

async function remove(scope: Scope, id: string, precondition: Precondition | undefined): Promise<void> {
  const outcome = await inTurn(scope, id, async (tx): Promise<Outcome<Removed>> => {
    const row = await load(scope, id, tx);
    precondition?.(versionOf(row));
    const statement = removeUser(scope, row, shownName(writtenUser(userDocument(row), false)));
    const gone = async (on: Sql) => (await on.rows<Removed>(statement))[0];
    const removed = await guarded(scope, row.manages, tx, gone, holdRoles(scope, id));
    const done = removed && (heldIn(removed) ?? (removed.id === null ? undefined : removed));
    scope.request.told ||= done !== undefined && (!('held' in done) || done.held.verdict === 'new');
    return done;
  });
  if ('held' in outcome) throw new HeldChange(outcome.held);
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
      return { ...user, id, rowVersion: 1, createdAt: at, updatedAt: at, groups: [] };
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
  return row && { ...user, ...row, id, groups: [] };
}

async function write(
  scope: Scope,
  row: LoadedUser,
  user: WrittenUser,
  { before, after, tx }: { readonly before: Document; readonly after: Document; readonly tx?: Sql },
): Promise<Outcome<UserRow>> {
  const action = updateAction(row.active, user.active);
  const deactivated = row.active && !user.active;
  const judged = deactivated && row.guarded;
  const told = { action, detail: { changes: changesOf(before, after) }, judged };
  const statement = updateUser(scope, row, user, told);
  const change = (on: Sql) => on.rows<Written>(statement);
  const [written] = (await guarded(scope, row.manages && deactivated, tx, change)) ?? [];
  const held = written && heldIn(written);
  const { rowVersion = null, updatedAt = null } = written ?? {};
  const done = rowVersion !== null && updatedAt !== null && { ...row, ...user, rowVersion, updatedAt };
  scope.request.told ||= Boolean(done) || held?.held.verdict === 'new';
  return held ?? (done || undefined);
}
