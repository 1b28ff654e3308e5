import { hash } from 'node:crypto';
import { type Document, fold, type JsonObject, urns, userType } from '../../scim';
import { visibleRole, visibleUser } from '../resources/columns';
import { checkIndexed } from '../resources/indexed-text';
import type { Read } from '../resources/resource-store';
import { complex, mailAddress, text } from './profile-document';

/** A user as the store reads it, with what its resource shows of other tables. JSON is kept as its text. */
export interface UserRow {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  /** The document without userName, externalId and active. */
  readonly attributes: string;
  /** Counts the row's changes. */
  readonly rowVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** The roles that the resource shows as groups, in the order of their ids: the id of each, and behind it its name. */
  readonly groups: readonly string[];
}

/** How long an id is. */
const idLength = 36;

/**
 * The columns of `UserRow`, of a row with the alias `u`. Its roles are found by their ids alone, and sorted out after,
 * so that no plan that was made while the tables were empty reads them all.
 */
export const userRow = `u.id, u.user_name AS "userName", u.external_id AS "externalId", u.active, u.attributes,
  u.version AS "rowVersion", u.created_at AS "createdAt", u.updated_at AS "updatedAt",
  ARRAY(SELECT r.id || r.name FROM memberships m JOIN roles r ON r.id = m.role_id
    WHERE m.user_id = u.id AND (${visibleRole}) IS TRUE ORDER BY r.id) AS groups`;

/** Whether SCIM shows the user `u`: asked of the row that was found, not to find it. */
export const isVisible = `(${visibleUser}) AS visible`;

/** The ETag of a user: it moves with the row and with the groups that the resource shows, as `userVersion` in SQL. */
export function versionOf(row: Pick<UserRow, 'rowVersion' | 'groups'>): string {
  if (row.groups.length === 0) return `W/"${row.rowVersion}"`;
  return `W/"${row.rowVersion}-${hash('md5', row.groups.join(',')).slice(0, 12)}"`;
}

/** What a client may write of the user: the resource without id, schemas, meta and groups. */
export function userDocument({
  userName,
  externalId,
  active,
  attributes,
}: Pick<UserRow, 'userName' | 'externalId' | 'active' | 'attributes'>): Document {
  const others: JsonObject = JSON.parse(attributes);
  return { userName, ...(externalId !== null && { externalId }), ...others, active };
}

/** A user as it is shown; `base` is the address of the SCIM service. */
export function readUser(row: UserRow, base: string): Read {
  const version = versionOf(row);
  const text = () => userText(row, base, version);
  return {
    version,
    location: `${base}${userType.endpoint}/${row.id}`,
    text,
    resource: () => JSON.parse(text()),
  };
}

const extensionKeys = userType.extensions.map(({ id }) => ({ id, key: `${JSON.stringify(id)}:` }));

/** The JSON text of a user's resource (RFC 7643 §4.1): what the row keeps as JSON is passed on as it is. */
function userText(row: UserRow, base: string, version: string): string {
  const { id, userName, externalId, active, attributes } = row;
  // A quoted name with a colon behind it is a member's name: in a value its quotes would be escaped.
  const extensions = extensionKeys.filter(({ key }) => attributes.includes(key));
  const groups = row.groups.map((group) => {
    const value = group.slice(0, idLength);
    return { value, $ref: `${base}/Groups/${value}`, display: group.slice(idLength), type: 'direct' };
  });
  const meta = {
    resourceType: userType.name,
    created: row.createdAt.toISOString(),
    lastModified: row.updatedAt.toISOString(),
    location: `${base}${userType.endpoint}/${id}`,
    version,
  };
  const schemas = JSON.stringify([urns.user, ...extensions.map((extension) => extension.id)]);
  const external = externalId === null ? '' : `"externalId":${JSON.stringify(externalId)},`;
  const others = attributes === '{}' ? '' : `${attributes.slice(1, -1)},`;
  const shownGroups = groups.length > 0 ? `"groups":${JSON.stringify(groups)},` : '';
  return `{"schemas":${schemas},"id":"${id}","userName":${JSON.stringify(userName)},${external}${others}"active":${active},${shownGroups}"meta":${JSON.stringify(meta)}}`;
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
  /** The rest of the document, as JSON text. */
  readonly attributes: string;
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
    attributes: JSON.stringify(attributes),
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
    user.attributes,
  ];
}
