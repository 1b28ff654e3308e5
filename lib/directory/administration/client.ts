import type { z } from 'zod';
import { recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { sql, transaction } from '../../database';
import { lockTenant } from '../tenants/lock-tenant';
import { type Administrator, actorOf } from './administrator';
import type { clientBody } from './requests';

/** The tenant, as its administrators see it. */
export interface Client {
  readonly name: string;
  readonly slug: string;
  readonly createdAt: Date;
}

/** The tenant itself. @throws AppError 404 */
export async function clientOf(tenantId: string): Promise<Client> {
  const [client] = await sql.rows<Client>({
    name: 'directory-client',
    text: 'SELECT name, slug, created_at AS "createdAt" FROM tenants WHERE id = $1',
    values: [tenantId],
  });
  if (!client) throw new AppError(404, 'There is no such client.');
  return client;
}

/** Gives the tenant another name; its slug, which commands and scripts know, stays. */
export function renameClient(by: Administrator, { name }: z.output<typeof clientBody>): Promise<void> {
  return transaction(async (tx) => {
    await lockTenant(tx, by.tenantId);
    const [renamed] = await tx.rows<{ from: string }>({
      text: `UPDATE tenants t SET name = $2 FROM tenants old
        WHERE t.id = $1 AND old.id = t.id AND t.name <> $2 RETURNING old.name AS "from"`,
      values: [by.tenantId, name],
    });
    if (!renamed) return;
    await recordActivity(tx, {
      tenantId: by.tenantId,
      actor: actorOf(by),
      action: 'tenant.updated',
      subject: { kind: 'tenant', id: by.tenantId, name },
      outcome: 'done',
      detail: { changes: { name: { from: renamed.from, to: name } } },
    });
  });
}
