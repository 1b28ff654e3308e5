import { keepManager } from '../../../access';
import { recordMembers } from '../../../activity';
import { AppError } from '../../../app-error';
import { type Sql, transaction } from '../../../database';
import { type Names, shownName } from '../../shown-name';
import { type Administrator, actorOf } from '../administrator';
import { grantedBy, keepWithinReach } from '../reach';
import { type EditableRole, editableRole, refuseChanged, refuseManaged } from './editable-role';

/** As many members as an entry of activity names; more are counted. */
const namedAtMost = 20;

type Member = Names & { readonly id: string };

const memberColumns = `u.id, u.user_name AS "userName", u.display_name AS "displayName",
  u.given_name AS "givenName", u.family_name AS "familyName"`;

async function membersToEdit(
  tx: Sql,
  by: Administrator,
  roleId: string,
  seen: number | undefined,
): Promise<EditableRole> {
  const role = await editableRole(tx, by.tenantId, roleId);
  refuseChanged(role, seen);
  refuseManaged(role, 'members');
  keepWithinReach(by, await grantedBy(tx, roleId), 'This role grants');
  return role;
}

async function record(
  tx: Sql,
  by: Administrator,
  action: 'role.members-added' | 'role.members-removed',
  role: EditableRole,
  changed: readonly Member[],
): Promise<void> {
  if (changed.length === 0) return;
  await tx.rows({
    text: 'UPDATE roles SET version = version + 1, updated_at = now() WHERE id = $1',
    values: [role.id],
  });
  const members = changed.slice(0, namedAtMost).map((user) => ({ id: user.id, name: shownName(user) }));
  const entry = {
    tenantId: by.tenantId,
    actor: actorOf(by),
    action,
    subject: { kind: 'role', id: role.id, name: role.name },
    outcome: 'done',
    detail: { members, count: changed.length },
  } as const;
  await recordMembers(
    tx,
    entry,
    changed.map(({ id }) => id),
  );
}

/** Refuses where one of the ids is no user of the tenant, or a removed one's. The rows are held until the end. */
async function findAll(tx: Sql, tenantId: string, userIds: readonly string[]): Promise<void> {
  const found = await tx.rows({
    text: `SELECT 1 FROM users WHERE tenant_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL
      ORDER BY id FOR SHARE`,
    values: [tenantId, userIds],
  });
  if (found.length < new Set(userIds).size)
    throw new AppError(404, 'One of these users does not exist or was removed. Reload the page.');
}

/**
 * Gives a local role to users, provisioned ones among them; who has it keeps it.
 * @param seen the version of the role that this was decided upon
 * @returns how many got it
 * @throws AppError 404 (role, or one of the users), 403 (provisioned role, or it grants what `by` does not hold), 409
 * (the role has another version)
 */
export function giveRole(
  by: Administrator,
  roleId: string,
  userIds: readonly string[],
  seen?: number,
): Promise<{ added: number }> {
  return transaction(async (tx) => {
    const role = await membersToEdit(tx, by, roleId, seen);
    await findAll(tx, by.tenantId, userIds);
    const added = await tx.rows<Member>({
      text: `WITH added AS (
          INSERT INTO memberships (tenant_id, role_id, user_id)
          SELECT $1, $2, id FROM unnest($3::uuid[]) AS id
          ON CONFLICT DO NOTHING RETURNING user_id)
        SELECT ${memberColumns} FROM added JOIN users u ON u.id = added.user_id ORDER BY u.user_name_key`,
      values: [by.tenantId, roleId, [...new Set(userIds)]],
    });
    await record(tx, by, 'role.members-added', role, added);
    return { added: added.length };
  });
}

/**
 * Takes a local role from users; who does not have it is passed over.
 * @param seen the version of the role that this was decided upon
 * @returns how many lost it
 * @throws AppError 404, 403 (provisioned role, or it grants what `by` does not hold), 409 (the role has another
 * version); LastManagerError
 */
export function takeRole(
  by: Administrator,
  roleId: string,
  userIds: readonly string[],
  seen?: number,
): Promise<{ removed: number }> {
  return transaction(async (tx) => {
    const role = await membersToEdit(tx, by, roleId, seen);
    return keepManager(tx, by.tenantId, async () => {
      const removed = await tx.rows<Member>({
        text: `WITH removed AS (
            DELETE FROM memberships WHERE tenant_id = $1 AND role_id = $2 AND user_id = ANY($3::uuid[])
            RETURNING user_id)
          SELECT ${memberColumns} FROM removed JOIN users u ON u.id = removed.user_id ORDER BY u.user_name_key`,
        values: [by.tenantId, roleId, userIds],
      });
      await record(tx, by, 'role.members-removed', role, removed);
      return { removed: removed.length };
    });
  });
}
