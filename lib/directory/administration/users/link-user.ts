import { recordActivity } from '../../../activity';
import { AppError } from '../../../app-error';
import { transaction } from '../../../database';
import { shownName } from '../../shown-name';
import { type Administrator, actorOf } from '../administrator';
import { editableUser } from './editable-user';

/**
 * Links a local user to the tenant's live configuration: from then on the identity provider finds the user by
 * user name and manages them. Password, sessions and roles stay.
 * @throws AppError 404, 403 (managed already, or holds more than `by`), 409 (removed, or no identity provider)
 */
export function linkUser(by: Administrator, id: string): Promise<void> {
  return transaction(async (tx) => {
    const user = await editableUser(tx, by, id);
    const [linked] = await tx.rows<{ provider: string }>({
      text: `UPDATE users u SET configuration_id = c.id, version = u.version + 1, updated_at = now()
        FROM configurations c
        WHERE u.tenant_id = $2 AND u.id = $1 AND c.tenant_id = u.tenant_id AND c.deleted_at IS NULL
        RETURNING c.provider`,
      values: [id, by.tenantId],
    });
    if (!linked) throw new AppError(409, 'No identity provider is connected. Connect one first.');
    await recordActivity(tx, {
      tenantId: by.tenantId,
      actor: actorOf(by),
      action: 'user.linked',
      subject: { kind: 'user', id, name: shownName(user) },
      outcome: 'done',
      detail: { provider: linked.provider },
    });
  });
}
