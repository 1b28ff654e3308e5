import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { recordActivity } from '../../../activity';
import { AppError } from '../../../app-error';
import { type Sql, transaction, violatedIndex } from '../../../database';
import { shownName } from '../../shown-name';
import { lockTenant } from '../../tenants/lock-tenant';
import { changesOf } from '../../user-changes';
import { type Administrator, actorOf } from '../administrator';
import type { newUserBody, userBody } from '../requests';
import { editableUser } from './editable-user';
import { profileOf } from './profile';
import { changeProfile, newProfile, type WrittenProfile } from './profile-change';

/** A local user to be made. */
export type NewUser = z.output<typeof newUserBody>;
/** What is changed of a local user. */
export type UserChange = z.output<typeof userBody>;

function userNameTaken(error: unknown, userName: string | undefined): never {
  if (violatedIndex(error) !== 'users_user_name') throw error;
  throw new AppError(409, `Another user is called “${userName}”. Choose a different user name.`);
}

/** Refuses an e-mail address that another user has. The tenant must be locked, so that of two at once one sees the other. */
async function keepEmailUnique(tx: Sql, tenantId: string, userId: string, written: WrittenProfile) {
  if (written.emailKey === null) return;
  const [other] = await tx.rows<{ userName: string }>({
    text: `SELECT user_name AS "userName" FROM users
      WHERE tenant_id = $1 AND id <> $3 AND deleted_at IS NULL
        AND ((email_key = $2 AND email_key <> user_name_key) OR (user_name_key = $2 AND email_key = $2)) LIMIT 1`,
    values: [tenantId, written.emailKey, userId],
  });
  if (other)
    throw new AppError(
      409,
      `The user “${other.userName}” has the e-mail address “${written.email}”. Use another one.`,
    );
}

function columnsOf(written: WrittenProfile): unknown[] {
  const { userName, userNameKey, displayName, givenName, familyName, title, email, emailKey } = written;
  const attributes = JSON.stringify(written.attributes);
  return [userName, userNameKey, displayName, givenName, familyName, title, email, emailKey, attributes];
}

function record(
  tx: Sql,
  by: Administrator,
  verb: 'created' | 'updated',
  user: WrittenProfile & { readonly id: string },
  detail = {},
) {
  return recordActivity(tx, {
    tenantId: by.tenantId,
    actor: actorOf(by),
    action: `user.${verb}`,
    subject: { kind: 'user', id: user.id, name: shownName(user) },
    outcome: 'done',
    detail,
  });
}

/**
 * Makes a local user, who sets a password through “Forgot password”.
 * @throws AppError 409 where another user has the user name or the e-mail address
 */
export async function createUser(by: Administrator, wanted: NewUser): Promise<{ id: string }> {
  const user = { ...newProfile(wanted), id: uuid() };
  try {
    await transaction(async (tx) => {
      await lockTenant(tx, by.tenantId);
      await keepEmailUnique(tx, by.tenantId, user.id, user);
      await tx.rows({
        text: `INSERT INTO users (id, tenant_id, user_name, user_name_key, display_name, given_name, family_name,
            title, email, email_key, attributes)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        values: [user.id, by.tenantId, ...columnsOf(user)],
      });
      await record(tx, by, 'created', user);
    });
  } catch (error) {
    userNameTaken(error, wanted.userName);
  }
  return { id: user.id };
}

/**
 * Edits a local user, or one whom no identity provider manages any more. A new user name or e-mail address makes
 * links for setting the password void.
 * @throws AppError 404, 403 (managed, or holds more than `by`), 409 (removed; user name or e-mail address taken)
 */
export async function editUser(by: Administrator, id: string, change: UserChange): Promise<void> {
  try {
    await transaction(async (tx) => {
      await lockTenant(tx, by.tenantId);
      const user = await editableUser(tx, by, id);
      const written = changeProfile(user, change);
      const changes = changesOf(
        { ...profileOf(user) },
        { ...profileOf({ ...written, active: user.active }) },
      );
      if (Object.keys(changes).length === 0) return;
      if (written.email !== user.email) await keepEmailUnique(tx, by.tenantId, id, written);
      await tx.rows({
        text: `UPDATE users SET user_name = $3, user_name_key = $4, display_name = $5, given_name = $6,
            family_name = $7, title = $8, email = $9, email_key = $10, attributes = $11,
            version = version + 1, updated_at = now()
          WHERE tenant_id = $2 AND id = $1`,
        values: [id, by.tenantId, ...columnsOf(written)],
      });
      await record(tx, by, 'updated', { ...written, id }, { changes });
    });
  } catch (error) {
    userNameTaken(error, change.userName);
  }
}
