import { AppError } from '../../../app-error';
import { type Sql, transaction } from '../../../database';
import { isObject } from '../../../scim';
import { fold } from '../../fold';
import { writtenUser } from '../../users/user-resource';
import type { Administrator } from '../administrator';
import { editableUser } from './editable-user';
import { type Profile, type ProfileField, profileOf } from './profile';

/** An attribute that the identity provider says otherwise. */
export interface LinkChange {
  readonly field: ProfileField;
  readonly from: string | boolean | null;
  readonly to: string | boolean | null;
}

/** What linking a local user to the identity provider leads to. */
export interface LinkPreview {
  /** When the identity provider last tried to create the user; null where it has not of late. */
  readonly sentAt: Date | null;
  /** What is different in what it sent, and would be written with its next attempt. */
  readonly changes: readonly LinkChange[];
}

/** Refused requests that are looked through, the newest first. */
const mostRefused = 200;

interface Sent {
  readonly at: Date;
  readonly request: string;
}

/** The attempts to create users that were refused of late because of a user who is there, the newest first. */
function refusedUsers(tx: Sql, tenantId: string): Promise<Sent[]> {
  return tx.rows<Sent>({
    name: 'directory-refused-users',
    text: `SELECT x.at, x.request
      FROM (SELECT id, request_id FROM activities
        WHERE tenant_id = $1 AND actor = 'identity-provider' AND outcome = 'refused'
        ORDER BY id DESC LIMIT ${mostRefused}) a
      JOIN exchanges x ON x.id = a.request_id AND x.tenant_id = $1
      WHERE x.method = 'POST' AND x.status = 409 AND x.request IS NOT NULL
      ORDER BY a.id DESC`,
    values: [tenantId],
  });
}

/** The profile that a request's body would make; undefined where it is none of a user. */
function profileIn(request: string): Profile | undefined {
  try {
    const document: unknown = JSON.parse(request);
    if (!isObject(document) || typeof document.userName !== 'string') return undefined;
    const { attributes, ...columns } = writtenUser(document, true);
    return profileOf({ ...columns, attributes: JSON.parse(attributes) });
  } catch {
    return undefined;
  }
}

function changesBetween(now: Profile, sent: Profile): LinkChange[] {
  const fields = Object.keys(now) as ProfileField[];
  return fields
    .filter((field) => now[field] !== sent[field])
    .map((field) => ({ field, from: now[field], to: sent[field] }));
}

/**
 * What would change of a local user who is linked to the tenant's identity provider: what it sent when it last tried to
 * create a user of that name, beside what is here.
 * @throws AppError 404, 403 (managed already, or holds more than `by`), 409 (removed, or no identity provider)
 */
export function linkPreview(by: Administrator, id: string): Promise<LinkPreview> {
  return transaction(async (tx) => {
    const now = profileOf(await editableUser(tx, by, id));
    const live = await tx.rows({
      text: 'SELECT 1 FROM configurations WHERE tenant_id = $1 AND deleted_at IS NULL',
      values: [by.tenantId],
    });
    if (live.length === 0) throw new AppError(409, 'No identity provider is connected. Connect one first.');
    for (const { at, request } of await refusedUsers(tx, by.tenantId)) {
      const sent = profileIn(request);
      if (sent && fold(sent.userName) === fold(now.userName))
        return { sentAt: at, changes: changesBetween(now, sent) };
    }
    return { sentAt: null, changes: [] };
  });
}
