import { createHash } from 'node:crypto';
import { type Document, fold, type Json, type JsonObject, urns, userType } from '../scim';
import { visibleRole, visibleUser } from './columns';
import { checkIndexed } from './indexed-text';
import { complex, elementOf, elements, text } from './profile-document';

/** A user as the store reads it, with what its resource shows of other tables. */
export interface UserRow {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  readonly attributes: JsonObject;
  /** Counts the row's changes. */
  readonly rowVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly groups: readonly { readonly value: string; readonly display: string }[] | null;
}

/**
 * The columns of `UserRow`, of a row with the alias `u`. Its roles are found by their ids alone, and sorted out after,
 * so that no plan that was made while the tables were empty reads them all.
 */
export const userRow = `u.id, u.user_name AS "userName", u.external_id AS "externalId", u.active, u.attributes,
  u.version AS "rowVersion", u.created_at AS "createdAt", u.updated_at AS "updatedAt",
  (SELECT jsonb_agg(jsonb_build_object('value', r.id, 'display', r.name) ORDER BY r.id) FILTER (WHERE ${visibleRole})
    FROM memberships m JOIN roles r ON r.id = m.role_id WHERE m.user_id = u.id) AS groups`;

/** Whether SCIM shows the user `u`: asked of the row that was found, not to find it. */
export const isVisible = `(${visibleUser}) AS visible`;

/** The ETag of a user: it moves with the row and with the groups that the resource shows, as `userVersion` in SQL. */
export function versionOf({ rowVersion, groups }: Pick<UserRow, 'rowVersion' | 'groups'>): string {
  if (!groups) return `W/"${rowVersion}"`;
  const shown = groups.map(({ value, display }) => value + display).join(',');
  return `W/"${rowVersion}-${createHash('md5').update(shown).digest('hex').slice(0, 12)}"`;
}

/** What a client may write of the user: the resource without id, schemas, meta and groups. */
export function userDocument({ userName, externalId, active, attributes }: UserRow): Document {
  return { userName, ...(externalId !== null && { externalId }), ...attributes, active };
}

/** The resource of a user (RFC 7643 §4.1); `base` is the address of the SCIM service. */
export function userResource(row: UserRow, base: string): JsonObject {
  const { attributes, groups } = row;
  const extensions = userType.extensions.filter(({ id }) => attributes[id] !== undefined);
  return {
    schemas: [urns.user, ...extensions.map(({ id }) => id)],
    id: row.id,
    ...userDocument(row),
    ...(groups && {
      groups: groups.map(({ value, display }) => ({
        value,
        $ref: `${base}/Groups/${value}`,
        display,
        type: 'direct',
      })),
    }),
    meta: {
      resourceType: userType.name,
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}${userType.endpoint}/${row.id}`,
      version: versionOf(row),
    },
  };
}

/** What a user's row keeps of a document, in the order of `writtenColumns`. */
export interface WrittenUser {
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly attributes: JsonObject;
}

/** Where mail for a user goes: the work address, else the primary one, else the first. */
function mailAddress(document: Document): string | null {
  const all = elements(document, 'emails');
  const chosen =
    elementOf(document, 'emails', 'work') ?? all.find((email) => email.primary === true) ?? all[0];
  return text(chosen, 'value');
}

/**
 * Takes a document apart into the columns of a user's row. A password is not kept: users set their own.
 * @throws ScimError invalidValue for a name, externalId or address that is too long
 */
export function writtenUser(document: Document, activeByDefault: boolean): WrittenUser {
  const { userName, externalId, active, password: _, ...attributes } = document;
  const user = {
    userName: String(userName),
    externalId: typeof externalId === 'string' ? externalId : null,
    active: typeof active === 'boolean' ? active : activeByDefault,
    displayName: text(document, 'displayName'),
    givenName: text(complex(document, 'name'), 'givenName'),
    familyName: text(complex(document, 'name'), 'familyName'),
    title: text(document, 'title'),
    email: mailAddress(document),
    attributes,
  };
  checkIndexed('userName', user.userName);
  checkIndexed('externalId', user.externalId);
  checkIndexed('emails.value', user.email);
  return user;
}

/** The columns that a written document fills. */
export const writtenColumns = [
  'user_name',
  'user_name_key',
  'external_id',
  'active',
  'display_name',
  'given_name',
  'family_name',
  'title',
  'email',
  'email_key',
  'attributes',
] as const;

/** The values of `writtenColumns`. */
export function writtenValues(user: WrittenUser): unknown[] {
  return [
    user.userName,
    fold(user.userName),
    user.externalId,
    user.active,
    user.displayName,
    user.givenName,
    user.familyName,
    user.title,
    user.email,
    user.email === null ? null : fold(user.email),
    JSON.stringify(user.attributes satisfies Json),
  ];
}
