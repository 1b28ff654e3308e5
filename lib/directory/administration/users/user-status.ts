import { keepManager } from '../../../access';
import { recordActivity } from '../../../activity';
import { type Sql, transaction } from '../../../database';
import { shownName } from '../../shown-name';
import { type Administrator, actorOf } from '../administrator';
import { editableUser } from './editable-user';

async function setActive(tx: Sql, by: Administrator, id: string, active: boolean): Promise<void> {
  const user = await editableUser(tx, by, id);
  if (user.active === active) return;
  await tx.rows({
    text: `UPDATE users SET active = $3, version = version + 1, updated_at = now()
      WHERE tenant_id = $2 AND id = $1`,
    values: [id, by.tenantId, active],
  });
  await recordActivity(tx, {
    tenantId: by.tenantId,
    actor: actorOf(by),
    action: active ? 'user.reactivated' : 'user.deactivated',
    subject: { kind: 'user', id, name: shownName(user) },
    outcome: 'done',
  });
}

/**
 * Deactivates a user whom no identity provider manages: sessions and password links end in the same transaction.
 * @throws AppError 404, 403 (managed, or holds more than `by`), 409 (removed); LastManagerError
 */
export function deactivateUser(by: Administrator, id: string): Promise<void> {
  return transaction((tx) => keepManager(tx, by.tenantId, () => setActive(tx, by, id, false)));
}

/**
 * Gives a deactivated user their access back, with the password and roles they had.
 * @throws AppError 404, 403 (managed, or holds more than `by`), 409 (removed)
 */
export function reactivateUser(by: Administrator, id: string): Promise<void> {
  return transaction((tx) => setActive(tx, by, id, true));
}
